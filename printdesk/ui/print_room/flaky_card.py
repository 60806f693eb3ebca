"""A flaky or stopped service type at this station: how it goes, what waits for another try, and sending some now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.failure_stops import Stop
from printdesk.services.retry_tray import FlakyView
from printdesk.ui.kit import Card, NumberField, SecondaryButton, SignMark, label
from printdesk.ui.print_room.hour_bars import HourBars, hours_text
from printdesk.ui.print_room.reading import DeskFacts
from printdesk.ui.theme import Kind, Space

_MOST_AT_ONCE = 20
_RECENT = 2
"""Hours that are told in words while something is in hand."""


class FlakyCard(Card):
    """Shows one flaky service type, or why the station stopped by itself; in short while something is in hand.

    Attributes:
        send: hands out the number chosen, those of the retry tray first in their turn. count: that number.
        go_on: lets a station that stopped by itself go on.

    Signals:
        send_asked: service type and how many. go_on_asked: the stop.
    """

    send_asked = Signal(str, int)
    go_on_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="amber", parent=parent)
        self._facts: DeskFacts | None = None
        self._shown: tuple[str, int] = ("", 0)
        self._sign = SignMark(Kind.FLAKY, 12)
        self._title = label("", "strong", wrap=True)
        self._bars = HourBars()
        self._tray = label("", "detail", wrap=True)
        self.count = NumberField(1, _MOST_AT_ONCE, 1)
        self.send = SecondaryButton("", "Ctrl+F5", act="send_now")
        self.go_on = SecondaryButton("", "Ctrl+F9", act="go_on")
        self._build()
        self.send.clicked.connect(self._send)
        self.go_on.clicked.connect(self._go_on)
        self.count.valueChanged.connect(lambda _value: self._name_button())
        self.setVisible(False)

    def _build(self) -> None:
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self._title)
        words.addWidget(self._bars)
        words.addWidget(self._tray)
        head.addLayout(words, 1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        self.count.setMinimumWidth(64)
        self.count.setMaximumWidth(72)
        acts.addWidget(self.count)
        acts.addWidget(self.send, 1)
        self.body.addLayout(head)
        self.body.addLayout(acts)
        self.body.addWidget(self.go_on)

    def show_facts(self, facts: DeskFacts) -> None:
        """Show what is true now; a number chosen by hand stays while its proposal does."""
        self._facts = facts
        flaky = self.flaky
        if flaky is not None and self._shown != (flaky.service, flaky.proposed):
            self._shown = (flaky.service, flaky.proposed)
            self.count.setValue(flaky.proposed)
        self.retranslate()

    @property
    def stop(self) -> Stop | None:
        """What stopped by itself here, None when nothing did."""
        return self._facts.stops[0] if self._facts and self._facts.stops else None

    @property
    def flaky(self) -> FlakyView | None:
        """The flaky type of this station on which most wait for another try, None when all are sound."""
        views = self._facts.flaky if self._facts else ()
        return max(views, key=lambda view: len(view.tray), default=None)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        stop, flaky = self.stop, self.flaky
        self.setVisible(stop is not None or flaky is not None)
        self.set_surface("red" if stop else "amber")
        self._sign.set_kind(Kind.STOPPED if stop else Kind.FLAKY)
        self._title.setText(self._headline(stop, flaky))
        whole = not self._facts.busy if self._facts else False
        self._bars.set_hours(flaky.hours if flaky and whole else ())
        self._tray.setText(_short_text(flaky, whole=whole) if flaky and stop is None else "")
        self._tray.setVisible(bool(self._tray.text()))
        # While something is in hand the pill above says that it is flaky, and the tooltip what.
        self._title.setVisible(stop is not None or whole)
        self.setToolTip("" if self._title.isVisibleTo(self) else self._title.text())
        for widget in (self.count, self.send):
            widget.setVisible(flaky is not None and stop is None and whole)
        self.send.setEnabled(self._facts is not None and self._facts.can_take)
        self.go_on.setVisible(stop is not None)
        self.go_on.setText(_("Go on…"))
        self.count.setAccessibleName(_("How many to send now"))
        self._name_button()
        self.setAccessibleName(f"{self._title.text()} {self._tray.text()}")

    def text(self) -> str:
        """What the card says."""
        return f"{self._title.text()} {self._tray.text()}".strip()

    def _headline(self, stop: Stop | None, flaky: FlakyView | None) -> str:
        labels = self._facts.settings.service_labels(language()) if self._facts else {}
        if stop is not None:
            text = _("{service} stopped: {count} failed in a row. Look at the machine first.")
            return text.format(service=labels.get(stop.service, stop.service), count=stop.failures)
        return _("{service} is flaky").format(service=labels.get(flaky.service, "")) if flaky else ""

    def _name_button(self) -> None:
        count = self.count.value()
        self.send.setText(plural("Send {count} now", "Send {count} now", count).format(count=count))

    def _send(self) -> None:
        if self.flaky is not None:
            self.send_asked.emit(self.flaky.service, self.count.value())

    def _go_on(self) -> None:
        if self.stop is not None:
            self.go_on_asked.emit(self.stop)


def _short_text(flaky: FlakyView, *, whole: bool) -> str:
    """The tray; while something is in hand the bars give way to their words, so that the work keeps its room."""
    if whole:
        return _tray_text(flaky)
    recent = hours_text(flaky.hours[-_RECENT:])
    waits = plural("{count} in the retry tray", "{count} in the retry tray", len(flaky.tray))
    return " · ".join(part for part in (recent, waits.format(count=len(flaky.tray))) if part)


def _tray_text(flaky: FlakyView) -> str:
    if not flaky.tray:
        return _("Retry tray empty")
    count, most = len(flaky.tray), max(row.attempts for row in flaky.tray)
    text = plural("Retry tray: {count} waits", "Retry tray: {count} wait", count).format(count=count)
    tried = plural("{count} try so far", "up to {count} tries so far", most).format(count=most)
    first = _("from {time} on").format(time=dates.clock_time(flaky.tray[0].again_at, language()))
    return f"{text} ({tried}), {first}"
