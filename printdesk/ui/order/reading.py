"""What is asked for and decided past the order of the plan, read off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from printdesk.domain.roles import supervises
from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import language
from printdesk.services.bundle import Services
from printdesk.services.holds import HeldRow
from printdesk.services.office import PersonView
from printdesk.services.pins import PinView
from printdesk.services.raises import ClassChoice, OfficerRaises, RaiseView

HISTORY_DAYS = 28
"""How far back the list of what is over goes, and the summary by officers."""


@dataclass(frozen=True, slots=True)
class Request:
    """A raise or a place by hand, asked for by one person and decided by another."""

    row: RaiseView | PinView

    @property
    def is_raise(self) -> bool:
        """Whether it is a raise, else a place by hand."""
        return isinstance(self.row, RaiseView)

    @property
    def key(self) -> str:
        """Its id among raises and places by hand."""
        return f"{'raise' if self.is_raise else 'pin'}-{self.row.id}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.row.state == "open"

    @property
    def holds(self) -> bool:
        """Whether it is in force now."""
        return self.row.state == "approved"

    @property
    def proof(self) -> str:
        """Code of the proof that came with it, or ""."""
        return self.row.proof if isinstance(self.row, RaiseView) else ""

    @property
    def class_code(self) -> str:
        """The class it was raised to, or ""."""
        return self.row.class_code if isinstance(self.row, RaiseView) else ""

    @property
    def day(self) -> date | None:
        """The day on which it is put; None for the next place, and for a raise."""
        return self.row.day if isinstance(self.row, PinView) else None


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Everything that people asked for or decided past the order of the plan.

    Attributes:
        waiting: open requests, the oldest first. live: those in force. past: those that are over, the newest first.
        held: applications on hold. officers: who asked for how many raises in the last `HISTORY_DAYS`.
        now: in the office's zone.
    """

    now: datetime
    settings: OfficeSettings
    people: tuple[PersonView, ...]
    waiting: tuple[Request, ...]
    live: tuple[Request, ...]
    past: tuple[Request, ...]
    held: tuple[HeldRow, ...]
    officers: tuple[OfficerRaises, ...]

    def class_label(self, code: str) -> str:
        """A class in the language of the moment."""
        labels = {each.code: each.label.text(language()) for each in self.settings.order.classes}
        return labels.get(code, code)

    def hold_label(self, code: str) -> str:
        """A reason for a hold in the language of the moment."""
        labels = {each.code: each.label.text(language()) for each in self.settings.reasons_known("hold")}
        return labels.get(code, code)

    def may_supervise(self, login: str) -> bool:
        """Whether somebody may do what supervisors do."""
        return may_supervise(self.people, login)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open requests alone, for the watch beside all rooms."""

    requests: tuple[Request, ...]
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """To which classes an application can be raised, and which of them would do."""

    classes: tuple[ClassChoice, ...]
    likely: str


def may_supervise(people: tuple[PersonView, ...], login: str) -> bool:
    """Whether somebody may do what supervisors do."""
    return supervises(login, {each.login: each.roles for each in people})


def read_waiting(services: Services) -> Waiting:
    """What waits for a decision; quick."""
    found = _requests(services.raises.open_requests(), services.pins.waiting())
    return Waiting(tuple(sorted(found, key=lambda each: each.row.asked_at)), services.office.people())


def read_order(services: Services) -> OrderFacts:
    """All of it; slow, so not on the window's thread."""
    now = services.office.now()
    first, last = now - timedelta(days=HISTORY_DAYS), now + timedelta(minutes=1)
    waiting = read_waiting(services)
    live = _requests(services.raises.live(), services.pins.live())
    shown = {each.key for each in (*waiting.requests, *live)}
    asked = _requests(services.raises.between(first, last), services.pins.between(first, last))
    over = [each for each in asked if each.key not in shown]
    return OrderFacts(
        now=now,
        settings=services.office.data().settings,
        people=waiting.people,
        waiting=waiting.requests,
        live=tuple(sorted(live, key=lambda each: each.row.asked_at)),
        past=tuple(sorted(over, key=lambda each: each.row.asked_at, reverse=True)),
        held=services.applications.held(),
        officers=services.raises.by_officer(first, last),
    )


def read_of(services: Services, application_id: int) -> tuple[Request, ...]:
    """Everything that was asked for one application."""
    return tuple(_requests(services.raises.of(application_id), services.pins.of(application_id)))


def read_choices(services: Services, application_id: int, proof: str, lang: str) -> Choices:
    """The classes above its own, and the one that a raise would probably be to.

    Raises:
        RuleViolationError: it does not wait for printing, or is in the most urgent class already.
    """
    likely = services.raises.likely(application_id, proof=proof)
    return Choices(services.raises.choices(application_id, lang), likely)


def _requests(raises: Sequence[RaiseView], pins: Sequence[PinView]) -> list[Request]:
    return [*map(Request, raises), *map(Request, pins)]
