"""The sentence on each row: why it stands where it stands, made of facts that anybody can check."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cache, lru_cache

from printdesk.domain.explain_counts import Counts
from printdesk.domain.explain_facts import Bound, Claim, JobFacts
from printdesk.domain.moments import Moments, time_words
from printdesk.domain.order_types import Because, Job, Slot
from printdesk.i18n import Catalogue

__all__ = ["Teller", "parts", "teller", "why"]

_CLAIM = slice(JobFacts._fields.index("departs_at"), JobFacts._fields.index("at_once") + 1)
"""The facts that make the claim."""

_Day = tuple[int, bool, bool, int]
"""A day's number, whether it is too late, in time, and the working days to spare."""

_SHARE = Because.SHARE


def why(slot: Slot | None, job: Job, facts: JobFacts, _: Catalogue, zone: tzinfo) -> str:
    """Why the job stands where it stands, in the reader's language; times are shown in `zone`.

    `slot` is None for a job that is not in the plan (on hold).
    """
    return teller(facts.now, _, zone)(slot, job, facts)


def teller(now: datetime, _: Catalogue, zone: tzinfo) -> Callable[[Slot | None, Job, JobFacts], str]:
    """`why` for all rows of one plan, for whoever has tens of thousands of them."""
    return parts(now, _, zone).tell


@lru_cache(maxsize=4)
def parts(now: datetime, _: Catalogue, zone: tzinfo) -> "Teller":
    """The parts of such sentences, for whoever puts them together from what many rows share."""
    return Teller(now, _, zone)


