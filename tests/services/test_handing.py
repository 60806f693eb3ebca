"""Several booklets at once, scans explained, and collectors that come often."""

import json

import pytest
from sqlalchemy import select

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Pickup
from printdesk.services import bundle
from printdesk.services.hand_over_acts import HandOver
from printdesk.services.handing import Piece, Visit
from tests.documents.papers import scanned, texts
from tests.services.offices import BAGUS, DWI, MadeOffice, op

FAMILY = ("payment_proof", "family_card", "collector_identity")
KTP = "3374015506880004"


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _family(office: MadeOffice) -> list[int]:
    names = ("Widodo", "Siti Nurhaliza", "Raden " * 14)
    return [
        office.application(name, state=A.SHELVED, serial=f"C700000{at}", group_name="Kel. Widodo")
        for at, name in enumerate(names, start=1)
    ]


def _visit(ids: list[int], *serials: str, left: tuple[int, ...] = (), kind: str = "family") -> Visit:
    pieces = tuple(Piece(each, serial) for each, serial in zip(ids, serials, strict=False))
    return Visit(pieces, kind, FAMILY, "Sri Lestari", KTP, left)


def test_some_of_a_family_go_with_one_receipt_and_the_rest_stays(office: MadeOffice) -> None:
    ids, services = _family(office), _services(office)
    operation = op()

    receipt = services.handing.hand_over(DWI, _visit(ids, "C7000001", "C7000002", left=(ids[2],)), operation)
    again = services.handing.hand_over(DWI, _visit(ids, "C7000001", "C7000002", left=(ids[2],)), operation)
    paper = services.handing.receipt(DWI, receipt.id, catalogue("en"), op())

    assert receipt == again
    assert receipt.register_numbers == ("BP-2024-000001", "BP-2024-000002")
    assert [office.get(each).state for each in ids] == [A.COLLECTED, A.COLLECTED, A.SHELVED]
    (page,) = texts(paper.content)
    for said in ("TT-2024-000001", "C7000001", "C7000002", "337401******0004", "1 passport stays here", "A-003"):
        assert said in page
    assert KTP not in page
    assert any(code.startswith("PD1|TT|TT-2024-000001|") for code in scanned(paper.content))
    assert "Copy 2" in texts(services.handing.receipt(DWI, receipt.id, catalogue("en"), op()).content)[0]


@pytest.mark.parametrize(
    ("serials", "kind", "words"),
    [
        (("C7000001", "C7000003"), "family", "STOP: C7000003 is the booklet of Raden"),
        (("C7000001", "C7000002"), "applicant", "takes one booklet"),
        (("C7000001", "C7000002"), "post", "its own list"),
        ((), "family", "1 to 500 booklets"),
    ],
)
def test_one_wrong_piece_keeps_all_of_them_here(
    office: MadeOffice, serials: tuple[str, ...], kind: str, words: str
) -> None:
    ids = _family(office)

    with pytest.raises(RuleViolationError) as refused:
        _services(office).handing.hand_over(DWI, _visit(ids, *serials, kind=kind), op())

    assert words in str(refused.value)
    assert {office.get(each).state for each in ids} == {A.SHELVED}
    mismatches = [json.loads(entry.details) for entry in office.ledger("mismatch")]
    assert [each["other"] for each in mismatches] == ([ids[2]] if "STOP" in words else [])


def test_a_scan_that_is_no_ready_booklet_is_explained(office: MadeOffice) -> None:
    ids, services = _family(office), _services(office)
    office.application("Budi", state=A.PRINTED, serial="C8000001")
    first = services.slips.make(DWI, [ids[0]], "a6", catalogue("en"), op()).numbers[0]
    office.clock.step(minutes=72)
    services.slips.make(DWI, [ids[0]], "a6", catalogue("en"), op())
    services.pickup.hand_over(DWI, HandOver(ids[1], "C7000002", "family", FAMILY, "Sri Lestari", KTP), op())
    short = first.replace("-", "")

    for text, kind, words in (
        ("C7000001", "booklet", "booklet of Widodo"),
        (f"{short}C2", "slip", "This is the slip of Widodo. Scan the booklet; it lies in A-001."),
        (short, "replaced", "copy 1, is replaced since Wed 26 June 09:12"),
        ("SP2024000777", "paper", "another office's"),
        ("sp-2024-777", "paper", "No slip SP-2024-000777 was made here"),
        ("ST2024000001", "paper", "This is paper ST-2024-000001"),
        ("PD1|SP|SP-2024-000001|20240626|AAAAAAAAAAAAAAAA", "forged", "not made by this office"),
        ("C7000002", "handed_over", "C7000002 of Siti Nurhaliza was handed over at 09:12 (BP-2024-000001)."),
        ("C8000001", "not_ready", "waits for quality check"),
        ("C9999999", "unknown", "ever received here"),
        (office.get(ids[2]).number, "number", "Scan the booklet"),
    ):
        found = services.handing.scan(text)
        assert (found.kind, words in found.sentence) == (kind, True), (text, found)


