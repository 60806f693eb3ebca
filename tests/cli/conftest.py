"""A clock for commands whose answer depends on the day of the week, a demo office, and a log file of their own."""

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from printdesk.services.clock import FixedClock
from printdesk.services.demo import make_demo
from tests.cli.command_line import CommandLine


class Wednesday:
    """The office's clock, which stands on Wednesday 26 June 2024 at 08:00 until it is put on."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 6, 26, 8, tzinfo=ZoneInfo("Asia/Jakarta"))

    def __call__(self) -> FixedClock:
        """The clock of one command."""
        return FixedClock(self.moment)

    def step(self, **passed: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**passed)


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> Wednesday:
    """Every command that follows runs on this clock."""
    clock = Wednesday()
    monkeypatch.setattr("printdesk.services.bundle.SystemClock", clock)
    monkeypatch.setattr("printdesk.services.bundle.ServerClock", lambda _heard: clock())
    return clock


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a demo office, made once and only copied."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo(f"sqlite:///{path}")
    return path


@pytest.fixture
def demo_desk(demo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Commands on a fresh demo office."""
    copy = shutil.copy(demo_file, tmp_path / "demo.db")
    return CommandLine(f"sqlite:///{copy}", capsys)


@pytest.fixture
def log_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the log is written; the log of other tests goes on as it was."""
    logger = logging.getLogger("printdesk")
    before, level = logger.handlers[:], logger.level
    logger.handlers.clear()
    monkeypatch.setattr("printdesk.paths.log_folder", lambda: tmp_path)
    yield tmp_path / "printdesk.log"
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:] = before
    logger.setLevel(level)
