"""The values of the after-outage report, from the ledger and the work itself; nothing of it names an applicant."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.chart_values import Chart
from printdesk.documents.report_values import LostTrips, OutageLine, OutageReport, RecoveryDay
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Application, Pickup, PrintAttempt
from printdesk.services.board import make_board
from printdesk.services.charts import backlog_chart, departures_chart, load_charts
from printdesk.services.departures import Verdict, make_departures
from printdesk.services.forecast_past import mornings
from printdesk.services.forecasts import make_forecast
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.report_overtime import overtime_lines
from printdesk.services.shift_papers import signer
from printdesk.services.work import Actor, View

LONGEST_DAYS = 120
_PRINTED = (ApplicationState.PRINTED, ApplicationState.PASSED, ApplicationState.SHELVED, ApplicationState.COLLECTED,
            ApplicationState.POSTED)  # fmt: skip


class _Span:
    """The days that a report covers."""

    def __init__(self, view: View, first: date) -> None:
        self.view, self.first = view, first
        self.last = view.now.astimezone(view.office.zone).date()
        self.start = datetime.combine(first, time(), view.office.zone)

    def days(self) -> list[date]:
        """Every day of it on which the office was open, or anything was done."""
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=n) for n in range(count)]


def outages_since(view: View, first: date) -> tuple[Outage, ...]:
    """The outages that were not taken back and were not over before a day, the oldest first."""
    start = datetime.combine(first, time(), view.office.zone)
    rows = view.session.scalars(
        select(Outage)
        .where(Outage.undone_at.is_(None), Outage.ended_at.is_(None) | (Outage.ended_at >= start))
        .order_by(Outage.started_at)
    )
    return tuple(rows)


def usual_first(view: View) -> date:
    """The day on which the newest outage began; without one, ten working days back."""
    newest = view.session.scalar(
        select(Outage.started_at).where(Outage.undone_at.is_(None)).order_by(Outage.started_at.desc()).limit(1)
    )
    today = view.now.astimezone(view.office.zone).date()
    if newest is not None:
        begun = newest.astimezone(view.office.zone).date()
        return max(begun, today - timedelta(days=LONGEST_DAYS))
    return view.office.office_hours.add_open_days(today, -10)


def outage_values(view: View, head: PaperHead, actor: Actor, first: date, reader: Catalogue) -> OutageReport:
    """The report from a day until now."""
    span, plan = _Span(view, first), make_plan(view)
    found = outages_since(view, first)
    forecast = make_forecast(view, 0.0)
    departures = make_departures(view, plan)
    charts: tuple[Chart, ...] = (
        backlog_chart(forecast, reader), departures_chart(departures, reader),
        *load_charts(plan, view.office.office_hours, reader),
    )  # fmt: skip
    return OutageReport(
        head=head, first=first, last=span.last,
        outages=tuple(_outage(view, one, reader) for one in found),
        facts=_facts(span, found, plan, reader),
        services=_services(span, plan, reader),
        days=_days(span),
        trips=_trips(span, plan, reader),
        lost=_lost(span, plan, reader),
        overtime=overtime_lines(view, first, span.last, reader.lang),
        charts=charts,
        notes=_notes(reader),
        signers=(
            signer(view, reader("Made by"), actor.user),
            Signer(reader("Head of the office"), view.settings.office.head_name, view.settings.office.head_nip),
        ),
    )  # fmt: skip


def stage_words(stages: Iterable[str], _: Catalogue) -> str:
    """The stages of an outage in words."""
    words = {"print": _("printing"), "check": _("quality check"), "pickup": _("pickup")}
    return ", ".join(words.get(stage, stage) for stage in stages)


def _outage(view: View, row: Outage, _: Catalogue) -> OutageLine:
    labels, zone = view.settings.service_labels(_.lang), view.office.zone
    office = view.office.office_hours
    end = row.ended_at or view.now
    first, last = row.started_at.astimezone(zone).date(), end.astimezone(zone).date()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return OutageLine(
        row.number, row.cause, ", ".join(labels.get(code, code) for code in row.services),
        stage_words(row.stages, _), row.started_at.astimezone(zone),
        row.ended_at.astimezone(zone) if row.ended_at else None, sum(office.is_open(day) for day in days),
    )  # fmt: skip


def _facts(span: _Span, found: tuple[Outage, ...], plan: PlanView, _: Catalogue) -> tuple[tuple[str, str], ...]:
    view, board = span.view, make_board(span.view, plan)
    ids = [row.id for row in found]
    touched = select(OutageCase.application_id).where(OutageCase.outage_id.in_(ids)).distinct()
    moved = _number(view, select(func.count()).select_from(touched.subquery()))
    done = _number(
        view, select(func.count(Application.id)).where(Application.id.in_(touched), Application.state.in_(_PRINTED))
    )
    counts = (
        (_("Promises moved by these outages"), moved),
        (_("of these printed by now"), done),
        (_("Waiting now"), board.waiting),
        (_("of these past their promise"), board.past_promise),
        (_("and travelling within 7 days"), board.travelling_soon),
        (_("Printed since"), _attempts(span, "printed")),
        (_("Spoiled since"), _attempts(span, "failed")),
        (_("On the shelf"), board.ready),
    )
    return tuple((name, number(count, _.lang)) for name, count in counts)


def _number(view: View, query: object) -> int:
    return int(view.session.scalar(query) or 0)  # type: ignore[call-overload]


def _attempts(span: _Span, outcome: str) -> int:
    return _number(
        span.view,
        select(func.count(PrintAttempt.id)).where(
            PrintAttempt.outcome == outcome, PrintAttempt.outcome_at >= span.start,
            PrintAttempt.outcome_at <= span.view.now,
        ),
    )  # fmt: skip


def _services(span: _Span, plan: PlanView, _: Catalogue) -> tuple[tuple[str, int, int, int], ...]:
    waiting = Counter(row.service for row in plan.rows if row.held_until is None)
    late = Counter(row.service for row in plan.rows if row.held_until is None and row.promised < plan.now)
    rows = span.view.session.execute(
        select(Application.service, func.count(PrintAttempt.id))
        .join(Application, Application.id == PrintAttempt.application_id)
        .where(PrintAttempt.outcome == "printed", PrintAttempt.outcome_at >= span.start)
        .group_by(Application.service)
    )
    printed = {service: count for service, count in rows}  # noqa: C416
    labels = span.view.settings.service_labels(_.lang)
    return tuple((labels[code], waiting[code], late[code], int(printed.get(code, 0))) for code in labels)


def _days(span: _Span) -> tuple[RecoveryDay, ...]:
    view = span.view
    waited = {each.day: each.waiting for each in mornings(view)}
    came = _by_day(span, Application.arrived)
    printed = _by_day(span, PrintAttempt.outcome_at, PrintAttempt.outcome == "printed")
    failed = _by_day(span, PrintAttempt.outcome_at, PrintAttempt.outcome == "failed")
    collected = _by_day(span, Pickup.at, Pickup.undone_at.is_(None))
    office = view.office.office_hours
    return tuple(
        RecoveryDay(day, waited.get(day), came[day], printed[day], failed[day], collected[day])
        for day in span.days()
        if office.is_open(day) or came[day] or printed[day] or failed[day] or collected[day]
    )


def _by_day(span: _Span, column: object, *conditions: object) -> Counter[date]:
    rows = span.view.session.scalars(
        select(column).where(column >= span.start, column <= span.view.now, *conditions)  # type: ignore
    )
    return Counter(moment.astimezone(span.view.office.zone).date() for moment in rows)


def _trips(span: _Span, plan: PlanView, _: Catalogue) -> tuple[tuple[str, str], ...]:
    saved, lost = _departed(span)
    return (
        (_("Trips that departed with the passport made in time"), number(saved, _.lang)),
        (_("Trips that departed without it"), number(sum(lost.values()), _.lang)),
        (_("Trips that are at risk now"), number(plan.trips_at_risk, _.lang)),
    )


def _departed(span: _Span) -> tuple[int, Counter[tuple[str, str]]]:
    """Trips of the days so far: how many passports were made before them; the others by type and why."""
    view = span.view
    # Looked up for each trip by itself: grouped as a whole, every attempt ever made would be read.
    made = (
        select(func.min(PrintAttempt.outcome_at))
        .where(PrintAttempt.application_id == Application.id, PrintAttempt.outcome == "printed")
        .correlate(Application)
        .scalar_subquery()
    )
    rows = view.session.execute(
        select(Application.service, Application.departs_at, Application.state, made)
        .where(Application.departs_at >= span.start, Application.departs_at <= view.now)
        .where(Application.state != ApplicationState.CANCELLED)
    )
    saved, lost = 0, Counter[tuple[str, str]]()
    for service, departs, state, printed in rows:
        if departs is None:
            continue
        why = _why_lost(departs, state, printed)
        saved += not why
        if why:
            lost[service, why] += 1
    return saved, lost


def _why_lost(departs: datetime, state: str, printed: datetime | None) -> str:
    if printed is not None:
        return "late" if printed > departs else ""
    return "held" if state == ApplicationState.HELD else "unprinted"


def _lost(span: _Span, plan: PlanView, _: Catalogue) -> tuple[LostTrips, ...]:
    words = {
        "late": _("printed after the departure"),
        "held": _("on hold on the day of departure"),
        "unprinted": _("not printed by the day of departure"),
        "risk": _("still to come: no place in the plan before the last day"),
    }
    lost = _departed(span)[1]
    found = make_departures(span.view, plan)
    for row in found.rows:
        if row.verdict is Verdict.AT_RISK:
            lost[row.service, "risk"] += 1
    labels = span.view.settings.service_labels(_.lang)
    return tuple(
        LostTrips(labels.get(service, service), words[why], count) for (service, why), count in sorted(lost.items())
    )


def _notes(_: Catalogue) -> tuple[str, ...]:
    return (
        _("A promise is moved by the open days that an outage took; what was first promised is kept beside it."),
        _("A trip counts as made in time when the booklet left the printer before the departure."),
    )
