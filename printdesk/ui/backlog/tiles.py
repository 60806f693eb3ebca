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


class PressTile(StatTile):
    """A figure with more behind it, which a click, Enter or Space shows.

    Signals:
        pressed: it was asked for.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
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


class RiskTile(PressTile):
    """The figure that counts most; whose trips they are lies behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure.setProperty("voice", "hero")
        restyle(self._figure)


class Tiles(QWidget):
    """Trips at risk, past promise, normal again, printed and arrived today.

    Signals:
        risk_pressed: the list of trips at risk is asked for. normal_pressed: the forecast is.
    """

    risk_pressed = Signal()
    normal_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.risk = RiskTile()
        self.late = StatTile()
        self.normal = PressTile()
        self.today = StatTile()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for tile in (self.risk, self.late, self.normal, self.today):
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            row.addWidget(tile, 1)
        self.risk.pressed.connect(self.risk_pressed)
        self.normal.pressed.connect(self.normal_pressed)
        self._known = False
        self.retranslate()

    def event(self, event: QEvent) -> bool:
        """Keep the figures on one line with the largest, so that the words below stand on one line too."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            for tile in (self.late, self.normal, self.today):
                tile.keep_figure_height(self.risk.figure_height)
        return super().event(event)

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
        tone = Tone.AMBER if board.past_promise or board.past_first else Tone.GREEN
        self.late.set(_("Past promise"), count_text(board.past_promise), _late(board), tone)
        self.normal.set(_("Queue normal again"), *_normal_again(facts))
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


def _late(board: Board) -> str:
    """Of those past their promise who travels soon; without any, whether outages alone made it so."""
    if board.past_promise:
        soon = plural("of these {count} travels within 7 days", "of these {count} travel within 7 days",
                      board.travelling_soon)  # fmt: skip
        return soon.format(count=count_text(board.travelling_soon))
    if not board.past_first:
        return _("nobody waits too long")
    moved = plural("{count} past the first promise", "{count} past the first promise", board.past_first)
    return moved.format(count=count_text(board.past_first))


def _normal_again(facts: BacklogFacts) -> tuple[str, str, Tone]:
    """The forecast without the overtime that is only considered."""
    found, lang = facts.forecast, language()
    if not facts.board.waiting:
        return _("Now"), _("nothing waits for printing"), Tone.GREEN
    plain = found.without or found.usual
    stuck = facts.board.without_place
    if stuck and (found.is_normal or plain.middle is None):
        return _("Not in sight"), _without_place(stuck, facts.board.waiting), Tone.RED
    if found.is_normal:
        return _("Now"), _("no more waits than usual"), Tone.GREEN
    if plain.middle is None:
        return _("Not in sight"), _considered(facts), Tone.RED
    if plain.late is None:
        late = _("9 of 10: not in sight")
    else:
        late = _("9 of 10: by {day} at the latest").format(day=dates.day_medium(plain.late, lang))
    return dates.day_medium(plain.middle, lang), late, Tone.AMBER


def _without_place(count: int, waiting: int) -> str:
    text = plural("{count} of {all} has no place in the plan", "{count} of {all} have no place in the plan", count)
    return text.format(count=count_text(count), all=count_text(waiting))


def _considered(facts: BacklogFacts) -> str:
    """What the overtime considered would change about a queue that does not end."""
    found = facts.forecast
    if found.without is None or found.usual.middle is None:
        return _("more comes than is printed")
    text = _("with {hours} h each evening: {day}")
    return text.format(hours=round(found.overtime_hours), day=dates.day_medium(found.usual.middle, language()))


def _places(board: Board) -> str:
    places = next((load.places for load in board.loads if load.day == board.now.date()), 0)
    text = plural("room for {count} more today", "room for {count} more today", places)
    return text.format(count=count_text(places)) if places else _("no place is left today")
