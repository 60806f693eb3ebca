"""The sentences of a whole plan for one reader: put together from parts that many rows share.

A part is worded when it is first met; then a row costs a few look-ups and joining them. Rows of which people decided
something, and those without a place, are told one by one (`plan_words`).
"""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from printdesk.domain.explain import parts
from printdesk.domain.explain_counts import Counts
from printdesk.domain.explain_facts import JobFacts
from printdesk.domain.moments import time_words
from printdesk.domain.order_types import Because, Risk, Slot
from printdesk.i18n import Catalogue
from printdesk.services.plan_kinds import Kind
from printdesk.services.plan_rows import NOTHING_BY_HAND, PlanRow
from printdesk.services.plan_words import Told, facts_of, sentence_of

if TYPE_CHECKING:
    from printdesk.services.plans import PlanView

_SHARE, _NO_BLANKS = Because.SHARE, Because.NO_BLANKS
_CERTIFIED = frozenset({Because.FULL, Because.BEYOND})
_OF_ROW: Callable[[PlanRow], Any] = itemgetter(
    *map(PlanRow._fields.index, ("application_id", "position", "planned", "kind", "by_hand"))
)
_OF_SLOT: Callable[[Slot], Any] = itemgetter(
    *map(Slot._fields.index, ("job_id", "bucket_index", "overtakes", "because", "overtakes_at_risk"))
)
_OF_RISK: Callable[[Risk], Any] = itemgetter(*map(Risk._fields.index, ("last", "places", "shared", "needed")))

_Alike = tuple[int, int, int, int]
"""Identities of kind and reason, bucket, and day of the month (a bucket may last past midnight)."""

_Around = tuple[str, str, str, bool, Kind]
"""What is said before and behind the time of the planned moment, and by what right; whether a certificate is said
where there is one; and the kind, which is kept alive by it, so that no other is ever found under its identity.
"""


def wording(plan: "PlanView", reader: Catalogue) -> Callable[[PlanRow], str]:
    """What says why a row of this plan stands where it stands."""
    made = _Parts(plan, reader)
    return made.whole if plan.given.clock.closures else _joiner(plan, made)


def _joiner(plan: "PlanView", made: "_Parts") -> Callable[[PlanRow], str]:
    """One function with all that it looks at at hand: it is called by the ten thousand."""
    slots, risks, apart, count = plan.plan.slots, plan.risks, plan.blanks_from, len(plan.plan.slots)
    known, times, ahead = made.known, made.times, made.ahead

    def say(row: PlanRow) -> str:
        key, position, planned, kind, by_hand = _OF_ROW(row)
        if by_hand is not NOTHING_BY_HAND or position > count or key in apart:
            return made.whole(row)
        job, bucket, overtakes, because, lost = _OF_SLOT(slots[position - 1])
        if job != key or because is _NO_BLANKS:
            return made.whole(row)
        alike = (id(kind), bucket, id(because), planned.day if planned is not None else 0)
        said, behind, right, certified, _kind = known.get(alike) or made.around(row, alike)
        if planned is not None:
            said = f"{said}{times[planned.hour * 60 + planned.minute]}{behind}"
        if certified and key in risks:
            said += made.certificate(row, risks[key])
        return f"{said}{right}{ahead[overtakes, lost]}" if overtakes else said + right

    return say


class _Times(dict[int, str]):
    """Times of day in words, by the minute; made when they are first needed."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, minute: int) -> str:
        found = self[minute] = time_words(minute // 60, minute % 60, self._lang)
        return found


class _Ahead(dict[tuple[int, int], str]):
    """Whom a row goes ahead of, by how many and how many of them with a trip at risk."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self._counts = counts

    def __missing__(self, passed: tuple[int, int]) -> str:
        found = self[passed] = self._counts.overtaken(*passed)
        return found


class _Parts:
    """The parts of one plan's sentences, and whole ones where nothing is shared."""

    def __init__(self, plan: "PlanView", reader: Catalogue) -> None:
        self._plan = plan
        self._reader = reader
        self._tells = parts(plan.now, reader, plan.given.clock.office.zone)
        self._openings: dict[tuple[object, ...], str] = {}
        self._days: dict[tuple[int, bool, bool, int], tuple[str, str]] = {}
        self._full: dict[tuple[datetime, int, int], str] = {}
        self.known: dict[_Alike, _Around] = {}
        self.times = _Times(reader.lang)
        self.ahead = _Ahead(self._tells.counts)

    def whole(self, row: PlanRow) -> str:
        """The sentence of any row."""
        return sentence_of(self._plan.told(row.application_id), row, self._reader)

    def around(self, row: PlanRow, alike: _Alike) -> _Around:
        """What all rows of a kind say that have their places in the same bucket by the same right."""
        kind, planned, slot = row.kind, row.planned, self._plan.plan.slots[row.position - 1]
        claim, ahead = kind.claim(), kind.need_by > self._plan.now
        opening = self._openings.get(claim)
        if opening is None:
            opening = self._openings[claim] = self._tells.opening(claim, kind, kind)
        if planned is None:
            before, behind = self._tells.no_place(slot, self._facts(row)), ""
            ahead = ahead and slot.because in _CERTIFIED
        else:
            day = (planned.toordinal(), ahead and slot.at_risk, slot.in_time, kind.slack_days(planned))
            before, behind = self._days.get(day) or self._day(day, planned)
        right = self._tells.right(slot, kind.priority is not None, kind.overdue_days)
        found = self.known[alike] = (opening + before, behind, right, ahead, kind)
        return found

    def certificate(self, row: PlanRow, risk: Risk) -> str:
        """Why a print-by date cannot be kept, and what would save it."""
        last, places, shared, needed = _OF_RISK(risk)
        if not places:
            slot = self._plan.plan.slots[row.position - 1]
            return self._tells.counts.certificate(slot, self._facts(row), risk)
        key = (last, places, shared)
        full = self._full.get(key)
        if full is None:
            full = self._full[key] = self._tells.counts.full(risk)
        return full + self._tells.counts.saved_by(needed) if needed else full

    def _day(self, day: tuple[int, bool, bool, int], planned: datetime) -> tuple[str, str]:
        found = self._days[day] = self._tells.around(day, planned)
        return found

    def _facts(self, row: PlanRow) -> JobFacts:
        plan, given = self._plan, self._plan.given
        job, slot = given.jobs[given.queue.places[row.application_id]], plan.plan.slots[row.position - 1]
        told = Told(given, plan.now, plan.settings, job, slot, plan.risks.get(row.application_id))
        return facts_of(told, row, self._reader)
