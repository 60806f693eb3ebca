"""The stages after printing, quality check and pickup, where they do not work: for plan, forecast and acts.

They have the same switches as the counter's answers and the notice (`stages`). An expected return that has gone by
is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import select

from printdesk.domain.outage import CHECK, PICKUP
from printdesk.domain.printby import Closure, PickupClock
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_medium
from printdesk.models.outages import ServiceStage
from printdesk.models.quick import Question
from printdesk.services.stages import stage_switch
from printdesk.services.work import View, Work

_NOT_UP = Question(
    lambda: select(
        ServiceStage.service, ServiceStage.stage, ServiceStage.state, ServiceStage.success_percent,
        ServiceStage.since, ServiceStage.expected_back,
    )
    .where(ServiceStage.state != "up")
    .order_by(ServiceStage.service, ServiceStage.stage)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LaterStage:
    """A stage after printing that does not work as it should.

    Attributes:
        success: part that goes through, 0 while it is stopped. back: in the office's zone; None when nobody knows.
    """

    service: str
    stage: str
    success: float
    since: datetime
    back: datetime | None


def later_stages(view: View | Work) -> tuple[LaterStage, ...]:
    """Those of every service type that the office prints."""
    office = view.office.office_hours
    known = {service.code for service in view.settings.services}
    return tuple(
        LaterStage(
            service, stage, 0.0 if state == "down" else success_percent / 100, office.local(since),
            office.local(expected_back) if expected_back and expected_back > view.now else None,
        )
        for service, stage, state, success_percent, since, expected_back in _NOT_UP.rows(view.session)
        if service in known
    )  # fmt: skip


def closures(view: View | Work) -> dict[str, tuple[Closure, ...]]:
    """The stopped ones by service type, for the print-by dates."""
    found: defaultdict[str, list[Closure]] = defaultdict(list)
    for each in later_stages(view):
        if not each.success:
            found[each.service].append(Closure(each.stage == PICKUP, each.since, each.back))
    return {service: tuple(rows) for service, rows in found.items()}


def assumed_back(view: View | Work) -> datetime:
    """Until when a stage of which nobody knows anything may well stand still: as long as outages usually last."""
    office = view.office.office_hours
    days = max(1, ceil(view.settings.forecast.outage_days))
    return office.start_of(office.add_open_days(office.local(view.now).date(), days))


def closure_remarks(clock: PickupClock, service: str, label: str, _: Catalogue) -> tuple[str, ...]:
    """One sentence for each later stage of a service type that stands still."""
    return tuple(_closed(each, label, _) for each in clock.closures.get(service, ()))


def _closed(closure: Closure, label: str, _: Catalogue) -> str:
    if closure.back is None:
        text = {
            False: _("The quality check of {service} is stopped since {since}; nobody knows yet until when."),
            True: _("The pickup of {service} is stopped since {since}; nobody knows yet until when."),
        }[closure.pickup]
        return text.format(service=label, since=moment_medium(closure.since, _.lang))
    text = {
        False: _("The quality check of {service} is stopped since {since}; expected back {back}."),
        True: _("The pickup of {service} is stopped since {since}; expected back {back}."),
    }[closure.pickup]
    return text.format(
        service=label, since=moment_medium(closure.since, _.lang), back=moment_medium(closure.back, _.lang)
    )


def later_sentences(rows: Iterable[LaterStage], labels: Mapping[str, str], _: Catalogue) -> tuple[str, ...]:
    """One sentence for each stage after printing that does not work as it should, for a reader."""
    return tuple(_said(each, labels.get(each.service, each.service), _) for each in rows)


def _said(row: LaterStage, label: str, _: Catalogue) -> str:
    if not row.success:
        return _closed(Closure(row.stage == PICKUP, row.since, row.back), label, _)
    text = {
        CHECK: _("The quality check of {service} is flaky since {since}: {percent} % go through."),
        PICKUP: _("The pickup of {service} is flaky since {since}: {percent} % go through."),
    }[row.stage]
    return text.format(service=label, since=moment_medium(row.since, _.lang), percent=round(100 * row.success))


def refuse_stopped(work: Work, service: str, stage: str) -> None:
    """Refuse the act of a stage that stands still.

    Raises:
        RuleViolationError: the board says so; it tells since when, and until when as far as anybody knows.
    """
    switch = stage_switch(work, service, stage)
    if switch.state != "down":
        return
    local, back = work.office.office_hours.local, switch.expected_back
    closure = Closure(
        stage == PICKUP, local(switch.since or work.now), local(back) if back and back > work.now else None
    )
    label = work.settings.service(service).label.text(language())
    advice = {
        CHECK: _("When it works again, a supervisor sets it up under “Outages and notices”."),
        PICKUP: _(
            "Nothing was handed over. When it works again, a supervisor sets it up under “Outages and notices”."
        ),
    }[stage]
    raise RuleViolationError(_closed(closure, label, active()), advice)
