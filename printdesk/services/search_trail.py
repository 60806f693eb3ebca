"""What is known of a missing booklet: who had it last, who looked where, and the paper that tells it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from printdesk.documents.destruction_minutes_values import Head
from printdesk.documents.missing_minutes_values import LostBooklet, MissingMinutes, SearchLine
from printdesk.domain.states import Act, BookletState
from printdesk.i18n import Catalogue
from printdesk.models.destruction import Minutes, MissingCase, SearchStep
from printdesk.models.tables import Application, BlankBatch, Booklet, LedgerEntry
from printdesk.services.office import names
from printdesk.services.work import View, Work


class Seen(NamedTuple):
    """The last time that the books tell of a booklet: which act, by or to whom, where and when."""

    at: datetime
    act: str
    user: str
    desk: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One look for a missing booklet; `looked_by` is a name, the time is in the office's zone."""

    at: datetime
    looked_by: str
    place: str
    result: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A missing booklet; names in place of logins, times in the office's zone.

    Attributes:
        state: "open", "reported" (minutes were made, still missing) or "found".
        state_before: code of where it was. holder: who held it, or "". slot: its place on the shelf, or "".
        last_act, last_user, last_desk, last_at: the last that the ledger tells of it.
        application_id: whose booklet it is, None for a blank; reprinted: that one was given a new print.
        report: number of the minutes of loss, or "".
    """

    id: int
    serial: str
    service: str
    state: str
    declared_at: datetime
    declared_by: str
    circumstance: str
    state_before: str
    holder: str
    slot: str
    last_act: str
    last_user: str
    last_desk: str
    last_at: datetime
    application_id: int | None
    application_number: str
    reprinted: bool
    report: str
    found_at: datetime | None
    found_by: str
    found_place: str
    steps: tuple[StepView, ...]


def last_seen(view: View | Work, booklet: Booklet) -> Seen:
    """Who had a booklet last, and when, by the ledger."""
    return max(_traces(view, booklet), key=lambda seen: seen.at)


def _traces(view: View | Work, booklet: Booklet) -> Iterator[Seen]:
    """The last entry of the booklet itself, its issue or return with others, and its delivery."""
    own = view.session.scalar(
        select(LedgerEntry)
        .where(LedgerEntry.object_kind == "booklet", LedgerEntry.object_id == booklet.serial)
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    )
    if own is not None:
        yield Seen(own.at, own.act, own.user, own.desk)
    since = booklet.issued_at or booklet.state_since
    for entry in view.session.scalars(
        select(LedgerEntry).where(
            LedgerEntry.object_kind == "service",
            LedgerEntry.object_id == booklet.service,
            LedgerEntry.act.in_([Act.ISSUE, Act.RETURN]),
            LedgerEntry.at == since,
        )
    ):
        details = json.loads(entry.details)
        if _within(booklet.serial, details):
            who = details.get("to") if entry.act == Act.ISSUE else entry.user
            yield Seen(entry.at, entry.act, str(who or entry.user), entry.desk)
    if booklet.holder and booklet.issued_at:
        yield Seen(booklet.issued_at, Act.ISSUE, booklet.holder, "")
    batch = view.session.get_one(BlankBatch, booklet.batch_id)
    yield Seen(batch.received_at, "receive", batch.received_by, "")


def _within(serial: str, details: dict[str, object]) -> bool:
    ranges = details.get("ranges") or [[details.get("first", ""), details.get("last", "")]]
    return isinstance(ranges, list) and any(
        str(one[0]) <= serial <= str(one[1]) and len(str(one[0])) == len(serial) for one in ranges
    )


def case_views(view: View, *, closed: bool) -> tuple[CaseView, ...]:
    """What is missing, the newest first; `closed`: what was found again too."""
    wanted = select(MissingCase, Booklet.serial, Booklet.service, Application.number).join(
        Booklet, Booklet.id == MissingCase.booklet_id
    )
    wanted = wanted.outerjoin(Application, Application.id == MissingCase.application_id)
    if not closed:
        wanted = wanted.where(MissingCase.found_at.is_(None))
    found = view.session.execute(wanted.order_by(MissingCase.declared_at.desc(), Booklet.serial)).all()
    known, steps = names(view.session), _steps(view, [row.id for row, *_rest in found])
    return tuple(
        _view(view, row, serial, service, number or "", known, steps.get(row.id, []))
        for row, serial, service, number in found
    )


def _view(
    view: View,
    row: MissingCase,
    serial: str,
    service: str,
    number: str,
    known: dict[str, str],
    steps: list[StepView],
) -> CaseView:
    zone = view.office.zone
    state = "found" if row.found_at else ("reported" if row.report else "open")
    return CaseView(
        row.id, serial, service, state, row.declared_at.astimezone(zone), _name(known, row.declared_by),
        row.circumstance, row.state_before, _name(known, row.holder_before), row.slot_before or "", row.last_act,
        _name(known, row.last_user), row.last_desk, row.last_at.astimezone(zone), row.application_id, number,
        row.reprint_at is not None, row.report or "", row.found_at.astimezone(zone) if row.found_at else None,
        _name(known, row.found_by), row.found_place or "", tuple(steps),
    )  # fmt: skip


def _name(known: dict[str, str], login: str | None) -> str:
    return known.get(login or "", login or "")


def _steps(view: View, cases: Sequence[int]) -> dict[int, list[StepView]]:
    known, zone = names(view.session), view.office.zone
    found: dict[int, list[StepView]] = defaultdict(list)
    if not cases:
        return found
    wanted = set(cases)
    for row in view.session.scalars(select(SearchStep).order_by(SearchStep.id)):
        if row.case_id in wanted:
            found[row.case_id].append(
                StepView(row.at.astimezone(zone), _name(known, row.looked_by), row.place, row.result)
            )
    return found


def act_words(act: str, _: Catalogue) -> str:
    """The last act on a booklet in a few words, for "last: issued to …"."""
    words = {
        "receive": _("received into the safe"),
        Act.ISSUE: _("issued to an operator"),
        Act.RETURN: _("given back into the safe"),
        Act.BIND: _("put into the machine"),
        Act.CONFIRM_PRINTED: _("printed"),
        Act.CONFIRM_FAILED: _("spoiled at the printer"),
        Act.CONFIRM_BLANK: _("came out of the machine blank"),
        Act.FAIL_CHECK: _("failed the quality check"),
        Act.SHELVE: _("placed on the shelf"),
        Act.UNDO_HAND_OVER: _("hand-over taken back"),
        Act.QUARANTINE: _("put into quarantine"),
        Act.CLEAR: _("released from quarantine"),
        Act.SPOIL: _("recorded as spoiled"),
        Act.MISS: _("reported missing"),
    }
    return words.get(act, _("found again") if act.startswith("find") else act.replace("_", " "))


def place_words(state: str, _: Catalogue) -> str:
    """Where a booklet was by its state, for a reader."""
    words = {
        BookletState.IN_SAFE: _("in the safe"),
        BookletState.ISSUED: _("issued to an operator"),
        BookletState.RETURNED: _("returned"),
        BookletState.PERSONALISED: _("printed, at the check"),
        BookletState.SHELVED: _("on the shelf"),
        BookletState.SPOILED: _("spoiled"),
        BookletState.QUARANTINED: _("in quarantine"),
    }
    return words.get(BookletState(state), state)


def missing_paper(view: View, row: Minutes, head: Head, reader: Catalogue) -> MissingMinutes:
    """The minutes of loss: each booklet, who had it last, and the search for it."""
    labels = view.settings.service_labels(reader.lang)
    cases = [one for one in case_views(view, closed=True) if one.report == row.number]
    booklets = tuple(
        LostBooklet(
            serial=one.serial,
            service=labels.get(one.service, one.service),
            reported_at=one.declared_at,
            reported_by=one.declared_by,
            circumstance=one.circumstance,
            state_before=place_words(one.state_before, reader),
            last=f"{act_words(one.last_act, reader)}: {one.last_user}",
            last_at=one.last_at,
            last_desk=one.last_desk,
            application_number=one.application_number,
            steps=tuple(
                SearchLine(step.at, step.looked_by, step.place, step.result)
                for step in one.steps
                if step.at <= row.at.astimezone(view.office.zone)
            ),
        )
        for one in sorted(cases, key=lambda one: one.serial)
    )
    return MissingMinutes(head, booklets)
