"""Clocks to inject: the computer's, a fixed one, and the demo office's own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol


class Clock(Protocol):
    """Tells the time; aware, UTC."""

    @property
    def is_demo(self) -> bool:
        """Whether this clock belongs to a demo office, so that papers and window must say so."""

    def now(self) -> datetime:
        """This instant."""


class SystemClock:
    """The computer's clock."""

    is_demo = False

    def now(self) -> datetime:
        """This instant, UTC."""
        return datetime.now(UTC)


class ServerClock:
    """The clock of the database server, which is the same at every desk, whatever the desks' own clocks say.

    It is set anew with every transaction (`heard`) and runs on by itself between them. Safe to use from any thread.
    """

    is_demo = False

    def __init__(self, moment: datetime, ticks: Callable[[], float] = monotonic) -> None:
        self._ticks = ticks
        self._heard = (moment.astimezone(UTC), ticks())

    def heard(self, moment: datetime) -> None:
        """The server said just now what time it is."""
        self._heard = (moment.astimezone(UTC), self._ticks())

    def now(self) -> datetime:
        """This instant, UTC."""
        moment, tick = self._heard
        return moment + timedelta(seconds=self._ticks() - tick)


class FixedClock:
    """Stands still at one instant, for questions "as of"."""

    def __init__(self, moment: datetime, *, is_demo: bool = False) -> None:
        self._moment = moment.astimezone(UTC)
        self.is_demo = is_demo

    def now(self) -> datetime:
        """Always the same instant."""
        return self._moment


class DemoClock:
    """Runs on from the last thing that happened in a demo office, and stands still while nobody has it open."""

    is_demo = True

    def __init__(self, start: datetime, ticks: Callable[[], float] = monotonic) -> None:
        self._start = start.astimezone(UTC)
        self._ticks = ticks
        self._began = ticks()

    def now(self) -> datetime:
        """The office's instant, UTC."""
        return self._start + timedelta(seconds=self._ticks() - self._began)
