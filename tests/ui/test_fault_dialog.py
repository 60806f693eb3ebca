"""A bug is said in the window, and its report can be read, copied and saved; it names nobody."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.fault_dialog import FaultDialog, fault_viewer
from printdesk.ui.messages import Message, Messages
from printdesk.ui.theme import apply_theme


def _bug() -> Exception:
    try:
        return int("SITI NURHALIZA 3374012345678901")
    except ValueError as error:
        return error


def test_the_notice_of_a_bug_leads_to_its_report(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    apply_theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    messages = Messages(show_fault=fault_viewer(lambda: {"Room": "pickup"}, lambda: tmp_path, window))
    posted: list[Message] = []
    messages.posted.connect(posted.append)
    messages.bug(_bug())
    assert posted[0].action is not None
    posted[0].action.run()
    dialog = window.findChild(FaultDialog)
    assert dialog is not None
    text = dialog.shown.toPlainText()
    assert "Room: pickup" in text
    assert "test_fault_dialog.py" in text
    assert "ValueError" in text
    assert "SITI" not in text
    assert "3374" not in text

    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    target = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    dialog.save_button.click()
    assert target.read_text(encoding="utf-8") == text
    target = tmp_path / "nowhere" / "report.txt"
    dialog.save_button.click()
    assert "There is no folder" in dialog.said.text()
    dialog.close_button.click()
