"""What a public notice says: what works for each service type, how long it takes, when to come. Nobody's data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from printdesk.domain.settings import Label


class Standing(StrEnum):
    """Whether a notice counts."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class StageFigure:
    """How a stage of a service type works.

    Attributes:
        stage: "print", "check" or "pickup". state: "up", "flaky" or "down".
        since: of one that is not up. back: when it is expected to work again; None when nobody knows.
    """

    stage: str
    state: str
    since: datetime | None = None
    back: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServiceFigure:
    """One service type.

    Attributes:
        wait_days: working days until who applies now can collect, by the plan; None when there is no date yet.
        usual_days: working days that the office promises.
    """

    code: str
    label: Label
    stages: tuple[StageFigure, ...]
    wait_days: int | None
    usual_days: int

    @property
    def state(self) -> str:
        """The worst of its stages."""
        return max((each.state for each in self.stages), key=("up", "flaky", "down").index, default="up")


@dataclass(frozen=True, slots=True)
class WaveFigure:
    """A stretch of counter hours to which people are asked; who, is told each of them."""

    day: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class OutageFigure:
    """An outage that goes on."""

    cause: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """Everything that a notice says, but its moment and number."""

    services: tuple[ServiceFigure, ...]
    outages: tuple[OutageFigure, ...] = ()
    waves: tuple[WaveFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeValues:
    """A notice to be shown.

    Attributes:
        number: "" for a draft. as_of: when its figures were true, in the office's zone.
        hours: the counter's hours in Indonesian and in English.
        code: its signed code, "" for a draft. replaces: number of the one before, or "". replaced_by: or "".
        watermark: that it is a sample, or "".
    """

    number: str
    as_of: datetime
    office: str
    parents: tuple[str, ...]
    address: str
    phone: str
    hours: tuple[str, str]
    figures: NoticeFigures
    standing: Standing
    code: str = ""
    replaces: str = ""
    replaced_by: str = ""
    watermark: str = ""
