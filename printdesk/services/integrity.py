"""Whether the database is sound: its file, its ledger, its blanks, its numbers; at the start, on demand, on paper."""

from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.documents.blank_minutes_layout import Signer
from printdesk.documents.document import Document
from printdesk.documents.verification_report import CheckLine, VerificationSheet, verification_report
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.safety import VerificationReport
from printdesk.models.tables import LedgerEntry
from printdesk.services import ledger, papers
from printdesk.services.integrity_checks import (
    BALANCE,
    CHAIN,
    FILE,
    NUMBERS,
    Check,
    Watch,
    check_balance,
    check_file,
    check_numbers,
    readable,
)
from printdesk.services.safety_words import check_names, check_sentence
from printdesk.services.shift_papers import paper_head, signer
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_START_ENTRIES = 50_000
_AT_ONCE = 500
"""Entries of the ledger's end that are checked when a window opens."""


@dataclass(frozen=True, slots=True)
class Integrity:
    """What all checks found.

    Attributes:
        ok: every check is sound, and the head asked for stands in the chain.
        entries, head, first_bad, head_found: of the ledger, as `ledger.Verification`.
        checks: each check. at: when, in the office's zone. first_at, last_at: of the ledger's entries.
        partial: only a part was looked at, as at the start.
    """

    ok: bool
    entries: int
    head: str
    first_bad: int | None
    head_found: bool | None
    checks: tuple[Check, ...]
    at: datetime
    first_at: datetime | None = None
    last_at: datetime | None = None
    partial: bool = False


