"""Outages, notices and what they re-based."""
