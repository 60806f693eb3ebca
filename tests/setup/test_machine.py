"""What desk.py finds on the machine: Python, screen, system libraries."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.elf import needed_libraries
from tools.setup import display, interpreter, libraries
from tools.setup.console import SetupError

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of Linux")


@pytest.mark.parametrize(
    ("version", "suits"),
    [((2, 7), False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False), ((4, 0), False)],
)
def test_python_3_11_to_3_13_suit(version: tuple[int, int], suits: bool) -> None:
    assert interpreter.suits(version) is suits


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_find_takes_the_newest_python_that_really_runs(tmp_path: Path) -> None:
    def stand_in(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)

    stand_in("python3.13", "exit 127")  # a version manager's shim without a Python behind it
    stand_in("python3.12", "echo 3 12")
    stand_in("python3.11", "echo 3 11")
    stand_in("python3", "echo 3 14")
    assert interpreter.find(str(tmp_path)) == tmp_path / "python3.12"


def test_an_unsuitable_python_without_another_gets_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"needs Python 3\.11 to 3\.13; this is 3\.9"):
        interpreter.restart_if_unsuitable(["test"], here=(3, 9))


# The screen


@pytest.fixture
def wayland() -> Iterator[dict[str, str]]:
    """The variables of a Wayland session that answers."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/wayland-7")  # a short path: a socket's may not be longer than 107 bytes
        server.listen()
        yield {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "wayland-7"}


@linux_only
def test_a_wayland_session_that_answers_is_a_screen(wayland: dict[str, str]) -> None:
    assert display.screens(wayland, "linux") == {"wayland"}


@linux_only
@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "no display"),
        ({"DISPLAY": ""}, "no display"),
        ({"DISPLAY": ":6171"}, "DISPLAY is :6171, but nothing answers there"),
        ({"WAYLAND_DISPLAY": "gone"}, "WAYLAND_DISPLAY is gone, but nothing answers there"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "QT_QPA_PLATFORM is offscreen"),
        ({"QT_QPA_PLATFORM": "xcb"}, "no display"),
    ],
)
def test_without_a_screen_the_reason_is_said(environ: dict[str, str], reason: str) -> None:
    assert display.screens(environ, "linux") == set()
    assert display.why_none(environ) == reason


@linux_only
@pytest.mark.parametrize(
    ("plugins", "screens"),
    [
        ("offscreen", set[str]()),
        ("minimal:enable_fonts", set[str]()),
        ("xcb", set[str]()),
        ("wayland-egl", {"wayland"}),
        ("xcb;wayland", {"wayland"}),
    ],
)
def test_only_a_screen_that_qt_may_use_counts(wayland: dict[str, str], plugins: str, screens: set[str]) -> None:
    assert display.screens({**wayland, "QT_QPA_PLATFORM": plugins}, "linux") == screens


@pytest.mark.parametrize(
    ("environ", "platform"), [({}, "win32"), ({}, "darwin"), ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux")]
)
def test_windows_macos_and_a_screen_that_the_user_names_need_no_display(
    environ: dict[str, str], platform: str
) -> None:
    assert display.screens(environ, platform) == {"native"}


# System libraries


def test_only_what_does_not_load_is_missing() -> None:
    wanted = {"libnothing-of-this-name.so.9": "libnothing9"}
    known = {"libc.so.6": "libc6"} if sys.platform.startswith("linux") else {}
    assert libraries.missing({**wanted, **known}) == wanted


def test_what_is_needed_depends_on_the_screen() -> None:
    nowhere, x11, wayland = (libraries.needed(screens, "linux") for screens in (set[str](), {"x11"}, {"wayland"}))
    assert "libEGL.so.1" in nowhere
    assert not any("xcb" in name or "wayland" in name for name in nowhere)
    assert "libxcb-cursor.so.0" in x11
    assert not any("wayland" in name for name in x11)
    assert "libwayland-client.so.0" in wayland
    assert libraries.needed({"native"}, "win32") == libraries.needed({"native"}, "darwin") == {}


def test_whoever_may_not_install_gets_one_line_with_each_package_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "may_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda *_: "/usr/bin/apt-get")
    lacking = {"libxcb.so.1": "libxcb1", "libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0"}
    with pytest.raises(SetupError) as caught:
        libraries.provide(lacking)
    expected = "This machine lacks system packages. Run: sudo apt-get install libglib2.0-0 libxcb1"
    assert str(caught.value) == expected


def test_where_there_is_no_apt_the_libraries_themselves_are_named() -> None:
    sentence = libraries.advice(["libxcb1"], ["libxcb.so.1"], has_apt=False)
    assert "libxcb.so.1" in sentence
    assert "apt-get" not in sentence


@linux_only
@pytest.mark.parametrize(
    ("files", "screens"),
    [
        (["QtWidgets.abi3.so", "QtPrintSupport.abi3.so", "QtSvg.abi3.so", "QtTest.abi3.so"], set[str]()),
        (["Qt/plugins/platforms/libqoffscreen.so"], set[str]()),
        (["Qt/plugins/platforms/libqxcb.so", "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so"], {"x11"}),
        (
            ["Qt/plugins/platforms/libqwayland.so", "Qt/plugins/wayland-shell-integration/libxdg-shell.so"],
            {"wayland"},
        ),
        (["Qt/plugins/printsupport/libcupsprintersupport.so"], {"x11"}),
    ],
    ids=["modules", "offscreen", "x11", "wayland", "printing"],
)
def test_every_library_that_qt_takes_from_the_system_is_looked_for(files: list[str], screens: set[str]) -> None:
    import PySide6

    folder = Path(str(PySide6.__file__)).parent
    wanted = needed_libraries([folder / file for file in files], [folder, folder.parent / "shiboken6"])
    assert wanted, "no library was found in Qt's files"
    with_the_c_library = {"libc", "libm", "libdl", "libpthread", "librt", "libresolv"}
    wanted = {name for name in wanted if name.split(".")[0] not in with_the_c_library and not name.startswith("ld-")}
    assert wanted <= libraries.needed(screens, "linux").keys()
