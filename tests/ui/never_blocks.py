"""A window under heavy work, in a process of its own: `python never_blocks.py FOLDER` prints what held its thread.

For each piece of work: how much was done, and the longest single event on the window's thread, in milliseconds of the
processor time of that thread. What other processes and threads take meanwhile is not the doing of the window.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from printdesk import memory
from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.services.bundle import open_office
from printdesk.services.demo import make_demo
from printdesk.ui.collector import Collector

ROWS = 10_000
SLIPS = 1_000
_HEADINGS = "nomor permohonan;nama;nik;telepon;jenis layanan;siap cetak;tanggal berangkat;bukti"


class Watched(QApplication):
    """An application that keeps the time of its longest event."""

    def __init__(self) -> None:
        super().__init__(["never-blocks"])
        self.longest = (0.0, "")
        self._inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._inside:
            return super().notify(receiver, event)
        self._inside, begun = True, time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            took = (time.thread_time() - begun) * 1000
            self.longest = max(self.longest, (took, f"{type(receiver).__name__} {event.type().name}"))


def settle(desk: Desk) -> None:
    """Until nothing has run for a while."""
    for _round in range(3):
        QTest.qWait(100)
        if not desk.background.wait_idle(120_000):
            raise TimeoutError


def take_list(desk: Desk, path: Path) -> int:
    """Import a list through its room, and let all rooms see it; how many are new."""
    desk.window.go_to("records")
    settle(desk)
    page = desk.window.page("records")
    page.import_desk.open(path)
    settle(desk)
    page.import_desk.take(accept_valid=False)
    settle(desk)
    report = page.imports.report
    return report.new if report.applied else 0


def make_slips(desk: Desk) -> int:
    """Slips for many at once, with their preview; how many."""
    with desk.services.database.writing() as session:
        session.execute(
            text(
                "update application set state = 'shelved', shelf_slot = 'Z-' || id where id in "
                "(select id from application where state = 'ready' order by id desc limit :many)"
            ),
            {"many": SLIPS},
        )
    desk.window.go_to("pickup")
    settle(desk)
    ready = [row.application_id for row in desk.services.pickup.ready()]
    page = desk.window.page("pickup")
    page.slip_desk.open(ready[:SLIPS], "")
    settle(desk)
    return len(page.slips.batch.numbers)


def plan_anew(desk: Desk) -> int:
    """The order of thousands, in each room that shows it; how many stand in it."""
    for room in ("print_room", "trips", "backlog"):
        desk.window.go_to(room)
        desk.front.changed()
        settle(desk)
    return len(desk.services.plans.plan().rows)


def listed(folder: Path) -> Path:
    """A list of as many applications as a catastrophe brings in one morning."""
    rows = (
        f"33740124062{n:05d};PEMOHON NOMOR {n} SURYANINGSIH;3374{n:012d};08{n:010d};Paspor biasa 48;"
        f"2024-06-{20 + n % 6} 09:00;{f'2024-07-{1 + n % 28:02d}' if n % 3 else ''};{'tiket' if n % 6 else ''}"
        for n in range(ROWS)
    )
    path = folder / "list.csv"
    path.write_text("\n".join([_HEADINGS, *rows]) + "\n", encoding="utf-8")
    return path


def main(folder: Path) -> None:
    """Do the work piece by piece."""
    memory.collect_seldom()  # as the program does when it starts
    app = Watched()
    url = f"sqlite:///{folder / 'office.db'}"
    make_demo(url)
    preferences = PreferencesFile(folder / "window.json")
    preferences.change(language="en", theme="light")
    desk = build(app, open_office(url), preferences)
    desk.window.show()
    start(desk)
    Collector(desk.window)
    settle(desk)
    found = {}
    for name, work in (
        ("importing", lambda: take_list(desk, listed(folder))),
        ("slips", lambda: make_slips(desk)),
        ("planning", lambda: plan_anew(desk)),
    ):
        app.longest = (0.0, "")
        done = work()
        found[name] = (done, *app.longest)
    desk.close()
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
