"""Opens what belongs to uncollected booklets: reminders, cancelling, letters, the switch of the month, a search."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.search_trail import CaseView
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.pickup.ready_panel import ReadyPanel
from printdesk.ui.pickup.uncollected_cancel import CancelDialog
from printdesk.ui.pickup.uncollected_forms import LookDialog, SuspendDialog
from printdesk.ui.pickup.uncollected_letters import LettersDialog
from printdesk.ui.pickup.uncollected_reminders import RemindersDialog
from printdesk.ui.room_work import Acts


class UncollectedDesk:
    """Answers the buttons of the counter's lists.

    Args:
        panel: the lists. page: the room, over whose window the dialogs open.

    Attributes:
        dialog: the window that is open, None when none is.
    """

    def __init__(self, context: RoomContext, panel: ReadyPanel, page: QWidget) -> None:
        self._context, self._panel, self._page = context, panel, page
        self._acts = Acts(context, page, lambda: None)
        self.dialog: RemindersDialog | CancelDialog | LettersDialog | FormDialog | None = None
        panel.acts.remind.clicked.connect(self.remind)
        panel.acts.cancel.clicked.connect(self.cancel)
        panel.acts.suspend.clicked.connect(self.suspend)
        panel.acts.letters_wanted.connect(self.letters)
        panel.acts.search_wanted.connect(self.search)

    def rest(self) -> None:
        """Nothing runs any more."""
        self._acts.rest()

    def remind(self) -> None:
        """Who is to be reminded today."""
        self._open(RemindersDialog(self._context, self._page.window()))

    def cancel(self) -> None:
        """The dry run, and the batches."""
        dialog = CancelDialog(self._context, self._page.window())
        dialog.letters_wanted.connect(lambda ids: self._after(dialog, lambda: self.letters(ids)))
        self._open(dialog)

    def letters(self, ids: Sequence[int]) -> None:
        """Drafts of letters to these."""
        if ids:
            self._open(LettersDialog(self._context, tuple(ids), self._page.window()))

    def suspend(self) -> None:
        """Stop the month, or let it run again."""
        shelf = self._panel.shelf
        if shelf is None:
            return
        service, held = self._context.services.uncollected, shelf.lists.suspension
        if held is not None:
            key = held.id
            done = self._said(_("The month to collect runs again; the days until now do not count."))
            self._acts.begin(lambda actor, operation: service.end_suspension(actor, key, operation), done)
            return
        dialog = SuspendDialog(shelf.lists.today, self._page.window())

        def build() -> Callable[[Actor, str], None]:
            first, until, reason = dialog.first.value(), dialog.last(), dialog.reason.text()
            return lambda actor, operation: service.suspend(actor, first, until, reason, operation)

        self._ask(dialog, build, self._said(_("The month to collect is suspended for the office.")))

    def search(self, serial: str) -> None:
        """Note another look for a missing booklet."""
        if not serial:
            return
        dialog = LookDialog(serial, self._page.window())
        service = self._context.services.missing

        def build() -> Callable[[Actor, str], CaseView]:
            place, result = dialog.place.text(), dialog.outcome.text()
            return lambda actor, operation: service.search(actor, serial, "", place, result, operation)

        self._ask(dialog, build, self._said(_("The search for {serial} is noted.").format(serial=serial)))

    def _ask(self, dialog: FormDialog, build: Callable[[], Callable[[Actor, str], Any]], done: Any) -> None:
        """Open a form; its act closes it, a refusal keeps it with everything typed."""

        def finish(answer: Any) -> None:
            dialog.accept()
            done(answer)

        def submit() -> None:
            dialog.set_busy(True)
            if not self._acts.begin(build(), finish, refuse):
                dialog.set_busy(False)

        def refuse(error: DeskError) -> None:
            dialog.show_error(error)

        dialog.submitted.connect(submit)
        self._open(dialog)

    def _said(self, text: str) -> Callable[[Any], None]:
        return lambda _answer: self._context.messages.ok(text)

    def _after(self, dialog: CancelDialog, then: Callable[[], None]) -> None:
        dialog.accept()
        then()

    def _open(self, dialog: Any) -> None:
        if self.dialog is not None:
            return
        self.dialog = dialog
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._context.changed()
