"""What a room's page lies in: it scrolls rather than being cut, and only when the page really does not fit."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QStackedWidget, QWidget

from printdesk.ui.kit import FlowRow

_BARS = "qt_scrollarea_"
"""How Qt names what holds the bars of a scrolled part: a short bar cuts nothing."""
_TRIES, _MORE = 5, 48
"""How often a page is made higher while something in it is cut, and by how many pixels after the second time."""


class RoomArea(QScrollArea):
    """Gives a page the whole room, and more only down to what it needs.

    Qt's own resizable area gives a page with wrapping words the height that it would like to have, so a long name or
    a notice made a scroll bar where everything could have been shown. Here a page is first made as small as its parts
    allow; only when words are cut in that does it get the height that it asks for.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._asked: tuple[QSize, QSize, int, tuple[int, ...]] | None = None
        self._sizing = self._looking_again = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._fit_anew)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()  # of our own: the toolkit's wrapper takes 20 ms to find out what Qt's is
        self.setViewport(ground)
        ground.setAutoFillBackground(False)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page when it is shown, and when it comes to need more or less."""
        if watched is self._page and event.type() == QEvent.Type.Show:
            self._asked = None  # the parts of a hidden page have no size of their own yet
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit_anew(self) -> None:
        """Take back what was given for words that only seemed to be cut, in what was not laid out yet."""
        self._asked, self._looking_again = None, True
        self._fit()
        self._looking_again = False

    def _fit(self) -> None:
        """Size the page; what sizing it asks for in between (a scroll bar resizes the room) is part of that."""
        if self._sizing:
            return
        self._sizing = True
        try:
            self._size_page()
        finally:
            self._sizing = False

    def _size_page(self) -> None:
        """Once for the same room and the same needs: sizing it may make it ask again."""
        page, room = self._page, self._room()
        layout = page.layout()
        least = page.minimumSizeHint().expandedTo(page.minimumSize())
        wished = _wished_height(layout, max(room.width(), least.width()))
        asked = (room, least, wished, _in_front(page))
        if self._asked == asked and not (page.isVisible() and page.height() < wished and _is_cut(page)):
            return
        self._asked = asked
        self._give(least)
        if layout is not None and wished > least.height() and page.isVisible():
            layout.activate()
            for again in range(_TRIES):
                # The scroll bar that this brings makes the page narrower, and its words need more lines; and what
                # shares its height with others gets only its part of what it asked for.
                if _is_cut(page):
                    more = page.height() + _MORE if again > 1 else 0
                    self._give(QSize(least.width(), max(_wished_height(layout, page.width()), more)))
                    layout.activate()
                    if not self._looking_again:
                        self._again.start()

    def _room(self) -> QSize:
        """The room without any scroll bar."""
        return self.contentsRect().size()

    def _give(self, least: QSize) -> None:
        """All the room there is beside the scroll bars that this least size makes necessary."""
        room = self._room()
        down, across = self.verticalScrollBar().sizeHint().width(), self.horizontalScrollBar().sizeHint().height()
        wide = least.width() > room.width()
        tall = least.height() > room.height() - (across if wide else 0)
        wide = least.width() > room.width() - (down if tall else 0)
        self.setVerticalScrollBarPolicy(_policy(tall))
        self.setHorizontalScrollBarPolicy(_policy(wide))
        width, height = room.width() - (down if tall else 0), room.height() - (across if wide else 0)
        self._page.resize(max(width, least.width()), max(height, least.height()))


def _policy(needed: bool) -> Qt.ScrollBarPolicy:
    """Told, not left to Qt: it misses the need when the page grows while it is being sized."""
    policies = Qt.ScrollBarPolicy
    return policies.ScrollBarAlwaysOn if needed else policies.ScrollBarAlwaysOff


def _in_front(page: QWidget) -> tuple[int, ...]:
    """Which of its views the page shows: another one may be cut where the one before was not."""
    return tuple(stack.currentIndex() for stack in page.findChildren(QStackedWidget))


def _wished_height(layout: QLayout | None, width: int) -> int:
    return layout.totalMinimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0


def _is_cut(page: QWidget) -> bool:
    """Whether any words or buttons have less room than they need at the width they got."""
    parts: list[QLabel | FlowRow] = [*page.findChildren(QLabel), *page.findChildren(FlowRow)]
    if any(_least_height(part) > part.height() for part in parts if part.isVisible()):
        return True
    return any(_is_crowded(part) for part in page.findChildren(QWidget) if part.isVisible())


def _is_crowded(part: QWidget) -> bool:
    """Whether what stands in it, words wrapped, is higher than it is; of boxes in boxes only the inner ones."""
    layout = part.layout()
    if layout is None or part.objectName().startswith(_BARS):
        return False
    if layout.totalMinimumSize().height() > part.height():
        return True
    if not layout.hasHeightForWidth():
        return False
    inner = (each.layout() for each in part.children() if isinstance(each, QWidget) and not each.isHidden())
    if any(each is not None and each.hasHeightForWidth() for each in inner):
        return False
    return layout.totalMinimumHeightForWidth(part.width()) > part.height()


def _least_height(part: QLabel | FlowRow) -> int:
    wraps = isinstance(part, FlowRow) or (part.wordWrap() and bool(part.text()))
    needed = part.heightForWidth(part.width()) if wraps else part.minimumSizeHint().height()
    return min(needed, part.maximumHeight())