class IntegrityService:
    """Checks the database, remembers what it found last at this desk, and prints it.

    Attributes:
        last: the newest check at this desk, or None.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.last: Integrity | None = None

    def check(self, head: str | None = None, watch: Watch | None = None) -> Integrity:
        """Check everything.

        Args:
            head: a hash printed earlier that must still stand in the chain.
            watch: told how far the ledger is read; may raise to stop.

        Raises:
            RuleViolationError: that is no head, as somebody mistyped it.
        """
        head = None if head is None else ledger.typed_head(head)
        with self._workplace.reading() as view:
            self.last = _whole(view, head, watch)
        return self.last

    def at_start(self) -> Integrity | None:
        """The bounded check when a window opens: the file as far as it is done in the office's time, the ledger's
        last entries, the blanks; None where the office wants none.
        """
        with self._workplace.reading() as view:
            seconds = view.settings.backup.start_check_seconds
            if not seconds:
                return None
            begun = monotonic()
            checks = [readable(CHAIN, lambda: _chain_end(view.session))]
            left = max(1.0, seconds - (monotonic() - begun))
            checks.insert(0, readable(FILE, lambda: check_file(view.session, left)))
            checks.append(readable(BALANCE, lambda: check_balance(view.session)))
            found = _of_checks(view, tuple(checks), None)
        self.last = replace(found, partial=True)
        return self.last

    def make_report(
        self, actor: Actor, operation_id: str, head: str | None = None, watch: Watch | None = None
    ) -> str:
        """Check everything and keep what was found under a number; gives the number."""
        head = None if head is None else ledger.typed_head(head)
        with self._workplace.reading() as view:
            found = _whole(view, head, watch)
        self.last = found

        def do(work: Work) -> Answer:
            number = papers.next_number(work, codes.VERIFICATION)
            work.session.add(
                VerificationReport(
                    number=number, at=work.now, by=actor.user, ok=found.ok, entries=found.entries, head=found.head,
                    body=_body(found, head),
                )
            )  # fmt: skip
            work.session.flush()
            work.record("make_verification", "paper", number, ok=found.ok, entries=found.entries, head=found.head)
            return {"number": number}

        return str(self._workplace.perform("make_verification", actor, operation_id, do)["number"])

    def document(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> Document:
        """The report with that number as a paper; each making of it is a copy in the log.

        Raises:
            RuleViolationError: there is none with that number.
        """

        def do(work: Work) -> Answer:
            _report(work, number)
            last = papers.last_copy(work.session, number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, codes.VERIFICATION, number, copy, None)
            return {"copy": copy}

        copy = int(self._workplace.perform("make_verification", actor, operation_id, do)["copy"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            sheet = _sheet(view, _report(view, number), actor, reader, copy)
        return verification_report(sheet, reader.lang, watermark)


def _whole(view: View, head: str | None, watch: Watch | None) -> Integrity:
    found: list[ledger.Verification] = []

    def chain() -> Check:
        said = ledger.verify(view.session, head, watch)
        found.append(said)
        bad = () if said.first_bad is None else (str(said.first_bad),)
        return Check(CHAIN, said.first_bad is None, said.entries, bad)

    checks = (
        readable(FILE, lambda: check_file(view.session, stop=None)),
        readable(CHAIN, chain),
        readable(BALANCE, lambda: check_balance(view.session)),
        readable(NUMBERS, lambda: check_numbers(view.session)),
    )
    return _of_checks(view, checks, found[0] if found else None)


def _of_checks(view: View, checks: tuple[Check, ...], chain: ledger.Verification | None) -> Integrity:
    span = view.session.execute(select(func.min(LedgerEntry.at), func.max(LedgerEntry.at))).one()
    zone = view.office.zone
    first, last = (each.astimezone(zone) if each is not None else None for each in span)
    entries = chain.entries if chain else ledger.last_sequence(view.session)
    head = chain.head if chain else _head(view.session)
    asked = chain.head_found if chain else None
    ok = all(check.ok is not False for check in checks) and asked is not False
    return Integrity(
        ok, entries, head, chain.first_bad if chain else None, asked, checks, view.now.astimezone(zone), first, last
    )


def _head(session: Session) -> str:
    return str(session.scalar(select(LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)) or "")


def _chain_end(session: Session) -> Check:
    """The last entries of the ledger, from one whose own hash is taken as it stands; some in memory at a time."""
    last = session.scalar(select(func.max(LedgerEntry.seq))) or 0
    asked = select(*LedgerEntry.__table__.columns).where(LedgerEntry.seq > last - _START_ENTRIES)
    rows = session.execute(asked.order_by(LedgerEntry.seq).execution_options(yield_per=_AT_ONCE)).mappings()
    previous, count = None, 0
    for row in rows:
        count += 1
        fits = previous is None or (row["seq"] == previous["seq"] + 1 and row["previous"] == previous["hash"])
        if not fits or ledger.chain_hash(dict(row)) != row["hash"]:
            return Check(CHAIN, False, count, (str(row["seq"]),))
        previous = row
    return Check(CHAIN, True, count)


def _body(found: Integrity, asked: str | None) -> dict[str, Any]:
    return {
        "checks": [[each.code, each.ok, each.counted, list(each.found)] for each in found.checks],
        "asked": asked,
        "head_found": found.head_found,
        "first_at": found.first_at.isoformat() if found.first_at else None,
        "last_at": found.last_at.isoformat() if found.last_at else None,
    }


def _report(view: View | Work, number: str) -> VerificationReport:
    row = view.session.get(VerificationReport, number)
    if row is None:
        raise RuleViolationError(_("There is no verification report {number}.").format(number=number))
    return row


def _sheet(view: View, row: VerificationReport, actor: Actor, reader: Catalogue, copy: int) -> VerificationSheet:
    names, office = check_names(reader), view.settings.office
    checks = tuple(Check(code, ok, counted, tuple(found)) for code, ok, counted, found in row.body["checks"])
    return VerificationSheet(
        head=paper_head(
            view, codes.VERIFICATION, row.number, reader("Report on the soundness of the records"), actor, copy
        ),
        at=row.at.astimezone(view.office.zone),
        ok=row.ok,
        entries=row.entries,
        ledger_head=row.head,
        first_at=_moment(row.body["first_at"]),
        last_at=_moment(row.body["last_at"]),
        asked=row.body["asked"] or "",
        head_found=row.body["head_found"],
        checks=tuple(CheckLine(names[each.code], each.ok, check_sentence(each, reader)) for each in checks),
        database=view.session.get_bind().dialect.name,
        signers=(
            signer(view, reader("Checked by"), row.by),
            Signer(reader("Auditor")),
            Signer(reader("Head of the office"), office.head_name, office.head_nip),
        ),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
