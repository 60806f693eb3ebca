"""Name and password, with what is wrong said at once, and the wait after failures counted down."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, plural
from printdesk.ui.kit import PasswordField, PrimaryButton, SignMark, label
from printdesk.ui.theme import Kind, Space, Tone

_TICK_MS = 250


class SignInForm(QWidget):
    """Who signs in.

    Args:
        clock: seconds that never run backwards.

    Attributes:
        person, password, button: the fields, and the act (Enter).

    Signals:
        submitted: login and password.
    """

    submitted = Signal(str, str)

    def __init__(self, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._busy = False
        self._until = 0.0
        self._error = ""
        self._people: tuple[tuple[str, str], ...] = ()
        self._person_name, self._password_name = label("", "body"), label("", "body")
        self.person, self.password = QComboBox(), PasswordField()
        self.button = PrimaryButton("", "", "lock")
        self._caps = label("", "strong", tone=Tone.AMBER)
        self._said = label("", "strong", tone=Tone.RED, wrap=True)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_wait)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.person.setEditable(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.person.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.person.setCompleter(completer)
        self._person_name.setBuddy(self.person)
        self._password_name.setBuddy(self.password)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(SignMark(Kind.FAILED, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._person_name)
        column.addWidget(self.person)
        column.addSpacing(Space.S)
        for part in (self._password_name, self.password, self._caps, self._line):
            column.addWidget(part)
        column.addSpacing(Space.M)
        column.addWidget(self.button)
        self._caps.setVisible(False)
        self._line.setVisible(False)

    def _connect(self) -> None:
        self.button.clicked.connect(self._submit)
        self.password.returnPressed.connect(self._submit)
        self.password.caps_lock.connect(self._caps.setVisible)
        self.person.installEventFilter(self)

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these (login, name); what is typed already stays."""
        if self._people == tuple(people):
            return
        self._people = tuple(people)
        typed = self.person.currentText()
        self.person.clear()
        for code, name in people:
            self.person.addItem(name, code)
        self.person.setCurrentIndex(-1)
        self.person.setEditText(typed)

    def propose(self, login: str) -> None:
        """Write the name of the person with this login; "" proposes nobody."""
        at = self.person.findData(login) if login else -1
        self.person.setCurrentIndex(at)
        if at < 0:
            self.person.clearEditText()

    def login(self) -> str:
        """Whose password it is: the person chosen, or the login that was typed."""
        at = self._named()
        return str(self.person.itemData(at)) if at >= 0 else " ".join(self.person.currentText().split())

    def _named(self) -> int:
        """The row of the one person whose name or login is typed, whole or in part; -1 for nobody or several."""
        typed = " ".join(self.person.currentText().split()).casefold()
        names = [(name.casefold(), login.casefold()) for login, name in self._people]
        whole = [at for at, each in enumerate(names) if typed in each]
        part = [at for at, each in enumerate(names) if typed and typed in each[0]]
        found = whole or part
        return found[0] if len(found) == 1 else -1

    def begin(self) -> None:
        """Nothing typed, nothing said; the keyboard where something is missing."""
        self.password.forget()
        self._say("")
        self.set_busy(False)
        self.take_focus()

    def take_focus(self) -> None:
        """Be ready for typing."""
        field = self.password if self.person.currentText().strip() else self.person
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, text: str, wait_seconds: float = 0) -> None:
        """Say why not; the name stays, the password is typed again.

        Args:
            wait_seconds: for so long nothing can be tried.
        """
        self.set_busy(False)
        self.password.clear()
        self._until = self._clock() + wait_seconds if wait_seconds > 0 else 0.0
        self._say(text)
        self.take_focus()
        if self._until:
            self._tick.start()
            self._show_wait()

    def error_text(self) -> str:
        """What is said to be wrong, "" for nothing."""
        return "" if self._line.isHidden() else self._said.text()

    def set_busy(self, busy: bool) -> None:
        """Keep it from being asked for twice while the password is checked."""
        self._busy = busy
        self.button.setEnabled(not busy and not self._until)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._person_name.setText(_("&Name"))
        self.person.setAccessibleName(_("Name"))
        edit = self.person.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(_("type a part of your name"))
        self._password_name.setText(_("&Password"))
        self.password.setAccessibleName(_("Password"))
        self._caps.setText(_("Caps Lock is on."))
        self.button.setText(_("Sign in"))
        self.password.retranslate()
        self._show_wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the name goes on to the password instead of signing in without one."""
        if watched is self.person and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._to_password()
        return super().eventFilter(watched, event)

    def _to_password(self) -> bool:
        if not self.person.currentText().strip():
            return False
        at = self._named()
        if at >= 0:
            self.person.setCurrentIndex(at)
        self.password.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _submit(self) -> None:
        if self._busy or self._until:
            return
        if not self.login():
            self._say(_("Say who you are."))
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.password.text():
            self._say(_("Type your password."))
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say("")
            self.set_busy(True)
            self.submitted.emit(self.login(), self.password.text())

    def _say(self, text: str) -> None:
        self._error = text
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._line.setVisible(bool(text))

    def _show_wait(self) -> None:
        """Count the wait down beside what was wrong; then the act is open again."""
        if not self._until:
            return
        left = max(0, round(self._until - self._clock() + 0.49))
        if left <= 0:
            self._until = 0.0
            self._tick.stop()
            self._say("")
            self.set_busy(self._busy)
            return
        self.button.setEnabled(False)
        wait = plural("Next try in {count} second.", "Next try in {count} seconds.", left).format(count=left)
        self._said.setText(f"{self._error} {wait}")
        self._line.setVisible(True)
