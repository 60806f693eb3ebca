"""Papers in the window: shown before they are saved or printed, the same in every room."""

from printdesk.ui.papers.paper_panel import AskPath, PaperPanel

__all__ = ["AskPath", "PaperPanel"]
