"""The window's composition: everything is wired here."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QWidget

from printdesk import paths
from printdesk.config import PreferencesFile, preferences_of
from printdesk.errors import DeskError
from printdesk.i18n import language, set_language
from printdesk.log import start_log
from printdesk.services.bundle import Services
from printdesk.services.setting_up import open_existing
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.claim_watch import ClaimWatch
from printdesk.ui.collector import Collector
from printdesk.ui.context import RoomContext
from printdesk.ui.desk_printers import desk_printers
from printdesk.ui.fault_dialog import fault_viewer
from printdesk.ui.finder import FinderDesk
from printdesk.ui.first_day import FirstDay
from printdesk.ui.first_run.start import FirstStart
from printdesk.ui.form_letters import FormLetters
from printdesk.ui.front.front_desk import FrontDesk
from printdesk.ui.front.paper_desk import PaperDesk
from printdesk.ui.front.view_keys import ViewKeys
from printdesk.ui.frozen_watch import FrozenWatch
from printdesk.ui.kit.spoken import tell_roles
from printdesk.ui.messages import Messages
from printdesk.ui.opening.stage import Stage
from printdesk.ui.order import RequestWatch
from printdesk.ui.reports.pack_watch import PackWatch
from printdesk.ui.safety_watch import SafetyWatch
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell.rooms import add_rooms
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.single_instance import SingleInstance
from printdesk.ui.theme import Mode, ThemeSwitch
from printdesk.ui.undo.desk import UndoDesk
from printdesk.ui.views.memory import ListMemory
from printdesk.ui.warning_watch import WarningWatch

if TYPE_CHECKING:
    from printdesk.ui.pickup.page import PickupPage
    from printdesk.ui.trips.page import TripsPage

_log = logging.getLogger(__name__)
_PAGES = {
    "print_room": "PrintRoomPage", "quality": "QualityPage", "pickup": "PickupPage", "blanks": "BlanksPage",
    "trips": "TripsPage", "backlog": "BacklogPage", "outages": "OutagesPage", "records": "RecordsPage",
    "settings": "SettingsPage",
}  # fmt: skip
"""The class of each room's page, in the room's own package."""


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
        self.front.connection.close()
        self.background.close()
        self.services.close()


def build(app: QApplication, services: Services, preferences: PreferencesFile, stage: Stage | None = None) -> Desk:
    """The window over an office's services; not shown yet, unless it is the one that a stage shows already."""
    set_language(preferences.values.language)
    tell_roles()
    if stage is not None:
        stage.release()
    theme = stage.theme if stage else ThemeSwitch(app, _mode(preferences), preferences.values.scale)
    window = stage.window if stage else ShellWindow(preferences)
    messages = Messages(parent=window, show_fault=fault_viewer(lambda: _fault_facts(window), _export_folder, window))
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
        printing=desk_printers(preferences.folder, preferences.values.printers, preferences.save_printers),
        lists=ListMemory(preferences.values.lists, preferences.save_lists),
    )
    page = partial(_page, context)
    if stage is None:
        add_rooms(window, page)
    else:
        window.renew(page)
    FormLetters(app, window)
    ViewKeys(window)
    FinderDesk(window, context, UndoDesk(app, window, context, front).entries)
    front.changed_somewhere.connect(WarningWatch(context, window).look)
    front.changed_somewhere.connect(ClaimWatch(context, front).look)
    front.changed_somewhere.connect(RequestWatch(context, lambda: _show_requests(window), front).read)
    window.attach_messages(messages)
    scanner = stage.scanner if stage else _scanner(app, window)
    frozen = FrozenWatch(context, window)
    window.scanned.connect(frozen.look)
    window.search_submitted.connect(frozen.look)
    papers = PaperDesk(window, context)
    front.searched.connect(lambda text: None if papers.take(text) else _look_up(window, text))
    return Desk(window, front, background, messages, services, context, scanner)


def _scanner(app: QApplication, window: ShellWindow) -> ScannerFilter:
    scanner = ScannerFilter(monotonic, parent=window)
    app.installEventFilter(scanner)
    window.attach_scanner(scanner)
    return scanner


def _mode(preferences: PreferencesFile) -> Mode:
    return cast("Mode", preferences.values.theme)


