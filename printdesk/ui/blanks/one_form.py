"""One form at a time over a view, and the act it asks for."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.work import Actor
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog, Second, SecondSignIn
from printdesk.ui.room_work import Acts

T = TypeVar("T")
Act = Callable[[Actor, str], T]


class OneForm:
    """Opens a form unless one is open, carries out what it asks for, and keeps it open where that was refused.

    Attributes:
        dialog: the form that is open, None when none is.
    """

    def __init__(self, context: RoomContext, acts: Acts, page: QWidget) -> None:
        self._context = context
        self._acts = acts
        self._page = page
        self.dialog: FormDialog | None = None

    @property
    def window(self) -> QWidget:
        """Over which forms open."""
        return self._page.window()

    def ask(self, dialog: FormDialog, build: Callable[[], Act[T]], done: Callable[[T], None]) -> None:
        """Open a form.

        Args:
            build: reads the form when its act is asked for, and gives the act.
            done: told of the act's answer after the form was closed.
        """
        if self.dialog is not None:
            dialog.deleteLater()
            return
        dialog.submitted.connect(lambda: self._carry_out(dialog, build(), done))
        dialog.finished.connect(self._close)
        self.dialog = dialog
        dialog.open()

    def _carry_out(self, dialog: FormDialog, act: Act[T], done: Callable[[T], None]) -> None:
        dialog.set_busy(True)

        def finish(answer: T) -> None:
            if dialog is self.dialog:
                dialog.accept()
            done(answer)

        if not self._acts.begin(act, finish, lambda error: self._refuse(dialog, error), seconds_of(dialog)):
            dialog.set_busy(False)

    def _refuse(self, dialog: FormDialog, error: DeskError) -> None:
        if dialog is self.dialog:
            dialog.show_error(error)
        else:
            self._context.messages.error(error)

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def people_box(facts: BlanksFacts, without: str, first: str) -> QComboBox:
    """The people of the office to choose one from.

    Args:
        without: login that cannot be chosen, "" for none. first: what stands at the top in place of a person.
    """
    box = QComboBox()
    box.setMinimumContentsLength(24)
    box.addItem(first, "")
    for person in facts.people:
        if person.login != without:
            box.addItem(person.name, person.login)
    return box


def second_sign_in(facts: BlanksFacts, user: str, act: str, first: str = "") -> SecondSignIn:
    """The second person of an act, with a password where people have some.

    Args:
        user: login of who acts; it is never the same person. act: name of the act.
        first: what stands at the top in place of a person.
    """
    box = QComboBox()
    box.setMinimumContentsLength(24)
    box.addItem(first or _("Choose the second person"), "")
    for person in facts.seconds():
        if person.login != user:
            box.addItem(person.name, person.login)
    return SecondSignIn(box, act, asks=facts.closed)


def seconds_of(dialog: QWidget) -> tuple[Second, ...]:
    """The second people who typed their passwords in a form."""
    found = (each.second() for each in dialog.findChildren(SecondSignIn))
    return tuple(each for each in found if each is not None and each.password)


def second_person_hint(box: QComboBox) -> str:
    """What to know about the second person; in a new office nobody else is known yet."""
    if box.count() > 1:
        return ""
    return _("Nobody else is known here yet. Name the second person first, under the name at the top right.")
