"""Opens the forms of missing booklets and of the quarantine, and carries out what they ask for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from printdesk.domain.states import booklet_state_text
from printdesk.i18n import _, plural
from printdesk.services.quarantine import QuarantineRow
from printdesk.services.search_trail import CaseView
from printdesk.ui.blanks.missing_dialogs import (
    AsideDialog,
    FoundDialog,
    LossDialog,
    MissDialog,
    ReleaseDialog,
    ReprintDialog,
    SearchDialog,
)
from printdesk.ui.blanks.one_form import Act, OneForm
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text, count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts, LatestReading

_PAUSE = 250


class MissingDesk:
    """The forms of the view.

    Args:
        page: over whose window they open. paper: shows the paper of minutes that were made.
    """

    def __init__(self, context: RoomContext, acts: Acts, page: QWidget, paper: Callable[[str], None]) -> None:
        self._context = context
        self._form = OneForm(context, acts, page)
        self._reading = LatestReading(context, page)
        self._paper = paper
        self._facts: BlanksFacts | None = None
        self._page = page

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self._form.dialog

    def show_facts(self, facts: BlanksFacts) -> None:
        """What the room knows now."""
        self._facts = facts

    @property
    def _user(self) -> str:
        return self._context.actor().user

    def miss(self, serial: str = "") -> None:
        """Ask which booklets are missing."""
        dialog = MissDialog(self._form.window, serial)
        service = self._context.services.missing

        def build() -> Act[tuple[str, ...]]:
            serials, reason = dialog.serials(), dialog.reason.toPlainText()
            return lambda actor, operation: service.declare(actor, serials, reason, operation)

        def done(serials: tuple[str, ...]) -> None:
            text = plural("{count} is reported missing.", "{count} are reported missing.", len(serials))
            self._context.messages.ok(text.format(count=booklets_text(len(serials))))

        self._form.ask(dialog, build, done)

    def search(self, case: CaseView) -> None:
        """Ask who looked where."""
        if self._facts is None:
            return
        dialog = SearchDialog(self._facts, self._user, case, self._form.window)
        service = self._context.services.missing

        def build() -> Act[CaseView]:
            who, place = str(dialog.who.currentData()), dialog.place.text()
            result = dialog.outcome.toPlainText()
            return lambda actor, operation: service.search(actor, dialog.serial, who, place, result, operation)

        self._form.ask(dialog, build, lambda _case: None)

    def found(self, cases: Sequence[CaseView], scanned: str) -> None:
        """Ask where it was found."""
        dialog = FoundDialog(cases, scanned, self._form.window, scanned=bool(scanned))
        service = self._context.services.missing

        def build() -> Act[tuple[str, str]]:
            serial, place, to = dialog.serial.text(), dialog.place.text(), str(dialog.to.currentData())
            return lambda actor, operation: (serial, service.found(actor, serial, place, operation, to))

        def done(answer: tuple[str, str]) -> None:
            text = _("{serial} was found; it is {state} now.")
            self._context.messages.ok(text.format(serial=answer[0].upper(), state=booklet_state_text(answer[1])))

        self._form.ask(dialog, build, done)

    def report(self, serials: Sequence[str]) -> None:
        """Ask who signs the minutes of loss."""
        if self._facts is None:
            return
        dialog = LossDialog(self._facts, self._user, serials, self._form.window)
        service = self._context.services.missing

        def build() -> Act[str]:
            second, witness = str(dialog.second.currentData()), dialog.witness.text()
            return lambda actor, operation: service.report(actor, dialog.serials, second, operation, witness)

        def done(number: str) -> None:
            self._context.messages.ok(_("Minutes {number} were made.").format(number=number))
            self._paper(number)

        self._form.ask(dialog, build, done)

    def reprint(self, case: CaseView) -> None:
        """Ask the supervisor why."""
        dialog = ReprintDialog(case.serial, case.application_number, self._form.window)
        service, application_id = self._context.services.missing, case.application_id or 0

        def build() -> Act[None]:
            reason = dialog.reason.toPlainText()
            return lambda actor, operation: service.reprint(actor, application_id, reason, operation)

        text = _("{number} waits for printing again, at its old place.").format(number=case.application_number)
        self._form.ask(dialog, build, lambda _none: self._context.messages.ok(text))

    def set_aside(self) -> None:
        """Ask which range, and show what that would do while it is typed."""
        dialog = AsideDialog(self._form.window)
        service = self._context.services.quarantine
        pause = QTimer(dialog)
        pause.setSingleShot(True)
        pause.setInterval(_PAUSE)
        pause.timeout.connect(lambda: self._preview(dialog))
        dialog.first.textChanged.connect(lambda _text: pause.start())
        dialog.last.textChanged.connect(lambda _text: pause.start())
        dialog.printed.toggled.connect(lambda _on: pause.start())

        def build() -> Act[tuple[str, ...]]:
            (first, last), reason = dialog.range(), dialog.reason.text()
            printed = dialog.printed.isChecked()
            return lambda actor, operation: service.set_aside(
                actor, first, last, reason, operation, with_printed=printed
            )

        def done(serials: tuple[str, ...]) -> None:
            text = plural("{count} is in quarantine now.", "{count} are in quarantine now.", len(serials))
            self._context.messages.ok(text.format(count=booklets_text(len(serials))))

        self._form.ask(dialog, build, done)

    def _preview(self, dialog: AsideDialog) -> None:
        first, last = dialog.range()
        if not first or dialog is not self._form.dialog:
            dialog.show_preview(None)
            return
        service = self._context.services.quarantine
        here = self._form
        self._reading.ask(
            lambda: service.preview(first, last),
            lambda found: dialog.show_preview(found) if here.dialog is dialog else None,
            lambda error: dialog.show_preview(None, str(error)) if here.dialog is dialog else None,
        )

    def release(self, rows: Sequence[QuarantineRow]) -> None:
        """Ask two people what becomes of them."""
        if self._facts is None:
            return
        dialog = ReleaseDialog(self._facts, self._user, rows, self._form.window)
        service = self._context.services.quarantine

        def build() -> Act[int]:
            to, second, note = str(dialog.to.currentData()), str(dialog.second.currentData()), dialog.note.text()
            return lambda actor, operation: service.release(actor, dialog.serials, to, second, operation, note)

        def done(count: int) -> None:
            text = plural("{count} booklet was released.", "{count} booklets were released.", count)
            self._context.messages.ok(text.format(count=count_text(count)))

        self._form.ask(dialog, build, done)
