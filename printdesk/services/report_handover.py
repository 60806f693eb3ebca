"""The values of the shift hand-over page: what stands where at this moment."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.report_values import (
    EveningLine,
    HandoverPage,
    HandsLine,
    MachineLine,
    TripLine,
    WorksLine,
)
from printdesk.domain.states import AT_STATION, ApplicationState, BookletState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_short, number
from printdesk.models.shifts import Shift
from printdesk.models.tables import Application, Booklet
from printdesk.services.board import Board, make_board
from printdesk.services.holds import held
from printdesk.services.inbox import InboxItem, inbox_items
from printdesk.services.office import Switch, names, service_switches, station_switches
from printdesk.services.overtime import sessions
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.shift_book import runs
from printdesk.services.shift_papers import signer
from printdesk.services.work import Actor, View

_TAIL = 8


def handover_values(view: View, head: PaperHead, actor: Actor, reader: Catalogue) -> HandoverPage:
    """The page's values as of now."""
    plan = make_plan(view)
    return HandoverPage(
        head=head,
        figures=_figures(make_board(view, plan), reader),
        works=_works(view, reader),
        machines=_machines(view, reader),
        hands=_hands(view, reader),
        trips=_trips(view, plan, reader),
        evenings=_evenings(view, reader),
        inbox=tuple(_said(item, reader) for item in inbox_items(view, reader, plan)),
        held=_held(view, reader),
        signers=(signer(view, reader("Hands over"), actor.user), Signer(reader("Takes over"))),
    )


def _figures(board: Board, _: Catalogue) -> tuple[tuple[str, str], ...]:
    counts = (
        (_("Trips at risk"), board.trips_at_risk), (_("Waiting"), board.waiting),
        (_("Past promise"), board.past_promise), (_("… and travel ≤ 7 days"), board.travelling_soon),
        (_("Printed today"), board.printed_today), (_("Failed today"), board.failed_today),
        (_("At the check"), board.in_check), (_("On the shelf"), board.ready),
        (_("Handed over today"), board.collected_today),
    )  # fmt: skip
    return tuple((name, number(count, _.lang)) for name, count in counts)


def _works(view: View, _: Catalogue) -> tuple[WorksLine, ...]:
    services = view.settings.service_labels(_.lang)
    stations = _stations(view, _)
    zone = view.office.zone

    def line(name: str, one: Switch) -> WorksLine:
        state = _("{percent} % succeed").format(percent=one.success_percent) if one.state == "flaky" else _("down")
        back = one.expected_back.astimezone(zone) if one.expected_back else None
        return WorksLine(name, state, one.since.astimezone(zone) if one.since else None, back)

    found = [line(services.get(one.code, one.code), one) for one in service_switches(view) if one.state != "up"]
    found += [line(stations.get(one.code, one.code), one) for one in station_switches(view) if one.state != "up"]
    return tuple(found)


def _stations(view: View, _: Catalogue) -> dict[str, str]:
    return {each.code: each.label.text(_.lang) for each in view.settings.stations}


def _machines(view: View, _: Catalogue) -> tuple[MachineLine, ...]:
    """By station and operator: what is in the machine, handed out, or not confirmed."""
    rows = view.session.scalars(
        select(Application).where(Application.state.in_((*AT_STATION, ApplicationState.UNCONFIRMED)))
    )
    groups: dict[tuple[str, str], list[Application]] = defaultdict(list)
    for row in rows:
        groups[row.claimed_station or "", row.claimed_by or ""].append(row)
    stations, known, zone = _stations(view, _), names(view.session), view.office.zone

    def count(found: list[Application], state: str) -> int:
        return sum(row.state == state for row in found)

    return tuple(
        MachineLine(
            stations.get(station, station), known.get(operator, operator), count(found, ApplicationState.PRINTING),
            count(found, ApplicationState.CLAIMED), count(found, ApplicationState.UNCONFIRMED),
            max(row.state_since for row in found).astimezone(zone),
        )
        for (station, operator), found in sorted(groups.items())
    )  # fmt: skip


def _hands(view: View, _: Catalogue) -> tuple[HandsLine, ...]:
    rows = view.session.execute(
        select(Booklet.holder, Booklet.service, Booklet.serial)
        .where(Booklet.state == BookletState.ISSUED, Booklet.holder.is_not(None))
        .order_by(Booklet.serial)
    )
    piles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for holder, service, serial in rows:
        piles[holder or "", service].append(serial)
    since = dict(view.session.execute(select(Shift.holder, Shift.opened_at).where(Shift.closed_at.is_(None))).all())
    known, labels = names(view.session), view.settings.service_labels(_.lang)
    return tuple(
        HandsLine(
            known.get(holder, holder), labels.get(service, service), len(serials), _ranges(serials),
            _local(view, since.get(holder)),
        )
        for (holder, service), serials in sorted(piles.items())
    )  # fmt: skip


def _ranges(serials: list[str]) -> str:
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in runs(serials))


def _local(view: View, moment: datetime | None) -> datetime | None:
    return moment.astimezone(view.office.zone) if moment else None


def _trips(view: View, plan: PlanView, _: Catalogue) -> tuple[TripLine, ...]:
    labels = view.settings.service_labels(_.lang)
    rows = [row for row in plan.rows if row.trip_at_risk]
    return tuple(
        TripLine(
            f"…{row.number[-_TAIL:]}", row.name, labels.get(row.service, row.service),
            (row.departs_at or row.need_by).date(),
        )
        for row in sorted(rows, key=lambda row: (row.departs_at or row.need_by, row.position))
    )  # fmt: skip


def _evenings(view: View, _: Catalogue) -> tuple[EveningLine, ...]:
    today = view.now.astimezone(view.office.zone).date()
    stations, known = _stations(view, _), names(view.session)
    mark = "%H.%M" if _.lang == "id" else "%H:%M"
    return tuple(
        EveningLine(
            one.number, stations.get(one.station, one.station), one.start.strftime(mark), one.end.strftime(mark),
            ", ".join(known.get(login, login) for login in one.people), one.target,
        )
        for one in sessions(view)
        if one.day == today
    )  # fmt: skip


def _said(item: InboxItem, _: Catalogue) -> str:
    since = f" ({moment_short(item.since, _.lang)})" if item.since else ""
    with_whom = " " + _("With {name}.").format(name=item.assigned_to) if item.assigned_to else ""
    return f"{item.text}{since}{with_whom}"


def _held(view: View, _: Catalogue) -> str:
    rows = held(view)
    if not rows:
        return _("Nothing is on hold.")
    due = sum(row.due for row in rows)
    text = _.plural("{count} application is on hold", "{count} applications are on hold", len(rows))
    said = text.format(count=number(len(rows), _.lang))
    more = _("{count} of them should be looked at today").format(count=number(due, _.lang))
    return f"{said}; {more}." if due else f"{said}."
