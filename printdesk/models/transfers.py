"""Custody lists between the print room and the counter, and recorded orders on quality check."""
