"""What gives way in a small window, so that nothing is cut: rows that go on in the next line, words that scroll."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

_FEW_LINES = 3


class SideColumn(QWidget):
    """A column beside the main thing: as wide as said, wider where its parts need it, as with larger text.

    Args:
        width: in pixels.
    """

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The width said, or what the widest part cannot do without."""
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower than said."""
        return super().minimumSizeHint().expandedTo(QSize(self._least, 0))


class WordsBox(QScrollArea):
    """Many words in a wrapping label: as high as they are where there is room, else scrolled, by the arrow keys too.

    Args:
        words: set and read by its owner.
    """

    def __init__(self, words: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        words.setObjectName("scrolled")
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.installEventFilter(self)
        self.setProperty("ring", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(words)

    def sizeHint(self) -> QSize:
        """All words at the width of the moment."""
        return QSize(self._words.sizeHint().width(), self._words.heightForWidth(self.viewport().width()))

    def minimumSizeHint(self) -> QSize:
        """A few lines of them."""
        few = _FEW_LINES * self._words.fontMetrics().lineSpacing()
        return QSize(0, min(few, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words need another height."""
        if watched is self._words and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height; the keyboard comes here only where there is something to scroll."""
        super().resizeEvent(event)
        self.updateGeometry()
        scrolls = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)


class FlowRow(QWidget):
    """Places its widgets side by side at their own size, and below each other where the width is used up.

    It is a widget and no layout, because PySide lets go of the items of a layout that is written in Python.

    Args:
        spacing: distance between widgets and between lines, in pixels.

    The space around them is the widget's own `setContentsMargins`.
    """

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._members: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add one at the end; one that was hidden stays so and takes no room."""
        told_to_hide = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        widget.setParent(self)
        widget.setVisible(not told_to_hide)
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
        return QSize(width, height).grownBy(self.contentsMargins())

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._members if not widget.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        """Put each where there is room; the height used, with the edges."""
        edges = self.contentsMargins()
        start, end = edges.left(), width - edges.right()
        at, line = QPoint(start, edges.top()), 0
        for widget in self._shown():
            size = widget.sizeHint()
            if at.x() > start and at.x() + size.width() > end:
                at, line = QPoint(start, at.y() + line + self._spacing), 0
            if move:
                widget.setGeometry(QRect(at, QSize(min(size.width(), end - start), size.height())))
            at.setX(at.x() + size.width() + self._spacing)
            line = max(line, size.height())
        return at.y() + line + edges.bottom()
