"""How prints went hour by hour: a bar for what was tried, filled as far as it succeeded."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.success import HourOfTries
from printdesk.ui.theme import Palette, Size, Tone, palette_of, signs
from printdesk.ui.theme.fonts import styled

_MOST = 6
_BAR = 26.0
_HEIGHT = 30.0
_GAP = 2.0


def hours_text(hours: Sequence[HourOfTries]) -> str:
    """ "08: 3 of 5 · 09: 9 of 10"."""
    template = _("{hour}: {printed} of {tried}")
    return " · ".join(template.format(hour=f"{one.start:%H}", printed=one.printed, tried=one.tried) for one in hours)


class HourBars(QWidget):
    """The last hours, oldest left; the whole height of a bar is what was tried in that hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours: tuple[HourOfTries, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hours(self, hours: Sequence[HourOfTries]) -> None:
        """Show these hours, at most the last six."""
        self._hours = tuple(hours)[-_MOST:]
        said = hours_text(self._hours)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setVisible(bool(self._hours))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """A figure, a bar and the hour, one above the other."""
        return QSize(200, round(2 * self._line() + _HEIGHT + 2 * _GAP))

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars with their figures."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / _MOST
        for at, hour in enumerate(self._hours):
            self._paint(painter, palette, QRectF(at * width, 0, width, self.height()), hour)

    def _paint(self, painter: QPainter, palette: Palette, box: QRectF, hour: HourOfTries) -> None:
        line = self._line()
        share = hour.share or 0.0
        figure = f"{dates.number(hour.printed, language())}/{dates.number(hour.tried, language())}"
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(styled(self.font(), Size.CAPTION, bold=True))
        painter.setPen(QColor(palette.text))
        painter.drawText(QRectF(box.left(), 0, box.width(), line), centre, figure)
        whole = QRectF(box.center().x() - _BAR / 2, line + _GAP, _BAR, _HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.card))
        painter.drawRect(whole)
        painter.setBrush(QBrush(QColor(signs.ink(palette, Tone.RED)), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(whole)
        painter.setBrush(QColor(palette.accent))
        painter.drawRect(QRectF(whole.left(), whole.bottom() - _HEIGHT * share, _BAR, _HEIGHT * share))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.control), 1))
        painter.drawRect(whole)
        painter.setFont(styled(self.font(), Size.CAPTION))
        painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(box.left(), whole.bottom() + _GAP, box.width(), line), centre, f"{hour.start:%H}")

    def _line(self) -> float:
        return QFontMetricsF(styled(self.font(), Size.CAPTION)).height()
