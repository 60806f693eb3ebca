"""Reports, down-time packs and what was scanned back from them."""
