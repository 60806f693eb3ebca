"""What was to be reached and whether it was: each figure is judged here once, all are told together at the end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

TITLE = "## Goals"


class Goal(NamedTuple):
    """One figure beside what was wanted of it.

    Attributes:
        subject: the section it was measured in, without its sign.
        what: what was measured.
        value: the figure.
        least: what it must reach at least, if anything.
        most: what it must not exceed, if anything.
        unit: of all three; empty for a plain number or a ratio.
    """

    subject: str
    what: str
    value: float
    least: float | None
    most: float | None
    unit: str

    @property
    def met(self) -> bool:
        """Whether the figure is where it was to be."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def wanted(self) -> str:
        """The goal in words."""
        if self.least is not None and self.most is not None:
            return f"{self.least:g} to {self._with_unit(self.most)}"
        if self.least is not None:
            return f"at least {self._with_unit(self.least)}"
        return f"at most {self._with_unit(self.most or 0.0)}"

    @property
    def measured(self) -> str:
        """The figure in words."""
        return f"{_figure(self.value)} {self.unit}".rstrip()

    def _with_unit(self, value: float) -> str:
        return f"{value:g} {self.unit}".rstrip()


class Judge:
    """Keeps what was judged in a run."""

    def __init__(self) -> None:
        self.subject = ""
        self.goals: list[Goal] = []

    def __call__(
        self, what: str, value: float, *, least: float | None = None, most: float | None = None, unit: str = ""
    ) -> str:
        """ "met" or "missed", and kept for the end."""
        goal = Goal(self.subject, what, value, least, most, unit)
        self.goals.append(goal)
        return "met" if goal.met else "missed"

    def report(self, machine: Sequence[str]) -> Iterator[str]:
        """The section that stands before all others: how it was measured, and every goal with its figure."""
        missed = sum(not goal.met for goal in self.goals)
        yield TITLE
        yield ""
        yield from machine
        yield ""
        yield f"{len(self.goals)} goals: {len(self.goals) - missed} met, {missed} missed. The sections tell the rest."
        yield ""
        yield "| subject | what | measured | goal | |"
        yield "|---|---|---|---|---|"
        before = ""
        for goal in self.goals:
            subject = "" if goal.subject == before else goal.subject
            before = goal.subject
            met = "met" if goal.met else "**missed**"
            yield f"| {subject} | {goal.what} | {goal.measured} | {goal.wanted} | {met} |"
        yield ""


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:#.3g}".removesuffix(".")


judge = Judge()
"""The one of this run."""
