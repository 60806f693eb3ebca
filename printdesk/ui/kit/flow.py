"""A row that goes on in the next line where there is no room, so that a narrow window cuts nothing."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places its widgets side by side at their own size, and below each other where the width is used up.

    Args:
        spacing: distance between widgets and between lines, in pixels.
    """

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are, hidden ones too."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place; None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out; None outside."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        """Place everything."""
        super().setGeometry(box)
        self._place(box, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(sum(size.width() for size in sizes) + gaps, sizes)

    def minimumSize(self) -> QSize:
        """One below the other, as wide as the widest."""
        sizes = [item.minimumSize() for item in self._shown()]
        return self._with_margins(max((size.width() for size in sizes), default=0), sizes)

    def _with_margins(self, width: int, sizes: list[QSize]) -> QSize:
        edges = self.contentsMargins()
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + edges.left() + edges.right(), height + edges.top() + edges.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, box: QRect, *, move: bool) -> int:
        """Put each where there is room; the height used, with the margins."""
        inner = box.marginsRemoved(self.contentsMargins())
        left, top, line = inner.left(), inner.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            if left > inner.left() and left + size.width() > inner.left() + inner.width():
                left, top, line = inner.left(), top + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(left, top, min(size.width(), inner.width()), size.height()))
            left += size.width() + self.spacing()
            line = max(line, size.height())
        return top + line - box.top() + self.contentsMargins().bottom()
