"""The environment of those we are measured beside: `.venv-bench`, made once from requirements/bench.txt."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_FOLDER = ROOT / ".venv-bench"


@cache
def python() -> str | None:
    """Its Python; None when it cannot be made here (no network), so that only ours is measured."""
    program = _FOLDER / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = _FOLDER / "made"
    locked = (ROOT / "requirements" / "bench.txt").read_text(encoding="utf-8")
    if done.is_file() and done.read_text(encoding="utf-8") == locked:
        return str(program)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_FOLDER)], check=True)  # noqa: S603
        install = [
            str(program),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            "requirements/bench.txt",
        ]
        subprocess.run(install, check=True, cwd=ROOT)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    done.write_text(locked, encoding="utf-8")
    return str(program)


def run(module: str, *arguments: str) -> str | None:
    """What a benchmark module prints there; None where it cannot run."""
    program = python()
    if program is None:
        return None
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [program, "-m", module, *arguments]
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603
    return done.stdout if done.returncode == 0 else None


def peak() -> float:
    """The most memory that this process held, in MB. Not `getrusage`: that begins with what the parent held."""
    status = Path("/proc/self/status")
    if not status.exists():
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(each for each in status.read_text(encoding="ascii").splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
