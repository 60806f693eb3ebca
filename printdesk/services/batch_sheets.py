"""Batch sheets: the next of the plan on numbered paper, so that a machine works on while computers are off.

Making one hands its rows out; they stay the sheet's until they are entered, or until it is closed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from printdesk.documents.batch_sheet import batch_sheet
from printdesk.documents.batch_sheet_rows import check_letters
from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.states import BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.print_work import BatchSheet, BatchSheetException, BatchSheetRow
from printdesk.models.tables import Application, Booklet
from printdesk.services import papers, warnings
from printdesk.services.attempts import Failure, from_answer, to_answer
from printdesk.services.batch_entry import Entry, enter, is_work_sheet, open_sheet, release_row
from printdesk.services.batch_paper import paper_of, row_code
from printdesk.services.batch_views import (
    SheetException,
    SheetLine,
    SheetView,
    exception_view,
    sheet_lines,
    sheet_view,
)
from printdesk.services.claims import Wanted, allowed, claim, refuse_count, refuse_open_question, refuse_stopped
from printdesk.services.moves import application_for_update
from printdesk.services.office import names, paper_key
from printdesk.services.plans import PlanRow, PlanService, rows_for_station
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_KEPT_FOR = timedelta(days=30)
"""How long rows stay the sheet's; nobody is meant to wait that long, but paper never loses its rows silently."""


_TYPED = re.compile(r"([0-9]{1,3})(?:[- ]?([A-Z2-7]{4}))?")


_KINDS = (codes.BATCH_SHEET, codes.BATCH_SHEET_ROW, codes.WORK_SHEET, codes.WORK_SHEET_ROW)
_NUMBERS = (f"{codes.BATCH_SHEET}-", f"{codes.WORK_SHEET}-")


