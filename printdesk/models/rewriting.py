"""Writing a SQLite file anew, so that what was erased in it lies nowhere in its unused places.

An erased value goes on standing in free pages, in the gaps of pages that were re-balanced, and in the write-ahead
log until something else is written over it (https://www.sqlite.org/lang_vacuum.html).
"""

import logging
from contextlib import closing
from pathlib import Path

from printdesk.models.database import Database
from printdesk.models.sqlite_driver import sqlite_module

_log = logging.getLogger(__name__)
_WAIT_S = 5


def rewrite(database: Database) -> bool:
    """Write the file anew and empty its write-ahead log; a server looks after its own files.

    Returns:
        whether nothing of what was erased is left; False where the disk has no room for a second file, or another
        desk wrote all the time. The data themselves are unharmed in any case.
    """
    if not database.is_sqlite:
        return True
    module = sqlite_module()
    path = Path(database.url.database or "")
    try:
        with closing(module.connect(str(path), timeout=_WAIT_S, isolation_level=None)) as connection:
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except module.Error as error:
        _log.warning("the file could not be written anew after erasing: %s", error)
        return False
    return not busy
