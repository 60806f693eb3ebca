"""The columns of a list chosen by keyboard: Space shows or hides one, Alt with an arrow moves it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.buttons import SecondaryButton
from printdesk.ui.kit.dialog import FormDialog
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.theme import Space

_CODE = Qt.ItemDataRole.UserRole


class ColumnsDialog(FormDialog):
    """Asks which columns are shown and in which order.

    Keys: Space shows or hides, Alt+Up and Alt+Down move, Enter takes it over, Esc leaves everything as it was.

    Attributes:
        list: the columns; what is ticked is shown. up, down, usual: the buttons.
    """

    def __init__(self, columns: TableColumns, parent: QWidget | None = None) -> None:
        super().__init__(_("Columns"), _("Show these"), _intro(), parent)
        self._columns = columns
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setMinimumHeight(344)
        self.up = SecondaryButton(_("Up"), "Alt+Up", "chevron-up")
        self.down = SecondaryButton(_("Down"), "Alt+Down", "chevron-down")
        self.usual = SecondaryButton(_("The usual columns"))
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for button in (self.up, self.down, self.usual):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.usual.clicked.connect(lambda: self._fill(columns.usual()))
        self.list.itemChanged.connect(lambda _item: self._offer())
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.submitted.connect(self._take)
        self._fill(columns.seen())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[str]:
        """The columns that are ticked, from top to bottom."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def retranslate(self) -> None:
        """Everything in the language of the moment; what is ticked stays."""
        super().retranslate()
        self.set_texts(_("Columns"), _("Show these"), _intro())
        self.up.setText(_("Up"))
        self.down.setText(_("Down"))
        self.usual.setText(_("The usual columns"))
        titles = self._columns.titles()
        for at in range(self.list.count()):
            self.list.item(at).setText(titles[str(self.list.item(at).data(_CODE))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the column, whatever has the keyboard."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def _fill(self, seen: Sequence[str]) -> None:
        titles = self._columns.titles()
        self.list.clear()
        for code in [*seen, *(each for each in titles if each not in seen)]:
            item = QListWidgetItem(titles[code])
            item.setData(_CODE, code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if code in seen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._offer()

    def _move(self, step: int) -> None:
        at = self.list.currentRow()
        if 0 <= at + step < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + step, item)
            self.list.setCurrentRow(at + step)

    def _offer(self) -> None:
        at = self.list.currentRow()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)
        self.set_act_enabled(bool(self.chosen()))

    def _take(self) -> None:
        self._columns.choose(self.chosen())
        self.accept()


def _intro() -> str:
    return _("What is ticked is shown, from top to bottom as from left to right.")
