"""Pickup waves: who is asked to come when, so that the crowd after an outage does not come on one day.

The rule, wave after wave in the order of time: of those who are ready by its beginning, first who travels (the
earlier the last pickup, the earlier the wave), then by promise; a group comes together. Nobody comes before the
booklet is ready or after the last pickup of the trip, and no wave holds more than its places. Among single people,
taking the most pressing of those who are ready wave by wave places as many trips in time as can be placed (equal work
with release dates, earliest due date first).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

TOO_LATE, NO_ROOM = "too_late", "no_room"
"""Why somebody has no wave: it is ready after the last pickup of the trip; the waves are full."""


@dataclass(frozen=True, slots=True)
class WaveSlot:
    """A stretch of counter hours.

    Attributes:
        places: how many may be asked to come.
    """

    start: datetime
    end: datetime
    places: int


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody whose booklet is ready or predicted to be.

    Attributes:
        ready_from: first counter moment at which it can be collected.
        last_pickup: last counter moment that saves the trip; None without one.
        group: name of the group that comes together, or "".
    """

    id: int
    ready_from: datetime
    promised: datetime
    last_pickup: datetime | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class WavePlan:
    """Who comes when.

    Attributes:
        waves: ids by wave, in the waves' order, in the order of the rule.
        left: why somebody has none, by id.
    """

    waves: tuple[tuple[int, ...], ...]
    left: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Party:
    members: tuple[int, ...]
    ready_from: datetime
    last_pickup: datetime | None
    promised: datetime
    name: str

    @property
    def size(self) -> int:
        return len(self.members)

    def rank(self) -> tuple[bool, datetime, datetime, str, tuple[int, ...]]:
        """Trips first, by their last pickup; then by promise; a group's parts stay beside each other."""
        return (self.last_pickup is None, self.last_pickup or self.promised, self.promised, self.name, self.members)

    def fits(self, slot: WaveSlot) -> bool:
        """Whether the slot is neither too early nor too late."""
        return self.ready_from <= slot.start and (self.last_pickup is None or slot.end <= self.last_pickup)


def plan_waves(comers: Iterable[Comer], slots: Sequence[WaveSlot]) -> WavePlan:
    """Everybody's wave.

    Args:
        slots: in the order of time.
    """
    largest = max((slot.places for slot in slots), default=0)
    waiting = sorted(_parties(list(comers), largest), key=_Party.rank)
    waves = []
    for slot in slots:
        taken, waiting = _fill(slot, waiting)
        waves.append(tuple(member for party in taken for member in party.members))
    left = {member: _why(party, slots) for party in waiting for member in party.members}
    return WavePlan(tuple(waves), left)


def _fill(slot: WaveSlot, waiting: list[_Party]) -> tuple[list[_Party], list[_Party]]:
    """Who of those waiting comes in this wave, and who still waits."""
    room, taken, rest = slot.places, [], []
    for party in waiting:
        if party.size <= room and party.fits(slot):
            taken.append(party)
            room -= party.size
        else:
            rest.append(party)
    return taken, rest


def _parties(comers: list[Comer], largest: int) -> Iterable[_Party]:
    """Groups as one; one that no wave can hold, or whose members cannot come together, is taken apart."""
    by_group = sorted((each for each in comers if each.group), key=lambda each: (each.group, each.id))
    for name, found in groupby(by_group, key=lambda each: each.group):
        members = list(found)
        party = _party(members, name)
        late = party.last_pickup is not None and party.ready_from > party.last_pickup
        yield from (_apart(members, party) if late or party.size > largest else [party])
    yield from (_party([each], "") for each in comers if not each.group)


def _party(members: list[Comer], name: str) -> _Party:
    trips = [each.last_pickup for each in members if each.last_pickup is not None]
    return _Party(
        tuple(each.id for each in members), max(each.ready_from for each in members), min(trips, default=None),
        min(each.promised for each in members), name,
    )  # fmt: skip


def _apart(members: list[Comer], party: _Party) -> list[_Party]:
    """Each for itself, of one promise, so that they come in waves that follow each other."""
    return [replace(_party([each], party.name), promised=party.promised) for each in members]


def _why(party: _Party, slots: Sequence[WaveSlot]) -> str:
    return NO_ROOM if any(party.fits(slot) for slot in slots) or party.last_pickup is None else TOO_LATE
