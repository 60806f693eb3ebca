"""The second pair of eyes in a form: who it is, and in an office with passwords that it really is this person."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.password import PasswordField
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Space, Tone


@dataclass(frozen=True, slots=True)
class Second:
    """A second person as a form says it.

    Attributes:
        login: of the person. password: as typed. act: name of the act that the person confirms.
    """

    login: str
    password: str = field(repr=False)
    act: str


class SecondSignIn(QWidget):
    """A person to choose, and below it the password where one is asked for.

    Args:
        people: the people to choose from; their logins are its data, "" for nobody.
        act: name of the act that is confirmed.
        asks: the office is closed: a name alone confirms nothing.

    Attributes:
        people, password: the fields.

    Signals:
        changed: another person, or another password.
    """

    changed = Signal()

    def __init__(self, people: QComboBox, act: str, *, asks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = people
        self.password = PasswordField()
        self._act = act
        self._asks = asks
        self._caps = label(_("Caps Lock is on."), "strong", tone=Tone.AMBER)
        self._caps.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for part in (people, self.password, self._caps):
            column.addWidget(part)
        self.setFocusProxy(people)
        people.currentIndexChanged.connect(lambda _at: self._choose())
        self.password.textChanged.connect(lambda _text: self.changed.emit())
        self.password.caps_lock.connect(self._caps.setVisible)
        self._choose()

    def login(self) -> str:
        """Who was chosen, "" for nobody."""
        return str(self.people.currentData() or "")

    def second(self) -> Second | None:
        """Who confirms by a password; None where none is asked for."""
        return Second(self.login(), self.password.text(), self._act) if self._asks and self.login() else None

    def is_complete(self) -> bool:
        """Whether somebody was chosen, with a password where one is asked for."""
        return bool(self.login()) and (not self._asks or bool(self.password.text()))

    def _choose(self) -> None:
        """Another person has another password."""
        self.password.forget()
        self.password.setVisible(self._asks and bool(self.login()))
        name = self.people.currentText()
        self.password.setPlaceholderText(_("password of {name}").format(name=name))
        self.password.setAccessibleName(_("Password of {name}").format(name=name))
        self.changed.emit()
