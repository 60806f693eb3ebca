"""What lies over the whole window while nobody is signed in: nothing of the rooms is shown, read out or reached."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget


class WindowCover(QObject):
    """Covers a window with another widget, and gives it back as it was.

    The rooms are hidden, not painted over, so that neither a picture of the window nor a screen reader finds them;
    dialogs are hidden with everything typed in them. A dialog that opens meanwhile is hidden as well.

    Args:
        window: its central widget holds the rooms.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._over: QWidget | None = None
        self._dialogs: list[QDialog] = []
        self._focus: QWidget | None = None
        window.installEventFilter(self)

    @property
    def window(self) -> QMainWindow:
        """The window that is covered."""
        return self._window

    @property
    def widget(self) -> QWidget | None:
        """What lies over the window; None while the rooms are shown."""
        return self._over

    @property
    def has_forms(self) -> bool:
        """Whether dialogs wait behind it."""
        return any(shiboken6.isValid(each) for each in self._dialogs)

    def lay(self, over: QWidget) -> None:
        """Cover the window with this widget; it gets the keyboard."""
        if self._over is over:
            return
        if self._over is None:
            self._focus = self._window.focusWidget()
            self._hide_dialogs()
            self._allow_keys(allowed=False)
            self._application().installEventFilter(self)
        else:
            self._over.hide()
        self._over = over
        over.setParent(self._window)
        self._show_rooms(shown=False)
        self._place()
        over.show()
        over.raise_()
        over.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self, *, same_person: bool) -> None:
        """Show the rooms again; dialogs with what was typed come back for the same person only."""
        over, self._over = self._over, None
        if over is None:
            return
        self._application().removeEventFilter(self)
        self._allow_keys(allowed=True)
        over.hide()
        self._show_rooms(shown=True)
        dialogs, self._dialogs = [each for each in self._dialogs if shiboken6.isValid(each)], []
        if same_person:
            for dialog in dialogs:
                dialog.open()
        else:
            for dialog in reversed(dialogs):
                dialog.reject()
        if same_person and not dialogs and self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; a dialog that opens behind the cover waits like the others."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif kind == QEvent.Type.Show and isinstance(watched, QDialog) and self._over is not None:
            QTimer.singleShot(0, self, self._hide_dialogs)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._over is not None:
            self._over.setGeometry(self._window.rect())

    def _hide_dialogs(self) -> None:
        """The outer ones before those that stand over them, so that they come back in that order."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        QToolTip.hideText()
        shown = [each for each in self._window.findChildren(QDialog) if each.isVisible()]
        shown.sort(key=_depth)
        for dialog in reversed(shown):
            if dialog.windowModality() == Qt.WindowModality.ApplicationModal:
                dialog.reject()  # somebody waits for its answer: hidden it would have given one
            else:
                dialog.hide()
                self._dialogs.append(dialog)
        self._dialogs.sort(key=_depth)

    def _show_rooms(self, *, shown: bool) -> None:
        rooms = self._window.centralWidget()
        if rooms is not None:
            rooms.setVisible(shown)

    def _allow_keys(self, *, allowed: bool) -> None:
        """The window's own keys; those of the rooms are silent while the rooms are hidden."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self._window.findChildren(QShortcut, options=direct):
            shortcut.setEnabled(allowed)

    def _application(self) -> QObject:
        return QApplication.instance() or self


def _depth(dialog: QWidget) -> int:
    """How many windows it stands over."""
    parent = dialog.parentWidget()
    return 1 + _depth(parent.window()) if parent is not None else 0
