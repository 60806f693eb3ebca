"""What changed between two plans: who came, who left, which trips were saved or became at risk, who was moved."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.calendar import WorkCalendar
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_medium, number
from printdesk.services.plan_kept import KeptRow
from printdesk.services.plan_moves import more_than_a_day


@dataclass(frozen=True, slots=True)
class Change:
    """One application between two plans.

    Attributes:
        before, after: when it was planned; None where it had no place, or was not in that plan.
        at_risk: its print-by date cannot be kept in the later plan; `trip_at_risk`: and a trip hangs on it.
    """

    application_id: int
    number: str
    name: str
    before: datetime | None
    after: datetime | None
    at_risk: bool
    trip_at_risk: bool

    def sentence(self, _: Catalogue, *, new: bool = False) -> str:
        """ "Siti: planned Fri 28 June 10:00, before Thu 27 June 09:00."; of a new one only what is planned."""
        was, now = self._when(self.before, _), self._when(self.after, _)
        if new:
            return _("{name}: planned {after}.").format(name=self.name, after=now)
        return _("{name}: planned {after}, before {before}.").format(name=self.name, after=now, before=was)

    @staticmethod
    def _when(moment: datetime | None, _: Catalogue) -> str:
        return moment_medium(moment, _.lang) if moment else _("without a place")


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """A later plan against an earlier one, each list in the order of the later plan (of the earlier for `left`).

    Attributes:
        since, until: the moments of the two plans, in the office's zone.
        arrived: in the later plan only.
        left: in the earlier plan only: taken, printed, held or cancelled.
        saved: a trip that was at risk is safe.
        newly_at_risk: a trip is at risk that was not, arrivals included.
        moved: planned earlier or later by more than a working day, or with a place in one of the plans only.
    """

    since: datetime
    until: datetime
    arrived: tuple[Change, ...]
    left: tuple[Change, ...]
    saved: tuple[Change, ...]
    newly_at_risk: tuple[Change, ...]
    moved: tuple[Change, ...]

    @property
    def nothing(self) -> bool:
        """Neither plan has what the other has not."""
        return not (self.arrived or self.left or self.saved or self.newly_at_risk or self.moved)

    def sentences(self, _: Catalogue) -> tuple[str, ...]:
        """What changed, one sentence each, the trips first; one sentence when nothing did."""
        since = moment_medium(self.since, _.lang)
        if self.nothing:
            return (_("Nothing has changed since {since}.").format(since=since),)
        return (_("Since {since}:").format(since=since), *self._parts(_))

    def _parts(self, _: Catalogue) -> list[str]:
        risky, saved, moved = len(self.newly_at_risk), len(self.saved), len(self.moved)
        arrived, left = len(self.arrived), len(self.left)
        far = _.plural("{n} moved by more than a working day.", "{n} moved by more than a working day.", moved)
        counted = (
            (risky, _.plural("{n} trip newly at risk.", "{n} trips newly at risk.", risky)),
            (saved, _.plural("{n} trip saved.", "{n} trips saved.", saved)),
            (moved, far),
            (arrived, _.plural("{n} newly in the queue.", "{n} newly in the queue.", arrived)),
            (left, _.plural("{n} no longer in the queue.", "{n} no longer in the queue.", left)),
        )
        return [text.format(n=number(count, _.lang)) for count, text in counted if count]


Names = Callable[[Iterable[int]], Mapping[int, tuple[str, str]]]
"""Number and name of applications, by their ids."""


def changes(
    since: datetime,
    until: datetime,
    earlier: Sequence[KeptRow],
    later: Sequence[KeptRow],
    office: WorkCalendar,
    names: Names,
) -> PlanChanges:
    """The later plan against the earlier one."""
    before = {row.application_id: row for row in earlier}
    after = {row.application_id: row for row in later}
    both = [key for key in after if key in before]
    risky = [
        key for key, row in after.items()
        if row.trip_at_risk and not (key in before and before[key].trip_at_risk)
    ]  # fmt: skip
    picked = {
        "arrived": [key for key in after if key not in before],
        "left": [key for key in before if key not in after],
        "saved": [key for key in both if before[key].trip_at_risk and not after[key].trip_at_risk],
        "newly_at_risk": risky,
        "moved": [key for key in both if more_than_a_day(before[key].planned, after[key].planned, office)],
    }
    known = names({key for keys in picked.values() for key in keys})
    found = {
        what: tuple(_change(key, before.get(key), after.get(key), known) for key in keys)
        for what, keys in picked.items()
    }
    return PlanChanges(since, until, **found)


def _change(key: int, before: KeptRow | None, after: KeptRow | None, known: Mapping[int, tuple[str, str]]) -> Change:
    number_, name = known.get(key, ("", ""))
    return Change(
        key, number_, name, before.planned if before else None, after.planned if after else None,
        after is not None and after.at_risk, after is not None and after.trip_at_risk,
    )  # fmt: skip
