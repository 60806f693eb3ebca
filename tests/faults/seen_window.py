"""A demo office's window on an X server, for a screen reader: `python -m tests.faults.seen_window FOLDER LANGUAGE`.

Each line on its input names a room, and after a colon a view of it; it answers with a line when the room stands.
"say" in place of a room says what follows in a notice, without an answer.
Without input any more it leaves.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.services.bundle import open_office
from printdesk.services.demo import make_demo

SAY = "say"
"""In place of a room: what follows is said in a notice."""


class Shown:
    """The window, and who asks it for rooms."""

    def __init__(self, app: QApplication, folder: Path, lang: str) -> None:
        url = f"sqlite:///{folder / 'office.db'}"
        if not (folder / "office.db").exists():
            make_demo(url)
        preferences = PreferencesFile(folder / "window.json")
        preferences.change(language=lang, theme="light", desk="R2", station="R2")
        self._app = app
        self.desk: Desk = build(app, open_office(url), preferences)
        self.desk.window.resize(1366, 768)
        self.desk.window.show()
        start(self.desk)
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._asked.activated.connect(self._answer)

    def _answer(self) -> None:
        line = sys.stdin.buffer.raw.readline().decode()
        if not line:
            self._app.quit()
            return
        room, _colon, view = line.strip().partition(":")
        if room == SAY:
            self.desk.messages.warn(view)
            return
        self.desk.window.go_to(room)
        self._settle()
        if view:
            self.desk.window.page(room).show_view(view)
            self._settle()
        sys.stdout.write("shown\n")
        sys.stdout.flush()

    def _settle(self) -> None:
        for _round in range(3):
            QTest.qWait(40)
            self.desk.background.wait_idle(30_000)


def main(folder: Path, lang: str) -> None:
    """Show room after room, as asked."""
    app = QApplication(["printdesk"])
    app.setApplicationName("PrintDesk")
    shown = Shown(app, folder, lang)
    app.exec()
    shown.desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
