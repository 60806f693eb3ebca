"""Charts painted in the window from the same values as on paper, in both palettes, with each day as a tooltip."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from printdesk.documents.chart_values import LINES, BarChart, Chart, CurveChart, every, spread
from printdesk.i18n import dates, language
from printdesk.ui.kit.chart_fills import fill_box
from printdesk.ui.theme import Palette, Size, Tone, palette_of, signs
from printdesk.ui.theme.fonts import styled

_GAP = 6
_LEAST = 34
_GUTTER = 126
_BAR = 26.0
_BAND = 46
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class ChartView(QWidget):
    """One chart; its title and sentence stand where it is used, and are its accessible name and description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(128)

    def set_chart(self, chart: Chart | None) -> None:
        """Show a chart; None shows nothing."""
        self._chart = chart
        if chart is not None:
            self.setAccessibleName(chart.title)
            self.setAccessibleDescription("; ".join((chart.sentence, *(day.spoken for day in chart.days))))
        self.update()

    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(460, 170)

    def event(self, event: QEvent) -> bool:
        """A day's sentence as its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.spoken_at(event.pos().x()), self)
            return True
        return super().event(event)

    def spoken_at(self, x: int) -> str:
        """The sentence of the day under a place, "" beside the days."""
        chart = self._chart
        if chart is None or not chart.days:
            return ""
        plot = self._plot(chart)
        at = int((x - plot.left()) / (plot.width() / len(chart.days)))
        return chart.days[at].spoken if x >= plot.left() and 0 <= at < len(chart.days) else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, days and names."""
        chart = self._chart
        if chart is None or not chart.days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, palette = self._plot(chart), palette_of(self)
        self._paint_scale(painter, palette, plot, chart.top)
        if isinstance(chart, BarChart):
            _BarPainter(self, painter, chart, plot).paint()
        else:
            _CurvePainter(self, painter, chart, plot).paint()

    def line(self) -> float:
        """Height of a line of the small type."""
        return QFontMetricsF(styled(self.font(), Size.CAPTION)).height()

    def name_day(self, painter: QPainter, x: float, y: float, texts: tuple[str, str], *, today: bool) -> None:
        """Weekday and date below an axis."""
        palette = palette_of(self)
        painter.setPen(QColor(palette.text if today else palette.muted))
        painter.setFont(styled(self.font(), Size.CAPTION, bold=today))
        for number, text in enumerate(texts):
            painter.drawText(QRectF(x - 30, y + number * self.line(), 60, self.line()), _CENTRE, text)

    def name_at(self, painter: QPainter, x: float, y: float, text: str, *, strong: bool = False) -> None:
        """A name to the right of a place, cut with dots where it is too long."""
        font = styled(self.font(), Size.CAPTION, bold=strong)
        painter.setFont(font)
        painter.setPen(QColor(palette_of(self).text))
        room = self.width() - x - 2
        said = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, y - self.line() / 2, room, self.line()), _LEFT, said)

    def _plot(self, chart: Chart) -> QRectF:
        words = QFontMetricsF(styled(self.font(), Size.CAPTION))
        left = words.horizontalAdvance(dates.number(chart.top, language())) + 2 * _GAP
        above = self.line() + (self.line() if isinstance(chart, BarChart) and chart.room_name else 2)
        return QRectF(left, above, self.width() - left - _GUTTER, self.height() - above - 2 * self.line() - _GAP - 2)

    def _paint_scale(self, painter: QPainter, palette: Palette, plot: QRectF, top: int) -> None:
        painter.setFont(styled(self.font(), Size.CAPTION))
        for step in range(LINES + 1):
            value = top * step // LINES
            y = round(plot.bottom() - plot.height() * value / top) + 0.5
            painter.setPen(QPen(QColor(palette.line if step else palette.control), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(palette.muted))
            box = QRectF(0, y - self.line() / 2, plot.left() - _GAP, self.line())
            painter.drawText(box, _RIGHT, dates.number(value, language()))


class _BarPainter:
    """Paints one bar chart."""

    def __init__(self, view: ChartView, painter: QPainter, chart: BarChart, plot: QRectF) -> None:
        self._view, self._painter, self._chart, self._plot = view, painter, chart, plot
        self._step = plot.width() / len(chart.days)
        self._bar = min(_BAR, self._step * 0.64)
        self._palette = palette_of(view)

    def paint(self) -> None:
        days = self._chart.days
        names = every(len(days), self._plot.width(), _LEAST)
        for at, day in enumerate(days):
            self._paint_day(at)
            today = day.day == self._chart.today
            if today or at % names == 0:
                first = day.label or dates.weekday_short(day.day, language())
                texts = (first, f"{day.day.day}/{day.day.month}")
                self._view.name_day(self._painter, self._middle(at), self._plot.bottom() + _GAP, texts, today=today)
        self._paint_names()

    def _middle(self, at: int) -> float:
        return self._plot.left() + (at + 0.5) * self._step

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._chart.top

    def _paint_day(self, at: int) -> None:
        painter, day = self._painter, self._chart.days[at]
        left = self._middle(at) - self._bar / 2
        if day.closed and not day.total:
            box = QRectF(self._middle(at) - self._step / 2 + 1, self._plot.top(), self._step - 2, self._plot.height())
            painter.fillRect(box, QColor(self._palette.ground))
        base = 0
        for part, count in zip(self._chart.parts, day.counts, strict=True):
            if count:
                box = QRectF(left, self._y(base + count), self._bar, self._y(base) - self._y(base + count))
                fill_box(painter, self._palette, part.fill, box)
            base += count
        if day.room:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.control), 1.2))
            top = self._y(day.room)
            painter.drawRect(QRectF(left - 2, top, self._bar + 4, self._plot.bottom() - top))
        self._paint_count(at)

    def _paint_count(self, at: int) -> None:
        day = self._chart.days[at]
        text = dates.number(day.total, language())
        font = styled(self._view.font(), Size.CAPTION, bold=True)
        if not day.total or QFontMetricsF(font).horizontalAdvance(text) > self._step + 2:
            return
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._palette.text))
        y = self._y(max(day.total, day.room or 0)) - self._view.line() - 1
        self._painter.drawText(QRectF(self._middle(at) - 30, y, 60, self._view.line()), _CENTRE, text)

    def _paint_names(self) -> None:
        """Each part's name at the right, at the height of the last bar where that bar has it."""
        chart, plot, line = self._chart, self._plot, self._view.line()
        last, order = chart.days[-1], tuple(reversed(chart.shown_parts))
        wanted = [
            self._y(sum(last.counts[:part]) + last.counts[part] / 2) if last.counts[part] else plot.top() + line / 2
            for part in order
        ]
        x = plot.right() + 2 * _GAP
        for part, y in zip(order, spread(wanted, line + 3, plot.top() + line / 2, plot.bottom()), strict=True):
            fill_box(self._painter, self._palette, chart.parts[part].fill, QRectF(x, y - 5, 10, 10))
            self._view.name_at(self._painter, x + 16, y, chart.parts[part].name)
        if chart.room_name:
            y = plot.top() - line * 0.9
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor(self._palette.control), 1.2))
            self._painter.drawRect(QRectF(x, y - 5, 10, 10))
            self._view.name_at(self._painter, x + 16, y, chart.room_name)


