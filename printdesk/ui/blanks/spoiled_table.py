"""The tables of spoiled booklets, of those to be destroyed, and of minutes."""

from dataclasses import dataclass

from printdesk.domain import codes
from printdesk.i18n import _, dates, language
from printdesk.services.destruction import SCAN, TICK, SpoiledRow
from printdesk.services.minutes import MinutesView
from printdesk.ui.blanks.words import booklets_text, range_text
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class SpoiledLine:
    """A spoiled booklet with the name of its kind."""

    row: SpoiledRow
    service: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A booklet to be destroyed, and how it was proved: `SCAN`, `TICK` or ""."""

    row: SpoiledRow
    service: str
    proof: str


def spoiled_model() -> RowsModel[SpoiledLine]:
    """The table of spoiled booklets, empty."""
    columns: list[Column[SpoiledLine]] = [
        Column(lambda: _("Serial"), lambda line: Cell(line.row.serial, line.service), 152, strong=True),
        Column(lambda: _("Reason"), _reason, 150, 1),
        Column(lambda: _("Spoiled"), _spoiled, 128),
        Column(lambda: _("Minutes"), lambda line: Cell(line.row.minutes or "—"), 122, whole=True),
    ]
    return RowsModel(columns, key=lambda line: line.row.serial)


def proof_model() -> RowsModel[ProofLine]:
    """The table of booklets to be destroyed, empty."""
    columns: list[Column[ProofLine]] = [
        Column(lambda: _("Proved"), _proof, 152),
        Column(lambda: _("Serial"), lambda line: Cell(line.row.serial), 96, strong=True),
        Column(lambda: _("Kind"), lambda line: Cell(line.service), 130, 1),
        Column(lambda: _("Reason"), lambda line: Cell(line.row.reason), 130, 1),
    ]
    return RowsModel(columns, key=lambda line: line.row.serial)


def minutes_model() -> RowsModel[MinutesView]:
    """The table of minutes, empty."""
    columns: list[Column[MinutesView]] = [
        Column(lambda: _("Minutes"), lambda row: Cell(row.number, kind_words(row.kind)), 146, strong=True),
        Column(lambda: _("Booklets"), _booklets, 130, 1),
        Column(lambda: _("When, by whom"), _made, 150, 1),
    ]
    return RowsModel(columns, key=lambda row: row.number)


def kind_words(kind: str) -> str:
    """What minutes are about."""
    words = {
        codes.SPOILED_MINUTES: _("spoiled"),
        codes.DESTRUCTION_MINUTES: _("destroyed"),
        codes.MISSING_MINUTES: _("missing"),
    }
    return words.get(kind, kind)


def _reason(line: SpoiledLine) -> Cell:
    number = line.row.application_number
    attempt = _("{number}, attempt {count}").format(number=number, count=line.row.attempt) if number else ""
    return Cell(line.row.reason, attempt)


def _spoiled(line: SpoiledLine) -> Cell:
    return Cell(dates.moment_short(line.row.spoiled_at, language()), line.row.spoiled_by)


def _proof(line: ProofLine) -> Cell:
    words = {SCAN: _("scanned"), TICK: _("read, ticked")}
    if line.proof:
        return Cell(pill=PillSpec(Kind.DONE, words[line.proof]))
    return Cell(pill=PillSpec(Kind.WAITING, _("not yet")))


def _booklets(row: MinutesView) -> Cell:
    return Cell(booklets_text(row.count), range_text(row.first, row.last))


def _made(row: MinutesView) -> Cell:
    people = ", ".join(part for part in (row.made_by, row.second, row.witness) if part)
    return Cell(dates.moment_short(row.at, language()), people)
