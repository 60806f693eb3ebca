"""A field for a password: hidden until its person wants to see it, and it says when Caps Lock is on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import icons, palette_of

SHOW_KEYS = "Ctrl+Shift+P"
_LONGEST = 200


class PasswordField(QLineEdit):
    """One line whose letters are hidden; an eye at its end shows them.

    Attributes:
        shown: the act that shows or hides the letters.

    Signals:
        caps_lock: whether the last letter came with Caps Lock on.
    """

    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = False
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.shown = QAction(self)
        self.shown.setCheckable(True)
        self.shown.setShortcut(SHOW_KEYS)
        self.shown.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.shown.toggled.connect(self._show)
        self.addAction(self.shown, QLineEdit.ActionPosition.TrailingPosition)
        self.retranslate()

    def retranslate(self) -> None:
        """The eye's words in the language of the moment."""
        on = self.shown.isChecked()
        text = _("Hide the password") if on else _("Show the password")
        self.shown.setText(text)
        self.shown.setToolTip(f"{text} ({SHOW_KEYS})")
        self._paint_eye()

    def forget(self) -> None:
        """Empty and hidden, as for the next person."""
        self.clear()
        self.shown.setChecked(False)
        self._tell_caps(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter in the other case than Shift says comes with Caps Lock; Qt does not tell the lock itself."""
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell_caps(text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._tell_caps(not self._caps)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another palette."""
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "shown"):
            self._paint_eye()

    def _paint_eye(self) -> None:
        name = "eye-off" if self.shown.isChecked() else "eye"
        self.shown.setIcon(icons.icon(name, palette_of(self).muted))

    def _show(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.retranslate()

    def _tell_caps(self, on: bool) -> None:
        self._caps = on
        self.caps_lock.emit(on)
