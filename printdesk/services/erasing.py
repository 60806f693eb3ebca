"""Erasing the personal data of an application: what goes, and what stays so that the books still add up.

Gone: name and the words that find it, identity number, date of birth, sex, telephone, group, collector, address and
tracking of the post, and every free text that somebody wrote about the case. What stays: the application's own
number, its dates and states, the booklet, and the ledger, which never held any of it.
"""

from sqlalchemy import ColumnElement, func, literal_column, select, text, update
from sqlalchemy.orm import Session

from printdesk.models.contacts import Contact
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

_FIELDS = (
    "name", "nik", "birth_date", "sex", "phone", "group_name", "destination", "hold_reason", "collector", "contacts",
    "reasons",
)  # fmt: skip


def erase_one(work: Work, application_id: int, why: str) -> None:
    """Erase one application's personal data and note it; nothing happens where that was done before.

    Args:
        why: `PERIOD` or `ASKED`.
    """
    session = work.session
    row = session.get(Application, application_id)
    if row is None or session.get(Erasure, application_id) is not None:
        return
    words = set(row.name_key.split())
    row.name, row.name_key = NOTHING, " "
    row.nik = row.birth_date = row.sex = row.phone = row.group_name = row.destination = None
    _erase_collector(session, application_id)
    _erase_texts(session, application_id)
    session.add(Erasure(application_id=application_id, at=work.now, by=work.actor.user, why=why))
    session.flush()
    _forget_words(session, words)
    work.record("erase", "application", application_id, why=why, fields=list(_FIELDS))


def _erase_collector(session: Session, application_id: int) -> None:
    session.execute(
        update(Pickup)
        .where(Pickup.application_id == application_id)
        .values(collector_name=NOTHING, collector_identity=None, collector_mark=None)
    )
    visits = select(HandingRow.handing_id).join(Pickup, Pickup.id == HandingRow.pickup_id)
    mine = visits.where(Pickup.application_id == application_id)
    open_ones = visits.where(Pickup.collector_name != NOTHING)
    session.execute(
        update(Handing)
        .where(Handing.id.in_(mine), Handing.id.not_in(open_ones))
        .values(collector_name=NOTHING, collector_identity=None)
    )
    session.execute(
        update(PostRow).where(PostRow.application_id == application_id).values(address=NOTHING, tracking=NOTHING)
    )


def _erase_texts(session: Session, application_id: int) -> None:
    """What people wrote in their own words, which may name anybody."""
    for table, values in (
        (Contact, {"note": "", "phone_tail": ""}),
        (RaiseRequest, {"reason": NOTHING, "note": None}),
        (Pin, {"reason": NOTHING, "note": None}),
        (DataError, {"note": None}),
        (SupervisorWarning, {"note": None}),
        (MrzScan, {"overruled_reason": None}),
        (CancelRow, {"undone_reason": None}),
        (Pickup, {"undone_reason": None}),
    ):  # fmt: skip
        session.execute(update(table).where(table.application_id == application_id).values(**values))


def _forget_words(session: Session, words: set[str]) -> None:
    """The list of known words, where the database keeps one of its own, loses those that nobody has any more."""
    if session.get_bind().dialect.name == "sqlite" or not words:
        return
    vector: ColumnElement[str] = literal_column("to_tsvector('simple', application.name_key)")
    for word in sorted(words):
        still = session.scalar(
            select(func.count())
            .select_from(Application)
            .where(vector.op("@@")(func.plainto_tsquery(literal_column("'simple'"), word)))
            .limit(1)
        )
        if not still:
            session.execute(text("delete from search_word where term = :word"), {"word": word})


def tidy(session: Session) -> None:
    """Rewrite the index of words, so that erased ones do not stand in its files any longer."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO search_application (search_application) VALUES ('optimize')"))
