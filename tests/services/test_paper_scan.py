"""A scanned paper: what it is, which copy, who made it, whose it is; and that a forged one is told apart."""

import pypdfium2
import pytest
import zxingcpp

from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.services import bundle
from printdesk.services.bundle import Services
from printdesk.services.paper_scan import PaperScan
from printdesk.services.slip_scan import ForgedPaperError
from tests.services.offices import SRI, MadeOffice, op


def _services(office: MadeOffice) -> Services:
    return bundle.services(office.database, office.clock)


def _code(paper: Document) -> str:
    """The signed code of a paper's first page, read from its picture."""
    with pypdfium2.PdfDocument(paper.content) as pdf:
        found = zxingcpp.read_barcodes(pdf[0].render(scale=3).to_pil())
    return next(one.text for one in found if one.text.startswith("PD1|"))


def _look(services: Services, text: str) -> PaperScan:
    found = services.papers.look(text)
    assert found is not None
    return found


def test_each_copy_of_minutes_is_told_from_the_others_by_its_code(office: MadeOffice):
    services, en = _services(office), catalogue("en")
    serial = office.blanks(how_many=1)[0]
    services.quarantine.set_aside(SRI, serial, serial, "wet", op())
    services.quarantine.release(SRI, [serial], "spoiled", "dwi", op())
    number = services.destruction.make_minutes(SRI, [serial], op(), "dwi")
    first, second = (_code(services.minutes.paper(SRI, number, en, op())) for _copy in "12")

    old, new = _look(services, first), _look(services, second)

    assert (old.kind, old.number, old.copy, old.newest, old.made_by) == ("BR", number, 1, 2, "Sri Wahyuni")
    assert (new.copy, new.newest, new.advice, new.application_id) == (2, 2, "", None)
    assert f"Minutes of spoiled booklets {number}, copy 1, made " in old.sentence
    assert "There is a newer copy, 2" in old.advice
    assert services.minutes.paper(SRI, codes.named(first) or "", en, op()).content


def test_the_paper_of_a_person_leads_to_its_application(office: MadeOffice):
    services = _services(office)
    application = office.application(state=A.SHELVED, serial="C7000001")
    found = _look(services, _code(services.subjects.document(SRI, application, catalogue("en"), op())))
    assert (found.kind, found.application_id, found.copy) == ("DP", application, 1)
    assert _look(services, codes.short_form(found.number)).application_id == application


def test_what_is_forged_or_of_another_office_is_said(office: MadeOffice):
    services = _services(office)
    strange = codes.sign(b"another office's key", codes.VERIFICATION, "VF-2024-000001", office.clock.now().date())
    with pytest.raises(ForgedPaperError, match="not made by this office"):
        services.papers.look(strange)
    unknown = _look(services, "VF2024000009")
    assert (unknown.newest, unknown.signed) == (0, False)
    assert unknown.sentence == "No copy of verification report VF-2024-000009 was made here."
    assert services.papers.look("B4471203") is None
    assert services.papers.look("PD1|VF|x") is None