@dataclass(frozen=True, slots=True)
class Place:
    """What a scanned code of a sheet means: the sheet, and the row where it is a row's."""

    sheet_id: int
    position: int | None


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of one row entered.

    Attributes:
        exception: what did not fit, or None.
        failure: what follows a failed print, or None.
    """

    position: int
    exception: SheetException | None
    failure: Failure | None


class BatchSheetService:
    """Makes, enters and closes batch sheets."""

    def __init__(self, workplace: Workplace, plans: PlanService) -> None:
        self._workplace = workplace
        self._plans = plans

    def preview(self, actor: Actor, station: str, count: int) -> tuple[tuple[PlanRow, str], ...]:
        """What a sheet would list: rows of the plan, each with the serial foreseen for it, or "".

        Raises:
            RuleViolationError: the station is stopped, or somebody must look at a booklet there first.
        """
        refuse_count(count)
        with self._workplace.reading() as view:
            refuse_stopped(view, station)
            refuse_open_question(view, station)
            rows = {row.application_id: row for row in rows_for_station(view, station)}
            ids = allowed(view, Wanted(list(rows), station, count))[:count]
            serials = _foreseen(view, actor.user, [(each, rows[each].service) for each in ids])
        return tuple((rows[each], serials.get(each, "")) for each in ids)

    def make(self, actor: Actor, station: str, count: int, operation_id: str) -> SheetView:
        """Hand the next out on a sheet with a number of its own.

        Raises:
            RuleViolationError: as `preview`; or nothing waits that the station can print.
        """
        refuse_count(count)
        order = self._plans.order_for_station(station)

        def do(work: Work) -> Answer:
            number = papers.next_number(work, codes.BATCH_SHEET)
            taken = claim(work, Wanted(order, station, count, until=work.now + _KEPT_FOR))
            if not taken:
                raise RuleViolationError(
                    _("Nothing waits that station {station} can print now.").format(station=station),
                    _("Make a sheet when something waits."),
                )
            sheet = BatchSheet(number=number, station=station, operator=actor.user, made_at=work.now, desk=actor.desk)
            work.session.add(sheet)
            work.session.flush()
            _add_rows(work, sheet, taken)
            work.record("make_batch_sheet", "batch_sheet", number, station=station, rows=len(taken))
            return {"id": sheet.id}

        return self.sheet(int(self._workplace.perform("make_batch_sheet", actor, operation_id, do)["id"]))

    def paper(self, actor: Actor, sheet_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The sheet as PDF; each making of it is a copy in the log."""

        def do(work: Work) -> Answer:
            number = sheet_view(work, sheet_id).number
            last = papers.last_copy(work.session, number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, codes.BATCH_SHEET, number, copy, None)
            return {"copy": copy}

        copy = int(self._workplace.perform("print_batch_sheet", actor, operation_id, do)["copy"])
        with self._workplace.reading() as view:
            paper = paper_of(view, sheet_id, actor, reader, copy)
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        return batch_sheet(paper, reader.lang, watermark)

    def open_sheets(self) -> tuple[SheetLine, ...]:
        """The sheets that are not closed, the oldest first."""
        with self._workplace.reading() as view:
            return sheet_lines(view)

    def sheet(self, sheet_id: int) -> SheetView:
        """A sheet with everything entered.

        Raises:
            RuleViolationError: there is none.
        """
        with self._workplace.reading() as view:
            return sheet_view(view, sheet_id)

    def find(self, text: str) -> Place | None:
        """The sheet, and the row, that a scanned code or a typed number means; None when it is no batch sheet's.

        Raises:
            RuleViolationError: the code is forged or altered, or there is no such sheet.
        """
        with self._workplace.reading() as view:
            number, position = _meant(view, text)
            if not number:
                return None
            sheet_id = view.session.scalar(select(BatchSheet.id).where(BatchSheet.number == number))
        if sheet_id is None and number.startswith(f"{codes.WORK_SHEET}-"):
            raise RuleViolationError(
                _("Nobody began to enter work sheet {number}.").format(number=number),
                _("Open it under Backlog, Ordered."),
            )
        if sheet_id is None:
            raise RuleViolationError(
                _("There is no batch sheet {number} here.").format(number=number), _("Scan its code again.")
            )
        return Place(sheet_id, position)

    def row_typed(self, sheet_id: int, text: str) -> int | None:
        """The row that was typed: its number, or its number with the check letters under its code ("3-K7QF").

        Returns:
            None when the text is neither.

        Raises:
            RuleViolationError: the letters are another row's or another sheet's.
        """
        found = _TYPED.fullmatch(text.strip().upper())
        if found is None:
            return None
        position, letters = int(found[1]), found[2]
        if letters:
            with self._workplace.reading() as view:
                sheet = sheet_view(view, sheet_id)
                code = row_code(view, sheet, position)
            if check_letters(code) != letters:
                raise RuleViolationError(
                    _("{text} is not a row of sheet {number}.").format(text=text.strip(), number=sheet.number),
                    _("Look whether this is the right sheet."),
                )
        return position

    def enter(self, actor: Actor, sheet_id: int, entry: Entry, operation_id: str) -> Entered:
        """Enter one row from the paper; it is saved at once.

        Raises:
            RuleViolationError: the sheet is closed, the row was entered, the serial is none, or there is no such
                reason; what does not fit otherwise is no error but an exception on the sheet's list.
        """

        def do(work: Work) -> Answer:
            failure, odd = enter(work, sheet_id, entry)
            work.record("enter_batch_row", "batch_sheet", sheet_id, row=entry.position, outcome=entry.outcome)
            return {"odd": odd, "failure": to_answer(failure) if failure else None}

        answer = self._workplace.perform("enter_batch_row", actor, operation_id, do)
        failure = from_answer(answer["failure"]) if answer["failure"] else None
        with self._workplace.reading() as view:
            return Entered(entry.position, _last_exception(view, sheet_id) if answer["odd"] else None, failure)

    def close(self, actor: Actor, sheet_id: int, operation_id: str) -> SheetView:
        """Close the sheet: rows that were not entered go back to their old places.

        Raises:
            RuleViolationError: it was closed already.
        """

        def do(work: Work) -> Answer:
            if is_work_sheet(open_sheet(work, sheet_id)):
                raise RuleViolationError(
                    _("This is the work sheet of an evening; it is closed with its hours and blanks."),
                    _("Close it under Backlog, Ordered."),
                )
            close_sheet(work, sheet_id)
            return {}

        self._workplace.perform("close_batch_sheet", actor, operation_id, do)
        return self.sheet(sheet_id)


