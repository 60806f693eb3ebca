"""A paper that is scanned in whatever room says what it is, and leads to what it belongs to."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.services.safety_words import paper_name
from printdesk.ui.front import paper_desk
from printdesk.ui.papers.sheet_entry_dialog import EntryDialog
from printdesk.ui.pickup.page import PickupPage
from tests.services.offices import SRI, MadeOffice, made_office, op
from tests.ui.sign_in.desks import SharedDesk


@pytest.fixture
def office(sqlite_url: str, quick_passwords: None) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, office: MadeOffice, tmp_path: Path) -> Iterator[SharedDesk]:
    made = SharedDesk(qapp, qtbot, office, tmp_path, "sri")
    yield made
    made.close()


def code_of(paper: Document) -> str:
    """The signed code at the head of a paper, read from its picture."""
    with pypdfium2.PdfDocument(paper.content) as pdf:
        found = zxingcpp.read_barcodes(pdf[0].render(scale=3).to_pil())
    return next(one.text for one in found if one.text.startswith("PD1|LB|"))


def notices(desk: SharedDesk) -> str:
    return "\n".join(each.text() for each in desk.window.notices.findChildren(QLabel) if each.isVisible())


KINDS = {kind for name, kind in vars(codes).items() if name.isupper() and isinstance(kind, str) and len(kind) == 2}


@pytest.mark.parametrize("kind", sorted(KINDS - {codes.PICKUP_SLIP, codes.APPLICATION}))
def test_every_kind_of_paper_has_a_name_and_a_room_of_its_own(kind: str):
    assert paper_name(kind, catalogue("en")) != kind
    assert paper_desk._HOMES[kind][0]


def test_a_sheet_to_be_filled_in_opens_where_it_is_entered_whatever_room_is_in_front(
    office: MadeOffice, desk: SharedDesk
):
    services = desk.desk.services
    office.application("SITI")
    office.blanks(how_many=3, holder="sri")
    sheet = services.sheets.make(SRI, "R1", 1, op())
    en = catalogue("en")
    codes_read = [code_of(services.sheets.paper(SRI, sheet.id, en, op())) for _copy in "12"]
    assert [codes.kind_of(each) for each in codes_read] == ["LB", "LB"]
    for scanned in (codes_read[1], codes.short_form(sheet.number, 2), f"lb-2024-{int(sheet.number[-6:])}"):
        desk.window.go_to("pickup")
        desk.settle()
        desk.desk.front.route(scanned)
        desk.settle()
        assert desk.window.current_room == "print_room"
        dialog = QApplication.activeModalWidget() or desk.window.findChild(EntryDialog)
        assert isinstance(dialog, EntryDialog)
        assert dialog.isVisible()
        dialog.reject()
        desk.settle()
    desk.window.go_to("pickup")
    desk.desk.front.route(f"{codes_read[0][:-4]}AAAA")
    desk.settle()
    assert "was not made by this office" in notices(desk)
    rail = desk.window.rail.button("print_room")
    rail.hide()  # as for somebody of the counter
    desk.window.go_to("pickup")
    desk.desk.front.route(codes_read[0])
    desk.settle()
    assert f"Batch sheet {sheet.number}, copy 1, made Wed 26 June 2024" in notices(desk)
    assert "There is a newer copy, 2" in notices(desk)
    assert desk.window.current_room == "pickup"


def test_a_scanned_paper_says_what_it_is_and_leads_to_where_it_belongs(office: MadeOffice, desk: SharedDesk):
    services = desk.desk.services
    application = office.application("SITI", state=A.SHELVED, serial="C1000001", shelf_slot="A-001")
    services.subjects.document(SRI, application, catalogue("en"), op())
    report = services.integrity.make_report(SRI, op())
    services.integrity.document(SRI, report, catalogue("en"), op())
    desk.window.go_to("trips")
    desk.settle()

    desk.scan(codes.short_form(report))
    assert f"Verification report {report}, copy 1, made Wed 26 June 2024" in notices(desk)
    assert desk.window.current_room == "trips", "what is typed there stays"
    go = next(each for each in desk.window.notices.findChildren(QAbstractButton) if each.text() == "Go to Settings")
    go.click()
    desk.settle()
    assert desk.window.current_room == "settings"

    desk.scan("VF2023000009")
    assert "No copy of verification report VF-2023-000009 was made here." in notices(desk)
    desk.desk.front.route("PD1|PM|PM-2024-000001|20240626|AAAAAAAAAAAAAAAA")
    desk.settle()
    assert "STOP: this code was not made by this office." in notices(desk)

    desk.window.go_to("print_room")
    desk.settle()
    desk.scan("DP2024000001")
    page = desk.window.page("pickup")
    assert isinstance(page, PickupPage)
    assert (desk.window.current_room, page.card.opened.card.id if page.card.opened else 0) == ("pickup", application)
