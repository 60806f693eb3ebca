"""Making an office, its settings, and the ledger that nobody can change unseen."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from printdesk.errors import RuleViolationError
from printdesk.models.database import Database
from printdesk.services import bundle, settings_file
from printdesk.services.clock import DemoClock, FixedClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_settings_go_out_and_come_in_with_people_and_states(office: MadeOffice):
    services = _services(office).office
    services.set_service_state(SRI, SwitchEntry("regular24", "down", note="PDN"), op())
    exported = services.export()

    changed = exported.replace("rate_per_hour = 10.0", "rate_per_hour = 12.5", 1).replace('"down"', '"flaky"', 1)
    version = services.import_file(SRI, changed, op())

    assert services.data().version == version == 2
    assert services.data().settings.stations[0].rate_per_hour == 12.5
    assert {switch.code: switch.state for switch in services.service_switches()}["regular24"] == "flaky"
    assert [person.login for person in services.people()] == ["bagus", "dwi", "sri"]


@pytest.mark.parametrize(
    ("find", "put", "words"),
    [
        ("promise_days = 4", 'promise_days = "four"', "Expected `int`"),
        ("rate_per_hour", "rate_an_hour", "do not know|missing required"),
        ('zone = "Asia/Jakarta"', 'zone = "Asia/Semarang"', "is not a time zone"),
        ('code = "regular24"', 'code = "regular48"', "has a code twice"),
        ("[office]", "[office", "not valid TOML"),
        ("07:30:00,\n", "17:30:00,\n", "."),
    ],
)
def test_settings_that_do_not_fit_change_nothing(sqlite_office: MadeOffice, find: str, put: str, words: str):
    services = _services(sqlite_office).office
    exported = services.export()
    assert find in exported

    with pytest.raises(RuleViolationError, match=words):
        services.import_file(SRI, exported.replace(find, put, 1), op())

    assert services.data().version == 1
    assert services.export() == exported


def test_a_service_type_that_is_in_use_cannot_be_left_out(sqlite_office: MadeOffice):
    sqlite_office.application("A", service="regular24")
    services = _services(sqlite_office).office
    exported = services.export()
    start = exported.index('[[services]]\ncode = "regular24"')
    end = exported.index("[[services]]", start + 1)
    without = (exported[:start] + exported[end:]).replace('    "regular24",\n', "")
    without = re.sub(r'    \{ code = "regular24".*\n', "", without)

    with pytest.raises(RuleViolationError, match="“regular24” exist"):
        services.import_file(SRI, without, op())


def test_an_office_is_made_once(office: MadeOffice):
    with pytest.raises(RuleViolationError, match="There is an office"):
        make_office(office.database, office.clock, settings_file.default_settings())


def test_every_act_is_in_the_chain_and_no_entry_can_be_changed_or_slipped_in(office: MadeOffice):
    office.application("A")
    services = _services(office)
    services.print_room.take_next(DWI, "R2", 1, op())
    found = services.office.verify()
    assert (found.ok, found.entries, found.first_bad) == (True, len(office.ledger()), None)
    assert services.office.verify(head=office.ledger()[0].hash).ok
    assert not services.office.verify(head="0" * 64).ok

    for statement in (
        "UPDATE ledger SET act = 'x' WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 1",
        (
            'INSERT INTO ledger SELECT seq + 5, at, "user", desk, act, object_kind, object_id, details, '
            "operation_id, previous, hash FROM ledger WHERE seq = 1"
        ),
    ):
        with pytest.raises(DBAPIError), office.database.engine.begin() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize("column", ["user", "details", "previous", "at"])
def test_verify_names_the_first_entry_that_was_tampered_with(sqlite_office: MadeOffice, column: str):
    for number in range(5):
        sqlite_office.application(f"P{number}")
    services = _services(sqlite_office)
    services.print_room.take_next(DWI, "R2", 5, op())
    with sqlite_office.database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER ledger_no_update"))
        value = "2024-06-26 01:00:01.000000" if column == "at" else "x"
        connection.execute(text(f'UPDATE ledger SET "{column}" = :value WHERE seq = 3'), {"value": value})  # noqa: S608

    found = services.office.verify()

    assert (found.ok, found.first_bad) == (False, 3)


def test_the_ledger_holds_no_personal_data(office: MadeOffice):
    office.application("SITI RAHMAWATI", phone="081234567890", nik="3374015708990003")
    services = _services(office)
    (row,) = services.print_room.take_next(DWI, "R2", 1, op())
    services.print_room.bind(DWI, row.application_id, office.blanks()[0], op())
    services.print_room.confirm_failed(DWI, row.application_id, "ink", op())

    written = " ".join(entry.details + entry.object_id for entry in office.ledger())

    for secret in ("SITI", "RAHMAWATI", "081234567890", "3374015708990003", office.get(row.application_id).number):
        assert secret not in written


def test_a_broken_act_leaves_nothing_behind(office: MadeOffice):
    def do(work):
        work.record("half", "office", "1")
        work.session.execute(text("UPDATE person SET name = 'X'"))
        raise RuleViolationError("no")

    before = len(office.ledger())
    with pytest.raises(RuleViolationError, match="no"):
        office.workplace.perform("half", DWI, op(), do)

    assert len(office.ledger()) == before
    assert {person.name for person in _services(office).office.people()} != {"X"}


def test_an_operation_id_belongs_to_one_act(office: MadeOffice):
    operation = op()
    _services(office).office.set_station_state(SRI, SwitchEntry("R1", "down"), operation)

    with pytest.raises(RuleViolationError, match="belongs to another act"):
        _services(office).blanks.issue(SRI, "regular48", "dwi", 1, operation)


def test_a_demo_office_goes_on_where_it_was_left(sqlite_url: str):
    database = Database(sqlite_url)
    make_office(database, FixedClock(at(26)), settings_file.default_settings(), demo_start=at(26))
    opened = bundle.open_office(sqlite_url)

    assert isinstance(opened.clock, DemoClock)
    assert at(26) <= opened.clock.now() < at(26, 8, 5)
    later = DemoClock(at(26, 9), ticks=iter([0.0, 61.0]).__next__)
    assert later.now() == at(26, 9, 1).replace(second=1)
    opened.close()
    database.close()
