"""Line icons from `resources/icons`, tinted by a colour of the palette and crisp at every screen scale."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from printdesk import paths

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SCALES = (1.0, 1.25, 1.5, 2.0)


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def names() -> list[str]:
    """Every icon there is, sorted."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


def render(name: str, colour: str, size: int, dpr: float = 1.0) -> QImage:
    """An icon as an image of `size` device-independent pixels.

    Args:
        name: file name without ending, one of `names()`.
        colour: "#RRGGBB" that takes the place of `currentColor`.
        size: edge in device-independent pixels.
        dpr: device pixels per such pixel.

    Raises:
        FileNotFoundError: no such icon (a bug of ours).
    """
    svg = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    image = QImage(QSize(round(size * dpr), round(size * dpr)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(dpr)
    return image


def pixmap(name: str, colour: str, size: int = 20, dpr: float = 1.0) -> QPixmap:
    """The same as a pixmap, kept in Qt's cache by (name, colour, size, dpr)."""
    key = f"printdesk/{name}/{colour}/{size}/{dpr}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap.fromImage(render(name, colour, size, dpr))
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, colour: str, size: int = 20) -> "QIcon":
    """The same as a QIcon for menus and actions, sharp at the usual screen scales."""
    from PySide6.QtGui import QIcon  # menus are opened later than the window

    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
    return made


def draw(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Paint an icon into a box with the sharpness of the painter's device."""
    dpr = painter.device().devicePixelRatio()
    painter.drawPixmap(box.topLeft(), pixmap(name, colour, round(box.width()), dpr))
