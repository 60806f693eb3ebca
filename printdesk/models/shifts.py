"""Shift openings and closings: what was issued, counted and signed for."""
