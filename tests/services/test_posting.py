"""Booklets that go by post, and the day's register."""

from datetime import date

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.hand_over_acts import HandOver
from printdesk.services.posting import PostItem
from tests.documents.papers import overlaps, page_sizes, scanned, texts, words
from tests.services.offices import DWI, MadeOffice, op

HOME = "Jl. Pemuda 12 RT 3 RW 4, Semarang 50132"
OWN = ("payment_proof", "identity")


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _shelved(office: MadeOffice, name: str, serial: str) -> int:
    return office.application(name, state=A.SHELVED, serial=serial)


def test_what_is_posted_stands_on_a_list_and_in_the_register_and_comes_back_by_its_scan(office: MadeOffice) -> None:
    ids = [_shelved(office, "Widodo", "C7000001"), _shelved(office, "Siti", "C7000002")]
    services = _services(office)
    items = [PostItem(ids[0], "C7000001", HOME, "RR123"), PostItem(ids[1], "C7000002", "Jl. Veteran 3, Kudus")]

    posted = services.posting.send(DWI, items, " Budi  Pos ", op())
    (page,) = texts(services.posting.paper(DWI, posted.id, catalogue("en"), op()).content)

    assert (posted.number, posted.courier, posted.count, posted.back) == ("KP-2024-000001", "Budi Pos", 2, 0)
    assert {office.get(each).state for each in ids} == {A.POSTED}
    for said in ("KP-2024-000001", "Widodo", HOME, "RR123", "BP-2024-000002", "Jl. Veteran 3, Kudus"):
        assert said in page
    office.clock.step(days=9)
    assert services.pickup.undo(DWI, "C7000002", "alamat tidak ditemukan", op()) == ids[1]
    assert (office.get(ids[1]).state, services.posting.lists()[0].back) == (A.SHELVED, 1)
    assert "Came back Fri 5/7" in texts(services.posting.paper(DWI, posted.id, catalogue("en"), op()).content)[0]


@pytest.mark.parametrize(
    ("address", "serial", "courier", "words_"),
    [
        (" ", "C7000001", "Budi", "no address"),
        (HOME, "C7000001", " ", "not named"),
        (HOME, "C7000002", "Budi", "STOP: C7000002 is not the booklet of Widodo"),
        ("x" * 301, "C7000001", "Budi", "at most 300 letters"),
    ],
)
def test_a_list_that_is_not_right_is_not_sent(
    office: MadeOffice, address: str, serial: str, courier: str, words_: str
) -> None:
    widodo = _shelved(office, "Widodo", "C7000001")

    with pytest.raises(RuleViolationError) as refused:
        _services(office).posting.send(DWI, [PostItem(widodo, serial, address)], courier, op())

    assert words_ in str(refused.value)
    assert office.get(widodo).state == A.SHELVED
    assert _services(office).posting.lists() == ()


def test_the_days_register_has_twenty_rows_a_page_across_and_says_what_was_taken_back(office: MadeOffice) -> None:
    services = _services(office)
    for at in range(23):
        name = "Kusumawardhani " * 6 if at == 3 else f"Orang {at}"
        one = _shelved(office, name, f"D70000{at:02d}")
        services.pickup.hand_over(DWI, HandOver(one, f"D70000{at:02d}", "applicant", OWN), op())
    services.pickup.undo(DWI, "D7000002", "salah orang", op())
    day = date(2024, 6, 26)

    sheet = services.register.sheet(DWI, day, catalogue("en"), op())
    found = texts(sheet.content)

    assert (sheet.pages, sheet.items, sheet.warnings) == (2, 23, ())
    assert all(width > height for width, height in page_sizes(sheet.content))
    assert [page.count("BP-2024-") for page in found] == [20, 3]
    assert "Page 2 of 2" in found[1]
    assert "Taken back 08:00 by Dwi Rahayu" in found[0]
    assert "salah orang" not in "".join(found)
    assert all("RP-2024-000001" in page for page in found)
    assert any(code.startswith("PD1|RP|RP-2024-000001|20240626|") for code in scanned(sheet.content, 1))
    assert overlaps(words(sheet.content, 0)) == []
    assert "Copy 2" in texts(services.register.sheet(DWI, day, catalogue("en"), op()).content)[0]


def test_a_day_without_hand_overs_has_no_sheet_and_takes_no_number(office: MadeOffice) -> None:
    services = _services(office)

    with pytest.raises(RuleViolationError, match="Nothing was handed over"):
        services.register.sheet(DWI, date(2024, 6, 25), catalogue("en"), op())

    assert services.register.rows(date(2024, 6, 26), catalogue("en")) == ()
    assert office.ledger("print_paper") == []
