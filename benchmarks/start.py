"""From the command to a window that can be used: ours beside a bare PySide6 window with a table, and beside Vorta.

Each sample is a fresh process, offscreen, with compiled modules (as an installed wheel has them). Processor time from
its start to the first painted picture: ours has then true rows and takes scans and typing. What made the difference:
that picture is read by SQLite's own driver and needs no service, no SQLAlchemy and no other room; the rest is
imported behind it. What the toolkit looks up for every widget that Qt made itself, texts that nobody asked for, and
modules for one seldom call took as long again as the window. Papers, spreadsheets, the solver, migrations and the
driver of PostgreSQL are imported when they are used.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import peers

TITLE = "## Start"
GOAL_RATIO, GOAL_MEGABYTES = 1.5, 200
LATE = ("reportlab", "python_calamine", "openpyxl", "highspy", "numpy", "alembic", "psycopg", "holidays", "segno")
"""What a window that was only opened has no use for."""
BEHIND = (
    *LATE, "sqlalchemy", "msgspec", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "printdesk.app",
    "printdesk.services.bundle", "printdesk.ui.print_room.page",
)  # fmt: skip
"""What is imported behind the first picture."""

_BARE = """
import sys, time
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
class Model(QAbstractTableModel):
    def rowCount(self, parent=None): return 300
    def columnCount(self, parent=None): return 8
    def data(self, index, role=0):
        return f"{index.row()} {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None
window, view, model = QMainWindow(), QTableView(), Model()
view.setModel(model)
window.setCentralWidget(view)
window.resize(1366, 768)
window.show()
window.grab()
first = rows = time.process_time()
"""

_OURS = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from printdesk import opening
first = rows = 0.0
class Watched(opening.Stage):
    def __init__(self, *given):
        super().__init__(*given)
        self.painted.connect(self.note)
    def note(self):
        global first
        first = time.process_time()
        self.look()
    def look(self):
        global rows
        badge = getattr(self.window.made_page("print_room"), "badge", lambda: None)
        if badge() is None:
            QTimer.singleShot(20, self, self.look)
            return
        self.window.grab()
        rows = time.process_time()
        QApplication.exit(0)
opening.Stage = Watched
opening.run(sys.argv[1])
"""

_VORTA = """
import sys, time
from peewee import SqliteDatabase
from vorta import config
from vorta.log import init_logger
from vorta.store.connection import init_db
init_logger(background=False)
init_db(SqliteDatabase(config.SETTINGS_DIR / "settings.db", pragmas={"journal_mode": "wal"}))
from vorta.application import VortaApp
VortaApp.set_borg_details_action = lambda self: None
app = VortaApp(sys.argv[:1])
app.main_window.show()
app.main_window.grab()
first = rows = time.process_time()
"""
"""As its own `main` does it: another Qt program with a SQLite database, from PyPI. Without its look for Borg, which
asks in a box where there is none.
"""

_TOLD = """
import json, os
with open("/proc/self/status", encoding="ascii") as status:
    memory = [int(line.split()[1]) for line in status if line.startswith("VmRSS")][0]
print(json.dumps([first, rows, memory // 1024]))
sys.stdout.flush()
os._exit(0)
"""


@dataclass(frozen=True)
class Sample:
    """One start: processor seconds to the first picture and to all that was read, and the memory in MB."""

    first: float
    rows: float
    memory: int


def sample(code: str, *arguments: str, folder: Path, python: str = sys.executable) -> Sample:
    """Start a process and ask what it took."""
    own = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        **dict.fromkeys(own, str(folder)),
        "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }  # fmt: skip
    said = subprocess.run(  # noqa: S603 - our own lines
        [python, "-c", code + _TOLD, *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout
    return Sample(*json.loads(said.splitlines()[-1]))


def measure(folder: Path, rounds: int) -> Iterator[tuple[Sample, Sample, Sample | None]]:
    """The bare window, ours and Vorta (None where it cannot be had), in turn; the first round compiles."""
    from printdesk.services.demo import make_demo

    url = f"sqlite:///{folder / 'demo.db'}"
    make_demo(url)
    beside = peers.python()
    for number in range(rounds + 1):
        bare, ours = sample(_BARE, folder=folder), sample(_OURS, url, folder=folder)
        theirs = sample(_VORTA, folder=folder, python=beside) if beside else None
        if number:
            yield bare, ours, theirs


def report(rounds: int) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        taken = list(measure(Path(folder), rounds))
    bare, ours = [each[0] for each in taken], [each[1] for each in taken]
    yield f"The demo office, processor time from the start of the process, {rounds} rounds in turn, offscreen,"
    yield "modules compiled (`benchmarks/start.py`). The first picture has true rows, and takes scans and typing:"
    yield ""
    yield "| window | seconds | against the bare one | memory |"
    yield "|---|---|---|---|"
    alone = median(each.first for each in bare)
    yield f"| bare PySide6 window with a table | {alone:.2f} | 1.0 | {bare[0].memory} MB |"
    ratio = median(our.first / one.first for our, one in zip(ours, bare, strict=True))
    goal = f"{ratio:.2f} (goal {GOAL_RATIO}: {_met(ratio <= GOAL_RATIO)})"
    yield f"| PrintDesk, first picture | {median(each.first for each in ours):.2f} | {goal} | |"
    theirs = [(each.first / one.first, each) for one, _ours, each in taken if each is not None]
    if theirs:
        seconds, times = median(each.first for _times, each in theirs), median(times for times, _each in theirs)
        yield f"| Vorta (PyQt6), first picture | {seconds:.2f} | {times:.2f} | {theirs[0][1].memory} MB |"
    most = max(each.memory for each in ours)
    held = f"{most} MB (goal {GOAL_MEGABYTES}: {_met(most <= GOAL_MEGABYTES)})"
    whole = median(our.rows / one.first for our, one in zip(ours, bare, strict=True))
    yield f"| PrintDesk, all rooms can be entered | {median(each.rows for each in ours):.2f} | {whole:.1f} | {held} |"
    yield ""


def _met(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    print("\n".join(report(3)))
