"""Attendance of an evening: the hours of a team entered in one grid, as one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from printdesk.domain.pay import Cost, Span, together
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.evenings import OvertimeHours, WorkSheetClosing
from printdesk.services.attendance_rules import HoursEntry, HoursRow, rows_of, span_meant, worked_costs
from printdesk.services.overtime_orders import Crew, EveningOrder, evening_order
from printdesk.services.second_person import ensure_supervisor
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["AttendanceService", "AttendanceView", "HoursEntry", "HoursRow", "attendance"]


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """The grid of an evening.

    Attributes:
        number: of the evening's papers, "" while it has none. closed: a work sheet of it was closed, so that only a
            supervisor corrects its hours. cost: of what is entered.
    """

    number: str
    day: date
    rows: tuple[HoursRow, ...]
    closed: bool
    cost: Cost

    @property
    def complete(self) -> bool:
        """Whether something is entered for everybody."""
        return all(row.entered for row in self.rows)

    @property
    def refusals(self) -> tuple[str, ...]:
        """What cannot be, one sentence each."""
        return tuple(row.refusal for row in self.rows if row.refusal)


class AttendanceService:
    """Shows, checks and books the hours of an evening."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def grid(self, session_id: int) -> AttendanceView:
        """The evening's people with what is entered.

        Raises:
            RuleViolationError: there is no such session, or it was taken back.
        """
        with self._workplace.reading() as view:
            return attendance(view, session_id)

    def check(self, session_id: int, entries: Sequence[HoursEntry]) -> AttendanceView:
        """The grid as it would be with these entries; nothing is kept.

        Raises:
            RuleViolationError: as `grid`; or an entry is of nobody in the evening, or has only one of two times.
        """
        with self._workplace.reading() as view:
            return _tried(view, session_id, entries)[1]

    def enter(
        self, actor: Actor, session_id: int, entries: Sequence[HoursEntry], operation_id: str
    ) -> AttendanceView:
        """Book the hours of the team; all of them or none. What was entered before for them is replaced.

        Raises:
            RuleViolationError: as `check`; or somebody would have left before coming, lies outside the ordered hours,
                is on leave or official travel, or was in another session then; or the hours are closed and the actor
                is no supervisor.
        """

        def do(work: Work) -> Answer:
            evening, tried = _tried(work, session_id, entries)
            if tried.closed:
                ensure_supervisor(work)
            if tried.refusals:
                raise RuleViolationError(
                    " ".join(tried.refusals), _("Nothing was saved; put these rows right and save again.")
                )
            _keep(work, entries, tried)
            work.record(
                "enter_overtime_hours", "overtime", evening.number or evening.crews[0].number,
                hours={row.person.login: row.hours for row in tried.rows if row.entered},
            )  # fmt: skip
            return {}

        self._workplace.perform("enter_overtime_hours", actor, operation_id, do)
        return self.grid(session_id)


def attendance(view: View | Work, session_id: int) -> AttendanceView:
    """The evening's people with what is entered."""
    evening = evening_order(view, session_id)
    return _view(view, evening, _said(view, evening))


def _tried(view: View | Work, session_id: int, entries: Sequence[HoursEntry]) -> tuple[EveningOrder, AttendanceView]:
    evening = evening_order(view, session_id)
    said = _said(view, evening)
    for entry in entries:
        said[entry.session_id, entry.login] = _span(evening, entry)
    return evening, _view(view, evening, said)


def _view(view: View | Work, evening: EveningOrder, said: dict[tuple[int, str], Span | None]) -> AttendanceView:
    rows = rows_of(view, evening, said)
    closed = view.session.scalar(
        select(WorkSheetClosing.session_id)
        .where(WorkSheetClosing.session_id.in_([crew.session_id for crew in evening.crews]))
        .limit(1)
    )
    cost = together(worked_costs(view, rows).values())
    return AttendanceView(evening.number, evening.day, rows, closed is not None, cost)


def _said(view: View | Work, evening: EveningOrder) -> dict[tuple[int, str], Span | None]:
    zone = view.office.zone
    rows = view.session.scalars(
        select(OvertimeHours).where(OvertimeHours.session_id.in_([crew.session_id for crew in evening.crews]))
    )
    return {
        (row.session_id, row.login): (row.came_at.astimezone(zone), row.left_at.astimezone(zone))
        if row.came_at and row.left_at
        else None
        for row in rows
    }


def _span(evening: EveningOrder, entry: HoursEntry) -> Span | None:
    crew = next((each for each in evening.crews if each.session_id == entry.session_id), None)
    person = _member(crew, entry.login)
    if crew is None or person is None:
        raise RuleViolationError(
            _("“{login}” is not ordered for this evening.").format(login=entry.login),
            _("Only who stands on the order is paid; order another evening for somebody else."),
        )
    if entry.came is None and entry.left is None:
        return None
    if entry.came is None or entry.left is None:
        raise RuleViolationError(
            _("Only one of two times is written for {name}.").format(name=person),
            _("Write when this person came and left; leave both empty for somebody who did not come."),
        )
    return span_meant(crew, entry.came, entry.left)


def _member(crew: Crew | None, login: str) -> str | None:
    return next((one.name for one in crew.people if one.login == login), None) if crew else None


def _keep(work: Work, entries: Sequence[HoursEntry], tried: AttendanceView) -> None:
    by_key = {(row.session_id, row.person.login): row for row in tried.rows}
    for entry in entries:
        row = by_key[entry.session_id, entry.login]
        known = work.session.get(OvertimeHours, (entry.session_id, entry.login), with_for_update=True)
        kept = known or OvertimeHours(session_id=entry.session_id, login=entry.login)
        kept.came_at, kept.left_at = row.came, row.left
        kept.entered_at, kept.entered_by = work.now, work.actor.user
        work.session.add(kept)
