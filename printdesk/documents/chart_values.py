"""What a chart shows: the same values are drawn on paper and painted in the window, so both say the same."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LINES = 4
"""Steps of a scale."""


class Fill(StrEnum):
    """How a part of a bar is filled: told apart without colour."""

    SOLID = "solid"
    LIGHT = "light"
    DOTS = "dots"
    HATCH = "hatch"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of every bar, from the foot up."""

    name: str
    fill: Fill


@dataclass(frozen=True, slots=True)
class BarDay:
    """One day of a bar chart.

    Attributes:
        counts: of the parts, in their order. room: height of the outline around the bar; None for a bar without one.
        closed: the office is closed and nothing falls on the day. label: stands in place of the weekday.
        spoken: the day in a sentence.
    """

    day: date
    counts: tuple[int, ...]
    room: int | None = None
    closed: bool = False
    label: str = ""
    spoken: str = ""

    @property
    def total(self) -> int:
        """Height of the bar."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars by day, the oldest left.

    Attributes:
        title: what is shown. sentence: what it says, in one line. room_name: of the outline, "" without one.
    """

    title: str
    sentence: str
    parts: tuple[Part, ...]
    days: tuple[BarDay, ...]
    today: date
    room_name: str = ""

    @property
    def top(self) -> int:
        """The end of the scale."""
        return nice_top(max((max(day.total, day.room or 0) for day in self.days), default=1))

    @property
    def shown_parts(self) -> tuple[int, ...]:
        """Numbers of the parts that any day has, from the foot up; the first where there is none."""
        found = tuple(n for n in range(len(self.parts)) if any(day.counts[n] for day in self.days))
        return found or (0,)


@dataclass(frozen=True, slots=True)
class CurveDay:
    """One morning of a curve.

    Attributes:
        was: what really was; None ahead. middle, low, high: expected, with the band from 1 of 10 to 9 of 10; None for
            mornings that have passed.
        spoken: the morning in a sentence.
    """

    day: date
    was: float | None = None
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class CurveChart:
    """A curve with its band, what really was before it, and a level to reach.

    Attributes:
        level: drawn across; None for none. names: of what was, of what is expected, of the band, of the level.
    """

    title: str
    sentence: str
    days: tuple[CurveDay, ...]
    today: date
    level: float | None
    names: tuple[str, str, str, str]

    @property
    def top(self) -> int:
        """The end of the scale."""
        values = [value for day in self.days for value in (day.was, day.middle, day.high) if value is not None]
        return nice_top(round(max([*values, self.level or 0, 1])))


Chart = BarChart | CurveChart


def nice_top(value: int) -> int:
    """The end of a scale: four equal steps of 1, 2 or 5 times a power of ten, at least as high as the value."""
    power = 1
    while True:
        for step in (1, 2, 5):
            if step * power * LINES >= value:
                return step * power * LINES
        power *= 10


def every(count: int, room: float, least: float) -> int:
    """Every how many-th day can be named where `count` days share the room and a name needs the least."""
    return max(1, -(-round(least * count) // max(1, round(room))))


def spread(wanted: list[float], least: float, low: float, high: float) -> list[float]:
    """Places for labels as near as possible to the wanted ones, ascending, at least so far from each other."""
    placed: list[float] = []
    for place in wanted:
        placed.append(max(place, placed[-1] + least if placed else low))
    over = placed[-1] - high if placed else 0.0
    for at in range(len(placed) - 1, -1, -1):
        if over <= 0:
            break
        limit = high if at == len(placed) - 1 else placed[at + 1] - least
        placed[at] = min(placed[at], limit)
    return placed
