"""Why a booklet is spoiled: the office's reasons, one key each, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from printdesk.domain.settings import Reason
from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.ui.hand_keys import HandKeys
from printdesk.ui.kit import Card, FormDialog, label
from printdesk.ui.theme import Space

_KEYS = "1234567890"


class ReasonDialog(FormDialog):
    """Asks for a reason; a number key or the arrows choose one, Enter spoils the booklet, Esc gives up.

    Args:
        title: what will be done, naming the booklet.
        intro: what follows.
        act: the button's verb.
        reasons: the office's reasons for this use; keys 1 to 9 and 0 choose the first ten.
    """

    def __init__(self, title: str, intro: str, act: str, reasons: Sequence[Reason], parent: QWidget | None) -> None:
        super().__init__(title, act, intro, parent)
        self._reasons = tuple(reasons)
        self._keys = HandKeys(self)
        self._keys.pressed.connect(self._choose_by_key)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(0)
        for at, reason in enumerate(self._reasons):
            column.addWidget(self._choice(at, reason))
        self._next_step = label("", wrap=True)
        self._advice = Card(surface="quiet")
        self._advice.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._advice.body.setSpacing(2)
        self._advice.body.addWidget(label(_("Next step"), "caption"))
        self._advice.body.addWidget(self._next_step)
        self.body.addLayout(column)
        self.body.addWidget(self._advice)
        self._choices.idToggled.connect(self._tell)
        self.set_act_enabled(False)
        self._next_step.setText(_("Choose what is wrong with the booklet."))

    def _choice(self, at: int, reason: Reason) -> QRadioButton:
        words = reason.label.text(language()).replace("&", "&&")
        key = f"{_KEYS[at]}   " if at < len(_KEYS) else ""
        button = QRadioButton(key + words)
        button.setAccessibleName(words)
        self._choices.addButton(button, at)
        return button

    def code(self) -> str:
        """The code of the reason chosen, "" before there is one."""
        at = self._choices.checkedId()
        return self._reasons[at].code if at >= 0 else ""

    def choose(self, code: str) -> None:
        """Choose the reason with this code."""
        for at, reason in enumerate(self._reasons):
            if reason.code == code:
                self._choices.button(at).setChecked(True)
                self._choices.button(at).setFocus()

    def refuse(self, error: DeskError) -> None:
        """Say why the booklet could not be spoiled; the choice stays."""
        self.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number key chooses; Enter and Esc as in every form. Keys of a scanner choose and confirm nothing."""
        by_hand = self._keys.offer(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if by_hand or not enter:
            super().keyPressEvent(event)

    def _choose_by_key(self, key: str) -> None:
        at = _KEYS.find(key)
        if 0 <= at < len(self._reasons):
            self.choose(self._reasons[at].code)

    def _tell(self, at: int, chosen: bool) -> None:
        if not chosen:
            return
        words = self._reasons[at].next_step.text(language())
        self._next_step.setText(words or _("Put the booklet aside for the supervisor."))
        self.set_act_enabled(True)
