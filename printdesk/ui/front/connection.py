"""The window's word on its database: that something was written at any desk, and since when it does not answer."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, QTimer, Signal

from printdesk.i18n import _, language
from printdesk.i18n.dates import clock_time
from printdesk.services.bundle import Services
from printdesk.services.watch import ChangeWatch
from printdesk.ui.shell.banner import BannerItem
from printdesk.ui.theme import Kind

SILENT_S = 7.5
"""Seconds without any answer after which the connection counts as lost, even if nothing says so."""
_LOOK_MS = 500
_ASKED, _WATCHED, _HEARD = "asked", "watched", "heard"
"""What can speak against the connection: a question failed, the watch said so, the watch was silent for too long."""
_GATHER_MS = 25
"""Own acts are read by themselves; a notice waits this long, so that it finds that reading under way."""


class _Relay(QObject):
    """Carries the watch's word from its thread to the window's."""

    changed = Signal(int)
    lost = Signal(str)
    found = Signal(int)


class _Word:
    """What the watch calls; owns no thread and is no widget."""

    def __init__(self, relay: _Relay) -> None:
        self.changed: Callable[[int], None] = relay.changed.emit
        self.lost: Callable[[str], None] = relay.lost.emit
        self.found: Callable[[int], None] = relay.found.emit


class Connection(QObject):
    """Whether the office's database answers, and the news of it.

    Attributes:
        sequence: number of the newest ledger entry that was heard of; 0 before any.

    Signals:
        news: something was written at some desk.
        lost: the database stopped answering.
        back: it answers again; everything has to be read anew.
    """

    news = Signal()
    lost = Signal()
    back = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._relay = _Relay(self)
        self._relay.changed.connect(self._hear)
        self._relay.lost.connect(self._hear_lost)
        self._relay.found.connect(self._hear_found)
        self._watch: ChangeWatch | None = None
        self._since: datetime | None = None
        self._against: set[str] = set()
        self.sequence = 0
        self._gather = self._timer(_GATHER_MS, self.news.emit, single=True)
        self._look = self._timer(_LOOK_MS, self._look_at_watch, single=False)

    @property
    def is_lost(self) -> bool:
        """Whether it does not answer now."""
        return self._since is not None

    @property
    def is_watching(self) -> bool:
        """Whether news comes by itself, so that it need not be asked for often."""
        return self._watch is not None and not self.is_lost

    def begin(self) -> None:
        """Watch from now on."""
        if self._watch is None:
            self._watch = ChangeWatch(self._services.database, _Word(self._relay))
            self._watch.start()
            self._look.start()

    def close(self) -> None:
        """Watch no longer."""
        watch, self._watch = self._watch, None
        self._look.stop()
        self._gather.stop()
        if watch is not None:
            watch.stop(timeout_s=2.0)

    def answered(self) -> None:
        """A question to the database was answered."""
        self._holds(_ASKED, True)

    def failed(self) -> None:
        """A question to the database was not answered."""
        self._holds(_ASKED, False)

    def items(self, zone: tzinfo) -> list[BannerItem]:
        """What the strip under the top bar says of it; nothing while all is well."""
        if self._since is None:
            return []
        time = clock_time(self._since.astimezone(zone), language())
        name = self._services.database.shown_name
        said = _("No connection to {name} since {time}").format(name=name, time=time)
        stays = _("Read on and keep what you typed: nothing is saved until it is back")
        itself = _("PrintDesk connects again by itself and reads everything anew.")
        return [
            BannerItem(said, Kind.STOPPED, strong=True, short=_("No connection since {time}").format(time=time)),
            BannerItem(stays, whole=f"{stays}. {itself}", short=_("Nothing is saved until it is back")),
        ]

    def _timer(self, milliseconds: int, act: Callable[[], None], *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _hear(self, sequence: int) -> None:
        self.sequence = sequence
        if self._watch is not None:
            self._gather.start()

    def _hear_lost(self, _detail: str) -> None:
        if self._watch is not None:
            self._holds(_WATCHED, False)

    def _hear_found(self, sequence: int) -> None:
        self.sequence = sequence
        if self._watch is not None:
            self._against.discard(_ASKED)  # the watch has asked just now
            self._holds(_WATCHED, True)
            self._gather.start()

    def _look_at_watch(self) -> None:
        if self._watch is not None:
            self._holds(_HEARD, self._watch.silent_s() < SILENT_S)

    def _holds(self, what: str, good: bool) -> None:
        """The connection stands while nothing speaks against it."""
        (self._against.discard if good else self._against.add)(what)
        if self._against and self._since is None:
            self._since = self._services.clock.now()
            self._services.database.forget_connections()
            self.lost.emit()
        elif not self._against and self._since is not None:
            self._since = None
            self._services.database.forget_connections()
            self.back.emit()
