"""The values of an evening's papers: what was ordered, worked and printed, in the words of the paper's reader."""

from collections.abc import Mapping

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.overtime_values import (
    AttendancePaper,
    CostLine,
    CostPaper,
    OrderPaper,
    ResultPaper,
    ResultPart,
    ResultRow,
    Staff,
    Target,
)
from printdesk.domain import codes
from printdesk.domain.pay import NON_ASN, Cost, full_hours
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_medium
from printdesk.services.attendance import attendance
from printdesk.services.attendance_rules import HoursRow, ordered_costs, remarks, worked_costs
from printdesk.services.office import PersonView
from printdesk.services.overtime_orders import EveningOrder, evening_order
from printdesk.services.overtime_replace import replacements
from printdesk.services.overtime_results import (
    FAILED,
    NOT_REACHED,
    OTHERWISE,
    PRINTED,
    ResultLine,
    SessionResult,
    result_of,
)
from printdesk.services.shift_papers import paper_head, signer
from printdesk.services.work import Actor, View

Made = tuple[Actor, int]
"""Who makes the paper, and which copy of it."""


def order_paper(view: View, session_id: int, made: Made, reader: Catalogue) -> OrderPaper:
    """The order (SPKL)."""
    evening, office = evening_order(view, session_id), view.settings.office
    papers = view.settings.overtime_papers
    budget = [reader("Budget line {line}").format(line=papers.budget_line)] if papers.budget_line else []
    return OrderPaper(
        head=_head(view, codes.OVERTIME_ORDER, evening, reader("Overtime order (SPKL)"), made),
        day=evening.day,
        ordered_at=evening.ordered_at,
        grounds=(*papers.grounds, *budget),
        staff=tuple(
            Staff(one.name, one.nip, grade_words(one.grade, reader), _station(view, crew.station, reader), crew.start,
                  crew.end, full_hours(crew.start, crew.end))
            for crew in evening.crews
            for one in crew.people
        ),
        targets=tuple(
            Target(_station(view, crew.station, reader), crew.start, crew.end, crew.target, crew.number)
            for crew in evening.crews
        ),
        due=evening.due,
        head_title=reader("Head of {office}").format(office=office.name),
        signer=_head_of_office(view, reader),
        changes=_changes(view, evening, reader),
    )  # fmt: skip


def _changes(view: View, evening: EveningOrder, reader: Catalogue) -> tuple[str, ...]:
    """Who was put in whose place after the order; this copy then takes the place of the earlier ones."""
    text = reader("Changed on {moment} by {who}: {comes} in the place of {leaves}. Earlier copies are void.")
    return tuple(
        text.format(moment=moment_medium(each.at, reader.lang), who=each.who, comes=each.comes, leaves=each.leaves)
        for each in replacements(view, tuple(crew.number for crew in evening.crews))
    )


def attendance_paper(view: View, session_id: int, made: Made, reader: Catalogue) -> AttendancePaper:
    """The attendance list, with what is entered."""
    evening, grid = evening_order(view, session_id), attendance(view, session_id)
    return AttendancePaper(
        head=_head(view, codes.OVERTIME_ATTENDANCE, evening, reader("Overtime attendance list"), made),
        day=evening.day,
        staff=tuple(_staff(view, row, reader) for row in grid.rows),
        signers=(Signer(reader("Supervisor on duty")), _head_of_office(view, reader)),
    )


def cost_paper(view: View, session_id: int, made: Made, reader: Catalogue) -> CostPaper:
    """The cost sheet: of the hours entered, else of those ordered."""
    evening, grid = evening_order(view, session_id), attendance(view, session_id)
    papers = view.settings.overtime_papers
    costs = worked_costs(view, grid.rows) if grid.complete else ordered_costs(view, evening)
    title = reader("Overtime pay") if grid.complete else reader("Estimated cost of overtime")
    return CostPaper(
        head=_head(view, codes.OVERTIME_COST, evening, title, made),
        order_number=evening.number,
        day=evening.day,
        lines=_cost_lines(evening, costs, reader),
        actual=grid.complete,
        budget_line=papers.budget_line,
        signers=(
            Signer(reader("Treasurer"), papers.treasurer_name, papers.treasurer_nip), _head_of_office(view, reader),
        ),
    )  # fmt: skip


