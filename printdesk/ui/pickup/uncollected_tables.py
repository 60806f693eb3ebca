"""The tables of the counter's lists beside the shelf, and which rows each of them holds."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from printdesk.domain.collection import Known
from printdesk.domain.names import search_words
from printdesk.domain.states import BookletState, booklet_state_text
from printdesk.i18n import _, dates, language, plural
from printdesk.services.missing import MissingInHouse
from printdesk.services.pickup import ReadyRow
from printdesk.services.uncollected import PostedRow, Reached, Uncollected
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.pickup.reading import Shelf
from printdesk.ui.pickup.table_model import more_columns, name_tip, ready_model, travels_soon
from printdesk.ui.pickup.words import fours
from printdesk.ui.theme import Tone

WAITING, EXPIRING, PAST, POSTED, MISSING = "waiting", "expiring", "past", "posted", "missing"
TABS = (WAITING, EXPIRING, PAST, POSTED, MISSING)
"""What lies ready and has time; in its last days; past its month; sent by post; printed but missing in the house."""


def tab_names() -> dict[str, str]:
    """The tabs in the language of the moment."""
    return {
        WAITING: _("Waiting"),
        EXPIRING: _("Expiring"),
        PAST: _("Past a month"),
        POSTED: _("Posted"),
        MISSING: _("Missing in house"),
    }


def rows_of(lists: Uncollected, tab: str) -> Sequence[Any]:
    """The rows of a tab; what waits is all that lies ready, by slot, but for those past their month."""
    if tab == EXPIRING:
        return lists.expiring()
    if tab == PAST:
        return lists.past()
    if tab == POSTED:
        return lists.posted
    if tab == MISSING:
        return lists.missing
    return lists.waiting()


def filtered(shelf: Shelf, tab: str, text: str, *, soon: bool = False) -> list[Any]:
    """Those of a tab that a text lets through, in their order; `soon`: of those that wait only who travels soon."""
    rows = list(rows_of(shelf.lists, tab))
    if soon and tab == WAITING:
        rows = [row for row in rows if travels_soon(row, shelf.lists.today)]
    plain, words = text.strip().casefold(), search_words(text)
    return [row for row in rows if _has(row, plain, words)] if plain else rows


def _has(row: Any, plain: str, words: Sequence[str]) -> bool:
    parts = (getattr(row, key, "") for key in ("slot", "number", "group", "name", "serial", "list_number"))
    if any(plain in part.casefold() for part in parts):
        return True
    name = search_words(row.name)
    return bool(words) and all(any(part.startswith(word) for part in name) for word in words)


def models(today: Callable[[], date]) -> dict[str, RowsModel[Any]]:
    """A model for each tab; `today` gives the office's day."""
    return {
        WAITING: ready_model(),
        EXPIRING: _timed(lambda row: left_cell(row, today())),
        PAST: _timed(lambda row: left_cell(row, today())),
        POSTED: _posted(),
        MISSING: _missing(),
    }


def _timed(last: Callable[[ReadyRow], Cell]) -> RowsModel[ReadyRow]:
    columns: list[Column[ReadyRow]] = [
        Column(lambda: _("Shelf"), lambda row: Cell(row.slot), 68, strong=True, whole=True, code="slot"),
        Column(lambda: _("Applicant"), _known, 110, stretch=1, code="applicant"),
        Column(lambda: _("Last day"), last, 104, code="last_day"),
        *more_columns(),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def _posted() -> RowsModel[PostedRow]:
    columns: list[Column[PostedRow]] = [
        Column(lambda: _("Applicant"), lambda row: Cell(row.name, fours(row.number), tooltip=row.name), 150,
               stretch=1, code="applicant"),
        Column(lambda: _("List of the post"), lambda row: Cell(row.list_number or _("without a list"), row.tracking),
               136, code="list"),
        Column(lambda: _("Sent"), lambda row: day_cell(row.sent), 88, code="sent"),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda row: str(row.application_id))


def _missing() -> RowsModel[MissingInHouse]:
    columns: list[Column[MissingInHouse]] = [
        Column(
            lambda: _("Applicant"), lambda row: Cell(row.name, f"{row.serial} · {row.slot or '–'}", tooltip=row.name),
            150, stretch=1, code="applicant",
        ),
        Column(lambda: _("Since"), lambda row: day_cell(row.since), 88, code="since"),
        Column(lambda: _("Looked for"), _searched, 110, code="searched", sort_by=lambda row: row.steps),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda row: str(row.application_id))


def _searched(row: MissingInHouse) -> Cell:
    if row.state != BookletState.MISSING:
        return Cell(booklet_state_text(row.state))
    if not row.steps:
        return Cell(_("not yet"), tone=Tone.AMBER, sort=0)
    return Cell(plural("{count} time", "{count} times", row.steps).format(count=row.steps), sort=row.steps)


def _known(row: ReadyRow) -> Cell:
    return Cell(row.name, known_words(row), tooltip="\n".join((name_tip(row), dates_words(row))))


def known_words(row: ReadyRow) -> str:
    """ "told Wed 29/5 · reminded 14, 21"."""
    known = row.collection
    told = (
        [known_by(known.known_by).format(day=dates.day_short(known.announced.date(), language()))]
        if known.announced
        else []
    )
    if known.reminders:
        told.append(_("reminded {days}").format(days=", ".join(str(day) for day in known.reminders)))
    return " · ".join(told)


def known_by(known: Known) -> str:
    """From what the applicant could know, with a place for the day."""
    return {
        Known.SLIP: _("slip {day}"),
        Known.TOLD: _("told {day}"),
        Known.PROMISE: _("promised {day}"),
        Known.NOTHING: _("not told yet"),
    }[known]


def dates_words(row: ReadyRow) -> str:
    """Both dates: when it was issued, and when the applicant could know."""
    known, lang = row.collection, language()
    issued = dates.day_medium(known.issued.date(), lang)
    if known.announced is None:
        return _("Issued {issued}; the applicant was not told yet.").format(issued=issued)
    return _("Issued {issued}; known to the applicant since {announced}.").format(
        issued=issued, announced=dates.day_medium(known.announced.date(), lang)
    )


def left_cell(row: ReadyRow, today: date) -> Cell:
    """The last day, and how far it is away."""
    if row.last_day is None:
        return Cell("–", sort=date.max.toordinal())
    days = (row.last_day - today).days
    tone = Tone.RED if days < 0 else Tone.AMBER
    return Cell(dates.day_short(row.last_day, language()), left_words(days), tone=tone, sort=row.last_day.toordinal())


def left_words(days: int) -> str:
    """ "3 days left", "last day today", "2 days past"."""
    if days < 0:
        return plural("{count} day past", "{count} days past", -days).format(count=-days)
    if days == 0:
        return _("last day today")
    return plural("{count} day left", "{count} days left", days).format(count=days)


def day_cell(moment: datetime) -> Cell:
    """A day."""
    return Cell(dates.day_short(moment.date(), language()), sort=moment.timestamp())


def reached_words(reached: Reached) -> str:
    """What the contact log says last: "told Wed 26/6"."""
    if reached.at is None:
        return _("not called")
    words = {
        "told": _("told {day}"),
        "not_reached": _("not reached {day}"),
        "wrong_number": _("wrong number {day}"),
        "message_sent": _("message sent {day}"),
    }
    return words.get(reached.outcome, "{day}").format(day=dates.day_short(reached.at.date(), language()))
