"""The service board: a switch for each stage of each service type and for each station, and who turned one when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.domain.outage import STAGES
from printdesk.i18n import _, dates, language
from printdesk.services.office import Switch
from printdesk.services.stages import BoardChange
from printdesk.ui.kit import Cell, Column, DeskTable, EmptyState, RowsModel, SecondaryButton, label
from printdesk.ui.outages.board_button import BoardButton
from printdesk.ui.outages.reading import OutageFacts
from printdesk.ui.outages.words import change_text, moment_text
from printdesk.ui.state_words import stage_names, state_pill
from printdesk.ui.theme import Space

STATION = "station"
_PER_ROW = len(STAGES) + 1


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One switch of the board.

    Attributes:
        kind: "print", "check", "pickup" or "station". name: of what it switches, in words.
    """

    kind: str
    name: str
    switch: Switch
    since: datetime | None
    back: datetime | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.kind, self.switch.code


@dataclass(frozen=True, slots=True)
class _Turned:
    """A row of the history."""

    place: int
    name: str
    change: BoardChange


class _Rows(QScrollArea):
    """Its rows scroll, its columns never do: as wide as what is in it, whenever that changes."""

    def minimumSizeHint(self) -> QSize:
        inner, hint = self.widget(), super().minimumSizeHint()
        if inner is None:
            return hint
        return QSize(inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), hint.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class BoardView(QWidget):
    """The switches, and below them what was turned last.

    Keys: arrows go from switch to switch, Enter or F9 changes the one in focus.

    Signals:
        change_wanted: the switch in focus is to be changed.
    """

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: OutageFacts | None = None
        self._lines: dict[tuple[str, str], BoardLine] = {}
        self._rows: list[list[tuple[str, str]]] = []
        self._current: tuple[str, str] = ("", "")
        self.buttons: dict[tuple[str, str], BoardButton] = {}
        self._scroll = _Rows()
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self.history = DeskTable(_history_model())
        self._empty = EmptyState()
        self.history.set_empty(self._empty)
        self.change = SecondaryButton("", "F9", act="set_state")
        self._advice = label("", "secondary", wrap=True)
        self._turned = label("", "section")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self._grid.setContentsMargins(Space.L, 0, Space.L, Space.XS)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have it
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        for part in (scroll.viewport(), self._inner):
            part.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, 0, Space.L, 0)
        foot.addWidget(self._advice, 1)
        foot.addWidget(self.change)
        self._turned.setContentsMargins(Space.L, Space.XS, Space.L, 0)
        self.history.setMinimumHeight(88)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(scroll, 9)
        column.addLayout(foot)
        column.addWidget(self._turned)
        column.addWidget(self.history, 2)
        self.change.clicked.connect(self.change_wanted)

    def show_facts(self, facts: OutageFacts) -> None:
        """Show what works now; the focus stays."""
        self._facts = facts
        lines = list(_lines(facts))
        self._lines = {line.key: line for line in lines}
        self._lay_out(facts)
        for key, button in self.buttons.items():
            line = self._lines[key]
            button.show_state(line.name, state_pill(line.switch), _detail(line), line.switch.note)
        self.history.rows_model().set_rows(
            [_Turned(at, _name(facts, one.kind, one.code), one) for at, one in enumerate(facts.changes)]
        )
        if self._current not in self._lines and lines:
            self._current = lines[0].key

    def current(self) -> BoardLine | None:
        """The switch that had the focus last."""
        return self._lines.get(self._current)

    def focus_board(self) -> None:
        """Put the keyboard on the switch that had it last."""
        button = self.buttons.get(self._current)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.history.setAccessibleName(_("Switches turned last"))
        self.history.retranslate()
        self._turned.setText(_("Turned last"))
        self.change.setText(_("Change state…"))
        self._advice.setText(_("One switch for the plan, the answers at the counter, the banner and the notice."))
        self._empty.set("info", _("No switch was turned yet"), _("Everything worked since the office began."))
        self._clear()
        if self._facts is not None:
            self.show_facts(self._facts)

    def _lay_out(self, facts: OutageFacts) -> None:
        """Make the grid where services or stations are others than before."""
        services = [service.code for service in facts.office.settings.services]
        stations = [station.code for station in facts.office.settings.stations]
        wanted = [[(stage, code) for stage in STAGES] for code in services]
        wanted += [
            [(STATION, code) for code in stations[at : at + _PER_ROW]] for at in range(0, len(stations), _PER_ROW)
        ]
        if wanted == self._rows:
            return
        self._clear()
        self._rows = wanted
        names = stage_names()
        for column, stage in enumerate(STAGES):
            self._grid.addWidget(label(names[stage], "secondary"), 0, column + 1)
            self._grid.setColumnStretch(column + 1, 2)
        self._grid.setColumnStretch(0, 2)
        for at, row in enumerate(wanted):
            first = 0 if row[0][0] == STATION else 1
            line = at + 1 if first else at + 2
            if first:
                self._grid.addWidget(label(facts.service(row[0][1]), "strong", wrap=True), line, 0)
            elif at == len(services):
                self._grid.addWidget(label(_("Stations"), "secondary"), line - 1, 0, 1, _PER_ROW)
            for column, key in enumerate(row):
                self._grid.addWidget(self._button(key, column, at), line, column + first)
        self._grid.setRowStretch(len(wanted) + 2, 1)

    def _button(self, key: tuple[str, str], column: int, row: int) -> BoardButton:
        button = BoardButton()
        button.clicked.connect(lambda: self._press(key))
        button.step.connect(lambda dx, dy: self._go(column + dx, row + dy))
        button.focused.connect(lambda: self._enter(key))
        self.buttons[key] = button
        return button

    def _enter(self, key: tuple[str, str]) -> None:
        self._current = key

    def _press(self, key: tuple[str, str]) -> None:
        self._current = key
        self.change_wanted.emit()

    def _go(self, column: int, row: int) -> None:
        if not 0 <= row < len(self._rows):
            return
        keys = self._rows[row]
        self._current = keys[min(max(0, column), len(keys) - 1)]
        self.focus_board()

    def _clear(self) -> None:
        self._rows, self.buttons = [], {}
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()


def _lines(facts: OutageFacts) -> Iterator[BoardLine]:
    zone = facts.office.zone

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment is not None else None

    switches = [(one.stage, one.switch) for one in facts.board]
    for kind, one in (*switches, *((STATION, station) for station in facts.stations)):
        yield BoardLine(kind, _name(facts, kind, one.code), one, local(one.since), local(one.expected_back))


def _name(facts: OutageFacts, kind: str, code: str) -> str:
    if kind == STATION:
        return facts.station(code)
    return f"{facts.service(code)} · {stage_names().get(kind, kind)}"


def _detail(line: BoardLine) -> str:
    if line.kind == STATION:
        return line.name
    if line.switch.state == "up" or line.since is None:
        return ""
    if line.back is not None:
        return _("back {moment}").format(moment=_day(line.back))
    return _("since {moment}").format(moment=_day(line.since))


def _day(moment: datetime) -> str:
    return dates.day_short(moment.date(), language())


def _history_model() -> RowsModel[_Turned]:
    columns: list[Column[_Turned]] = [
        Column(lambda: _("When"), lambda row: Cell(moment_text(row.change.at), row.change.who), 130),
        Column(lambda: _("What"), _what, 170, 1),
    ]
    return RowsModel(columns, key=lambda row: f"{row.place}/{row.change.at.isoformat()}/{row.name}")


def _what(row: _Turned) -> Cell:
    return Cell(row.name, change_text(row.change), tooltip=f"{row.name}\n{change_text(row.change)}")
