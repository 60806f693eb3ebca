"""Whether there is a screen that a window can open on."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

WITHOUT_WINDOW = ("offscreen", "minimal")


def screens(environ: Mapping[str, str], platform: str = sys.platform) -> set[str]:
    """The kinds of screen that answer: "x11", "wayland", "native" (Windows, macOS, or one the user named)."""
    if not platform.startswith("linux"):
        return {"native"}
    chosen = environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if chosen in WITHOUT_WINDOW:
        return set()
    found = set()
    if environ.get("DISPLAY") and _x11_answers(environ["DISPLAY"]):
        found.add("x11")
    if environ.get("WAYLAND_DISPLAY") and _wayland_answers(environ):
        found.add("wayland")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        found.add("native")
    return found


def why_none(environ: Mapping[str, str]) -> str:
    """The reason in words when `screens` is empty."""
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] in WITHOUT_WINDOW:
        return f"QT_QPA_PLATFORM is {environ['QT_QPA_PLATFORM']}"
    named = [f"{name} is {environ[name]}" for name in ("DISPLAY", "WAYLAND_DISPLAY") if environ.get(name)]
    return f"{' and '.join(named)}, but nothing answers there" if named else "no display"


def _x11_answers(display: str) -> bool:
    parts = re.fullmatch(r"(?P<host>.*?):(?P<number>\d+)(\.\d+)?", display)
    if not parts:
        return Path(display).exists()  # macOS-like: the path of a socket
    host, number = parts["host"], int(parts["number"])
    if host not in {"", "unix"}:
        return _connects(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server listens
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, "\0" + path)


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    path = Path(environ.get("XDG_RUNTIME_DIR", "/")) / environ["WAYLAND_DISPLAY"]
    return _connects(socket.AF_UNIX, str(path))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
