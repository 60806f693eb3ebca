"""The scanned MRZ against the booklet: what differs blocks the pass until a supervisor says otherwise."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from printdesk.domain.settings_quality import QualitySettings
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import set_language
from printdesk.models.transfers import MrzScan
from printdesk.services import bundle
from printdesk.services.bundle import Services
from tests.domain.mrz_maker import made_mrz
from tests.services.offices import BAGUS, SRI, MadeOffice, op
from tests.services.test_quality import ALL

RIGHT = {"name": "NURAINI<KARTINI", "number": "C7000001", "birth": "990817", "sex": "F"}


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("id")


def _printed(office: MadeOffice) -> tuple[Services, int]:
    application = office.application("NUR'AINI KARTINI", state=A.PRINTED, serial="C7000001")
    return bundle.services(office.database, office.clock), application


def test_an_mrz_that_agrees_lets_the_booklet_pass_and_is_not_kept(office: MadeOffice):
    services, application = _printed(office)

    report = services.mrz.scan(BAGUS, application, made_mrz(**RIGHT, between=""), op())

    assert report.sound
    outcomes = {each.field: each.outcome for each in report.fields}
    assert {outcomes[field] for field in ("number", "name", "birth", "sex", "expiry", "issuer", "composite")} == {
        "ok"
    }
    assert services.quality.look_up("C7000001").mrz == "agrees"
    services.quality.passes(BAGUS, application, ALL, op())
    assert json.loads(office.ledger("pass_check")[0].details)["mrz"] == "agrees"
    with office.database.reading() as session:
        kept = " ".join(str(row) for row in session.execute(text("SELECT * FROM mrz_scan")))
        kept += " ".join(str(row) for row in session.execute(text("SELECT answer FROM operation")))
    kept += " ".join(entry.details for entry in office.ledger())
    assert "NURAINI" not in kept
    assert "<<" not in kept


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"number": "C7000002"}, "number", "The MRZ says C7000002; this booklet is C7000001."),
        ({"name": "NURAINA<KARTINI"}, "name", "the application says NUR'AINI KARTINI"),
        ({"birth": "990818"}, "birth", "The MRZ says 18-08-99; the application says 17-08-99."),
        ({"sex": "M"}, "sex", "The MRZ says M; the application says F."),
        ({"expiry": "240625"}, "expiry", "cannot have expired"),
        ({"issuer": "UTO"}, "issuer", "it must be IDN"),
    ],
)
def test_what_differs_is_named_and_blocks_the_pass_at_every_desk(office: MadeOffice, wrong, field, says):
    services, application = _printed(office)

    report = services.mrz.scan(BAGUS, application, made_mrz(**{**RIGHT, **wrong}), op())

    assert [each.field for each in report.against] == [field]
    assert says in report.against[0].sentence
    with pytest.raises(RuleViolationError, match="The MRZ does not agree"):
        services.quality.passes(BAGUS, application, ALL, op())
    assert office.get(application).state == A.PRINTED
    assert services.quality.look_up("C7000001").mrz == "differs"

    services.mrz.scan(BAGUS, application, made_mrz(**RIGHT), op())
    services.quality.passes(BAGUS, application, ALL, op())


def test_a_wrong_check_digit_blocks_and_a_half_scan_leaves_nothing_behind(office: MadeOffice):
    services, application = _printed(office)
    right = made_mrz(**RIGHT)
    with pytest.raises(RuleViolationError, match="Only the first line"):
        services.mrz.scan(BAGUS, application, right.splitlines()[0], op())
    with office.database.reading() as session:
        assert session.query(MrzScan).count() == 0

    report = services.mrz.scan(BAGUS, application, right[:-1] + str((int(right[-1]) + 1) % 10), op())

    assert [(each.field, each.outcome) for each in report.against] == [("composite", "fault")]


def test_only_a_supervisor_overrules_and_the_reason_stays_out_of_the_ledger(office: MadeOffice):
    services, application = _printed(office)
    with pytest.raises(RuleViolationError, match="No scan stands against"):
        services.mrz.overrule(SRI, application, "looked at it", op())
    services.mrz.scan(BAGUS, application, made_mrz(**{**RIGHT, "sex": "M"}), op())
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.mrz.overrule(BAGUS, application, "looks fine", op())
    with pytest.raises(RuleViolationError, match="needs a reason"):
        services.mrz.overrule(SRI, application, "  ", op())

    services.mrz.overrule(SRI, application, "Siti's birth act seen", op())
    services.quality.passes(BAGUS, application, ALL, op())

    entries = office.ledger("overrule_mrz")
    assert json.loads(entries[0].details)["against"] == ["sex"]
    assert "Siti" not in "".join(entry.details for entry in entries)
    assert json.loads(office.ledger("pass_check")[0].details)["mrz"] == "overruled"


def test_what_the_application_does_not_say_is_not_known_and_blocks_nothing(office: MadeOffice):
    application = office.application("SITI", state=A.PRINTED, serial="C7000001", birth_date=None, sex=None)
    services = bundle.services(office.database, office.clock)

    report = services.mrz.scan(BAGUS, application, made_mrz(name="SITI", number="C7000001", birth="010203"), op())

    assert report.sound
    assert {each.field for each in report.fields if each.outcome == "unknown"} >= {"birth", "sex"}


def test_an_office_may_ask_for_the_scan(sqlite_office: MadeOffice):
    services, application = _printed(sqlite_office)
    settings = services.office.data().settings
    from printdesk.services.settings_file import SettingsFile, to_toml

    changed = replace(settings, quality=QualitySettings(mrz_scan=True))
    services.office.import_file(SRI, to_toml(SettingsFile(changed)), op())

    with pytest.raises(RuleViolationError, match="The MRZ was not scanned yet"):
        services.quality.passes(BAGUS, application, ALL, op())
    services.mrz.scan(BAGUS, application, made_mrz(**RIGHT), op())
    services.quality.passes(BAGUS, application, ALL, op())
