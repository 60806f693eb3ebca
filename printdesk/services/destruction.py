"""Spoiled booklets: the list of them, the minutes that name them, and their destruction by two people.

Defective blanks are destroyed under control and their serials recorded (ICAO Doc 9303 part 2, appendix D).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select

from printdesk.domain import codes, numbers
from printdesk.domain.states import Act, BookletState, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.models.destruction import Minutes, MinutesLine
from printdesk.models.tables import Application, Booklet, LedgerEntry, PrintAttempt, QualityCheck
from printdesk.services.minutes import LineFacts, reason_text, two_people, write
from printdesk.services.moves import move_booklet
from printdesk.services.office import names
from printdesk.services.shift_book import runs
from printdesk.services.work import Actor, Answer, View, Work, Workplace

SCAN, TICK = "scan", "tick"
LARGEST_MINUTES = 1000
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class SpoiledRow:
    """A spoiled booklet that was not destroyed yet.

    Attributes:
        reason: in words. family: "blank", "print", "chip", "data" or "".
        spoiled_at: in the office's zone. spoiled_by: name of who said so; operator: name of who printed it, or "".
        application_number: whose booklet it was to become, "" for none; attempt: the number of that attempt, or 0.
        minutes: number of the minutes of spoiled booklets on which it stands, "" for none.
    """

    serial: str
    service: str
    reason: str
    family: str
    spoiled_at: datetime
    spoiled_by: str
    operator: str
    application_number: str
    attempt: int
    minutes: str


@dataclass(frozen=True, slots=True)
class _Event:
    """How a booklet was spoiled."""

    use: str
    reason: str
    at: datetime
    by: str
    operator: str = ""
    application_id: int | None = None
    attempt: int = 0


class DestructionService:
    """Spoiled booklets and what is done with them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def spoiled(self) -> tuple[SpoiledRow, ...]:
        """Spoiled booklets that were not destroyed yet, those on no minutes first, then by serial."""
        with self._workplace.reading() as view:
            return spoiled_rows(view)

    def make_minutes(
        self, actor: Actor, serials: Sequence[str], operation_id: str, second: str = "", witness: str = ""
    ) -> str:
        """Make the numbered minutes of these spoiled booklets; they stay spoiled.

        Args:
            second: login of a colleague who signs too, "" for none in an open office.
            witness: anybody else's name, "" for none.

        Returns:
            the number of the minutes.

        Raises:
            RuleViolationError: one of them is not spoiled, or stands on such minutes already.
        """

        def do(work: Work) -> Answer:
            other = two_people(work, second) if second.strip() or work.closed else ""
            rows = _spoiled(work, serials)
            _refuse_listed(work, rows, codes.SPOILED_MINUTES)
            made = write(work, codes.SPOILED_MINUTES, _facts(work, rows, {}), other, _witness(witness))
            _record(work, "make_spoiled_minutes", made, rows)
            return {"number": made.number}

        return str(self._workplace.perform("make_spoiled_minutes", actor, operation_id, do)["number"])

    def destroy(
        self, actor: Actor, proofs: Mapping[str, str], second: str, operation_id: str, witness: str = ""
    ) -> str:
        """The two people have cut these booklets up: they are destroyed, and the minutes say so. Cannot be undone.

        Args:
            proofs: each serial with how it was proved: `SCAN`, or `TICK` where it was read and ticked.
            second: login of the other of the two people. witness: anybody else's name, "" for none.

        Returns:
            the number of the minutes of destruction.

        Raises:
            RuleViolationError: nobody else is named, or one of the booklets is not spoiled; nothing is changed.
        """

        def do(work: Work) -> Answer:
            other = two_people(work, second)
            rows = _spoiled(work, list(proofs))
            given = {numbers.serial(text, active()): _proof(how) for text, how in proofs.items()}
            made = write(work, codes.DESTRUCTION_MINUTES, _facts(work, rows, given), other, _witness(witness))
            for booklet in rows:
                move_booklet(work, booklet, Act.DESTROY, minutes=made.number, proof=given[booklet.serial])
            _record(work, "make_destruction_minutes", made, rows, second=other)
            return {"number": made.number}

        return str(self._workplace.perform("destroy", actor, operation_id, do)["number"])


