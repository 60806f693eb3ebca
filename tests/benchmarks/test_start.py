"""What a start leaves out: a window that only stands there has imported nothing that it does not use."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.start import BEHIND, LATE
from printdesk.models.sqlite_driver import sqlite_module
from printdesk.services import setting_up
from printdesk.services.demo import make_demo
from printdesk.services.first_look import first_look
from printdesk.services.setting_up import open_existing

_CODE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from printdesk import app as composed
from printdesk.config import PreferencesFile
from printdesk.services.setting_up import open_existing
app = QApplication(sys.argv)
desk = composed.build(app, open_existing(sys.argv[1]), PreferencesFile(Path(sys.argv[2])))
desk.window.show()
composed.start(desk)
desk.background.wait_idle(60_000)
desk.window.grab()
made = [code for code in desk.window.room_codes if desk.window.made_page(code) is not None]
late = [name for name in sys.argv[3].split(",") if name in sys.modules]
desk.window.go_to("quality")
made.append(type(desk.window.page("quality")).__name__)
desk.background.wait_idle(60_000)
desk.close()
print(" ".join((*made, *late)))
"""


def test_a_window_is_made_with_its_first_room_and_without_what_it_does_not_use(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'office.db'}"
    setting_up.make(url)
    given = [url, str(tmp_path / "window.json"), ",".join(LATE)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}

    said = subprocess.run(
        [sys.executable, "-c", _CODE, *given], check=True, capture_output=True, text=True, env=environment
    )

    assert said.stdout.split() == ["print_room", "QualityPage"], said.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo office that nothing is written to before it was copied."""
    path = tmp_path_factory.mktemp("demo") / "office.db"
    make_demo(f"sqlite:///{path}")
    services = open_existing(f"sqlite:///{path}")
    services.history.begin()  # as a window does that was open before
    services.close()
    return path


_STAGED = """
import linecache, sys
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from printdesk import opening
class Watched(opening.Stage):
    def __init__(self, *given):
        super().__init__(*given)
        self.painted.connect(self.note)
    def note(self):
        table = self.window.page("print_room").table
        row = table.rows_model().row(0)
        print(*[name for name in sys.argv[2].split(",") if name in sys.modules], row.number)
        print(*[name for name in linecache.cache if "/ui/" in name.replace(chr(92), "/")])
        box = self.window.top_bar.search
        keys = [(ord(letter), letter) for letter in row.number] + [(Qt.Key.Key_Return, chr(13))]
        for key, letter in keys:
            event = QKeyEvent(QEvent.Type.KeyPress, int(key), Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(box, event)
        box.setText("half typed")
        self.look()
    def look(self):
        if self.window.current_room == "pickup":
            page = type(self.window.page("print_room")).__name__
            print(page, self.window.top_bar.search.text(), self.window.made_page("quality"))
            QApplication.exit(0)
            return
        QTimer.singleShot(20, self, self.look)
opening.Stage = Watched
sys.exit(opening.run(sys.argv[1]))
"""


def _ran(code: str, home: Path, *given: str) -> "subprocess.CompletedProcess[str]":
    """What a program of its own says that has its own folders."""
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"), str(home))
    return subprocess.run(
        [sys.executable, "-c", code, *given], check=True, capture_output=True, text=True, timeout=60,
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


def test_the_first_picture_has_true_rows_and_a_scan_meanwhile_is_done_when_the_rooms_are_there(
    demo: Path, tmp_path: Path
):
    shutil.copy(demo, tmp_path / "office.db")
    url = f"sqlite:///{tmp_path / 'office.db'}"

    said = _ran(_STAGED, tmp_path, url, ",".join(BEHIND))

    first = open_existing(url)
    try:
        wanted = first.plans.plan().rows[0].number
    finally:
        first.close()
    assert said.stdout.splitlines() == [wanted, "", "PrintRoomPage half typed None"], said.stderr


_CLOSED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from printdesk import opening
class Watched(opening.Stage):
    def __init__(self, *given):
        super().__init__(*given)
        self.first = self.window.cover.widget
        self.window.scanned.emit("SP-2024-000001")
        self.look()
    def look(self):
        over = self.window.cover.widget
        if over is not self.first:
            print(type(over).__name__, over.isVisible(), self.window.current_room)
            QApplication.exit(0)
            return
        QTimer.singleShot(20, self, self.look)
opening.Stage = Watched
sys.exit(opening.run(sys.argv[1]))
"""


def test_a_closed_office_asks_who_it_is_and_forgets_what_was_scanned_before(demo: Path, tmp_path: Path):
    path = tmp_path / "office.db"
    shutil.copy(demo, path)
    with closing(sqlite_module().connect(path)) as file, file:
        file.execute("insert into account values ('a', 'x', '2024-06-26', 0, null, null, 0)")

    said = _ran(_CLOSED, tmp_path, f"sqlite:///{path}")

    assert said.stdout.split() == ["SignInCover", "True", "print_room"], said.stderr


def test_a_first_look_leaves_out_who_was_taken_and_shows_nobody_of_a_closed_office(demo: Path, tmp_path: Path):
    path = tmp_path / "office.db"
    shutil.copy(demo, path)
    url = f"sqlite:///{path}"
    before = first_look(url)
    assert before is not None
    assert before.is_demo
    assert before.rows[0].position == 1
    with closing(sqlite_module().connect(path)) as file, file:
        file.execute("update application set state = 'held' where id = ?", [before.rows[0].application_id])
    after = first_look(url)
    assert after is not None
    assert (after.waiting, after.rows[0]) == (before.waiting - 1, before.rows[1]._replace(position=1))

    with closing(sqlite_module().connect(path)) as file, file:
        file.execute("insert into account values ('a', 'x', '2024-06-26', 0, null, null, 0)")
    closed = first_look(url)
    assert closed is not None
    assert (closed.is_open, closed.rows, closed.waiting) == (False, (), 0)

    with closing(sqlite_module().connect(path)) as file, file:
        file.execute("update alembic_version set version_num = '0001'")
    assert first_look(url) is None
    assert first_look("postgresql://printdesk@localhost/office") is None
    assert first_look(f"sqlite:///{tmp_path / 'none.db'}") is None
