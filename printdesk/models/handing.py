"""Hand-over sessions and lists of the post."""
