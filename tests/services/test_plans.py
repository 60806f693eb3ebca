"""The plan over a real office: classes, capacity, promises and the answer at the counter."""

from datetime import timedelta

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.plan_words import UrgencyKind, urgency_words
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import DWI, SRI, MadeOffice, at, op

EN = catalogue("en")


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_each_application_is_in_the_offices_class_with_its_print_by_date(sqlite_office: MadeOffice):
    office = sqlite_office
    made = {
        "medical": office.application("M", proof="medical"),
        "leaves_soon": office.application("S", departs_at=at(28, 0), proof="ticket"),
        "same_day": office.application("D", same_day=True, arrived=at(26, 7, 30), promised=at(26, 15, 30)),
        "proven_trip": office.application("T", departs_at=at(5, 0, month=7), proof="ticket"),
        "unproven_trip": office.application("U", departs_at=at(5, 0, month=7)),
        "rest": office.application("R"),
    }

    rows = {row.application_id: row for row in _services(office).plans.plan().rows}

    assert {code: rows[each].class_code for code, each in made.items()} == {code: code for code in made}
    assert [rows[each].class_rank for each in made.values()] == [1, 2, 3, 4, 5, 6]
    # Friday 28 June: collected by Thursday's close (15:30), two hours of check before; lead 0 in the urgent class.
    assert rows[made["leaves_soon"]].need_by == at(27, 13, 30)
    # Friday 5 July with one open day's lead: collected on Thursday 4 July.
    assert rows[made["proven_trip"]].need_by == at(4, 13, 30, month=7)
    assert rows[made["rest"]].need_by == at(27, 13, 30)


def test_no_pool_gets_more_than_its_places_and_in_time_means_before_the_print_by_date(sqlite_office: MadeOffice):
    for number in range(400):
        flies = at(27, 0) if number % 2 == 0 else None
        sqlite_office.application(
            f"P{number}", departs_at=flies, proof="ticket", arrived=at(19, 8) + timedelta(minutes=number)
        )
    plan = _services(sqlite_office).plans.plan()

    for bucket in plan.capacity:
        inside = [
            row for row in plan.rows
            if row.pool == bucket.pool and row.planned and bucket.start < row.planned <= bucket.end
        ]  # fmt: skip
        assert len(inside) <= bucket.booklets
    assert all(row.at_risk == (row.planned is None or row.planned > row.need_by) for row in plan.rows)
    assert [row.position for row in plan.rows] == list(range(1, 401))
    assert plan.trips_at_risk == sum(row.trip_at_risk for row in plan.rows) > 0


def test_a_stopped_service_is_not_planned_and_says_why_until_it_works_again(sqlite_office: MadeOffice):
    application = sqlite_office.application("E", service="epassport_laminated", departs_at=at(5, 0, month=7))
    services = _services(sqlite_office)
    services.office.set_service_state(SRI, SwitchEntry("epassport_laminated", "down"), op())
    (row,) = services.plans.plan().rows

    assert (row.planned, row.trip_at_risk) == (None, True)
    assert "e-Passport laminated cannot be printed at present" in services.plans.plan().why(row, EN)
    answer = services.plans.answer_for(application, EN)
    assert (answer.verdict, answer.planned) == ("no", None)

    back = SwitchEntry("epassport_laminated", "down", expected_back=at(27, 8))
    services.office.set_service_state(SRI, back, op())
    (row,) = services.plans.plan().rows
    assert row.planned is not None
    assert row.planned > at(27, 8)


def test_blanks_limit_the_plan_once_a_type_is_booked_in(sqlite_office: MadeOffice):
    for number in range(5):
        sqlite_office.application(f"P{number}")
    services = _services(sqlite_office)
    assert all(row.planned for row in services.plans.plan().rows)

    sqlite_office.blanks(how_many=3)

    rows = services.plans.plan().rows
    assert [row.planned is not None for row in rows] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("values", "verdict", "said"),
    [
        ({"departs_at": at(5, 0, month=7), "proof": "ticket"}, "yes", "Yes."),
        ({"departs_at": at(27, 0), "proof": "ticket"}, "tight", "Yes, but only just."),
        ({"departs_at": at(26, 9), "departs_has_time": True}, "no", "Show your ticket"),
        ({}, "no_trip", "planned to be printed today"),
        ({"state": A.SHELVED}, "ready", "can be collected now"),
        ({"state": A.COLLECTED}, "collected", "It was collected"),
        ({"state": A.HELD, "hold_reason": "payment"}, "held", "on hold: Payment not confirmed"),
    ],
)
def test_the_answer_at_the_counter(sqlite_office: MadeOffice, values: dict, verdict: str, said: str):
    application = sqlite_office.application("WIDODO", **values)

    answer = _services(sqlite_office).plans.answer(sqlite_office.get(application).number, EN)

    assert answer.verdict == verdict
    assert said in answer.sentence


def test_an_unknown_number_is_said_to_be_unknown(sqlite_office: MadeOffice):
    with pytest.raises(RuleViolationError, match="no application 1234 here"):
        _services(sqlite_office).plans.answer("1234", EN)


def test_urgency_is_trip_first_then_today_then_promise(sqlite_office: MadeOffice):
    sqlite_office.application("LOST", departs_at=at(26, 9), departs_has_time=True, proof="ticket")
    sqlite_office.application("TODAY", departs_at=at(27, 0), proof="ticket")
    sqlite_office.application("SLACK", departs_at=at(5, 0, month=7), proof="ticket")
    sqlite_office.application("OVERDUE", promised=at(24, 15, 30))
    plan = _services(sqlite_office).plans.plan()

    words = {row.name: urgency_words(row, plan.now, EN) for row in plan.rows}

    assert {name: each.kind for name, each in words.items()} == {
        "LOST": UrgencyKind.RISK, "TODAY": UrgencyKind.TODAY,
        "SLACK": UrgencyKind.SLACK, "OVERDUE": UrgencyKind.OVERDUE,
    }  # fmt: skip
    assert words["OVERDUE"].text == "Promise passed 2 d"
    assert words["SLACK"].text == "6 days left"


def test_the_board_counts_what_is_late_and_who_travels(sqlite_office: MadeOffice):
    office = sqlite_office
    office.application("A", promised=at(24, 15, 30), departs_at=at(1, 0, month=7))
    office.application("B", promised=at(24, 15, 30))
    office.application("C")
    office.application("D", state=A.SHELVED)
    office.application("E", state=A.PRINTED)
    office.application("F", arrived=at(26, 7, 45))
    office.blanks()
    services = _services(office)
    services.print_room.take_next(DWI, "R2", 1, op())

    board = services.board.board()

    assert (board.waiting, board.past_promise, board.ready, board.in_check, board.arrived_today) == (3, 1, 1, 1, 1)
    assert board.trips_at_risk == 0
    assert sum(age.waiting for age in board.ages) == 3
    assert sum(load.planned for load in board.loads) == 3
    assert board.cleared_on == at(26).date()