def test_a_replaced_slip_proves_nothing(office: MadeOffice) -> None:
    (widodo, *_rest), services = _family(office), _services(office)
    short = services.slips.make(DWI, [widodo], "a6", catalogue("en"), op()).numbers[0].replace("-", "")
    services.slips.make(DWI, [widodo], "a6", catalogue("en"), op())
    own = ("payment_proof", "identity")

    with pytest.raises(RuleViolationError, match="is replaced since"):
        services.pickup.hand_over(DWI, HandOver(widodo, "C7000001", "applicant", own, slip=short), op())
    assert json.loads(office.ledger("mismatch")[0].details)["what"] == "replaced"

    services.pickup.hand_over(DWI, HandOver(widodo, "C7000001", "applicant", own, slip=f"{short}C2"), op())
    assert office.get(widodo).state == A.COLLECTED


def test_a_group_comes_with_the_one_that_was_opened_first(office: MadeOffice) -> None:
    ids = _family(office)
    phone = office.get(ids[0]).phone
    neighbour = office.application("Ibu Tetangga", state=A.SHELVED, serial="C7000009", phone=phone)
    office.application("Kel lain", state=A.SHELVED, serial="C7000010")

    found = _services(office).handing.together(ids[1])
    same_phone = _services(office).handing.together(ids[0])

    assert [item.application_id for item in found] == [ids[1], ids[0], ids[2]]
    assert {item.application_id for item in same_phone} == {*ids, neighbour}


def test_the_fourth_visit_within_the_days_is_flagged_and_a_family_counts_once(office: MadeOffice) -> None:
    ids, services = _family(office), _services(office)
    services.handing.hand_over(DWI, _visit(ids, "C7000001", "C7000002", "C7000003"), op())
    for at in range(3):
        serial = f"D700000{at}"
        one = office.application(f"Orang {at}", state=A.SHELVED, serial=serial)
        assert services.repeats.flagged() == ()
        form = HandOver(one, serial, "family", FAMILY, "Sri Lestari", "3374 0155 0688 0004")
        services.pickup.hand_over(BAGUS, form, op())
        office.clock.step(days=1)

    (found,) = services.repeats.flagged()
    assert (found.visits, found.booklets, found.identity) == (4, 6, "337401******0004")
    assert services.repeats.of_identity(KTP) == found
    assert services.repeats.of_identity("3374015506880005") is None
    office.clock.step(days=31)
    assert services.repeats.flagged() == ()


def test_the_identity_number_is_kept_nowhere(office: MadeOffice) -> None:
    ids, services = _family(office), _services(office)
    services.handing.hand_over(DWI, _visit(ids, "C7000001", "C7000002"), op())

    with office.database.reading() as session:
        rows = list(session.scalars(select(Pickup)))
        kept = [(row.collector_identity, len(row.collector_mark or "")) for row in rows]
    assert kept == [("337401******0004", 64)] * 2
    assert KTP not in "".join(entry.details for entry in office.ledger())


def test_opening_a_card_is_recorded_once_for_each_person_and_viewing(office: MadeOffice) -> None:
    (widodo, siti, _rest), services = _family(office), _services(office)

    noted = [services.openings.note(*each) for each in ((DWI, widodo), (DWI, widodo), (BAGUS, widodo), (DWI, siti))]
    office.clock.step(minutes=11)
    noted.append(services.openings.note(DWI, widodo))

    assert noted == [True, False, True, True, True]
    assert len(office.ledger("open_card")) == 4
    assert not any("opened" in line.text for line in services.applications.story(widodo, catalogue("en")))
