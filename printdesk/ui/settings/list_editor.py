"""A list of the settings: a table with the acts that change it. Nothing is saved here; the page saves all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.ui.kit import FlowRow, IconButton, SecondaryButton, label
from printdesk.ui.settings.forms import EntryDialog
from printdesk.ui.settings.tables import Heading, WordsRow, fit_rows, words_table
from printdesk.ui.theme import Space, Tone

T = TypeVar("T")


@dataclass(frozen=True)
class ListKind(Generic[T]):
    """What a list holds and how it is edited.

    Attributes:
        headings: of its table. key: of an entry. row: an entry's words.
        form: the dialog for an entry, None for a new one. build: the entry that a dialog's values make.
        noun: what one entry is called ("Add a reason"), as the button's words.
        movable: its order means something. fixed: no entries come or go, they only change.
    """

    headings: Sequence[Heading]
    key: Callable[[T], str]
    row: Callable[[T], tuple[str, ...]]
    form: Callable[[T | None, QWidget], EntryDialog]
    build: Callable[[T | None, dict[str, Any], Sequence[T]], T]
    noun: Callable[[], str] = lambda: ""
    movable: bool = True
    fixed: bool = False


class RowDrag(QObject):
    """Moves a row with the mouse: it goes wherever the pointer is.

    Args:
        moved: told the row dragged and the row it is over.
    """

    def __init__(self, owner: "ListEditor[Any]", moved: Callable[[int, int], None]) -> None:
        super().__init__(owner)
        self._table = owner.table
        self._moved = moved
        self._row = -1
        self._from = 0
        owner.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer while the left button is down."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._row, self._from = self._table.rowAt(round(event.position().y())), round(event.position().y())
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._row = -1
                self._table.viewport().unsetCursor()
            elif event.type() == QEvent.Type.MouseMove and self._row >= 0:
                return self._drag(round(event.position().y()))
        return super().eventFilter(watched, event)

    def _drag(self, y: int) -> bool:
        if abs(y - self._from) < QApplication.startDragDistance():
            return True
        self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        over = self._table.rowAt(y)
        if over >= 0 and over != self._row:
            self._moved(self._row, over)
            self._row = over
        return True


class ListEditor(QWidget, Generic[T]):
    """Table, and add, change, remove, up, down.

    Keys in the table: Enter changes, Insert adds, Delete removes, Alt+Up and Alt+Down move; so does dragging.

    Args:
        fits: refuses a list that does not fit, with what is wrong.

    Attributes:
        dialog: the entry's form while one is open.

    Signals:
        changed: the list is another one.
    """

    changed = Signal()

    def __init__(
        self,
        kind: ListKind[T],
        fits: Callable[[tuple[T, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._fits = fits
        self._entries: list[T] = []
        self.dialog: EntryDialog | None = None
        self.table = words_table(list(kind.headings))
        self.add = SecondaryButton("", "", "plus")
        self.change = SecondaryButton("", "", "edit")
        self.remove = SecondaryButton("", "", "close", Tone.RED)
        self.up, self.down = IconButton("chevron-up", ""), IconButton("chevron-down", "")
        self.refusal = ""
        self._nothing = label("", "secondary")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        acts = FlowRow(Space.S)
        for button in (self.add, self.change, self.remove, self.up, self.down):
            acts.add(button)
        for button in (self.add, self.remove):
            button.setVisible(not self._kind.fixed)
        for button in (self.up, self.down):
            button.setVisible(self._kind.movable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.table)
        column.addWidget(self._nothing)
        column.addWidget(acts)
        if self._kind.movable:
            RowDrag(self, self._move)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self._open(None))
        self.change.clicked.connect(self._change_current)
        self.remove.clicked.connect(self._remove_current)
        self.up.clicked.connect(lambda: self._shift(-1))
        self.down.clicked.connect(lambda: self._shift(1))
        self.table.opened.connect(lambda _key: self._change_current())
        self.table.current_changed.connect(lambda _key: self._fit_buttons())
        self.table.installEventFilter(self)

    def entries(self) -> tuple[T, ...]:
        """The list as it stands here."""
        return tuple(self._entries)

    def set_entries(self, entries: Sequence[T]) -> None:
        """Show a list; nothing is told."""
        self._entries = list(entries)
        self._show()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.add.setText(self._kind.noun() or _("Add…"))
        self.change.setText(_("Change…"))
        self.remove.setText(_("Remove"))
        self._nothing.setText(_("Nothing is listed yet."))
        for button, key in ((self.add, "Insert"), (self.change, "Enter"), (self.remove, "Delete")):
            button.setToolTip(f"{button.text().rstrip('…')} ({key})")
        self.up.set_name(_("Up") + " (Alt+↑)")
        self.down.set_name(_("Down") + " (Alt+↓)")
        self.table.retranslate()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._act_of(event)
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and self._kind.movable:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            return None if step is None else lambda: self._shift(step)
        if alt or self._kind.fixed:
            return None
        acts = {Qt.Key.Key_Insert: lambda: self._open(None), Qt.Key.Key_Delete: self._remove_current}
        return acts.get(Qt.Key(event.key()))

    def current(self) -> int:
        """The row chosen, -1 for none."""
        return self.table.currentIndex().row()

    def _show(self) -> None:
        rows = [WordsRow(self._kind.key(each), self._kind.row(each)) for each in self._entries]
        fit_rows(self.table, rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows and self.current() < 0:
            self.table.select_key(rows[0].key)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        at = self.current()
        for button in (self.change, self.remove):
            button.setEnabled(at >= 0)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(self._entries) - 1)

    def _shift(self, step: int) -> None:
        at = self.current()
        if at >= 0 and 0 <= at + step < len(self._entries):
            self._move(at, at + step)

    def _move(self, at: int, to: int) -> None:
        entries = list(self._entries)
        entries.insert(to, entries.pop(at))
        if self._take(entries):
            self.table.select_key(self._kind.key(self._entries[to]))

    def _remove_current(self) -> None:
        at = self.current()
        if at >= 0:
            entries = [each for number, each in enumerate(self._entries) if number != at]
            if self._take(entries) and entries:
                self.table.select_key(self._kind.key(entries[min(at, len(entries) - 1)]))

    def _take(self, entries: list[T]) -> bool:
        """Make this the list when it fits; else say why not."""
        try:
            self._fits(tuple(entries))
        except DeskError as error:
            self.refusal = str(error)
            self.changed.emit()
            return False
        self.refusal = ""
        self._entries = entries
        self._show()
        self.changed.emit()
        return True

    def _change_current(self) -> None:
        at = self.current()
        if at >= 0:
            self._open(self._entries[at])

    def _open(self, entry: T | None) -> None:
        dialog = self._kind.form(entry, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.submitted.connect(lambda: self._submit(dialog, entry))
        dialog.finished.connect(lambda _result: self._closed())
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self, dialog: EntryDialog, entry: T | None) -> None:
        try:
            made = self._kind.build(entry, dialog.values(), self._entries)
            entries = [made if each is entry else each for each in self._entries]
            if entry is None:
                at = self.current()
                entries.insert(at + 1 if at >= 0 else len(entries), made)
            self._fits(tuple(entries))
        except DeskError as error:
            dialog.show_error(error)
            return
        dialog.accept()
        self._take(entries)
        self.table.select_key(self._kind.key(made))
