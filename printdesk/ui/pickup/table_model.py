"""The room's two tables: what lies ready, and what a search found."""

from collections.abc import Sequence
from datetime import date

from printdesk.domain.names import search_words
from printdesk.domain.states import application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.pickup import ReadyRow
from printdesk.services.search import Match
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.pickup.reading import Shelf
from printdesk.ui.pickup.words import SOON_DAYS, fours

FILTERS = ("all", "soon", "past")
"""All that lies ready; those who travel within a week; those past their last day."""


def ready_model() -> RowsModel[ReadyRow]:
    """What lies ready, by shelf slot."""
    columns: list[Column[ReadyRow]] = [
        Column(lambda: _("Shelf"), lambda row: Cell(row.slot), 72, strong=True, whole=True),
        Column(lambda: _("Applicant"), _applicant, 150, stretch=1),
        Column(lambda: _("Collect by"), _last_day, 110),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def match_model(services: dict[str, str]) -> RowsModel[Match]:
    """What a search found; `services` holds the labels by code and may change."""
    columns: list[Column[Match]] = [
        Column(lambda: _("Applicant"), lambda row: Cell(row.name, fours(row.number)), 230, stretch=3, strong=True),
        Column(
            lambda: _("Where it is"),
            lambda row: Cell(application_state_text(row.state), services.get(row.service, row.service)),
            180,
            stretch=2,
        ),
        Column(
            lambda: _("Shelf"), lambda row: Cell(row.shelf_slot or "—", strong=bool(row.shelf_slot)), 76, whole=True
        ),
        Column(lambda: _("Why it matches"), lambda row: Cell(row.why), 130, stretch=1),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def in_filter(row: ReadyRow, wanted: str, today: date) -> bool:
    """Whether a row belongs to one of `FILTERS`."""
    if wanted == "soon":
        return row.departs_at is not None and 0 <= (row.departs_at.date() - today).days <= SOON_DAYS
    return row.last_day < today if wanted == "past" else True


def filtered(shelf: Shelf, wanted: str, text: str) -> list[ReadyRow]:
    """Those of the shelf that a chip and a text let through, in their order."""
    today = shelf.now.date()
    rows = [row for row in shelf.rows if in_filter(row, wanted, today)]
    plain = text.strip().casefold()
    return [row for row in rows if _has(row, plain, search_words(text))] if plain else rows


def _has(row: ReadyRow, plain: str, words: Sequence[str]) -> bool:
    if any(plain in part.casefold() for part in (row.slot, row.number, row.group, row.name)):
        return True
    name = search_words(row.name)
    return bool(words) and all(any(part.startswith(word) for part in name) for word in words)


def _applicant(row: ReadyRow) -> Cell:
    tip = "\n".join(part for part in (row.name, fours(row.number), row.group) if part)
    return Cell(row.name, tooltip=tip)


def _last_day(row: ReadyRow) -> Cell:
    return Cell(dates.day_short(row.last_day, language()), sort=row.last_day.toordinal())
