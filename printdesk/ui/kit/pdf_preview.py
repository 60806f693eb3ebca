"""Pages of a paper shown in the window, before they are saved or printed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.buttons import IconButton
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Space, palette_of

Render = Callable[[int, float], tuple[int, int, bytes]]
"""`render(page, scale)`: page from 0, pixels per point; gives width, height and RGBA bytes, row by row."""

_ZOOM_STEP = 1.25
_ZOOM_RANGE = (0.25, 4.0)


class _Sheet(QWidget):
    """The picture of one page with a thin edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()

    def set_image(self, image: QImage) -> None:
        self._image = image
        self.setFixedSize(image.deviceIndependentSize().toSize() if not image.isNull() else QSize(1, 1))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(QColor(palette_of(self).line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPreview(QWidget):
    """Pages one at a time, fitted to the width until the user zooms.

    Page Up and Page Down turn pages, Ctrl with plus, minus and 0 zooms.

    Args:
        whole: the whole page is fitted, not its width.
    """

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._whole = whole
        self._render: Render | None = None
        self._pages = 0
        self._page = 0
        self._zoom = 0.0
        self._sheet = _Sheet()
        self._scroll = QScrollArea()
        self._scroll.setProperty("ring", True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._sheet)
        self._place = label("", "secondary")
        self._buttons = self._build_buttons()
        bar = QHBoxLayout()
        bar.setSpacing(Space.XS)
        for at, button in enumerate(self._buttons):
            bar.addWidget(button)
            if at == 1:
                bar.addWidget(self._place)
                bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addWidget(self._scroll, 1)
        self.retranslate()

    def _build_buttons(self) -> list[IconButton]:
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("chevron-left", lambda: self.show_page(self._page - 1)),
            ("chevron-right", lambda: self.show_page(self._page + 1)),
            ("zoom-out", lambda: self.zoom_by(1 / _ZOOM_STEP)),
            ("zoom-in", lambda: self.zoom_by(_ZOOM_STEP)),
        )
        made = []
        for icon, act in acts:
            button = IconButton(icon, "")
            button.clicked.connect(act)
            made.append(button)
        return made

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def set_document(self, pages: int, render: Render | None) -> None:
        """Show a document of so many pages from its first; None shows nothing."""
        self._render = render
        self._pages = pages if render else 0
        self._zoom = 0.0
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Turn to a page (from 0), or to the nearest there is."""
        self._page = min(max(0, page), max(0, self._pages - 1))
        self._scroll.verticalScrollBar().setValue(0)
        self._draw()
        self._tell_place()

    def zoom_by(self, factor: float) -> None:
        """Make the page larger or smaller."""
        low, high = _ZOOM_RANGE
        self._zoom = min(max(low, (self._zoom or self._fit()) * factor), high)
        self._draw()

    def fit_width(self) -> None:
        """Fit the page to the width again."""
        self._zoom = 0.0
        self._draw()

    def retranslate(self) -> None:
        """Names of the buttons and the page line in the language of the moment."""
        self._scroll.setAccessibleName(_("The page, scrolled by the arrow keys"))
        names = (_("Previous page"), _("Next page"), _("Smaller"), _("Larger"))
        for button, name in zip(self._buttons, names, strict=True):
            button.set_name(name)
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new width unless the user has zoomed."""
        super().resizeEvent(event)
        if not self._zoom:
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the page to the size at which it is shown."""
        super().showEvent(event)
        # The room for the page has its size only once all parts are shown.
        QTimer.singleShot(0, self, self._fit_again)

    def _fit_again(self) -> None:
        if not self._zoom:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Render anew when moved to a screen with other pixels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and zoom by keyboard."""
        acts: dict[int, Callable[[], None]] = {
            int(Qt.Key.Key_PageDown): lambda: self.show_page(self._page + 1),
            int(Qt.Key.Key_PageUp): lambda: self.show_page(self._page - 1),
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            acts = {
                int(Qt.Key.Key_Plus): lambda: self.zoom_by(_ZOOM_STEP),
                int(Qt.Key.Key_Minus): lambda: self.zoom_by(1 / _ZOOM_STEP),
                int(Qt.Key.Key_0): self.fit_width,
            }
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _tell_place(self) -> None:
        words = _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        self._place.setText(words if self._pages else "")
        back, forth = self._buttons[:2]
        back.setEnabled(self._page > 0)
        forth.setEnabled(self._page + 1 < self._pages)
        self._sheet.setAccessibleName(self._place.text())

    def _fit(self) -> float:
        if self._render is None:
            return 1.0
        width, height, _pixels = self._render(self._page, 0.25)
        if self._whole:
            room = self._scroll.maximumViewportSize()
            fitting = min((room.width() - 2) / (width * 4), (room.height() - 2) / (height * 4))
        else:
            fitting = (self._scroll.viewport().width() - 2) / (width * 4)
        return min(max(_ZOOM_RANGE[0], fitting), 2.0)

    def _draw(self) -> None:
        if self._render is None:
            self._sheet.set_image(QImage())
            return
        dpr = self.devicePixelRatioF()
        width, height, pixels = self._render(self._page, (self._zoom or self._fit()) * dpr)
        image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(dpr)
        self._sheet.set_image(image)
