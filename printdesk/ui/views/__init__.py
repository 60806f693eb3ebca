"""Saved views of lists, and lists printed and exported as they are seen; the same in every room that has a list."""
