"""Closing a day: all shifts closed, every type balanced, and the ledger's head printed on paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from printdesk.documents.blank_minutes_layout import Signer
from printdesk.documents.closing_sheet import ClosingSheet, ShiftOfDay, StockLine, closing_sheet
from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.shifts import DayClosing, Shift
from printdesk.models.tables import LedgerEntry
from printdesk.services import papers
from printdesk.services.blanks import balances
from printdesk.services.shift_papers import paper_head, signer
from printdesk.services.shift_rows import ShiftView, of_day, shift_views
from printdesk.services.work import Actor, Answer, View, Work, Workplace

CLOSE_DAY = "close_day"


@dataclass(frozen=True, slots=True)
class DayClosingView:
    """A day that was closed.

    Attributes:
        ledger_head: hash of the last entry before the closing, as it stands on the paper.
    """

    number: str
    day: date
    closed_at: datetime
    closed_by: str
    ledger_entries: int
    ledger_head: str


class DayClosingService:
    """Closes days and prints their sheets."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def close(self, actor: Actor, operation_id: str) -> DayClosingView:
        """Close today. Closed again after more was done, the new sheet replaces the one before.

        Raises:
            RuleViolationError: a shift is open (it is named), or a type does not balance.
        """

        def do(work: Work) -> Answer:
            number = papers.next_number(work, codes.DAY_CLOSING)
            _refuse_open_shifts(work)
            _refuse_unbalanced(work)
            day = papers.office_day(work)
            before = _last_of(work, day)
            head = work.session.execute(
                select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
            ).one_or_none()
            entries, digest = (head.seq, head.hash) if head else (0, "")
            work.session.add(
                DayClosing(
                    number=number, day=day, closed_at=work.now, closed_by=actor.user, ledger_entries=entries,
                    ledger_head=digest, body=_body(work, day, before.number if before else ""),
                )
            )  # fmt: skip
            work.record(CLOSE_DAY, "day", day.isoformat(), number=number, head=digest, entries=entries)
            return {"number": number}

        number = str(self._workplace.perform(CLOSE_DAY, actor, operation_id, do)["number"])
        with self._workplace.reading() as view:
            return _view(view, _closing(view, number))

    def closings(self) -> tuple[DayClosingView, ...]:
        """The closings, the newest first; at most those of the last hundred."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(DayClosing).order_by(DayClosing.id.desc()).limit(100))
            return tuple(_view(view, row) for row in rows)

    def sheet(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> Document:
        """The closing sheet with that number in the reader's language; each making of it is a copy in the log.

        Raises:
            RuleViolationError: no closing has that number.
        """

        def do(work: Work) -> Answer:
            _closing(work, number)
            last = papers.last_copy(work.session, number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, codes.DAY_CLOSING, number, copy, None)
            return {"copy": copy}

        copy = int(self._workplace.perform("print_closing_sheet", actor, operation_id, do)["copy"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            sheet = _sheet(view, _closing(view, number), actor, reader, copy)
        return closing_sheet(sheet, reader.lang, watermark)


def _refuse_open_shifts(work: Work) -> None:
    still = shift_views(work, Shift.closed_at.is_(None))
    if still:
        named = ", ".join(
            _("{name} (since {moment})").format(name=one.holder_name, moment=moment_medium(one.opened_at, language()))
            for one in still
        )
        raise RuleViolationError(
            _("The day cannot be closed while shifts are open: {named}.").format(named=named),
            _("Close these shifts first."),
        )


def _refuse_unbalanced(work: Work) -> None:
    labels = work.settings.service_labels(language())
    for one in balances(work):
        if not one.balanced:
            raise RuleViolationError(
                _("{service} does not balance: {received} were received, {found} are known.").format(
                    service=labels.get(one.service, one.service), received=one.received, found=sum(one.sums.values())
                ),
                _("Stop, count the safe, and ask for help before the day is closed."),
            )


def _last_of(work: Work, day: date) -> DayClosing | None:
    return work.session.scalar(
        select(DayClosing).where(DayClosing.day == day).order_by(DayClosing.id.desc()).limit(1)
    )


def _body(work: Work, day: date, replaces: str) -> dict[str, Any]:
    """What the sheet says, kept as it was: later acts do not change a closed day."""
    return {
        "replaces": replaces,
        "stock": [[one.service, one.received, one.sums] for one in balances(work)],
        "shifts": [row for shift in shift_views(work, of_day(work, day)) for row in _shift_rows(shift)],
    }


def _shift_rows(shift: ShiftView) -> list[dict[str, Any]]:
    numbers = [*dict.fromkeys(one.number for one in shift.issues if one.number), shift.closing_number]
    return [
        {
            "operator": shift.holder_name, "station": shift.station, "opened_at": shift.opened_at.isoformat(),
            "closed_at": shift.closed_at.isoformat() if shift.closed_at else "", "service": line.service,
            "issued": line.sum.issued, "personalised": line.sum.personalised, "spoiled": line.sum.spoiled,
            "returned": line.sum.returned, "others": line.sum.quarantined + line.sum.missing, "numbers": numbers,
        }
        for line in shift.lines
    ]  # fmt: skip


def _closing(view: View | Work, number: str) -> DayClosing:
    row = view.session.scalar(select(DayClosing).where(DayClosing.number == number))
    if row is None:
        raise RuleViolationError(_("There is no closing with the number {number}.").format(number=number))
    return row


def _view(view: View, row: DayClosing) -> DayClosingView:
    closed_at = row.closed_at.astimezone(view.office.zone)
    return DayClosingView(row.number, row.day, closed_at, row.closed_by, row.ledger_entries, row.ledger_head)


def _sheet(view: View, row: DayClosing, actor: Actor, reader: Catalogue, copy: int) -> ClosingSheet:
    labels = view.settings.service_labels(reader.lang)
    office = view.settings.office
    title = reader("Daily closing sheet of the blanks")
    return ClosingSheet(
        head=paper_head(view, codes.DAY_CLOSING, row.number, title, actor, copy),
        day=row.day,
        at=row.closed_at.astimezone(view.office.zone),
        stock=tuple(StockLine(labels.get(code, code), received, sums) for code, received, sums in row.body["stock"]),
        shifts=tuple(_shift_of(one, labels.get(one["service"], one["service"])) for one in row.body["shifts"]),
        ledger_entries=row.ledger_entries,
        ledger_head=row.ledger_head,
        signers=(
            signer(view, reader("Closed by"), row.closed_by),
            Signer(reader("Head of the office"), office.head_name, office.head_nip),
        ),
        replaces=row.body["replaces"],
    )


def _shift_of(one: dict[str, Any], label: str) -> ShiftOfDay:
    return ShiftOfDay(
        one["operator"], one["station"], datetime.fromisoformat(one["opened_at"]),
        datetime.fromisoformat(one["closed_at"]), label, one["issued"], one["personalised"], one["spoiled"],
        one["returned"], one["others"], tuple(one["numbers"]),
    )  # fmt: skip
