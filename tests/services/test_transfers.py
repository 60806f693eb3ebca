"""Custody lists: scanned at both ends, differences named, only what arrived is on the shelf."""

import json
from dataclasses import replace

import pytest

from printdesk.domain.settings_quality import QualitySettings
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue, set_language
from printdesk.services import bundle
from printdesk.services.bundle import Services
from printdesk.services.settings_file import SettingsFile, to_toml
from printdesk.services.story import story
from printdesk.services.transfer_papers import difference_words, differences
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, op

SERIALS = ("C7000001", "C7000002", "C7000003")


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("id")


def _made(office: MadeOffice) -> tuple[Services, list[int]]:
    ids = [office.application(f"A {serial}", state=A.PASSED, serial=serial) for serial in SERIALS]
    return bundle.services(office.database, office.clock), ids


def _sent(services: Services, *serials: str) -> int:
    for serial in serials:
        found = services.transfers.scan_out(BAGUS, serial, op())
    return services.transfers.send(BAGUS, found.id, op()).id


def test_a_list_is_scanned_out_sent_and_scanned_in(office: MadeOffice):
    services, ids = _made(office)
    transfers = services.transfers
    assert transfers.waiting_out() == SERIALS

    list_id = _sent(services, *SERIALS)
    sent = transfers.view(list_id)
    assert (sent.number, sent.state, len(sent.missing), sent.sent_by) == (
        "ST-2024-000001",
        "sent",
        3,
        "Bagus Prakoso",
    )
    assert transfers.waiting_out() == ()
    assert [office.get(each).state for each in ids] == [A.PASSED] * 3

    for serial in SERIALS:
        assert transfers.scan_in(SRI, list_id, serial.lower(), op()).on_list
    closed = transfers.close(SRI, list_id, op())

    assert [office.get(each).state for each in ids] == [A.SHELVED] * 3
    assert (closed.state, closed.missing, closed.extras) == ("closed", (), ())
    assert transfers.under_way() == ()
    assert all(balance.balanced for balance in services.blanks.balances())


def test_what_is_missing_is_named_with_who_had_it_last_and_may_arrive_later(office: MadeOffice):
    services, ids = _made(office)
    transfers = services.transfers
    list_id = _sent(services, *SERIALS[:2])
    transfers.scan_in(SRI, list_id, SERIALS[0], op())
    extra = transfers.scan_in(SRI, list_id, SERIALS[2], op())
    assert not extra.on_list
    assert "Give it back to the print room" in extra.sentence

    closed = transfers.close(SRI, list_id, op())

    assert [office.get(each).state for each in ids] == [A.SHELVED, A.PASSED, A.PASSED]
    said = differences(closed, catalogue("en"))
    assert "C7000002 (A C7000002, A-002) is on the list but did not arrive; Bagus Prakoso had it last" in said[0]
    assert "C7000003 (A C7000003) arrived but is not on the list; scanned by Sri Wahyuni" in said[1]
    details = json.loads(office.ledger("close_list")[0].details)
    assert (details["missing"], details["extras"]) == (["C7000002"], ["C7000003"])
    assert "A C7" not in office.ledger("close_list")[0].details
    assert [each.number for each in transfers.under_way()] == [closed.number]
    assert difference_words(closed, catalogue("en")) == said

    assert transfers.scan_in(SRI, list_id, SERIALS[1], op()).on_list
    assert transfers.under_way() == ()
    assert office.get(ids[1]).state == A.SHELVED


