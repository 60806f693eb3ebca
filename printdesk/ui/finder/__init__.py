"""Ctrl+K: one box that finds rooms, what can be done now, and applications."""

from printdesk.ui.finder.desk import FinderDesk

__all__ = ["FinderDesk"]
