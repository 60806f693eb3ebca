"""A paper that is scanned in whatever room says what it is, and leads to what it belongs to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from printdesk.domain import codes
from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
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


def notices(desk: SharedDesk) -> str:
    return "\n".join(each.text() for each in desk.window.notices.findChildren(QLabel) if each.isVisible())


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
