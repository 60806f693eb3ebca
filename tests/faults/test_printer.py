"""A real printer of the Internet Printing Protocol: one that prints, one that jams in mid-batch, one that is gone."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.services.print_log import Outcome
from printdesk.services.printers.devices import printer_at
from printdesk.ui.papers import print_job
from printdesk.ui.papers.print_job import PrintJob
from printdesk.ui.papers.print_order import PaperToPrint, PrintOrder
from printdesk.ui.pickup.page import PickupPage
from tests.faults.conftest import need
from tests.services.printers.test_printers import paper
from tests.ui.pickup.rooms import TestedRoom

pytestmark = [pytest.mark.fault, pytest.mark.timeout(180)]

BUS = """<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
<allow user="*"/></policy></busconfig>"""
SAYS_HOW_MANY = """#!{python}
import os, pathlib, signal, sys
from time import sleep
folder, most = pathlib.Path({folder!r}), {most}
while (folder / "slow").exists():
    sleep(0.05)
    if (folder / "off").exists():
        os.kill(os.getppid(), signal.SIGKILL)
        sys.exit(1)
came = len(list(folder.glob("page-*")))
import pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for number in range(len(document)):
    if came + number >= most and not (folder / "mended").exists():
        print("STATE: +media-jam-error", file=sys.stderr)
        sys.exit(1)
    text = document[number].get_textpage().get_text_range()
    (folder / f"page-{{came + number:03}}").write_text(text, encoding="utf-8")
    print(f"ATTR: job-impressions-completed={{number + 1}}", file=sys.stderr, flush=True)
print("STATE: -media-jam-error", file=sys.stderr)
"""
StartPrinter = Callable[[str, int], str]


@contextmanager
def _running(command: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=env, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def _wait(condition: Callable[[], bool], what: str, log: Path) -> None:
    end = time.monotonic() + 20
    while not condition():
        if time.monotonic() > end:
            pytest.skip(f"{what} does not start here: {log.read_text(errors='replace')[-400:].strip()}")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def printers(root: None, tmp_path: Path) -> Iterator[StartPrinter]:
    """Starts printers: a name, and the page in all at which it jams; gives its address."""
    bus, avahi = need("dbus-daemon", "dbus-daemon"), need("avahi-daemon", "avahi-daemon")
    program = need("ippeveprinter", "cups-ipp-utils")
    folder = tmp_path / "bus"
    folder.mkdir()
    (folder / "bus.conf").write_text(BUS.format(socket=folder / "socket"))
    (folder / "avahi.conf").write_text("[server]\nuse-ipv6=no\n")
    env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'socket'}"}
    with ExitStack() as stack:
        command = [bus, f"--config-file={folder / 'bus.conf'}", "--nofork", "--nopidfile"]
        stack.enter_context(_running(command, env, folder / "bus.log"))
        _wait((folder / "socket").exists, "D-Bus", folder / "bus.log")
        command = [avahi, "-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot", "--no-rlimits"]
        stack.enter_context(_running(command, env, folder / "avahi.log"))
        log = folder / "avahi.log"
        _wait(lambda: "startup complete" in log.read_text(errors="replace"), "avahi", log)

        def start(name: str, most: int) -> str:
            place = tmp_path / name
            place.mkdir()
            act = place / "print.py"
            act.write_text(SAYS_HOW_MANY.format(python=sys.executable, folder=str(place), most=most))
            act.chmod(0o755)
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            command = [
                program, "-p", str(port), "-n", "localhost", "-f", "application/pdf", "-2", "-d", str(place),
                "-c", str(act), name,
            ]  # fmt: skip
            stack.enter_context(_running(command, env, place / "log"))
            _wait(lambda: _answers(port), "ippeveprinter", place / "log")
            return f"ipp://localhost:{port}/ipp/print"

        yield start


@pytest.fixture
def room(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestedRoom[PickupPage]]:
    monkeypatch.setattr(print_job, "LOOK_MS", 100)
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    yield made
    made.close()


def test_a_real_printer_that_jams_in_mid_batch_gets_exactly_the_missing_pages_again(
    room: TestedRoom[PickupPage], printers: StartPrinter, tmp_path: Path
):
    found = printer_at(printers("Loket", 13))
    assert (found.name, found.both_sides, found.takes_pdf) == ("Loket", True, True)
    job = PrintJob(
        room.page._context,
        PaperToPrint("Slip", "SP-2024-000001", paper(24)),
        PrintOrder(found, (tuple(range(1, 25)),)),
    )
    job.start()
    room.until(lambda: job.end is not None)

    assert job.end is not None
    assert (job.end.outcome, job.end.done, job.end.left) == (Outcome.FAILED, 13, (tuple(range(14, 25)),))
    assert "paper jam" in room.said[-1].text
    assert "Not printed: pages 14-24." in room.said[-1].text

    (tmp_path / "Loket" / "mended").touch()
    action = room.said[-1].action
    assert action is not None
    again: list[PrintJob] = []
    job.sent_again.connect(again.append)
    action.run()
    room.until(lambda: again[0].end is not None)

    assert again[0].end is not None
    assert (again[0].end.outcome, again[0].end.done) == (Outcome.PRINTED, 11)
    came = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "Loket").glob("page-*"))]
    assert [int(text.split()[1]) for text in came] == list(range(1, 25))
    assert [("Cetakan ke-2" in text) for text in came] == [False] * 13 + [True] * 11
    lines = room.services.print_log.lines()
    assert [(line.outcome, line.missing) for line in lines] == [(Outcome.PRINTED, ""), (Outcome.FAILED, "14-24")]


def test_a_real_printer_that_is_switched_off_while_it_prints_is_said_and_its_pages_are_in_doubt(
    room: TestedRoom[PickupPage], printers: StartPrinter, tmp_path: Path
):
    found = printer_at(printers("Sebentar", 99))
    (tmp_path / "Sebentar" / "slow").touch()
    job = PrintJob(
        room.page._context, PaperToPrint("Berita acara", "BA-2024-000001", paper(2)), PrintOrder(found, ((1, 2),))
    )
    job.start()
    room.until(lambda: bool(job._number))
    (tmp_path / "Sebentar" / "off").touch()
    room.until(lambda: job.end is not None)

    assert job.end is not None
    assert (job.end.outcome, job.end.left, job.end.doubtful) == (Outcome.FAILED, ((1, 2),), (1, 2))
    assert "does not answer" in job.end.reason
    assert room.services.print_log.lines()[0].outcome is Outcome.FAILED
