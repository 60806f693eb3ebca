"""Whether there is a screen that a window can open on."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

WITHOUT_WINDOW = {"offscreen", "minimal"}


def plugins(environ: Mapping[str, str]) -> set[str]:
    """The kinds of screen that QT_QPA_PLATFORM limits Qt to; empty when Qt may choose."""
    return {re.split("[:-]", part)[0] for part in environ.get("QT_QPA_PLATFORM", "").split(";") if part}


def screens(environ: Mapping[str, str], platform: str = sys.platform) -> set[str]:
    """The kinds of screen that answer: "x11", "wayland", "native" (Windows, macOS, or one the user named)."""
    if not platform.startswith("linux"):
        return {"native"}
    chosen = plugins(environ)
    found = {"native"} if chosen - {"xcb", "wayland"} - WITHOUT_WINDOW else set()
    if "xcb" in (chosen or {"xcb"}) and _x11_answers(environ.get("DISPLAY", "")):
        found.add("x11")
    if "wayland" in (chosen or {"wayland"}) and _wayland_answers(environ):
        found.add("wayland")
    return found


def why_none(environ: Mapping[str, str]) -> str:
    """The reason in words when `screens` is empty."""
    if plugins(environ) & WITHOUT_WINDOW:
        return f"QT_QPA_PLATFORM is {environ['QT_QPA_PLATFORM']}"
    named = [f"{name} is {environ[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if environ.get(name)]
    return f"{' and '.join(named)}, but nothing answers there" if named else "no display"


def _x11_answers(display: str) -> bool:
    parts = re.fullmatch(r"(?P<host>.*?):(?P<number>\d+)(\.\d+)?", display)
    if not parts:
        return False
    host, number = parts["host"], int(parts["number"])
    if host not in {"", "unix"}:
        return _connects(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server listens
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, "\0" + path)


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY", "")
    path = Path(environ.get("XDG_RUNTIME_DIR", "/")) / name
    return bool(name) and _connects(socket.AF_UNIX, str(path))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
