"""What a screen reader is told, through the accessibility bus of a real X server."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import need
from tests.faults.seen_window import SAY
from tests.ui.walk import VIEWS

pytestmark = [pytest.mark.fault, pytest.mark.timeout(400)]
REPOSITORY = Path(__file__).parents[2]
_READER = Path(__file__).with_name("screen_reader.py")
_SYSTEM_PYTHON = "/usr/bin/python3"
_NO_ROLE = {"filler", "panel", "unknown", "invalid", "layered pane"}
_ROOMS = ("print_room", "quality", "pickup", "blanks", "trips", "backlog", "outages", "records", "settings")
Told = dict[str, Any]


class Seat:
    """Somebody at a window who sees nothing and is told everything."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._window: subprocess.Popen[str] | None = None
        self._display = need("Xvfb", "xvfb")
        self._session = need("dbus-daemon", "dbus-daemon")
        self._environment = os.environ | {
            "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0",
        }  # fmt: skip
        self._started: list[subprocess.Popen[str]] = []

    def sit_down(self) -> None:
        """The X server, a bus of our own, and the window."""
        screen = self._start([self._display, "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
        self._environment["DISPLAY"] = f":{screen}"
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = self._start(
            [self._session, "--session", "--nofork", "--nopidfile", "--print-address"]
        )
        command = [sys.executable, "-m", "tests.faults.seen_window", str(self._folder), "en"]
        self._window = subprocess.Popen(
            command, cwd=REPOSITORY, env=self._environment | {"PYTHONPATH": str(REPOSITORY)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._started.append(self._window)

    def _start(self, command: list[str]) -> str:
        """A server, and the first line that it says."""
        server = subprocess.Popen(
            command, env=self._environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._started.append(server)
        assert server.stdout is not None
        return server.stdout.readline().strip()

    def told(self, room: str, view: str = "") -> list[Told]:
        """All that is said of the window with a room in front."""
        window = self._window
        assert window is not None
        assert window.stdin is not None
        assert window.stdout is not None
        window.stdin.write(f"{room}:{view}\n")
        window.stdin.flush()
        assert window.stdout.readline() == "shown\n"
        said = subprocess.run(
            [_SYSTEM_PYTHON, str(_READER), "PrintDesk", "60"], env=self._environment, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return [json.loads(line) for line in said.stdout.splitlines()]

    def heard(self, said: str) -> str:
        """What is announced when the window says something, wherever the keyboard is."""
        listener = subprocess.Popen(
            [_SYSTEM_PYTHON, str(_READER), "--listen", "30"], env=self._environment, text=True, stdout=subprocess.PIPE
        )
        window = self._window
        assert listener.stdout is not None
        assert listener.stdout.readline() == "listening\n"
        assert window is not None
        assert window.stdin is not None
        window.stdin.write(f"{SAY}:{said}\n")
        window.stdin.flush()
        words = listener.stdout.readline().strip()
        listener.wait(40)
        listener.stdout.close()
        return words

    def leave(self) -> None:
        """End what was started, the window first."""
        for each in reversed(self._started):
            if each.stdin is not None:
                each.stdin.close()
            else:
                each.terminate()
            each.wait(30)
            if each.stdout is not None:
                each.stdout.close()


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    asked = "import gi; gi.require_version('Atspi', '2.0')"
    if shutil.which(_SYSTEM_PYTHON) is None or subprocess.run(
        [_SYSTEM_PYTHON, "-c", asked], check=False, capture_output=True
    ).returncode:  # fmt: skip
        pytest.skip("needs AT-SPI for Python (Debian: python3-gi, gir1.2-atspi-2.0, at-spi2-core)")
    made = Seat(tmp_path_factory.mktemp("seat"))
    made.sit_down()
    yield made
    made.leave()


@pytest.mark.parametrize("room", _ROOMS)
def test_everything_that_can_have_the_focus_says_what_it_is(seat: Seat, room: str):
    for view in VIEWS.get(room, ("",)):
        told = seat.told(room, view)
        focusable = [each for each in told if "FOCUSABLE" in each["states"]]
        assert len(focusable) > 15, "the room is on the bus"
        assert [each for each in focusable if not each["name"] or each["role"] in _NO_ROLE] == [], view


@pytest.mark.parametrize("room", ["print_room", "trips", "records", "blanks", "outages"])
def test_a_table_says_its_headings_and_its_cells(seat: Seat, room: str):
    view = VIEWS.get(room, ("",))[0]  # said, since another test may have left another one in front
    tables = [each for each in seat.told(room, view) if each.get("rows")]
    assert tables
    for table in tables:
        assert any(table["headings"]), table["name"]
        assert all(any(cells) for cells in table["cells"]), table["name"]


def test_one_of_several_is_no_box_to_tick(seat: Seat):
    told = seat.told("backlog")
    chosen = [each["name"] for each in told if each["role"] == "radio button" and "CHECKED" in each["states"]]
    assert any(name.startswith("Backlog and overtime") for name in chosen)
    assert "English" in chosen
    assert any(each["role"] == "push button" and each["name"].startswith("Trips at risk") for each in told)


def test_a_notice_is_announced_wherever_the_keyboard_is(seat: Seat):
    seat.told("print_room")
    assert "The line of e-passports is down." in seat.heard("The line of e-passports is down.")
