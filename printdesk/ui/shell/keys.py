"""Which keys do what, in the room in front and everywhere."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from printdesk.i18n import _

Key = tuple[str, str]


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
        ("Ctrl+PgDown, Ctrl+PgUp", _("The next view of the room, and the one before")),
        ("Ctrl+F", _("Scan or search")),
        ("Ctrl+K", _("Find a room, something to do, or an applicant")),
        ("Ctrl+Z", _("Take back what you did last")),
        ("Ctrl+Shift+Z, Ctrl+Y", _("Do again what you took back")),
        ("Ctrl+Alt+Z", _("All you did last and can take back")),
        ("Ctrl+1 … Ctrl+9", _("The saved views of the list; again for the list as it usually is")),
        ("1 … 9", _("Tick a point or a document, choose a reason")),
        ("Enter", _("Open the row, confirm the form")),
        ("↑ ↓, Home, End", _("Go through a list")),
        ("Shift+↑ ↓, Ctrl+A", _("Choose several rows, or all, where a list allows it")),
        ("Shift+F10", _("The acts for a row, as a menu")),
        ("Alt+_", _("In a form or a menu: what has this letter underlined")),
        ("Tab, Shift+Tab", _("The next field or button, and the one before")),
        ("Esc", _("One step back")),
        ("Ctrl+L", _("Lock this desk")),
        ("F1", _("Help, and this list")),
    ]
