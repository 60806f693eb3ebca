"""What follows a failed print: attempts, warnings, approvals, flaky service types, and stations that stop."""

import pytest
from sqlalchemy import select

from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState as B
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Booklet, PrintAttempt
from printdesk.services import bundle
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.story import story
from printdesk.services.warnings import warning_words
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, list_file, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _bound(office: MadeOffice, services: bundle.Services, serial: str, station: str = "R2") -> int:
    """Take one and put it into the machine; its id."""
    row = services.print_room.take_next(DWI, station, 1, op())[0]
    services.print_room.bind(DWI, row.application_id, serial, op())
    return row.application_id


def _fail(office: MadeOffice, services: bundle.Services, serial: str, reason: str = "ink"):
    key = _bound(office, services, serial)
    return key, services.print_room.confirm_failed(DWI, key, reason, op())


def test_the_history_names_each_attempt_its_blank_operator_reason_and_next_step(office: MadeOffice):
    application = office.application("ONE")
    serials, services = office.blanks(), _services(office)
    _key, failure = _fail(office, services, serials[0])
    _bound(office, services, serials[1])
    services.print_room.confirm_printed(DWI, application, op())
    services.quality.fails(BAGUS, application, "photo", op())

    found = services.print_room.attempts(application)

    assert (failure.attempt, failure.next_step.en) == (
        2, "Clean the print head, then print again on a new blank.",
    )  # fmt: skip
    assert [(each.number, each.serial, each.station, each.operator, each.outcome) for each in found] == [
        (1, serials[0], "R2", "Dwi Rahayu", "failed"), (2, serials[1], "R2", "Dwi Rahayu", "check_failed"),
    ]  # fmt: skip
    assert [each.reason.en for each in found if each.reason] == ["Ink bleeding", "Photo incomplete"]
    assert found[1].told_by == "Bagus Prakoso"
    assert [each.family for each in found] == ["print", "print"]


def _flies_tomorrow(office: MadeOffice) -> int:
    """One who flies tomorrow evening and must be printed today."""
    return office.application("FLIES", departs_at=at(27, 20), departs_has_time=True, proof="ticket")