def spoiled_rows(view: View) -> tuple[SpoiledRow, ...]:
    """Spoiled booklets that were not destroyed yet, those on no minutes first, then by serial."""
    booklets = view.session.scalars(
        select(Booklet).where(Booklet.state == BookletState.SPOILED).order_by(Booklet.serial)
    ).all()
    events, known = _events(view, booklets), names(view.session)
    listed = _listed(view, booklets, codes.SPOILED_MINUTES)
    applications = _application_numbers(view, events)
    found = [
        _row(view, booklet, events[booklet.id], known, listed.get(booklet.id, ""), applications)
        for booklet in booklets
    ]
    return tuple(sorted(found, key=lambda row: (bool(row.minutes), row.serial)))


def _row(
    view: View,
    booklet: Booklet,
    event: _Event,
    known: Mapping[str, str],
    minutes: str,
    applications: Mapping[int, str],
) -> SpoiledRow:
    lang = active().lang
    family = next((r.family for r in view.settings.reasons_known(event.use) if r.code == event.reason), "")
    return SpoiledRow(
        booklet.serial, booklet.service, reason_text(view.settings, event.use, event.reason, lang), family,
        event.at.astimezone(view.office.zone), known.get(event.by, event.by),
        known.get(event.operator, event.operator), applications.get(event.application_id or 0, ""), event.attempt,
        minutes,
    )  # fmt: skip


def _events(view: View | Work, booklets: Sequence[Booklet]) -> dict[int, _Event]:
    """How each of these booklets was spoiled: at the printer, at the check, or by hand."""
    wanted = {booklet.id: booklet for booklet in booklets}
    spoiled = select(Booklet.id).where(Booklet.state == BookletState.SPOILED)
    found: dict[int, _Event] = {}
    for attempt in view.session.scalars(select(PrintAttempt).where(PrintAttempt.booklet_id.in_(spoiled))):
        if attempt.outcome == "failed":
            found[attempt.booklet_id] = _Event(
                "print", attempt.reason or "", attempt.outcome_at or attempt.bound_at,
                attempt.outcome_by or attempt.operator, attempt.operator, attempt.application_id, attempt.attempt,
            )  # fmt: skip
    for check, attempt_row in view.session.execute(
        select(QualityCheck, PrintAttempt)
        .outerjoin(
            PrintAttempt,
            (PrintAttempt.booklet_id == QualityCheck.booklet_id) & (PrintAttempt.outcome == "printed"),
        )
        .where(QualityCheck.booklet_id.in_(spoiled), ~QualityCheck.passed)
    ):
        found[check.booklet_id] = _Event(
            "check", check.reason or "", check.at, check.checker, attempt_row.operator if attempt_row else "",
            check.application_id, attempt_row.attempt if attempt_row else 0,
        )  # fmt: skip
    found |= _by_hand(view, wanted, found)
    return {key: found.get(key) or _Event("", "", row.state_since, "") for key, row in wanted.items()}


def _by_hand(view: View | Work, wanted: Mapping[int, Booklet], found: Mapping[int, _Event]) -> dict[int, _Event]:
    """Those whom somebody spoiled outside the printer; the ledger says who and when."""
    rest = {row.serial: row for key, row in wanted.items() if key not in found or row.state_since > found[key].at}
    if not rest:
        return {}
    spoiled = select(Booklet.serial).where(Booklet.state == BookletState.SPOILED)
    made: dict[int, _Event] = {}
    for entry in view.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.object_kind == "booklet", LedgerEntry.act == Act.SPOIL, LedgerEntry.object_id.in_(spoiled))
        .order_by(LedgerEntry.seq)
    ):
        booklet = rest.get(entry.object_id)
        if booklet is not None:
            details = json.loads(entry.details)
            reason = str(details.get("reason") or "")
            use = next((each.use for each in view.settings.reasons if each.code == reason), "")
            made[booklet.id] = _Event(
                use, reason or _spoil_reason(view, booklet), entry.at, entry.user,
                str(details.get("holder") or ""), booklet.application_id,
            )  # fmt: skip
    return made


def _spoil_reason(view: View | Work, booklet: Booklet) -> str:
    """Why a booklet was in quarantine before it was spoiled."""
    from printdesk.models.destruction import Quarantine

    reason = view.session.scalar(
        select(Quarantine.reason).where(Quarantine.booklet_id == booklet.id).order_by(Quarantine.id.desc()).limit(1)
    )
    return reason or ""


