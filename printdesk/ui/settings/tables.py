"""The room's tables: rows of words that are read, not edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from printdesk.i18n import _, dates, language
from printdesk.ui.kit import Cell, Column, DeskTable, RowsModel
from printdesk.ui.settings.reading import SettingsFacts


@dataclass(frozen=True, slots=True)
class WordsRow:
    """One row, already worded in the language of the moment."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its title, its width in pixels, whether numbers stand in it or it takes the room left over."""

    title: Callable[[], str]
    width: int
    number: bool = False
    wide: bool = False


class WordsTable(DeskTable):
    """A table that is exactly as high as its rows, and as its bar where it must be scrolled sideways."""

    def __init__(self, model: RowsModel[WordsRow], parent: QWidget | None = None) -> None:
        super().__init__(model, two_lines=False, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self.fit())

    def fit(self) -> None:
        """Be as high as the rows."""
        rows = self.rows_model().rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(self.horizontalHeader().height() + rows + below + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


def words_table(headings: Sequence[Heading]) -> WordsTable:
    """A table of words, empty."""
    columns: list[Column[WordsRow]] = [
        Column(
            heading.title,
            lambda row, at=at: Cell(row.words[at]),  # type: ignore[misc]
            heading.width,
            1 if heading.wide else 0,
            "right" if heading.number else "left",
            strong=not at,
        )
        for at, heading in enumerate(headings)
    ]
    table = WordsTable(RowsModel(columns, key=lambda row: row.key))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def fit_rows(table: WordsTable, rows: Sequence[WordsRow]) -> None:
    """Show rows, and be exactly as high as they are."""
    table.rows_model().set_rows(rows)
    table.fit()


def people_headings() -> list[Heading]:
    """Name, sign-in name, roles, grade, stations."""
    return [
        Heading(lambda: _("Name"), 200, wide=True),
        Heading(lambda: _("Does"), 200, wide=True),
        Heading(lambda: _("Grade"), 84),
        Heading(lambda: _("Runs"), 90),
        Heading(lambda: _("NIP"), 172),
    ]


def service_headings() -> list[Heading]:
    """Name, promise, chip, quality by two, low stock, letters."""
    return [
        Heading(lambda: _("Service type"), 210, wide=True),
        Heading(lambda: _("Promise, working days"), 160, number=True),
        Heading(lambda: _("Chip"), 70),
        Heading(lambda: _("Checked by another"), 150),
        Heading(lambda: _("Low below"), 100, number=True),
        Heading(lambda: _("Serial letters"), 120),
    ]


def station_headings() -> list[Heading]:
    """Name, what it prints, how fast."""
    return [
        Heading(lambda: _("Station"), 210),
        Heading(lambda: _("Prints"), 300, wide=True),
        Heading(lambda: _("Booklets an hour"), 150, number=True),
    ]


def closed_headings() -> list[Heading]:
    """Day and name."""
    return [Heading(lambda: _("Closed on"), 250), Heading(lambda: _("Because"), 300, wide=True)]


def closed_rows(facts: SettingsFacts) -> list[WordsRow]:
    """The closed days of the next two months."""
    return [WordsRow(day.isoformat(), (dates.day_long(day, language()), name)) for day, name in facts.closed_days()]


def class_headings() -> list[Heading]:
    """Rank, name, rule, lead."""
    return [
        Heading(lambda: _("Rank"), 64, number=True),
        Heading(lambda: _("Urgency class"), 310),
        Heading(lambda: _("Who belongs to it"), 260, wide=True),
        Heading(lambda: _("Collects, days before"), 160, number=True),
    ]
