"""Short lines for the person at the terminal, and the processes that are started for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
INTERRUPTED = 130


class SetupError(Exception):
    """The set-up cannot go on; the text says what is wrong and what to do."""


def say(text: str) -> None:
    """One line of progress, on standard error: standard output belongs to the program that is started."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def exit_code(returned: int) -> int:
    """A process's exit code as a shell would give it: 128 + n when signal n ended it."""
    return returned if returned >= 0 else 128 - returned


def follow(command: list[str], env: dict[str, str], cwd: Path | None = None) -> int:
    """Run a program on this terminal to its end and give its exit code.

    Ctrl-C reaches the program itself, which decides; a request to terminate is handed on to it.
    """
    process = subprocess.Popen(command, env=env, cwd=cwd)

    def hand_on(_signum: int, _frame: FrameType | None) -> None:
        process.terminate()

    before = signal.signal(signal.SIGTERM, hand_on)
    try:
        while True:
            try:
                return exit_code(process.wait())
            except KeyboardInterrupt:
                continue
    finally:
        signal.signal(signal.SIGTERM, before)


def quietly(
    command: list[str], env: dict[str, str] | None = None, each_line: Callable[[str], None] | None = None
) -> tuple[int, str]:
    """Run a helper program without showing its output: its exit code and the last lines it wrote."""
    tail: deque[str] = deque(maxlen=12)
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        try:
            for line in process.stdout or ():
                tail.append(line.rstrip())
                if each_line:
                    each_line(line)
        except KeyboardInterrupt:
            process.terminate()
            raise
    return process.returncode, "\n".join(tail)


def child_environment(**more: str) -> dict[str, str]:
    """This environment, made safe for the program: the checkout on its path and nothing of another Python."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "__PYVENV_LAUNCHER__"}}
    return {**env, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", **more}
