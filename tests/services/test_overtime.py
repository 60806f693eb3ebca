"""Overtime evenings: what they print, what forbids them, and their work sheets."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time

import pypdfium2 as pdfium
import pytest
from sqlalchemy import select
from zxingcpp import read_barcodes

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import OvertimeRow
from printdesk.services import bundle
from printdesk.services.overtime import Evening, SessionView
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import SRI, MadeOffice, at, op

EVENING = Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi", "bagus"))


@pytest.fixture
def services(sqlite_office: MadeOffice) -> bundle.Services:
    """An office with more work than the day holds: 75 places a station and day."""
    for number in range(160):
        sqlite_office.application(f"P{number:03d}", arrived=at(21, 8, number % 60))
    sqlite_office.application("FLIES FRIDAY", departs_at=at(28, 0), proof="ticket")
    return bundle.services(sqlite_office.database, sqlite_office.clock)


def test_an_evening_prints_what_the_day_leaves_and_its_sheet_lists_it_in_order(services: bundle.Services):
    preview = services.overtime.preview(EVENING)
    regular = [row for row in services.plans.plan().rows if row.planned and row.planned <= at(26, 16)]

    session = services.overtime.order(SRI, EVENING, op())
    document = services.overtime.work_sheet(SRI, session.id, catalogue("en"), op())

    assert preview.places == 30
    assert len(preview.rows) == session.target == 161 - len(regular)
    assert not {row.application_id for row in preview.rows} & {row.application_id for row in regular}
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(document.content))
    places = [text.index(row.name) for row in preview.rows]
    assert places == sorted(places)
    assert "Dwi Rahayu" in text
    assert session.number in text
    assert "Copy" not in text

    again = pdfium.PdfDocument(services.overtime.work_sheet(SRI, session.id, catalogue("en"), op()).content)
    assert f"{session.number} · Copy 2" in again[0].get_textpage().get_text_range()
    (code,) = [one.text for one in read_barcodes(again[0].render(scale=3).to_pil()) if "|LK|" in one.text]
    found = services.papers.look(code)
    assert found is not None
    assert (found.number, found.copy, found.newest, found.signed) == (session.number, 2, 2, True)
    scanned = services.overtime_papers.scanned(code)
    assert scanned is not None
    assert (scanned.session_id, scanned.is_sheet) == (session.id, True)


def test_ordered_overtime_is_in_the_plan_until_it_is_taken_back(services: bundle.Services):
    def evening_places() -> int:
        return sum(bucket.booklets for bucket in services.plans.plan().capacity if bucket.start >= at(26, 16)
                   and bucket.end <= at(26, 19))  # fmt: skip

    session = services.overtime.order(SRI, EVENING, op())
    assert evening_places() == 30
    services.overtime.cancel(SRI, session.id, op())
    assert evening_places() == 0
    assert services.overtime.sessions() == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": time(15)}, "runs into office hours"),
        ({"end": time(20)}, "Overtime of 4 hours is not allowed"),
        ({"end": time(16, 30)}, "is not allowed on this day"),
        ({"day": date(2024, 6, 25)}, "This evening is over"),
        ({"people": ()}, "Nobody is named"),
        ({"people": ("nobody",)}, "Nobody here is called"),
        ({"station": "X9"}, "no station"),
    ],
)
def test_an_evening_that_must_not_be_is_refused_in_words(services: bundle.Services, change: dict, words: str):
    with pytest.raises(RuleViolationError, match=words):
        services.overtime.preview(replace(EVENING, **change))


def test_nobody_works_in_two_places_and_no_station_is_ordered_twice(services: bundle.Services):
    services.overtime.order(SRI, replace(EVENING, people=("dwi",)), op())

    with pytest.raises(RuleViolationError, match="Dwi Rahayu works at R1"):
        services.overtime.preview(replace(EVENING, station="R2", people=("dwi",)))
    with pytest.raises(RuleViolationError, match="ordered for that evening already"):
        services.overtime.preview(replace(EVENING, people=("bagus",)))


def test_a_saturday_may_be_longer_and_an_evening_over_midnight_ends_the_next_day(services: bundle.Services):
    saturday = replace(EVENING, day=date(2024, 6, 29), start=time(8), end=time(16))
    night = replace(EVENING, start=time(22), end=time(1))

    assert services.overtime.preview(saturday).places == 80
    assert services.overtime.preview(night).places == 30


def test_places_are_the_stations_own_and_two_evenings_at_once_share_the_plan_without_a_gap(
    sqlite_office: MadeOffice,
):
    for number in range(600):
        sqlite_office.application(f"P{number:03d}", arrived=at(21, 8, number % 60))
    overtime = bundle.services(sqlite_office.database, sqlite_office.clock).overtime
    friday = Evening(date(2024, 6, 28), time(17), time(20), "R1", ("bagus",))
    alone = overtime.preview(replace(friday, station="R2", end=time(19), people=("dwi",)))

    first = overtime.order(SRI, friday, op())
    beside = overtime.preview(replace(friday, station="R2", end=time(19), people=("dwi",)))
    second = overtime.order(SRI, replace(friday, station="R2", end=time(19), people=("dwi",)), op())

    assert (alone.places, len(alone.rows)) == (beside.places, len(beside.rows)) == (20, 20)
    assert (first.target, second.target) == (30, 20)
    listed = _listed(sqlite_office)
    assert len(listed) == len(set(listed)) == 50
    plan = bundle.services(sqlite_office.database, sqlite_office.clock).plans.plan()
    printed = {row.application_id for row in plan.rows if row.planned and at(28, 17) < row.planned <= at(28, 20)}
    assert set(listed) == printed


def _listed(office: MadeOffice) -> list[int]:
    with office.database.reading() as session:
        return list(session.scalars(select(OvertimeRow.application_id)))


def test_an_evening_of_another_pool_lists_only_what_its_station_prints(sqlite_office: MadeOffice):
    for number in range(300):
        sqlite_office.application(f"P{number:03d}")
        sqlite_office.application(f"E{number:03d}", service="epassport_laminated")
    overtime = bundle.services(sqlite_office.database, sqlite_office.clock).overtime
    overtime.order(SRI, EVENING, op())

    preview = overtime.preview(replace(EVENING, station="E1", people=("sri",)))

    assert (preview.places, len(preview.rows)) == (30, 30)
    assert {row.service for row in preview.rows} == {"epassport_laminated"}


def test_a_station_that_stands_still_has_no_evening(sqlite_office: MadeOffice):
    for number in range(300):
        sqlite_office.application(f"P{number:03d}")
    services = bundle.services(sqlite_office.database, sqlite_office.clock)
    services.office.set_station_state(SRI, SwitchEntry("R1", "down"), op())
    for act in (services.overtime.preview, lambda evening: services.overtime.order(SRI, evening, op())):
        with pytest.raises(RuleViolationError, match="R1 stands still"):
            act(EVENING)

    services.office.set_station_state(SRI, SwitchEntry("R1", "down", expected_back=at(26, 18)), op())
    assert services.overtime.preview(EVENING).places == 10
    services.office.set_station_state(SRI, SwitchEntry("R1", "up"), op())
    services.office.set_service_state(SRI, SwitchEntry("regular48", "down"), op())
    services.office.set_service_state(SRI, SwitchEntry("regular24", "down"), op())
    with pytest.raises(RuleViolationError, match="Nothing that station R1 prints goes through"):
        services.overtime.preview(EVENING)
    services.office.set_service_state(SRI, SwitchEntry("regular48", "flaky", 50), op())
    assert services.overtime.preview(EVENING).places == 15


def test_two_evenings_ordered_at_once_never_share_an_application_or_a_person(office: MadeOffice):
    for number in range(400):
        office.application(f"P{number:03d}")
    overtime = bundle.services(office.database, office.clock).overtime

    for day in (26, 27):
        evening = Evening(date(2024, 6, day), time(17), time(19), "R1", ("bagus",))
        done = _at_once(
            lambda e=evening: overtime.order(SRI, e, op()),
            lambda e=evening: overtime.order(SRI, replace(e, station="R2", people=("dwi",)), op()),
        )
        assert [type(each) for each in done] == [SessionView, SessionView]
        same = replace(evening, start=time(20), end=time(21), people=("sri",))
        done = _at_once(
            lambda e=same: overtime.order(SRI, e, op()),
            lambda e=same: overtime.order(SRI, replace(e, station="R2"), op()),
        )
        assert sorted(type(each).__name__ for each in done) == ["RuleViolationError", "SessionView"]

    listed = _listed(office)
    assert len(listed) == len(set(listed)) == 100
    numbers = [session.number for session in overtime.sessions()]
    assert sorted(numbers) == [f"LK-2024-{n:06d}" for n in range(1, 7)]


def test_an_evening_right_after_another_at_the_same_station_has_its_own_list(office: MadeOffice):
    for number in range(400):
        office.application(f"P{number:03d}")
    overtime = bundle.services(office.database, office.clock).overtime
    overtime.order(SRI, Evening(date(2024, 6, 26), time(16), time(18), "R1", ("bagus",)), op())

    after = overtime.order(SRI, Evening(date(2024, 6, 26), time(18), time(20), "R1", ("dwi",)), op())

    assert after.target == 20
    listed = _listed(office)
    assert len(listed) == len(set(listed)) == 40


def _at_once(*acts: Callable[[], SessionView]) -> list[object]:
    """What each act gave or raised, all begun at the same moment."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], SessionView]) -> object:
        start.wait()
        try:
            return act()
        except RuleViolationError as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_repeated_order_finds_the_first_answer_also_after_it_was_taken_back(services: bundle.Services):
    operation = op()
    first = services.overtime.order(SRI, EVENING, operation)

    assert services.overtime.order(SRI, EVENING, operation) == first
    services.overtime.cancel(SRI, first.id, op())
    assert services.overtime.order(SRI, EVENING, operation) == first
    assert services.overtime.sessions() == ()


