"""What a stopped quality check or pickup means for the answer to "will I make it?"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.moments import Moments
from printdesk.domain.outage import CHECK, PICKUP
from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import Catalogue
from printdesk.models.tables import Application
from printdesk.services.plan_input import pickup_clock
from printdesk.services.stages import stage_switch
from printdesk.services.work import View

_TO_CHECK = (A.READY, A.CLAIMED, A.PRINTING, A.UNCONFIRMED, A.PRINTED)
_TO_COLLECT = (*_TO_CHECK, A.PASSED, A.SHELVED)


@dataclass(frozen=True, slots=True)
class StageStop:
    """A stage that an application has still to pass, and that stands still.

    Attributes:
        back: when it is expected to work again; None when nobody knows.
        ready: from when the booklet can be collected at the earliest because of it; None when nobody knows.
    """

    stage: str
    back: datetime | None
    ready: datetime | None


def stops_ahead(view: View, row: Application) -> tuple[StageStop, ...]:
    """The stopped stages that an application has still to pass; an expected return that has gone by is none."""
    return tuple(_stops(view, row))


def _stops(view: View, row: Application) -> Iterator[StageStop]:
    counter = view.office.counter_hours
    for stage, states in ((CHECK, _TO_CHECK), (PICKUP, _TO_COLLECT)):
        switch = stage_switch(view, row.service, stage)
        if row.state not in states or switch.state != "down":
            continue
        back = switch.expected_back
        if back is None or back <= view.now:
            yield StageStop(stage, None, None)
        else:
            ready = pickup_clock(view).ready_from(back) if stage == CHECK else counter.next_open(back)
            yield StageStop(stage, counter.local(back), ready)


def flaky_sentence(view: View, row: Application, service: str, _: Catalogue) -> str:
    """That a stage which an application has still to pass works only now and then; "" where none does."""
    told = []
    for stage, states in ((CHECK, _TO_CHECK), (PICKUP, _TO_COLLECT)):
        if row.state in states and stage_switch(view, row.service, stage).state == "flaky":
            text = {
                CHECK: _("The quality check of {service} works only now and then at present."),
                PICKUP: _("The pickup of {service} works only now and then at present."),
            }[stage]
            told.append(text.format(service=service))
    return " ".join([*told, _("Please ask before you come.")]) if told else ""


def is_unknown(stops: tuple[StageStop, ...]) -> bool:
    """Whether nobody knows when the booklet can be collected."""
    return any(stop.ready is None for stop in stops)


def not_before(ready: datetime | None, stops: tuple[StageStop, ...]) -> datetime | None:
    """From when it can be collected, the stopped stages counted in; None when nobody knows."""
    if ready is None or is_unknown(stops):
        return None
    return max([ready, *(stop.ready for stop in stops if stop.ready is not None)])


def stops_sentence(stops: tuple[StageStop, ...], service: str, departs_at: datetime | None, says: Moments) -> str:
    """What stands still and until when, to be read aloud after the answer; "" when nothing does."""
    _ = says.texts
    told = [_told(stop, service, says) for stop in stops]
    if told and is_unknown(stops):
        told.append(_("Please speak to the supervisor.") if departs_at else _("Please ask before you come."))
    return " ".join(told)


def _told(stop: StageStop, service: str, says: Moments) -> str:
    _: Catalogue = says.texts
    if stop.back is None:
        text = {
            CHECK: _("The quality check of {service} is stopped at present, and nobody knows yet until when."),
            PICKUP: _("The pickup of {service} is stopped at present, and nobody knows yet until when."),
        }[stop.stage]
        return text.format(service=service)
    text = {
        CHECK: _("The quality check of {service} is stopped at present; it is expected again {when}."),
        PICKUP: _("The pickup of {service} is stopped at present; it is expected again {when}."),
    }[stop.stage]
    return text.format(service=service, when=says.near(stop.back))
