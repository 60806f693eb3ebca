"""The sentence on each row: why it stands where it stands, made of facts that anybody can check."""

from datetime import datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from printdesk.domain.moments import Moments, time_words
from printdesk.domain.order_types import Because, Job, Risk, Slot
from printdesk.i18n import Catalogue, dates


class JobFacts(NamedTuple):
    """What a sentence says besides the job and its slot.

    Attributes:
        now: aware, the moment of the plan.
        service: the service type's label in the reader's language.
        departs_at: None without a trip.
        departs_has_time: whether the time of the departure is known.
        proof: code of the proof that was seen; None when nobody saw one.
        spare_days: working days between the planned moment and the print-by date.
        overdue_days: working days since the promise passed; 0 before that.
        service_state: "up", "flaky", "down", "no_blanks", or "no_station" when no station for it works.
        service_back: when the service, the blanks or the station are expected again; None when nobody knows.
        same_day: paid same-day service.
        at_once: proven urgent without a date of travel.
        held: why it is on hold; "" when it is not.
        risk: the certificate, when the print-by date cannot be kept.
    """

    now: datetime
    service: str
    departs_at: datetime | None = None
    departs_has_time: bool = False
    proof: str | None = None
    overdue_days: int = 0
    same_day: bool = False
    at_once: bool = False
    spare_days: int = 0
    service_state: str = "up"
    service_back: datetime | None = None
    held: str = ""
    risk: Risk | None = None


_CLAIM = slice(JobFacts._fields.index("departs_at"), JobFacts._fields.index("at_once") + 1)
"""The facts that make the claim."""

_CERTIFIED = frozenset({Because.FULL, Because.BEYOND})
_SHARE = Because.SHARE


def why(slot: Slot | None, job: Job, facts: JobFacts, _: Catalogue, zone: tzinfo) -> str:
    """Why the job stands where it stands, in the reader's language; times are shown in `zone`.

    `slot` is None for a job that is not in the plan (on hold).
    """
    teller = _teller(facts.now, _, zone)
    if slot is None or facts.held:
        return f"{teller.held(facts)} {teller.claim(job, facts)}"
    said = f"{teller.opening(job, facts)} {teller.place(slot, job, facts)}"
    if facts.risk is not None:
        said += teller.certificate(slot, job, facts)
    return said + teller.order(slot, job, facts)


