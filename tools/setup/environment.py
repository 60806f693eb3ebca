"""The environments, .venv first: made from hashed requirements, known by a stamp, repaired when broken."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.setup import interpreter
from tools.setup.console import ROOT, SetupError, child_environment, quietly, say

STAMP = "printdesk-stamp.json"


def locked(text: str) -> list[str]:
    """The names a requirement file pins, those of other platforms included."""
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", text, re.MULTILINE)


def machine() -> str:
    """What the installed files are for: another system or processor needs others."""
    return f"{sys.platform}-{platform.machine()}"


def can_make() -> bool:
    """Whether this machine's Python can make environments (Debian keeps that in a package of its own)."""
    code, _ = quietly([str(interpreter.base()), "-I", "-c", "import venv, ensurepip"])
    return code == 0


class Environment:
    """The environment of one checkout.

    Two kinds of requirements share .venv: "run", and "test", which holds everything of "run" as well. Any other kind
    has an environment of its own.

    Args:
        name: the environment's folder in the checkout.

    Attributes:
        folder: where the environment lies.
    """

    def __init__(self, root: Path = ROOT, windows: bool = os.name == "nt", name: str = ".venv") -> None:
        self.folder = root / name
        self._root = root
        self._windows = windows

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if self._windows else "bin/python")

    def requirement_file(self, kind: str) -> Path:
        """The hashed requirements of a kind."""
        return self._root / "requirements" / f"{kind}.txt"

    def digest(self, kind: str) -> str:
        """The identity of a requirement file, whatever its line ends."""
        return hashlib.sha256(self.requirement_file(kind).read_bytes().replace(b"\r\n", b"\n")).hexdigest()

    def site_packages(self, version: tuple[int, int]) -> Path:
        """Where an environment of this Python version keeps what is installed."""
        inner = "Lib" if self._windows else f"lib/python{version[0]}.{version[1]}"
        return self.folder / inner / "site-packages"

    def ready(self, kind: str) -> bool:
        """Whether the last set-up was finished, for what `kind` needs today, and the environment is still whole."""
        stamp = self._stamp()
        return stamp.get("requirements", {}).get(kind) == self.digest(kind) and self._whole(stamp)

    def _whole(self, stamp: dict[str, Any]) -> bool:
        """Its Python runs, and nothing that was installed is gone."""
        if stamp.get("machine") != machine():
            return False
        version = interpreter.version_of(self.python)
        if not version or list(version) != stamp.get("python") or not interpreter.suits(version):
            return False
        return set(stamp.get("entries") or ["?"]) <= set(self._entries(version))

    def _entries(self, version: tuple[int, int]) -> list[str]:
        packages = self.site_packages(version)
        return sorted(entry.name for entry in packages.iterdir()) if packages.is_dir() else []

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, kinds: list[str]) -> None:
        """Say that the set-up of these kinds is finished; the last thing written, in one step."""
        version = interpreter.version_of(self.python) or (0, 0)
        stamp = {
            "requirements": {kind: self.digest(kind) for kind in kinds},
            "python": list(version),
            "machine": machine(),
            "entries": self._entries(version),
        }
        waiting = self.folder / (STAMP + ".new")
        waiting.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        waiting.replace(self.folder / STAMP)

    def make(self, kind: str) -> None:
        """Make the environment hold what `kind` needs; after an interruption the next call starts anew.

        Raises:
            SetupError: the folder cannot be written, or the packages cannot be had.
        """
        with alone(self._root):
            if self.ready(kind):
                return
            if not (kind == "test" and self.ready("run")):
                self._make_empty()
            (self.folder / STAMP).unlink(missing_ok=True)
            self._install(kind)
            self._compile()
            self.write_stamp(["run", "test"] if kind == "test" else [kind])

    def _make_empty(self) -> None:
        if self.folder.exists():
            say(f"Making the environment in {self.folder.name} anew.")
            self._remove()
        else:
            say(f"Making the environment in {self.folder.name}.")
        code, tail = quietly([str(interpreter.base()), "-I", "-m", "venv", str(self.folder)])
        if code != 0:
            raise SetupError(f"The environment cannot be made in {self.folder}:\n{tail}")

    def _remove(self) -> None:
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise SetupError(f"{self.folder} cannot be removed ({error}). Close PrintDesk and try again.") from error

    def pip_command(self, kind: str) -> list[str]:
        """How packages are installed: by hash, ready-made, from the registry that this machine's pip is set to."""
        safely = ["--require-hashes", "--no-deps", "--only-binary=:all:"]
        calmly = ["--no-input", "--disable-pip-version-check"]
        file = str(self.requirement_file(kind))
        return [str(self.python), "-m", "pip", "install", *safely, *calmly, "-r", file]

    def _install(self, kind: str) -> None:
        total = len(locked(self.requirement_file(kind).read_text(encoding="utf-8")))
        say(f"Installing {total} packages; the first time this takes a minute or two.")
        progress = Progress(total)
        code, tail = quietly(self.pip_command(kind), child_environment(PIP_USER="0"), progress.line)
        progress.end()
        if code != 0:
            raise SetupError(f"The packages cannot be installed; start again to go on. pip said:\n{tail}")

    def _compile(self) -> None:
        quietly([str(self.python), "-m", "compileall", "-q", str(self._root / "printdesk")], child_environment())

    def refresh_bytecode(self) -> None:
        """Where Python is told not to keep compiled files, keep ours up to date ourselves: starting is quicker."""
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            self._compile()


class Progress:
    """Shows on a terminal which package pip is at; in a log it shows nothing."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0

    def line(self, text: str) -> None:
        """Take a line that pip wrote."""
        if text.startswith("Collecting ") and sys.stderr.isatty():
            self._count += 1
            sys.stderr.write(f"\r\033[K  {self._count} of {self._total}: {text.split()[1]}")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._count:
            sys.stderr.write("\r\033[K")


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Two starts at the same time: the second waits for the first and then finds its work done.

    Raises:
        SetupError: the checkout cannot be written, or the other start does not end.
    """
    folder = root / ".desk"
    try:
        folder.mkdir(exist_ok=True)
        handle = (folder / "lock").open("a+b")
    except OSError as error:
        raise SetupError(f"{root} cannot be written ({error.strerror}). Copy it to a folder of yours.") from error
    with handle:
        for attempt in range(6000):
            if _locked(handle.fileno()):
                break
            if attempt == 0:
                say("Another start is setting up; waiting for it.")
            time.sleep(0.1)
        else:
            raise SetupError("Another start has been setting up for ten minutes. End it and try again.")
        yield


def _locked(descriptor: int) -> bool:
    """Take the lock of an open file; the system gives it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # exists elsewhere only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
