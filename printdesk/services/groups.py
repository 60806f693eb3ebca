"""Families and groups that one handing-out would split."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from printdesk.services.plans import PlanRow


@dataclass(frozen=True, slots=True)
class SplitGroup:
    """A group of which some were taken and others still wait at the same station.

    Attributes:
        name: of the group. taken: how many were taken. left: ids of those that wait, in the plan's order.
        days: days on which the plan prints those that wait.
        over_days: some of them are planned for another day than today, so the group would be split over days.
    """

    name: str
    taken: int
    left: tuple[int, ...]
    days: tuple[date, ...]
    over_days: bool

    @property
    def whole(self) -> int:
        """All of them."""
        return self.taken + len(self.left)


def split_groups(rows: Sequence[PlanRow], taken: Mapping[str, int], today: date) -> tuple[SplitGroup, ...]:
    """The groups of which some were taken and others wait.

    Args:
        rows: those of these groups that the station can print now and that still wait, in the plan's order.
        taken: how many of each group were taken.
    """
    found = []
    for name, count in taken.items():
        left = [row for row in rows if row.group == name]
        days = sorted({row.planned.date() for row in left if row.planned is not None})
        if left:
            ids = tuple(row.application_id for row in left)
            found.append(SplitGroup(name, count, ids, tuple(days), any(day > today for day in days)))
    return tuple(found)
