"""Records: every application in one table, lists taken in, single applications typed."""

from printdesk.ui.records.page import RecordsPage

__all__ = ["RecordsPage"]
