"""The room's two tables: what lies ready, and what a search found."""

from datetime import date, datetime

from printdesk.domain.states import application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.pickup import ReadyRow
from printdesk.services.search import Match
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.pickup.words import SOON_DAYS, fours
from printdesk.ui.theme import Tone


def ready_model() -> RowsModel[ReadyRow]:
    """What lies ready, by shelf slot."""
    columns: list[Column[ReadyRow]] = [
        Column(lambda: _("Shelf"), lambda row: Cell(row.slot), 64, strong=True, whole=True, code="slot"),
        Column(lambda: _("Applicant"), _applicant, 96, stretch=1, code="applicant"),
        Column(lambda: _("Collect by"), collect_by, 122, code="last_day"),
        *more_columns(),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def more_columns() -> list[Column[ReadyRow]]:
    """What else can be shown of a booklet that lies ready."""
    return [
        Column(lambda: _("Application number"), lambda row: Cell(fours(row.number)), 170, code="number", shown=False),
        Column(lambda: _("Departs"), lambda row: _day(row.departs_at), 92, code="departs", shown=False),
        Column(lambda: _("On the shelf since"), lambda row: _day(row.since), 108, code="since", shown=False),
        Column(lambda: _("Group"), lambda row: Cell(row.group or "—", sort=row.group), 130, code="group",
               shown=False),
    ]  # fmt: skip


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


def travels_soon(row: ReadyRow, today: date) -> bool:
    """Whether its holder departs within a week."""
    return row.departs_at is not None and 0 <= (row.departs_at.date() - today).days <= SOON_DAYS


def collect_by(row: ReadyRow) -> Cell:
    """The last day; that the month has not begun, or stands still, where there is none."""
    if row.last_day is not None:
        return Cell(dates.day_short(row.last_day, language()), sort=row.last_day.toordinal())
    if row.collection.announced is None:
        tip = _("Nobody told the applicant that it is ready, so the month to collect has not begun.")
        return Cell(_("not told yet"), tone=Tone.AMBER, sort=date.max.toordinal(), tooltip=tip)
    tip = _("The month to collect is suspended.")
    return Cell(_("suspended"), tone=Tone.NEUTRAL, sort=date.max.toordinal(), tooltip=tip)


def name_tip(row: ReadyRow) -> str:
    """Name, number and group, line by line."""
    return "\n".join(part for part in (row.name, fours(row.number), row.group) if part)


def _day(moment: datetime | None) -> Cell:
    if moment is None:
        return Cell("—", sort="")
    return Cell(dates.day_short(moment.date(), language()), sort=moment.timestamp())


def _applicant(row: ReadyRow) -> Cell:
    return Cell(row.name, tooltip=name_tip(row))
