"""The demo office is whole: its books balance, its ledger fits, its plan is worth looking at."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase

from printdesk.domain import numbers
from printdesk.domain.states import ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.database import Database
from printdesk.models.tables import (
    Application,
    BlankBatch,
    Booklet,
    LedgerEntry,
    Pickup,
    PrintAttempt,
    QualityCheck,
)
from printdesk.services.bundle import Services, open_office
from printdesk.services.demo import START, make_demo
from printdesk.services.demo.days import NORMAL_DAYS, OUTAGE_DAYS, at
from printdesk.services.work import Actor, new_operation_id

WITH_BOOKLET = {
    ApplicationState.PRINTED: BookletState.PERSONALISED,
    ApplicationState.PASSED: BookletState.PERSONALISED,
    ApplicationState.SHELVED: BookletState.SHELVED,
    ApplicationState.COLLECTED: BookletState.HANDED_OVER,
    ApplicationState.POSTED: BookletState.HANDED_OVER,
}


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One demo office for the tests that only read it."""
    url = f"sqlite:///{(tmp_path_factory.mktemp('demo') / 'demo.db').as_posix()}"
    make_demo(url)
    return url


@pytest.fixture
def demo(demo_url: str) -> Any:
    services = open_office(demo_url)
    yield services
    services.close()


def _rows(url: str, table: type[DeclarativeBase]) -> list[dict[str, Any]]:
    database = Database(url)
    with database.reading() as session:
        rows = [dict(row) for row in session.execute(select(table.__table__).order_by("id")).mappings()]
    database.close()
    return rows


def test_it_opens_on_the_morning_after_the_outage_on_its_own_clock(demo: Services):
    assert START <= demo.office.now() < START + timedelta(seconds=30)
    assert demo.clock.is_demo


def test_its_ledger_fits_and_runs_in_the_order_of_time(demo: Services, demo_url: str):
    database = Database(demo_url)
    with database.reading() as session:
        times = list(session.scalars(select(LedgerEntry.at).order_by(LedgerEntry.seq)))
    database.close()

    assert demo.office.verify().ok
    assert times == sorted(times)
    assert times[-1] < START


def test_its_blanks_balance_and_today_some_are_in_each_operators_hands(demo: Services):
    assert all(balance.balanced and balance.received for balance in demo.blanks.balances())
    held = {(each.holder, each.service): each for each in demo.blanks.holdings()}
    assert held["dwi.rahayu", "regular48"].received == 60
    assert all(each.received == each.printed + each.spoiled + each.in_hand for each in held.values())
    assert len(demo.office.people()) == 8
    assert all(not each.nip or numbers.nip_facts(each.nip) for each in demo.office.people())


def test_booklets_and_applications_tell_the_same_story(demo_url: str):
    booklets = {row["id"]: row for row in _rows(demo_url, Booklet)}
    attempts, checks = _rows(demo_url, PrintAttempt), _rows(demo_url, QualityCheck)
    applications = _rows(demo_url, Application)
    printed = {row["application_id"]: row for row in attempts if row["outcome"] == "printed"}
    passed = {row["application_id"]: row for row in checks if row["passed"]}

    for row in applications:
        state = ApplicationState(row["state"])
        booklet = booklets.get(row["booklet_id"])
        searched = booklet is not None and booklet["state"] == BookletState.MISSING
        assert (booklet and booklet["state"]) == (BookletState.MISSING if searched else WITH_BOOKLET.get(state))
        assert booklet is None or booklet["application_id"] == row["id"] == printed[row["id"]]["application_id"]
        assert booklet is None or booklet["service"] == row["service"]
        assert (row["shelf_slot"] is not None) == (state in (ApplicationState.PASSED, ApplicationState.SHELVED))
        assert (row["id"] in passed) == (state in WITH_BOOKLET and state != ApplicationState.PRINTED)
    assert all(passed[key]["checker"] != printed[key]["operator"] for key in passed)
    assert {row["booklet_id"] for row in attempts} == {
        row["id"] for row in booklets.values() if row["state"] not in (BookletState.IN_SAFE, BookletState.ISSUED)
    }
    assert sum(row["state"] == BookletState.MISSING for row in booklets.values()) == 1
    assert {row["application_id"] for row in _rows(demo_url, Pickup)} == {
        row["id"] for row in applications if row["state"] in (ApplicationState.COLLECTED, ApplicationState.POSTED)
    }
    assert sum(row["count"] for row in _rows(demo_url, BlankBatch)) == len(booklets)


