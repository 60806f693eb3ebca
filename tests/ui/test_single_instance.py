"""A second start shows the first window; a killed program leaves nothing in the way."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from printdesk.ui.single_instance import SingleInstance

SECOND = """
import sys
from PySide6.QtCore import QCoreApplication
from printdesk.ui.single_instance import SingleInstance
app = QCoreApplication([])
made = SingleInstance(sys.argv[1], "dwi")
print("first" if made.is_first() else "second", flush=True)
if sys.argv[2:] == ["stay"]:
    app.exec()
"""


def start(database: str, *more: str) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, database, *more], cwd=root, stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_tells_the_first_which_shows_its_window(qapp: object, qtbot: QtBot, tmp_path: Path):
    office = f"sqlite:///{tmp_path / 'office.db'}"
    first = SingleInstance(office, "dwi")
    assert first.is_first()
    with qtbot.waitSignal(first.shown_again, timeout=30_000):
        second = start(office)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.communicate()[0] == "second\n"
    assert SingleInstance(office, "bagus").is_first()
    assert SingleInstance(f"{office}2", "dwi").is_first()
    first.close()


def test_what_a_killed_program_left_is_in_nobodys_way(qapp: object, tmp_path: Path):
    office = f"sqlite:///{tmp_path / 'office.db'}"
    killed = start(office, "stay")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "first\n"
    killed.kill()
    killed.communicate()
    assert SingleInstance(office, "dwi").is_first()
