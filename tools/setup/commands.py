"""The commands of desk.py."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tools.setup import display, interpreter, libraries, testing
from tools.setup.console import INTERRUPTED, ROOT, SetupError, child_environment, follow, say
from tools.setup.environment import Environment, can_make


def prepare(kind: str, screens: set[str]) -> str:
    """Bring the machine to where `kind` ("run" or "test") can start; the Python to start it with.

    Raises:
        SetupError: something is missing that only a person can provide.
    """
    environment = Environment()
    done = environment.ready(kind)
    lacking = libraries.missing(libraries.needed(screens))
    if not done and not can_make():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        lacking[f"the venv module of Python {version}"] = f"python{version}-venv"
    libraries.provide(lacking)
    if done:
        environment.refresh_bytecode()
    else:
        environment.make(kind)
    return str(environment.python)


def demo(arguments: list[str]) -> int:
    """Open the window on a demo office; without a screen, do its main job without a window."""
    if arguments:
        return wrong(f"Nothing can follow here: {' '.join(arguments)}")
    screens = display.screens(os.environ)
    if screens:
        return follow([prepare("run", screens), "-m", "printdesk", "demo"], child_environment())
    say(f"No window can open here ({display.why_none(os.environ)}): running the showcase without one.")
    return showcase(prepare("run", set()))


def showcase(python: str) -> int:
    """Do the main job on the demo office without a screen and say where its papers and pictures are."""
    folder = output_folder(ROOT)
    env = child_environment(QT_QPA_PLATFORM="offscreen")
    code = follow([python, "-m", "printdesk.showcase", "--output", str(folder)], env)
    if code == 0:
        say(f"Papers and pictures are in {folder}")
    return code


def output_folder(beside: Path) -> Path:
    """The folder for what the showcase leaves: beside desk.py, else among the temporary files."""
    folder = beside / "printdesk-demo"
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="printdesk-demo-"))


def run(arguments: list[str]) -> int:
    """The printdesk command with these arguments."""
    given = arguments[1:] if arguments[:1] == ["--"] else arguments
    python = prepare("run", display.screens(os.environ))
    return follow([python, "-m", "printdesk", *given], child_environment())


def test(arguments: list[str]) -> int:
    """Every test, on SQLite and on a throw-away PostgreSQL."""
    return testing.run(prepare("test", set()), arguments)


def bench(arguments: list[str]) -> int:
    """Measure: the plan, papers, tables, search, acts, import and start, beside others where there are others."""
    python = prepare("run", set())
    testing.provide_for_bench()
    return follow([python, "-m", "benchmarks.run", *arguments], child_environment(), ROOT)


def package(arguments: list[str]) -> int:
    """The Debian package and the portable folder."""
    from tools.package import build  # not needed by any other command

    return build.main(arguments)


def wrong(message: str) -> int:
    """Say what is wrong about the command line; exit code 2."""
    say(f"{message}\nSee: python3 desk.py --help")
    return 2


COMMANDS: dict[str, Callable[[list[str]], int]] = {"run": run, "test": test, "bench": bench, "package": package}


def dispatch(arguments: list[str], usage: str) -> int:
    """Choose the command."""
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        sys.stdout.write(usage)
        return 0
    restarted = interpreter.restart_if_unsuitable(arguments)
    if restarted is not None:
        return restarted
    if not arguments:
        return demo([])
    if arguments[0] not in COMMANDS:
        return wrong(f"Unknown command: {arguments[0]}")
    return COMMANDS[arguments[0]](arguments[1:])


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def main(arguments: list[str], usage: str) -> int:
    """Run desk.py's command line; gives the exit code."""
    signal.signal(signal.SIGTERM, _end)
    try:
        return dispatch(arguments, usage)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return INTERRUPTED
