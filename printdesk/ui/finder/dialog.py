"""The box of Ctrl+K: type, arrows, Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.finder.entries import Entry, matching, unique
from printdesk.ui.kit import Cell, Column, DeskTable, EmptyState, RowsModel, label
from printdesk.ui.theme import Space

SEARCH_AFTER_MS = 150
FEWEST_SIGNS = 3
"""From so many signs on applications are looked up as well."""

_MOST = 40
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}

Answer = Callable[[str, Sequence[Entry]], None]


class FinderDialog(QDialog):
    """Finds among what is there at once, and among the applications a moment later.

    Args:
        entries: rooms and acts.
        look_up: asks for the applications of a text for an owner; the answer comes back with the text.

    Attributes:
        box: what is typed. table: what was found.

    Signals:
        chosen: an `Entry`; the dialog is closed then.
    """

    chosen = Signal(object)

    def __init__(
        self,
        entries: Sequence[Entry],
        look_up: Callable[[QObject, str, Answer], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = list(entries)
        self._look_up = look_up
        self._found: tuple[str, list[Entry]] = ("", [])
        self.setWindowTitle(_("Find and do"))
        self.box = QLineEdit()
        self.box.setMinimumHeight(42)
        self.box.setPlaceholderText(_("A room, something to do, or an applicant"))
        self.box.setAccessibleName(_("Find and do"))
        self._model = RowsModel(_columns(), key=lambda entry: entry.key)
        self.table = DeskTable(self._model)
        self._dress()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._ask)
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.table.clicked.connect(lambda _index: self._choose())
        self._show()

    def _dress(self) -> None:
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(_("Found"))
        self.table.set_empty(
            EmptyState("search", _("Nothing has this name"), _("Try another word, or a number of the application."))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self.box)
        column.addWidget(self.table, 1)
        column.addWidget(label(_("Arrow keys choose, Enter goes, Esc closes."), "secondary"))
        room = self.screen().availableSize()
        self.resize(min(680, room.width() - 80), min(480, room.height() - 120))

    def entries(self) -> list[Entry]:
        """What is listed now."""
        return self._model.rows()

    def take_scan(self, code: str) -> None:
        """A scan is looked up like typed words."""
        self.box.setText(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows belong to the list while the letters belong to the box."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                QApplication.sendEvent(self.table, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._show(best=True)
        if len(self._text()) >= FEWEST_SIGNS:
            self._wait.start()
        else:
            self._wait.stop()

    def _text(self) -> str:
        return self.box.text().strip()

    def _ask(self) -> None:
        self._look_up(self, self._text(), self._answer)

    def _answer(self, text: str, found: Sequence[Entry]) -> None:
        if text == self._text():
            self._found = (text, list(found))
            self._show()

    def _show(self, *, best: bool = False) -> None:
        text = self._text()
        people = self._found[1] if text and self._found[0] == text else []
        rows = unique([*matching(self._entries, text), *people])[:_MOST]
        self._model.set_rows(rows)
        if rows and (best or not self.table.currentIndex().isValid()):
            self.table.select_key(rows[0].key)

    def _choose(self) -> None:
        entry = self.table.current_row()
        if isinstance(entry, Entry):
            self.accept()
            self.chosen.emit(entry)


def _columns() -> list[Column[Entry]]:
    return [
        Column(lambda: _("Name"), lambda entry: Cell(entry.text, entry.detail), 360, stretch=3, strong=True),
        Column(lambda: _("Key"), lambda entry: Cell(entry.keys), 100, align="right"),
        Column(lambda: _("What it is"), lambda entry: Cell(entry.kind), 140, align="right"),
    ]
