"""Desks that stopped in the middle of printing, and desks that do not come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application
from printdesk.services.claim_breaking import keep_broken
from printdesk.services.claims import on_paper
from printdesk.services.moves import drop_claim, move_application
from printdesk.services.office import names
from printdesk.services.second_person import stated_reason
from printdesk.services.work import Answer, View, Work


@dataclass(frozen=True, slots=True)
class InMachine:
    """What a desk has: how many in its machine, how many in hand and not begun.

    Attributes:
        operators: names. since: the moment of its last act on any of them, in the office's zone.
    """

    desk: str
    stations: tuple[str, ...]
    operators: tuple[str, ...]
    printing: int
    claimed: int
    since: datetime


def in_machines(view: View, desk: str) -> tuple[InMachine, ...]:
    """What other desks than this one hold, the longest without an act first."""
    by_desk: dict[str, list[Application]] = {}
    for row in view.session.scalars(_held().where(Application.claimed_desk != desk)):
        by_desk.setdefault(row.claimed_desk or "", []).append(row)
    known, zone = names(view.session), view.office.zone
    found = [
        InMachine(
            name, _single(row.claimed_station for row in rows),
            _single(known.get(row.claimed_by or "", row.claimed_by) for row in rows),
            sum(row.state == ApplicationState.PRINTING for row in rows),
            sum(row.state == ApplicationState.CLAIMED for row in rows),
            max(row.state_since for row in rows).astimezone(zone),
        )
        for name, rows in by_desk.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.since, each.desk)))


def give_up_desk(work: Work, desk: str, note: str = "") -> Answer:
    """What a desk had in the machine waits for a person's look, what it had not begun goes back to its old place.

    Args:
        note: why, in a supervisor's words; kept with each claim that is broken.

    Raises:
        RuleViolationError: the actor is no supervisor, or the desk holds nothing.
    """
    rows = work.session.scalars(_held().where(Application.claimed_desk == desk).with_for_update()).all()
    if not rows:
        raise RuleViolationError(_("Desk {desk} holds nothing any more.").format(desk=desk), _("Read the list anew."))
    asked, said = 0, stated_reason(note) if note.strip() else ""
    for row in rows:
        keep_broken(work, row, said)
        if row.state == ApplicationState.PRINTING:
            move_application(work, row, Act.LOSE_TOUCH, desk=desk)
            asked += 1
        else:
            move_application(work, row, Act.RELEASE, holder=row.claimed_by, broken=True)
            drop_claim(row)
    return {"asked": asked, "released": len(rows) - asked}


def _held() -> Select[Application]:
    return (
        select(Application)
        .where(
            Application.state.in_([ApplicationState.PRINTING, ApplicationState.CLAIMED]),
            Application.id.not_in(on_paper()),
        )
        .order_by(Application.id)
    )


def _single(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values if value))
