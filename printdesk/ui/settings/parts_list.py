"""The list of the settings' parts, in groups: each group has a caption above its first part."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from printdesk.ui.theme import Size, Space, palette_of
from printdesk.ui.theme.fonts import styled

Index = QModelIndex | QPersistentModelIndex
_CAPTION = Qt.ItemDataRole.UserRole
_ROOM = 9
"""Pixels that a part is higher than its words."""


class _Captioned(QStyledItemDelegate):
    """Paints a part as the style does, and the caption of its group over the first of it."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A little higher than the words; the first of a group with its caption."""
        words = self._view.fontMetrics().height() + _ROOM
        return QSize(super().sizeHint(option, index).width(), words + self._above(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The caption first, and the part below it."""
        above = self._above(index)
        if above:
            box = QRect(option.rect)
            painter.save()
            painter.setFont(self._font())
            painter.setPen(QColor(palette_of(self._view).muted))
            room = QRect(box.left() + Space.S, box.top(), box.width() - Space.S, above - Space.XS // 2)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), _caption(index))
            painter.restore()
            option.rect = box.adjusted(0, above, 0, 0)
        super().paint(painter, option, index)

    def _font(self) -> QFont:
        return styled(self._view.font(), Size.CAPTION, bold=True)

    def _above(self, index: Index) -> int:
        if not _caption(index):
            return 0
        return QFontMetrics(self._font()).height() + (Space.S if index.row() else Space.XS // 2)


def _caption(index: Index) -> str:
    return str(index.data(_CAPTION) or "")


class PartsList(QListWidget):
    """Parts in groups; Up and Down go from part to part.

    Args:
        parts: their codes, from top to bottom. groups: the code of the first part of each group, and its caption.
        titles: of the parts, in the language of the moment.
    """

    def __init__(
        self,
        parts: Sequence[str],
        groups: Callable[[], Mapping[str, str]],
        titles: Callable[[], Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._groups, self._titles = tuple(parts), groups, titles
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Captioned(self))
        for part in self._parts:
            self.addItem(part)

    def keyboardSearch(self, search: str) -> None:
        """Letters lead nowhere: the first of a scan would turn to another part, and the rest come too late."""

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        titles = self._titles()
        for at, part in enumerate(self._parts):
            self.item(at).setText(titles[part])
        self.caption()

    def caption(self) -> None:
        """Put each group's caption over the first part of it that is shown."""
        groups, open_caption = self._groups(), ""
        for at, part in enumerate(self._parts):
            open_caption = groups.get(part, open_caption)
            shown = not self.item(at).isHidden()
            self.item(at).setData(_CAPTION, open_caption if shown else "")
            open_caption = "" if shown else open_caption
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
