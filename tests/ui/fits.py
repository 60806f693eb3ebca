"""What of a window is cut, covered or outside: read from the widgets as they stand, not from pixels.

A text fits when its box is as large as the text asks to be at the width it got. A text that is elided counts as
fitting while its tooltip has it whole. What a scroll area holds may be larger than what is seen of it.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from printdesk.ui.kit.table import DeskHeader
from printdesk.ui.kit.text import ElidedLabel

_SLACK = 1
"""Pixels by which rounding may differ."""
_LETTERS = 24


def faults(top: QWidget) -> list[str]:
    """What does not fit in a window or dialog, each as one line that names the thing and its text."""
    found: list[str] = []
    for widget in _shown(top):
        found.extend(f"{place(widget, top)}: {what}" for what in _cut(widget) if what)
        found.extend(_beside_each_other(widget, top))
    return found


def place(widget: QWidget, top: QWidget) -> str:
    """Where a widget is: the classes from the window down, and its first letters."""
    path, at = [type(widget).__name__], widget.parentWidget()
    while at is not None and at is not top:
        if type(at).__module__.startswith("printdesk"):
            path.append(type(at).__name__)
        at = at.parentWidget()
    return f"{'/'.join(reversed(path[:4]))} “{_words(widget)[:_LETTERS]}”"


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def _shown(top: QWidget) -> list[QWidget]:
    return [top, *(each for each in top.findChildren(QWidget) if each.isVisibleTo(top) and each.window() is top)]


def _cut(widget: QWidget) -> list[str]:
    check = next((check for kind, check in _CHECKS if isinstance(widget, kind)), None)
    if check is not None:
        return [check(widget)]
    if isinstance(widget, _SCROLLS) or widget.layout() is not None:
        return []
    return [_small(widget, widget.minimumSizeHint())]


def _elided(widget: ElidedLabel) -> str:
    cut = widget.shown_text() != widget.text()
    if cut and widget.text() not in widget.toolTip():
        return "elided without a tooltip"
    return _low(widget, widget.minimumSizeHint())


def _header(widget: DeskHeader) -> str:
    return _low(widget, QSize(0, QFontMetrics(widget.font()).height()))


def _button(widget: QAbstractButton) -> str:
    if isinstance(widget, QToolButton):  # Qt's own in a field: a picture only
        return ""
    return _small(widget, widget.minimumSizeHint())


def _low(widget: QWidget, needed: QSize) -> str:
    lacks = needed.height() - widget.height()
    return f"{lacks} px too low" if lacks > _SLACK else ""


def _small(widget: QWidget, needed: QSize) -> str:
    wide, high = needed.width() - widget.width(), needed.height() - widget.height()
    if wide <= _SLACK and high <= _SLACK:
        return ""
    return f"is {widget.width()} x {widget.height()}, needs {needed.width()} x {needed.height()}"


def _label(widget: QLabel) -> str:
    if not widget.text() or not widget.pixmap().isNull():
        return ""
    if not widget.wordWrap():
        return _small(widget, widget.sizeHint())
    needed = widget.heightForWidth(widget.width())
    if needed - widget.height() > _SLACK:
        return f"wraps to {needed} px, has {widget.height()} px"
    return _long_word(widget)


def _long_word(widget: QLabel) -> str:
    """A word longer than the line is cut by Qt without a word; texts with markup are left to the height."""
    if widget.textFormat() is Qt.TextFormat.RichText:
        return ""
    room = widget.contentsRect().width()
    metrics = QFontMetrics(widget.font())
    flags = int(Qt.TextFlag.TextWordWrap)
    longest = metrics.boundingRect(QRect(0, 0, max(1, room), 100_000), flags, widget.text()).width()
    return f"a word of {longest} px in {room} px" if longest - room > _SLACK + 1 else ""


def _combo(widget: QComboBox) -> str:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    parts = QStyle.SubControl.SC_ComboBoxEditField
    field = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, widget)
    needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
    if needed > field.width() + _SLACK and widget.currentText() not in widget.toolTip():
        return f"chosen text of {needed} px in {field.width()} px, no tooltip"
    return _low(widget, QSize(0, QFontMetrics(widget.font()).height()))


def _line(widget: QLineEdit) -> str:
    if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return ""
    metrics = QFontMetrics(widget.font())
    room = widget.contentsRect().width() - widget.textMargins().left() - widget.textMargins().right()
    said = "" if widget.text() else widget.placeholderText()
    if metrics.horizontalAdvance(said) > room and said not in widget.toolTip():
        return f"words in the empty field take {metrics.horizontalAdvance(said)} of {room} px"
    return _low(widget, QSize(0, metrics.height()))


def _spin(widget: QAbstractSpinBox) -> str:
    line = widget.lineEdit()
    metrics = QFontMetrics(line.font())
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right()
    needed = metrics.horizontalAdvance(widget.text())
    return (
        f"value of {needed} px in {room} px" if needed > room + _SLACK else _low(widget, QSize(0, metrics.height()))
    )


_CHECKS: tuple[tuple[type[QWidget], Callable[..., str]], ...] = (
    (ElidedLabel, _elided), (QLabel, _label), (QComboBox, _combo), (QLineEdit, _line), (QAbstractSpinBox, _spin),
    (DeskHeader, _header), (QAbstractButton, _button),
)  # fmt: skip
"""How each kind is looked at, the narrower kind first."""

_SCROLLS = (QAbstractScrollArea, QScrollBar, QHeaderView)
_PLACE_THEMSELVES = (QAbstractScrollArea, QSplitter, QStackedWidget, QComboBox, QAbstractSpinBox, QLineEdit)


def _beside_each_other(parent: QWidget, top: QWidget) -> list[str]:
    """Children that lie over each other or stick out of their parent."""
    if isinstance(parent, _PLACE_THEMSELVES):
        return []
    if isinstance(parent.parentWidget(), QAbstractItemView):
        return []
    held = [each for each in _children(parent) if each.isVisibleTo(top) and not _lies_over(each)]
    room = parent.rect().adjusted(-1, -1, 1, 1)
    out = [] if _is_scrolled(parent) else [each for each in held if not room.contains(each.geometry())]
    found = [f"{place(each, top)}: sticks out of {type(parent).__name__}" for each in out]
    for at, one in enumerate(held):
        for other in held[at + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > _SLACK and common.height() > _SLACK:
                found.append(f"{place(one, top)}: lies over {place(other, top)}")
    return found


def _children(parent: QWidget) -> list[QWidget]:
    return [each for each in parent.children() if isinstance(each, QWidget) and not each.isWindow()]


def _lies_over(widget: QWidget) -> bool:
    """Whether it is meant to lie over others: menus, what the window is covered with."""
    return isinstance(widget, QMenu) or bool(widget.property("overlay"))


def _is_scrolled(parent: QWidget) -> bool:
    """A viewport shows a part of what it holds."""
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent
