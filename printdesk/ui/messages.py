"""The one door through which the program speaks to its user.

Notices appear in the window and never block; `confirm` is the only box there is, for what cannot be undone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.ui.kit.notice import NoticeAction, Severity


@dataclass(frozen=True)
class Message:
    """What was said.

    Attributes:
        severity: how much it matters.
        text: what happened, one sentence. advice: what to do, may be empty.
        action: one act offered beside it, usually an undo.
        topic: a newer message on the same topic takes the place of this one; "" for none.
    """

    severity: Severity
    text: str
    advice: str = ""
    action: NoticeAction | None = None
    topic: str = ""


@dataclass(frozen=True)
class Question:
    """What a confirmation asks.

    Attributes:
        title: what would be done, naming the object ("Mark booklet B4471202 as destroyed?").
        text: that it cannot be undone, and what follows.
        act: the button that does it, a verb. owner: the window it belongs to.
    """

    title: str
    text: str
    act: str
    owner: QWidget | None = None


def ask_in_box(question: Question) -> bool:
    """Ask in a box whose default and Esc are "cancel"."""
    from PySide6.QtWidgets import QMessageBox  # seldom needed, so not at every start

    box = QMessageBox(question.owner)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(question.title)
    box.setText(question.title)
    box.setInformativeText(question.text)
    act = box.addButton(question.act, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is act


class Messages(QObject):
    """Say things to the user.

    Args:
        ask: asks a `Question`; tests and scripts bring their own.
        beep: makes a sound with every stop, usually `QApplication.beep`; None stays silent.
        show_fault: shows what support needs to know of a bug, offered beside its notice; None offers nothing.

    Signals:
        posted: a `Message` to show. settled: the topic of which nothing is to be shown any more.
    """

    posted = Signal(object)
    settled = Signal(str)

    def __init__(
        self,
        ask: Callable[[Question], bool] = ask_in_box,
        beep: Callable[[], None] | None = None,
        parent: QObject | None = None,
        show_fault: Callable[[Exception], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_fault = show_fault
        self._ask = ask
        self._beep = beep

    def ok(self, text: str, undo: NoticeAction | None = None) -> None:
        """Say that something is done, perhaps with the way back; hides by itself."""
        self._post(Message(Severity.OK, text, action=undo))

    def info(self, text: str, advice: str = "", action: NoticeAction | None = None, topic: str = "") -> None:
        """Say something worth knowing; a newer one on the same topic takes its place."""
        self._post(Message(Severity.INFO, text, advice, action, topic))

    def settle(self, topic: str) -> None:
        """What was said on a topic is no news any more."""
        self.settled.emit(topic)

    def warn(self, text: str, advice: str = "", action: NoticeAction | None = None, topic: str = "") -> None:
        """Say that something needs a look; a newer one on the same topic takes its place."""
        self._post(Message(Severity.WARNING, text, advice, action, topic))

    def stop(self, text: str, advice: str = "", action: NoticeAction | None = None) -> None:
        """Say that something must not go on like this."""
        self._post(Message(Severity.STOP, text, advice, action))

    def error(self, error: DeskError) -> None:
        """Say that a rule or the world stood against the act."""
        self.stop(error.message, error.advice)

    def bug(self, error: Exception) -> None:
        """Say that the program has failed; the one who calls has logged it."""
        show = self._show_fault
        action = NoticeAction(_("What went wrong…"), lambda: show(error)) if show is not None else None
        self.stop(
            _("The program made a mistake: {kind}.").format(kind=type(error).__name__),
            _("Look whether it was saved before you do it again, and show the log to support."),
            action,
        )

    def confirm(self, title: str, text: str, act: str, owner: QWidget | None = None) -> bool:
        """Ask before something that cannot be undone (see `Question`); True when the user wants it."""
        return self._ask(Question(title, text, act, owner))

    def _post(self, message: Message) -> None:
        if message.severity is Severity.STOP and self._beep is not None:
            self._beep()
        self.posted.emit(message)
