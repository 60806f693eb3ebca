"""Pins: the next place there is or a day's, by two people, seen beforehand, over by themselves."""

from datetime import date, timedelta

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.pins import PinsService
from printdesk.services.plans import PlanService, PlanView
from printdesk.services.print_room import PrintRoomService
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

THURSDAY, FRIDAY = date(2024, 6, 27), date(2024, 6, 28)


def plan(office: MadeOffice) -> PlanView:
    return PlanService(office.workplace).plan()


def crowd(office: MadeOffice, count: int, **values: object) -> list[int]:
    return [
        office.application(f"Warga {n:03d}", **{"arrived": at(21, 8) + timedelta(minutes=n), **values})
        for n in range(count)
    ]


def pinned(office: MadeOffice, key: int, day: date | None = None) -> int:
    service = PinsService(office.workplace)
    number = service.ask(SRI, key, "Permintaan KBRI", op(), day=day)
    service.confirm(BAGUS, number, op())
    return number


def test_a_pin_to_the_front_is_printed_first_and_handed_out_first(office: MadeOffice):
    overdue = crowd(office, 60, promised=at(24, 15, 30))
    last = office.application("Siti", promised=at(3, 15, 30, month=7), arrived=at(25, 12))
    seen = PinsService(office.workplace).preview(last)
    assert plan(office).rows[-1].application_id == last

    pinned(office, last)

    after = plan(office)
    assert (after.rows[0].application_id, after.rows[0].pinned, after.rows[0].planned) == (
        last, True, seen.planned_after,
    )  # fmt: skip
    # The others keep their order, and the row keeps its own class and its own date.
    assert [row.application_id for row in after.rows[1:]] == overdue
    assert (after.rows[0].class_code, after.rows[0].need_by) == ("rest", at(3, 13, 30, month=7))
    assert [row.position for row in after.rows] == list(range(1, 62))
    assert [row.planned for row in after.rows] == sorted(row.planned for row in after.rows if row.planned)
    room = PrintRoomService(office.workplace, PlanService(office.workplace))
    assert [row.application_id for row in room.take_next(DWI, "R1", 2, op())] == [last, overdue[0]]
    assert [row.application_id for row in PinsService(office.workplace).live()] == [last]


def test_a_pin_that_is_taken_back_leaves_the_plan_as_it_was(office: MadeOffice):
    crowd(office, 100, promised=at(24, 15, 30))
    last = office.application("Siti", arrived=at(25, 12))
    before = plan(office).rows
    number = pinned(office, last)
    assert plan(office).rows != before
    PinsService(office.workplace).withdraw(SRI, number, op())
    assert plan(office).rows == before
    with pytest.raises(RuleViolationError, match="over already"):
        PinsService(office.workplace).withdraw(SRI, number, op())


def test_a_pin_to_a_day_is_printed_on_that_day_and_not_handed_out_before(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office, 5, promised=at(2, 15, 30, month=7))
    first = office.application("Siti", promised=at(2, 15, 30, month=7), arrived=at(20, 8))
    assert plan(office).row(first).planned.date() == date(2024, 6, 26)

    pinned(office, first, FRIDAY)

    planned = plan(office).row(first)
    assert (planned.planned.date(), planned.pinned, planned.at_risk) == (FRIDAY, True, False)
    assert first not in PlanService(office.workplace).order_for_station("R1")
    office.clock.set(28, 8)
    assert first in PlanService(office.workplace).order_for_station("R1")


def test_a_pin_brings_forward_to_its_day_and_shows_who_pays(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office, 260, departs_at=at(28, 0))
    last = office.application("Siti", departs_at=at(28, 0), arrived=at(25, 12))
    seen = PinsService(office.workplace).preview(last, THURSDAY)
    assert (seen.at_risk_before, seen.at_risk_after, seen.trips_saved) == (True, False, 1)
    assert (seen.trips_lost, [each.loses_trip for each in seen.moved].count(True)) == (1, 1)


def test_nobody_is_pinned_to_a_day_that_is_too_late_or_closed(sqlite_office: MadeOffice):
    office = sqlite_office
    service = PinsService(office.workplace)
    key = office.application("Siti", departs_at=at(28, 0))
    with pytest.raises(RuleViolationError, match="too late itself"):
        service.ask(SRI, key, "Kelompok", op(), day=FRIDAY)
    for closed in (date(2024, 6, 29), date(2024, 6, 30)):
        with pytest.raises(RuleViolationError, match="Nothing can print"):
            service.preview(key, closed)
    for wrong in (date(2024, 6, 25), date(2024, 7, 28)):
        with pytest.raises(RuleViolationError, match="no day"):
            service.preview(key, wrong)


