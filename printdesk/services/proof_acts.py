"""Noting what proof was seen, by whom and until when it counts, and taking that note back."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.intake.words import PROOFS
from printdesk.models.tables import Application, LedgerEntry, Person
from printdesk.services.work import Work

_TOUCH = ("give_proof", "undo_proof", "set_trip", "update")
"""Acts that may change the proof of an application."""
LONGEST_SINCE = timedelta(days=366)
"""A proof that was seen longer ago has to be seen again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw a proof, and when.

    Attributes:
        by: login; "" for who notes it.
        at: aware; None for now.
    """

    by: str = ""
    at: datetime | None = None


HERE = Seen()
"""By who notes it, now."""


def give(work: Work, application: Application, proof: str, recheck_at: datetime | None, seen: Seen = HERE) -> None:
    """Note a proof that was seen; "" withdraws one. The ledger keeps what was known before, and who notes it."""
    by, at = seen.by or work.actor.user, seen.at or work.now
    elsewhere = {"seen_by": by, "seen_at": _iso(at)} if proof and by != work.actor.user else {}
    work.record(
        "give_proof", "application", application.id, proof=[application.proof, proof or None],
        recheck=_iso(recheck_at),
        before={
            "seen_by": application.proof_seen_by, "seen_at": _iso(application.proof_seen_at),
            "recheck": _iso(application.proof_recheck_at),
        },
        **elsewhere,
    )  # fmt: skip
    application.proof = proof or None
    application.proof_seen_by = by if proof else None
    application.proof_seen_at = at if proof else None
    application.proof_recheck_at = recheck_at if proof else None


def take_back(work: Work, application: Application) -> None:
    """Put back what was known of the proof before it was last noted.

    Raises:
        RuleViolationError: nothing was noted, or something else changed the proof since.
    """
    details = _last_note(work, application.id)
    if details is None:
        raise RuleViolationError(
            _("There is no note of a proof to take back."), _("It was changed since, or taken back already.")
        )
    before = details["before"]
    work.record("undo_proof", "application", application.id, proof=list(reversed(details["proof"])))
    application.proof = details["proof"][0]
    application.proof_seen_by = before["seen_by"]
    application.proof_seen_at = _moment(before["seen_at"])
    application.proof_recheck_at = _moment(before["recheck"])


def _last_note(work: Work, application_id: int) -> dict[str, Any] | None:
    """What the last change of the proof was, when it was a note that can be taken back."""
    entries = work.session.execute(
        select(LedgerEntry.act, LedgerEntry.details)
        .where(
            LedgerEntry.object_kind == "application", LedgerEntry.object_id == str(application_id),
            LedgerEntry.act.in_(_TOUCH),
        )
        .order_by(LedgerEntry.seq.desc())
    )  # fmt: skip
    for act, text in entries:
        details: dict[str, Any] = json.loads(text)
        if "proof" in details:
            return details if act == "give_proof" and "before" in details else None
    return None


def refuse_unknown_proof(proof: str) -> None:
    """The code is one of the proofs that are known, or "".

    Raises:
        RuleViolationError: it is not.
    """
    known = sorted({code for code in PROOFS.values() if code})
    if proof and proof not in known:
        raise RuleViolationError(
            _("“{proof}” is not a proof of travel.").format(proof=proof),
            _("Known: {known}.").format(known=", ".join(known)),
        )


def refuse_unseen(work: Work, seen: Seen) -> None:
    """A colleague of this office saw it, and at a time that has come.

    Raises:
        RuleViolationError: nobody here has that login, or the time lies ahead or too far back.
    """
    known = select(Person.id).where(Person.login == seen.by, Person.active)
    if seen.by and seen.by != work.actor.user and work.session.scalar(known) is None:
        raise RuleViolationError(
            _("“{name}” does not work here.").format(name=seen.by), _("Choose who of this office saw the proof.")
        )
    if seen.at is not None and not work.now - LONGEST_SINCE <= seen.at <= work.now:
        raise RuleViolationError(
            _("The proof cannot have been seen at that time."), _("Give a time that has passed, within a year.")
        )


def refuse_past_recheck(work: Work, proof: str, recheck_at: datetime | None) -> None:
    """Another look is due in the future, at a proof that there is.

    Raises:
        RuleViolationError: it is not.
    """
    if recheck_at is not None and (not proof or recheck_at <= work.now):
        raise RuleViolationError(
            _("The day for another look at the proof does not lie ahead."), _("Give a later day, or none.")
        )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