def test_the_sender_does_not_receive_and_nothing_is_taken_twice(office: MadeOffice):
    services, _ids = _made(office)
    transfers = services.transfers
    found = transfers.scan_out(BAGUS, SERIALS[0], op())
    with pytest.raises(RuleViolationError, match="on the list of desk Q1 already"):
        transfers.scan_out(DWI, SERIALS[0], op())
    with pytest.raises(RuleViolationError, match="was not sent yet"):
        transfers.scan_in(SRI, found.id, SERIALS[0], op())
    transfers.send(BAGUS, found.id, op())
    with pytest.raises(RuleViolationError, match="You sent this list yourself"):
        transfers.scan_in(BAGUS, found.id, SERIALS[0], op())
    with pytest.raises(RuleViolationError, match="stands on custody list ST-2024-000001"):
        transfers.scan_out(DWI, SERIALS[0], op())
    transfers.scan_in(SRI, found.id, SERIALS[0], op())
    with pytest.raises(RuleViolationError, match="was scanned in already"):
        transfers.scan_in(SRI, found.id, SERIALS[0], op())


def test_what_is_taken_off_can_go_on_the_next_list(office: MadeOffice):
    services, ids = _made(office)
    transfers = services.transfers
    transfers.scan_out(BAGUS, SERIALS[0], op())
    list_id = transfers.take_off(BAGUS, SERIALS[0], op())
    with pytest.raises(RuleViolationError, match="Nothing is on this list"):
        transfers.send(BAGUS, list_id, op())
    assert _sent(services, SERIALS[0]) == list_id
    transfers.take_off(BAGUS, SERIALS[0], op())
    assert transfers.view(list_id).missing == ()

    again = _sent(services, SERIALS[0])

    assert transfers.scan_in(SRI, again, SERIALS[0], op()).on_list
    assert office.get(ids[0]).state == A.SHELVED


def test_the_story_of_an_application_tells_that_it_went_on_a_list_and_off_it(office: MadeOffice):
    services, ids = _made(office)
    services.transfers.scan_out(BAGUS, SERIALS[0], op())
    services.transfers.take_off(SRI, SERIALS[0], op())

    with office.workplace.reading() as view:
        told = [line.text for line in story(view, ids[0], catalogue("en"))]

    assert told == [
        "C7000001 was scanned onto the custody list to the counter (Bagus Prakoso).",
        "C7000001 was taken off the custody list again (Sri Wahyuni).",
    ]


def test_only_passed_booklets_go_on_a_list(office: MadeOffice):
    office.application("P", state=A.PRINTED, serial="C7000009")
    transfers = bundle.services(office.database, office.clock).transfers
    with pytest.raises(RuleViolationError, match="Only booklets that passed"):
        transfers.scan_out(BAGUS, "C7000009", op())
    assert transfers.lists() == (), "a refused scan begins no list"


def test_without_a_list_the_shelf_is_reached_in_one_step_unless_the_office_wants_lists(office: MadeOffice):
    services, ids = _made(office)
    services.quality.shelve(BAGUS, ids[0], op())
    services.transfers.scan_out(BAGUS, SERIALS[1], op())
    with pytest.raises(RuleViolationError, match="is on the list of desk Q1 already"):
        services.quality.shelve(BAGUS, ids[1], op())
    changed = replace(services.office.data().settings, quality=QualitySettings(custody_list=True))
    services.office.import_file(SRI, to_toml(SettingsFile(changed)), op())

    with pytest.raises(RuleViolationError, match="goes to the counter by a custody list"):
        services.quality.shelve(BAGUS, ids[2], op())


def test_the_codes_of_a_list_find_it_and_a_forged_one_does_not(office: MadeOffice):
    services, _ids = _made(office)
    list_id = _sent(services, *SERIALS)
    paper = services.transfers.paper(SRI, list_id, catalogue("en"), op())
    assert (paper.items, paper.pages) == (3, 1)
    assert services.transfers.by_number("ST2024000001").id == list_id
    with pytest.raises(RuleViolationError, match="There is no custody list"):
        services.transfers.by_number("ST-2024-000009")
    with pytest.raises(RuleViolationError, match="not made by this office"):
        services.transfers.read_code("PD1|ST|ST-2024-000001|20240626|AAAAAAAAAAAAAAAA")
    assert services.transfers.read_code("C7000001") is None
