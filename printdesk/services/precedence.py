"""What people decided past the order of the plan and what holds of it now: raises and pins.

The plan is made anew from this at every moment, so a raise or pin that expires or is withdrawn leaves nothing behind:
the plan is again what it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import bindparam, select

from printdesk.domain.settings import UrgencyClass
from printdesk.domain.urgency import Urgency
from printdesk.models.quick import Question
from printdesk.models.tables import Person, Pin, RaiseRequest
from printdesk.services.second_person import APPROVED
from printdesk.services.work import View, Work

_LIVE_RAISES = Question(
    lambda: select(
        RaiseRequest.application_id, RaiseRequest.class_code, RaiseRequest.expires_at, RaiseRequest.decided_by,
        Person.name,
    )
    .outerjoin(Person, Person.login == RaiseRequest.decided_by)
    .where(RaiseRequest.state == APPROVED, RaiseRequest.expires_at > bindparam("now"))
    .order_by(RaiseRequest.id)
)  # fmt: skip
_LIVE_PINS = Question(
    lambda: (
        select(Pin.application_id, Pin.day, Pin.expires_at, Pin.asked_by, Person.name)
        .outerjoin(Person, Person.login == Pin.asked_by)
        .where(Pin.state == APPROVED, Pin.expires_at > bindparam("now"))
        .order_by(Pin.decided_at, Pin.id)
    )
)


@dataclass(frozen=True, slots=True)
class RaiseInForce:
    """An approved raise that has not expired.

    Attributes:
        by: name of who approved it; "" while it is only being considered.
        until: when it expires; None while it is only being considered.
    """

    class_code: str
    until: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class PinInForce:
    """A confirmed pin that has not expired.

    Attributes:
        day: the day on which it is to be printed; None for the front of the next bucket.
        by: name of who asked for it; "" while it is only being considered.
    """

    day: date | None
    until: datetime | None = None
    by: str = ""

    def at_front(self, today: date) -> bool:
        """Whether it is to be printed next: so it is without a day, and when its day has passed."""
        return self.day is None or self.day < today


@dataclass(frozen=True, slots=True)
class Precedence:
    """Raises and pins by application."""

    raises: Mapping[int, RaiseInForce] = field(default_factory=dict)
    pins: Mapping[int, PinInForce] = field(default_factory=dict)

    def with_raise(self, application_id: int, class_code: str) -> "Precedence":
        """The same with a raise that is being considered."""
        return replace(self, raises={**self.raises, application_id: RaiseInForce(class_code)})

    def with_pin(self, application_id: int, day: date | None) -> "Precedence":
        """The same with a pin that is being considered."""
        return replace(self, pins={**self.pins, application_id: PinInForce(day)})


def in_force(view: View | Work) -> Precedence:
    """The raises and pins that hold at this moment."""
    return Precedence(_raises(view), _pins(view))


def raised(own: Urgency, code: str | None, classes: Sequence[UrgencyClass], *, too_late: bool) -> Urgency:
    """The class that holds: the raised one where it is more urgent than the application's own.

    A raise never makes a print-by date later while the own one can be kept, so the class's shorter lead counts only
    when it is too late for the own one. A class that the office has taken off its list since lifts nobody.

    Args:
        too_late: the application's own print-by date has passed.
    """
    for rank, each in enumerate(classes, 1):
        if each.code == code and rank < own.rank:
            lead = min(own.pickup_lead_days, each.pickup_lead_days) if too_late else own.pickup_lead_days
            at_once = own.at_once or (each.rule == "proven" and not own.has_trip)
            return replace(own, rank=rank, code=each.code, pickup_lead_days=lead, at_once=at_once)
    return own


def _raises(view: View | Work) -> dict[int, RaiseInForce]:
    """The most urgent live raise of each application."""
    rank = {each.code: number for number, each in enumerate(view.settings.order.classes)}
    found: dict[int, RaiseInForce] = {}
    for key, code, until, login, name in _LIVE_RAISES.rows(view.session, now=view.now):
        known = found.get(key)
        if code is None or code not in rank or (known and rank[known.class_code] <= rank[code]):
            continue
        found[key] = RaiseInForce(code, until, name or login or "")
    return found


def _pins(view: View | Work) -> dict[int, PinInForce]:
    """The newest live pin of each application."""
    rows = _LIVE_PINS.rows(view.session, now=view.now)
    return {key: PinInForce(day, until, name or login) for key, day, until, login, name in rows}
