"""The papers of an evening under one number: order (SPKL), attendance, cost, result; and when the report is due."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from printdesk.documents.attendance_sheet import attendance_sheet
from printdesk.documents.cost_sheet import cost_sheet
from printdesk.documents.document import Document
from printdesk.documents.overtime_order import overtime_order
from printdesk.documents.result_report import result_report
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.evenings import OvertimeOrder
from printdesk.models.print_work import SupervisorWarning
from printdesk.services import papers, warnings
from printdesk.services.office import paper_key
from printdesk.services.overtime import OvertimeService
from printdesk.services.overtime_orders import (
    EveningOrder,
    all_evenings,
    evening_order,
    find_session,
    give_number,
)
from printdesk.services.overtime_paper_values import attendance_paper, cost_paper, order_paper, result_paper
from printdesk.services.overtime_results import EveningResult, result_of, result_of_evening
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["ATTENDANCE", "COST", "ORDER", "RESULT", "WORK_SHEETS", "NamedPaper", "OvertimePapersService"]

ORDER, ATTENDANCE, WORK_SHEETS, COST, RESULT = "order", "attendance", "work_sheets", "cost", "result"
"""The papers of an evening."""

KINDS = {
    ORDER: codes.OVERTIME_ORDER,
    ATTENDANCE: codes.OVERTIME_ATTENDANCE,
    COST: codes.OVERTIME_COST,
    RESULT: codes.OVERTIME_REPORT,
}
"""Kind of code of each paper; the three behind the order carry it behind the order's number too."""

_SHOWN = timedelta(days=28)
_SHEETS = (codes.WORK_SHEET, codes.WORK_SHEET_ROW)
_SCANNED = (*_SHEETS, *KINDS.values())


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A finished paper with the name of its file, without ".pdf"."""

    paper: str
    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scanned code of an evening means: its session, and whether a work sheet is to be entered."""

    session_id: int
    is_sheet: bool


