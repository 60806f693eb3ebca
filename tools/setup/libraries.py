"""The system libraries that Qt needs on Linux: which are missing, and the Debian packages that hold them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable

from tools.setup.console import SetupError, quietly, say

# Library: package. Debian 13 and Ubuntu 24.04 call some of them ...t64, and still answer to these names.
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
PRINTING = {"libcups.so.2": "libcups2"}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What other programs need that we are measured beside (WeasyPrint, and Qt as PyQt packs it).
BESIDE = {
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def needed(screens: set[str], platform: str = sys.platform) -> dict[str, str]:
    """The libraries needed to open a window on these screens; without a screen, to draw without one."""
    if not platform.startswith("linux"):
        return {}
    return {
        **QT,
        **(PRINTING if screens else {}),
        **(X11 if "x11" in screens else {}),
        **(WAYLAND if "wayland" in screens else {}),
    }


def loads(library: str) -> bool:
    """Whether the system finds and can load a library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def missing(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the wanted libraries that do not load."""
    return {library: package for library, package in wanted.items() if not loads(library)}


def advice(packages: Iterable[str], found: Iterable[str], has_apt: bool) -> str:
    """The one sentence for somebody who may not install, or whose system has no apt."""
    names = " ".join(sorted(set(packages)))
    if has_apt:
        return f"This machine lacks system packages. Run: sudo apt-get install {names}"
    what = ", ".join(sorted(set(found)))
    return f"This machine lacks {what}. Install the packages that hold them (on Debian: {names})."


def may_install() -> bool:
    """Whether this process can install Debian packages: it is root, and the machine has apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def provide(lacking: dict[str, str]) -> None:
    """Install the Debian packages of what is lacking (`thing: package`), or say which they are.

    Raises:
        SetupError: they have to be installed by somebody else, or apt failed.
    """
    if not lacking:
        return
    packages = sorted(set(lacking.values()))
    if not may_install():
        raise SetupError(advice(packages, lacking, bool(shutil.which("apt-get"))))
    apt_install(packages)


def apt_install(packages: list[str]) -> None:
    """Install Debian packages as root, without questions.

    Raises:
        SetupError: apt cannot be reached or refuses; holds its last lines.
    """
    say(f"Installing system packages: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _, updated = quietly(["apt-get", "update", "-q"], env)
    keep = ["-o", "Dpkg::Options::=--force-confold"]
    code, tail = quietly(["apt-get", "install", "-y", "-q", "--no-install-recommends", *keep, *packages], env)
    if code != 0:
        raise SetupError(f"apt-get cannot install them:\n{updated}\n{tail}")
