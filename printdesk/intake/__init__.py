"""Lists of applications in: CSV, XLSX, XLS and ODS become typed rows, and errors in words.

Everything is refused or explained, nothing guessed: a spreadsheet's lost digits, month-first dates, a cut-off row.
"""

from printdesk.intake.model import ApplicationRow, IntakeCancelledError, IntakeResult, RowIssue, ServiceAlias
from printdesk.intake.reader import read_applications

__all__ = [
    "ApplicationRow",
    "IntakeCancelledError",
    "IntakeResult",
    "RowIssue",
    "ServiceAlias",
    "read_applications",
]