class OvertimePapersService:
    """Lists evenings with their results, makes their papers, and says when a report is due."""

    def __init__(self, workplace: Workplace, overtime: OvertimeService) -> None:
        self._workplace = workplace
        self._overtime = overtime

    def evenings(self) -> tuple[EveningResult, ...]:
        """Evenings to come, of the last four weeks, and older ones without a report; the newest first."""
        with self._workplace.reading() as view:
            since = view.now.astimezone(view.office.zone).date() - _SHOWN
            return tuple(result_of_evening(view, each) for each in all_evenings(view, since))

    def result(self, session_id: int) -> EveningResult:
        """Planned against done of an evening.

        Raises:
            RuleViolationError: there is no such session, or it was taken back.
        """
        with self._workplace.reading() as view:
            return result_of(view, session_id)

    def find(self, text: str) -> int:
        """The session meant by its id, a work sheet's number, or an order's number.

        Raises:
            RuleViolationError: there is none.
        """
        with self._workplace.reading() as view:
            return find_session(view, text)

    def scanned(self, text: str) -> Scanned | None:
        """What a scanned code of an evening's paper means; None when it is no such code.

        Raises:
            RuleViolationError: it is forged or altered, or there is no such evening.
        """
        with self._workplace.reading() as view:
            said = codes.read(paper_key(view.session), text)
            if said is None:
                short = codes.from_short_form(text) or ""
                ours = short.startswith((f"{codes.WORK_SHEET}-", f"{codes.OVERTIME_ORDER}-"))
                return Scanned(find_session(view, short), short.startswith(codes.WORK_SHEET)) if ours else None
            if said.kind not in _SCANNED:
                return None
            if not said.genuine:
                raise RuleViolationError(
                    _("This code was not made by this office, or was altered."),
                    _("Set the paper aside for the supervisor."),
                )
            return Scanned(find_session(view, said.number), said.kind in _SHEETS)

    def paper(self, actor: Actor, session_id: int, paper: str, reader: Catalogue, operation_id: str) -> NamedPaper:
        """One paper of the evening that a session belongs to; its number is given with the first.

        Args:
            paper: `ORDER`, `ATTENDANCE`, `COST` or `RESULT`.

        Raises:
            RuleViolationError: there is no such session, it was taken back; or the report is asked for before the
                evening is over.
        """

        def do(work: Work) -> Answer:
            if paper == RESULT:
                _refuse_early(work, evening_order(work, session_id))
            number = paper_number(give_number(work, session_id).number, paper)
            last = papers.last_copy(work.session, number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, KINDS[paper], number, copy, None)
            return {"number": number, "copy": copy}

        made = self._workplace.perform("print_overtime_paper", actor, operation_id, do)
        number, copy = str(made["number"]), int(made["copy"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            drawn = _drawn(view, session_id, paper, (actor, copy), reader, watermark)
            return NamedPaper(paper, file_name(number), drawn)

    def work_sheets(
        self, actor: Actor, session_id: int, reader: Catalogue, operation_id: str
    ) -> tuple[NamedPaper, ...]:
        """The work sheets of every session of the evening, with the order's number on each."""

        def do(work: Work) -> Answer:
            return {"number": give_number(work, session_id).number}

        self._workplace.perform("number_overtime_order", actor, operation_id, do)
        with self._workplace.reading() as view:
            crews = evening_order(view, session_id).crews
        return tuple(
            NamedPaper(
                WORK_SHEETS, crew.number,
                self._overtime.work_sheet(actor, crew.session_id, reader, f"{operation_id[:28]}-{place:03d}"),
            )
            for place, crew in enumerate(crews)
        )  # fmt: skip

    def report(self, actor: Actor, session_id: int, remark: str, reader: Catalogue, operation_id: str) -> NamedPaper:
        """Make the result report: from now on it counts as handed in.

        Args:
            remark: why something planned was not done; must be there when booklets were not reached.

        Raises:
            RuleViolationError: the evening is not over, hours are missing, or something was not reached and no reason
                is given.
        """

        def do(work: Work) -> Answer:
            result = result_of(work, session_id)
            _refuse_early(work, result.evening)
            _refuse_missing_hours(result)
            said = stated_reason(remark) if remark.strip() or result.not_reached else ""
            order = give_number(work, session_id)
            order.reported_at, order.reported_by, order.remark = work.now, work.actor.user, said or None
            warnings.settle(work, warnings.OVERTIME_REPORT_DUE, subject=order.number)
            work.record(
                "report_overtime", "overtime", order.number, planned=result.planned, printed=result.printed,
                not_reached=result.not_reached, **({"remark": reason_mark(said)} if said else {}),
            )  # fmt: skip
            return {}

        self._workplace.perform("report_overtime", actor, operation_id, do)
        return self.paper(actor, session_id, RESULT, reader, f"{operation_id[:32]}-pdf")

    def remind(self, actor: Actor, operation_id: str) -> int:
        """Warn the supervisor of reports that are due and were not warned of yet.

        Returns:
            how many warnings were raised; nothing is written when there are none.
        """
        with self._workplace.reading() as view:
            if not _unwarned(view):
                return 0

        def do(work: Work) -> Answer:
            due = _unwarned(work)
            for session_id in due:
                number = give_number(work, session_id).number
                details = {"due": evening_order(work, session_id).due.isoformat()}
                warnings.raise_warning(work, warnings.OVERTIME_REPORT_DUE, subject=number, details=details)
            return {"count": len(due)}

        return int(self._workplace.perform("remind_overtime_reports", actor, operation_id, do)["count"])


def paper_number(order: str, paper: str) -> str:
    """One number for all: "PL-2024-000003", and behind it the kind: "PL-2024-000003/DH"."""
    return order if paper == ORDER else f"{order}/{KINDS[paper]}"


def file_name(number: str) -> str:
    """A paper's number as a file can be called."""
    return number.replace("/", "-")


def _drawn(
    view: View, session_id: int, paper: str, made: tuple[Actor, int], reader: Catalogue, watermark: str | None
) -> Document:
    if paper == ORDER:
        return overtime_order(order_paper(view, session_id, made, reader), reader.lang, watermark)
    if paper == ATTENDANCE:
        return attendance_sheet(attendance_paper(view, session_id, made, reader), reader.lang, watermark)
    if paper == COST:
        return cost_sheet(cost_paper(view, session_id, made, reader), reader.lang, watermark)
    return result_report(result_paper(view, session_id, made, reader), reader.lang, watermark)


def _refuse_early(work: Work, evening: EveningOrder) -> None:
    if evening.end > work.now:
        raise RuleViolationError(
            _("This evening is not over."), _("Its result report is made from the work, when it is done.")
        )


def _refuse_missing_hours(result: EveningResult) -> None:
    missing = [row.person.name for row in result.hours.rows if not row.entered]
    if missing:
        raise RuleViolationError(
            _("The hours of {names} are not entered.").format(names=", ".join(dict.fromkeys(missing))),
            _("Enter the hours of the team first; payment rests on them."),
        )


def _unwarned(view: View | Work) -> list[int]:
    """A session of each evening whose report is due and not warned of."""
    today = view.now.astimezone(view.office.zone).date()
    warned = set(
        view.session.scalars(
            select(SupervisorWarning.subject).where(
                SupervisorWarning.kind == warnings.OVERTIME_REPORT_DUE, SupervisorWarning.settled_at.is_(None)
            )
        )
    )
    reported = set(view.session.scalars(select(OvertimeOrder.number).where(OvertimeOrder.reported_at.is_not(None))))
    found = []
    for evening in all_evenings(view, today - _SHOWN):
        if evening.number in warned | reported or evening.end > view.now:
            continue
        left = view.office.office_hours.open_days_between(today, evening.due)
        if left <= view.settings.overtime_papers.report_warn_days:
            found.append(evening.crews[0].session_id)
    return found
