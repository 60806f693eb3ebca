"""A small real office in a SQLite file, and a desk in it, for tests of rooms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from printdesk.models.database import Database
from printdesk.models.schema import upgrade
from printdesk.models.tables import Application, Booklet
from printdesk.services.bundle import Services, services
from printdesk.services.clock import FixedClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import PersonEntry, SettingsFile, default_settings
from printdesk.services.shifts import IssueLine, More
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.context import RoomContext
from printdesk.ui.hand_keys import HAND_MS
from printdesk.ui.kit import ElidedLabel
from printdesk.ui.messages import Message, Messages, Question
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell import Room, ShellWindow
from printdesk.ui.theme import apply_theme

P = TypeVar("P", bound=Any)

_PATIENCE_MS = 30_000
_SHOWN_DOWN_MS = 130  # a button that was pressed by its shortcut is shown down for 100 ms before it acts
ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 6, 26, 8, 40, tzinfo=ZONE)
PEOPLE = (
    PersonEntry("dwi", "Dwi Rahayu", ("print",)),
    PersonEntry("rini", "Rini Astuti", ("quality",)),
    PersonEntry("budi", "Budi Santoso", ("print", "quality")),
    PersonEntry("ani", "Ani Lestari", ("blanks", "supervisor")),
)


def prepare(url: str) -> None:
    """An office without applications at `url`."""
    upgrade(url)
    file = default_settings()
    database = Database(url)
    make_office(database, FixedClock(NOW), SettingsFile(file.settings, PEOPLE))
    database.engine.dispose()


@dataclass
class Desk:
    """A desk with its services, and everything that was said at it."""

    services: Services
    background: Background
    messages: Messages
    user: str = "dwi"
    place: str = "R2"
    said: list[Message] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    pages: list = field(default_factory=list)

    def context(self, folder: Path) -> RoomContext:
        """What a room is given."""
        return RoomContext(
            services=self.services,
            background=self.background,
            messages=self.messages,
            actor=lambda: Actor(self.user, self.place or "D1"),
            station=lambda: self.place,
            choose_station=lambda code: setattr(self, "place", code),
            changed=self.changed,
            open_application=self.opened.append,
            export_folder=lambda: folder,
        )

    def changed(self) -> None:
        """What the window does after an act."""
        for page in self.pages:
            page.refresh()

    def texts(self) -> list[str]:
        """Everything that was said, message and advice."""
        return [f"{one.text} {one.advice}".strip() for one in self.said]

    def add(self, number: int, name: str, **values: object) -> int:
        """Put an application into the queue; gives its id."""
        arrived = values.pop("arrived", NOW - timedelta(days=8, minutes=-number))
        promised = values.pop("promised", NOW - timedelta(days=2))
        row = Application(
            number=f"1133070288{number:06d}", name=name, name_key=name.lower(), service="regular48", arrived=arrived,
            ready_at=arrived, promised_first=promised, promised=promised, departs_has_time=False, visa_lead_days=0,
            same_day=False, state="ready", state_since=arrived, birth_date=date(1990, 5, 17), sex="L", version=1,
        )  # fmt: skip
        for key, value in values.items():
            setattr(row, key, value)
        with self.services.database.writing() as session:
            session.add(row)
            session.flush()
            return row.id

    def blanks(self, first: str, last: str, to: str = "dwi", service: str = "regular48") -> None:
        """Receive blanks and issue them all to an operator."""
        boss = Actor("ani", "D9")
        batch = self.services.blanks.receive(boss, service, first, last, "budi", new_operation_id())
        if to:
            line = IssueLine(service, batch.count, first, last, first)
            self.services.shifts.issue(
                boss, to, line, new_operation_id(), station="R2", more=More("all of them", "rini")
            )

    def application(self, application_id: int) -> Application:
        """What the database says of an application now."""
        with self.services.database.reading() as session:
            row = session.get(Application, application_id)
            assert row is not None
            session.expunge(row)
            return row

    def booklet(self, serial: str) -> str:
        """The state of a booklet now."""
        with self.services.database.reading() as session:
            return session.query(Booklet.state).filter_by(serial=serial).scalar()

    def settle(self) -> None:
        """Let everything in the background come to its end, and what that begins: an act, then a reading."""
        for _round in range(3):
            assert self.background.wait_idle(_PATIENCE_MS)
            QTest.qWait(1)


def open_desk(url: str) -> Desk:
    """A desk in the office at `url`."""
    asked: list[Question] = []
    messages = Messages(ask=lambda question: asked.append(question) is None)
    background = Background(messages.error, messages.bug)
    desk = Desk(services(Database(url), FixedClock(NOW)), background, messages, asked=asked)
    messages.posted.connect(desk.said.append)
    return desk


@dataclass
class OpenRoom(Generic[P]):
    """A room in a window, as it stands at a desk."""

    page: P
    desk: Desk
    window: ShellWindow
    scanner: ScannerFilter

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is, and let what it starts come to its end."""
        if QApplication.activeWindow() is None:  # no window manager here gives the window back after a dialog
            self.window.activateWindow()
            QTest.qWait(0)
        focus = QApplication.focusWidget()
        QTest.keyClick(focus if focus is not None else self.window, key, modifiers)
        QTest.qWait(_SHOWN_DOWN_MS)
        QTest.qWait(0)  # on a busy computer the wait can end before the button had its turn
        self.desk.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is, slowly enough for a person."""
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter, delay=70)

    def scan(self, code: str) -> None:
        """Let a scanner type a code and Enter wherever the keyboard is."""
        focus = QApplication.focusWidget()
        QTest.keyClicks(focus if focus is not None else self.window, code + "\r")
        self.desk.settle()
        QTest.qWait(HAND_MS)  # no hand is at the keys sooner after a scan

    def refresh(self) -> None:
        """Read anew and wait for it."""
        self.page.refresh()
        self.desk.settle()


def open_room(desk: Desk, make_page: Callable[[RoomContext], P], folder: Path) -> OpenRoom[P]:
    """A window with the room's page, active and read."""
    if not QApplication.instance().styleSheet():
        apply_theme(QApplication.instance(), "light")
    page = make_page(desk.context(folder))
    desk.pages.append(page)
    window = ShellWindow()
    window.add_room(Room("room", lambda: "Room", "printer", page))
    window.attach_messages(desk.messages)
    scanner = ScannerFilter(monotonic, parent=window)
    QApplication.instance().installEventFilter(scanner)
    window.attach_scanner(scanner)
    window.scanned.connect(page.handle_scan)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    page.refresh()
    desk.settle()
    page.focus_first()
    return OpenRoom(page, desk, window, scanner)


def close_room(room: OpenRoom[P]) -> None:
    """Take everything away that `open_room` made."""
    QApplication.instance().removeEventFilter(room.scanner)
    room.desk.background.close()
    room.window.close()
    room.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    room.desk.services.close()


def cut_texts(widget: QWidget) -> list[str]:
    """Texts of visible labels that do not fit their place."""
    labels = [one for one in widget.findChildren(QLabel) if one.isVisible() and not isinstance(one, ElidedLabel)]
    return [one.text() for one in labels if _is_cut(one)]


def _is_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if not label.wordWrap():
        return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height()
    needed = label.fontMetrics().boundingRect(
        room.adjusted(0, 0, 0, 9999), int(Qt.TextFlag.TextWordWrap), label.text()
    )
    return needed.height() > label.height() + 1 or needed.width() > label.width()
