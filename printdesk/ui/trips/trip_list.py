"""The list of trips as one with saved views; days are counted from today, so that a view of tomorrow stays one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from printdesk.i18n import _, plural
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.trips.parts import ALL, DAY, DAY_RISK, LATER, PASSED, RISK, parts_of
from printdesk.ui.trips.reading import TripsFacts
from printdesk.ui.views.viewed import Counter, Filters, Viewed, rows_shown

_PARTS = (RISK, DAY, DAY_RISK, PASSED, LATER, ALL)
_OF_A_DAY = (DAY, DAY_RISK)


class TripsList(Protocol):
    """What the room's view gives."""

    columns: TableColumns

    def facts(self) -> TripsFacts | None:
        """What is shown; None before the first reading."""

    def part(self) -> str:
        """What is listed."""

    def day(self) -> date | None:
        """The day whose trips the chips offer."""

    def show_part(self, code: str, day: date | None = None) -> None:
        """List a part of the trips."""


def trips_viewed(trips: TripsList) -> Viewed:
    """What the saved views need to know of the trips."""
    return Viewed(
        code="trips",
        title=lambda: _("Trips"),
        columns=lambda: trips.columns,
        filters=lambda: _filters(trips),
        show_filters=lambda wanted: trips.show_part(_part(wanted), _day(trips.facts(), wanted)),
        words=_words,
        gone=_gone,
        known=lambda wanted: {"part": wanted.get("part", ""), "day": _offset(wanted)} if not _gone(wanted) else {},
        counter=lambda: _counter(trips.facts()),
        total=lambda: trips.columns.table.rows_model().rowCount() if trips.facts() is not None else None,
        read=lambda: rows_shown(trips.columns),
        state=lambda: "trips",
    )


def _filters(trips: TripsList) -> dict[str, str]:
    part, facts, day = trips.part(), trips.facts(), trips.day()
    if part not in _OF_A_DAY or facts is None or day is None:
        return {"part": "" if part == RISK else part}
    return {"part": part, "day": str((day - facts.now.date()).days)}


def _part(wanted: Filters) -> str:
    part = wanted.get("part", "")
    return part if part in _PARTS else RISK


def _offset(wanted: Filters) -> str:
    return wanted.get("day", "0") if _part(wanted) in _OF_A_DAY else ""


def _day(facts: TripsFacts | None, wanted: Filters) -> date | None:
    if facts is None or _part(wanted) not in _OF_A_DAY:
        return None
    return facts.now.date() + timedelta(days=int(_offset(wanted)))


def _words(wanted: Filters) -> list[str]:
    part = _part(wanted)
    if part not in _OF_A_DAY:
        names = {RISK: _("all at risk"), PASSED: _("departure passed"), LATER: _("later than 14 days")}
        return [names[part]] if part in names else []
    days = int(_offset(wanted))
    named = {0: _("departs today"), 1: _("departs tomorrow")}
    said = plural("departs in {count} day", "departs in {count} days", days).format(count=days)
    words = [named.get(days, said)]
    return [*words, _("at risk")] if part == DAY_RISK else words


def _gone(wanted: Filters) -> str:
    part, day = wanted.get("part", ""), wanted.get("day", "")
    if (part and part not in _PARTS) or (day and not (day.isdecimal() and len(day) < 3)):
        return _("This view asks for trips that this program does not know; those at risk are shown.")
    return ""


def _counter(facts: TripsFacts | None) -> Counter:
    def count(asked: Sequence[Filters]) -> list[int | None]:
        if facts is None:
            return [None] * len(asked)
        return [len(parts_of(facts.departures, _day(facts, each))[_part(each)]()) for each in asked]

    return count
