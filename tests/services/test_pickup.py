"""The pickup counter: the right booklet to the right person, or nothing."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from printdesk.domain import codes
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Pickup
from printdesk.services import bundle
from printdesk.services.office import paper_key
from printdesk.services.pickup import HandOver
from tests.services.offices import DWI, MadeOffice, at, op

OWN = ("payment_proof", "identity")


def _shelved(office: MadeOffice, name: str = "SITI R.", serial: str = "C7000001", **values) -> int:
    return office.application(name, state=A.SHELVED, serial=serial, **values)


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_a_complete_hand_over_is_in_the_register_and_done_once(office: MadeOffice):
    application = _shelved(office)
    pickup, operation = _services(office).pickup, op()
    hand_over = HandOver(application, "C7000001", "applicant", OWN)

    first = pickup.hand_over(DWI, hand_over, operation)
    again = pickup.hand_over(DWI, hand_over, operation)

    assert first.register_number == again.register_number == "BP-2024-000001"
    assert office.get(application).state == A.COLLECTED
    assert pickup.ready() == ()
    with pytest.raises(RuleViolationError, match="handed over"):
        pickup.hand_over(DWI, hand_over, op())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"documents": ("payment_proof",)}, "not complete: Original identity card"),
        ({"collector": "family"}, "Copy of the family card"),
        (
            {"collector": "attorney", "documents": ("payment_proof", "power_of_attorney", "collector_identity")},
            "the collector's name, the collector's identity number",
        ),
        ({"serial": "C7000002"}, "STOP: C7000002 is the booklet of BUDI, not of SITI R."),
        ({"serial": "C7999999"}, "STOP: C7999999 is not the booklet of SITI R."),
        ({"slip": "SP2024000099"}, "STOP: this slip does not belong to SITI R."),
        ({"collector": "stranger"}, "no collector kind"),
        ({"collector": "post", "documents": ("post_list",), "collector_name": "BUDI"}, "stands on its own list"),
    ],
)
def test_whatever_is_missing_or_wrong_keeps_the_booklet_here(office: MadeOffice, change: dict, words: str):
    application = _shelved(office)
    _shelved(office, "BUDI", "C7000002")
    values = {"serial": "C7000001", "collector": "applicant", "documents": OWN, **change}

    with pytest.raises(RuleViolationError) as refused:
        _services(office).pickup.hand_over(DWI, HandOver(application, **values), op())

    assert words in str(refused.value)
    assert office.get(application).state == A.SHELVED


def test_a_slip_proves_itself_and_a_forged_or_foreign_one_stops_the_hand_over(office: MadeOffice):
    mine, other = _shelved(office), _shelved(office, "BUDI", "C7000002")
    services = _services(office)
    batch = services.slips.make(DWI, [mine, other], "a6", catalogue("en"), op())
    genuine = batch.numbers[0].replace("-", "")
    forged = f"PD1|SP|{batch.numbers[0]}|20240626|AAAAAAAAAAAAAAAA"

    for slip, words in ((forged, "not made by this office"), (batch.numbers[1].replace("-", ""), "does not belong")):
        with pytest.raises(RuleViolationError, match=words):
            services.pickup.hand_over(DWI, HandOver(mine, "C7000001", "applicant", OWN, slip=slip), op())
    services.pickup.hand_over(DWI, HandOver(mine, "C7000001", "applicant", OWN, slip=genuine), op())

    assert [entry.act for entry in office.ledger("hand_over")] == ["hand_over", "hand_over"]
    stops = [json.loads(entry.details) for entry in office.ledger("mismatch")]
    assert [(stop["what"], stop["other"]) for stop in stops] == [("forged", None), ("slip", other)]
    assert "BUDI" not in "".join(entry.details for entry in office.ledger())


def test_a_hand_over_is_taken_back_within_minutes_by_scanning_the_booklet(office: MadeOffice):
    application = _shelved(office)
    pickup = _services(office).pickup
    pickup.hand_over(DWI, HandOver(application, "C7000001", "applicant", OWN), op())
    office.clock.step(minutes=29)

    with pytest.raises(RuleViolationError, match="needs a reason"):
        pickup.undo(DWI, "C7000001", " ", op())
    assert pickup.undo(DWI, "C7000001", "wrong person", op()) == application
    assert office.get(application).state == A.SHELVED
    assert office.get(application).shelf_slot

    pickup.hand_over(DWI, HandOver(application, "C7000001", "applicant", OWN), op())
    office.clock.step(minutes=31)
    with pytest.raises(RuleViolationError, match="more than 30 minutes"):
        pickup.undo(DWI, "C7000001", "too late", op())


def test_the_last_day_is_a_month_later_stretched_to_an_open_day(office: MadeOffice):
    _shelved(
        office, state_since=at(16, 10, month=5), promised=at(16, 15, month=5)
    )  # 16 June is a Sunday, 17 and 18 are days off
    _shelved(
        office, "B", "C7000002", state_since=at(31, 10, month=5), promised=at(31, 15, month=5)
    )  # June has 30 days, that one a Sunday

    days = [row.last_day for row in _services(office).pickup.ready()]

    assert days == [date(2024, 6, 19), date(2024, 7, 1)]


def _register(office: MadeOffice) -> list[Pickup]:
    with office.database.reading() as session:
        rows = list(session.scalars(select(Pickup).order_by(Pickup.id)))
        session.expunge_all()
    return rows


def test_only_a_signed_code_is_a_slip_and_a_number_that_anybody_can_type_is_said_to_be_one(office: MadeOffice):
    services = _services(office)
    signed, short = _shelved(office), _shelved(office, "BUDI", "C7000002")
    batch = services.slips.make(DWI, [signed, short], "a6", catalogue("en"), op())
    with office.database.reading() as session:
        key = paper_key(session)
    code = codes.sign(key, codes.PICKUP_SLIP, batch.numbers[0], date(2024, 6, 26))

    services.pickup.hand_over(DWI, HandOver(signed, "C7000001", "applicant", OWN, slip=f" {code}\n"), op())
    typed = batch.numbers[1].replace("-", "").lower()
    services.pickup.hand_over(DWI, HandOver(short, "C7000002", "applicant", OWN, slip=typed), op())

    assert [row.proved_by for row in _register(office)] == ["slip", "slip_number"]
    proofs = [json.loads(entry.details).get("proved_by") for entry in office.ledger("hand_over")]
    assert [proof for proof in proofs if proof] == ["slip", "slip_number"]


def test_the_collector_is_registered_in_clean_words_or_not_at_all(office: MadeOffice):
    application = _shelved(office)
    pickup = _services(office).pickup
    papers = ("payment_proof", "family_card", "collector_identity")
    hand_over = HandOver(application, "C7000001", "family", papers, "  Sri\u00a0 Wahyuni ", " 3374 01 ")

    for change in ({"collector_name": "Sri\x00"}, {"collector_identity": "3374\n01"}, {"collector_name": "x" * 201}):
        with pytest.raises(RuleViolationError):
            pickup.hand_over(DWI, replace(hand_over, **change), op())
    assert _register(office) == []
    pickup.hand_over(DWI, hand_over, op())

    (row,) = _register(office)
    assert (row.collector_name, row.collector_identity) == ("Sri Wahyuni", "******")


def test_what_came_back_to_a_full_shelf_stays_here_without_a_slot(office: MadeOffice):
    services = _services(office)
    exported = services.office.export()
    one_place = re.sub(r"shelf_boxes = \[[^]]*\]", 'shelf_boxes = ["A"]', exported).replace(
        "slots_per_box = 200", "slots_per_box = 1"
    )
    services.office.import_file(DWI, one_place, op())
    first = _shelved(office, shelf_slot="A-001")
    services.pickup.hand_over(DWI, HandOver(first, "C7000001", "applicant", OWN), op())
    second = _shelved(office, "BUDI", "C7000002", shelf_slot="A-001")

    assert services.pickup.undo(DWI, "C7000001", "Wrong person: BUDI came", op()) == first

    assert (office.get(first).state, office.get(first).shelf_slot) == (A.SHELVED, None)
    assert {row.application_id: row.slot for row in services.pickup.ready()} == {first: "", second: "A-001"}
    with pytest.raises(RuleViolationError, match="C7000002 is the booklet of BUDI") as refused:
        services.pickup.hand_over(DWI, HandOver(first, "C7000002", "applicant", OWN), op())
    assert "from slot –" in str(refused.value)


def test_the_ledger_says_that_a_reason_was_given_and_the_register_which(office: MadeOffice):
    application = _shelved(office)
    pickup = _services(office).pickup
    pickup.hand_over(DWI, HandOver(application, "C7000001", "applicant", OWN), op())
    with pytest.raises(RuleViolationError, match="control character"):
        pickup.undo(DWI, "C7000001", "BUDI\x00", op())
    pickup.undo(DWI, "C7000001", " BUDI  came ", op())

    details = json.loads(office.ledger("undo_hand_over")[-1].details)
    assert details["reason_length"] == len("BUDI came")
    assert details["reason_sha256"] == hashlib.sha256(b"BUDI came").hexdigest()
    assert details["register"] == "BP-2024-000001"
    assert "BUDI" not in "".join(entry.details for entry in office.ledger())
    assert [row.undone_reason for row in _register(office)] == ["BUDI came"]
