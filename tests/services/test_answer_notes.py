"""Notes of real applications: no identity number, no telephone, and a way back from the code."""

import pypdfium2
import pytest
import zxingcpp

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.answer_notes import AnswerNoteService
from printdesk.services.applications import ApplicationsService
from tests.services.offices import MadeOffice, at

EN, ID = catalogue("en"), catalogue("id")


def read(content: bytes) -> tuple[str, str]:
    """The text of a note in one line, and its code."""
    document = pypdfium2.PdfDocument(content)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    document.close()
    return text, code.text


def test_a_note_has_the_answer_with_dates_and_neither_identity_number_nor_telephone(office: MadeOffice):
    known = office.application(
        "Kartini", nik="3374014804880005", phone="081234567678", departs_at=at(5, month=7), proof="ticket"
    )
    notes = AnswerNoteService(office.workplace)

    text, code = read(notes.note(known, "a6", EN, "L1").content)
    indonesian, _code = read(notes.note(known, "roll80", ID, "L1").content)

    assert "In time for the trip Yes. It is planned to be printed Wed 26 June 08:0" in text
    assert "of 10 forecasts it is in time." in text
    assert "dari 10 prakiraan" in indonesian
    for hidden in ("3374014804880005", "081234567678", "7678", "today"):
        assert hidden not in text
        assert hidden not in indonesian
    matches = ApplicationsService(office.workplace).find(code)
    assert [match.application_id for match in matches] == [known]


def test_a_forged_code_is_told_apart(office: MadeOffice):
    known = office.application("Kartini")
    _text, code = read(AnswerNoteService(office.workplace).note(known, "a6", EN, "L1").content)
    other = code.replace("|33110000", "|33110001")

    with pytest.raises(RuleViolationError, match="not made by this office"):
        ApplicationsService(office.workplace).find(other)


def test_what_lies_ready_says_what_to_bring(office: MadeOffice):
    known = office.application("Kartini", state="shelved")

    text, _code = read(AnswerNoteService(office.workplace).note(known, "a6", EN, "L1").content)

    assert "Ready for pickup It is ready and can be collected now." in text
    assert "Payment proof Original identity card" in text


def test_an_application_that_is_gone_has_no_note(office: MadeOffice):
    with pytest.raises(RuleViolationError, match="does not exist"):
        AnswerNoteService(office.workplace).note(99, "a6", EN, "L1")
