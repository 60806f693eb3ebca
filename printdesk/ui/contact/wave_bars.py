"""The waves of one day as bars against their places, chosen with the arrows or by a click."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.i18n import _, dates, language
from printdesk.ui.kit.plot import GAP, Plot
from printdesk.ui.theme import Palette, Radius, Size, palette_of
from printdesk.ui.theme.fonts import styled

_WIDEST = 56.0


@dataclass(frozen=True, slots=True)
class WaveBar:
    """One wave: its hours, how many come, how many may come, and the same as a sentence."""

    label: str
    people: int
    places: int
    spoken: str


class WaveBars(Plot):
    """A chart of waves; the chosen one stands on a ground of its own.

    Signals:
        chosen: the place of the wave that was chosen.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[WaveBar, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: tuple[WaveBar, ...], at: int) -> None:
        """Show these waves with one of them chosen."""
        self._bars, self._at = bars, min(at, max(0, len(bars) - 1))
        self._tell()

    def bars(self) -> tuple[WaveBar, ...]:
        """The waves shown."""
        return self._bars

    def current(self) -> int:
        """The place of the chosen wave."""
        return self._at

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(420, 168)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose; Home and End go to the first and the last."""
        last = len(self._bars) - 1
        steps = {
            Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._choose(max(0, min(last, wanted)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the wave under it."""
        at = self._under(event.position().x())
        if at is not None:
            self._choose(at)

    def spoken_at(self, place: QPoint) -> str:
        """A wave's sentence."""
        at = self._under(place.x())
        return self._bars[at].spoken if at is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, outlines and labels."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palette_of(self)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, palette, self._column(at), bar, chosen=at == self._at)

    def _choose(self, at: int) -> None:
        if self._bars and at != self._at:
            self._at = at
            self._tell()
            self.chosen.emit(at)

    def _tell(self) -> None:
        spoken = self._bars[self._at].spoken if self._bars else ""
        self.setAccessibleName(_("Waves of the day"))
        self.setAccessibleDescription(spoken)
        self.update()

    def _under(self, x: float) -> int | None:
        if not self._bars:
            return None
        at = int(x / (self.width() / len(self._bars)))
        return at if 0 <= at < len(self._bars) else None

    def _column(self, at: int) -> QRectF:
        width = self.width() / len(self._bars)
        return QRectF(at * width, 0, width, self.height())

    def _paint_bar(self, painter: QPainter, palette: Palette, column: QRectF, bar: WaveBar, *, chosen: bool) -> None:
        small = styled(self.font(), Size.CAPTION, bold=chosen)
        line = QFontMetricsF(small).height()
        if chosen:
            self._paint_ground(painter, palette, column)
        plot = QRectF(column.left(), line + GAP, column.width(), column.height() - 2 * line - 3 * GAP)
        top = max(1, max(max(each.people, each.places) for each in self._bars))
        width = min(_WIDEST, column.width() * 0.62)
        left = column.center().x() - width / 2

        def box(value: int) -> QRectF:
            height = plot.height() * value / top
            return QRectF(left, plot.bottom() - height, width, height)

        painter.setBrush(QColor(palette.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(box(bar.people))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.control), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box(bar.places))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(column.left(), plot.bottom()), QPointF(column.right(), plot.bottom()))
        painter.setFont(small)
        painter.setPen(QColor(palette.text))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        people = dates.number(bar.people, language())
        tallest = max(box(bar.people).height(), box(bar.places).height())
        figure = QRectF(column.left(), plot.bottom() - tallest - line - 2, column.width(), line)
        painter.drawText(figure, centre, people)
        painter.setPen(QColor(palette.text if chosen else palette.muted))
        painter.drawText(QRectF(column.left(), plot.bottom() + GAP, column.width(), line), centre, bar.label)

    def _paint_ground(self, painter: QPainter, palette: Palette, column: QRectF) -> None:
        painter.setBrush(QColor(palette.selection))
        painter.setPen(QPen(QColor(palette.accent), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(column.adjusted(2, 1, -2, -1), Radius.SMALL, Radius.SMALL)