def test_its_days_are_those_of_june_2024(demo_url: str):
    taken = Counter(_local(row["arrived"]).date().isoformat() for row in _rows(demo_url, Application))
    printed = Counter(
        _local(row["outcome_at"]).date().isoformat() for row in _rows(demo_url, PrintAttempt)
        if row["outcome"] == "printed"
    )  # fmt: skip

    assert all(230 <= taken[f"2024-06-{day:02d}"] <= 270 for day in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 19))
    assert all(250 <= taken[f"2024-06-{day}"] <= 400 for day in (20, 21, 24, 25))
    assert not any(taken[f"2024-06-{day:02d}"] for day in (1, 2, 8, 9, 15, 16, 17, 18, 22, 23))
    assert not any(printed[f"2024-06-{day}"] for day in range(20, 26))
    assert 30 <= printed["2024-06-26"] <= 60


def test_its_people_are_of_every_shape(demo_url: str):
    rows = _rows(demo_url, Application)
    names = [row["name"] for row in rows]

    assert sum(" " not in name for name in names) > 100
    assert sum("'" in name for name in names) > 100
    assert max(map(len, names)) > 80
    assert all(numbers.nik_sex(row["nik"]) == row["sex"] for row in rows)
    assert all(numbers.nik_fits_birth(row["nik"], row["birth_date"]) for row in rows)
    assert all(numbers.phone(row["phone"]) == row["phone"] for row in rows)
    assert len({row["nik"] for row in rows}) == len(rows)
    assert {row["priority"] for row in rows} == {None, "elderly", "toddler", "pregnant", "disabled"}


def test_its_plan_has_trips_to_save_and_an_end(demo: Services):
    board = demo.board.board()
    waiting = demo.plans.plan().rows
    trips = [row for row in waiting if row.departs_at is not None]

    assert 1200 <= board.waiting <= 1400
    assert 15 <= board.trips_at_risk <= 25
    assert board.cleared_on is not None
    assert 7 <= (board.cleared_on - START.date()).days <= 14
    assert 30 <= board.in_check <= 45
    assert 200 <= board.ready <= 280
    assert (board.past_promise, board.past_first > 40) == (0, True)
    assert 0.25 <= len(trips) / len(waiting) <= 0.35
    assert 0.5 <= sum(bool(row.proof) for row in trips) / len(trips) <= 0.7
    assert any(row.same_day for row in waiting)
    sizes = Counter(row.group for row in waiting if row.group)
    assert any(2 <= size <= 6 for name, size in sizes.items() if name.startswith("Kel. "))
    assert any(12 <= size <= 45 for size in sizes.values())


def test_its_outage_is_recorded_with_all_that_hangs_on_it(demo: Services, demo_url: str):
    still, over = demo.outages.outages()
    rows = _rows(demo_url, Application)
    moved = [row for row in rows if row["promised"] != row["promised_first"]]
    calls = demo.owed_calls.owed()

    assert (over.started_at, over.ended_at) == (at(OUTAGE_DAYS[0], 7, 30), at(START.date(), 5, 45))
    assert over.services == ("regular48", "epassport_laminated", "epassport_polycarbonate")
    assert still.is_open
    assert still.services == ("regular24",)
    assert still.expected_back
    assert over.most_days == still.most_days == len(OUTAGE_DAYS)
    assert len(moved) == over.moved + still.moved > 900
    assert all(row["promised"] > row["promised_first"] for row in moved)
    assert {choice.number for choice in calls.outages} == {over.number, still.number}
    assert sum(choice.owed for choice in calls.outages) >= len(moved)


