"""The health of an office: each thing with its verdict, on both kinds of database, and nobody's data in the text."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from printdesk.i18n import catalogue
from printdesk.services import health as module
from printdesk.services.bundle import Services, services
from printdesk.services.health import Around, Health, HealthLine, PrinterFacts, Verdict, as_text, health
from tests.services.offices import MadeOffice

ENGLISH = catalogue("en")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printdesk.paths.data_folder", lambda: tmp_path)


def looked(office: MadeOffice, around: Around | None = None) -> Health:
    return health(all_services(office), around or Around(True, [PrinterFacts("Office", ready=True)]), ENGLISH)


def all_services(office: MadeOffice) -> Services:
    return services(office.database, office.clock)


def line(found: Health, code: str) -> HealthLine:
    return next(each for each in found.lines if each.code == code)


def test_an_office_that_is_well_says_so_and_names_its_database(office: MadeOffice):
    office.clock.moment = datetime.now(UTC)
    found = looked(office)
    wrong = {each.code: each for each in found.lines if each.verdict is not Verdict.GOOD}
    assert set(wrong) <= {"backup"}
    kind = "SQLite" if office.database.is_sqlite else "PostgreSQL"
    assert line(found, "database").value.startswith(kind)
    assert line(found, "ledger").value == "whole: 1 entry"
    assert "as this program has it" in line(found, "schema").value


def test_a_database_that_others_can_read_and_that_cannot_be_made_private_is_said(
    office: MadeOffice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("printdesk.services.health.keep_private", lambda _path: False)
    found = line(looked(office), "database")
    assert (found.verdict is Verdict.LOOK) is office.database.is_sqlite
    assert found.advice.startswith("Others who use this computer can read it") is office.database.is_sqlite


def test_a_changed_ledger_is_found_and_makes_the_whole_bad(office: MadeOffice, monkeypatch: pytest.MonkeyPatch):
    from printdesk.services.ledger import Verification

    bundle = all_services(office)
    monkeypatch.setattr(type(bundle.office), "verify", lambda _self: Verification(False, 9, "ab", 7))
    found = health(bundle, Around(), ENGLISH)
    assert line(found, "ledger").value == "entry 7 does not fit the one before"
    assert "auditor" in line(found, "ledger").advice
    assert found.worst is Verdict.BAD


def test_clocks_more_than_a_minute_apart_are_said_with_how_far(office: MadeOffice, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_clock_off", lambda _services: timedelta(seconds=-75))
    assert "1 min 15 s behind the database" in line(looked(office), "clock").value
    assert line(looked(office), "clock").verdict is Verdict.BAD
    monkeypatch.setattr(module, "_clock_off", lambda _services: timedelta(seconds=59))
    assert line(looked(office), "clock").verdict is Verdict.GOOD


def test_the_clock_is_compared_with_the_server_or_the_newest_entry(
    office: MadeOffice, monkeypatch: pytest.MonkeyPatch
):
    class Behind(datetime):
        @classmethod
        def now(cls, tz: object = UTC) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(2020, 1, 1, tzinfo=UTC)

    assert abs(module._clock_off(all_services(office))) < timedelta(seconds=30)
    monkeypatch.setattr(module, "datetime", Behind)
    assert module._clock_off(all_services(office)) < timedelta(days=-365)


@pytest.mark.parametrize(("free", "verdict"), [(10**7, Verdict.BAD), (10**9, Verdict.LOOK), (10**10, Verdict.GOOD)])
def test_little_space_is_said(office: MadeOffice, monkeypatch: pytest.MonkeyPatch, free: int, verdict: Verdict):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _folder: Usage(10**12, 0, free))
    assert line(looked(office), "disk").verdict is verdict
    assert line(looked(office), "backups_disk").verdict is verdict


def test_fonts_and_printers_are_told_apart(office: MadeOffice):
    one, stopped = PrinterFacts("Office", ready=True), PrinterFacts("Slip", ready=False)
    assert line(looked(office, Around(False, [])), "fonts").verdict is Verdict.BAD
    assert line(looked(office, Around(True, [])), "printers").verdict is Verdict.LOOK
    assert line(looked(office, Around(True, None)), "printers").verdict is Verdict.UNKNOWN
    found = line(looked(office, Around(True, [one, stopped])), "printers")
    assert (found.verdict, found.value) == (Verdict.LOOK, "Office, Slip (stopped)")


def test_the_text_holds_every_line_and_nothing_of_people(office: MadeOffice, monkeypatch: pytest.MonkeyPatch):
    office.application("Siti Nurhaliza")
    monkeypatch.setattr(module.Path, "home", lambda: Path("/home/siti"))
    lines = (HealthLine("disk", Verdict.LOOK, "Disk", "5 MB free at /home/siti/data", "Free some space."),)
    text = as_text(Health(datetime(2024, 6, 26, 8, tzinfo=UTC), lines), ENGLISH)
    assert "[look at it] Disk: 5 MB free at ~/data\n    Free some space.\n" in text
    assert "Wed 26 June 2024" in text
    whole = as_text(looked(office), ENGLISH)
    assert all(each.name in whole for each in looked(office).lines)
    assert "Siti" not in whole