def close_sheet(work: Work, sheet_id: int) -> None:
    """Close a sheet inside an act.

    Raises:
        RuleViolationError: it was closed already.
    """
    sheet = open_sheet(work, sheet_id)
    left = work.session.scalars(
        select(BatchSheetRow.application_id)
        .where(BatchSheetRow.sheet_id == sheet.id, BatchSheetRow.outcome.is_(None))
        .order_by(BatchSheetRow.position)
    ).all()
    given = sum(release_row(work, sheet, application_for_update(work.session, each)) for each in left)
    sheet.closed_at, sheet.closed_by, sheet.released = work.now, work.actor.user, given
    work.record("close_batch_sheet", "batch_sheet", sheet.number, released=given)
    _warn_of_exceptions(work, sheet)


def _add_rows(work: Work, sheet: BatchSheet, taken: Sequence[int]) -> None:
    rows = work.session.execute(select(Application.id, Application.service).where(Application.id.in_(taken)))
    services = {row.id: row.service for row in rows}
    serials = _foreseen(work, sheet.operator, [(each, services[each]) for each in taken])
    work.session.add_all(
        BatchSheetRow(sheet_id=sheet.id, position=place, application_id=each, foreseen=serials.get(each))
        for place, each in enumerate(taken, 1)
    )


def _foreseen(view: View | Work, operator: str, wanted: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The operator's next blanks, the lowest serials first, without those foreseen on other open sheets."""
    promised = (
        select(BatchSheetRow.foreseen)
        .join(BatchSheet, BatchSheet.id == BatchSheetRow.sheet_id)
        .where(BatchSheet.closed_at.is_(None), BatchSheetRow.outcome.is_(None), BatchSheetRow.foreseen.is_not(None))
    )
    blanks: dict[str, list[str]] = defaultdict(list)
    for service, serial in view.session.execute(
        select(Booklet.service, Booklet.serial)
        .where(Booklet.holder == operator, Booklet.state == BookletState.ISSUED, Booklet.serial.not_in(promised))
        .order_by(Booklet.serial.desc())
    ):
        blanks[service].append(serial)
    return {key: blanks[service].pop() for key, service in wanted if blanks[service]}


def _meant(view: View, text: str) -> tuple[str, int | None]:
    said = codes.read(paper_key(view.session), text)
    if said is None:
        number = codes.from_short_form(text.replace("-", "").replace(" ", "")) or ""
        return (number, None) if number.startswith(_NUMBERS) else ("", None)
    if said.kind not in _KINDS:
        return "", None
    if not said.genuine:
        raise RuleViolationError(
            _("This code was not made by this office, or was altered."), _("Set the paper aside for the supervisor.")
        )
    number, _slash, row = said.number.partition("/")
    return number, int(row) if row.isdigit() else None


def _last_exception(view: View, sheet_id: int) -> SheetException | None:
    row = view.session.scalar(
        select(BatchSheetException)
        .where(BatchSheetException.sheet_id == sheet_id)
        .order_by(BatchSheetException.id.desc())
        .limit(1)
    )
    return exception_view(row, names(view.session)) if row else None


def _warn_of_exceptions(work: Work, sheet: BatchSheet) -> None:
    work.session.flush()
    count = len(
        work.session.scalars(
            select(BatchSheetException.id).where(
                BatchSheetException.sheet_id == sheet.id, BatchSheetException.settled.is_(False)
            )
        ).all()
    )
    if count:
        warnings.raise_warning(
            work, warnings.SHEET_EXCEPTIONS, subject=sheet.number, details={"count": count, "sheet": sheet.id}
        )
