"""The frame of the window: rail, top bar, banner, notices, status line, and the rooms between them."""

from typing import TYPE_CHECKING

from printdesk.ui.late import late

if TYPE_CHECKING:
    from printdesk.ui.shell.banner import BannerBar, BannerItem
    from printdesk.ui.shell.notices import NoticeArea
    from printdesk.ui.shell.rail import Badge, BadgeKind, Rail
    from printdesk.ui.shell.status_bar import StatusBar, StatusFacts
    from printdesk.ui.shell.top_bar import PersonBox, SearchBox, TopBar
    from printdesk.ui.shell.window import Room, ShellWindow, WindowMemory

else:  # each is imported when it is first asked for: a window opens with what it shows
    __getattr__ = late(
        __name__,
        {
            "banner": ("BannerBar", "BannerItem"),
            "notices": ("NoticeArea",),
            "rail": ("Badge", "BadgeKind", "Rail"),
            "status_bar": ("StatusBar", "StatusFacts"),
            "top_bar": ("PersonBox", "SearchBox", "TopBar"),
            "window": ("Room", "ShellWindow", "WindowMemory"),
        },
    )

__all__ = [
    "Badge",
    "BadgeKind",
    "BannerBar",
    "BannerItem",
    "NoticeArea",
    "PersonBox",
    "Rail",
    "Room",
    "SearchBox",
    "ShellWindow",
    "StatusBar",
    "StatusFacts",
    "TopBar",
    "WindowMemory",
]
