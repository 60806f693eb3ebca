"""When the plan changes by itself: what runs out, returns or passes without anybody doing anything."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Application, Pin, RaiseRequest, ServiceSwitch, StationSwitch
from printdesk.services.second_person import APPROVED, OPEN
from printdesk.services.work import View

_WAITS = Application.state == ApplicationState.READY
_A_MOMENT = timedelta(seconds=1)
"""Some rules still hold at the very instant at which they end."""


def next_due(view: View) -> datetime:
    """The next instant at which the plan may change by itself, at the latest just after the next midnight."""
    return min(moment for moment in _moments(view) if moment is not None) + _A_MOMENT


def _moments(view: View) -> Iterator[datetime | None]:
    """The first instant ahead of each kind: raises, pins, claims and holds that end, proofs to be seen again,
    promises that pass, what is expected to work again, and the day."""
    ends: tuple[tuple[Any, Any], ...] = (
        (RaiseRequest.expires_at, RaiseRequest.state == APPROVED),
        (Pin.expires_at, Pin.state.in_((OPEN, APPROVED))),
        (Application.claimed_until, Application.state == ApplicationState.CLAIMED),
        (Application.hold_until, Application.state == ApplicationState.HELD),
        (Application.proof_recheck_at, _WAITS),
        (Application.promised, _WAITS),
        (ServiceSwitch.expected_back, ServiceSwitch.state != "up"),
        (StationSwitch.expected_back, StationSwitch.state != "up"),
    )
    today = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    yield today + timedelta(days=1)
    for column, condition in ends:
        yield view.session.scalar(select(func.min(column)).where(condition, column > view.now))
