"""Signing in: the page over the locked window, the first supervisor, passwords."""
