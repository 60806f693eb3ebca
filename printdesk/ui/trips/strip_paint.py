"""How one day of the strip is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from printdesk.i18n import _, dates, language
from printdesk.services.departures import DepartureDay
from printdesk.ui.theme import Palette, Radius, Shape, Size, Tone, signs
from printdesk.ui.theme.fonts import styled

LINES = 4
"""Lines of words and figures under a bar: weekday, date, in time, at risk."""
_WIDEST = 40.0
_PAD = 6
_SIGN = 10.0
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Column:
    """A day and how it stands.

    Attributes:
        line: height of a line of words. highest: departures of the day that has most.
        risk_only: of the day that is chosen only those at risk are.
    """

    day: DepartureDay
    box: QRectF
    line: float
    highest: int
    today: bool
    chosen: bool
    risk_only: bool
    hovered: bool
    focused: bool
    font: QFont

    def base(self) -> float:
        """Where the bars stand."""
        return self.box.bottom() - LINES * self.line - _PAD

    def line_box(self, at: int) -> QRectF:
        """A line under the bar, the first being 0."""
        return QRectF(self.box.left(), self.base() + _PAD / 2 + at * self.line, self.box.width(), self.line)

    def bar(self, below: int, count: int) -> QRectF:
        """The part of the bar for `count` that stands on `below` others."""
        top = self.box.top() + self.line + _PAD
        unit = (self.base() - top) / self.highest
        width = min(_WIDEST, self.box.width() * 0.5)
        left = self.box.center().x() - width / 2
        return QRectF(left, self.base() - (below + count) * unit, width, count * unit)

    def risk_box(self) -> QRectF:
        """The red field with the number at risk."""
        words = QFontMetricsF(styled(self.font, Size.SECONDARY, bold=True))
        width = min(self.box.width() - 4, words.horizontalAdvance(_text(self.day.at_risk)) + _SIGN + 20)
        line = self.line_box(3)
        return QRectF(line.center().x() - width / 2, line.top(), width, line.height())


def paint_column(painter: QPainter, palette: Palette, column: Column) -> None:
    """Paint one day."""
    _paint_ground(painter, palette, column)
    _paint_bar(painter, palette, column)
    _paint_day(painter, palette, column)
    _paint_figures(painter, palette, column)


def _paint_ground(painter: QPainter, palette: Palette, column: Column) -> None:
    box = column.box.adjusted(2, 0.5, -2, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if not column.day.open:
        painter.setBrush(QColor(palette.ground))
        painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
    if column.day.holiday:
        painter.setBrush(QBrush(QColor(palette.line), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
    if column.hovered and not column.chosen:
        painter.setBrush(QColor(palette.hover))
        painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
    if column.chosen:
        painter.setBrush(QColor(palette.selection))
        painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
    if column.chosen or column.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.accent), 2 if column.focused else 1))
        painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)


def _paint_bar(painter: QPainter, palette: Palette, column: Column) -> None:
    """From below: in time, not sure, at risk; the number of all of them above."""
    day, below = column.day, 0
    red, amber = QColor(signs.ink(palette, Tone.RED)), QColor(signs.ink(palette, Tone.AMBER))
    parts = (
        (day.in_time, QBrush(QColor(palette.accent)), Qt.PenStyle.NoPen, QColor(palette.accent)),
        (day.unsure, QBrush(amber, Qt.BrushStyle.Dense6Pattern), Qt.PenStyle.SolidLine, amber),
        (day.at_risk, QBrush(red, Qt.BrushStyle.BDiagPattern), Qt.PenStyle.SolidLine, red),
    )
    for count, brush, line, edge in parts:
        if not count:
            continue
        box = column.bar(below, count)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.card))
        painter.drawRect(box)
        painter.setBrush(brush)
        painter.setPen(QPen(edge, 1, line))
        painter.drawRect(box)
        below += count
    top = column.bar(0, day.departing).top()
    painter.setFont(styled(column.font, Size.SECONDARY, bold=True))
    painter.setPen(QColor(palette.text if day.departing else palette.muted))
    box = QRectF(column.box.left(), top - column.line - 1, column.box.width(), column.line)
    painter.drawText(box, _MIDDLE, _text(day.departing) if day.departing else "–")


def _paint_day(painter: QPainter, palette: Palette, column: Column) -> None:
    """Weekday and date; a day on which the office is closed says so."""
    day = column.day.day
    weekday = _("Today") if column.today else dates.weekday_short(day, language())
    closed = _("holiday") if column.day.holiday else "" if column.day.open else _("closed")
    painter.setPen(QColor(palette.muted if closed else palette.text))
    painter.setFont(styled(column.font, Size.SECONDARY, bold=column.today or column.chosen))
    painter.drawText(column.line_box(0), _MIDDLE, weekday)
    painter.setFont(styled(column.font, Size.CAPTION, bold=column.today or column.chosen))
    date = f"{day.day}/{day.month}"
    whole = f"{date} {closed}".strip()
    fits = QFontMetricsF(painter.font()).horizontalAdvance(whole) <= column.box.width() - 6
    painter.drawText(column.line_box(1), _MIDDLE, whole if fits else date)


def _paint_figures(painter: QPainter, palette: Palette, column: Column) -> None:
    day = column.day
    if day.departing:
        _paint_sign(painter, column, 2, day.in_time, Shape.CHECK, signs.ink(palette, Tone.GREEN), palette.text)
    if not day.at_risk:
        return
    red = signs.ink(palette, Tone.RED)
    painter.setPen(QPen(QColor(red), 2 if column.risk_only else 1))
    painter.setBrush(QColor(signs.ground(palette, Tone.RED)))
    painter.drawRoundedRect(column.risk_box().adjusted(0.5, 0.5, -0.5, -0.5), Radius.SMALL, Radius.SMALL)
    _paint_sign(painter, column, 3, day.at_risk, Shape.CROSS, red, red)


def _paint_sign(
    painter: QPainter, column: Column, line: int, count: int, shape: Shape, sign: str, colour: str
) -> None:
    """A shape and a number, together in the middle of a line."""
    font = styled(column.font, Size.SECONDARY, bold=True)
    width = QFontMetricsF(font).horizontalAdvance(_text(count))
    box = column.line_box(line)
    left = box.center().x() - (width + _SIGN + 4) / 2
    signs.paint_shape(painter, shape, QRectF(QPointF(left, box.center().y() - _SIGN / 2), QPointF(
        left + _SIGN, box.center().y() + _SIGN / 2)), sign)  # fmt: skip
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    painter.drawText(QRectF(left + _SIGN + 4, box.top(), width + 2, box.height()), flags, _text(count))


def _text(count: int) -> str:
    return dates.number(count, language())
