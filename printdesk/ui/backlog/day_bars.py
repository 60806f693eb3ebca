"""Bars by day, drawn to be read: what fills a day, how much room it has, and what else falls on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.documents.chart_values import LINES, nice_top
from printdesk.i18n import dates, language
from printdesk.ui.kit.plot import GAP, Plot
from printdesk.ui.theme import Palette, Size, Tone, icons, palette_of, signs
from printdesk.ui.theme.fonts import styled


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day.

    Attributes:
        day: the day; `first` stands before its label when earlier days are added to it.
        filled: height of the full bar. marked: the part of it that is late, hatched in red.
        room: height of the outline; None for a bar without one. note: a number in the line under the labels.
        spoken: the day in a sentence, also its tooltip.
    """

    day: date
    filled: int
    marked: int = 0
    room: int | None = None
    note: int | None = None
    spoken: str = ""
    first: str = ""

    @property
    def height(self) -> int:
        """The tallest of its parts."""
        return max(self.filled, self.room or 0)


class DayBars(Plot):
    """A chart of days, oldest left.

    Args:
        note_icon: icon at the head of the line of notes; "" leaves the line out.
    """

    def __init__(self, note_icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[DayBar, ...] = ()
        self._today: date | None = None
        self._note_icon = note_icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def set_bars(self, bars: Sequence[DayBar], today: date) -> None:
        """Show these days."""
        self._bars, self._today = tuple(bars), today
        self.setAccessibleDescription("; ".join(bar.spoken for bar in self._bars))
        self.update()

    def bars(self) -> tuple[DayBar, ...]:
        """The days shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 170)

    def spoken_at(self, place: QPoint) -> str:
        """A day's sentence."""
        at = self._day_at(place.x())
        return self._bars[at].spoken if at is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, bars and labels."""
        if not self._bars:
            return
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = nice_top(max(bar.height for bar in self._bars))
        plot = self._plot(top)
        step = max(1, top // LINES) if top % LINES == 0 else top
        self.paint_scale(painter, palette, plot, top, step)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, palette, self._column(plot, at), plot, bar, top)
            with_month = not at or self._bars[at - 1].day.month != bar.day.month
            day = f"{bar.day.day}/{bar.day.month}" if with_month else str(bar.day.day)
            self._paint_labels(painter, palette, self._column(plot, at), bar, (plot.bottom() + GAP, day))
        if self._note_icon:
            edge = self.line_height() * 0.95
            middle = plot.bottom() + GAP + 2.5 * self.line_height() + GAP
            box = QRectF(plot.left() - edge - GAP * 1.5, middle - edge / 2, edge, edge)
            icons.draw(painter, self._note_icon, palette.muted, box)

    def _plot(self, top: int) -> QRectF:
        left = self.scale_width(top)
        if self._note_icon:
            left = max(left, self.line_height() * 0.95 + GAP * 2)
        below = (3 if self._note_icon else 2) * self.line_height() + GAP * (2 if self._note_icon else 1)
        above = self.line_height() + 2
        return QRectF(left, above, self.width() - left - 2, self.height() - below - above - 2)

    def _column(self, plot: QRectF, at: int) -> QRectF:
        width = plot.width() / len(self._bars)
        return QRectF(plot.left() + at * width, plot.top(), width, plot.height())

    def _day_at(self, x: int) -> int | None:
        if not self._bars:
            return None
        plot = self._plot(nice_top(max(bar.height for bar in self._bars)))
        at = int((x - plot.left()) / (plot.width() / len(self._bars)))
        return at if 0 <= at < len(self._bars) and x >= plot.left() else None

    def _paint_bar(
        self, painter: QPainter, palette: Palette, column: QRectF, plot: QRectF, bar: DayBar, top: int
    ) -> None:
        width = min(30.0, column.width() * 0.62)
        left = column.center().x() - width / 2

        def box(value: int) -> QRectF:
            height = plot.height() * value / top
            return QRectF(left, plot.bottom() - height, width, height)

        painter.setPen(Qt.PenStyle.NoPen)
        if bar.room == 0 and not bar.filled:
            painter.setBrush(QColor(palette.ground))
            painter.drawRect(QRectF(column.left() + 1, plot.top(), column.width() - 2, plot.height()))
        painter.setBrush(QColor(palette.accent))
        painter.drawRect(box(bar.filled))
        if bar.marked:
            painter.setBrush(QColor(palette.card))
            painter.drawRect(box(bar.marked))
            painter.setBrush(QBrush(QColor(signs.ink(palette, Tone.RED)), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(signs.ink(palette, Tone.RED)), 1))
            painter.drawRect(box(bar.marked))
        if bar.room:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.control), 1))
            painter.drawRect(box(bar.room).adjusted(-1.5, 0, 1.5, 0))
        inside = box(bar.filled).top() - box(bar.height).top() > self.line_height() + 2
        self._paint_number(painter, palette, column, box(bar.filled if inside else bar.height).top(), bar)

    def _paint_number(self, painter: QPainter, palette: Palette, column: QRectF, y: float, bar: DayBar) -> None:
        text = dates.number(bar.filled, language())
        font = styled(self.font(), Size.CAPTION, bold=True)
        if not bar.filled or QFontMetricsF(font).horizontalAdvance(text) > column.width():
            return
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        box = QRectF(column.left(), y - self.line_height() - 1, column.width(), self.line_height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_labels(
        self, painter: QPainter, palette: Palette, column: QRectF, bar: DayBar, place: tuple[float, str]
    ) -> None:
        """Weekday, day of the month, and the note, one below the other from `place` on."""
        y, day = place
        lines = [bar.first or dates.weekday_short(bar.day, language()), day]
        today = bar.day == self._today
        painter.setPen(QColor(palette.text if today else palette.muted))
        painter.setFont(styled(self.font(), Size.CAPTION, bold=today))
        for line in lines:
            box = QRectF(column.left() - 4, y, column.width() + 8, self.line_height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), line)
            y += self.line_height()
        if self._note_icon and bar.note is not None:
            painter.setPen(QColor(palette.text))
            painter.setFont(styled(self.font(), Size.CAPTION, bold=bool(bar.note)))
            box = QRectF(column.left(), y + GAP, column.width(), self.line_height())
            text = dates.number(bar.note, language()) if bar.note else "·"
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
