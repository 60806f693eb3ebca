"""Erasing the personal data of an application: what goes, and what stays so that the books still add up.

Gone: name and the words that find it, identity number, date of birth, sex, telephone, group, collector, address and
tracking of the post, and every free text that somebody wrote about the case. What stays: the application's own
number, its dates and states, the booklet, and the ledger, which never held any of it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from printdesk.models.claims import BrokenClaim
from printdesk.models.contacts import Contact, WavePlace
from printdesk.models.destruction import MissingCase
from printdesk.models.handing import Handing, HandingRow, PostRow
from printdesk.models.print_work import DataError, SupervisorWarning
from printdesk.models.safety import Erasure
from printdesk.models.tables import Application, Pickup, Pin, RaiseRequest
from printdesk.models.transfers import MrzScan
from printdesk.models.uncollected import CancelRow
from printdesk.services.work import Work

NOTHING = "—"
"""Stands where a text must not be empty."""

PERIOD, ASKED = "period", "asked"
_AT_ONCE = 1000

_FIELDS = (
    "name", "nik", "birth_date", "sex", "phone", "group_name", "destination", "hold_reason", "collector", "contacts",
    "reasons",
)  # fmt: skip

TEXTS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Contact, {"note": "", "phone_tail": ""}),
    (RaiseRequest, {"reason": NOTHING, "note": None}),
    (Pin, {"reason": NOTHING, "note": None}),
    (DataError, {"note": None}),
    (SupervisorWarning, {"note": None}),
    (MrzScan, {"overruled_reason": None}),
    (CancelRow, {"undone_reason": None}),
    (Pickup, {"undone_reason": None}),
    (BrokenClaim, {"note": NOTHING}),
    (WavePlace, {"moved_reason": None}),
    (MissingCase, {"reprint_reason": None}),
)  # fmt: skip
"""Columns that hold what people wrote about a case in their own words, and what stands there afterwards.

Where and how a booklet was lost is about the booklet: it stays with the stock.
"""


def erase(work: Work, application_ids: Sequence[int], why: str) -> int:
    """Erase the personal data of applications and note each; those that were erased before are passed over.

    Args:
        why: `PERIOD` or `ASKED`.

    Returns:
        how many were erased.
    """
    return sum(
        _erase_some(work, application_ids[first : first + _AT_ONCE], why)
        for first in range(0, len(application_ids), _AT_ONCE)
    )


def _erase_some(work: Work, application_ids: Sequence[int], why: str) -> int:
    session = work.session
    done = set(session.scalars(select(Erasure.application_id).where(Erasure.application_id.in_(application_ids))))
    rows = session.scalars(select(Application).where(Application.id.in_(set(application_ids) - done))).all()
    words = {word for row in rows for word in row.name_key.split()}
    for row in rows:
        row.name, row.name_key = NOTHING, " "
        row.nik = row.birth_date = row.sex = row.phone = row.group_name = row.destination = row.hold_reason = None
    ids = [row.id for row in rows]
    _erase_collector(session, ids)
    _erase_texts(session, ids)
    session.add_all(Erasure(application_id=key, at=work.now, by=work.actor.user, why=why) for key in ids)
    session.flush()
    _forget_words(session, words)
    for key in ids:
        work.record("erase", "application", key, why=why, fields=list(_FIELDS))
    return len(ids)


def _erase_collector(session: Session, ids: Sequence[int]) -> None:
    session.execute(
        update(Pickup)
        .where(Pickup.application_id.in_(ids))
        .values(collector_name=NOTHING, collector_identity=None, collector_mark=None)
    )
    visits = select(HandingRow.handing_id).join(Pickup, Pickup.id == HandingRow.pickup_id)
    mine = visits.where(Pickup.application_id.in_(ids))
    open_ones = visits.where(Pickup.collector_name != NOTHING)
    session.execute(
        update(Handing)
        .where(Handing.id.in_(mine), Handing.id.not_in(open_ones))
        .values(collector_name=NOTHING, collector_identity=None)
    )
    session.execute(update(PostRow).where(PostRow.application_id.in_(ids)).values(address=NOTHING, tracking=NOTHING))


def _erase_texts(session: Session, ids: Sequence[int]) -> None:
    """What people wrote in their own words, which may name anybody."""
    for table, values in TEXTS:
        session.execute(update(table).where(table.application_id.in_(ids)).values(**values))


def _forget_words(session: Session, words: set[str]) -> None:
    """The list of known words, where the database keeps one of its own, loses those that nobody has any more."""
    if session.get_bind().dialect.name == "sqlite" or not words:
        return
    session.execute(
        text(
            "delete from search_word where term = any(:words) and not exists (select 1 from application "
            "where to_tsvector('simple', name_key) @@ plainto_tsquery('simple', search_word.term))"
        ),
        {"words": sorted(words)},
    )


def tidy(session: Session) -> None:
    """Rewrite the index of words, so that erased ones do not stand in its files any longer."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO search_application (search_application) VALUES ('optimize')"))
