"""Which SQLite library the program works with."""

from types import ModuleType
from typing import Final

WAL_SAFE_FROM: Final = (3, 51, 3)
"""Older ones may lose what was written ahead when two connections tidy up at once (sqlite.org, 3.51.3)."""


def sqlite_module() -> ModuleType:
    """The driver of the wheel where that is sound, else the newest at hand; only then is Python's own loaded."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return _system_module()
    ours: ModuleType = dbapi2
    if ours.sqlite_version_info >= WAL_SAFE_FROM:
        return ours
    return max(ours, _system_module(), key=lambda module: module.sqlite_version_info)


def _system_module() -> ModuleType:
    import sqlite3

    return sqlite3
