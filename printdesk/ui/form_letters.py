"""Every form that opens over the window gets letters for Alt, and keeps them true while it changes."""

from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from printdesk.ui.kit.mnemonics import give_letters


class FormLetters(QObject):
    """Listens where the keyboard goes: a form that gets it for the first time is looked after from then on."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._due: set[QDialog] = set()
        self._known: WeakSet[QDialog] = WeakSet()
        app.focusChanged.connect(self._look)

    def _look(self, _old: QWidget | None, new: QWidget | None) -> None:
        form = new.window() if new is not None and isValid(new) else None
        if isinstance(form, QDialog) and form not in self._known:
            self._known.add(form)
            form.installEventFilter(self)
            give_letters(form)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words or fields came or went: once for all that happens at a time."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QDialog) and watched not in self._due:
            self._due.add(watched)
            QTimer.singleShot(0, self, lambda: self._give(watched))
        return super().eventFilter(watched, event)

    def _give(self, form: QDialog) -> None:
        self._due.discard(form)
        if isValid(form) and form.isVisible():
            give_letters(form)