def result_paper(view: View, session_id: int, made: Made, reader: Catalogue) -> ResultPaper:
    """The result report."""
    result = result_of(view, session_id)
    evening, rows = result.evening, result.hours.rows
    worked = {row.person.login for row in rows if row.came is not None}
    return ResultPaper(
        head=_head(view, codes.OVERTIME_REPORT, evening, reader("Result report of overtime"), made),
        order_number=evening.number,
        day=evening.day,
        due=evening.due,
        parts=tuple(_part(view, each, reader) for each in result.sessions),
        staff=tuple(_staff(view, row, reader) for row in rows),
        people=(len(worked), len(evening.people)),
        hours=result.hours.cost.hours,
        total=result.hours.cost.total,
        remark=evening.remark,
        signers=(signer(view, reader("Reported by"), made[0].user), _head_of_office(view, reader)),
    )


def grade_words(grade: str, reader: Catalogue) -> str:
    """A grade as papers write it; "" when it is not known."""
    return reader("non-ASN") if grade == NON_ASN else grade


def _head(view: View, kind: str, evening: EveningOrder, title: str, made: Made) -> PaperHead:
    number = evening.number if kind == codes.OVERTIME_ORDER else f"{evening.number}/{kind}"
    return paper_head(view, kind, number, title, made[0], made[1])


def _head_of_office(view: View, reader: Catalogue) -> Signer:
    office = view.settings.office
    return Signer(reader("Head of {office}").format(office=office.name), office.head_name, office.head_nip)


def _station(view: View, code: str, reader: Catalogue) -> str:
    return next((one.label.text(reader.lang) for one in view.settings.stations if one.code == code), code)


def _staff(view: View, row: HoursRow, reader: Catalogue) -> Staff:
    one: PersonView = row.person
    return Staff(
        one.name, one.nip, grade_words(one.grade, reader), _station(view, row.station, reader), row.start, row.end,
        full_hours(row.start, row.end), row.came, row.left, row.entered and row.came is None, row.hours,
        remarks(row, reader),
    )  # fmt: skip


def _cost_lines(evening: EveningOrder, costs: Mapping[str, Cost], reader: Catalogue) -> tuple[CostLine, ...]:
    return tuple(
        CostLine(one.name, one.nip, grade_words(one.grade, reader), costs[one.login]) for one in evening.people
    )


def _part(view: View, session: SessionResult, reader: Catalogue) -> ResultPart:
    balance = session.balance
    return ResultPart(
        station=_station(view, session.crew.station, reader),
        start=session.crew.start,
        end=session.crew.end,
        work_sheet=session.crew.number,
        planned=session.planned,
        printed=session.printed,
        extra=session.extra,
        spoiled=session.spoiled,
        not_reached=session.count(NOT_REACHED) + session.count(FAILED),
        rows=tuple(_row(view, line, reader) for line in session.lines),
        blanks=(balance.issued, balance.used, balance.left, balance.counted) if balance else None,
        note=balance.note if balance else "",
    )


def outcome_words(outcome: str, reader: Catalogue) -> str:
    """What became of a planned application, for a reader."""
    words = {
        PRINTED: reader("printed"),
        FAILED: reader("failed"),
        NOT_REACHED: reader("not printed, still waiting"),
        OTHERWISE: reader("not in this evening, no longer waiting"),
    }
    return words[outcome]


def _row(view: View, line: ResultLine, reader: Catalogue) -> ResultRow:
    labels = view.settings.service_labels(reader.lang)
    reasons = {each.code: each.label.text(reader.lang) for each in view.settings.reasons_known("print")}
    return ResultRow(
        line.position, line.number, line.name, labels.get(line.service, line.service),
        outcome_words(line.outcome, reader), line.serial, reasons.get(line.reason, line.reason),
    )  # fmt: skip