class _CurvePainter:
    """Paints one curve with its band."""

    def __init__(self, view: ChartView, painter: QPainter, chart: CurveChart, plot: QRectF) -> None:
        self._view, self._painter, self._chart, self._plot = view, painter, chart, plot
        self._palette = palette_of(view)

    def paint(self) -> None:
        accent, text = QColor(self._palette.accent), QColor(self._palette.text)
        self._paint_band()
        if self._chart.level is not None:
            y = self._y(self._chart.level)
            self._painter.setPen(QPen(QColor(signs.ink(self._palette, Tone.GREEN)), 1.2, Qt.PenStyle.DashDotLine))
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
        self._paint_line([day.middle for day in self._chart.days], QPen(accent, 2.4))
        self._paint_line([day.was for day in self._chart.days], QPen(text, 1.4))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(text)
        for at, day in enumerate(self._chart.days):
            if day.was is not None:
                self._painter.drawEllipse(QPointF(self._x(at), self._y(day.was)), 2.6, 2.6)
        self._name_days()
        self._name_curves()

    def _x(self, at: int) -> float:
        return self._plot.left() + self._plot.width() * (at + 0.5) / len(self._chart.days)

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._chart.top

    def _paint_band(self) -> None:
        days = list(enumerate(self._chart.days))
        upper = [QPointF(self._x(at), self._y(day.high)) for at, day in days if day.high is not None]
        lower = [QPointF(self._x(at), self._y(day.low)) for at, day in days if day.low is not None]
        colour = QColor(self._palette.accent)
        colour.setAlpha(_BAND)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        if len(upper) > 1:
            self._painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))

    def _paint_line(self, values: list[float | None], pen: QPen) -> None:
        points = [QPointF(self._x(at), self._y(value)) for at, value in enumerate(values) if value is not None]
        self._painter.setPen(pen)
        for one, other in pairwise(points):
            self._painter.drawLine(one, other)

    def _name_days(self) -> None:
        days = self._chart.days
        names = every(len(days), self._plot.width(), _LEAST + 8)
        now = next((at for at, day in enumerate(days) if day.day == self._chart.today), 0)
        for at, day in enumerate(days):
            if (at - now) % names == 0:
                texts = (dates.weekday_short(day.day, language()), f"{day.day.day}/{day.day.month}")
                self._view.name_day(self._painter, self._x(at), self._plot.bottom() + _GAP, texts, today=at == now)

    def _name_curves(self) -> None:
        chart, last = self._chart, self._chart.days[-1]
        ends: list[tuple[float, str, bool]] = []
        if last.middle is not None and last.high is not None:
            ends = [(self._y(last.high), chart.names[2], False), (self._y(last.middle), chart.names[1], True)]
        if chart.level is not None:
            ends.append((self._y(chart.level), chart.names[3], False))
        ends.sort(key=lambda end: end[0])
        places = spread([end[0] for end in ends], self._view.line(), self._plot.top(), self._plot.bottom())
        for (_y, text, strong), y in zip(ends, places, strict=True):
            self._view.name_at(self._painter, self._plot.right() + _GAP, y, text, strong=strong)
        was = [(at, day.was) for at, day in enumerate(chart.days) if day.was is not None]
        if was:
            y = max(self._view.line() / 2, self._y(was[0][1]) - self._view.line())
            self._view.name_at(self._painter, self._x(was[0][0]), y, chart.names[0])
