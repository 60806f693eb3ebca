"""Which SQLite library the program works with."""

import sqlite3 as system_sqlite
from types import ModuleType


def sqlite_module() -> ModuleType:
    """The newest SQLite driver at hand: the wheel's where it is installed, else Python's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return system_sqlite
    module: ModuleType = dbapi2
    return module if module.sqlite_version_info > system_sqlite.sqlite_version_info else system_sqlite
