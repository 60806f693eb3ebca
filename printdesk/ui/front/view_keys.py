"""Ctrl+Page Down and Ctrl+Page Up: the next and the previous view of the room in front, the same in all rooms."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QWidget

from printdesk.ui.kit import ViewRow
from printdesk.ui.shell.window import ShellWindow

NEXT, BEFORE = "Ctrl+PgDown", "Ctrl+PgUp"


class ViewKeys(QObject):
    """Turns the views of a room as its tabs do, or the list of its parts where it has so many."""

    def __init__(self, window: ShellWindow) -> None:
        super().__init__(window)
        self._window = window
        for key, step in ((NEXT, 1), (BEFORE, -1)):
            QShortcut(QKeySequence(key), window, lambda step=step: self.turn(step))

    def turn(self, step: int) -> None:
        """Show the view so many further on; after the last one comes the first."""
        page = self._window.page(self._window.current_room)
        row = next((each for each in page.findChildren(ViewRow) if each.isVisible()), None)
        parts = next((each for each in page.findChildren(QListWidget) if each.isVisible()), None)
        if row is not None:
            _turn_tabs(row, step)
        elif parts is not None:
            _turn_list(parts, step)


def _turn_tabs(row: ViewRow, step: int) -> None:
    tabs = [each for each in row.chips() if each.isVisible() and each.isEnabled()]
    if len(tabs) > 1:
        at = next((at for at, tab in enumerate(tabs) if tab.isChecked()), 0)
        tab = tabs[(at + step) % len(tabs)]
        _take_keyboard(tab)
        tab.click()


def _turn_list(parts: QListWidget, step: int) -> None:
    rows = [at for at in range(parts.count()) if not parts.item(at).isHidden()]
    if parts.currentRow() in rows and len(rows) > 1:
        _take_keyboard(parts)
        parts.setCurrentRow(rows[(rows.index(parts.currentRow()) + step) % len(rows)])


def _take_keyboard(widget: QWidget) -> None:
    """What had it goes out of sight; here the arrow keys go on."""
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
