"""The print room: claims, blanks, outcomes, and what is not known after a stop."""

import threading

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState as B
from printdesk.errors import RuleViolationError
from printdesk.models.tables import Booklet, PrintAttempt
from printdesk.services import bundle
from printdesk.services.claims import Wanted, claim
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _booklet(office: MadeOffice, serial: str) -> Booklet:
    with office.database.reading() as session:
        row = session.query(Booklet).filter_by(serial=serial).one()
        session.expunge(row)
        return row


def test_take_next_hands_out_the_plans_first_ones_in_its_order(office: MadeOffice):
    late = office.application("LATER", arrived=at(21, 12))
    first = office.application("EARLIER", arrived=at(21, 9))
    urgent = office.application("FLIES", arrived=at(25, 9), departs_at=at(28, 0), proof="ticket")
    office.application("OTHER KIND", service="epassport_laminated")
    services = _services(office)

    planned = [row.application_id for row in services.plans.plan().rows]

    taken = services.print_room.take_next(DWI, "R2", 3, op())

    assert {row.application_id for row in taken} == {late, first, urgent}
    assert [row.application_id for row in taken] == [each for each in planned if each in {late, first, urgent}]
    assert planned.index(first) < planned.index(late)
    assert office.get(urgent).claimed_by == "dwi"
    assert office.get(urgent).state == A.CLAIMED


def test_two_desks_never_get_one_application(office: MadeOffice):
    for number in range(12):
        office.application(f"P{number}")
    taken: list[int] = []
    failures: list[Exception] = []

    def take(actor):
        try:
            services = _services(office)
            taken.extend(row.application_id for row in services.print_room.take_next(actor, "R2", 6, op()))
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=take, args=(actor,)) for actor in (DWI, BAGUS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(taken) == len(set(taken)) == 12


def test_a_repeated_operation_takes_nothing_more(office: MadeOffice):
    for number in range(4):
        office.application(f"P{number}")
    services, operation = _services(office), op()

    first = services.print_room.take_next(DWI, "R2", 2, operation)
    again = services.print_room.take_next(DWI, "R2", 2, operation)

    assert [row.application_id for row in again] == [row.application_id for row in first]
    assert len(office.ledger("claim")) == 2


def test_a_stopped_station_or_service_hands_out_nothing_and_says_so(office: MadeOffice):
    planned_before = Wanted([office.application("ONE")], "R1", 1)
    services = _services(office)
    services.office.set_station_state(SRI, SwitchEntry("R2", "down"), op())
    with pytest.raises(RuleViolationError, match="Station R2 is stopped"):
        services.print_room.take_next(DWI, "R2", 1, op())

    services.office.set_service_state(SRI, SwitchEntry("regular48", "down"), op())
    services.office.set_service_state(SRI, SwitchEntry("regular24", "down"), op())
    with pytest.raises(RuleViolationError, match="Nothing that station R1 prints works"):
        services.print_room.take_next(DWI, "R1", 1, op())
    with pytest.raises(RuleViolationError, match="Nothing that station R1 prints works"):
        office.workplace.perform("take_next", DWI, op(), lambda work: {"ids": claim(work, planned_before)})


def _taken(office: MadeOffice, name: str = "WIDODO") -> tuple[bundle.Services, int]:
    application = office.application(name)
    services = _services(office)
    services.print_room.take_next(DWI, "R2", 1, op())
    return services, application


def test_a_bound_blank_goes_through_print_and_confirmation(office: MadeOffice):
    services, application = _taken(office)
    serial = office.blanks()[0]

    row = services.print_room.bind(DWI, application, f" {serial[0].lower()} {serial[1:]}", op())
    assert (row.state, row.serial, row.attempt) == (A.PRINTING, serial, 1)
    services.print_room.confirm_printed(DWI, application, op())

    assert office.get(application).state == A.PRINTED
    assert _booklet(office, serial).state == B.PERSONALISED
    ended = services.print_room.in_hand("R2", "dwi").ended
    assert [(each.serial, each.state) for each in ended] == [(serial, "printed")]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda office: office.blanks("regular24")[0], "is a blank for Passport 24; this application needs"),
        (lambda office: office.blanks(holder="bagus")[0], "was issued to Bagus Prakoso, not to you"),
        (lambda office: office.blanks(holder=None)[0], "is still in the safe"),
        (lambda _office: "Z9999999", "was ever received here"),
        (lambda office: _state_of(office, B.SPOILED), "must not be used: it is spoiled"),
        (lambda office: _state_of(office, B.MISSING), "must not be used: it is missing"),
        (lambda office: _state_of(office, B.PERSONALISED), "was used already"),
        (lambda _office: "12", "serial"),
    ],
    ids=["wrong type", "somebody else's", "in the safe", "unknown", "spoiled", "missing", "used", "no serial"],
)
def test_a_blank_that_must_not_be_bound_is_refused_with_its_reason(office: MadeOffice, make, words: str):
    services, application = _taken(office)

    with pytest.raises(RuleViolationError, match=words):
        services.print_room.bind(DWI, application, make(office), op())

    assert office.get(application).state == A.CLAIMED
    assert office.get(application).booklet_id is None


