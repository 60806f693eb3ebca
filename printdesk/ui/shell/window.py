"""The window that holds the rooms. It places things and passes signals on; it knows no service."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from printdesk.i18n import _
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell.banner import BannerBar
from printdesk.ui.shell.cover import WindowCover
from printdesk.ui.shell.keys import keys_of, window_keys
from printdesk.ui.shell.later_words import LaterWords, say_anew, widgets_in
from printdesk.ui.shell.notices import NoticeArea
from printdesk.ui.shell.rail import Badge, Rail
from printdesk.ui.shell.room_area import RoomArea
from printdesk.ui.shell.status_bar import StatusBar
from printdesk.ui.shell.top_bar import TopBar

if TYPE_CHECKING:
    from printdesk.ui.messages import Messages

MINIMUM_SIZE = (1100, 680)


class WindowMemory(Protocol):
    """Remembers where the window was."""

    def load_geometry(self) -> bytes | None:
        """What `save_geometry` got last; None the first time."""

    def save_geometry(self, geometry: bytes) -> None:
        """Keep it."""


class Room(NamedTuple):
    """A room of the window.

    Attributes:
        code: its name in the program, such as "print_room".
        title: gives its name in the language of the moment.
        icon: icon name.
        page: its widget, or what makes it when it is first needed; may have `retranslate()`, and `focus_first()`,
            called when the room is shown.
        badge: the count beside it at the start.
    """

    code: str
    title: Callable[[], str]
    icon: str
    page: QWidget | Callable[[], QWidget]
    badge: Badge = Badge()


def _nothing_barred(_act: str) -> str:
    return ""


class ShellWindow(QMainWindow):
    """Rail, top bar, banner, notices, the room, status line.

    Keys: Alt+1 to Alt+9 for the rooms, Ctrl+F for the search box, F1 for help and keys.

    Args:
        memory: remembers the window's place; None forgets it.

    Attributes:
        rail, top_bar, banner, notices, status: the parts, to be told what to show.
        cover: what lies over the rooms while nobody is signed in.
        barrier: why the person at this desk may not do an act, "" where nothing stands against it.

    Signals:
        room_changed: code of the room now shown. room_refused: code of one that the person here does not see.
        search_submitted: what was typed into the search box.
        scanned: what a scanner read, wherever the focus was.
        language_chosen: "id" or "en". theme_chosen: "light" or "dark". risk_clicked: trips at risk asked for.
        text_scale_chosen: size of all texts in percent.
        scan_refused: a scan came while the rooms were covered; it was not used.
        closing: the window is about to close.
    """

    room_changed = Signal(str)
    room_refused = Signal(str)
    search_submitted = Signal(str)
    scanned = Signal(str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_scale_chosen = Signal(int)
    risk_clicked = Signal()
    scan_refused = Signal()
    closing = Signal()

    def __init__(self, memory: WindowMemory | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._rooms: dict[str, Room] = {}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._later = LaterWords(self)
        self.rail = Rail()
        self.top_bar = TopBar()
        self.banner = BannerBar()
        self.notices = NoticeArea()
        self.status = StatusBar()
        self._stack = QStackedWidget()
        self.barrier: Callable[[str], str] = _nothing_barred
        self.setCentralWidget(self._build())
        self.cover = WindowCover(self)
        self._connect()
        self.setWindowTitle("PrintDesk")
        self._restore_size()

    def _build(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(0)
        for part in (self.top_bar, self.banner, self.notices):
            right.addWidget(part)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        return whole

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.top_bar.search.submitted.connect(self.search_submitted)
        self.status.language_chosen.connect(self.language_chosen)
        self.status.theme_chosen.connect(self.theme_chosen)
        self.banner.risk_clicked.connect(self.risk_clicked)
        QShortcut(QKeySequence("Ctrl+F"), self, self.top_bar.search.take_focus)
        QShortcut(QKeySequence("F1"), self, self.show_keys)
        self.rail.set_hints([("F1", lambda: _("Help")), ("Ctrl+K", lambda: _("Find and do"))])

    def _restore_size(self) -> None:
        room = self.screen().availableSize()
        self.setMinimumSize(min(MINIMUM_SIZE[0], room.width()), min(MINIMUM_SIZE[1], room.height()))
        kept = self._memory.load_geometry() if self._memory else None
        if kept is None or not self.restoreGeometry(QByteArray(kept)):
            self.resize(min(1366, room.width()), min(768, room.height()))

    def add_room(self, room: Room) -> None:
        """Add a room; the first one added is shown."""
        at = len(self._rooms) + 1
        self._rooms[room.code] = room
        self.rail.add_room(room.code, room.title, room.icon)
        self.rail.set_badge(room.code, room.badge)
        self._stack.addWidget(QWidget())
        if isinstance(room.page, QWidget):
            self._place(room.code, room.page)
        if at <= 9:
            QShortcut(QKeySequence(f"Alt+{at}"), self, lambda: self._go_by_key(room.code))
        if at == 1:
            self.go_to(room.code)

    def attach_messages(self, messages: "Messages") -> None:
        """Show what is said through this door."""
        messages.posted.connect(self.notices.post)
        messages.settled.connect(self.notices.settle)

    def attach_scanner(self, scanner: ScannerFilter) -> None:
        """Pass on what this scanner filter catches: to the dialog in front when it takes scans, else to the rooms."""
        scanner.scanned.connect(self._pass_scan)
        scanner.layout_suspected.connect(self._warn_of_layout)
        scanner.help_wanted.connect(self.show_keys)

    def go_to(self, code: str) -> bool:
        """Show a room; False where the person here does not see it, which is said."""
        if code not in self._rooms:
            return False
        if self.rail.button(code).isHidden():
            self.room_refused.emit(code)
            return False
        changed = code != self._current
        page = self.page(code)
        self._current = code
        self._stack.setCurrentIndex(list(self._rooms).index(code))
        self.rail.set_current(code)
        if changed:
            self._ready_for_typing(page)
            self.room_changed.emit(code)
        return True

    def take_focus(self) -> None:
        """The keyboard goes to the next step of the room shown."""
        if self._current:
            self._ready_for_typing(self.page(self._current))

    def _ready_for_typing(self, page: QWidget) -> None:
        """The keyboard goes to the room's next step; a room that has none leaves it in the search box."""
        self.top_bar.search.setFocus(Qt.FocusReason.OtherFocusReason)
        focus_first = getattr(page, "focus_first", None)
        if callable(focus_first):
            focus_first()

    @property
    def current_room(self) -> str:
        """The code of the room shown; "" before there is one."""
        return self._current

    @property
    def room_codes(self) -> tuple[str, ...]:
        """The codes of all rooms, in the rail's order."""
        return tuple(self._rooms)

    def shown_rooms(self) -> tuple[str, ...]:
        """The codes of the rooms that are on the rail for this person, in its order."""
        return tuple(code for code in self._rooms if not self.rail.button(code).isHidden())

    def room_title(self, code: str) -> str:
        """The name of a room in the language of the moment."""
        return self._rooms[code].title()

    def room_key(self, code: str) -> str:
        """The key that shows a room, "" for none."""
        at = self.room_codes.index(code) + 1
        return f"Alt+{at}" if at <= 9 else ""

    def page(self, code: str) -> QWidget:
        """The page of a room, made now when nobody needed it before: a window opens with its first room only."""
        known = self._pages.get(code)
        if known is not None:
            self._later.finish(known)
            return known
        given = self._rooms[code].page
        page = given if isinstance(given, QWidget) else given()
        self._place(code, page)
        if self.barrier is not _nothing_barred:
            self.bar_acts()
        return page

    def made_page(self, code: str) -> QWidget | None:
        """The page of a room that somebody needed already; None before."""
        return self._pages.get(code)

    def renew(self, pages: Callable[[str], QWidget]) -> None:
        """Give every room another page, made when somebody goes there; the room shown has its own at once."""
        for code, room in self._rooms.items():
            self._rooms[code] = room._replace(page=partial(pages, code))
            if self._pages.pop(code, None) is not None:
                self._put(code, QWidget())
        if self._current:
            self.page(self._current)

    def _place(self, code: str, page: QWidget) -> None:
        self._pages[code] = page
        self._put(code, RoomArea(page, self._stack))

    def _put(self, code: str, area: QWidget) -> None:
        """In place of what stood there."""
        at = self.room_codes.index(code)
        before, current = self._stack.widget(at), self._stack.currentWidget()
        self._stack.insertWidget(at, area)
        self._stack.setCurrentWidget(area if current is None or current is before else current)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def set_badge(self, code: str, badge: Badge) -> None:
        """Show a count beside a room."""
        self.rail.set_badge(code, badge)

    def set_room_visible(self, code: str, visible: bool) -> None:
        """Show or hide a room, as the user's role says; leaving it when it was the one shown."""
        self.rail.set_room_visible(code, visible)
        if not visible and self._current == code:
            seen = self.shown_rooms()
            if seen:
                self.go_to(seen[0])

    def come_to_front(self) -> None:
        """Be seen again, also when it was made small or lies behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def retranslate(self) -> None:
        """Everything in the language of the moment: each widget below that has `retranslate()`, outer ones first.

        What stands in a window of its own, such as the board on the wall, goes with it. Rooms that are not in front
        follow when nothing else is to be done, or when somebody needs them.
        """
        later = [page for code, page in self._pages.items() if code != self._current]
        self._later.put_off(later)
        tops = (each for each in QApplication.topLevelWidgets() if not isinstance(each, ShellWindow))
        others = [each for each in tops if each.isVisible()]
        for top in (self.centralWidget(), *others):
            for widget in widgets_in(top, frozenset(later)):
                say_anew(widget)

    def show_keys(self) -> None:
        """Help for the room in front, with which keys do what here; over a dialog it is that of the room behind."""
        from printdesk.ui.help import HelpDialog  # seldom needed, so not at every start

        room, front = self._rooms.get(self._current), QApplication.activeModalWidget()
        if room is not None and not isinstance(front, HelpDialog) and self.cover.widget is None:
            keys = keys_of(self.page(room.code) if front is None else front)
            dialog = HelpDialog(room.code, keys, window_keys(len(self._rooms)), front or self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes through the window as it is read: bar, banner, notices, room, status line, rail.

        Qt goes by when a widget was made, which would put the room behind the status line.
        """
        from printdesk.ui.shell.tab_order import order_by_reading  # it knows widgets that a window opens without

        order_by_reading(self.made_page(self._current))
        stops = self._tab_stops()
        if not stops:
            return False
        here = self.focusWidget()
        at = stops.index(here) if here in stops else (-1 if onward else 0)
        reasons = Qt.FocusReason
        stops[(at + (1 if onward else -1)) % len(stops)].setFocus(
            reasons.TabFocusReason if onward else reasons.BacktabFocusReason
        )
        return True

    def _tab_stops(self) -> list[QWidget]:
        parts = (self.top_bar, self.banner, self.notices, self._stack, self.status, self.rail)
        stops: list[list[QWidget]] = [[] for _part in parts]
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            at = next((at for at, part in enumerate(parts) if part.isAncestorOf(widget)), None)
            if at is not None and _is_tab_stop(widget):
                stops[at].append(widget)
            widget = widget.nextInFocusChain()
        return [widget for part in stops for widget in part]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place and say goodbye."""
        if self._memory is not None:
            self._memory.save_geometry(bytes(self.saveGeometry().data()))
        self.closing.emit()
        super().closeEvent(event)

    def barred(self, act: str) -> str:
        """Why the person at this desk may not do an act; "" where nothing stands against it."""
        return self.barrier(act)

    def bar_acts(self) -> None:
        """Another person, or another language: each button that leads to an act learns it."""
        for button in self.findChildren(QAbstractButton):
            act, bar = getattr(button, "act", ""), getattr(button, "bar", None)
            if act and callable(bar):
                bar(self.barrier(act))

    def _pass_scan(self, code: str) -> None:
        if self.cover.widget is not None:
            self.scan_refused.emit()
            return
        take = getattr(QApplication.activeModalWidget(), "take_scan", None)
        if callable(take):
            take(code)
        else:
            self.top_bar.search.clear()  # what was typed before is no longer what is shown
            self.scanned.emit(code)

    def _warn_of_layout(self, came: str, meant: str) -> None:
        if self.cover.widget is not None:
            return
        from printdesk.ui.kit.notice import NoticeAction, Severity  # seldom needed, so not at every start
        from printdesk.ui.messages import Message

        self.notices.post(
            Message(
                Severity.WARNING,
                _("The scanner sent “{came}”; “{meant}” was probably meant.").format(came=came, meant=meant),
                _("Set the scanner and this computer to the same keyboard layout."),
                NoticeAction(_("Take what was meant"), lambda: self._pass_scan(meant)),
            )
        )

    def _go_by_key(self, code: str) -> None:
        if not self.rail.button(code).isHidden():
            self.go_to(code)


def _is_tab_stop(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
