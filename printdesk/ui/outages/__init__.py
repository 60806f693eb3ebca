"""The room of outages and notices: what works, what stood still, and what the public is told."""
