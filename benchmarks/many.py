"""Offices with a long history in a SQLite file, each made once in a run: a million takes some minutes to make."""

import atexit
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printdesk.services.bundle import Services


def office(count: int) -> "Services":
    """The office with so many applications, opened; the caller closes it and leaves it as it was."""
    from printdesk.services.bundle import open_office

    return open_office(_made(count))


@cache
def _made(count: int) -> str:
    from benchmarks import names

    url = f"sqlite:///{_folder() / f'many{count}.db'}"
    names.million(url, count).close()
    return url


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="printdesk-bench-")
    atexit.register(folder.cleanup)
    return Path(folder.name)
