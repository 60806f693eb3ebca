"""Ctrl+Z and Ctrl+Shift+Z: what the person at this desk did last and can take back, by name, in all rooms."""

from printdesk.ui.undo.history import History, Step, Touched, Turn

__all__ = ["History", "Step", "Touched", "Turn"]