def test_a_failure_that_puts_the_trip_at_risk_warns_the_supervisor_until_noted(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    trip = _flies_tomorrow(office)
    assert services.plans.plan().trips_at_risk == 0
    _bound(office, services, serials[0])
    for station in ("R1", "R2"):
        services.office.set_station_state(SRI, SwitchEntry(station, "down"), op())

    failure = services.print_room.confirm_failed(DWI, trip, "ink", op())

    assert failure.at_risk
    inbox = services.warnings.inbox()
    assert [(row.kind, row.application_id, row.by) for row in inbox] == [
        ("second_attempt_at_risk", trip, "Dwi Rahayu")
    ]
    text, advice = warning_words(services.office.data().settings, inbox[0], catalogue("en"))
    assert "FLIES" in text
    assert "attempt 2" in text
    assert "Thu 27 June" in text
    assert advice
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.warnings.acknowledge(DWI, inbox[0].id, "", op())
    services.warnings.acknowledge(SRI, inbox[0].id, "evening planned", op())
    assert services.warnings.inbox() == ()
    with pytest.raises(RuleViolationError, match="noted or dealt with already"):
        services.warnings.acknowledge(SRI, inbox[0].id, "", op())


def test_a_failure_whose_trip_stays_safe_or_that_has_none_warns_nobody(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    office.application("SAFE", departs_at=at(20, 0, month=7), proof="ticket")
    office.application("NO TRIP")

    failures = [_fail(office, services, serial)[1] for serial in serials[:2]]

    assert [each.at_risk for each in failures] == [False, False]
    assert services.warnings.inbox() == ()


def test_a_failed_check_warns_of_the_trip_as_well(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    trip = _flies_tomorrow(office)
    _bound(office, services, serials[0])
    services.print_room.confirm_printed(DWI, trip, op())
    for station in ("R1", "R2"):
        services.office.set_station_state(SRI, SwitchEntry(station, "down"), op())

    services.quality.fails(BAGUS, trip, "photo", op())

    assert [row.kind for row in services.warnings.inbox()] == ["second_attempt_at_risk"]


@pytest.mark.parametrize("where", ["print", "check"])
def test_a_data_error_waits_for_another_persons_approval_and_keeps_its_place_and_link(office: MadeOffice, where: str):
    services, serials = _services(office), office.blanks()
    first = office.application("FIRST", arrived=at(20, 9))
    second = office.application("SECOND", arrived=at(21, 9))
    key = _bound(office, services, serials[0])
    assert key == first
    if where == "print":
        assert services.print_room.confirm_failed(DWI, key, "data_error", op()).waits
    else:
        services.print_room.confirm_printed(DWI, key, op())
        services.quality.fails(BAGUS, key, "data_error", op())
    reporter = DWI if where == "print" else BAGUS

    assert office.get(key).state == A.HELD
    assert [row.application_id for row in services.plans.plan().rows] == [second]
    waiting = services.reprints.waiting()
    assert [(row.application_id, row.use, row.serial, row.attempt) for row in waiting] == [
        (key, where, serials[0], 1)
    ]
    with pytest.raises(RuleViolationError, match="waits for the approval"):
        services.applications.resume(SRI, key, op())
    with pytest.raises(RuleViolationError):
        services.reprints.approve(reporter, key, "looks fine", op())
    with pytest.raises(RuleViolationError, match="needs a reason"):
        services.reprints.approve(SRI, key, "  ", op())

    services.reprints.approve(SRI, key, "birth date put right", op())

    assert [row.application_id for row in services.plans.plan().rows] == [first, second]
    assert (services.reprints.waiting(), services.warnings.inbox()) == ((), ())
    with office.workplace.reading() as view:
        told = [line.text for line in story(view, key, catalogue("en"))]
    assert any(line.startswith("Reprint after the data error approved") for line in told)
    with pytest.raises(RuleViolationError, match="No reprint of this application waits"):
        services.reprints.approve(SRI, key, "again", op())


def test_approving_a_reprint_warns_when_the_trip_is_at_risk_by_then_and_the_attempt_names_the_approval(
    office: MadeOffice,
):
    services, serials = _services(office), office.blanks()
    trip = _flies_tomorrow(office)
    _bound(office, services, serials[0])
    services.print_room.confirm_failed(DWI, trip, "data_error", op())
    assert services.print_room.attempts(trip)[0].approved_by == ""
    for station in ("R1", "R2"):
        services.office.set_station_state(SRI, SwitchEntry(station, "down"), op())

    services.reprints.approve(SRI, trip, "birth date put right", op())

    assert [(row.kind, row.details) for row in services.warnings.inbox()] == [
        ("second_attempt_at_risk", {"attempt": 2, "others": 0})
    ]
    attempt = services.print_room.attempts(trip)[0]
    assert (attempt.approved_by, attempt.approved_at) == ("Sri Wahyuni", office.clock.moment)


def test_what_a_new_list_put_right_in_between_is_linked(office: MadeOffice, tmp_path):
    services, serials = _services(office), office.blanks()
    key = office.application("SITI NURHALISA")
    _bound(office, services, serials[0])
    services.print_room.confirm_failed(DWI, key, "data_error", op())
    assert services.reprints.waiting()[0].corrected == ()
    office.clock.step(hours=1)
    row = office.get(key)
    path = list_file(tmp_path / "list.csv", f"{row.number};Siti Nurhaliza;;;regular48;21/06/2024;;;;")

    services.imports.apply(SRI, path, op(), language=catalogue("en"))
    report = services.reprints.waiting()[0]

    assert report.corrected == ("name",)
    assert report.corrected_at == office.clock.moment


def test_a_station_stops_after_failures_in_a_row_until_a_person_says_go_on(office: MadeOffice):
    services, serials = _services(office), office.blanks(how_many=10)
    for number in range(6):
        office.application(f"P{number}", arrived=at(20, 9, number))
    held = services.print_room.take_next(DWI, "R2", 5, op())
    for row, serial in zip(held[:3], serials, strict=False):
        services.print_room.bind(DWI, row.application_id, serial, op())
        last = services.print_room.confirm_failed(DWI, row.application_id, "ink", op())

    assert last.stopped
    stops = services.stops.stops()
    assert [(stop.station, stop.service, stop.failures) for stop in stops] == [("R2", "regular48", 3)]
    assert [row.kind for row in services.warnings.inbox()] == ["station_stopped_by_failures"]
    with pytest.raises(RuleViolationError, match="stopped printing Regular passport 48"):
        services.print_room.bind(DWI, held[3].application_id, serials[5], op())
    assert services.print_room.take_next(DWI, "R2", 5, op()) == ()
    assert len(services.print_room.take_next(BAGUS, "R1", 1, op())) == 1

    with pytest.raises(RuleViolationError, match="needs a reason"):
        services.stops.go_on(DWI, "R2", "regular48", "", op())
    services.stops.go_on(DWI, "R2", "regular48", "head cleaned", op())

    assert (services.stops.stops(), services.warnings.inbox()) == ((), ())
    services.print_room.bind(DWI, held[3].application_id, serials[5], op())
    assert not services.print_room.confirm_failed(DWI, held[3].application_id, "ink", op()).stopped


def test_a_good_print_between_or_wrong_data_do_not_stop_the_station(office: MadeOffice):
    services, serials = _services(office), office.blanks(how_many=10)
    for number in range(8):
        office.application(f"P{number}", arrived=at(20, 9, number))
    rows = services.print_room.take_next(DWI, "R2", 8, op())
    told = ["ink", "ink", "", "data_error", "data_error", "ink", "ink"]
    for row, serial, reason in zip(rows, serials, told, strict=False):
        office.clock.step(minutes=5)
        services.print_room.bind(DWI, row.application_id, serial, op())
        if reason:
            assert not services.print_room.confirm_failed(DWI, row.application_id, reason, op()).stopped
        else:
            services.print_room.confirm_printed(DWI, row.application_id, op())


def _flaky(office: MadeOffice, services: bundle.Services) -> tuple[list[int], list[str]]:
    """Four wait, Dwi holds ten blanks, and the service type is flaky; ids and serials."""
    ids = [office.application(f"P{number}", arrived=at(20, 9, number)) for number in range(4)]
    serials = office.blanks(how_many=10)
    services.office.set_service_state(SRI, SwitchEntry("regular48", "flaky", 60), op())
    return ids, serials


def test_what_fails_while_flaky_waits_in_the_tray_and_goes_only_by_send_now_after_its_pause(office: MadeOffice):
    services = _services(office)
    ids, serials = _flaky(office, services)
    _fail(office, services, serials[0], "photo")

    view = services.print_room.flaky("R2")[0]
    assert [(row.application_id, row.attempts) for row in view.tray] == [(ids[0], 1)]
    assert view.tray[0].again_at == at(26, 8, 15)
    assert [row.application_id for row in services.print_room.take_next(DWI, "R2", 1, op())] == [ids[1]]
    assert [row.application_id for row in services.print_room.send_now(DWI, "R2", "regular48", 1, op())] == [ids[2]]
    office.clock.step(minutes=15)
    assert [row.application_id for row in services.print_room.take_next(BAGUS, "R1", 1, op())] == [ids[3]]

    assert [row.application_id for row in services.print_room.send_now(DWI, "R2", "regular48", 1, op())] == [ids[0]]
    with pytest.raises(RuleViolationError, match="does not print that"):
        services.print_room.send_now(DWI, "R2", "epassport_laminated", 1, op())


def test_the_tray_is_empty_when_the_service_works_again_and_each_waits_at_its_old_place(office: MadeOffice):
    services = _services(office)
    ids, serials = _flaky(office, services)
    _fail(office, services, serials[0])
    services.office.set_service_state(SRI, SwitchEntry("regular48", "up"), op())

    assert services.print_room.flaky("R2") == ()
    assert [row.application_id for row in services.print_room.take_next(DWI, "R2", 2, op())] == ids[:2]


def test_success_is_told_by_the_offices_hour_and_proposes_how_many_to_send(office: MadeOffice):
    services = _services(office)
    for number in range(9):
        office.application(f"P{number}", arrived=at(20, 9, number))
    serials = office.blanks(how_many=10)
    services.office.set_service_state(SRI, SwitchEntry("regular48", "flaky", 60), op())
    assert services.print_room.flaky("R2")[0].proposed == 6
    told = iter(serials)
    for minute, outcome in ((50, "ink"), (55, ""), (65, ""), (70, "data_error"), (75, ""), (80, "page_torn")):
        office.clock.set(26, 8 + minute // 60, minute % 60)
        key = _bound(office, services, next(told))
        if outcome:
            services.print_room.confirm_failed(DWI, key, outcome, op())
        else:
            services.print_room.confirm_printed(DWI, key, op())
    office.clock.set(26, 9, 30)

    view = services.print_room.flaky("R2")[0]

    assert [(f"{hour.start:%H:%M}", hour.tried, hour.printed) for hour in view.hours] == [
        ("08:00", 2, 1), ("09:00", 3, 2),
    ]  # fmt: skip
    assert (view.last_hour.tried, view.last_hour.printed, view.proposed) == (5, 3, 6)
    office.clock.set(26, 10, 10)
    assert services.print_room.flaky("R2")[0].last_hour.tried == 2


def test_the_others_of_a_split_group_are_offered_and_taken_together(office: MadeOffice):
    services = _services(office)
    ids = [office.application(f"G{n}", arrived=at(20, 9, n), group_name="Haji 14") for n in range(4)]
    office.application("AFTER", arrived=at(20, 10))
    taken = services.print_room.take_next(DWI, "R2", 2, op())

    split = services.print_room.split_groups("R2", [row.application_id for row in taken])

    assert [(each.name, each.taken, each.whole, each.left) for each in split] == [("Haji 14", 2, 4, tuple(ids[2:]))]
    assert not split[0].over_days
    with pytest.raises(RuleViolationError, match="Nobody of this group"):
        services.print_room.take_group(BAGUS, "R1", "Haji 14", op())
    others = services.print_room.take_group(DWI, "R2", "Haji 14", op())
    assert [row.application_id for row in others] == ids[2:]
    assert services.print_room.split_groups("R2", [row.application_id for row in taken]) == ()


def test_a_group_that_the_plan_splits_over_days_is_said_so(office: MadeOffice):
    services = _services(office)
    for number in range(170):
        office.application(f"G{number}", arrived=at(20, 9, number % 60), group_name="Haji 14")
    taken = services.print_room.take_next(DWI, "R2", 2, op())

    split = services.print_room.split_groups("R2", [row.application_id for row in taken])[0]

    assert split.over_days
    assert len(split.days) >= 2


def test_while_a_booklet_waits_for_a_look_the_station_hands_out_nothing(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    office.application("ONE")
    office.application("TWO")
    key = _bound(office, services, serials[0])
    services.print_room.lose_touch(DWI, op())

    for act in (
        lambda: services.print_room.take_next(DWI, "R2", 1, op()),
        lambda: services.print_room.send_now(BAGUS, "R2", "regular48", 1, op()),
        lambda: services.sheets.make(DWI, "R2", 1, op()),
    ):
        with pytest.raises(RuleViolationError, match=f"{serials[0]} at this station waits for a person's look"):
            act()
    services.print_room.confirm_blank(BAGUS, key, op())
    assert len(services.print_room.take_next(DWI, "R2", 1, op())) == 1


def test_a_supervisor_settles_for_a_desk_that_never_comes_back(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    office.application("ONE")
    office.application("TWO")
    key = _bound(office, services, serials[0])
    other = services.print_room.take_next(DWI, "R2", 1, op())[0].application_id
    assert [(row.desk, row.printing, row.claimed) for row in services.print_room.in_machines("L1")] == [("R2", 1, 1)]
    assert services.print_room.in_machines("R2") == ()
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.print_room.give_up_desk(BAGUS, "R2", op())

    assert services.print_room.give_up_desk(SRI, "R2", op()) == 1

    assert (office.get(key).state, office.get(other).state) == (A.UNCONFIRMED, A.READY)
    assert [row.serial for row in services.print_room.unconfirmed()] == [serials[0]]
    services.print_room.confirm_failed(SRI, key, "misfeed", op())
    with office.database.reading() as session:
        assert session.scalar(select(Booklet.state).where(Booklet.serial == serials[0])) == B.SPOILED
    with pytest.raises(RuleViolationError, match="holds nothing any more"):
        services.print_room.give_up_desk(SRI, "R2", op())


def test_no_second_blank_is_ever_bound_to_what_may_be_printed(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    office.application("ONE")
    key = _bound(office, services, serials[0])
    for _way in ("in the machine", "after the desk stopped", "days later"):
        for actor in (DWI, BAGUS):
            with pytest.raises(RuleViolationError):
                services.print_room.bind(actor, key, serials[1], op())
        services.print_room.lose_touch(DWI, op())
        office.clock.step(days=3)
        assert services.plans.order_for_station("R2") == []

    with office.database.reading() as session:
        assert len(session.scalars(select(PrintAttempt)).all()) == 1


def test_an_act_whose_answer_was_lost_finds_it_again_by_its_id(office: MadeOffice):
    services, serials = _services(office), office.blanks()
    office.application("ONE")
    key = _bound(office, services, serials[0])
    operation = op()
    first = services.print_room.confirm_failed(DWI, key, "ink", operation)

    assert services.print_room.confirm_failed(DWI, key, "ink", operation) == first
    with office.database.reading() as session:
        assert len(session.scalars(select(PrintAttempt)).all()) == 1
