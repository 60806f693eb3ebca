"""Where a table lies in its card: under the title at the left, and within the round corners at the foot."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath, QRegion
from PySide6.QtWidgets import QDialog, QWidget

from printdesk.ui.kit.surfaces import Card
from printdesk.ui.kit.text import restyle
from printdesk.ui.theme import Radius

_NEAR = 3
"""Pixels within which it touches an edge."""


def touched(widget: QWidget) -> tuple[bool, bool]:
    """Whether a widget touches the left edge of the card it lies in, and the foot of it."""
    left, top, card = widget.x(), widget.y(), widget.parentWidget()
    while card is not None and not isinstance(card, Card):
        left, top, card = left + card.x(), top + card.y(), card.parentWidget()
    if card is None:
        return False, False
    return left <= _NEAR, card.height() - top - widget.height() <= _NEAR


def frame(widget: QWidget) -> None:
    """In a form, a table that lies in no card gets an edge and the round corners of a field."""
    if not isinstance(widget.window(), QDialog) or _card_of(widget) is not None:
        return
    if widget.property("framed") is None:
        widget.setProperty("framed", "true")
        restyle(widget)
    path = QPainterPath()
    path.addRoundedRect(QRectF(widget.rect()), Radius.CONTROL, Radius.CONTROL)
    widget.setMask(QRegion(path.toFillPolygon().toPolygon()))


def _card_of(widget: QWidget) -> Card | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Card):
        above = above.parentWidget()
    return above


def round_foot(size: QSize) -> QRegion:
    """All of a widget but what would lie over the card's two lower corners."""
    radius = Radius.CARD - 1
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, -2 * radius, size.width(), size.height() + 2 * radius), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())
