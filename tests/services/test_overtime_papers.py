"""An evening's papers under one number, its hours, its work sheet that comes back, and its result."""

from datetime import date, time

import pytest

from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.evenings import Absence
from printdesk.models.tables import Booklet, OvertimeRow
from printdesk.services import bundle, warnings
from printdesk.services.attendance import HoursEntry
from printdesk.services.batch_entry import Entry
from printdesk.services.office import paper_key
from printdesk.services.overtime import Evening
from printdesk.services.overtime_papers import ATTENDANCE, COST, ORDER, RESULT
from tests.documents.papers import scanned, texts
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

EN, ID = catalogue("en"), catalogue("id")


class Evenings:
    """Wed 26 June, 16:00 to 19:00: Dwi at R1, Bagus at E1, with more work than the days hold."""

    def __init__(self, office: MadeOffice) -> None:
        self.office = office
        for number in range(200):
            office.application(f"P{number:03d}", arrived=at(21, 8, number % 60))
        for number in range(100):
            office.application(f"E{number:03d}", arrived=at(21, 8, number % 60), service="epassport_laminated")
        self.serials = office.blanks(how_many=12)
        office.blanks(first="C2000001", how_many=300, holder=None)
        office.blanks("epassport_laminated", "E1000001", 200, None)
        self.services = bundle.services(office.database, office.clock)
        order = self.services.overtime.order
        self.first = order(SRI, Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi",)), op())
        self.second = order(SRI, Evening(date(2024, 6, 26), time(16), time(19), "E1", ("bagus",)), op())

    def rows(self, session_id: int) -> list[int]:
        with self.office.database.reading() as session:
            rows = session.query(OvertimeRow).filter_by(session_id=session_id).order_by(OvertimeRow.position)
            return [row.application_id for row in rows]

    def hours(self, came: time | None = time(16), left: time | None = time(19)) -> list[HoursEntry]:
        return [HoursEntry(self.first.id, "dwi", came, left), HoursEntry(self.second.id, "bagus", came, left)]


@pytest.fixture
def made(office: MadeOffice) -> Evenings:
    return Evenings(office)


def test_all_papers_of_an_evening_carry_one_number(made: Evenings) -> None:
    papers = made.services.overtime_papers
    order = papers.paper(SRI, made.first.id, ORDER, EN, op())
    attendance = papers.paper(SRI, made.second.id, ATTENDANCE, EN, op())
    cost = papers.paper(SRI, made.first.id, COST, ID, op())
    sheets = papers.work_sheets(SRI, made.first.id, EN, op())

    assert [each.name for each in (order, attendance, cost)] == [
        "PL-2024-000001", "PL-2024-000001-DH", "PL-2024-000001-BL",
    ]  # fmt: skip
    assert [each.name for each in sheets] == [made.second.number, made.first.number]
    assert all("PL-2024-000001" in texts(each.document.content)[0] for each in sheets)
    said = texts(order.document.content)[0]
    wanted = ("Dwi Rahayu", "Bagus Prakoso", "PMK.05/2009", "Wednesday, 26 June 2024", "Friday, 28 June 2024",
              made.first.number, f"{made.first.target + made.second.target} booklets")  # fmt: skip
    assert [word for word in wanted if word not in said] == []
    with made.office.database.reading() as session:
        key = paper_key(session)
    read = codes.read(key, next(iter(scanned(attendance.document.content))))
    assert read is not None
    assert (read.kind, read.number, read.genuine) == ("DH", "PL-2024-000001/DH", True)


def test_on_a_work_sheet_the_first_one_prints_and_who_may_check_besides_checks(made: Evenings) -> None:
    for login, name in (("dwi", "Dwi Rahayu"), ("bagus", "Bagus Prakoso")):
        other = {"dwi": "bagus", "bagus": "dwi"}[login]
        evening = Evening(date(2024, 6, 26), time(19), time(21), "R2", (login, other))
        ordered = made.services.overtime.order(SRI, evening, op())
        said = texts(made.services.overtime.work_sheet(SRI, ordered.id, EN, op()).content)[0]
        made.services.overtime.cancel(SRI, ordered.id, op())
        assert said.count("Printing") == said.count("Quality check") == 1
        assert said.index(f"1. {name}") < said.index("Printing") < said.index("Quality check")


def test_an_evening_that_is_ordered_later_has_an_order_of_its_own(made: Evenings) -> None:
    papers = made.services.overtime_papers
    papers.paper(SRI, made.first.id, ORDER, EN, op())
    sri = Evening(date(2024, 6, 26), time(16), time(19), "R2", ("sri",))
    later = made.services.overtime.order(SRI, sri, op())
    assert papers.paper(SRI, later.id, ORDER, EN, op()).name == "PL-2024-000002"
    assert {each.evening.number for each in papers.evenings()} == {"PL-2024-000001", "PL-2024-000002"}


def test_the_cost_sheet_is_an_estimate_until_the_hours_are_entered_and_says_the_sum_in_words(made: Evenings) -> None:
    papers = made.services.overtime_papers
    before = texts(papers.paper(SRI, made.first.id, COST, ID, op()).document.content)[0]
    assert "Rp234.000" in before
    assert "dua ratus tiga puluh empat ribu rupiah" in before
    made.office.clock.set(27)
    made.services.attendance.enter(SRI, made.first.id, made.hours(time(15, 30), time(18, 59)), op())
    after = texts(papers.paper(SRI, made.first.id, COST, ID, op()).document.content)[0]
    assert [money for money in ("Rp83.000", "Rp97.000", "Rp180.000") if money not in after] == []
    assert before != after


def test_two_orders_of_one_day_pay_each_person_one_meal(made: Evenings) -> None:
    papers, attendance = made.services.overtime_papers, made.services.attendance
    papers.paper(SRI, made.first.id, ORDER, EN, op())
    late = Evening(date(2024, 6, 26), time(19), time(21), "R2", ("dwi",))
    later = made.services.overtime.order(SRI, late, op())
    papers.paper(SRI, later.id, ORDER, EN, op())
    made.office.clock.set(27)

    attendance.enter(SRI, made.first.id, made.hours(), op())
    attendance.enter(SRI, later.id, [HoursEntry(later.id, "dwi", time(19), time(21))], op())
    first, second = (attendance.grid(each.id).rows[-1].cost for each in (made.first, later))

    assert first is not None
    assert second is not None
    assert (first.meals, second.meals) == (1, 0)
    assert second.total == 2 * first.by_day[0].rate.per_hour if first.by_day[0].rate else 0
    text = texts(papers.paper(SRI, later.id, COST, ID, op()).document.content)[0]
    assert "Rp48.000" in text
    assert "Rp83.000" not in text


@pytest.mark.parametrize(
    ("came", "left", "words"),
    [
        (time(16), None, "Only one of two times"),
        (time(18), time(17), "before coming"),
        (time(13), time(15, 30), "lies in the ordered hours"),
    ],
)
def test_times_that_cannot_be_are_refused_and_nothing_is_kept(
    made: Evenings, came: time, left: time | None, words: str
) -> None:
    made.office.clock.set(27)
    with pytest.raises(RuleViolationError, match=words):
        made.services.attendance.enter(SRI, made.first.id, made.hours(came, left), op())
    assert not any(row.entered for row in made.services.attendance.grid(made.first.id).rows)


def test_hours_still_to_come_are_refused(made: Evenings) -> None:
    made.office.clock.set(26, 18)
    with pytest.raises(RuleViolationError, match="still to come"):
        made.services.attendance.enter(SRI, made.first.id, made.hours(), op())


@pytest.mark.parametrize(("kind", "words"), [("travel", "official travel"), ("leave", "on leave")])
def test_nobody_on_leave_or_official_travel_is_paid_overtime(made: Evenings, kind: str, words: str) -> None:
    with made.office.database.writing() as session:
        session.add(
            Absence(login="bagus", first=date(2024, 6, 25), last=date(2024, 6, 26), kind=kind, note=None,
                    made_at=made.office.clock.now(), made_by="sri")
        )  # fmt: skip
    made.office.clock.set(27)
    with pytest.raises(RuleViolationError, match=f"Bagus Prakoso is .*{words}"):
        made.services.attendance.enter(SRI, made.first.id, made.hours(), op())
    absent = [made.hours()[0], HoursEntry(made.second.id, "bagus", None, None)]
    grid = made.services.attendance.enter(SRI, made.first.id, absent, op())
    assert [(row.person.login, row.hours) for row in grid.rows] == [("bagus", 0), ("dwi", 3)]


def test_only_who_stands_on_the_order_is_entered(made: Evenings) -> None:
    made.office.clock.set(27)
    entry = HoursEntry(made.first.id, "sri", time(16), time(19))
    with pytest.raises(RuleViolationError, match="not ordered for this evening"):
        made.services.attendance.enter(SRI, made.first.id, [entry], op())


def test_a_work_sheet_that_comes_back_closes_rows_hours_and_blanks(made: Evenings) -> None:
    services, serials = made.services, made.serials
    listed = made.rows(made.first.id)
    made.office.clock.set(26, 16, 30)
    services.print_room.take_next(DWI, "R1", 1, op())
    made.office.clock.set(27)
    opened = services.work_sheets.open(SRI, made.first.id, op())
    sheet = opened.sheet
    assert [row.application_id for row in sheet.rows] == listed

    services.sheets.enter(SRI, sheet.id, Entry(1, "printed", serials[0]), op())
    reason = services.office.data().settings.reasons_for("print")[0].code
    entered = services.sheets.enter(SRI, sheet.id, Entry(2, "failed", serials[1], reason), op())
    assert entered.exception is None
    with pytest.raises(RuleViolationError, match="hours of 1 person are missing: Dwi Rahayu"):
        services.work_sheets.close(SRI, made.first.id, 10, "", op())
    services.attendance.enter(SRI, made.first.id, made.hours(), op())
    with pytest.raises(RuleViolationError):
        services.work_sheets.close(SRI, made.first.id, 9, "", op())
    closed = services.work_sheets.close(SRI, made.first.id, 9, "one lies in the machine", op())

    assert (closed.closed, closed.used, closed.left) == (True, 2, 10)
    with made.office.database.reading() as session:
        states = dict(session.query(Booklet.serial, Booklet.state).filter(Booklet.serial.in_(serials[:3])).all())
    assert [states[each] for each in serials[:3]] == ["personalised", "spoiled", "issued"]
    result = services.overtime_papers.result(made.first.id)
    part = next(each for each in result.sessions if each.crew.session_id == made.first.id)
    assert (part.printed, part.spoiled, part.count("not_reached")) == (1, 1, len(listed) - 2)
    assert part.balance is not None
    assert (part.balance.issued, part.balance.balanced) == (12, False)
    assert [row.kind for row in services.warnings.inbox()] == [warnings.WORK_SHEET_BLANKS]
    with pytest.raises(RuleViolationError, match="closed already"):
        services.sheets.enter(SRI, sheet.id, Entry(3, "printed", serials[2]), op())
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.attendance.enter(BAGUS, made.first.id, made.hours(), op())


def test_what_went_through_the_program_in_the_evening_is_only_confirmed(made: Evenings) -> None:
    services = made.services
    made.office.clock.set(26, 16, 30)
    (taken,) = services.print_room.take_next(DWI, "R1", 1, op())
    with made.office.database.writing() as session:
        session.get_one(OvertimeRow, (made.first.id, 2)).application_id = taken.application_id
    services.print_room.bind(DWI, taken.application_id, made.serials[0], op())
    services.print_room.confirm_printed(DWI, taken.application_id, op())
    made.office.clock.set(27)

    opened = services.work_sheets.open(SRI, made.first.id, op())
    assert (opened.known, opened.sheet.rows[1].foreseen) == (1, made.serials[0])
    assert services.work_sheets.confirm_known(SRI, made.first.id, op()) == 1
    assert services.work_sheets.confirm_known(SRI, made.first.id, op()) == 0
    again = services.work_sheets.view(made.first.id)
    assert (again.sheet.rows[1].outcome, again.used, again.left, again.sheet.exceptions) == ("printed", 1, 11, ())
    doubled = services.sheets.enter(SRI, again.sheet.id, Entry(1, "printed", made.serials[0]), op())
    assert doubled.exception is not None
    assert doubled.exception.kind == "doubled"
    part = services.overtime_papers.result(made.first.id).sessions[-1]
    assert (part.crew.number, part.printed, part.extra) == (made.first.number, 1, 0)


def test_a_report_that_is_due_is_warned_of_once_until_it_is_made(made: Evenings) -> None:
    papers = made.services.overtime_papers
    assert papers.remind(SRI, op()) == 0
    made.office.clock.set(27)
    assert papers.remind(SRI, op()) == 1
    assert papers.remind(SRI, op()) == 0
    (warning,) = made.services.warnings.inbox()
    settings = made.services.office.data().settings
    assert "PL-2024-000001 is due by Fri 28 June" in warnings.warning_words(settings, warning, EN)[0]
    with pytest.raises(RuleViolationError, match="hours of Bagus Prakoso, Dwi Rahayu are not entered"):
        papers.report(SRI, made.first.id, "power failed", EN, op())
    made.services.attendance.enter(SRI, made.first.id, made.hours(), op())
    with pytest.raises(RuleViolationError):
        papers.report(SRI, made.first.id, "", EN, op())
    paper = papers.report(SRI, made.first.id, "power failed", EN, op())

    said = "".join(texts(paper.document.content))
    assert paper.name == "PL-2024-000001-LH"
    assert [word for word in ("power failed", "still waiting", "Rp234.000") if word not in said] == []
    assert made.services.warnings.inbox() == ()
    (entry,) = made.office.ledger("report_overtime")
    assert "power failed" not in entry.details


def test_no_report_is_made_before_the_evening_is_over(made: Evenings) -> None:
    with pytest.raises(RuleViolationError, match="not over"):
        made.services.overtime_papers.paper(SRI, made.first.id, RESULT, EN, op())
