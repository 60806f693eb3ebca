"""The server stops under a window in which somebody typed in four places, and starts again."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.app import build, start
from printdesk.config import PreferencesFile
from printdesk.domain.states import ApplicationState as A
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.services import bundle
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.print_room.claims_dialog import ClaimsDialog
from printdesk.ui.print_room.page import PrintRoomPage
from printdesk.ui.settings.page import SettingsPage
from tests.faults.servers import Server
from tests.services.offices import DWI, SRI, MadeOffice, made_office, op

pytestmark = [pytest.mark.fault, pytest.mark.timeout(180)]
BANNER_S = 10
SEARCH, NOTE, COLLECTOR, LETTERHEAD = "siti nur", "went home ill", "Xaverius Wibisono", "Kantor Imigrasi Semarang 2"


class Desk:
    """The supervisor's window on a server, with something typed in the search box and three forms."""

    def __init__(self, app: QApplication, qtbot: QtBot, office: MadeOffice, url: str, folder: Path) -> None:
        preferences = PreferencesFile(folder / "window.json")
        preferences.change(language="en", theme="light", desk="R1", station="R1", person="sri")
        self._app, self._qtbot = app, qtbot
        self.desk = build(app, bundle.services(Database(url), office.clock), preferences)
        self.window = self.desk.window
        self.window.resize(1366, 768)
        self.window.show()
        start(self.desk)
        self.settle()

    def settle(self) -> None:
        for _round in range(4):
            self._qtbot.wait(20)
            assert self.desk.background.wait_idle(60_000)

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=60_000)

    def fill(self, ready: int) -> None:
        """Type in four places; the reason stands open in front at the end."""
        self.window.go_to("settings")
        self.settle()
        settings, pickup, room = (self.window.page(code) for code in ("settings", "pickup", "print_room"))
        assert isinstance(settings, SettingsPage)
        assert isinstance(pickup, PickupPage)
        assert isinstance(room, PrintRoomPage)
        settings.show_part("office")
        self.settle()
        self.form = settings.office.fields.editors["name"]
        self.form.set_value(LETTERHEAD)
        settings.office.fields.changed.emit()
        self.window.go_to("pickup")
        pickup.open_application(ready)
        self.settle()
        pickup.hand_over_desk.begin()
        self.settle()
        assert pickup.card.handing_over
        pickup.card.hand_over._kinds.buttons()[1].click()
        self.collector = pickup.card.hand_over._name
        self.collector.setText(COLLECTOR)
        self.search = self.window.top_bar.search
        self.window.go_to("print_room")
        self.settle()
        self.search.setText(SEARCH)
        room.lists.claims()
        self.settle()
        self.claims = room.lists.dialog
        assert isinstance(self.claims, ClaimsDialog)
        self.ask()

    def ask(self) -> None:
        """Ask for a reason why the first claim is broken."""
        assert isinstance(self.claims, ClaimsDialog)
        self.until(lambda: self.claims.table.current_row() is not None)
        self.claims._ask_why()
        assert self.claims.why is not None
        self.why = self.claims.why
        self.why.field.setText(NOTE)

    def typed(self) -> tuple[str, str, str, str]:
        return (self.search.text(), self.why.text(), self.collector.text(), str(self.form.value()))

    def close(self) -> None:
        self.claims.reject()
        self.desk.close()
        self._app.removeEventFilter(self.desk.scanner)
        self.window.close()
        self.window.deleteLater()
        self.desk.services.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_server_that_stops_costs_nothing_that_was_typed_anywhere(
    qapp: QApplication, qtbot: QtBot, own_server: Server, tmp_path: Path
):
    schema.upgrade(own_server.url)
    office = made_office(own_server.url)
    ready = office.application("SITI AMINAH", state=A.SHELVED, serial="C9000001", shelf_slot="A-001")
    office.blanks(how_many=5, holder="dwi")
    held, other = office.application("BUDI"), office.application("WATI")
    elsewhere = bundle.services(office.database, office.clock)
    assert len(elsewhere.print_room.take_next(DWI, "R2", 2, op())) == 2
    desk = Desk(qapp, qtbot, office, own_server.url, tmp_path)
    kept = (SEARCH, NOTE, COLLECTOR, LETTERHEAD)
    desk.fill(ready)
    assert desk.typed() == kept

    own_server.crash()
    stopped = time.monotonic()
    desk.until(lambda: desk.desk.front.connection.is_lost)
    assert time.monotonic() - stopped < BANNER_S
    assert "No connection to " in desk.window.banner.text()
    desk.why._submit()
    desk.settle()
    assert desk.why.isVisible()
    assert "cannot be reached" in desk.why.error_text()
    assert desk.typed() == kept

    own_server.start()
    desk.until(lambda: not desk.desk.front.connection.is_lost)
    elsewhere.database.forget_connections()
    elsewhere.office.set_service_state(SRI, SwitchEntry("regular24", "down"), op())
    desk.until(lambda: "Passport 24 stopped" in desk.window.banner.text())
    desk.settle()
    assert desk.typed() == kept
    desk.why._submit()
    desk.settle()
    assert not desk.why.isVisible()
    assert (office.get(held).state, office.get(other).state) == (A.READY, A.CLAIMED)
    assert len(office.ledger("release")) == 1

    desk.ask()
    elsewhere.claims.break_claim(SRI, other, "another note", op())
    desk.why._submit()
    desk.settle()
    assert "Nobody holds this application any more. Sri Wahyuni did that at desk" in desk.why.error_text()
    assert desk.why.text() == NOTE
    desk.close()
    office.close()