def test_its_counter_has_something_on_every_list(demo: Services):
    lists, waves = demo.uncollected.lists(), demo.waves.current()
    cases = demo.cancelling.dry_run()

    assert (len(lists.expiring()), len(lists.past()), len(lists.posted), len(lists.missing)) == (8, 6, 2, 1)
    assert lists.due()
    assert waves is not None
    assert waves.people > 1000
    assert [case.refused for case in cases if not case.refused] == [""] * 6
    assert any("the delay was ours" in case.refused for case in cases)


def test_its_queue_has_an_end_with_overtime_and_says_honestly_that_it_has_none_without(demo: Services):
    without, evenings = demo.forecasts.forecast(), demo.forecasts.forecast(3)

    assert without.usual.middle is None
    assert "60 working days" in without.sentence(catalogue("en"))
    assert evenings.usual.middle is not None
    assert evenings.usual.late is not None
    assert START.date() < evenings.usual.middle < evenings.usual.late


def test_each_morning_kept_the_forecast_of_what_waited_then(demo: Services):
    found = demo.forecasts.forecast()
    waited = {each.day: each.waiting for each in found.mornings}
    kept = {each.day: each for each in found.kept}

    assert set(waited) - {START.date()} <= set(kept)
    for day, waiting in waited.items():
        assert day == START.date() or abs(kept[day].waiting - waiting) <= 2
    assert [kept[day].middle for day in OUTAGE_DAYS] == [None] * len(OUTAGE_DAYS)
    assert kept[NORMAL_DAYS[-1]].middle == NORMAL_DAYS[-1]


def test_work_goes_on_where_it_stopped(tmp_path: Any):
    url = f"sqlite:///{(tmp_path / 'demo.db').as_posix()}"
    make_demo(url)
    services = open_office(url)
    dwi = Actor("dwi.rahayu", "R1")

    taken = services.print_room.take_next(dwi, "R1", 3, new_operation_id())
    blank = next(each.first for each in services.blanks.holdings() if each.holder == dwi.user)
    services.print_room.bind(dwi, taken[0].application_id, blank, new_operation_id())
    services.print_room.confirm_printed(dwi, taken[0].application_id, new_operation_id())

    assert len(taken) == 3
    assert services.office.verify().ok
    assert all(balance.balanced for balance in services.blanks.balances())
    services.close()


def test_the_same_seed_makes_the_same_office_and_another_seed_another(demo_url: str, tmp_path: Any):
    same, other = (f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("same.db", "other.db"))
    make_demo(same)
    make_demo(other, seed=7)

    assert _rows(same, Application) == _rows(demo_url, Application)
    assert _rows(same, Booklet) == _rows(demo_url, Booklet)
    assert _rows(other, Application) != _rows(demo_url, Application)


def test_an_office_that_exists_is_not_made_a_demo(demo_url: str):
    before = _rows(demo_url, Application)

    with pytest.raises(RuleViolationError):
        make_demo(demo_url)
    assert _rows(demo_url, Application) == before


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(START.tzinfo)


def test_the_ledger_of_the_whole_office_names_no_applicant(demo: Services):
    with demo.database.reading() as session:
        rows = session.execute(select(LedgerEntry.object_id, LedgerEntry.details)).all()
        people = session.execute(select(Application.name, Application.nik, Application.phone)).all()
        collectors = session.scalars(select(Pickup.collector_name)).all()
    said = "\n".join(f"{about} {details}" for about, details in rows).casefold()
    assert len(people) > 1000
    names = {name.casefold() for name in (*(person.name for person in people), *collectors) if " " in name}
    assert [name for name in names if name in said] == []
    numbers = {value for person in people for value in (person.nik, person.phone) if value}
    assert numbers
    assert numbers.isdisjoint(re.findall(r"[0-9]{6,}", said))
