"""Batch sheets, and what a supervisor decides on failed prints."""
