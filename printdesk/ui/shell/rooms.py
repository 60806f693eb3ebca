"""The rooms of the window: their codes, names and icons, in the rail's order."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.shell.window import Room, ShellWindow

FIRST: Final = "print_room"
"""The room with which a window opens."""


def add_rooms(window: ShellWindow, page: Callable[[str], QWidget]) -> None:
    """Put every room on the rail.

    Args:
        page: makes the page of a room, when somebody first goes there.
    """
    rooms: tuple[tuple[str, Callable[[], str], str], ...] = (
        (FIRST, lambda: _("Print room"), "printer"),
        ("quality", lambda: _("Quality check"), "check-badge"),
        ("pickup", lambda: _("Pickup"), "hand-over"),
        ("blanks", lambda: _("Blanks"), "stack"),
        ("trips", lambda: _("Trips"), "plane"),
        ("backlog", lambda: _("Backlog and overtime"), "chart"),
        ("outages", lambda: _("Outages and notices"), "megaphone"),
        ("records", lambda: _("Records"), "folder"),
        ("settings", lambda: _("Settings"), "gear"),
    )
    for code, title, icon in rooms:
        window.add_room(Room(code, title, icon, partial(page, code)))
