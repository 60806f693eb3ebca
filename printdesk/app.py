"""The window's composition: everything is wired here."""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from printdesk import paths
from printdesk.config import PreferencesFile
from printdesk.errors import DeskError
from printdesk.i18n import _, set_language
from printdesk.log import start_log
from printdesk.services.bundle import Services
from printdesk.services.setting_up import open_existing
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.backlog.page import BacklogPage
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.context import RoomContext
from printdesk.ui.front.front_desk import FrontDesk
from printdesk.ui.frozen_watch import FrozenWatch
from printdesk.ui.messages import Messages
from printdesk.ui.order import RequestWatch
from printdesk.ui.outages.page import OutagesPage
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.print_room.page import PrintRoomPage
from printdesk.ui.quality.page import QualityPage
from printdesk.ui.records.page import RecordsPage
from printdesk.ui.reports.pack_watch import PackWatch
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.shell.window import Room, ShellWindow
from printdesk.ui.theme import Mode, ThemeSwitch
from printdesk.ui.trips.page import TripsPage
from printdesk.ui.warning_watch import WarningWatch

_log = logging.getLogger(__name__)
_SMALL = "1"


@dataclass(frozen=True)
class Desk:
    """A composed window with what a test or a picture needs of it."""

    window: ShellWindow
    front: FrontDesk
    background: Background
    messages: Messages
    services: Services
    context: RoomContext
    scanner: ScannerFilter

    def close(self) -> None:
        """Stop work in the background and let the database go."""
        self.background.close()
        self.services.close()


def build(app: QApplication, services: Services, preferences: PreferencesFile) -> Desk:
    """The window over an office's services; not shown yet."""
    set_language(preferences.values.language)
    theme = ThemeSwitch(app, cast("Mode", preferences.values.theme), preferences.values.scale)
    window = ShellWindow(preferences)
    messages = Messages(parent=window)
    background = Background(messages.error, messages.bug, parent=window)
    front = FrontDesk(window, services, background, messages, preferences, theme)
    context = RoomContext(
        services=services,
        background=background,
        messages=messages,
        actor=front.actor,
        station=front.station,
        choose_station=front.choose_station,
        changed=front.changed,
        open_application=lambda application_id: _open(window, application_id),
        export_folder=_export_folder,
        go_to=lambda room, view: _go_to(window, room, view),
    )
    _add_rooms(window, context)
    front.changed_somewhere.connect(WarningWatch(context, window).look)
    front.changed_somewhere.connect(RequestWatch(context, lambda: _show_requests(window), front).read)
    window.attach_messages(messages)
    scanner = ScannerFilter(monotonic, parent=window)
    app.installEventFilter(scanner)
    window.attach_scanner(scanner)
    frozen = FrozenWatch(context, window)
    window.scanned.connect(frozen.look)
    window.search_submitted.connect(frozen.look)
    front.searched.connect(lambda text: _look_up(window, text))
    return Desk(window, front, background, messages, services, context, scanner)


def _add_rooms(window: ShellWindow, context: RoomContext) -> None:
    rooms: tuple[tuple[str, Callable[[], str], str, Callable[[RoomContext], QWidget]], ...] = (
        ("print_room", lambda: _("Print room"), "printer", PrintRoomPage),
        ("quality", lambda: _("Quality check"), "check-badge", QualityPage),
        ("pickup", lambda: _("Pickup"), "hand-over", PickupPage),
        ("blanks", lambda: _("Blanks"), "stack", BlanksPage),
        ("trips", lambda: _("Trips"), "plane", TripsPage),
        ("backlog", lambda: _("Backlog and overtime"), "chart", BacklogPage),
        ("outages", lambda: _("Outages and notices"), "megaphone", OutagesPage),
        ("records", lambda: _("Records"), "folder", RecordsPage),
        ("settings", lambda: _("Settings"), "gear", SettingsPage),
    )
    for code, title, icon, make in rooms:
        window.add_room(Room(code, title, icon, make(context)))


def _open(window: ShellWindow, application_id: int) -> None:
    window.go_to("pickup")
    cast("PickupPage", window.page("pickup")).open_application(application_id)


def _go_to(window: ShellWindow, room: str, view: str) -> None:
    window.go_to(room)
    show = getattr(window.page(room), "show_view", None)
    if view and show is not None:
        show(view)


def _show_requests(window: ShellWindow) -> None:
    window.go_to("trips")
    cast("TripsPage", window.page("trips")).show_view("requests")


def _look_up(window: ShellWindow, text: str) -> None:
    window.go_to("pickup")
    cast("PickupPage", window.page("pickup")).search(text)


def _export_folder() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def start(desk: Desk) -> None:
    """What a desk does first: ask about what was in its machine when it stopped, and read what is true now."""
    actor = desk.front.actor()
    desk.background.run(
        lambda _task: desk.services.print_room.lose_touch(actor, new_operation_id()),
        done=lambda _count: desk.front.changed(),
        owner=desk.window,
    )


def run(url: str | None = None) -> int:
    """Open the window on the office at `url`, by default the one in the user's data folder.

    Returns:
        the exit code of the program.
    """
    start_log()
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", _SMALL)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError
    app.setApplicationName("PrintDesk")
    app.setDesktopFileName("printdesk")
    services = open_existing(url or paths.default_database_url())
    name = "window-demo.json" if services.clock.is_demo else "window.json"
    preferences = PreferencesFile(paths.config_folder() / name)
    desk = build(app, services, preferences)
    _catch_bugs(desk.messages)
    desk.window.show()
    start(desk)
    PackWatch(desk.context, desk.window).begin()
    try:
        return app.exec()
    finally:
        desk.close()


def _catch_bugs(messages: Messages) -> None:
    """A bug in a slot or thread is logged and said, not lost."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, DeskError):
            messages.error(error)
            return
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            messages.bug(error)

    sys.excepthook = hook
