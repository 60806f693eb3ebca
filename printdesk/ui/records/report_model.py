"""The report of an import as a table: one line a row of the list, what is wrong first."""

from collections.abc import Sequence
from dataclasses import dataclass

from printdesk.i18n import _
from printdesk.services.import_report import ImportReport
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind, Tone

OUTCOMES = ("refused", "noted", "new", "updated", "unchanged")
"""The chips beside "all": refused rows, rows to look at, and what comes of the others."""

_KINDS = {"refused": Kind.FAILED, "new": Kind.DONE, "updated": Kind.HERE, "unchanged": Kind.WAITING}
_ORDER = {"refused": 0, "new": 2, "updated": 2, "unchanged": 2}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report.

    Attributes:
        key: its place in the report, unique.
        row: line of the spreadsheet.
        notes: what deserves a look, "" when nothing does.
    """

    key: int
    row: int
    number: str
    name: str
    outcome: str
    text: str
    notes: str


def report_lines(report: ImportReport) -> list[ReportLine]:
    """The lines of a report: refused ones first, then those to look at, then the others in the list's order."""
    notes: dict[int, list[str]] = {}
    for issue in report.warnings:
        notes.setdefault(issue.row, []).append(f"{issue.column}: {issue.message}" if issue.column else issue.message)
    lines: list[ReportLine] = []
    for line in report.lines:
        said = " ".join(note for note in notes.pop(line.row, []) if not line.text or line.text not in note)
        lines.append(ReportLine(len(lines), line.row, line.number, line.name, line.outcome, line.text, said))
    for row, messages in notes.items():
        lines.append(ReportLine(len(lines), row, "", "", "unchanged", "", " ".join(messages)))
    return sorted(lines, key=lambda line: (_ORDER[line.outcome] - bool(line.notes), line.row))


def in_chip(line: ReportLine, chip: str) -> bool:
    """Whether a chip shows a line."""
    if chip == "all":
        return True
    return bool(line.notes) if chip == "noted" else line.outcome == chip


def chip_title(code: str) -> str:
    """The words on a chip."""
    return {
        "all": _("All rows"),
        "refused": _("Refused"),
        "noted": _("To look at"),
        "new": _("New"),
        "updated": _("Updated"),
        "unchanged": _("Unchanged"),
    }[code]


def report_model() -> RowsModel[ReportLine]:
    """The report's table."""
    columns: Sequence[Column[ReportLine]] = (
        Column(lambda: _("Row"), lambda line: Cell(str(line.row), sort=line.row), 64, align="right"),
        Column(lambda: _("Result"), _outcome, 128),
        Column(lambda: _("Applicant"), _applicant, 210, stretch=2, strong=True),
        Column(lambda: _("What it means"), _meaning, 300, stretch=5),
    )
    return RowsModel(columns, key=lambda line: str(line.key))


def _outcome(line: ReportLine) -> Cell:
    return Cell(pill=PillSpec(_KINDS.get(line.outcome, Kind.NOTE), chip_title(line.outcome)))


def _applicant(line: ReportLine) -> Cell:
    return Cell(line.name or "—", line.number)


def _meaning(line: ReportLine) -> Cell:
    tone = Tone.RED if line.outcome == "refused" else None
    whole = "\n".join(part for part in (line.text, line.notes) if part)
    return Cell(line.text or line.notes, line.notes if line.text else "", tone=tone, tooltip=whole)
