"""The backlog as a curve: what waited each morning, what had been forecast of it, and what is expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.documents.chart_values import LINES, every, nice_top
from printdesk.i18n import dates, language
from printdesk.planning.forecast_types import Band
from printdesk.ui.kit.plot import GAP, Plot
from printdesk.ui.theme import Palette, Size, Tone, palette_of, signs
from printdesk.ui.theme.fonts import styled

_DOT = 2.6
_BAND = 46
_SAID, _SAID_BAND = 5, 90
_LEAST_STEP = 48


@dataclass(frozen=True, slots=True)
class CurveDay:
    """One morning.

    Attributes:
        waited: what really waited; None ahead. expected: of the forecast with what is considered, with its band
            from 1 of 10 to 9 of 10. without: of the forecast without overtime. said: by the forecast kept the
            morning before.
        spoken: the day in a sentence, also its tooltip.
    """

    day: date
    waited: int | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    without: float | None = None
    said: Band | None = None
    spoken: str = ""

    @property
    def height(self) -> float:
        """The highest of its values."""
        said = self.said.high if self.said else None
        return max(value or 0 for value in (self.waited, self.expected, self.high, self.without, said))


class ForecastChart(Plot):
    """Mornings from left to right, today's with a line through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[CurveDay, ...] = ()
        self._today: date | None = None
        self._normal = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)

    def set_days(self, days: Sequence[CurveDay], today: date, normal: float) -> None:
        """Show these mornings; up to `normal` the queue is normal."""
        self._days, self._today, self._normal = tuple(days), today, normal
        self.setAccessibleDescription("; ".join(day.spoken for day in self._days))
        self.update()

    def days(self) -> tuple[CurveDay, ...]:
        """The mornings shown."""
        return self._days

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 200)

    def spoken_at(self, place: QPoint) -> str:
        """A morning's sentence."""
        at = self._at(place.x())
        return self._days[at].spoken if at is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, band, curves and labels."""
        if len(self._days) < 2:
            return
        painter, palette = QPainter(self), palette_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = nice_top(round(max(day.height for day in self._days)))
        plot = self._plot(top)
        self.paint_scale(painter, palette, plot, top, max(1, top // LINES))
        self._paint_normal(painter, palette, plot, top)
        self._paint_days(painter, palette, plot)

        def place(at: int, value: float) -> QPointF:
            return QPointF(self._x(plot, at), plot.bottom() - plot.height() * value / top)

        self._paint_band(painter, palette, place)
        red, muted = QColor(signs.ink(palette, Tone.RED)), QColor(palette.muted)
        self._paint_said(painter, muted, place)
        self._paint_curve(painter, QPen(red, 1.8, Qt.PenStyle.DashLine), place, lambda day: day.without)
        self._paint_curve(painter, QPen(QColor(palette.accent), 2.4), place, lambda day: day.expected)
        self._paint_curve(painter, QPen(QColor(palette.text), 1.4), place, lambda day: day.waited)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.text))
        for at, day in enumerate(self._days):
            if day.waited is not None:
                painter.drawEllipse(place(at, day.waited), _DOT, _DOT)

    def _plot(self, top: int) -> QRectF:
        left = self.scale_width(top)
        right = QFontMetricsF(styled(self.font(), Size.CAPTION)).horizontalAdvance("28/12") / 2
        above = self.line_height() / 2 + 2
        return QRectF(left, above, self.width() - left - right, self.height() - 2 * self.line_height() - GAP - above)

    def _x(self, plot: QRectF, at: int) -> float:
        return plot.left() + plot.width() * (at + 0.35) / (len(self._days) - 0.5)

    def _at(self, x: int) -> int | None:
        if len(self._days) < 2:
            return None
        plot = self._plot(nice_top(round(max(day.height for day in self._days))))
        return min(range(len(self._days)), key=lambda at: abs(self._x(plot, at) - x))

    def _paint_normal(self, painter: QPainter, palette: Palette, plot: QRectF, top: int) -> None:
        if 0 < self._normal < top:
            y = plot.bottom() - plot.height() * self._normal / top
            painter.setPen(QPen(QColor(signs.ink(palette, Tone.GREEN)), 1, Qt.PenStyle.DashDotLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_days(self, painter: QPainter, palette: Palette, plot: QRectF) -> None:
        """Weekday and day of the month, as many as there is room for, today's always."""
        names = every(len(self._days), plot.width(), _LEAST_STEP)
        now = next((at for at, day in enumerate(self._days) if day.day == self._today), 0)
        for at, day in enumerate(self._days):
            if (at - now) % names:
                continue
            today = at == now
            painter.setPen(QColor(palette.text if today else palette.muted))
            painter.setFont(styled(self.font(), Size.CAPTION, bold=today))
            for line, text in enumerate((dates.weekday_short(day.day, language()), f"{day.day.day}/{day.day.month}")):
                y = plot.bottom() + GAP + line * self.line_height()
                box = QRectF(self._x(plot, at) - 24, y, 48, self.line_height())
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setPen(QPen(QColor(palette.control), 1))
        x = round(self._x(plot, now)) + 0.5
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _paint_band(self, painter: QPainter, palette: Palette, place: Callable[[int, float], QPointF]) -> None:
        known = [(at, day.low, day.high) for at, day in enumerate(self._days)]
        upper = [place(at, high) for at, _low, high in known if high is not None]
        lower = [place(at, low) for at, low, _high in known if low is not None]
        if not upper:
            return
        colour = QColor(palette.accent)
        colour.setAlpha(_BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))

    def _paint_said(self, painter: QPainter, colour: QColor, place: Callable[[int, float], QPointF]) -> None:
        """From 1 of 10 to 9 of 10 a bar, at the middle a dash: the dot of what waited lies in it or not."""
        for at, said in ((at, day.said) for at, day in enumerate(self._days) if day.said is not None):
            bar = QRectF(place(at, said.high), place(at, said.low)).adjusted(-_SAID, -1, _SAID, 1)
            _paint_bar(painter, colour, bar, place(at, said.middle).y())

    def _paint_curve(
        self,
        painter: QPainter,
        pen: QPen,
        place: Callable[[int, float], QPointF],
        value: Callable[[CurveDay], float | None],
    ) -> None:
        found = ((at, value(day)) for at, day in enumerate(self._days))
        points = [place(at, known) for at, known in found if known is not None]
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))