def test_a_cancelled_evening_has_no_work_sheet(services: bundle.Services, sqlite_office: MadeOffice):
    session, operation = services.overtime.order(SRI, EVENING, op()), op()
    services.overtime.work_sheet(SRI, session.id, catalogue("en"), operation)
    services.overtime.cancel(SRI, session.id, op())

    for each in (op(), operation):
        with pytest.raises(RuleViolationError, match="was taken back, so it has no work sheet"):
            services.overtime.work_sheet(SRI, session.id, catalogue("en"), each)
    assert len(sqlite_office.ledger("print_paper")) == 1


def test_nobody_works_more_in_a_week_than_the_office_allows(sqlite_office: MadeOffice):
    for number in range(900):
        sqlite_office.application(f"P{number:03d}")
    overtime = bundle.services(sqlite_office.database, sqlite_office.clock).overtime
    alone = replace(EVENING, people=("bagus",))
    overtime.order(SRI, replace(alone, day=date(2024, 6, 27)), op())
    overtime.order(SRI, replace(alone, day=date(2024, 6, 29), start=time(8), end=time(16)), op())
    sunday = replace(alone, day=date(2024, 6, 30), start=time(22), end=time(2))

    # 11 of 14 hours: 2 more on Sunday evening are in this week, the 2 after midnight in the next.
    kept = overtime.order(SRI, sunday, op())
    with pytest.raises(RuleViolationError, match="Bagus Prakoso has 13 hours of overtime in that week, and 14 are"):
        overtime.order(SRI, replace(alone, end=time(18)), op())
    overtime.order(SRI, replace(alone, end=time(17)), op())
    overtime.cancel(SRI, kept.id, op())
    overtime.order(SRI, replace(alone, start=time(18), end=time(20)), op())
    assert overtime.preview(replace(alone, people=("dwi",), station="R2")).places == 30


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": time(12), "end": time(13), "day": date(2024, 6, 27)}, "runs into office hours"),
        ({"start": time(23), "end": time(8)}, "runs into office hours"),
        ({"people": ("dwi", "dwi")}, "Dwi Rahayu is named twice"),
        ({"station": "E1", "people": ("dwi",)}, "Dwi Rahayu runs R1, R2, not E1"),
    ],
)
def test_breaks_doubles_and_strange_stations_are_refused(services: bundle.Services, change: dict, words: str):
    with pytest.raises(RuleViolationError, match=words):
        services.overtime.preview(replace(EVENING, **change))
    assert services.overtime.preview(replace(EVENING, people=("sri",))).places == 30  # nobody knows her stations
