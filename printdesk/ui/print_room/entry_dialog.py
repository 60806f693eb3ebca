"""The entry of batch sheets; evenings enter their work sheets with the same dialog."""

from printdesk.ui.papers.sheet_entry_dialog import EntryDialog

__all__ = ["EntryDialog"]
