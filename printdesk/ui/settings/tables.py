"""The room's tables: rows of words that are read, not edited."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView

from printdesk.i18n import _, dates, language
from printdesk.ui.kit import Cell, Column, DeskTable, RowsModel
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.words import count_text, grade_text, role_words, rule_text, yes_no


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


def words_table(headings: Sequence[Heading]) -> DeskTable:
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
    table = DeskTable(RowsModel(columns, key=lambda row: row.key), two_lines=False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def fit_rows(table: DeskTable, rows: Sequence[WordsRow]) -> None:
    """Show rows, and be exactly as high as they are."""
    table.rows_model().set_rows(rows)
    height = table.horizontalHeader().height() + len(rows) * table.verticalHeader().defaultSectionSize() + 2
    table.setFixedHeight(height)


def people_headings() -> list[Heading]:
    """Name, sign-in name, roles, grade, stations."""
    return [
        Heading(lambda: _("Name"), 210),
        Heading(lambda: _("Does"), 230, wide=True),
        Heading(lambda: _("Grade"), 84),
        Heading(lambda: _("Runs"), 110),
        Heading(lambda: _("NIP"), 180),
    ]


def people_rows(facts: SettingsFacts) -> list[WordsRow]:
    """Everybody who works here."""
    roles = role_words()
    return [
        WordsRow(
            one.login,
            (
                one.name,
                ", ".join(roles.get(role, role) for role in one.roles),
                grade_text(one.grade),
                " ".join(one.skills) or "—",
                one.nip or "—",
            ),
        )
        for one in facts.people
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


def service_rows(facts: SettingsFacts) -> list[WordsRow]:
    """The kinds of booklet."""
    return [
        WordsRow(
            one.code,
            (
                one.label.text(language()),
                count_text(one.promise_days),
                yes_no(one.electronic),
                yes_no(one.two_person_quality),
                count_text(one.low_stock),
                ", ".join(one.serial_prefixes) or _("any"),
            ),
        )
        for one in facts.settings.services
    ]


def station_headings() -> list[Heading]:
    """Name, what it prints, how fast."""
    return [
        Heading(lambda: _("Station"), 210),
        Heading(lambda: _("Prints"), 300, wide=True),
        Heading(lambda: _("Booklets an hour"), 150, number=True),
    ]


def station_rows(facts: SettingsFacts) -> list[WordsRow]:
    """The printer lines."""
    labels = facts.settings.service_labels(language())
    return [
        WordsRow(
            one.code,
            (
                one.label.text(language()),
                ", ".join(labels.get(code, code) for code in one.services),
                f"{one.rate_per_hour:g}",
            ),
        )
        for one in facts.settings.stations
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
        Heading(lambda: _("Urgency class"), 260),
        Heading(lambda: _("Who belongs to it"), 300, wide=True),
        Heading(lambda: _("Collects, days before"), 160, number=True),
    ]


def class_rows(facts: SettingsFacts) -> list[WordsRow]:
    """The urgency classes in their order."""
    return [
        WordsRow(one.code, (str(rank), one.label.text(language()), rule_text(one), count_text(one.pickup_lead_days)))
        for rank, one in enumerate(facts.settings.order.classes, 1)
    ]
