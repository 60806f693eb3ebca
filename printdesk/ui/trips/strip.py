"""Fourteen days of departures, drawn to be read: how many leave on each, and how many of them are ready in time.

A column is a day. Its bar is as high as the number who depart: full where they are in time, dotted where that is not
sure (on hold, or to be hurried), hatched where they are at risk. Below stand weekday and date, the number in time
with a tick, and the number at risk with a cross, in a red field that is a button of its own.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.departure_words import day_sentence
from printdesk.services.departures import DepartureDay
from printdesk.ui.kit.plot import Plot
from printdesk.ui.theme import Size, palette_of
from printdesk.ui.theme.fonts import styled
from printdesk.ui.trips.strip_paint import LINES, Column, paint_column

_BAR, _LOW_BAR = 64, 30
_GAP = 6
_KEYS = {
    int(Qt.Key.Key_Left): (-1, None),
    int(Qt.Key.Key_Right): (1, None),
    int(Qt.Key.Key_Up): (0, False),
    int(Qt.Key.Key_Down): (0, True),
}
"""Step in days, and whether only those at risk are wanted (None: as before)."""


class DepartureStrip(Plot):
    """Left and Right choose a day, Down only its trips at risk, Up all of them; Enter goes to the list.

    Signals:
        chosen: a day, and whether only those at risk are wanted.
        entered: Enter was pressed.
    """

    chosen = Signal(object, bool)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DepartureDay, ...] = ()
        self._current: date | None = None
        self._risk_only = False
        self._under, self._bar = -1, _BAR
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[DepartureDay]) -> None:
        """Show these days; the one chosen stays so."""
        self._days = tuple(days)
        self._tell()
        self.update()

    def days(self) -> tuple[DepartureDay, ...]:
        """The days shown."""
        return self._days

    def choose(self, day: date | None, *, risk_only: bool = False) -> None:
        """Mark a day, or only its trips at risk, without a signal; None for no day."""
        self._current, self._risk_only = day, risk_only
        self._tell()
        self.update()

    def current(self) -> date | None:
        """The day that is marked."""
        return self._current

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._tell()
        self.update()

    def set_low(self, low: bool) -> None:
        """Draw low bars, where the window is low."""
        bar = _LOW_BAR if low else _BAR
        if bar != self._bar:
            self._bar = bar
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as its lines of figures need."""
        return QSize(700, round(self._bar + (LINES + 1) * self._line() + 3 * _GAP))

    def column_box(self, at: int) -> QRectF:
        """Where a day stands."""
        width = self.width() / max(1, len(self._days))
        return QRectF(at * width, 0, width, self.height())

    def risk_box(self, at: int) -> QRectF:
        """Where its red figure stands, empty where nobody is at risk."""
        if not self._days[at].at_risk:
            return QRectF()
        return self._column(at).risk_box()

    def _line(self) -> float:
        return QFontMetricsF(styled(self.font(), Size.SECONDARY)).height() + 2

    def _column(self, at: int) -> Column:
        day = self._days[at]
        highest = max((each.departing for each in self._days), default=0)
        return Column(
            day=day, box=self.column_box(at), line=self._line(), highest=max(1, highest), today=at == 0,
            chosen=day.day == self._current, risk_only=self._risk_only and day.day == self._current,
            hovered=at == self._under, focused=self.hasFocus() and day.day == self._focus_day(), font=self.font(),
        )  # fmt: skip

    def _focus_day(self) -> date | None:
        """The day on which the keys act: the one marked, else the first."""
        known = [day.day for day in self._days]
        return self._current if self._current in known else (known[0] if known else None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palette_of(self)
        for at in range(len(self._days)):
            paint_column(painter, palette, self._column(at))
        if self._days:
            painter.fillRect(QRectF(0, self._column(0).base(), self.width(), 1), QColor(palette.control))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a day chooses it, on its red figure only those at risk."""
        at = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            risk = self.risk_box(at).adjusted(-4, -4, 4, 4).contains(event.position())
            self._choose(at, risk_only=risk and bool(self._days[at].at_risk))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which day a click would choose."""
        self._point_at(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._point_at(-1)

    def _point_at(self, at: int) -> None:
        if at != self._under:
            self._under = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, Home and End; Enter goes to the list."""
        if not self._days:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._index(), risk_only=self._risk_only)
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if event.key() == Qt.Key.Key_Home else len(self._days) - 1, risk_only=self._risk_only)
        elif event.key() in _KEYS:
            step, risk = _KEYS[event.key()]
            known = any(day.day == self._current for day in self._days)
            at = self._index() + (step if known else 0)
            self._choose(at, risk_only=self._risk_only if risk is None else risk)
        else:
            super().keyPressEvent(event)

    def _index(self) -> int:
        return next((at for at, day in enumerate(self._days) if day.day == self._focus_day()), 0)

    def _choose(self, at: int, *, risk_only: bool) -> None:
        at = min(max(0, at), len(self._days) - 1)
        self.choose(self._days[at].day, risk_only=risk_only)
        self.chosen.emit(self._days[at].day, risk_only)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show on which day the keys act."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew with another palette or typeface."""
        super().changeEvent(event)
        self.updateGeometry()
        self.update()

    def spoken_at(self, place: QPoint) -> str:
        """A day's sentence."""
        at = self._at(place)
        return day_sentence(self._days[at], active()) if at >= 0 else ""

    def _at(self, place: QPoint) -> int:
        if not self._days or not self.rect().contains(place):
            return -1
        return min(int(place.x() * len(self._days) / self.width()), len(self._days) - 1)

    def _tell(self) -> None:
        """The name says the day on which the keys act, the description all of them."""
        said = {day.day: day_sentence(day, active()) for day in self._days}
        now = said.get(self._current) if self._current is not None else None
        title = _("Departures of the next 14 days")
        risk = _("Only those at risk are listed.") if self._risk_only and now else ""
        self.setAccessibleName(" ".join(part for part in (f"{title}: {now}" if now else title, risk) if part))
        self.setAccessibleDescription(" ".join(said.values()))
