"""Somebody else for one who cannot come: an act on an evening that was ordered already.

The order keeps its number. What changed stands in the ledger and, from there, on every paper made afterwards.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.evenings import OvertimeHours
from printdesk.models.tables import LedgerEntry, OvertimeSession
from printdesk.services.office import PersonView, names, people
from printdesk.services.overtime_guards import Evening, refuse_newcomer
from printdesk.services.overtime_places import span_of
from printdesk.services.work import View, Work

_ACT = "replace_overtime"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could come instead.

    Attributes:
        refusal: why this person cannot, "" when they can.
    """

    login: str
    name: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """Somebody was put in the place of somebody else; names, the moment in the office's zone."""

    at: datetime
    who: str
    leaves: str
    comes: str


def candidates(view: View, row: OvertimeSession, leaves: str) -> tuple[Candidate, ...]:
    """Everybody else of the office: those who can come first, of these who prints or checks before the others."""
    others = [person for person in people(view.session) if person.login not in row.people]
    found = [
        (not {"print", "quality"} & set(person.roles), Candidate(person.login, person.name, refusal))
        for person in others for refusal in (_refusal(view, row, leaves, person),)
    ]  # fmt: skip
    found.sort(key=lambda each: (bool(each[1].refusal), each[0], each[1].name))
    return tuple(candidate for _other_work, candidate in found)


def _refusal(view: View, row: OvertimeSession, leaves: str, person: PersonView) -> str:
    try:
        refuse_newcomer(view, _with(row, leaves, person.login), person.login, row.id)
    except RuleViolationError as refused:
        return refused.message
    return ""


def replace_in(work: Work, session_id: int, leaves: str, comes: str) -> str:
    """Put `comes` in the place of `leaves` within an act; the number of the work sheet.

    Raises:
        RuleViolationError: the evening was taken back or is over, `leaves` is not of it or has hours entered, or
            `comes` may not work in it.
    """
    row = work.session.get(OvertimeSession, session_id, with_for_update=True)
    if row is None or row.cancelled_at is not None:
        raise RuleViolationError(_("This evening was taken back."), _("Read the list anew."))
    if span_of(work, row).end <= work.now:
        raise RuleViolationError(
            _("Evening {number} is over.").format(number=row.number),
            _("Enter who did not come under its hours instead."),
        )
    if leaves not in row.people:
        raise RuleViolationError(
            _("“{login}” is not ordered for {number}.").format(login=leaves, number=row.number),
            _("Choose somebody of the evening."),
        )
    _refuse_entered(work, row, leaves)
    refuse_newcomer(work, _with(row, leaves, comes), comes, row.id)
    row.people = list(_with(row, leaves, comes).people)
    work.record(_ACT, "overtime", row.number, leaves=leaves, comes=comes)
    return row.number


def _refuse_entered(work: Work, row: OvertimeSession, leaves: str) -> None:
    entered = work.session.get(OvertimeHours, (row.id, leaves))
    if entered is not None and entered.came_at is not None:
        raise RuleViolationError(
            _("Hours of {name} are entered for {number}.").format(
                name=names(work.session).get(leaves, leaves), number=row.number
            ),
            _("Correct them first, if this person did not come."),
        )


def _with(row: OvertimeSession, leaves: str, comes: str) -> Evening:
    crew = tuple(comes if login == leaves else login for login in row.people)
    return Evening(row.day, row.start, row.end, row.station, crew, row.share)


def replacements(view: View | Work, numbers: tuple[str, ...]) -> tuple[Replacement, ...]:
    """What was changed in these sessions after they were ordered, the oldest first.

    Args:
        numbers: of their work sheets.
    """
    rows = view.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.act == _ACT, LedgerEntry.object_kind == "overtime", LedgerEntry.object_id.in_(list(numbers))
        )
        .order_by(LedgerEntry.seq)
    )  # fmt: skip
    known, zone = names(view.session), view.office.zone
    found = []
    for row in rows:
        said = json.loads(row.details)
        leaves, comes = str(said["leaves"]), str(said["comes"])
        found.append(
            Replacement(
                row.at.astimezone(zone), known.get(row.user, row.user), known.get(leaves, leaves),
                known.get(comes, comes),
            )
        )  # fmt: skip
    return tuple(found)