class _Times(dict[int, str]):
    """Minutes of the day in words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, key: int) -> str:
        said = self[key] = time_words(*divmod(key, 60), self._lang)
        return said


# What it says is the same in every plan.
_times = cache(_Times)


class Teller:
    """Tells all rows of one plan to one reader; what many rows share is worded once.

    Attributes:
        counts: the parts that count.
    """

    def __init__(self, now: datetime, _: Catalogue, zone: tzinfo) -> None:
        self._now = now
        self._zone = zone
        self._texts = _
        self._says = Moments(now, zone, _)
        self.counts = Counts(self._says, _)
        self._share = " " + _("Has one of the places kept for the longest overdue.")
        self._overdue = " " + _("Its promise is past; those already late go first, the oldest before the others.")
        self._priority = " " + _("Priority group: ahead of others of its class who came the same day.")
        self._openings: dict[tuple[object, ...], str] = {}
        self._deadlines: dict[tuple[datetime | None, bool], str] = {}
        self._trips: dict[tuple[datetime, bool, str | None], str] = {}
        self._places: dict[_Day, tuple[str, str]] = {}
        self._times = _times(_.lang)

    def tell(self, slot: Slot | None, job: Job, facts: JobFacts) -> str:
        """The whole sentence; as `why`."""
        if slot is None or facts.held:
            return f"{self._held(facts)} {self._claim(job, facts)}"
        key = (job.has_trip, job.promised, job.need_by, facts[_CLAIM])
        opening = self._openings.get(key) or self.opening(key, job, facts)
        planned, risk, time, behind, proof = slot.planned, facts.risk, "", "", ""
        still = job.need_by is not None and job.need_by > self._now
        if planned is None:
            before = self.no_place(slot, facts)
        else:
            local = planned.astimezone(self._zone)
            day = (local.toordinal(), still and slot.at_risk, slot.in_time, facts.spare_days)
            before, behind = self._places.get(day) or self.around(day, local)
            time = self._times[60 * local.hour + local.minute]
        if still and risk is not None:
            # Nothing saves one whose date is past.
            proof = self.counts.certificate(slot, facts, risk)
        right = self.right(slot, job.priority, facts.overdue_days)
        ahead = self.counts.overtaken(slot.overtakes, slot.overtakes_at_risk) if slot.overtakes else ""
        return f"{opening}{before}{time}{behind}{proof}{right}{ahead}"

    def opening(self, key: tuple[object, ...], job: Bound, facts: Claim) -> str:
        """What the applicant needs, and by when it must be printed; with the space behind it.

        Args:
            key: all that it depends on, however the caller likes to say that.
        """
        deadline = self._deadlines.get((job.need_by, job.has_trip))
        if deadline is None:
            deadline = self._deadlines[job.need_by, job.has_trip] = " ".join((*self._deadline(job), ""))
        said = self._openings[key] = f"{self._claim(job, facts)} {deadline}"
        return said

    def _claim(self, job: Bound, facts: Claim) -> str:
        """What the applicant needs: the trip, else the promise."""
        _ = self._texts
        if job.has_trip and facts.departs_at is not None:
            return self._trip(facts.departs_at, facts)
        promised = self._says.day(job.promised.astimezone(self._zone).date())
        if facts.at_once and facts.proof is not None:
            return _("Urgent without a date ({proof}).").format(proof=proof_seen(facts.proof, _))
        if facts.overdue_days > 0:
            text = _.plural(
                "Promised for {day}, {n} working day overdue.",
                "Promised for {day}, {n} working days overdue.",
                facts.overdue_days,
            )
            return text.format(day=promised, n=facts.overdue_days)
        if facts.same_day:
            return _("Same-day service, promised for {day}.").format(day=promised)
        return _("Promised for {day}.").format(day=promised)

    def _held(self, facts: JobFacts) -> str:
        """That it is on hold, and why."""
        _ = self._texts
        if facts.held:
            return _("On hold: {reason}. It keeps its place.").format(reason=facts.held.rstrip("."))
        return _("Not in the plan.")

    def right(self, slot: Slot, priority: bool, overdue_days: int) -> str:
        """By what right it goes ahead."""
        said = ""
        if slot.because is _SHARE:
            said = self._share
        elif overdue_days > 0 and slot.planned is not None:
            said = self._overdue
        return said + self._priority if priority else said

    def _trip(self, departs_at: datetime, facts: Claim) -> str:
        key = (departs_at, facts.departs_has_time, facts.proof)
        said = self._trips.get(key)
        if said is None:
            said = self._trips[key] = self._trip_of(*key)
        return said

    def _trip_of(self, departs_at: datetime, has_time: bool, proof: str | None) -> str:
        _ = self._texts
        if has_time:
            when = self._says.moment(departs_at)
        else:
            when = self._says.day(departs_at.astimezone(self._zone).date())
        if proof is None:
            return _("Flies {when} by own account, no proof seen.").format(when=when)
        return _("Flies {when} ({proof}).").format(when=when, proof=proof_seen(proof, _))

    def _deadline(self, job: Bound) -> list[str]:
        """By when it must be printed, for those whom that still concerns."""
        _, need_by = self._texts, job.need_by
        if need_by is None:
            return []
        if need_by > self._now:
            return [_("Must be printed by {moment}.").format(moment=self._says.moment(need_by))]
        if job.has_trip:
            return [_("Should have been printed by {moment}.").format(moment=self._says.moment(need_by))]
        return []

    def around(self, day: _Day, local: datetime) -> tuple[str, str]:
        """What stands before and behind the time of the planned moment, for all of one day."""
        near = self._says.near_day(local.date())
        before, _time, behind = self._place(*day[1:]).format(when=near).partition("{time}")
        found = self._places[day] = (before, behind)
        return found

    def _place(self, too_late: bool, in_time: bool, spare_days: int) -> str:
        """The text into which the planned moment goes."""
        _ = self._texts
        if too_late:
            return _("Planned {when}, which is too late.")
        if not in_time:
            return _("Planned {when}.")
        if spare_days <= 0:
            return _("Planned {when}, on the last day that is in time.")
        text = _.plural(
            "Planned {when}, {n} working day to spare.", "Planned {when}, {n} working days to spare.", spare_days
        )
        return text.format(when="{when}", n=spare_days)

    def no_place(self, slot: Slot, facts: JobFacts) -> str:
        """That it has no place, and why."""
        _ = self._texts
        if slot.because is Because.BEYOND:
            return _("Not planned: all places of the coming weeks are taken.")
        if slot.because is Because.NO_BLANKS or facts.service_state == "no_blanks":
            text = _("Not planned: no blanks for {service} are left.")
        elif facts.service_state == "no_station":
            text = _("Not planned: no station that prints {service} is working.")
        else:
            text = _("Not planned: {service} cannot be printed at present.")
        said = text.format(service=facts.service)
        if facts.service_back is None:
            return " ".join((said, _("Nobody knows yet until when.")))
        back = _("Expected again {when}.").format(when=self._says.near(facts.service_back))
        return f"{said} {back}"


def proof_seen(code: str, _: Catalogue) -> str:
    """ "ticket seen" and its like; a kind of proof that the office added itself is shown as it is called."""
    words = {
        "ticket": _("ticket seen"),
        "itinerary": _("itinerary seen"),
        "invitation": _("invitation seen"),
        "medical": _("medical referral seen"),
        "death": _("death in the family, proven"),
        "employer_letter": _("employer's letter seen"),
        "declaration": _("written declaration seen"),
    }
    return words.get(code) or _("{proof} seen").format(proof=code)
