"""Item roles that the table delegate paints and the rooms' models answer."""

from enum import IntEnum

from PySide6.QtCore import Qt

_USER = int(Qt.ItemDataRole.UserRole)


class Role(IntEnum):
    """What a model may be asked for beside Qt's own roles."""

    PRIMARY = int(Qt.ItemDataRole.DisplayRole)
    """First line, text."""
    SECONDARY = _USER + 1
    """Second line, muted text; "" or None for none."""
    KEY = _USER + 3
    """The row's stable id, text; the same on every column."""
    SORT = _USER + 4
    """A native value to sort by."""
    TONE = _USER + 5
    """A `Tone` for the first line, or None."""
    STRONG = _USER + 6
    """True for a bold first line."""
    ALIGN = _USER + 7
    """"left", "right" or "center", also for headers."""
