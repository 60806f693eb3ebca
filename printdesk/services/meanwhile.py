"""What happened meanwhile: who brought a thing to where it stands, said to the second of two who act on it."""

import json

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.tables import LedgerEntry, Person
from printdesk.services.work import Work

_LOOKED_AT = 20
_LOOKS = ("look", "open_card", "print_paper", "mismatch")
"""Acts that stand in the ledger and change nothing of the thing."""


def told(
    work: Work, refusal: RuleViolationError, kind: str, object_id: object, *, moved: bool = True
) -> RuleViolationError:
    """The refusal with the sentence of who moved the thing last, where, and when; as it is when nobody did yet.

    Args:
        kind: "application" or "booklet", as the ledger names it.
        object_id: the application's id, or the booklet's serial.
        moved: its state was changed; False for any change of it.
    """
    entry = _last(work, kind, str(object_id), moved=moved)
    if entry is None:
        return refusal
    who = work.session.scalar(select(Person.name).where(Person.login == entry.user)) or entry.user
    moment = moment_medium(entry.at.astimezone(work.office.zone), language())
    said = _("{who} did that at desk {desk}, {moment}.").format(who=who, desk=entry.desk, moment=moment)
    return RuleViolationError(f"{refusal.message} {said}", refusal.advice)


def _last(work: Work, kind: str, object_id: str, *, moved: bool) -> LedgerEntry | None:
    """The newest entry that changed it; those that only looked at it are passed over."""
    entries = work.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.object_kind == kind, LedgerEntry.object_id == object_id, LedgerEntry.act.not_in(_LOOKS))
        .order_by(LedgerEntry.seq.desc())
        .limit(_LOOKED_AT)
    )
    return next((entry for entry in entries if not moved or "after" in json.loads(entry.details)), None)
