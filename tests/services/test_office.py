"""Making an office, its settings, and the ledger that nobody can change unseen."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
import tomli_w
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from printdesk.errors import RuleViolationError
from printdesk.models.database import Database
from printdesk.services import bundle, settings_file, settings_limits
from printdesk.services.clock import DemoClock, FixedClock
from printdesk.services.office import make_office
from printdesk.services.overtime import Evening
from printdesk.services.settings_file import PersonEntry, SwitchEntry, default_settings
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
        ("07:30:00,\n", "17:30:00,\n", "In “calendar.office\\[1\\]” 17:30 stands before 12:00"),
        ("rate_per_hour = 10.0", "rate_per_hour = nan", "“stations\\[R1\\].rate_per_hour” is nan.*more than 0"),
        ("rate_per_hour = 10.0", "rate_per_hour = inf", "at most 500"),
        ("rate_per_hour = 10.0", "rate_per_hour = 0.0", "“stations\\[R1\\].rate_per_hour” is 0.0"),
        ("promise_days = 4", "promise_days = 61", "“services\\[regular48\\].promise_days” is 61.*0 and 60"),
        ("low_stock = 200", "low_stock = -1", "low_stock"),
        ("horizon_days = 60", "horizon_days = 0", "“order.horizon_days” is 0.*1 and 120"),
        ("horizon_days = 60", "horizon_days = 121", "1 and 120"),
        ("quality_lag_minutes = 120", "quality_lag_minutes = 2881", "0 and 2880"),
        ("travel_margin_minutes = 240", "travel_margin_minutes = -1", "0 and 2880"),
        ("overdue_share_percent = 10", "overdue_share_percent = 101", "0 and 100"),
        ("share_after_class = 4", "share_after_class = 7", "“order.share_after_class” is 7.*0 and 6"),
        ("claim_minutes = 240", "claim_minutes = 4", "5 and 10080"),
        ("same_day_quota = 25", "same_day_quota = -1", "same_day_quota"),
        ("pickup_lead_days = 1", "pickup_lead_days = -1", "“order.classes\\[proven_trip\\].pickup_lead_days”"),
        ('rule = "leaves_soon"', 'rule = "leave_soon"', "“leave_soon”; known are: proven, leaves_soon"),
        ('rule = "rest"', 'rule = "same_day"', "must end with the one class"),
        ('rule = "same_day"', 'rule = "rest"', "must end with the one class"),
        ('"medical",', '"medis",', "“medis”; known are: death"),
        ("2027,", "9999,", "“calendar.national_years\\[2\\]” is 9999"),
        ("2024,", "2028,", "write the earlier one first"),
        ("overrides = []", 'overrides = [{ day = 2024-06-27, name = "x", kind = "opened" }]', "“opened”; known are"),
        ("undo_minutes = 30", "undo_minutes = 1441", "0 and 1440"),
        ("slots_per_box = 200", "slots_per_box = 10000", "1 and 9999"),
        ('"F",', '"A",', "pickup.shelf_boxes"),
        ('"F",', '"f",', "in capitals"),
        ('"F",', '"FFFFFFFF",', "1 to 7 characters"),
        ("weekly_hours = 14", "weekly_hours = 0", "1 and 100"),
        ('grade = "IV"', 'grade = "V"', "“V”; known are: I, II"),
        ('use = "print"', 'use = "prnt"', "“prnt”; known are"),
        ('"supervisor",', '"king",', "“king”; known are: print"),
        ('login = "dwi"', 'login = "dwi "', "without blanks"),
        ('login = "dwi"', 'login = "SRI"', "has a code twice: sri"),
        (
            'state = "up"',
            'state = "banana"',
            "“service_states\\[regular48\\].state” is “banana”; known are: up, flaky, down",
        ),
        ("success_percent = 100", "success_percent = 250", "0 and 100"),
        ("success_percent = 100", "expected_back = 2024-06-28T08:00:00", "without a time zone"),
        ('code = "data_error"', 'code = "' + "x" * 41 + '"', "1 to 40 characters"),
        ('    "Paspor biasa 24"', '    "Paspor biasa 48"', "belongs to two service types"),
    ],
)
def test_settings_that_do_not_fit_change_nothing(sqlite_office: MadeOffice, find: str, put: str, words: str):
    services = _services(sqlite_office).office
    exported = services.export()
    assert find in exported
    entries = len(sqlite_office.ledger())

    with pytest.raises(RuleViolationError, match=words):
        services.import_file(SRI, exported.replace(find, put, 1), op())

    assert services.data().version == 1
    assert services.export() == exported
    assert len(sqlite_office.ledger()) == entries


@pytest.mark.parametrize("name", ["office", "counter"])
def test_a_week_without_an_open_day_is_refused(sqlite_office: MadeOffice, name: str):
    services = _services(sqlite_office).office
    document = tomllib.loads(services.export())
    document["calendar"][name] = [[] for _day in range(7)]

    with pytest.raises(RuleViolationError, match=f"“calendar.{name}” has no open day"):
        services.import_file(SRI, tomli_w.dumps(document), op())


@pytest.mark.parametrize(("list_name", "words"), [("stations", "name the service types"), ("pickup", "one box")])
def test_a_station_prints_something_and_the_shelf_has_a_box(sqlite_office: MadeOffice, list_name: str, words: str):
    services = _services(sqlite_office).office
    document = tomllib.loads(services.export())
    if list_name == "stations":
        document["stations"][0]["services"] = []
    else:
        document["pickup"]["shelf_boxes"] = []

    with pytest.raises(RuleViolationError, match=words):
        services.import_file(SRI, tomli_w.dumps(document), op())


@pytest.mark.parametrize(
    "entry",
    [
        SwitchEntry("regular48", "banana"),
        SwitchEntry("regular48", "flaky", 101),
        SwitchEntry("regular48", "flaky", -5),
        SwitchEntry("regular48", "down", 100, at(28).replace(tzinfo=None)),
    ],
)
def test_a_switch_that_makes_no_sense_is_refused_in_the_window_too(sqlite_office: MadeOffice, entry: SwitchEntry):
    services = _services(sqlite_office).office
    with pytest.raises(RuleViolationError, match="_states"):
        services.set_service_state(SRI, entry, op())
    with pytest.raises(RuleViolationError, match="_states"):
        services.set_station_state(SRI, replace(entry, code="R1"), op())
    assert {switch.state for switch in (*services.service_switches(), *services.station_switches())} == {"up"}


def test_the_bundled_settings_keep_all_limits():
    settings_limits.check(settings_file.sections(settings_file.default_settings()))


def test_an_import_says_in_the_ledger_what_it_changed_and_nothing_when_nothing_did(office: MadeOffice):
    services = _services(office).office
    exported = services.export()
    services.import_file(SRI, exported, op())
    assert services.export() == exported
    same = json.loads(office.ledger()[-1].details)
    assert (same["version"], same["sections"]) == (2, [])
    assert same["sha256"] == hashlib.sha256(exported.encode()).hexdigest()
    assert not office.ledger("set_state") + office.ledger("change_person")

    document = tomllib.loads(exported)
    document["people"] = [p | {"roles": ["counter"]} for p in document["people"] if p["login"] != "bagus"]
    document["people"].append({"login": "rudi", "name": "Rudi", "roles": ["print"]})
    document["service_states"][0]["state"] = "down"
    document["stations"][0]["rate_per_hour"] = 12.0
    services.import_file(SRI, tomli_w.dumps(document), op())

    entries = [(e.act, e.object_id, json.loads(e.details)) for e in office.ledger()[-6:]]
    assert entries[:5] == [
        ("leave_person", "bagus", {"roles": []}),
        ("change_person", "dwi", {"roles": ["counter"]}),
        ("add_person", "rudi", {"roles": ["print"]}),
        ("change_person", "sri", {"roles": ["counter"]}),
        ("set_state", "regular48", {"before": "up", "state": "down", "success": 100}),
    ]
    assert entries[5][2]["sections"] == ["stations", "service_states", "people"]


def test_whom_a_list_of_people_leaves_out_is_gone_until_named_again(office: MadeOffice):
    services = _services(office).office
    exported = services.export()
    document = tomllib.loads(exported)
    nobody = {name: value for name, value in document.items() if name != "people"}
    document["people"] = [person for person in document["people"] if person["login"] != "bagus"]

    services.import_file(SRI, tomli_w.dumps(document), op())
    assert [person.login for person in services.people()] == ["dwi", "sri"]
    services.import_file(SRI, tomli_w.dumps(nobody), op())
    assert [person.login for person in services.people()] == ["dwi", "sri"]
    services.import_file(SRI, exported, op())
    assert [person.login for person in services.people()] == ["bagus", "dwi", "sri"]
    assert services.export() == exported


def test_a_station_with_work_in_hand_or_an_ordered_evening_cannot_be_left_out(office: MadeOffice):
    services = _services(office)
    for number in range(400):
        office.application(f"P{number}")
    document = tomllib.loads(services.office.export())
    for name in ("stations", "station_states"):
        document[name] = [entry for entry in document[name] if entry["code"] != "R2"]
    without = tomli_w.dumps(document)
    evening = services.overtime.order(SRI, Evening(date(2024, 6, 26), time(22), time(1), "R2", ("dwi",)), op())

    with pytest.raises(RuleViolationError, match=f"ordered for an evening \\({evening.number}\\)"):
        services.office.import_file(SRI, without, op())
    services.overtime.cancel(SRI, evening.id, op())
    taken = services.print_room.take_next(DWI, "R2", 1, op())
    with pytest.raises(RuleViolationError, match="in hand at station “R2”"):
        services.office.import_file(SRI, without, op())
    services.print_room.release(DWI, [row.application_id for row in taken], op())

    assert services.office.import_file(SRI, without, op()) == 2
    assert [station.code for station in services.office.data().settings.stations] == ["R1", "E1", "E2"]


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
        _services(office).blanks.receive(SRI, "regular48", "C1000001", "C1000002", "dwi", operation)


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


def test_a_demo_offices_clock_goes_on_after_the_plan_that_was_kept_last(sqlite_url: str):
    """A plan is kept a moment after the act; the next program's plan would seem older, and would not be kept."""
    database = Database(sqlite_url)
    make_office(database, FixedClock(at(26)), settings_file.default_settings(), demo_start=at(26))
    bundle.services(database, FixedClock(at(26, 11))).history.keep("start")
    opened = bundle.open_office(sqlite_url)
    assert opened.clock.now() >= at(26, 11)
    opened.close()
    database.close()


def test_a_key_that_no_group_of_the_settings_knows_is_refused_by_its_name():
    whole = default_settings()
    file = replace(
        whole, people=(PersonEntry("dwi", "Dwi", ("print",)),), service_states=(SwitchEntry("regular24", "up"),),
        station_states=(SwitchEntry("R1", "up"),),
    )  # fmt: skip
    document = settings_file.sections(file)
    groups = list(_groups(document, ""))
    assert {"", "people[1]", "service_states[1]", "station_states[1]", "stations[1]", "pickup.collectors[1]"} <= {
        where for where, _group in groups
    }
    for where, group in groups:
        group["colour"] = "red"
        with pytest.raises(RuleViolationError) as refused:
            settings_file.from_toml(tomli_w.dumps(document))
        assert f"“{f'{where}.colour'.lstrip('.')}”" in refused.value.message
        assert "Nothing was changed." in refused.value.advice
        del group["colour"]
    assert settings_file.from_toml(tomli_w.dumps(document)) == file


def _groups(value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of a settings file with its name; of a list the first entry."""
    if isinstance(value, dict):
        yield where, value
        for key, inner in value.items():
            yield from _groups(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list | tuple) and value:
        yield from _groups(value[0], f"{where}[1]")
