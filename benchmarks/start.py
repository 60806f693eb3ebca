"""From the command to a window that can be used: ours beside a bare PySide6 window with a table, and beside others.

Each sample is a fresh process on a screen of 1366 by 768 that nobody sees, with compiled modules (as an installed
wheel has them). Processor time from its start to the first painted picture: ours has then true rows and takes scans
and typing. What made the difference: that picture is read by SQLite's own driver and needs no service, no SQLAlchemy
and no other room; the rest is imported behind it. Papers, spreadsheets, the solver, migrations and the driver of
PostgreSQL are imported when they are used. Of the rest a third was the toolkit itself: it reads the source of each
module that is imported after it (and keeps every line: 30 MB), it describes all its kinds of objects to Python when a
filter of the whole application meets the first one that it does not know, and all of a style when it is asked for its
style. Then Python's search for garbage among what is being loaded, dataclasses where a named tuple does, texts that
are taken out of the catalogue before anybody asks, and modules for one seldom call.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import peers
from benchmarks.goals import judge

TITLE = "## Start"
GOAL_RATIO, GOAL_MEGABYTES = 1.5, 200
LATE = ("reportlab", "python_calamine", "openpyxl", "highspy", "numpy", "alembic", "psycopg", "holidays", "segno")
"""What a window that was only opened has no use for."""
BEHIND = (
    *LATE, "sqlalchemy", "msgspec", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "printdesk.app",
    "printdesk.services.bundle", "printdesk.ui.print_room.page", "printdesk.domain.mrz", "printdesk.ui.messages",
    "printdesk.ui.kit.fields", "printdesk.ui.kit.spoken", "printdesk.ui.shell.tab_order", "dataclasses",
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
from printdesk import memory
memory.collect_seldom()
memory.collect_later()  # both as printdesk.__main__ does
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
        if not self.window.page("print_room").table.rows_model().rowCount():
            sys.exit("the first picture has no rows")
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

_OTHER = """
import sys, time
from PyQt6.QtWidgets import QApplication
first = 0.0
def painted(*_given):
    global first, rows
    if first:
        return 0
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    max(seen, key=lambda each: each.width() * each.height()).grab()
    first = rows = time.process_time()
    return 0
QApplication.exec = painted
{before}
from {module} import main
sys.argv[1:] = []
try:
    main()
except SystemExit:
    pass
"""
"""Others' own `main`, up to where it would wait for its user."""
_WITHOUT_WELCOME = """
from novelwriter.guimain import GuiMain
GuiMain.postLaunchTasks = painted
"""
"""It greets its user in a box once its window stands."""
OTHERS = {
    "Vorta (PyQt6)": _VORTA,
    "ReText (PyQt6)": _OTHER.format(module="ReText.__main__", before=""),
    "novelWriter (PyQt6)": _OTHER.format(module="novelwriter", before=_WITHOUT_WELCOME),
}
"""Qt programs from PyPI."""
_ALONE, _HERE = "bare", "ours"

_SCREEN = {
    "screens": [
        {"name": "desk", "x": 0, "y": 0, "width": 1366, "height": 768,
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
    ]
}  # fmt: skip

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
        "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }  # fmt: skip
    said = subprocess.run(  # noqa: S603 - our own lines
        [python, "-c", code + _TOLD, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    ).stdout
    return Sample(*json.loads(said.splitlines()[-1]))


class Round(NamedTuple):
    """One start of each; of the others those that can be had."""

    bare: Sample
    ours: Sample
    others: dict[str, Sample]


def measure(folder: Path, rounds: int) -> Iterator[Round]:
    """All in turn, now the bare one first and now ours, as the first has the colder machine; one round compiles."""
    (folder / "screen.json").write_text(json.dumps(_SCREEN), encoding="utf-8")
    url = _office(folder)
    beside = peers.python()
    starts = {
        _ALONE: partial(sample, _BARE, folder=folder),
        _HERE: partial(sample, _OURS, url, folder=folder),
        **{name: partial(sample, code, folder=folder, python=beside) for name, code in OTHERS.items() if beside},
    }
    for number in range(rounds + 1):
        pair = (_ALONE, _HERE) if number % 2 else (_HERE, _ALONE)
        taken = {name: starts[name]() for name in (*pair, *(each for each in starts if each not in pair))}
        if number:
            yield Round(taken.pop(_ALONE), taken.pop(_HERE), {name: taken[name] for name in OTHERS if name in taken})


def _office(folder: Path) -> str:
    """A demo office in which a window was open before."""
    from printdesk.services.demo import make_demo
    from printdesk.services.setting_up import open_existing

    url = f"sqlite:///{folder / 'demo.db'}"
    make_demo(url)
    services = open_existing(url)
    services.history.begin()
    services.close()
    return url


def report(rounds: int) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        taken = list(measure(Path(folder), rounds))
    bare, ours = [each.bare for each in taken], [each.ours for each in taken]
    yield f"The demo office, processor time from the start of the process, {rounds} rounds in turn, offscreen,"
    yield "modules compiled (`benchmarks/start.py`). The first picture has true rows, and takes scans and typing:"
    yield ""
    yield "| window | seconds | against the bare one | memory |"
    yield "|---|---|---|---|"
    alone = median(each.first for each in bare)
    yield f"| bare PySide6 window with a table | {alone:.2f} | 1.0 | {bare[0].memory} MB |"
    ratio = median(our.first / one.first for our, one in zip(ours, bare, strict=True))
    met = judge("the first picture to a bare window's", ratio, most=GOAL_RATIO, unit="times")
    goal = f"{ratio:.2f} (goal {GOAL_RATIO}: {met})"
    yield f"| PrintDesk, first picture | {median(each.first for each in ours):.2f} | {goal} | |"
    for name in taken[0].others:
        yield _other(name, taken)
    most = max(each.memory for each in ours)
    met = judge("memory of the running demo", most, most=GOAL_MEGABYTES, unit="MB")
    held = f"{most} MB (goal {GOAL_MEGABYTES}: {met})"
    whole = median(our.rows / one.first for our, one in zip(ours, bare, strict=True))
    yield f"| PrintDesk, all rooms can be entered | {median(each.rows for each in ours):.2f} | {whole:.1f} | {held} |"
    yield ""


def _other(name: str, taken: list[Round]) -> str:
    """The line of another program, and whether ours is ahead of it."""
    seconds = median(each.others[name].first for each in taken)
    times = median(each.others[name].first / each.bare.first for each in taken)
    ahead = median(each.ours.first / each.others[name].first for each in taken)
    met = judge(f"the first picture to that of {name}", ahead, most=1.0, unit="times")
    memory = taken[0].others[name].memory
    return f"| {name}, first picture | {seconds:.2f} | {times:.2f} (ours ahead: {met}) | {memory} MB |"


if __name__ == "__main__":
    print("\n".join(report(3)))
