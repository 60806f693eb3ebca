"""Reports: the shift hand-over page, the after-outage report, and the weekly sheet of raises, each numbered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.report_handover import handover_page
from printdesk.documents.report_outage import outage_report
from printdesk.documents.report_raises import raises_sheet
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.reports import Report
from printdesk.services import papers, raises_draws
from printdesk.services.office import names
from printdesk.services.report_handover import handover_values
from printdesk.services.report_outage import LONGEST_DAYS, outage_values, usual_first
from printdesk.services.report_raises import raises_values, week_of
from printdesk.services.shift_papers import paper_head
from printdesk.services.work import Actor, Answer, View, Work, Workplace

HANDOVER, OUTAGE, RAISES = codes.HANDOVER_PAGE, codes.OUTAGE_REPORT, codes.RAISES_SHEET
"""The kinds of reports."""
_LISTED = 30


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that was made.

    Attributes:
        kind: `HANDOVER`, `OUTAGE` or `RAISES`. wanted: the day it begins with, the seed of a draw.
    """

    number: str
    kind: str
    made_at: datetime
    made_by: str
    wanted: dict[str, Any]


class ReportService:
    """Makes reports and lists those that were made."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def handover(self, actor: Actor, reader: Catalogue, operation_id: str) -> tuple[MadeReport, Document]:
        """The shift hand-over page as of now."""
        return self._make(actor, HANDOVER, lambda _work: {}, reader, operation_id)

    def outage(
        self, actor: Actor, reader: Catalogue, operation_id: str, first: date | None = None
    ) -> tuple[MadeReport, Document]:
        """The after-outage report.

        Args:
            first: the day it begins with; by default that on which the newest outage began, without one ten working
                days back.

        Raises:
            RuleViolationError: the day is ahead, or longer ago than a report covers.
        """

        def wanted(work: Work) -> dict[str, Any]:
            start = first or usual_first(View(work.session, work.now, work.office))
            today = papers.office_day(work)
            if not today - timedelta(days=LONGEST_DAYS) <= start <= today:
                raise RuleViolationError(
                    _("A report cannot begin on {day}.").format(day=start.isoformat()),
                    _("Choose a day of the last {days} days.").format(days=LONGEST_DAYS),
                )
            return {"first": start.isoformat()}

        return self._make(actor, OUTAGE, wanted, reader, operation_id)

    def raises(
        self, actor: Actor, reader: Catalogue, operation_id: str, day: date | None = None, seed: str = ""
    ) -> tuple[MadeReport, Document]:
        """The weekly sheet of raises. The week's first draw stands: asked again, another copy of it is made.

        The seed of a draw is taken from the ledger, so that nobody chooses it.

        Args:
            day: any day of the week; by default of this week, on a Monday or Tuesday of the last one.
            seed: of the draw that is wanted, where the week was drawn more than once; by default the last one.

        Raises:
            RuleViolationError: the week is ahead, or was not drawn with that seed.
        """

        def do(work: Work) -> Answer:
            found = raises_draws.sheet_of(work, _week(work, day), seed)
            if isinstance(found, str):
                return self._copy(work, found)
            return self._new(work, RAISES, found)

        return self._drawn(actor, self._workplace.perform("make_report", actor, operation_id, do), reader)

    def draw_again(
        self, actor: Actor, reader: Catalogue, operation_id: str, reason: str, day: date | None = None
    ) -> tuple[MadeReport, Document]:
        """Draw the five of a week anew, on a sheet of its own that tells the reason and counts the draws.

        Args:
            reason: printed on the sheet.
            day: as for `raises`.

        Raises:
            RuleViolationError: no reason is given, the week is ahead, or it was not drawn yet.
        """

        def do(work: Work) -> Answer:
            before, wanted = raises_draws.another(work, _week(work, day), reason)
            answer = self._new(work, RAISES, wanted)
            work.record("draw_raises_again", "report", answer["number"], instead_of=before)
            return answer

        return self._drawn(actor, self._workplace.perform("draw_raises_again", actor, operation_id, do), reader)

    def again(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> tuple[MadeReport, Document]:
        """Another copy: the same days and the same draw, with what the books say of them now.

        Raises:
            RuleViolationError: no report has that number.
        """

        def do(work: Work) -> Answer:
            return self._copy(work, number)

        return self._drawn(actor, self._workplace.perform("print_report", actor, operation_id, do), reader)

    def made(self) -> tuple[MadeReport, ...]:
        """The reports that were made, the newest first; at most the last thirty."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(
                select(Report).order_by(Report.made_at.desc(), Report.number.desc()).limit(_LISTED)
            )
            return tuple(_made(view, row) for row in rows)

    def usual_first(self) -> date:
        """The day with which the after-outage report begins when nobody says otherwise."""
        with self._workplace.reading() as view:
            return usual_first(view)

    def _make(
        self, actor: Actor, kind: str, wanted: Callable[[Work], dict[str, Any]], reader: Catalogue, operation_id: str
    ) -> tuple[MadeReport, Document]:
        def do(work: Work) -> Answer:
            return self._new(work, kind, wanted(work))

        return self._drawn(actor, self._workplace.perform("make_report", actor, operation_id, do), reader)

    def _new(self, work: Work, kind: str, wanted: dict[str, Any]) -> Answer:
        number = papers.next_number(work, kind)
        work.session.add(Report(number=number, kind=kind, made_at=work.now, made_by=work.actor.user, wanted=wanted))
        papers.keep(work, kind, number, 1, None)
        work.record("make_report", "report", number, kind=kind, **raises_draws.told(wanted))
        return {"number": number, "copy": 1}

    def _copy(self, work: Work, number: str) -> Answer:
        row = _report(work, number)
        last = papers.last_copy(work.session, number)
        papers.keep(work, row.kind, number, last.copy + 1 if last else 1, None)
        return {"number": number, "copy": last.copy + 1 if last else 1}

    def _drawn(self, actor: Actor, answer: Answer, reader: Catalogue) -> tuple[MadeReport, Document]:
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            row = _report(view, str(answer["number"]))
            made = _made(view, row)
            head = paper_head(view, row.kind, row.number, title_of(row.kind, reader), actor, int(answer["copy"]))
            if row.kind == HANDOVER:
                return made, handover_page(handover_values(view, head, actor, reader), reader.lang, watermark)
            first = date.fromisoformat(row.wanted["first"])
            if row.kind == OUTAGE:
                return made, outage_report(outage_values(view, head, actor, first, reader), reader.lang, watermark)
            draw = raises_draws.draw_of(view, first, row.number)
            values = raises_values(view, head, actor, first, draw, reader)
            return made, raises_sheet(values, reader.lang, watermark)


def title_of(kind: str, reader: Catalogue) -> str:
    """What a report is called."""
    return {
        HANDOVER: reader("Shift hand-over"),
        OUTAGE: reader("After-outage report"),
        RAISES: reader("Weekly sheet of raises"),
    }[kind]


def _report(view: View | Work, number: str) -> Report:
    row = view.session.get(Report, number)
    if row is None:
        raise RuleViolationError(
            _("There is no report {number} here.").format(number=number), _("Look for it in the list of reports.")
        )
    return row


def _made(view: View, row: Report) -> MadeReport:
    by = names(view.session).get(row.made_by, row.made_by)
    return MadeReport(row.number, row.kind, row.made_at.astimezone(view.office.zone), by, dict(row.wanted))


def _week(work: Work, day: date | None) -> date:
    """The Monday of the wanted week."""
    today = papers.office_day(work)
    monday = week_of(day or today - timedelta(days=2))
    if monday > today:
        raise RuleViolationError(_("This week is still to come."), _("Choose a week that has begun."))
    return monday
