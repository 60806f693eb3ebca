"""A row that goes on in the next line where there is no room, so that a narrow window cuts nothing."""

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Places its widgets side by side at their own size, and below each other where the width is used up.

    It is a widget and no layout, because PySide lets go of the items of a layout that is written in Python.

    Args:
        spacing: distance between widgets and between lines, in pixels.
        edges: empty space around them.
    """

    def __init__(self, spacing: int, edges: QMargins | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._edges = edges or QMargins()
        self._members: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add one at the end; hidden ones take no room."""
        widget.setParent(self)
        self._members.append(widget)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [widget.sizeHint() for widget in self._shown()]
        gaps = self._spacing * max(0, len(sizes) - 1)
        return self._with_edges(sum(size.width() for size in sizes) + gaps, sizes)

    def minimumSizeHint(self) -> QSize:
        """One below the other, as wide as the widest; how high that is depends on the width."""
        sizes = [widget.sizeHint() for widget in self._shown()]
        return self._with_edges(max((size.width() for size in sizes), default=0), sizes)

    def event(self, event: QEvent) -> bool:
        """A member was shown, hidden or changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._renew()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """While it was hidden nobody told it of changes."""
        super().showEvent(event)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the lines anew."""
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def _renew(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)

    def _with_edges(self, width: int, sizes: list[QSize]) -> QSize:
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self._edges)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._members if not widget.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        """Put each where there is room; the height used, with the edges."""
        start, end = self._edges.left(), width - self._edges.right()
        at, line = QPoint(start, self._edges.top()), 0
        for widget in self._shown():
            size = widget.sizeHint()
            if at.x() > start and at.x() + size.width() > end:
                at, line = QPoint(start, at.y() + line + self._spacing), 0
            if move:
                widget.setGeometry(QRect(at, QSize(min(size.width(), end - start), size.height())))
            at.setX(at.x() + size.width() + self._spacing)
            line = max(line, size.height())
        return at.y() + line + self._edges.bottom()
