"""A supervisor sees who holds what and takes it back with a note; the holder's own window says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState as A
from printdesk.ui.print_room.claims_dialog import ClaimsDialog
from printdesk.ui.print_room.page import PrintRoomPage
from tests.services.offices import DWI, MadeOffice, made_office, op
from tests.ui.sign_in.desks import SharedDesk


@pytest.fixture
def office(sqlite_url: str, quick_passwords: None) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def desks(qapp: QApplication, qtbot: QtBot, office: MadeOffice, tmp_path: Path) -> Iterator[list[SharedDesk]]:
    folders = [tmp_path / who for who in ("dwi", "sri")]
    for folder in folders:
        folder.mkdir()
    made = [SharedDesk(qapp, qtbot, office, folder, folder.name) for folder in folders]
    yield made
    for each in made:
        each.close()


def test_a_claim_is_broken_in_the_window_and_its_holder_is_told(office: MadeOffice, desks: list[SharedDesk]):
    holder, supervisor = desks
    first, second = office.application("SITI AMINAH"), office.application("BUDI")
    supervisor.desk.services.print_room.take_next(DWI, "R2", 2, op())
    supervisor.window.go_to("print_room")
    supervisor.settle()
    page = supervisor.window.page("print_room")
    assert isinstance(page, PrintRoomPage)
    page.hand.head.claims_asked.emit()
    supervisor.settle()
    dialog = page.lists.dialog
    assert isinstance(dialog, ClaimsDialog)
    model = dialog.table.rows_model()
    rows = [[str(model.index(row, at).data()) for at in range(4)] for row in range(model.rowCount())]
    assert [row[0].split("\n")[0] for row in rows] == ["SITI AMINAH", "BUDI"]
    assert all("Dwi Rahayu" in row[1] and row[2].startswith("Wed 26") for row in rows)

    supervisor.press(Qt.Key.Key_F6)
    assert dialog.why is not None
    assert not dialog.why._act.isEnabled()  # a note is a must
    dialog.why.field.setText("went home ill")
    supervisor.press(Qt.Key.Key_Return)
    assert model.rowCount() == 1
    assert (office.get(first).state, office.get(second).state) == (A.READY, A.CLAIMED)

    holder.settle()
    holder.desk.front.changed()
    holder.settle()
    told = [each.text() for each in holder.window.notices.findChildren(QLabel) if not each.isHidden()]
    assert any("Sri Wahyuni took application" in each and "went home ill" in each for each in told)
    assert not any("out of your hands" in each.text() for each in supervisor.window.notices.findChildren(QLabel))
