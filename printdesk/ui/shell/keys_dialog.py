"""F1: which keys do what, in the room in front and everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import SecondaryButton, SectionTitle, label
from printdesk.ui.theme import Space

Key = tuple[str, str]


class KeysDialog(QDialog):
    """A list to look at; Esc, Enter or F1 closes it.

    Args:
        room: name of the room in front. here: its keys and what they do. everywhere: those of the window.
    """

    def __init__(self, room: str, here: Sequence[Key], everywhere: Sequence[Key], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._said: list[Key] = [*here, *everywhere]
        title = _("Keys")
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        close = SecondaryButton(_("Close"), "F1")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(title, "title"))
        for name, keys in ((room, here), (_("Everywhere"), everywhere)):
            if keys:
                column.addWidget(SectionTitle(name))
                column.addLayout(_grid(keys))
        column.addStretch(1)
        column.addLayout(foot)

    def said(self) -> list[Key]:
        """Every key with what it does, as shown."""
        return self._said


def keys_of(page: QWidget) -> list[Key]:
    """The keys of a page now, in order: of its visible buttons and menu acts, and shortcuts that say what they do.

    Never one that does nothing.
    """
    found: dict[str, str] = {}
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            _note(found, button.shortcut(), button.text() or button.accessibleName())
    for widget in page.findChildren(QWidget):
        for act in widget.actions() if widget.isVisible() else ():
            if act.isEnabled():
                _note(found, act.shortcut(), act.text())
    for shortcut in page.findChildren(QShortcut):
        if shortcut.isEnabled() and shortcut.whatsThis():
            _note(found, shortcut.key(), shortcut.whatsThis())
    return sorted(found.items(), key=lambda pair: (len(pair[0]), pair[0]))


def _note(found: dict[str, str], key: QKeySequence, text: str) -> None:
    name = key.toString(QKeySequence.SequenceFormat.NativeText)
    if name:
        found.setdefault(name, text.replace("&", ""))


def window_keys(rooms: int) -> list[Key]:
    """The keys that mean the same in all rooms."""
    return [
        (f"Alt+1 … Alt+{min(rooms, 9)}", _("Change the room")),
        ("Ctrl+F", _("Scan or search")),
        ("1 … 9", _("Tick a point or a document, choose a reason")),
        ("Enter", _("Open the row, confirm the form")),
        ("Esc", _("One step back")),
        ("F1", _("This list")),
    ]


def _grid(keys: Sequence[Key]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.XL)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    for at, (key, text) in enumerate(keys):
        grid.addWidget(label(key, "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text), at, 1)
    return grid
