"""From the command to a window that can be used: ours beside a bare PySide6 window with a table, in turn.

Each sample is a fresh process, offscreen, with compiled modules (as an installed wheel has them), timed by the clock
from its start to the first painted picture of a window whose first room has its rows. What made the difference:
papers, spreadsheets, the solver, migrations and PostgreSQL's driver are imported when they are used.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

TITLE = "## Start"
GOAL_RATIO, GOAL_MEGABYTES = 1.5, 200
LATE = ("reportlab", "python_calamine", "openpyxl", "highspy", "numpy", "alembic", "psycopg", "holidays", "segno")
"""What a window that was only opened has no use for."""

_BARE = """
import sys
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
"""

_MEMORY = """
with open("/proc/self/status", encoding="ascii") as status:
    print([line.split()[1] for line in status if line.startswith("VmRSS")][0])
"""

_OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from printdesk import app as composed
from printdesk.config import PreferencesFile
from printdesk.services.setting_up import open_existing
app = QApplication(sys.argv)
services = open_existing(sys.argv[1])
desk = composed.build(app, services, PreferencesFile(Path(sys.argv[2])))
desk.window.show()
composed.start(desk)
desk.background.wait_idle(60_000)
desk.window.grab()
"""


def sample(code: str, *arguments: str, folder: Path) -> tuple[float, int]:
    """Seconds from the start of a process to its end, and its memory in MB when its window stood."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder),
    }  # fmt: skip
    ending = f"{_MEMORY}\nimport os\nsys.stdout.flush()\nos._exit(0)\n"
    begun = perf_counter()
    said = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-c", code + ending, *arguments], check=True, capture_output=True, text=True, env=environment
    ).stdout
    return perf_counter() - begun, int(said.split()[-1]) // 1024


def measure(folder: Path, rounds: int) -> tuple[list[tuple[float, int]], list[tuple[float, int]]]:
    """Samples of the bare window and of ours, taken in turn, the first of each left out: it compiles."""
    from printdesk.services.demo import make_demo

    url = f"sqlite:///{folder / 'demo.db'}"
    make_demo(url)
    bare, ours = [], []
    for number in range(rounds + 1):
        pair = (sample(_BARE, folder=folder), sample(_OURS, url, str(folder / "window.json"), folder=folder))
        if number:
            bare.append(pair[0])
            ours.append(pair[1])
    return bare, ours


def report(rounds: int) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        bare, ours = measure(Path(folder), rounds)
    ratio = median(one[0] / other[0] for one, other in zip(ours, bare, strict=True))
    yield f"The demo office, from the start of the process to the first picture with all rows, {rounds} rounds in"
    yield "turn, offscreen, modules compiled (`benchmarks/start.py`):"
    yield ""
    yield "| window | seconds | against the bare one | memory |"
    yield "|---|---|---|---|"
    alone = median(each[0] for each in bare)
    yield f"| bare PySide6 window with a table | {alone:.2f} | 1.0 | {bare[0][1]} MB |"
    most = max(each[1] for each in ours)
    met = "met" if ratio <= GOAL_RATIO else "missed"
    taken = median(each[0] for each in ours)
    yield f"| PrintDesk | {taken:.2f} | {ratio:.2f} (goal {GOAL_RATIO}: {met}) | {most} MB |"
    yield ""


if __name__ == "__main__":
    print("\n".join(report(3)))
