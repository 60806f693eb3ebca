"""Slips: numbered without gaps, counted by copy, signed, and complete on the page."""

import pypdfium2 as pdfium
import pytest
import zxingcpp

from printdesk.domain import codes
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.office import paper_key
from printdesk.services.pickup import HandOver
from tests.services.offices import DWI, MadeOffice, op

LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS PRABANDARI"


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_a_slip_reads_back_with_its_name_and_signed_code(office: MadeOffice):
    application = office.application(LONG, state=A.SHELVED, shelf_slot="B-014")

    batch = _services(office).slips.make(DWI, [application], "a6", catalogue("id"), op())

    page = pdfium.PdfDocument(batch.document.content)[0]
    words = page.get_textpage().get_text_range().split()
    assert " ".join(LONG.split()) in " ".join(words)
    assert "B-014" in words
    read = {found.text for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    with office.database.reading() as session:
        key = paper_key(session)
    (code,) = [made for text in read if (made := codes.read(key, text))]
    assert (code.genuine, code.number) == (True, batch.numbers[0])
    assert codes.short_form(batch.numbers[0]) in read


def test_a_reprint_keeps_the_number_and_counts_the_copy(office: MadeOffice):
    one = office.application("A", state=A.SHELVED)
    two = office.application("B", state=A.SHELVED)
    slips = _services(office).slips

    first = slips.make(DWI, [one], "a6", catalogue("en"), op())
    second = slips.make(DWI, [one, two], "a4", catalogue("en"), op())

    assert first.numbers == ("SP-2024-000001",)
    assert second.numbers == ("SP-2024-000001", "SP-2024-000002")
    text = pdfium.PdfDocument(second.document.content)[0].get_textpage().get_text_range()
    assert "COPY 2" in text
    assert [entry.details for entry in office.ledger("print_paper")] == [
        '{"copy":1,"number":"SP-2024-000001"}',
        '{"copy":2,"number":"SP-2024-000001"}',
        '{"copy":1,"number":"SP-2024-000002"}',
    ]


@pytest.mark.parametrize("typed", ["SP-2024-000001", "sp 2024 1", " SP.2024.000001 "])
def test_the_number_typed_off_a_slip_names_it_and_whatever_copy_is_the_newest(office: MadeOffice, typed: str):
    key, services = office.application("A", state=A.SHELVED, serial="C1000001"), _services(office)
    for _copy in range(2):
        services.slips.make(DWI, [key], "a6", catalogue("en"), op())

    found = services.slips.scan(typed)

    assert found is not None
    assert (found.application_id, found.copy, found.replaced) == (key, 2, "")
    assert services.slips.scan(typed.replace("1", "9")) is None
    shown = HandOver(key, "C1000001", "applicant", ("payment_proof", "identity"), slip=typed)
    services.pickup.hand_over(DWI, shown, op())
    assert '"proved_by":"slip_number"' in office.ledger("hand_over")[-1].details


def test_one_that_does_not_lie_ready_stops_the_batch_and_uses_no_number(office: MadeOffice):
    ready = office.application("A", state=A.SHELVED)
    waiting = office.application("B")
    slips = _services(office).slips

    with pytest.raises(RuleViolationError, match="does not lie ready"):
        slips.make(DWI, [ready, waiting], "a6", catalogue("en"), op())

    assert slips.make(DWI, [ready], "a6", catalogue("en"), op()).numbers == ("SP-2024-000001",)


def test_of_all_that_lay_ready_one_that_left_meanwhile_stops_nobody_elses_and_is_named(office: MadeOffice):
    ready, gone = office.application("A", state=A.SHELVED), office.application("B", state=A.COLLECTED)
    slips = _services(office).slips

    batch = slips.make(DWI, [ready, gone], "a6", catalogue("en"), op(), skip=True)

    assert batch.numbers == ("SP-2024-000001",)
    assert batch.skipped == (office.get(gone).number,)
    with pytest.raises(RuleViolationError, match="does not lie ready"):
        slips.make(DWI, [gone], "a6", catalogue("en"), op(), skip=True)
