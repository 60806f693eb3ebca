"""The count of a shift's blanks: what is proved at the opening, and whether the closing adds up.

Every blank issued is personalised, defective or returned at the end of the shift (ICAO Doc 9303 part 2, appendix D).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from printdesk.domain.states import BookletState

PERSONALISED, SPOILED, RETURNED = "personalised", "spoiled", "returned"
QUARANTINED, MISSING = "quarantined", "missing"
IN_HAND, IN_PRINTER = "in_hand", "in_printer"

ENDS = (PERSONALISED, SPOILED, RETURNED, QUARANTINED, MISSING)
"""What can have become of an issued blank when its shift is closed."""

B = BookletState

_BECAME: Mapping[str, str] = {
    B.IN_SAFE: RETURNED,
    B.RETURNED: RETURNED,
    B.ISSUED: IN_HAND,
    B.BOUND: IN_PRINTER,
    B.PERSONALISED: PERSONALISED,
    B.SHELVED: PERSONALISED,
    B.HANDED_OVER: PERSONALISED,
    B.SPOILED: SPOILED,
    B.DESTROYED: SPOILED,
    B.MISSING: MISSING,
    B.QUARANTINED: QUARANTINED,
}


def became(state: str) -> str:
    """What has become of a shift's blank, by the state it is in: one of `ENDS`, in hand, or in the printer."""
    return _BECAME[state]


@dataclass(frozen=True, slots=True)
class ShiftSum:
    """One service type's blanks of a shift: what was issued is what became of them.

    Attributes:
        issued: all blanks that came into the shift.
        in_hand: not yet used and not yet returned. in_printer: bound, and nobody has said what came out.
    """

    service: str
    issued: int = 0
    personalised: int = 0
    spoiled: int = 0
    returned: int = 0
    quarantined: int = 0
    missing: int = 0
    in_hand: int = 0
    in_printer: int = 0

    @property
    def accounted(self) -> int:
        """Blanks whose end is known."""
        return self.personalised + self.spoiled + self.returned + self.quarantined + self.missing

    @property
    def adds_up(self) -> bool:
        """Whether personalised + spoiled + returned (+ quarantined and declared missing) are what was issued."""
        return self.accounted == self.issued


def sum_of(service: str, became_of: Iterable[str]) -> ShiftSum:
    """The sum of one service type, from what became of each of its blanks."""
    counts = dict.fromkeys((*ENDS, IN_HAND, IN_PRINTER), 0)
    issued = 0
    for one in became_of:
        counts[one] += 1
        issued += 1
    return ShiftSum(service, issued, **counts)


@dataclass(frozen=True, slots=True)
class Counted:
    """What lies on the table at the closing, of one service type.

    Attributes:
        ranges: first and last serial of each pile as scanned; a single blank is both.
        count: how many the two people counted.
    """

    service: str
    ranges: tuple[tuple[str, str], ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a count says about the blanks that should be there.

    Attributes:
        returned: serials that lie on the table. absent: in hand by the books, and not on the table.
        strangers: scanned, and not among the blanks in hand.
        miscounted: how many more (or fewer, negative) were counted than the ranges hold.
    """

    returned: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    miscounted: int = 0


def compare(in_hand: Sequence[str], counted: Counted) -> Found:
    """Compare the blanks that the books say are in hand with what was scanned and counted.

    Only serials of one service type; ranges count what is in hand between their ends, since printed ones are gone.
    """
    known = set(in_hand)
    ends = {end for ends in counted.ranges for end in ends}
    returned = tuple(serial for serial in in_hand if any(_within(serial, *ends) for ends in counted.ranges))
    here = set(returned)
    absent = tuple(serial for serial in in_hand if serial not in here)
    return Found(returned, absent, tuple(sorted(ends - known)), counted.count - len(returned))


def _within(serial: str, first: str, last: str) -> bool:
    return len(first) == len(serial) == len(last) and first <= serial <= last


@dataclass(frozen=True, slots=True)
class Need:
    """What a shift needs of one service type, and why.

    Attributes:
        taken: applications that the operator has already taken and not yet bound. planned: the station's part of what
            the plan prints until the end of the shift. reserve: for spoiled ones. held: blanks still in hand.
        in_safe: what the safe holds.
    """

    service: str
    taken: int
    planned: int
    reserve: int
    held: int
    in_safe: int

    @property
    def count(self) -> int:
        """How many to issue; never less than none."""
        return max(0, self.taken + self.planned + self.reserve - self.held)


def reserve_of(prints: int, percent: int) -> int:
    """Blanks beyond the plan for those that are spoiled: the percentage rounded up, none where nothing is printed."""
    return ceil(prints * percent / 100) if prints > 0 else 0


@dataclass(frozen=True, slots=True)
class Shares:
    """How a pool's planned booklets are shared among its stations.

    Attributes:
        rates: booklets an hour by station, of those that work.
    """

    rates: Mapping[str, float] = field(default_factory=dict)

    def part(self, station: str, planned: int) -> int:
        """The station's part, rounded up; nothing for a station that is stopped."""
        whole = sum(self.rates.values())
        own = self.rates.get(station, 0.0)
        return ceil(planned * own / whole - 1e-9) if whole and own else 0
