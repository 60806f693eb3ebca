"""What stands in the books and needs a supervisor's look: found anew at each reading, gone with its cause."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import select

from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, moment_medium, number
from printdesk.models.shifts import Shift
from printdesk.models.tables import Application, PlanSnapshot
from printdesk.services.inbox_counter import cancel_batches
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.inbox_public import owed_calls, pack_missing, stages_stopped, stale_notice
from printdesk.services.inbox_safety import backup_missed
from printdesk.services.inbox_stock import custody_differences, low_stock, missing_serials
from printdesk.services.office import names, service_switches, station_switches
from printdesk.services.overtime_clashes import ordered_and_away
from printdesk.services.plan_kept import unpack
from printdesk.services.plans import PlanRow
from printdesk.services.shift_rows import shift_views
from printdesk.services.work import View

__all__ = ["FINDERS", "Finding"]

_EACH = 5
"""More trips newly at risk than this are told in one line."""
_CALENDAR_DAYS = 90
"""So long before the calendar's last year ends it is said."""


def newly_at_risk(look: Looking) -> Iterator[Finding]:
    """Trips that are at risk now and were not by the last plan kept before today; without one, all of them."""
    before = look.view.session.scalar(
        select(PlanSnapshot).where(PlanSnapshot.at < _today(look.view)).order_by(PlanSnapshot.at.desc()).limit(1)
    )
    if before is None:
        yield from _at_risk_from_the_start(look)
        return
    was = {row.application_id for row in unpack(before.body, look.view.office.zone) if row.trip_at_risk}
    rows = [row for row in look.plan.rows if row.trip_at_risk and row.application_id not in was]
    since = _risk_since(look.view, before) if rows else None
    if len(rows) > _EACH:
        yield _many_at_risk(rows, since, look.reader)
        return
    for row in rows:
        yield _one_at_risk(row, since, look.reader)


def _one_at_risk(row: PlanRow, since: datetime | None, _: Catalogue) -> Finding:
    text = _("The trip of {name} ({number}) is newly at risk; departs {day}.").format(
        name=row.name, number=row.number, day=day_medium(row.departs_at.date(), _.lang) if row.departs_at else "–"
    )
    return Finding(
        "trip_newly_at_risk", f"application/{row.application_id}", since, text,
        _("See what would save it: an evening, a raise, another station."), urgent=True,
        application_id=row.application_id,
    )  # fmt: skip


def _many_at_risk(rows: list[PlanRow], since: datetime | None, _: Catalogue) -> Finding:
    first = min(row.departs_at for row in rows if row.departs_at)
    text = _.plural(
        "{count} trip is newly at risk since yesterday; the first departs {day}.",
        "{count} trips are newly at risk since yesterday; the first departs {day}.", len(rows),
    ).format(count=number(len(rows), _.lang), day=day_medium(first.date(), _.lang))  # fmt: skip
    return Finding(
        "trip_newly_at_risk", "many", since, text, _("See what would save them: an evening, another station."),
        urgent=True, room="trips", view="risk",
    )  # fmt: skip


def _at_risk_from_the_start(look: Looking) -> Iterator[Finding]:
    """On the office's first day there is no plan to be held against."""
    _, rows = look.reader, [row for row in look.plan.rows if row.trip_at_risk and row.departs_at]
    if not rows:
        return
    first = min(row.departs_at for row in rows if row.departs_at)
    text = _.plural(
        "{count} trip is at risk; the first departs {day}.", "{count} trips are at risk; the first departs {day}.",
        len(rows),
    ).format(count=number(len(rows), _.lang), day=day_medium(first.date(), _.lang))  # fmt: skip
    yield Finding(
        "trip_newly_at_risk", "first", None, text,
        _("See what would save them: an evening, another station."), urgent=True, room="trips", view="risk",
    )  # fmt: skip


def _risk_since(view: View, before: PlanSnapshot) -> datetime:
    """When a plan of today first had more trips at risk than the last one before it."""
    found = view.session.scalar(
        select(PlanSnapshot.at)
        .where(PlanSnapshot.at >= _today(view), PlanSnapshot.trips_at_risk > before.trips_at_risk)
        .order_by(PlanSnapshot.at)
        .limit(1)
    )
    return found or view.now


def unconfirmed(look: Looking) -> Iterator[Finding]:
    """Booklets of which nobody said what came out of the machine."""
    _, found = look.reader, look.view.session.scalars(
        select(Application).where(Application.state == ApplicationState.UNCONFIRMED).order_by(Application.state_since)
    )  # fmt: skip
    for row in found:
        text = _("Nobody has said whether the booklet of {name} ({number}) came out of station {station}.").format(
            name=row.name, number=row.number, station=row.claimed_station or "–"
        )
        yield Finding(
            "unconfirmed", f"application/{row.id}", row.state_since, text,
            _("Look at the booklet and answer the question in the print room."), urgent=True, room="print_room",
        )  # fmt: skip