def _paint_bar(painter: QPainter, colour: QColor, bar: QRectF, middle: float) -> None:
    filled = QColor(colour)
    filled.setAlpha(_SAID_BAND)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(filled)
    painter.drawRect(bar)
    painter.setPen(QPen(colour, 1.6))
    painter.drawLine(QPointF(bar.left(), middle), QPointF(bar.right(), middle))


class CurveMark(QWidget):
    """A small piece of a curve, to stand beside its word.

    Args:
        kind: "waited", "expected", "band", "without", "said" or "normal".
    """

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as two dashes."""
        return QSize(20, 11)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as in the chart."""
        palette, painter = palette_of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind == "band":
            colour = QColor(palette.accent)
            colour.setAlpha(_BAND)
            painter.fillRect(QRectF(0, 1, 20, 9), colour)
            return
        if self._kind == "said":
            _paint_bar(painter, QColor(palette.muted), QRectF(5, 0, 10, 11), 5.5)
            return
        pens = {
            "waited": QPen(QColor(palette.text), 1.4),
            "expected": QPen(QColor(palette.accent), 2.4),
            "without": QPen(QColor(signs.ink(palette, Tone.RED)), 1.8, Qt.PenStyle.DashLine),
            "normal": QPen(QColor(signs.ink(palette, Tone.GREEN)), 1, Qt.PenStyle.DashDotLine),
        }
        painter.setPen(pens[self._kind])
        painter.drawLine(QPointF(0, 5.5), QPointF(20, 5.5))
        if self._kind == "waited":
            painter.setBrush(QColor(palette.text))
            painter.drawEllipse(QPointF(10, 5.5), _DOT, _DOT)