class _Teller:
    """Tells all rows of one plan to one reader; what many rows share is worded once."""

    def __init__(self, now: datetime, _: Catalogue, zone: tzinfo) -> None:
        self._now = now
        self._zone = zone
        self._texts = _
        self._says = Moments(now, zone, _)
        self._share = " " + _("Has one of the places kept for the longest overdue.")
        self._overdue = " " + _("Its promise is past; those already late go first, the oldest before the others.")
        self._priority = " " + _("Priority group: ahead of others of its class who came the same day.")
        self._openings: dict[tuple[object, ...], str] = {}
        self._ahead: dict[tuple[int, int], str] = {}
        self._places: dict[tuple[int, bool, bool, int], tuple[str, str]] = {}
        self._full: dict[tuple[datetime, int, int], str] = {}
        self._saving: dict[int, str] = {}

    def opening(self, job: Job, facts: JobFacts) -> str:
        """What the applicant needs, and by when it must be printed."""
        key = (job.has_trip, job.promised, job.need_by, facts[_CLAIM])
        found = self._openings.get(key)
        if found is None:
            found = self._openings[key] = " ".join((self.claim(job, facts), *self._deadline(job)))
        return found

    def claim(self, job: Job, facts: JobFacts) -> str:
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

    def place(self, slot: Slot, job: Job, facts: JobFacts) -> str:
        """When it is planned, with the time to spare; or why it is not."""
        if slot.planned is None:
            return self._no_place(slot, facts)
        too_late = slot.at_risk and job.need_by is not None and job.need_by > self._now
        local = slot.planned.astimezone(self._zone)
        key = (local.toordinal(), too_late, slot.in_time, facts.spare_days)
        around = self._places.get(key)
        if around is None:
            around = self._places[key] = self._around(local, *key[1:])
        return f"{around[0]}{time_words(local.hour, local.minute, self._texts.lang)}{around[1]}"

    def certificate(self, slot: Slot, job: Job, facts: JobFacts) -> str:
        """Why a print-by date cannot be kept, and what would save it; nothing saves one that is past."""
        risk = facts.risk
        if slot.planned is None and slot.because not in _CERTIFIED:
            return ""
        if risk is None or job.need_by is None or job.need_by <= self._now:
            return ""
        if not risk.places:
            return _joined(self._nothing_before(risk, facts))
        key = (risk.last, risk.places, risk.shared)
        said = self._full.get(key)
        if said is None:
            said = self._full[key] = _joined(self._filled(risk))
        return said + (self._saving.get(risk.needed) or self._saved_by(risk.needed)) if risk.needed else said

    def order(self, slot: Slot, job: Job, facts: JobFacts) -> str:
        """Whom it goes ahead of, and by what right."""
        said = ""
        if slot.because is _SHARE:
            said = self._share
        elif facts.overdue_days > 0 and slot.planned is not None:
            said = self._overdue
        if job.priority:
            said += self._priority
        if slot.overtakes:
            key = (slot.overtakes, slot.overtakes_at_risk)
            said += self._ahead.get(key) or self._overtaken(*key)
        return said

    def held(self, facts: JobFacts) -> str:
        """That it is on hold, and why."""
        _ = self._texts
        if facts.held:
            return _("On hold: {reason}. It keeps its place.").format(reason=facts.held.rstrip("."))
        return _("Not in the plan.")

    def _trip(self, departs_at: datetime, facts: JobFacts) -> str:
        _ = self._texts
        if facts.departs_has_time:
            when = self._says.moment(departs_at)
        else:
            when = self._says.day(departs_at.astimezone(self._zone).date())
        if facts.proof is None:
            return _("Flies {when} by own account, no proof seen.").format(when=when)
        return _("Flies {when} ({proof}).").format(when=when, proof=proof_seen(facts.proof, _))

    def _deadline(self, job: Job) -> list[str]:
        """By when it must be printed, for those whom that still concerns."""
        _, need_by = self._texts, job.need_by
        if need_by is None:
            return []
        if need_by > self._now:
            return [_("Must be printed by {moment}.").format(moment=self._says.moment(need_by))]
        if job.has_trip:
            return [_("Should have been printed by {moment}.").format(moment=self._says.moment(need_by))]
        return []

    def _around(self, local: datetime, too_late: bool, in_time: bool, spare_days: int) -> tuple[str, str]:
        """What stands before and behind the time of the planned moment, for all of one day."""
        near = self._says.near_day(local.date())
        before, _time, behind = self._place(too_late, in_time, spare_days).format(when=near).partition("{time}")
        return before, behind

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

    def _no_place(self, slot: Slot, facts: JobFacts) -> str:
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

    def _nothing_before(self, risk: Risk, facts: JobFacts) -> list[str]:
        """That its service has no place at all until its print-by date, until when, and how many would be needed."""
        _ = self._texts
        if facts.service_state == "no_blanks":
            text, back = _("No blank for {service} comes before then."), None
        elif facts.service_back is not None and facts.service_state != "up":
            text, back = (
                _("{service} cannot be printed at present; it is expected again {when}."), facts.service_back,
            )  # fmt: skip
        else:
            text, back = _("{service} has no place to print before then."), None
        parts = [text.format(service=facts.service, when=self._says.near(back) if back else "")]
        if risk.needed:
            text = _.plural(
                "{n} place before its print-by date would save it.",
                "{n} places before its print-by date would save it.",
                risk.needed,
            )
            parts.append(text.format(n=dates.number(risk.needed, _.lang)))
        return parts

    def _filled(self, risk: Risk) -> list[str]:
        _ = self._texts
        text = _.plural(
            "Until {until} there is only {n} place, taken by an application at least as urgent.",
            "Until {until} there are only {n} places, all taken by applications at least as urgent.",
            risk.places,
        )
        parts = [text.format(until=self._says.moment(risk.last), n=dates.number(risk.places, _.lang))]
        if risk.shared:
            text = _.plural(
                "{n} of them is kept for the longest overdue.",
                "{n} of them are kept for the longest overdue.",
                risk.shared,
            )
            parts.append(text.format(n=dates.number(risk.shared, _.lang)))
        return parts

    def _saved_by(self, needed: int) -> str:
        _ = self._texts
        text = _.plural(
            "{n} more place before then would save it.", "{n} more places before then would save it.", needed
        )
        said = self._saving[needed] = " " + text.format(n=dates.number(needed, _.lang))
        return said

    def _overtaken(self, overtakes: int, lost: int) -> str:
        _ = self._texts
        if lost:
            text = _.plural(
                "Goes ahead of {n} who came earlier and whose trip is at risk.",
                "Goes ahead of {n} who came earlier; the trips of {lost} of them are at risk.",
                overtakes,
            )
        else:
            text = _.plural(
                "Goes ahead of {n} who came earlier, who loses no trip.",
                "Goes ahead of {n} who came earlier; none of them loses a trip.",
                overtakes,
            )
        count = dates.number(overtakes, _.lang)
        said = " " + text.format(n=count, lost=dates.number(lost, _.lang) if lost else "")
        self._ahead[overtakes, lost] = said
        return said


def _joined(parts: list[str]) -> str:
    """The sentences, each behind a space."""
    return "".join(f" {part}" for part in parts)


@lru_cache(maxsize=4)
def _teller(now: datetime, _: Catalogue, zone: tzinfo) -> _Teller:
    return _Teller(now, _, zone)


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
