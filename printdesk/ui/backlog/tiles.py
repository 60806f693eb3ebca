"""The room's four figures; the trips at risk are the largest and open their list."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.board import Board
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.backlog.words import count_text
from printdesk.ui.kit import StatTile, restyle
from printdesk.ui.theme import Radius, Space, Tone, palette_of


class RiskTile(StatTile):
    """The figure that counts most; a click, Enter or Space shows whose trips they are.

    Signals:
        pressed: it was asked for.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._figure.setProperty("voice", "name")
        restyle(self._figure)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the list."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space ask for the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile, and a ring while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette_of(self).accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the ring anew with another palette."""
        super().changeEvent(event)
        self.update()


class Tiles(QWidget):
    """Trips at risk, past promise, normal again, printed and arrived today.

    Signals:
        risk_pressed: the list of trips at risk is asked for.
    """

    risk_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.risk = RiskTile()
        self.late = StatTile()
        self.normal = StatTile()
        self.today = StatTile()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for tile in (self.risk, self.late, self.normal, self.today):
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            row.addWidget(tile, 1)
        self.risk.pressed.connect(self.risk_pressed)
        self._known = False
        self.retranslate()

    def retranslate(self) -> None:
        """The names of figures that are not known yet; the others come with the figures."""
        if self._known:
            return
        self.risk.set(_("Trips at risk"), "—")
        self.late.set(_("Past promise"), "—")
        self.normal.set(_("Queue normal again"), "—")
        self.today.set(_("Printed / arrived today"), "—")

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show the figures of the moment."""
        board = facts.board
        self._known = True
        self._show_risk(facts)
        soon = plural("of these {count} travels within 7 days", "of these {count} travel within 7 days",
                      board.travelling_soon)  # fmt: skip
        self.late.set(
            _("Past promise"),
            count_text(board.past_promise),
            soon.format(count=count_text(board.travelling_soon))
            if board.past_promise
            else _("nobody waits too long"),
            Tone.AMBER if board.past_promise else Tone.GREEN,
        )
        self.normal.set(_("Queue normal again"), *_cleared(board))
        figure = f"{count_text(board.printed_today)} / {count_text(board.arrived_today)}"
        self.today.set(_("Printed / arrived today"), figure, _places(board))

    def _show_risk(self, facts: BacklogFacts) -> None:
        count = facts.board.trips_at_risk
        rows = facts.at_risk()
        first = rows[0].departs_at if rows else None
        if not count or first is None:
            text, tone = _("every trip can be kept"), Tone.GREEN
        else:
            text = _("the first departs {day}").format(day=dates.day_medium(first.date(), language()))
            tone = Tone.RED
        self.risk.set(_("Trips at risk"), count_text(count), text, tone)


def _cleared(board: Board) -> tuple[str, str, Tone]:
    lang = language()
    if not board.waiting:
        return _("Now"), _("nothing waits for printing"), Tone.GREEN
    if board.cleared_on is None:
        text = plural("{count} of {all} has no place in the plan", "{count} of {all} have no place in the plan",
                      board.without_place)  # fmt: skip
        return (
            _("Not in sight"),
            text.format(count=count_text(board.without_place), all=count_text(board.waiting)),
            Tone.RED,
        )
    text = plural("then the {count} that waits now is printed", "then all {count} that wait now are printed",
                  board.waiting)  # fmt: skip
    return dates.day_medium(board.cleared_on, lang), text.format(count=count_text(board.waiting)), Tone.GREEN


def _places(board: Board) -> str:
    places = next((load.places for load in board.loads if load.day == board.now.date()), 0)
    text = plural("room for {count} more today", "room for {count} more today", places)
    return text.format(count=count_text(places)) if places else _("no place is left today")
