"""What `test --all` needs beyond the usual: installed where that is possible, else said."""

import contextlib
from pathlib import Path

import pytest

from tools.setup import libraries, testing
from tools.setup.console import SetupError


def test_only_what_is_lacking_is_installed(monkeypatch: pytest.MonkeyPatch):
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(testing.shutil, "which", lambda tool: None if tool == "faketime" else f"/usr/bin/{tool}")
    monkeypatch.setattr(libraries, "provide", asked.append)
    monkeypatch.setattr(testing, "_lacking_for_a_screen_reader", dict)
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


def test_a_measurement_is_given_its_server_and_libraries_and_goes_on_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(testing.sys, "platform", "linux")
    monkeypatch.setattr(libraries, "loads", lambda library: "pangoft2" not in library)
    monkeypatch.setattr(libraries, "provide", asked.append)
    monkeypatch.setattr(libraries, "may_install", lambda: True)
    monkeypatch.setattr(testing.database_server, "programs", lambda: None)
    monkeypatch.setattr(testing, "_no_server_of_its_own", contextlib.nullcontext)
    monkeypatch.setattr(libraries, "apt_install", lambda packages: asked.append({"apt": str(packages)}))
    testing.provide_for_bench()
    assert asked == [{"libpangoft2-1.0.so.0": "libpangoft2-1.0-0"}, {"apt": "['postgresql']"}]

    def refuse(_packages: object) -> None:
        raise SetupError("no network")

    monkeypatch.setattr(libraries, "provide", refuse)
    monkeypatch.setattr(libraries, "apt_install", refuse)
    testing.provide_for_bench()
    said = capsys.readouterr().err
    assert "Some others cannot be measured beside it: no network" in said
    assert "PostgreSQL is not measured: no network" in said


def test_a_screen_reader_needs_the_bus_its_binding_and_what_qt_opens_on_an_x_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\ncase "$2" in *Atspi*) exit 1;; esac\n')
    python.chmod(0o755)
    monkeypatch.setattr(testing.sys, "platform", "linux")
    monkeypatch.setattr(testing, "SYSTEM_PYTHON", str(python))
    monkeypatch.setattr(testing, "BUS", (str(tmp_path / "launcher"), "at-spi2-core"))
    monkeypatch.setattr(libraries, "loads", lambda library: library != "libxcb-cursor.so.0")
    assert set(testing._lacking_for_a_screen_reader().values()) == {
        "libxcb-cursor0",
        "at-spi2-core",
        "gir1.2-atspi-2.0",
    }
    (tmp_path / "launcher").touch()
    python.write_text("#!/bin/sh\n")
    monkeypatch.setattr(libraries, "loads", lambda _library: True)
    assert testing._lacking_for_a_screen_reader() == {}
    python.unlink()
    assert testing._lacking_for_a_screen_reader() == {str(python): "python3"}
    monkeypatch.setattr(testing.sys, "platform", "win32")
    assert testing._lacking_for_a_screen_reader() == {}
