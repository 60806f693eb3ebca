"""Urgency and state as a shape and a tone. Shapes are painted, so no desk depends on the glyphs of its fonts."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from printdesk.ui.theme.tokens import Palette


class Tone(Enum):
    """A meaning that colours may carry, always beside a word."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Shape(Enum):
    """A painted sign; the value is the character that stands for it in plain text."""

    TRIANGLE = "▲"
    DIAMOND = "◆"
    DOT = "●"
    SQUARE = "■"
    HALF = "◐"
    CHECK = "✓"
    CROSS = "✕"
    RING = "○"
    NONE = ""


class Kind(Enum):
    """What a pill says. The eight urgencies and states of the look, then marks without a shape of their own."""

    TODAY = "today"
    SLACK = "slack"
    LATE = "late"
    STOPPED = "stopped"
    FLAKY = "flaky"
    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"
    READY = "ready"
    NOTE = "note"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    HERE = "here"


_LOOK: Final[dict[Kind, tuple[Shape, Tone]]] = {
    Kind.TODAY: (Shape.TRIANGLE, Tone.RED),
    Kind.SLACK: (Shape.DIAMOND, Tone.AMBER),
    Kind.LATE: (Shape.DOT, Tone.NEUTRAL),
    Kind.STOPPED: (Shape.SQUARE, Tone.AMBER),
    Kind.FLAKY: (Shape.HALF, Tone.AMBER),
    Kind.DONE: (Shape.CHECK, Tone.GREEN),
    Kind.FAILED: (Shape.CROSS, Tone.RED),
    Kind.WAITING: (Shape.RING, Tone.NEUTRAL),
    Kind.READY: (Shape.DOT, Tone.GREEN),
    Kind.NOTE: (Shape.NONE, Tone.NEUTRAL),
    Kind.GOOD: (Shape.NONE, Tone.GREEN),
    Kind.WARN: (Shape.NONE, Tone.AMBER),
    Kind.BAD: (Shape.NONE, Tone.RED),
    Kind.HERE: (Shape.DOT, Tone.ACCENT),
}


def shape_of(kind: Kind) -> Shape:
    """The shape that a kind is shown with; `Shape.NONE` for marks of words only."""
    return _LOOK[kind][0]


def tone_of(kind: Kind) -> Tone:
    """The tone that a kind is shown in."""
    return _LOOK[kind][1]


def ink(palette: Palette, tone: Tone) -> str:
    """The text colour of a tone."""
    return {
        Tone.NEUTRAL: palette.muted,
        Tone.ACCENT: palette.accent,
        Tone.RED: palette.red,
        Tone.AMBER: palette.amber,
        Tone.GREEN: palette.green,
    }[tone]


def ground(palette: Palette, tone: Tone) -> str:
    """The soft ground of a tone."""
    return {
        Tone.NEUTRAL: palette.ground,
        Tone.ACCENT: palette.accent_soft,
        Tone.RED: palette.red_soft,
        Tone.AMBER: palette.amber_soft,
        Tone.GREEN: palette.green_soft,
    }[tone]


def _polygon(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(QPointF(*corner))
    return path


def _filled(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.TRIANGLE:
        path = _polygon((0.5, 0.06), (0.98, 0.92), (0.02, 0.92))
    elif shape is Shape.DIAMOND:
        path = _polygon((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))
    elif shape is Shape.SQUARE:
        path.addRect(0.08, 0.08, 0.84, 0.84)
    elif shape is Shape.DOT:
        path.addEllipse(0.08, 0.08, 0.84, 0.84)
    elif shape is Shape.HALF:
        path.moveTo(0.5, 0.08)
        path.arcTo(QRectF(0.08, 0.08, 0.84, 0.84), 90, 180)
    path.closeSubpath()
    return path


def _stroked(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.CHECK:
        path = _polygon((0.06, 0.54), (0.38, 0.86), (0.94, 0.16))
    elif shape is Shape.CROSS:
        path = _polygon((0.12, 0.12), (0.88, 0.88))
        path.addPath(_polygon((0.88, 0.12), (0.12, 0.88)))
    elif shape in (Shape.RING, Shape.HALF):
        path.addEllipse(0.08, 0.08, 0.84, 0.84)
    return path


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, colour: str) -> None:
    """Paint a shape into a square box (device-independent pixels)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width(), box.height())
    painter.fillPath(_filled(shape), QColor(colour))
    width = 0.2 if shape in (Shape.CHECK, Shape.CROSS) else 0.14
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_stroked(shape))
    painter.restore()
