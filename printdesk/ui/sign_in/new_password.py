"""A password chosen anew: typed twice, with its strength in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import PasswordField, SignMark, label
from printdesk.ui.sign_in.strength import strength
from printdesk.ui.theme import Kind, Space, Tone


class NewPassword(QWidget):
    """Two fields and a line.

    Attributes:
        first, again: the fields.

    Signals:
        changed: something else was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.first, self.again = PasswordField(), PasswordField()
        self._sign = SignMark(Kind.WAITING, 12)
        self._words = label("", "detail", wrap=True)
        self._caps = label("", "strong", tone=Tone.AMBER)
        self._caps.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.first)
        column.addLayout(line)
        column.addWidget(self.again)
        column.addWidget(self._caps)
        self.setFocusProxy(self.first)
        for field in (self.first, self.again):
            field.textChanged.connect(lambda _text: self._tell())
            field.caps_lock.connect(self._caps.setVisible)
        self.retranslate()

    def set_name(self, name: str) -> None:
        """Whose password it is; a name is no password."""
        self._name = name
        self._tell()

    def password(self) -> str:
        """What was typed first."""
        return self.first.text()

    def problem(self) -> str:
        """Why the two make no password yet, "" when they agree."""
        if not self.first.text():
            return _("Type a password.")
        if self.first.text() != self.again.text():
            return _("The two passwords are not the same.")
        return ""

    def wrong_field(self) -> PasswordField:
        """The field to mend."""
        return self.again if self.first.text() else self.first

    def forget(self) -> None:
        """Empty both."""
        self.first.forget()
        self.again.forget()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.first.setAccessibleName(_("New password"))
        self.first.setPlaceholderText(_("new password"))
        self.again.setAccessibleName(_("The same password again"))
        self.again.setPlaceholderText(_("the same again"))
        self._caps.setText(_("Caps Lock is on."))
        self.first.retranslate()
        self.again.retranslate()
        self._tell()

    def _tell(self) -> None:
        kind, words = strength(self.first.text(), self._name)
        self._sign.set_kind(kind)
        self._words.setText(words)
        self.changed.emit()
