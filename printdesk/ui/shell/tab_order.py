"""Tab goes as one reads: by how a page is laid out at this moment, not by when its parts were made.

Parts that come later (a chip, a card of the inbox, a switch of the board) would stand at the end of Qt's chain.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_WHOLE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
"""What is one thing for the keyboard, whatever it is made of."""


def order_by_reading(page: QWidget | None) -> None:
    """Put all in sight on a page that takes the keyboard in the order in which it stands there."""
    if page is None:
        return
    before = page
    for part in _parts(page):
        QWidget.setTabOrder(before, part)
        before = part


def _parts(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None or not widget.isVisible():
        return
    if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus:
        yield widget
    if not isinstance(widget, _WHOLE):
        for part in _inside(widget):
            yield from _parts(part)


def _inside(widget: QWidget) -> list[QWidget | None]:
    """What stands directly in a widget, as one reads; what no layout places comes last."""
    if isinstance(widget, QScrollArea):
        return [widget.widget()]
    if isinstance(widget, QStackedWidget):
        return [widget.currentWidget()] if widget.count() else []
    if isinstance(widget, QSplitter):
        return [widget.widget(at) for at in range(widget.count())]
    layout = widget.layout()
    placed: list[QWidget | None] = list(_placed(layout)) if layout is not None else []
    others = [each for each in widget.children() if isinstance(each, QWidget) and each not in placed]
    return [*placed, *(each for each in others if not each.isWindow())]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: tuple(layout.getItemPosition(at))[:2])  # type: ignore[arg-type]
    for at in places:
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _placed(inner)
        elif widget is not None:
            yield widget
