"""The one question each applicant asks: will I make it? A verdict, and a sentence to read aloud."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.moments import Moments
from printdesk.domain.order_types import Because, Risk
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue, dates


class Verdict(StrEnum):
    """The answer in one word."""

    YES = "yes"
    TIGHT = "tight"
    NO = "no"
    NO_TRIP = "no_trip"
    READY = "ready"
    COLLECTED = "collected"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What the answer is made of.

    Attributes:
        now: aware.
        state: where the application stands.
        service: the service type's label in the reader's language.
        planned: when the plan has it printed; None when it is printed already or nothing prints its service.
        ready_from: the first counter moment at which it can be collected, planned or true; None when unknown.
        last_pickup: the last counter moment at which the holder can collect and still make the trip; None without
            a trip.
        spare_days: open days of the counter between the two (`spare_days`).
        departs_at: None without a trip.
        proven: whether a proof of the trip was seen.
        promised: when it was promised.
        risk: the certificate of a print-by date that cannot be kept.
        service_back: when a service that is down is expected again; None when nobody knows.
        because: why the plan has it where it has it, or nowhere; None when it is not in the plan.
        reason: why it is on hold, or was cancelled.
        collected_at: when it was collected or sent.
    """

    now: datetime
    state: ApplicationState
    service: str
    promised: datetime
    planned: datetime | None = None
    ready_from: datetime | None = None
    last_pickup: datetime | None = None
    spare_days: int = 0
    departs_at: datetime | None = None
    proven: bool = False
    risk: Risk | None = None
    service_back: datetime | None = None
    because: Because | None = None
    reason: str = ""
    collected_at: datetime | None = None


_DONE = frozenset({ApplicationState.COLLECTED, ApplicationState.POSTED})
_STOPPED = frozenset({ApplicationState.HELD, ApplicationState.CANCELLED, ApplicationState.LAPSED})


def spare_days(ready_from: datetime, last_pickup: datetime, counter: WorkCalendar) -> int:
    """Open days of the counter between the two: 0 on the same day, negative when ready too late."""
    first, last = counter.local(ready_from), counter.local(last_pickup)
    if first > last:
        return min(-1, counter.open_days_between(first.date(), last.date()))
    return counter.open_days_between(first.date(), last.date())


def verdict(facts: AnswerFacts) -> Verdict:
    """The answer in one word.

    Tight is what can be collected only on the very last day that is in time: one day's trouble would lose the trip.
    Cancelled and lapsed applications count as held: nothing happens until somebody acts.
    """
    if facts.state in _DONE:
        return Verdict.COLLECTED
    if facts.state in _STOPPED:
        return Verdict.HELD
    if facts.state is ApplicationState.SHELVED:
        return Verdict.READY
    if facts.last_pickup is None:
        return Verdict.NO_TRIP
    if facts.ready_from is None or facts.ready_from > facts.last_pickup:
        return Verdict.NO
    return Verdict.YES if facts.spare_days >= 1 else Verdict.TIGHT


def sentence(facts: AnswerFacts, _: Catalogue, zone: tzinfo, *, dated: bool = False) -> str:
    """The answer to read aloud, with date, margin and what can be done; times are shown in `zone`.

    Args:
        dated: for a paper or message that is read another day: dates in the place of "today" and "tomorrow".
    """
    speaker = _Speaker(facts, _, zone, dated=dated)
    tell = {
        Verdict.YES: speaker.yes,
        Verdict.TIGHT: speaker.tight,
        Verdict.NO: speaker.no,
        Verdict.NO_TRIP: speaker.no_trip,
        Verdict.READY: speaker.ready,
        Verdict.COLLECTED: speaker.collected,
        Verdict.HELD: speaker.held,
    }
    return " ".join(tell[verdict(facts)]())


