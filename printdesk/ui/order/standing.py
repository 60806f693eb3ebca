"""What was asked for an application past the order of the plan, in one line of its card, and asking for a raise."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import _, language
from printdesk.ui.kit import ElidedLabel, Pill, SecondaryButton
from printdesk.ui.order import words
from printdesk.ui.order.reading import Request
from printdesk.ui.theme import Kind, Space


class StandingLine(QWidget):
    """The newest request with what became of it; beside it asking, or taking back.

    Signals:
        raise_wanted: a raise is asked for. withdraw_wanted: the request shown is to be taken back.
    """

    raise_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: Request | None = None
        self._settings: OfficeSettings | None = None
        self._waits = False
        self._pill = Pill()
        self._said = ElidedLabel("", "secondary")
        self.ask = SecondaryButton("", "", "chevron-up", act="ask_raise")
        self.take_back = SecondaryButton("", "", "undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._pill, 0, middle)
        row.addWidget(self._said, 1, middle)
        row.addWidget(self.take_back, 0, middle)
        row.addWidget(self.ask, 0, middle)
        self.ask.clicked.connect(self.raise_wanted)
        self.take_back.clicked.connect(self.withdraw_wanted)
        self.retranslate()

    @property
    def request(self) -> Request | None:
        """The request shown."""
        return self._request

    def show_requests(self, requests: Sequence[Request], settings: OfficeSettings, *, waits: bool) -> None:
        """Show what was asked for an application.

        Args:
            waits: whether it still waits for printing, so that a raise can be asked for.
        """
        self._settings, self._waits = settings, waits
        self._request = _newest(requests)
        self.retranslate()

    def text(self) -> str:
        """What is said of the request, "" without one."""
        return f"{self._pill.spec.text} {self._said.text()}".strip()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        request, waits = self._request, self._waits
        running = request is not None and (request.is_open or request.holds)
        self.ask.setText(_("Ask for a raise…"))
        self.take_back.setText(_("Take it back"))
        self.take_back.setVisible(waits and running)
        self.ask.setVisible(waits and not running)
        if request is None:
            self._pill.set(Kind.NOTE, "")
            self._said.setText("")
        else:
            spec = words.state_pill(request)
            self._pill.set(spec.kind, spec.text)
            self._said.setText(self._words(request))
        self._said.setAccessibleName(self.text())
        # Where the button stands in another line, this one is there for a request only.
        self.setVisible(request is not None or (waits and self.ask.parentWidget() is self))

    def _words(self, request: Request) -> str:
        """What counts first: until when it holds or why it was refused, then to what, by whom, and who asked."""
        row = request.row
        parts = []
        if request.holds and row.expires_at is not None:
            parts.append(_("until {moment}").format(moment=words.moment(row.expires_at)))
        if row.note:
            parts.append(row.note)
        if request.class_code and self._settings is not None:
            labels = {each.code: each.label.text(language()) for each in self._settings.order.classes}
            parts.append(f"“{labels.get(request.class_code, request.class_code)}”")
        if row.decided_by:
            parts.append(row.decided_by)
        return " · ".join([*parts, _asked(request)])


def _asked(request: Request) -> str:
    values = {"name": request.row.asked_by, "moment": words.moment(request.row.asked_at)}
    if request.is_raise:
        return _("Raise asked for by {name}, {moment}").format(**values)
    text = _("{place}: asked for by {name}, {moment}")
    return text.format(place=words.place_text(request.day), **values)


def _newest(requests: Sequence[Request]) -> Request | None:
    """One that is open or in force before any other, else the newest."""
    ordered = sorted(requests, key=lambda each: (each.is_open or each.holds, each.row.asked_at))
    return ordered[-1] if ordered else None
