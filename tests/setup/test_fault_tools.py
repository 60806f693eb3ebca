"""What `test --all` needs beyond the usual: installed where that is possible, else said."""

import pytest

from tools.setup import libraries, testing
from tools.setup.console import SetupError


def test_only_what_is_lacking_is_installed(monkeypatch: pytest.MonkeyPatch):
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(testing.shutil, "which", lambda tool: None if tool == "faketime" else f"/usr/bin/{tool}")
    monkeypatch.setattr(libraries, "provide", asked.append)
    testing._provide_fault_tools()
    assert asked == [{"faketime": "faketime"}]
    monkeypatch.setattr(testing.shutil, "which", lambda tool: f"/usr/bin/{tool}")
    testing._provide_fault_tools()
    assert len(asked) == 1


def test_what_cannot_be_installed_stops_nothing_and_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def refuse(_lacking: dict[str, str]) -> None:
        raise SetupError("Run: sudo apt-get install faketime")

    monkeypatch.setattr(testing.shutil, "which", lambda _tool: None)
    monkeypatch.setattr(libraries, "provide", refuse)
    testing._provide_fault_tools()
    assert "Some tests of faults are skipped: Run: sudo apt-get install faketime" in capsys.readouterr().err
