"""What an evening brought: planned against done, from the work itself.

What was printed in an evening is what its station bound a blank to within its hours, and what its work sheet says
that came back the next morning. Nothing is typed twice, and nothing can be claimed that no booklet stands for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.models.evenings import WorkSheetClosing
from printdesk.models.print_work import BatchSheet, BatchSheetRow
from printdesk.models.tables import Application, Booklet, OvertimeRow, PrintAttempt
from printdesk.services.attendance import AttendanceView, attendance
from printdesk.services.overtime_orders import Crew, EveningOrder, evening_order
from printdesk.services.work import View, Work

PRINTED, FAILED, NOT_REACHED, OTHERWISE = "printed", "failed", "not_reached", "otherwise"
"""What became of an application that was planned: printed in the evening, failed in it, not reached and still
waiting, not reached and printed or gone otherwise.
"""

_WAITS = ("ready", "claimed", "held")


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One application that was planned for the evening.

    Attributes:
        outcome: a constant of this module. serial: of the booklet printed or spoiled last, or "".
        reason: code of the failure, or "".
    """

    position: int
    number: str
    name: str
    service: str
    outcome: str
    serial: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlankBalance:
    """The blanks of a work sheet that was closed.

    Attributes:
        used: printed and spoiled. left: not used, by the books. counted: not used, by hand.
    """

    used: int
    left: int
    counted: int
    note: str

    @property
    def issued(self) -> int:
        """What the team had in hand for the session."""
        return self.used + self.left

    @property
    def balanced(self) -> bool:
        """Whether the count is what the books say."""
        return self.left == self.counted


@dataclass(frozen=True, slots=True)
class SessionResult:
    """One session.

    Attributes:
        printed: booklets, those that were not planned among them (`extra`). spoiled: blanks that failed.
        balance: of its blanks, None while the work sheet is not closed.
    """

    crew: Crew
    planned: int
    printed: int
    extra: int
    spoiled: int
    lines: tuple[ResultLine, ...]
    balance: BlankBalance | None

    def count(self, outcome: str) -> int:
        """Planned applications with this outcome."""
        return sum(line.outcome == outcome for line in self.lines)


@dataclass(frozen=True, slots=True)
class EveningResult:
    """An evening: planned against done, hours and money, and when its report is due.

    Attributes:
        days_left: working days until `due`; negative when it has passed. begun: the first session has
            begun. over: every session has ended.
        warn: the report should be written now.
    """

    evening: EveningOrder
    sessions: tuple[SessionResult, ...]
    hours: AttendanceView
    days_left: int
    begun: bool
    over: bool
    warn: bool

    @property
    def due(self) -> date:
        """Last day for the report."""
        return self.evening.due

    @property
    def planned(self) -> int:
        """Booklets that were ordered."""
        return sum(each.planned for each in self.sessions)

    @property
    def printed(self) -> int:
        """Booklets that were printed."""
        return sum(each.printed for each in self.sessions)

    @property
    def spoiled(self) -> int:
        """Blanks that failed."""
        return sum(each.spoiled for each in self.sessions)

    @property
    def not_reached(self) -> int:
        """Planned applications that were not printed in the evening and still wait."""
        return sum(each.count(NOT_REACHED) + each.count(FAILED) for each in self.sessions)

    @property
    def sheets_closed(self) -> bool:
        """Whether every work sheet came back."""
        return all(each.balance is not None for each in self.sessions)


def result_of(view: View | Work, session_id: int) -> EveningResult:
    """The result of the evening that a session belongs to.

    Raises:
        RuleViolationError: there is no such session, or it was taken back.
    """
    return result_of_evening(view, evening_order(view, session_id))


def result_of_evening(view: View | Work, evening: EveningOrder) -> EveningResult:
    """The same for an evening that is known."""
    today = view.now.astimezone(view.office.zone).date()
    left = view.office.office_hours.open_days_between(today, evening.due)
    over = evening.end <= view.now
    warn = over and evening.reported_at is None and left <= view.settings.overtime_papers.report_warn_days
    return EveningResult(
        evening=evening,
        sessions=tuple(_session(view, crew) for crew in evening.crews),
        hours=attendance(view, evening.crews[0].session_id),
        days_left=left if evening.due >= today else min(left, -1),
        begun=evening.start <= view.now,
        over=over,
        warn=warn,
    )


@dataclass(frozen=True, slots=True)
class _Done:
    application_id: int
    outcome: str
    serial: str
    reason: str
    at: datetime


def _session(view: View | Work, crew: Crew) -> SessionResult:
    planned = {
        application.id: (row.position, application)
        for row, application in view.session.execute(
            select(OvertimeRow, Application)
            .join(Application, Application.id == OvertimeRow.application_id)
            .where(OvertimeRow.session_id == crew.session_id)
            .order_by(OvertimeRow.position)
        )
    }
    done = _done(view, crew)
    printed = [each for each in done if each.outcome == PRINTED]
    return SessionResult(
        crew=crew,
        planned=len(planned),
        printed=len(printed),
        extra=sum(each.application_id not in planned for each in printed),
        spoiled=sum(each.outcome == FAILED for each in done),
        lines=tuple(_lines(planned, done)),
        balance=_balance(view, crew.session_id),
    )


def _lines(planned: Mapping[int, tuple[int, Application]], done: Iterable[_Done]) -> Iterable[ResultLine]:
    last: dict[int, _Done] = {}
    for each in done:
        if each.application_id not in last or last[each.application_id].outcome != PRINTED:
            last[each.application_id] = each
    for application_id, (position, row) in planned.items():
        found = last.get(application_id)
        waits = row.state in _WAITS
        outcome = found.outcome if found else NOT_REACHED if waits else OTHERWISE
        yield ResultLine(
            position, row.number, row.name, row.service, outcome, found.serial if found else "",
            found.reason if found else "",
        )  # fmt: skip


def _done(view: View | Work, crew: Crew) -> list[_Done]:
    """Booklets of the session by serial, each once, in the order of time."""
    made = {each.serial: each for each in _from_sheet(view, crew)}
    made |= {each.serial: each for each in _from_machine(view, crew)}
    return sorted(made.values(), key=lambda each: each.at)


def _from_machine(view: View | Work, crew: Crew) -> Iterable[_Done]:
    rows = view.session.execute(
        select(PrintAttempt, Booklet.serial)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(
            PrintAttempt.station == crew.station,
            PrintAttempt.bound_at >= crew.start,
            PrintAttempt.bound_at < crew.end,
            PrintAttempt.outcome.in_((PRINTED, FAILED)),
        )
    )
    for row, serial in rows:
        yield _Done(row.application_id, row.outcome, serial, row.reason or "", row.bound_at)


def _from_sheet(view: View | Work, crew: Crew) -> Iterable[_Done]:
    rows = view.session.scalars(
        select(BatchSheetRow)
        .join(BatchSheet, BatchSheet.id == BatchSheetRow.sheet_id)
        .where(BatchSheet.number == crew.number, BatchSheetRow.outcome.in_((PRINTED, FAILED)))
    )
    for row in rows:
        if row.serial and row.entered_at:
            yield _Done(row.application_id, row.outcome or "", row.serial, row.reason or "", row.entered_at)


def _balance(view: View | Work, session_id: int) -> BlankBalance | None:
    row = view.session.get(WorkSheetClosing, session_id)
    if row is None:
        return None
    return BlankBalance(row.printed + row.failed, row.blanks_left, row.blanks_counted, row.note or "")
