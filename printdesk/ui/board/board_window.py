"""What the public sees: numbers that are called, numbers that are ready, the time. No names, no other numbers.

It is painted in parts of its own height, so that a screen of 32 inches can be read from five metres: the numbers are
at least a twelfth of the screen's height.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from printdesk.i18n import Catalogue, _, catalogue, dates
from printdesk.services.pickup_board import BoardNumber, BoardView
from printdesk.ui.theme import Palette, palette_of
from printdesk.ui.theme.tokens import DARK, LIGHT

PAGE_SECONDS = 8
"""How long one page of the ready numbers stands."""
FRESH_SECONDS = 15
"""How long a new call is shown inverted, every other second."""
_CALLS = 3
_COLUMNS, _ROWS = 4, 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class _Pen:
    """How a text is written: its height in parts of the window's, its colour."""

    part: float
    colour: str
    bold: bool = False
    flags: int = _LEFT


class BoardWindow(QWidget):
    """The board. F11 full screen, D dark or light, Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._view: BoardView | None = None
        self._now: datetime | None = None
        self._palette: Palette | None = None
        self._said: list[str] = []
        self._stale = False
        self.setMinimumSize(640, 360)
        self.resize(1280, 720)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def show_view(self, view: BoardView) -> None:
        """Show what is true now."""
        self._view, self._now, self._stale = view, view.now, False
        self._tell()

    def show_time(self, now: datetime) -> None:
        """Let the clock go on."""
        self._now = now
        self._tell()

    def show_stale(self) -> None:
        """What is shown could not be read anew; the board says as of when it is."""
        self._stale = True
        self._tell()

    def said(self) -> tuple[str, ...]:
        """Every text that was painted last."""
        return tuple(self._said)

    def retranslate(self) -> None:
        """The window's title; the board itself speaks both languages."""
        self.setWindowTitle(_("Public pickup board"))
        self.setAccessibleName(_("Public pickup board"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11, D and Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_D:
            self._palette = LIGHT if self._colours() is DARK else DARK
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole board."""
        self._said = []
        colours = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.ground))
        if self._view is None or self._now is None:
            return
        height = self.height()
        edge = 0.03 * height
        head = QRectF(edge, edge, self.width() - 2 * edge, 0.13 * height)
        foot = QRectF(edge, 0.86 * height, self.width() - 2 * edge, 0.12 * height)
        middle = QRectF(edge, 0.18 * height, self.width() - 2 * edge, 0.66 * height)
        called = QRectF(middle.left(), middle.top(), middle.width() * 0.4, middle.height())
        ready = QRectF(called.right() + edge, middle.top(), middle.right() - called.right() - edge, middle.height())
        self._paint_head(painter, colours, head, self._view, self._now)
        self._paint_called(painter, colours, called, self._view.called[:_CALLS])
        self._paint_ready(painter, colours, ready, self._view.ready)
        self._paint_foot(painter, colours, foot, self._view)

    def _colours(self) -> Palette:
        return self._palette or palette_of(self)

    def _tell(self) -> None:
        if self._view is not None:
            called = ", ".join(f"{each.number} {each.desk}" for each in self._view.called[:_CALLS])
            self.setAccessibleDescription(f"{called}. {', '.join(self._view.ready)}")
        self.update()

    def _text(self, painter: QPainter, box: QRectF, text: str, pen: _Pen) -> None:
        """Write one line as large as it was asked for, smaller where it would not fit."""
        if not text:
            return
        font = QFont(self.font())
        font.setBold(pen.bold)
        size = pen.part * self.height()
        font.setPixelSize(max(8, round(size)))
        width = QFontMetricsF(font).horizontalAdvance(text)
        if width > box.width():
            font.setPixelSize(max(8, int(size * box.width() / width)))
        painter.setFont(font)
        painter.setPen(QColor(pen.colour))
        painter.drawText(box, pen.flags, text)
        self._said.append(text)

    def _paint_head(self, painter: QPainter, colours: Palette, box: QRectF, view: BoardView, now: datetime) -> None:
        clock = QRectF(box.right() - box.width() * 0.3, box.top(), box.width() * 0.3, box.height())
        name = QRectF(box.left(), box.top(), box.width() * 0.68, box.height() * 0.6)
        below = QRectF(name.left(), name.bottom(), name.width(), box.height() * 0.4)
        self._text(painter, name, view.office, _Pen(0.055, colours.text, bold=True))
        day = f"{dates.day_long(now.date(), 'id')}  ·  {dates.day_long(now.date(), 'en')}"
        self._text(painter, below, day, _Pen(0.032, colours.muted))
        time = dates.clock_time(now, "id")
        self._text(painter, clock, time, _Pen(0.12, colours.text, bold=True, flags=_RIGHT))

    def _panel(
        self, painter: QPainter, colours: Palette, box: QRectF, titles: tuple[str, str], ground: str
    ) -> QRectF:
        """A panel with its title in both languages; what is left of it for its contents."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 12, 12)
        pad = 0.02 * self.height()
        title = QRectF(box.left() + pad, box.top() + pad, box.width() - 2 * pad, 0.055 * self.height())
        second = QRectF(title.left(), title.bottom(), title.width(), 0.035 * self.height())
        self._text(painter, title, titles[0], _Pen(0.045, colours.text, bold=True))
        self._text(painter, second, titles[1], _Pen(0.03, colours.muted))
        top = second.bottom() + pad / 2
        return QRectF(title.left(), top, title.width(), box.bottom() - pad - top)

    def _paint_called(
        self, painter: QPainter, colours: Palette, box: QRectF, called: tuple[BoardNumber, ...]
    ) -> None:
        room = self._panel(painter, colours, box, _titles("called"), colours.accent_soft)
        heights = (0.5, 0.25, 0.25)
        top = room.top()
        for at, each in enumerate(called):
            line = QRectF(room.left(), top, room.width(), room.height() * heights[at])
            self._paint_call(painter, colours, line, each, first=at == 0)
            top = line.bottom()

    def _paint_call(
        self, painter: QPainter, colours: Palette, line: QRectF, call: BoardNumber, *, first: bool
    ) -> None:
        now = self._now or call.called_at
        seconds = (now - call.called_at).total_seconds()
        inverted = first and seconds < FRESH_SECONDS and int(seconds) % 2 == 0
        if inverted:
            painter.setBrush(QColor(colours.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(line, 10, 10)
        ink = colours.on_accent if inverted else colours.accent
        number = QRectF(line.left() + 8, line.top(), line.width() * 0.58, line.height())
        start = number.right() + line.width() * 0.05
        desk = QRectF(start, line.top(), line.right() - start - 8, line.height())
        self._text(painter, number, call.number, _Pen(0.19 if first else 0.11, ink, bold=True))
        muted = colours.on_accent if inverted else colours.text
        self._text(painter, desk, call.desk, _Pen(0.07 if first else 0.05, muted, bold=True, flags=_RIGHT))

    def _paint_ready(self, painter: QPainter, colours: Palette, box: QRectF, ready: tuple[str, ...]) -> None:
        room = self._panel(painter, colours, box, _titles("ready"), colours.card)
        each = _COLUMNS * _ROWS
        pages = max(1, -(-len(ready) // each))
        page = int(self._now.timestamp() // PAGE_SECONDS) % pages if self._now is not None else 0
        width, height = room.width() / _COLUMNS, room.height() / _ROWS
        for at, number in enumerate(ready[page * each : (page + 1) * each]):
            row, column = divmod(at, _COLUMNS)
            cell = QRectF(room.left() + column * width, room.top() + row * height, width, height)
            self._text(painter, cell, number, _Pen(0.085, colours.text, bold=True, flags=_CENTRE))
        if pages > 1:
            corner = QRectF(
                box.right() - 0.2 * box.width() - 16, box.top() + 8, 0.2 * box.width(), 0.05 * self.height()
            )
            self._text(painter, corner, f"{page + 1}/{pages}", _Pen(0.035, colours.muted, flags=_RIGHT))
        if not ready:
            self._text(painter, room, "  ·  ".join(_titles("none")), _Pen(0.04, colours.muted, flags=_CENTRE))

    def _paint_foot(self, painter: QPainter, colours: Palette, box: QRectF, view: BoardView) -> None:
        spoken, other = view.texts["id"], view.texts["en"]
        third = box.height() / 3
        lines = (
            (f"{spoken.state}  ·  {spoken.hours}", _Pen(0.034, colours.text, bold=True)),
            (f"{other.state}  ·  {other.hours}", _Pen(0.026, colours.muted)),
            ("  ·  ".join(dict.fromkeys(text for text in (spoken.notice, other.notice) if text)),
             _Pen(0.034, colours.amber, bold=True)),
        )  # fmt: skip
        for at, (text, pen) in enumerate(lines):
            self._text(painter, QRectF(box.left(), box.top() + at * third, box.width(), third), text, pen)
        if self._stale:
            words = _titles("stale")[0].format(time=dates.clock_time(view.now, "id"))
            self._text(painter, box, words, _Pen(0.03, colours.red, bold=True, flags=_RIGHT))


def _titles(which: str) -> tuple[str, str]:
    """A panel's title in both languages."""
    first, second = (_words(catalogue(lang))[which] for lang in ("id", "en"))
    return first, second


def _words(_: Catalogue) -> dict[str, str]:
    return {
        "called": _("Being served"),
        "ready": _("Ready for pickup"),
        "none": _("No number is ready now"),
        "stale": _("As of {time}"),
    }
