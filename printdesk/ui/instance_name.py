"""The name under which a window can be found by the next start of the program."""

import os
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QDir


def instance_name(database: str, user: str) -> str:
    """Of the window that this user of the computer has on that office."""
    return f"printdesk-{crc32(user.encode()):08x}{crc32(database.encode()):08x}"


def may_be_open(database: str, user: str) -> bool:
    """Whether another window has to be asked first.

    Where sockets are files, none means none; elsewhere it takes asking, and asking takes the network's module.
    """
    return os.name != "posix" or Path(QDir.tempPath(), instance_name(database, user)).exists()
