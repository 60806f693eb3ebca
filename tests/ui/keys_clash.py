"""Which keys do what in a window as it stands, and which of them would do two things: read from the widgets."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from printdesk.ui.shell.window import ShellWindow

_ANYWHERE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def keys(top: QWidget) -> dict[str, list[str]]:
    """What each key does in a window or form now: shortcuts, menu acts and letters for Alt."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, what in (*_buttons(top), *_names(top), *_acts(top), *_shortcuts(top)):
        if not key.isEmpty():
            found[key.toString()].append(what)
    return dict(found)


def clashes(top: QWidget) -> list[str]:
    """Keys that would do two things; Qt does neither then."""
    return [f"{key} does {' and '.join(sorted(what))}" for key, what in keys(top).items() if len(what) > 1]


def unsaid(top: QWidget) -> list[str]:
    """Keys of rooms and forms that the list on F1 would not name."""
    found = (each for each in top.findChildren(QShortcut) if isinstance(each.parent(), QWidget))
    inner = (each for each in found if each.parent().window() is top and not isinstance(each.parent(), ShellWindow))
    return [f"{each.key().toString()} does not say what it does" for each in inner if not each.whatsThis()]


def _inside(top: QWidget, kind: type) -> Iterator[QWidget]:
    return (each for each in top.findChildren(kind) if each.window() is top and each.isVisible())


def _buttons(top: QWidget) -> Iterator[tuple[QKeySequence, str]]:
    for button in _inside(top, QAbstractButton):
        if button.isEnabled():
            yield button.shortcut(), f"“{button.text() or button.accessibleName()}”"


def _names(top: QWidget) -> Iterator[tuple[QKeySequence, str]]:
    for name in _inside(top, QLabel):
        buddy = name.buddy()
        if buddy is not None and buddy.isVisible() and buddy.isEnabled():
            yield QKeySequence.mnemonic(name.text()), f"“{name.text()}”"


def _acts(top: QWidget) -> Iterator[tuple[QKeySequence, str]]:
    for widget in (top, *_inside(top, QWidget)):
        for act in [] if isinstance(widget, QMenu) else widget.actions():
            if act.isEnabled() and act.isVisible() and act.shortcutContext() in _ANYWHERE:
                yield act.shortcut(), f"“{act.text()}”"


def _shortcuts(top: QWidget) -> Iterator[tuple[QKeySequence, str]]:
    for shortcut in top.findChildren(QShortcut):
        owner = shortcut.parent()
        if not isinstance(owner, QWidget) or owner.window() is not top or not owner.isVisible():
            continue
        if shortcut.isEnabled() and shortcut.context() in _ANYWHERE:
            yield shortcut.key(), f"a shortcut of {type(owner).__name__}"