def stopped(look: Looking) -> Iterator[Finding]:
    """Service types that are flaky or down, and stations that stand still."""
    _, labels = look.reader, look.view.settings.service_labels(look.reader.lang)
    for switch in service_switches(look.view):
        if switch.state == "up":
            continue
        text = _("{service} is down.") if switch.state == "down" else _("{service} is flaky: {percent} % succeed.")
        said = text.format(service=labels.get(switch.code, switch.code), percent=switch.success_percent)
        said = f"{said} {_back(look, switch.expected_back)}"
        advice = _("Set it up again as soon as it works; the plan counts on what stands here.")
        yield Finding(
            "service_stopped", f"{switch.code}/{switch.state}", switch.since, said, advice, room="backlog",
            view="works",
        )  # fmt: skip
    stations = {each.code: each.label.text(_.lang) for each in look.view.settings.stations}
    for switch in station_switches(look.view):
        if switch.state != "up":
            text = _("{station} stands still.").format(station=stations.get(switch.code, switch.code))
            yield Finding(
                "station_down", f"{switch.code}/{switch.state}", switch.since,
                f"{text} {_back(look, switch.expected_back)}", _("Ask when it works again, and put the day in."),
                room="backlog", view="works",
            )  # fmt: skip


def _back(look: Looking, moment: datetime | None) -> str:
    _, zone = look.reader, look.view.office.zone
    if moment is None:
        return _("Nobody has said when it works again.")
    return _("Expected back {moment}.").format(moment=moment_medium(moment.astimezone(zone), _.lang))


def closing_blocked(look: Looking) -> Iterator[Finding]:
    """Shifts with blanks that are open past their end, with what keeps them from being closed."""
    view, _ = look.view, look.reader
    for shift in shift_views(view, Shift.closed_at.is_(None), Shift.until < view.now):
        blockers = ", ".join(each.serial for each in shift.blockers)
        text = _("The shift of {name} at {station} should have been closed {moment}.").format(
            name=shift.holder_name, station=shift.station, moment=moment_medium(shift.until, _.lang)
        )
        if blockers:
            text += " " + _("In the machine or not confirmed: {serials}.").format(serials=blockers)
        advice = _("Count the blanks back and close the shift; the day cannot be closed before.")
        yield Finding(
            "closing_blocked", f"shift/{shift.id}", shift.until, text, advice, urgent=bool(blockers), room="blanks",
            view="shifts",
        )  # fmt: skip


def calendar_ends(look: Looking) -> Iterator[Finding]:
    """The years of the national days run out, so the plan would count holidays as working days."""
    view, _ = look.view, look.reader
    last = view.settings.calendar.national_years[1]
    today = view.now.astimezone(view.office.zone).date()
    left = (today.replace(year=last, month=12, day=31) - today).days
    if left > _CALENDAR_DAYS:
        return
    text = _("The calendar knows the holidays until the end of {year} only.").format(year=last)
    yield Finding(
        "calendar_ends", str(last), None, text, _("Add the next year in the settings, under the calendar."),
        room="settings", view="calendar",
    )  # fmt: skip


def claims_forgotten(look: Looking) -> Iterator[Finding]:
    """Applications in an operator's hands since before today: nobody prints them and nobody else can."""
    view, _ = look.view, look.reader
    known = names(view.session)
    rows = view.session.scalars(
        select(Application).where(
            Application.state == ApplicationState.PRINTING, Application.state_since < _today(view)
        ).order_by(Application.state_since)
    )  # fmt: skip
    for row in rows:
        text = _("The booklet of {name} ({number}) is in a machine since before today, with {operator}.").format(
            name=row.name, number=row.number, operator=known.get(row.claimed_by or "", row.claimed_by or "–")
        )
        yield Finding(
            "in_machine_overnight", f"application/{row.id}", row.state_since, text,
            _("Ask the operator what came out, and confirm it in the print room."), urgent=True, room="print_room",
        )  # fmt: skip


def _today(view: View) -> datetime:
    return view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)


FINDERS: tuple[Callable[[Looking], Iterator[Finding]], ...] = (
    newly_at_risk, unconfirmed, claims_forgotten, stopped, closing_blocked, missing_serials, custody_differences,
    low_stock, calendar_ends, stale_notice, owed_calls, pack_missing, cancel_batches, backup_missed, ordered_and_away,
    stages_stopped,
)  # fmt: skip
"""Every kind that is found by itself; another area adds its own here."""
