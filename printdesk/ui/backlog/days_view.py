"""The days ahead and the days of arrival, as two charts with their keys."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.board import Age, Board
from printdesk.services.charts import shown_ages
from printdesk.ui.backlog.day_bars import DayBar, DayBars
from printdesk.ui.backlog.words import age_text, load_text
from printdesk.ui.kit import IconMark, SectionTitle, label
from printdesk.ui.theme import Space, Tone, palette_of, signs


class DaysView(QWidget):
    """Where the places of the next two weeks go, and since when people wait.

    Attributes:
        ahead: places, planned and departures by day. ages: those who wait, by their day of arrival.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self.ahead = DayBars("plane")
        self.ages = DayBars()
        self._ahead_title, self._ages_title = SectionTitle(), SectionTitle()
        self._keys = {code: label("", "secondary") for code in ("planned", "places", "departs", "waits", "late")}
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(self._head(self._ahead_title, ("planned", "places", "departs")))
        column.addWidget(self.ahead, 6)
        column.addSpacing(Space.S)
        column.addLayout(self._head(self._ages_title, ("waits", "late")))
        column.addWidget(self.ages, 5)
        self.retranslate()

    def _head(self, title: QLabel, keys: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(title, 1)
        for key in keys:
            row.addSpacing(Space.S)
            row.addWidget(IconMark("plane", 14) if key == "departs" else _KeyMark(key))
            row.addWidget(self._keys[key])
        return row

    def show_board(self, board: Board) -> None:
        """Show the days of the moment."""
        self._board = board
        today = board.now.date()
        loads = [
            DayBar(load.day, load.planned, room=load.places, note=load.departures, spoken=load_text(load))
            for load in board.loads
        ]
        self.ahead.set_bars(loads, today)
        self.ages.set_bars(_age_bars(board.ages), today)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._ahead_title.setText(_("The next 14 days"))
        self._ages_title.setText(_("Waiting, by day received"))
        words = {
            "planned": _("planned"),
            "places": _("places"),
            "departs": _("depart"),
            "waits": _("waiting"),
            "late": _("past promise"),
        }
        for code, text in words.items():
            self._keys[code].setText(text)
        self.ahead.setAccessibleName(self._ahead_title.text())
        self.ages.setAccessibleName(self._ages_title.text())
        if self._board is not None:
            self.show_board(self._board)


def _age_bars(ages: tuple[Age, ...]) -> list[DayBar]:
    """One bar a day; days before the last fourteen are added to the first bar."""
    shown, older = shown_ages(ages)
    first = _("up to") if older else ""
    return [
        DayBar(age.day, age.waiting, marked=age.overdue, spoken=age_text(age), first=first if not at else "")
        for at, age in enumerate(shown)
    ]


class _KeyMark(QWidget):
    """A small piece of bar, to stand beside its word."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(11, 11)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        red = QColor(signs.ink(palette, Tone.RED))
        brush, pen = QBrush(QColor(palette.accent)), QPen(QColor(palette.accent))
        if self._kind == "places":
            brush, pen = QBrush(Qt.BrushStyle.NoBrush), QPen(QColor(palette.control))
        elif self._kind == "late":
            brush, pen = QBrush(red, Qt.BrushStyle.BDiagPattern), QPen(red)
        painter = QPainter(self)
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawRect(QRectF(0.5, 0.5, 10, 10))