def _page(context: RoomContext, code: str) -> QWidget:
    """The page of a room, imported and made when somebody first goes there: all nine take a second of the start."""
    made: QWidget = getattr(import_module(f"printdesk.ui.{code}.page"), _PAGES[code])(context)
    return made


def _open(window: ShellWindow, application_id: int) -> None:
    if not window.go_to("pickup"):
        return
    cast("PickupPage", window.page("pickup")).open_application(application_id)


def _go_to(window: ShellWindow, room: str, view: str) -> None:
    if not window.go_to(room):
        return
    show = getattr(window.page(room), "show_view", None)
    if view and show is not None:
        show(view)


def _show_requests(window: ShellWindow) -> None:
    if not window.go_to("trips"):
        return
    cast("TripsPage", window.page("trips")).show_view("requests")


def _look_up(window: ShellWindow, text: str) -> None:
    if not window.go_to("pickup"):
        return
    cast("PickupPage", window.page("pickup")).search(text)


def _fault_facts(window: ShellWindow) -> dict[str, str]:
    size = window.size()
    return {"Room": window.current_room, "Language": language(), "Window": f"{size.width()} x {size.height()}"}


def _export_folder() -> Path:
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def start(desk: Desk) -> None:
    """What a desk does first: ask about what was in its machine when it stopped, and read what is true now."""
    desk.front.connection.begin()
    desk.front.begin(lambda actor: desk.services.print_room.lose_touch(actor, new_operation_id()))


def run_whole(app: QApplication, url: str | None, alone: SingleInstance | None) -> int:
    """Open the window in one go, on an office that may have to be chosen or made first.

    Returns:
        the exit code of the program.
    """
    start_log()
    first = FirstStart(paths.default_database_url(), paths.config_folder())
    address = url or _first_address(app, first)
    if not address:
        return 0
    try:
        services = open_existing(address)
        preferences = preferences_of(is_demo=services.clock.is_demo)
        desk = build(app, services, preferences)
        desk.window.show()
        _run_on(desk, preferences, alone)
        try:
            return app.exec()
        finally:
            desk.close()
    finally:
        first.clean()


def begin(app: QApplication, services: Services, stage: Stage, alone: SingleInstance) -> Desk:
    """Put the rooms into a window that is shown already, and do what was asked of it meanwhile."""
    desk = build(app, services, stage.preferences, stage)
    _run_on(desk, stage.preferences, alone)
    _once_idle(desk, stage.replay)
    return desk


def _once_idle(desk: Desk, act: Callable[[], None]) -> None:
    """Do it when the rooms know what they show: a scan means something else to an empty one."""

    def look(busy: bool) -> None:
        if not busy:
            desk.background.busy_changed.disconnect(look)
            act()

    if desk.background.busy:
        desk.background.busy_changed.connect(look)
    else:
        act()


def _first_address(app: QApplication, first: FirstStart) -> str:
    """The office of this computer, or the one that the first start leads to; "" where the person gave up."""
    preferences = preferences_of(is_demo=False)
    set_language(preferences.values.language)
    ThemeSwitch(app, _mode(preferences), preferences.values.scale)
    return first.address(app, preferences)


def _run_on(desk: Desk, preferences: PreferencesFile, alone: SingleInstance | None) -> None:
    """What goes on beside the rooms as long as the window stands."""
    _catch_bugs(desk.messages)
    if alone is not None:
        alone.shown_again.connect(desk.window.come_to_front)
    start(desk)
    _keep_room(desk.window, preferences)
    PackWatch(desk.context, desk.window).begin()
    safety = SafetyWatch(desk.context, desk.window)
    desk.front.changed_somewhere.connect(safety.look_for_restore)
    safety.begin()
    desk.front.changed_somewhere.connect(FirstDay(desk.context, desk.window, preferences).look)
    Collector(desk.window)


def _keep_room(window: ShellWindow, preferences: PreferencesFile) -> None:
    """The window opens in the room where it was closed; who may not see that one comes to the first that they see."""
    if preferences.values.room in window.shown_rooms():
        window.go_to(preferences.values.room)
    window.closing.connect(lambda: preferences.change(room=window.current_room))


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