def _state_of(office: MadeOffice, state: B) -> str:
    serial = office.blanks()[3]
    with office.database.writing() as session:
        session.query(Booklet).filter_by(serial=serial).one().state = state
    return serial


def test_only_the_holder_binds_and_nobody_picks_an_application(office: MadeOffice):
    services, application = _taken(office)
    office.blanks(holder="bagus")
    with pytest.raises(RuleViolationError, match="in the hands of Dwi Rahayu at station R2"):
        services.print_room.bind(BAGUS, application, "C1000001", op())

    waiting = office.application("NOT TAKEN")
    with pytest.raises(RuleViolationError, match="not handed out to you"):
        services.print_room.bind(BAGUS, waiting, "C1000001", op())


def test_a_failed_print_spoils_the_blank_and_keeps_the_old_place(office: MadeOffice):
    services, application = _taken(office, "FIRST")
    office.application("SECOND", arrived=at(22))
    before = office.get(application)
    serial = office.blanks()[0]
    services.print_room.bind(DWI, application, serial, op())

    with pytest.raises(RuleViolationError, match="no reason"):
        services.print_room.confirm_failed(DWI, application, "bad mood", op())
    services.print_room.confirm_failed(DWI, application, "ink", op())

    after = office.get(application)
    assert (after.state, after.booklet_id, after.claimed_by) == (A.READY, None, None)
    assert (after.arrived, after.promised, after.promised_first) == (
        before.arrived, before.promised, before.promised_first,
    )  # fmt: skip
    assert _booklet(office, serial).state == B.SPOILED
    assert services.plans.plan().rows[0].application_id == application
    again = services.print_room.take_next(DWI, "R2", 1, op())
    assert again[0].attempt == 1
    assert services.print_room.bind(DWI, application, "C1000002", op()).attempt == 2


def test_after_a_stop_in_mid_print_a_person_says_what_became_of_it(office: MadeOffice):
    services, application = _taken(office)
    serial = office.blanks()[0]
    services.print_room.bind(DWI, application, serial, op())

    assert services.print_room.lose_touch(BAGUS, op()) == 0
    assert services.print_room.lose_touch(DWI, op()) == 1

    (row,) = services.print_room.unconfirmed()
    assert (row.application_id, row.serial) == (application, serial)
    assert _booklet(office, serial).state == B.BOUND
    services.print_room.confirm_blank(DWI, application, op())
    assert office.get(application).state == A.READY
    assert (_booklet(office, serial).state, _booklet(office, serial).holder) == (B.ISSUED, "dwi")
    with pytest.raises(RuleViolationError):
        services.print_room.confirm_printed(DWI, application, op())


def test_a_claim_not_begun_in_time_falls_back_at_the_next_claim(office: MadeOffice):
    services, application = _taken(office)
    office.clock.step(minutes=241)

    taken = services.print_room.take_next(BAGUS, "R1", 1, op())

    assert [row.application_id for row in taken] == [application]
    assert office.get(application).claimed_by == "bagus"
    with office.database.reading() as session:
        assert session.query(PrintAttempt).count() == 0
