"""On what it was measured: the machine, the Python and its build, and the versions of what takes part."""

import os
import platform
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import peers
from printdesk.models.sqlite_driver import sqlite_module

_OURS = ("PySide6-Essentials", "SQLAlchemy", "psycopg", "reportlab", "zxing-cpp", "python-calamine", "highspy")
_THEIRS = (
    "fpdf2", "novelWriter", "pgqueuer", "procrastinate", "ReText", "segno", "vorta", "weasyprint",
)  # fmt: skip


def lines() -> Iterator[str]:
    """The machine and the versions, for the head of the report."""
    built = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    yield (
        f"{_processor()}, {os.cpu_count()} processors, {_memory()}, {platform.system()} {platform.release()}; "
        f"{platform.python_implementation()} {platform.python_version()} (built "
        f"{'with' if built else 'without'} profile-guided optimisation)."
    )
    ours = ", ".join(f"{name} {version(name)}" for name in _OURS)
    yield f"Ours: {ours}, SQLite {sqlite_module().sqlite_version}{_server()}."
    yield f"Beside it: {', '.join(_pinned())}."


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", about.read_text(encoding="utf-8")) if about.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> str:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory unknown"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"


def _server() -> str:
    from tests import database_server

    folder = database_server.programs()
    if folder is None:
        return ""
    said = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\d+(\.\d+)+", said)
    return f", PostgreSQL {found[0]}" if found else ""


def _pinned() -> Iterator[str]:
    """Those it is measured beside, in the versions of their environment."""
    locked = (peers.ROOT / "requirements" / "bench.txt").read_text(encoding="utf-8")
    for name in _THEIRS:
        found = re.search(rf"^{re.escape(name)}==(\S+)", locked, re.MULTILINE | re.IGNORECASE)
        if found:
            yield f"{name} {found[1]}"
