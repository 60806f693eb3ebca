"""The environment in .venv: made from the hashed requirements, known by a stamp, repaired when it is broken."""

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

FOLDER = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
STAMP = "printdesk-stamp.json"


def python(folder: Path = FOLDER, windows: bool = os.name == "nt") -> Path:
    """The environment's interpreter."""
    return folder / "Scripts" / "python.exe" if windows else folder / "bin" / "python"


def requirement_file(kind: str) -> Path:
    """The hashed requirements of `kind`: "run", or "test", which holds everything of "run" as well."""
    return REQUIREMENTS / f"{kind}.txt"


def digest(kind: str) -> str:
    """The identity of a requirement file, whatever its line ends."""
    return hashlib.sha256(requirement_file(kind).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def locked(text: str) -> list[str]:
    """The names a requirement file pins, those of other platforms included."""
    return re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", text, re.MULTILINE)


def site_packages(folder: Path, version: tuple[int, int], windows: bool = os.name == "nt") -> Path:
    """Where an environment of this Python version keeps what is installed."""
    inner = Path("Lib") if windows else Path("lib") / f"python{version[0]}.{version[1]}"
    return folder / inner / "site-packages"


def _entries(folder: Path, version: tuple[int, int]) -> list[str]:
    packages = site_packages(folder, version)
    return sorted(entry.name for entry in packages.iterdir()) if packages.is_dir() else []


def machine() -> str:
    """What the installed files are for: another system or processor needs others."""
    return f"{sys.platform}-{platform.machine()}"


def read_stamp(folder: Path = FOLDER) -> dict[str, Any] | None:
    """What the last finished set-up wrote, or None when there is none that can be read."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def write_stamp(kinds: list[str], folder: Path = FOLDER) -> None:
    """Say that the set-up of these kinds is finished; the last thing written, in one step."""
    version = interpreter.version_of(python(folder)) or (0, 0)
    stamp = {
        "requirements": {kind: digest(kind) for kind in kinds},
        "python": list(version),
        "machine": machine(),
        "entries": _entries(folder, version),
    }
    waiting = folder / (STAMP + ".new")
    waiting.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    waiting.replace(folder / STAMP)


def sound(folder: Path = FOLDER) -> bool:
    """Whether a finished environment is still whole: its Python runs and nothing that was installed is gone."""
    stamp = read_stamp(folder)
    if not stamp or stamp.get("machine") != machine():
        return False
    version = interpreter.version_of(python(folder))
    if not version or list(version) != stamp.get("python") or not interpreter.suits(version):
        return False
    return set(stamp.get("entries") or ["?"]) <= set(_entries(folder, version))


def ready(kind: str, folder: Path = FOLDER) -> bool:
    """Whether the environment is whole and holds exactly what `kind` needs today."""
    stamp = read_stamp(folder) if sound(folder) else None
    return bool(stamp) and (stamp or {}).get("requirements", {}).get(kind) == digest(kind)


def can_make() -> bool:
    """Whether this machine's Python can make environments (Debian keeps that in a package of its own)."""
    code, _ = quietly([str(interpreter.base()), "-I", "-c", "import venv, ensurepip"])
    return code == 0


def make(kind: str) -> None:
    """Make the environment hold what `kind` needs; after an interruption the next call starts anew.

    Raises:
        SetupError: the folder cannot be written, or the packages cannot be had.
    """
    with _alone():
        if ready(kind):
            return
        if not (kind == "test" and ready("run")):
            _make_empty()
        (FOLDER / STAMP).unlink(missing_ok=True)
        _install(kind)
        _compile()
        write_stamp(["run", "test"] if kind == "test" else ["run"])


def _make_empty() -> None:
    if FOLDER.exists():
        say("Making the environment in .venv anew.")
        _remove()
    else:
        say("Making the environment in .venv.")
    code, tail = quietly([str(interpreter.base()), "-I", "-m", "venv", str(FOLDER)])
    if code != 0:
        raise SetupError(f"The environment cannot be made in {FOLDER}:\n{tail}")


def _remove() -> None:
    try:
        shutil.rmtree(FOLDER)
    except OSError as error:
        raise SetupError(f"{FOLDER} cannot be removed ({error}). Close PrintDesk and try again.") from error


def pip_command(kind: str) -> list[str]:
    """How the packages are installed: by hash, ready-made, from the registry that this machine's pip is set to."""
    return [
        str(python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps",
        "--require-hashes", "--only-binary=:all:", "-r", str(requirement_file(kind)),
    ]  # fmt: skip


def _install(kind: str) -> None:
    total = len(locked(requirement_file(kind).read_text(encoding="utf-8")))
    say(f"Installing {total} packages; the first time this takes a minute or two.")
    done: list[str] = []

    def show(line: str) -> None:
        if line.startswith("Collecting ") and sys.stderr.isatty():
            done.append(line.split()[1])
            sys.stderr.write(f"\r\033[K  {len(done)} of {total}: {done[-1]}")
            sys.stderr.flush()

    code, tail = quietly(pip_command(kind), child_environment(PIP_USER="0"), show)
    if done:
        sys.stderr.write("\r\033[K")
    if code != 0:
        raise SetupError(f"The packages cannot be installed; start again to go on. pip said:\n{tail}")


def _compile() -> None:
    quietly([str(python()), "-m", "compileall", "-q", str(ROOT / "printdesk")], child_environment())


def refresh_bytecode() -> None:
    """Where Python is told not to keep compiled files, keep ours up to date ourselves: starting is twice as fast."""
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        _compile()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two starts at the same time: the second waits for the first and then finds its work done."""
    folder = ROOT / ".desk"
    try:
        folder.mkdir(exist_ok=True)
        handle = (folder / "lock").open("a+b")
    except OSError as error:
        raise SetupError(f"{ROOT} cannot be written ({error.strerror}). Copy it to a folder of yours.") from error
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
