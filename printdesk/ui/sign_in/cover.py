"""The page over the locked window: who signs in here, in which language; nothing else is to be seen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.i18n import _, language
from printdesk.ui.kit import Card, ChipRow, IconMark, PrimaryButton, SignMark, label
from printdesk.ui.sign_in.new_password import NewPassword
from printdesk.ui.sign_in.sign_in_form import SignInForm
from printdesk.ui.theme import Kind, Space, Tone

_WIDTH = 440
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


class OwnPasswordForm(QWidget):
    """Somebody who signed in with a password that another person chose takes one of their own.

    Signals:
        submitted: the new password.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = NewPassword()
        self.button = PrimaryButton("", "", "check")
        self._said = label("", "strong", tone=Tone.RED, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for part in (self.fields, self._said, self.button):
            column.addWidget(part)
        column.addStretch(1)
        self.button.clicked.connect(self._submit)
        for field in (self.fields.first, self.fields.again):
            field.returnPressed.connect(self._submit)
        self.setFocusProxy(self.fields)
        self.begin()

    def begin(self) -> None:
        """Nothing typed, nothing said."""
        self.fields.forget()
        self.refuse("")

    def refuse(self, text: str) -> None:
        """Say why not."""
        self.button.setEnabled(True)
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.button.setText(_("Take this password"))
        self.fields.retranslate()

    def _submit(self) -> None:
        wrong = self.fields.problem()
        if wrong:
            self.refuse(wrong)
            self.fields.wrong_field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse("")
        self.button.setEnabled(False)
        self.submitted.emit(self.fields.password())


class SignInCover(QWidget):
    """Lies over the window while nobody is signed in, or while it is locked.

    Args:
        clock: seconds that never run backwards, for the wait after failures.

    Attributes:
        form: name and password. own: a first password of one's own. languages: chips.

    Signals:
        language_chosen: "id" or "en".
    """

    language_chosen = Signal(str)

    def __init__(self, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._locked_by = ""
        self._note = ""
        self.form, self.own = SignInForm(clock), OwnPasswordForm()
        self.languages = ChipRow()
        self._pages = QStackedWidget()
        self._office = label("", "secondary", wrap=True)
        self._title = label("", "title", wrap=True)
        self._intro = label("", "secondary", wrap=True)
        self._scan = QWidget()
        self._scan_words = label("", "strong", tone=Tone.AMBER, wrap=True)
        self._build()
        self.languages.chosen.connect(self.language_chosen)
        self.setFocusProxy(self.form)
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(label("PrintDesk", "section"))
        names.addWidget(self._office)
        head.addWidget(IconMark("lock", 28, Tone.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        scan = QHBoxLayout(self._scan)
        scan.setContentsMargins(0, 0, 0, 0)
        scan.setSpacing(Space.S)
        scan.addWidget(SignMark(Kind.SLACK, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        scan.addWidget(self._scan_words, 1)
        self._scan.setVisible(False)
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.own)
        card = Card()
        card.setFixedWidth(_WIDTH)
        card.body.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        card.body.setSpacing(Space.S)
        card.body.addLayout(head)
        card.body.addSpacing(Space.M)
        for part in (self._title, self._intro, self._scan, self._pages):
            card.body.addWidget(part)
        for code, name in LANGUAGES:
            self.languages.set_chip(code, name)
        column = QVBoxLayout(self)
        middle = QHBoxLayout()  # not an alignment: that would give wrapping words the height of one line
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addStretch(2)
        column.addLayout(middle)
        column.addSpacing(Space.M)
        column.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def begin(self, office: str, *, locked_by: str = "", note: str = "") -> None:
        """Ask who signs in.

        Args:
            office: its name. locked_by: whose work waits behind the cover, "" for nobody's.
            note: why the page is here, where that is not plain.
        """
        self._office.setText(office)
        self._office.setVisible(bool(office))
        self._locked_by, self._note = locked_by, note
        self._scan.setVisible(False)
        self._pages.setCurrentWidget(self.form)
        self.setFocusProxy(self.form)
        self.form.begin()
        self.retranslate()

    def ask_own_password(self) -> None:
        """The password was right, but somebody else chose it."""
        self._pages.setCurrentWidget(self.own)
        self.own.begin()
        self.retranslate()
        self.own.fields.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_scan_unused(self) -> None:
        """A scan came; it did nothing, and its large letters say nothing about Caps Lock."""
        self._scan.setVisible(True)
        self.form.password.caps_lock.emit(False)

    def said(self) -> list[str]:
        """Everything that stands on the page but the fields."""
        parts = (self._office, self._title, self._intro, self._scan_words)
        return [part.text() for part in parts if part.isVisible() and part.text()]

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.languages.choose(language())
        self._scan_words.setText(_("Sign in first; the scan was not used."))
        title, intro = self._words()
        self._title.setText(title)
        self._intro.setText(intro)
        self._intro.setVisible(bool(intro))
        self.form.retranslate()
        self.own.retranslate()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab stays on the page."""
        fields: list[QWidget] = (
            [self.own.fields.first, self.own.fields.again, self.own.button]
            if self._pages.currentWidget() is self.own
            else [self.form.person, self.form.password, self.form.button]
        )
        stops = [*(each for each in fields if each.isEnabled()), *self.languages.chips()]
        here = self.window().focusWidget()
        at = next((at for at, stop in enumerate(stops) if stop is here or _holds(stop, here)), -1)
        reasons = Qt.FocusReason
        stops[(at + (1 if onward else -1)) % len(stops)].setFocus(
            reasons.TabFocusReason if onward else reasons.BacktabFocusReason
        )
        return True

    def _words(self) -> tuple[str, str]:
        if self._pages.currentWidget() is self.own:
            return _("Choose your own password"), _("The one you were given is known to somebody else.")
        if self._locked_by:
            intro = _("{name} is signed in; the work is as it was. Somebody else may sign in instead.")
            return _("Locked"), intro.format(name=self._locked_by)
        return _("Sign in"), self._note


def _holds(stop: QWidget, here: QWidget | None) -> bool:
    return here is not None and stop.isAncestorOf(here)