def test_a_pin_needs_a_supervisor_a_second_person_and_a_reason(office: MadeOffice):
    service, key = PinsService(office.workplace), office.application("Siti")
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        service.ask(DWI, key, "Teman", op())
    with pytest.raises(RuleViolationError, match="needs a reason"):
        service.ask(SRI, key, "", op())
    number = service.ask(SRI, key, "Permintaan KBRI", op())
    assert not plan(office).row(key).pinned
    with pytest.raises(RuleViolationError, match="another person decides"):
        service.confirm(SRI, number, op())
    with pytest.raises(RuleViolationError, match="already, or waits"):
        service.ask(SRI, key, "Lagi", op())
    assert [row.asked_by for row in service.waiting()] == ["Sri Wahyuni"]
    service.refuse(DWI, number, "Tidak perlu", op())
    with pytest.raises(RuleViolationError, match="decided already"):
        service.confirm(BAGUS, number, op())
    assert (service.waiting(), service.live(), service.of(key)[0].note) == ((), (), "Tidak perlu")


def test_a_pin_runs_out_by_itself(sqlite_office: MadeOffice):
    office = sqlite_office
    key = office.application("Siti", promised=at(3, 15, 30, month=7))
    service = PinsService(office.workplace)
    pinned(office, key)
    assert service.live()[0].expires_at == at(27, 16)
    office.clock.set(27, 15, 59)
    assert plan(office).row(key).pinned
    office.clock.set(27, 16)
    assert not plan(office).row(key).pinned
    assert (service.live(), service.of(key)[0].state) == ((), "expired")
    with pytest.raises(RuleViolationError, match="cannot hold"):
        service.ask(SRI, key, "Lagi", op(), until=at(27, 15))


def test_several_pins_of_two_pools_all_go_first_by_arrival_and_never_over_a_buckets_places(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office, 60, promised=at(24, 15, 30))
    crowd(office, 60, promised=at(24, 15, 30), service="epassport_laminated")
    late = [office.application(f"S{n}", arrived=at(25, 9, n)) for n in range(30)]
    laminated = office.application("E", arrived=at(25, 9), service="epassport_laminated")
    for key in (*reversed(late), laminated):
        pinned(office, key)
    view = plan(office)
    # R1 and R2 make 20 an hour: the first hour is theirs alone, and the next places after it.
    regular = [row.application_id for row in view.rows if row.service == "regular48"]
    assert regular[:30] == late
    assert next(row.application_id for row in view.rows if row.service == "epassport_laminated") == laminated
    for bucket in view.capacity:
        used = [
            r for r in view.rows if r.pool == bucket.pool and r.planned and bucket.start < r.planned <= bucket.end
        ]
        assert len(used) <= bucket.booklets
    assert len({(row.pool, row.planned, row.position) for row in view.rows}) == len(view.rows)


def test_a_pin_without_anything_that_prints_it_changes_nothing(sqlite_office: MadeOffice):
    office = sqlite_office
    key = office.application("Siti", promised=at(24, 15, 30))
    pinned(office, key)
    office.blanks("regular48", how_many=1, holder=None)
    office.application("Budi", state="claimed", claimed_by="dwi", claimed_station="R1", claimed_until=at(26, 12))
    row = plan(office).row(key)
    assert (row.planned, row.pinned) == (None, False)


def test_the_story_and_the_row_tell_of_a_pin(sqlite_office: MadeOffice):
    office, english = sqlite_office, catalogue("en")
    key = office.application("Siti", promised=at(3, 15, 30, month=7))
    pinned(office, key, FRIDAY)
    view = plan(office)
    assert view.why(view.row(key), english).startswith("Put on Fri 28 June by hand (Sri Wahyuni). ")
    told = [line.text for line in ApplicationsService(office.workplace).story(key, english)]
    assert told == [
        "A place by hand was asked for: Fri 28 June (Sri Wahyuni).",
        "Got a place by hand: Fri 28 June, until Fri 28 June 16:30 (Bagus Prakoso).",
    ]
