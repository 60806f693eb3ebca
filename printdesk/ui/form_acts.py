"""Acts that are asked for in a form: one form at a time, what goes wrong said in it, what was done with its way back.

Several rooms use it; a class of acts builds on it and adds what it does.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from printdesk.errors import DeskError
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts
from printdesk.ui.undo import Step
from printdesk.ui.undo.running import say_done

T = TypeVar("T")


class FormActs(QObject):
    """Acts, one after the other.

    Args:
        owner: the page; forms open over its window.
        acts: of the page, so that no two acts run at once; None for its own.
        ended: called after an act that was refused, so that the page shows what is true.

    Attributes:
        dialog: the form that is open, None without one.
    """

    def __init__(
        self, context: RoomContext, owner: QWidget, acts: Acts | None = None, ended: Callable[[], None] | None = None
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._acts = acts or Acts(context, owner, ended or (lambda: None))
        self.dialog: QDialog | None = None
        context.background.busy_changed.connect(self._rest)

    def say_with_undo(self, said: str, step: Step | None) -> None:
        """Say what was done, with the way back: beside the notice and by Ctrl+Z; None where there is none."""
        if step is None:
            self._context.messages.ok(said)
        else:
            say_done(self._context, said, step)

    def submit(
        self,
        dialog: FormDialog,
        act: Callable[[Actor, str], T],
        done: Callable[[T], None],
        field: QWidget | None = None,
    ) -> None:
        """Carry out what a form asks for: it closes when that is done, and says why it was refused.

        Args:
            field: what is to be mended when it is refused.
        """

        def finish(answer: T) -> None:
            if dialog is self.dialog:
                dialog.accept()
            done(answer)

        def refuse(error: DeskError) -> None:
            if dialog is self.dialog:
                dialog.show_error(error, field)
            else:
                self._context.messages.error(error)

        dialog.set_busy(True)
        if not self._acts.begin(act, finish, refuse):
            dialog.set_busy(False)

    def open_form(self, dialog: QDialog) -> None:
        """Open a form in place of the one that is open."""
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.finished.connect(lambda _code: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