class _Speaker:
    def __init__(self, facts: AnswerFacts, _: Catalogue, zone: tzinfo, *, dated: bool) -> None:
        self._facts = facts
        self._texts = _
        self._says = Moments(facts.now, zone, _, dated)

    def yes(self) -> list[str]:
        _, days = self._texts, self._facts.spare_days
        text = _.plural(
            "The last day to collect it for your trip is {day}: {n} working day to spare.",
            "The last day to collect it for your trip is {day}: {n} working days to spare.",
            days,
        )
        return [_("Yes."), self._ready_from(), text.format(day=self._last_day(), n=days)]

    def tight(self) -> list[str]:
        _ = self._texts
        return [
            _("Yes, but only just."),
            self._ready_from(),
            _("That is the last day for your trip; please collect it by {moment}.").format(
                moment=self._last_moment()
            ),
        ]

    def no(self) -> list[str]:
        _, facts = self._texts, self._facts
        parts = [_("Not as things stand.")]
        if facts.ready_from is None:
            parts.append(self._not_printable())
        else:
            parts.append(self._ready_from())
        parts.append(_("For your trip you would have to collect it by {moment}.").format(moment=self._last_moment()))
        return [*parts, *self._help()]

    def no_trip(self) -> list[str]:
        facts = self._facts
        if facts.ready_from is None:
            return [self._not_printable()]
        return [self._ready_from(), *self._promise(facts.ready_from)]

    def ready(self) -> list[str]:
        _, facts = self._texts, self._facts
        if facts.ready_from is None or facts.ready_from <= facts.now:
            parts = [_("It is ready and can be collected now.")]
        else:
            when = self._says.near(facts.ready_from)
            parts = [_("It is ready and can be collected from {when}.").format(when=when)]
        if facts.last_pickup is not None and facts.last_pickup > facts.now:
            parts.append(_("For your trip, collect it by {moment}.").format(moment=self._last_moment()))
        return parts

    def collected(self) -> list[str]:
        _, facts = self._texts, self._facts
        if facts.state is ApplicationState.POSTED:
            text, undated = _("It was sent by post on {moment}."), _("It was sent by post.")
        else:
            text, undated = _("It was collected on {moment}."), _("It was collected.")
        if facts.collected_at is None:
            return [undated]
        return [text.format(moment=self._says.moment(facts.collected_at))]

    def held(self) -> list[str]:
        _, facts = self._texts, self._facts
        if facts.state is ApplicationState.HELD:
            text, plain = _("It is on hold: {reason}."), _("It is on hold.")
            after = [_("As soon as that is settled it goes on at its old place.")]
        elif facts.state is ApplicationState.CANCELLED:
            text, plain, after = _("It was cancelled: {reason}."), _("It was cancelled."), []
        else:
            text, plain, after = _("It has lapsed: {reason}."), _("It has lapsed."), []
        return [text.format(reason=facts.reason.rstrip(".")) if facts.reason else plain, *after]

    def _ready_from(self) -> str:
        _, facts = self._texts, self._facts
        when = self._says.near(facts.ready_from or facts.now)
        if facts.planned is not None:
            printed = self._says.near(facts.planned)
            return _("It is planned to be printed {printed} and can be collected from {when}.").format(
                printed=printed, when=when
            )
        return _("It is in the print room and can be collected from {when}.").format(when=when)

    def _not_printable(self) -> str:
        _, facts = self._texts, self._facts
        if facts.because is Because.BEYOND:
            return _("All places of the coming weeks are taken, so there is no date for it yet.")
        if facts.because is Because.NO_BLANKS:
            return _("No blanks for {service} are left, and nobody knows yet when more will come.").format(
                service=facts.service
            )
        if facts.service_back is None:
            return _("{service} cannot be printed at present, and nobody knows yet until when.").format(
                service=facts.service
            )
        return _("{service} cannot be printed at present; it is expected again {when}.").format(
            service=facts.service, when=self._says.near(facts.service_back)
        )

    def _promise(self, ready_from: datetime) -> list[str]:
        _, promised = self._texts, self._facts.promised
        if ready_from <= promised:
            return []
        day = self._says.day(promised.astimezone(self._says.zone).date())
        return [_("That is later than promised ({day}); we are sorry.").format(day=day)]

    def _help(self) -> list[str]:
        """What can be done about a trip that the plan does not save."""
        _, facts = self._texts, self._facts
        risk = facts.risk
        if not facts.proven:
            # No proof brings back a service that stands still, so that is said too.
            stopped = self._stopped() if risk is not None and not risk.places else []
            return [*stopped, _("Show your ticket: with proof it goes to a more urgent class.")]
        if risk is None or not risk.needed or not risk.places:
            return [*self._stopped(), _("Please speak to the supervisor.")]
        text = _.plural(
            "The supervisor sees your case first: {n} more place before {moment} would save it.",
            "The supervisor sees your case first: {n} more places before {moment} would save it.",
            risk.needed,
        )
        return [text.format(n=dates.number(risk.needed, _.lang), moment=self._says.moment(risk.last))]

    def _stopped(self) -> list[str]:
        """That its service stands still until it is too late, where that is the cause; said once."""
        facts = self._facts
        if facts.ready_from is None or facts.service_back is None or facts.service_back <= facts.now:
            return []
        return [self._not_printable()]

    def _last_day(self) -> str:
        last = self._facts.last_pickup or self._facts.now
        return self._says.day(last.astimezone(self._says.zone).date())

    def _last_moment(self) -> str:
        return self._says.moment(self._facts.last_pickup or self._facts.now)
