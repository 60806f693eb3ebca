"""The keys, the list and the entries of Ctrl+K by which what was done last is taken back or done again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.finder.entries import Entry
from printdesk.ui.front.front_desk import FrontDesk
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.undo.history import Step
from printdesk.ui.undo.running import do_again, take_back

UNDO_KEY, REDO_KEYS = "Ctrl+Z", ("Ctrl+Shift+Z", "Ctrl+Y")
_MOST_BACK, _MOST_AGAIN = 9, 3
"""So many stand in the list; each has a digit to choose it by."""
_LONGEST = 60
_TOPIC = "undo"
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoDesk(QObject):
    """Undo and redo of a window. A text field that has the keyboard keeps Ctrl+Z for its text.

    A field into which nobody has typed has no text to undo: there the keys mean the window's steps as well, since in
    most rooms such a field waits for a scan.

    Attributes:
        menu: the list while it is open, else None.
    """

    def __init__(self, app: QApplication, window: ShellWindow, context: RoomContext, front: FrontDesk) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._front = front
        self.menu: QMenu | None = None
        for key, act in ((UNDO_KEY, self.undo), *((key, self.redo) for key in REDO_KEYS)):
            QShortcut(QKeySequence(key), window, act).setAutoRepeat(False)
        app.focusChanged.connect(self._follow)
        window.top_bar.steps.clicked.connect(self.show_list)
        window.top_bar.named.connect(self._name_button)
        context.history.changed.connect(self._name_button)
        context.background.busy_changed.connect(self._rest)
        front.changed_somewhere.connect(self._look_who)
        front.person.session.left.connect(self._look_who)
        front.person.session.entered.connect(lambda _same: self._look_who())
        self._name_button()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An untouched field leaves the keys to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            field = watched if isinstance(watched, QLineEdit) else None
            if field is not None and _is_untouched(field) and any(event.matches(key) for key in _STEPS):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Only the field that has the keyboard is listened to."""
        if isinstance(old, QLineEdit) and isValid(old):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit) and self._window.isAncestorOf(new):
            new.installEventFilter(self)

    def undo(self) -> None:
        """Take back the newest step."""
        self._look_who()
        done = self._context.history.done()
        if done:
            take_back(self._context, done[0])
        else:
            self._context.messages.info(_("You did nothing at this desk that can be taken back."), topic=_TOPIC)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._look_who()
        undone = self._context.history.undone()
        if undone:
            do_again(self._context, undone[0])
        else:
            self._context.messages.info(_("You took nothing back that could be done again."), topic=_TOPIC)

    def entries(self) -> list[Entry]:
        """The newest of both for Ctrl+K, by name."""
        self._look_who()
        history, kind, found = self._context.history, _("Everywhere"), []
        for step in history.done()[:1]:
            run = partial(take_back, self._context, step)
            found.append(Entry("undo", undo_text(step), "", kind, UNDO_KEY, run))
        for step in history.undone()[:1]:
            run = partial(do_again, self._context, step)
            found.append(Entry("redo", redo_text(step), "", kind, REDO_KEYS[0], run))
        return found

    def show_list(self) -> None:
        """All that can be taken back and done again, newest first, under the button."""
        self._look_who()
        button = self._window.top_bar.steps
        self.menu = menu = QMenu(self._window)
        menu.aboutToHide.connect(self._closed)
        self._fill(menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        first = next((each for each in menu.actions() if each.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def _fill(self, menu: QMenu) -> None:
        history = self._context.history
        for at, step in enumerate(history.done()[:_MOST_BACK]):
            key = f"\t{UNDO_KEY}" if not at else ""
            act = menu.addAction(f"&{at + 1}  {_short(undo_text(step))}{key}")
            act.setToolTip(undo_text(step))
            act.triggered.connect(partial(_run, take_back, self._context, step))
        if history.undone():
            menu.addSeparator()
        for at, step in enumerate(history.undone()[:_MOST_AGAIN]):
            key = f"\t{REDO_KEYS[0]}" if not at else ""
            act = menu.addAction(f"{_short(redo_text(step))}{key}")
            act.setToolTip(redo_text(step))
            act.triggered.connect(partial(_run, do_again, self._context, step))
        if menu.isEmpty():
            menu.addAction(_("Nothing to take back yet")).setEnabled(False)
        menu.setToolTipsVisible(True)

    def _closed(self) -> None:
        menu, self.menu = self.menu, None
        if menu is not None:
            menu.deleteLater()

    def _look_who(self) -> None:
        self._context.history.belong(self._front.actor().user)

    def _name_button(self) -> None:
        done = self._context.history.done()
        self._window.top_bar.steps.set_name(undo_text(done[0]) if done else _("What you did last"))

    def _rest(self, busy: bool) -> None:
        """Nothing runs any more: a step that a bug cut short is over as well."""
        if not busy:
            self._context.history.busy = False


def _is_untouched(field: QLineEdit) -> bool:
    """Nobody typed into it since a text was set or the field was made."""
    return not field.isUndoAvailable() and not field.isRedoAvailable()


def undo_text(step: Step) -> str:
    """What taking it back is called."""
    return _("Undo: {name}").format(name=step.name())


def redo_text(step: Step) -> str:
    """What doing it again is called."""
    return _("Redo: {name}").format(name=step.name())


def _run(act: Callable[[RoomContext, Step], None], context: RoomContext, step: Step, _on: bool = False) -> None:
    act(context, step)


def _short(text: str) -> str:
    """Short enough for a list, with an ampersand that is one."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return cut.replace("&", "&&")
