"""Which Python the program runs on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.setup.console import SetupError, follow, say

OLDEST, NEWEST = (3, 11), (3, 13)
_RESTARTED = "PRINTDESK_SETUP_RESTARTED"


def suits(version: tuple[int, int]) -> bool:
    """Whether PrintDesk runs on this version (major, minor)."""
    return OLDEST <= version <= NEWEST


def version_of(python: Path | str) -> tuple[int, int] | None:
    """The version of an interpreter, or None when it cannot run (a shim without a Python, a dangling link)."""
    ask = [str(python), "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, timeout=30, check=True).stdout.split()
        return int(answer[0]), int(answer[1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def names(windows: bool) -> list[str]:
    """What a suitable Python may be called, the newest first."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    ending = ".exe" if windows else ""
    return [f"python3.{minor}{ending}" for minor in minors] + [f"python3{ending}", f"python{ending}"]


def candidates(path: str, windows: bool) -> Iterable[Path]:
    """Every file on the search path with such a name, in the order in which they should be tried."""
    folders = [Path(folder) for folder in path.split(os.pathsep) if folder]
    for name in names(windows):
        for folder in folders:
            if (folder / name).is_file():
                yield folder / name


def find(path: str, windows: bool = os.name == "nt") -> Path | None:
    """The first Python on the search path that runs and suits."""
    for python in candidates(path, windows):
        version = version_of(python)
        if version and suits(version):
            return python
    return None


def restart_if_unsuitable(
    arguments: list[str], here: tuple[int, int] = (sys.version_info[0], sys.version_info[1])
) -> int | None:
    """None when this Python will do; else the exit code of desk.py under one that does.

    Raises:
        SetupError: this machine has no suitable Python.
    """
    if suits(here):
        return None
    found = None if os.environ.get(_RESTARTED) else find(os.environ.get("PATH", ""))
    if found is None:
        raise SetupError(
            f"PrintDesk needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}; this is "
            f"{here[0]}.{here[1]} and no other was found. Install one and start desk.py with it."
        )
    say(f"Python {here[0]}.{here[1]} does not suit; going on with {found}.")
    return follow([str(found), sys.argv[0], *arguments], {**os.environ, _RESTARTED: "1"})


def base() -> Path:
    """The Python that environments are made from: the machine's own, also when an environment runs this."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)
