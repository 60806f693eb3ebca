"""The booklets of a custody list as a table."""

from dataclasses import dataclass

from printdesk.i18n import _, dates, language
from printdesk.services.custody_views import CustodyRow
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind

NOTED = "extra"
"""State of a line about a booklet that does not stand on the list."""


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One line: a booklet of the list, or one that arrived without standing on it.

    Attributes:
        state: "out" (awaited), "in", "back" or "extra". waits: whether it was sent, so that "out" is awaited.
    """

    serial: str
    name: str
    number: str
    slot: str
    state: str
    who: str
    when: str
    waits: bool


def line_of(row: CustodyRow, *, waits: bool) -> CustodyLine:
    """A booklet of a list as a line."""
    when = dates.moment_short(row.last_at, language())
    return CustodyLine(row.serial, row.name, row.number, row.slot, row.state, row.last_by, when, waits)


def custody_model() -> RowsModel[CustodyLine]:
    """Slot, whose booklet, serial, how it stands, who had it last."""
    columns: list[Column[CustodyLine]] = [
        Column(lambda: _("Slot"), lambda line: Cell(line.slot or "–"), 84, strong=True, whole=True),
        Column(lambda: _("Applicant"), lambda line: Cell(line.name or "–", _tail(line)), 150, stretch=4, strong=True),
        Column(lambda: _("Serial"), lambda line: Cell(line.serial), 100),
        Column(lambda: _("State"), _state, 156),
        Column(lambda: _("Last with"), lambda line: Cell(line.who, line.when), 120, stretch=2),
    ]
    return RowsModel(columns, key=lambda line: f"{line.serial}/{line.state == NOTED}")


def _tail(line: CustodyLine) -> str:
    return f"…{line.number[-4:]}" if line.number else ""


def _state(line: CustodyLine) -> Cell:
    kind, text = {
        "in": (Kind.DONE, _("arrived")),
        "back": (Kind.NOTE, _("taken back")),
        NOTED: (Kind.FAILED, _("not on the list")),
        "out": (Kind.WAITING, _("awaited") if line.waits else _("on the list")),
    }[line.state]
    return Cell(pill=PillSpec(kind, text))
