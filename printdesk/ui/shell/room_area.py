"""What a room's page lies in: it scrolls rather than being cut, and only when the page really does not fit."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class RoomArea(QScrollArea):
    """Gives a page the whole room, and more only down to the page's smallest size.

    Qt's own resizable area gives a page with wrapping words the height that it would like to have, so a long name or
    a notice made a scroll bar where everything could have been shown.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page when it comes to need more or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Size the page; a bar that comes or goes changes the room, so look again once."""
        if self._fitting:
            return
        self._fitting = True
        try:
            room = self.maximumViewportSize()
            least = self._least(room.width())
            across, down = self.horizontalScrollBar().sizeHint().height(), self.verticalScrollBar().sizeHint().width()
            tall = least.height() > room.height() - (across if least.width() > room.width() else 0)
            width = room.width() - (down if tall else 0)
            least = self._least(width)
            height = room.height() - (across if least.width() > width else 0)
            self.widget().resize(max(width, least.width()), max(height, least.height()))
        finally:
            self._fitting = False

    def _least(self, width: int) -> QSize:
        """The smallest size at which the page shows everything, in a room this wide."""
        page = self.widget()
        layout = page.layout()
        if layout is None:
            return page.minimumSizeHint()
        least = layout.totalMinimumSize()
        if layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(max(width, least.width())))
        return least.expandedTo(page.minimumSize())
