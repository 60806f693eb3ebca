"""Why is this one before that one? The reason in words, checked by exchanging the two places.

In time is what leaves the printer with its bucket by its print-by date, so exchanging two places concerns nobody but
these two. Where a date would break the answer names whose and when; where none would, it says that they may be
exchanged, and by which rule they stand as they do.
"""

from dataclasses import dataclass
from datetime import tzinfo

from printdesk.domain.compare_swap import (
    PlanFacts,
    Reason,
    Side,
    Swap,
    precedence,
    reason_of,
    swap_places,
    with_ready,
)
from printdesk.domain.moments import Moments
from printdesk.domain.order_types import Because
from printdesk.i18n import Catalogue

__all__ = ["Comparison", "PlanFacts", "Reason", "why_before"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer.

    Attributes:
        text: to be shown or read aloud.
        first: id of the one that is planned first, whichever was asked for.
        second: id of the other.
        breaks: whether exchanging their places would break the print-by date of the first.
        exchangeable: whether they could change places without breaking any date.
    """

    text: str
    code: Reason
    first: int
    second: int
    breaks: bool
    exchangeable: bool


def why_before(a: int, b: int, given: PlanFacts, _: Catalogue, zone: tzinfo) -> Comparison:
    """Why one of two applications is planned before the other.

    Args:
        a: a job's id.
        b: another job's id; which of them is first the plan tells.
        zone: the zone in which moments are shown.

    Raises:
        LookupError: one of them is not in the plan.
    """
    slots = {slot.job_id: slot for slot in given.plan.slots if slot.job_id in (a, b)}
    jobs = with_ready(given, (a, b))
    first, second = sorted(
        (Side(jobs[each], slots[each], given.names.get(each) or jobs[each].number) for each in (a, b)),
        key=lambda side: side.slot.position,
    )
    swap = swap_places(first, second, given.buckets)
    code = reason_of(first, second, swap, given)
    text = _Words(first, second, swap, given, _, zone).text(code)
    free = swap.possible and not swap.breaks
    return Comparison(text, code, first.job.id, second.job.id, swap.possible and swap.breaks, free)


class _Words:
    def __init__(self, first: Side, second: Side, swap: Swap, given: PlanFacts, _: Catalogue, zone: tzinfo) -> None:
        self._first = first
        self._second = second
        self._swap = swap
        self._given = given
        self._texts = _
        self._says = Moments(given.now, zone, _)

    def text(self, code: Reason) -> str:
        """The whole answer: when each is printed, why, and whether they may be exchanged."""
        tell = {
            Reason.DEADLINE: self._deadline,
            Reason.RESCUE: self._deadline,
            Reason.FULL: self._deadline,
            Reason.POOL: self._pool,
            Reason.RELEASE: self._release,
            Reason.NO_PLACE: self._no_place,
            Reason.BATCH: self._batch,
        }.get(code)
        return " ".join((self._when(), *(tell() if tell else self._free(code))))

    def _when(self) -> str:
        _, first, second = self._texts, self._first, self._second
        if first.slot.planned is None or second.slot.planned is None:
            planned = first.slot.planned
            if planned is None:
                return _("Neither {first} nor {second} has a place.").format(first=first.name, second=second.name)
            text = _("{first} is planned {when}; {second} has no place.")
            return text.format(first=first.name, when=self._says.near(planned), second=second.name)
        return _("{first} is planned {when}, {second} {later}.").format(
            first=first.name,
            when=self._says.near(first.slot.planned),
            second=second.name,
            later=self._says.near(second.slot.planned),
        )

    def _deadline(self) -> list[str]:
        """Whose date would break, and when; what it would do for the other."""
        _, first, second = self._texts, self._first, self._second
        if first.job.has_trip:
            text = _("{first} must be printed by {moment}: exchanged, it would be too late for the trip.")
        else:
            text = _("{first} must be printed by {moment}: exchanged, it would be too late for the promise.")
        need_by = first.job.need_by or self._given.now
        parts = [text.format(first=first.name, moment=self._says.moment(need_by))]
        if self._swap.saves:
            code = precedence(first, second, self._given)
            text = _("{second} would then be in time, but only one of the two can be: {reason}.")
            return [*parts, text.format(second=second.name, reason=self._precedence(code))]
        if second.misses:
            return [*parts, _("{second} would be late all the same.").format(second=second.name)]
        if second.job.need_by is None:
            return parts
        moment = self._says.moment(second.job.need_by)
        return [*parts, _("{second} has until {moment}.").format(second=second.name, moment=moment)]

    def _precedence(self, code: Reason) -> str:
        _ = self._texts
        if self._first.job.promised < self._given.now:
            other = _("{first} has one of the places kept for the longest overdue")
        else:
            other = _("{first} was taken first")
        words = {
            Reason.RANK: _("{first} is of a more urgent class"),
            Reason.PRIORITY: _("{first} belongs to a priority group"),
            Reason.ARRIVAL: _("{first} came earlier"),
        }
        return words.get(code, other).format(first=self._first.name)

    def _pool(self) -> list[str]:
        _, first, second = self._texts, self._first, self._second
        if second.slot.planned is None:
            return [
                _("{second} could not be printed in the place of {first}.").format(
                    second=second.name, first=first.name
                )
            ]
        if first.slot.pool != second.slot.pool:
            text = _("They are printed on different machines ({pool} and {other}), so neither waits for the other.")
            return [text.format(pool=first.slot.pool, other=second.slot.pool)]
        return [_("Neither could be printed in the other's place: its service does not run then.")]

    def _release(self) -> list[str]:
        text = self._texts("{second} cannot be printed before {moment}: it is not ready, or its blank is not there.")
        return [text.format(second=self._second.name, moment=self._says.moment(self._second.job.ready_at))]

    def _no_place(self) -> list[str]:
        _, second = self._texts, self._second
        if second.slot.because is Because.NO_BLANKS:
            return [_("There is no blank for {second}.").format(second=second.name)]
        return [_("Nothing prints the service of {second} at present.").format(second=second.name)]

    def _batch(self) -> list[str]:
        _ = self._texts
        return [
            _("Both are printed in the same stretch; in it the order only saves changing blanks and keeps groups."),
            self._may_be_exchanged(),
        ]

    def _free(self, code: Reason) -> list[str]:
        """Why they stand so, and that they may be exchanged."""
        tell = {Reason.SHARE: self._share, Reason.OVERDUE: self._overdue, Reason.DATE: self._date}.get(code)
        return [tell() if tell else self._equal(code), self._may_be_exchanged()]

    def _share(self) -> str:
        text = self._texts("{first} has one of the places kept for the longest overdue.")
        return text.format(first=self._first.name)

    def _overdue(self) -> str:
        text = self._texts("{first} is late already; who is late goes ahead of those with time to spare.")
        return text.format(first=self._first.name)

    def _date(self) -> str:
        need_by = self._first.job.need_by or self._given.now
        text = self._texts("{first} has to be printed by {moment} and keeps its place among those with that date.")
        return text.format(first=self._first.name, moment=self._says.moment(need_by))

    def _equal(self, code: Reason) -> str:
        _ = self._texts
        if code is Reason.PLACE:
            return _("Nothing urgent tells them apart; they keep the order they had.")
        return _("Their dates do not decide: {reason}.").format(reason=self._precedence(code))

    def _may_be_exchanged(self) -> str:
        _, second = self._texts, self._second
        if self._swap.saves:
            text = _("They may be exchanged: no date would break, and {second} would be in time.")
            return text.format(second=second.name)
        return _("They may be exchanged: no date would break.")