def _listed(view: View | Work, booklets: Sequence[Booklet], kind: str) -> dict[int, str]:
    """The minutes of a kind on which booklets stand, by booklet."""
    if not booklets:
        return {}
    wanted = {booklet.id for booklet in booklets}
    rows: Sequence[Row[int, str]] = view.session.execute(
        select(MinutesLine.booklet_id, Minutes.number)
        .join(Minutes, Minutes.id == MinutesLine.minutes_id)
        .where(MinutesLine.kind == kind)
    ).all()
    return {booklet_id: number for booklet_id, number in rows if booklet_id in wanted}


def _application_numbers(view: View, events: Mapping[int, _Event]) -> dict[int, str]:
    if not any(event.application_id for event in events.values()):
        return {}
    spoiled = select(PrintAttempt.application_id).join(Booklet, Booklet.id == PrintAttempt.booklet_id)
    rows = view.session.execute(
        select(Application.id, Application.number).where(
            Application.id.in_(spoiled.where(Booklet.state == BookletState.SPOILED))
        )
    )
    return {key: number for key, number in rows}  # noqa: C416  a result is no mapping


def _spoiled(work: Work, serials: Sequence[str]) -> list[Booklet]:
    """The booklets with these serials, locked, by serial; all of them spoiled.

    Raises:
        RuleViolationError: there are none or too many, or one of them is not spoiled.
    """
    wanted = sorted({numbers.serial(text, active()) for text in serials})
    if not 1 <= len(wanted) <= LARGEST_MINUTES:
        raise RuleViolationError(
            _("Choose the booklets first.") if not wanted
            else _("{limit} booklets can stand on one minutes.").format(limit=LARGEST_MINUTES),
            _("Choose between 1 and {limit} spoiled booklets.").format(limit=LARGEST_MINUTES),
        )  # fmt: skip
    rows = work.session.scalars(
        select(Booklet).where(Booklet.serial.in_(wanted)).order_by(Booklet.serial).with_for_update()
    ).all()
    _refuse_unknown(wanted, rows)
    other = next((row for row in rows if row.state != BookletState.SPOILED), None)
    if other is not None:
        raise RuleViolationError(
            _("{serial} is {state}, not spoiled.").format(serial=other.serial, state=booklet_state_text(other.state)),
            _("Take it out of the list; nothing was changed."),
        )
    return list(rows)


def _refuse_unknown(wanted: Sequence[str], rows: Sequence[Booklet]) -> None:
    missing = sorted(set(wanted) - {row.serial for row in rows})
    if missing:
        raise RuleViolationError(
            _("No booklet with the serial {serial} was ever received here.").format(serial=missing[0]),
            _("Take it out of the list; nothing was changed."),
        )


def _refuse_listed(work: Work, rows: Sequence[Booklet], kind: str) -> None:
    listed = _listed(work, rows, kind)
    taken = [row for row in rows if row.id in listed]
    if taken:
        text = plural(
            "{serial} stands on the minutes {number} already.",
            "{count} of these stand on minutes already, such as {serial} on {number}.",
            len(taken),
        )
        raise RuleViolationError(
            text.format(serial=taken[0].serial, number=listed[taken[0].id], count=len(taken)),
            _("Choose only those that stand on none; the minutes can be printed again."),
        )


def _facts(work: Work, rows: Sequence[Booklet], proofs: Mapping[str, str]) -> list[LineFacts]:
    events = _events(work, rows)
    return [
        LineFacts(
            row.id, event.use, event.reason, event.at, event.by or event.operator, event.application_id,
            event.attempt, proofs.get(row.serial, ""),
        )
        for row in rows
        for event in (events[row.id],)
    ]  # fmt: skip


def _proof(how: str) -> str:
    if how not in (SCAN, TICK):
        raise RuleViolationError(
            _("Each booklet is proved by itself: scanned, or read and ticked."), _("Go through the list once more.")
        )
    return how


def _witness(name: str) -> str:
    said = " ".join(name.split())
    if len(said) > LONGEST_NAME or not said.isprintable():
        raise RuleViolationError(
            _("The witness's name is longer than {limit} characters.").format(limit=LONGEST_NAME),
            _("Give the name alone."),
        )
    return said


def _record(work: Work, act: str, made: Minutes, rows: Sequence[Booklet], **more: str) -> None:
    """The witness may be nobody of the office, so the ledger keeps the people of the office only."""
    work.record(
        act, "minutes", made.number, count=len(rows), ranges=runs([row.serial for row in rows]), **more
    )  # fmt: skip
