"""The database goes away and comes back under a window that somebody works in; another desk changes what is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.app import Desk, build
from printdesk.config import PreferencesFile
from printdesk.services import bundle
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.front import connection as module
from tests.services.offices import SRI, MadeOffice, made_office, op


class Window:
    """A window that watches its office, in the room of records, with something typed and something chosen."""

    def __init__(self, app: QApplication, qtbot: QtBot, url: str, folder: Path) -> None:
        self.office: MadeOffice = made_office(url)
        for n in range(60):
            self.office.application(f"PERSON {n:02d}")
        preferences = PreferencesFile(folder / "window.json")
        preferences.change(language="en", theme="light", desk="R2", station="R2", person="dwi")
        self._app, self._qtbot = app, qtbot
        self.desk: Desk = build(app, bundle.services(self.office.database, self.office.clock), preferences)
        self.desk.window.resize(1366, 768)
        self.desk.window.show()
        self.desk.front._poll.stop()
        self.desk.window.go_to("records")
        self.desk.front.changed()
        self.page = self.desk.window.page("records")
        self.wait(lambda: self.page.model.rowCount() == 60 and not self.desk.background.busy)
        self.page.table.setCurrentIndex(self.page.model.index(40, 0))
        self.page.table.verticalScrollBar().setValue(9)
        self.search = self.desk.window.top_bar.search
        self.search.setFocus()
        self.search.setText("siti nur")
        self.desk.front.connection.begin()
        self.wait(lambda: self.desk.front.connection.sequence > 0)

    def kept(self) -> tuple[str, str, int]:
        """What must not be lost: the typed text, the chosen row, the scroll."""
        return self.search.text(), self.page.table.current_key(), self.page.table.verticalScrollBar().value()

    def banner(self) -> str:
        return self.desk.window.banner.text()

    def wait(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=20_000)

    def close(self) -> None:
        self.desk.close()
        self._app.removeEventFilter(self.desk.scanner)
        self.desk.window.close()
        self.desk.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, database_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qapp, qtbot, database_url, tmp_path)
    yield made
    made.close()


def test_what_another_desk_does_is_shown_and_nothing_typed_or_chosen_is_lost(window: Window):
    kept = window.kept()
    assert kept[0] == "siti nur"
    assert kept[1]
    assert kept[2] == 9
    other = bundle.services(window.office.database, window.office.clock)
    other.office.set_service_state(SRI, SwitchEntry("regular48", "down"), op())
    window.office.application("AAA FROM ANOTHER DESK")
    other.office.set_service_state(SRI, SwitchEntry("regular24", "down"), op())
    window.wait(lambda: window.page.model.rowCount() == 61)
    window.wait(lambda: window.banner().count("stopped") == 2)
    assert window.kept()[:2] == kept[:2]
    window.wait(lambda: not window.desk.background.busy)


@pytest.fixture
def file_window(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qapp, qtbot, sqlite_url, tmp_path)
    yield made
    made.close()


def test_a_lost_database_is_said_with_the_time_and_everything_is_read_anew_when_it_is_back(
    file_window: Window, tmp_path: Path
):
    window, kept = file_window, file_window.kept()
    path = Path(str(window.office.database.url.database))
    window.office.clock.step(minutes=3)
    path.rename(tmp_path / "away.db")
    window.wait(lambda: window.desk.front.connection.is_lost)
    assert "No connection to office.db since 08.03" in window.banner().replace(":", ".")
    assert "nothing is saved until it is back" in window.banner()
    assert "Connection lost: office.db" in window.desk.window.status._facts.accessibleName()
    assert window.kept() == kept

    (tmp_path / "away.db").rename(path)
    window.wait(lambda: not window.desk.front.connection.is_lost)
    assert "No connection" not in window.banner()
    assert window.kept()[:2] == kept[:2]
    window.wait(lambda: not window.desk.background.busy)


def test_a_database_that_only_stays_silent_counts_as_lost_too(file_window: Window, monkeypatch: pytest.MonkeyPatch):
    watch = file_window.desk.front.connection._watch
    assert watch is not None
    with monkeypatch.context() as frozen:
        frozen.setattr(watch, "silent_s", lambda: module.SILENT_S + 1)
        file_window.wait(lambda: file_window.desk.front.connection.is_lost)
    file_window.desk.front._look_for_changes()
    file_window.wait(lambda: not file_window.desk.front.connection.is_lost)
    file_window.wait(lambda: not file_window.desk.background.busy)
