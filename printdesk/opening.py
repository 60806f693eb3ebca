"""How a window opens: first what can be seen and typed into, then, behind it, everything else.

A window stands with true rows in about the time that the toolkit alone takes. Only then the services and
the tables are imported in a thread of their own, then the rooms in small steps, and they take the place of what stood
there. An office that
cannot be looked at that way (a server, one to be made or upgraded) opens in one go.
"""

import os
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

import printdesk.ui  # noqa: F401 - before all others, whose sources the toolkit would read
from printdesk import memory, paths
from printdesk.config import preferences_of, remembered_database, system_user
from printdesk.i18n import _, set_language
from printdesk.services.first_look import FirstLook, first_look
from printdesk.ui.instance_name import may_be_open
from printdesk.ui.opening.stage import Stage
from printdesk.ui.theme.apply import new_application

if TYPE_CHECKING:
    from printdesk.app import Desk
    from printdesk.services.bundle import Services
    from printdesk.ui.single_instance import SingleInstance

_SMALL = "1"
_SWITCH_S = 0.0005
"""How long another thread may keep Python's lock when the window's thread wants it: it asks often, for little."""
_READ_FIRST = (
    "office", "plans", "print_room", "blanks", "stops", "warnings", "sheets", "board", "backups", "accounts",
    "history", "outages", "notices", "day_closings", "papers", "inbox", "raises", "first_day", "applications",
)  # fmt: skip
"""The services that the first room and what stands around it read from."""
_MODULES = (
    "printdesk.ui.room_work", "printdesk.ui.front.front_desk", "printdesk.ui.finder.desk", "printdesk.ui.order",
    "printdesk.ui.first_run.start", "printdesk.app", "printdesk.ui.print_room.queue_card",
    "printdesk.ui.print_room.hand_card", "printdesk.ui.print_room.page",
)  # fmt: skip
"""What the window is made of, in steps that nobody feels."""
_PATIENCE_S = 10.0
"""A window that is closed at once waits so long for what it had begun to load."""


def run(url: str | None = None) -> int:
    """Open the window on the office at `url`, by default the one in the user's data folder.

    Returns:
        the exit code of the program.
    """
    memory.collect_later()  # the collector of the window's thread takes over: nothing may go on another thread
    sys.setswitchinterval(_SWITCH_S)
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", _SMALL)
    app = QApplication.instance() or new_application(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError
    app.setApplicationName("PrintDesk")
    app.setDesktopFileName("printdesk")
    usual = url or remembered_database(paths.config_folder()) or paths.default_database_url()
    look = first_look(usual)
    # Asking takes longer than looking whether there can be anybody to ask; then it is asked behind the first picture.
    sure = look is not None and not may_be_open(usual, system_user())
    alone = None if sure else _alone(app, usual)
    if alone is None and not sure:
        return 0
    if look is not None:
        return _Opening(app, usual, look, alone).run()
    return _in_one_go(app, url, alone)


def _show_icon(app: QApplication) -> None:
    from PySide6.QtGui import QIcon

    app.setWindowIcon(QIcon(str(paths.resources() / "printdesk.svg")))


def _alone(app: QApplication, usual: str) -> "SingleInstance | None":
    """Answers those who start it again; None where another window stands, which comes to the front."""
    from printdesk.ui.single_instance import SingleInstance

    alone = SingleInstance(usual, system_user(), app)
    if alone.is_first():
        return alone
    sys.stderr.write(_("PrintDesk is open already; its window is in front now.") + "\n")
    return None


def _in_one_go(app: QApplication, url: str | None, alone: "SingleInstance | None") -> int:
    from printdesk.app import run_whole

    _show_icon(app)
    return run_whole(app, url, alone)


class _Opening(QObject):
    """Loads the rest behind the first picture and puts the rooms into the window."""

    _loaded = Signal()

    def __init__(self, app: QApplication, url: str, look: FirstLook, alone: "SingleInstance | None") -> None:
        super().__init__(app)
        self._app = app
        self._url = url
        self._alone = alone
        self._services: Services | None = None
        self._desk: Desk | None = None
        self._error: Exception | None = None
        self._modules = list(reversed(_MODULES))
        self._thread = threading.Thread(target=self._load_rest, name="opening", daemon=True)
        preferences = preferences_of(is_demo=look.is_demo)
        set_language(preferences.values.language)
        self._stage = Stage(app, preferences, look)
        self._stage.painted.connect(self._begin)
        self._loaded.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    def run(self) -> int:
        """Show the window and stay until it is closed.

        Raises:
            DeskError: the office cannot be opened after all.
        """
        self._stage.window.show()
        code = self._app.exec()
        if self._alone is not None:
            self._alone.close()  # the next start need not ask for this one
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        if self._desk is not None:
            self._desk.close()
        elif self._services is not None:
            self._services.close()
        if self._error is not None:
            raise self._error
        return code

    def _begin(self) -> None:
        """The first picture stands; another start in the same moment may have been quicker."""
        self._alone = self._alone or _alone(self._app, self._url)
        if self._alone is None:
            self._leave()
            return
        _show_icon(self._app)
        self._thread.start()

    def _leave(self) -> None:
        self._stage.window.hide()
        self._app.quit()

    def _load_rest(self) -> None:
        """On a thread of its own: everything that takes time and touches no widget."""
        try:
            self._services = _open(self._url)
        except Exception as error:  # noqa: BLE001 - it is raised on the window's thread
            self._error = error
        self._loaded.emit()

    def _go_on(self) -> None:
        """The window's own modules, one after the other, so that it answers in between; then the rooms."""
        if self._services is None or self._alone is None:
            self._leave()
        elif self._modules:
            import_module(self._modules.pop())
            QTimer.singleShot(0, self, self._go_on)
        else:
            from printdesk.app import begin

            self._desk = begin(self._app, self._services, self._stage, self._alone)


def _open(url: str) -> "Services":
    """Everything that knows no toolkit: its types are made when they are first used, on one thread at a time only."""
    from printdesk.log import start_log
    from printdesk.services.setting_up import open_existing

    start_log()
    services = open_existing(url)
    for name in _READ_FIRST:
        getattr(services, name)
    return services
