"""Acts past the order of the plan, for every room: raise, place by hand, compare, hold; each with its way back.

A room makes one `OrderActs` and calls it with the application meant; forms, notices and "Undo" are alike everywhere.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from printdesk.i18n import _
from printdesk.services.holds import HeldRow
from printdesk.services.pins import PinView
from printdesk.services.raises import RaiseView
from printdesk.services.work import Actor
from printdesk.ui.form_acts import FormActs
from printdesk.ui.kit.barring import bar_action
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.order import words
from printdesk.ui.order.compare_dialog import CompareDialog, Subject
from printdesk.ui.order.dialogs import BackDialog, NoteDialog, PinDialog, RaiseDialog
from printdesk.ui.order.reading import Request
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.history import touched

__all__ = ["HOLDING", "OrderActs", "Subject"]

HOLDING = ("hold", "resume", "expect_back")
"""The acts that change whether an application is on hold, and until when."""


class OrderActs(FormActs):
    """The acts, one after the other; arguments as in `FormActs`."""

    def ask_raise(self, subject: Subject) -> None:
        """Open the form that asks for a raise."""
        dialog = RaiseDialog(self._context, subject.application_id, subject.name, self._owner.window())
        dialog.submitted.connect(lambda: self._send_raise(dialog, subject))
        self.open_form(dialog)

    def ask_pin(self, subject: Subject) -> None:
        """Open the form that asks for a place by hand."""
        dialog = PinDialog(self._context, subject.application_id, subject.name, self._owner.window())
        dialog.submitted.connect(lambda: self._send_pin(dialog, subject))
        self.open_form(dialog)

    def compare(self, first: Subject, second: Subject | None = None) -> None:
        """Why is one before the other? Without a second one it is searched for."""
        self.open_form(CompareDialog(self._context, first, second, self._owner.window()))

    def row_menu(self, subject: Subject, parent: QWidget) -> QMenu:
        """What can be done with an application that waits, as a menu."""
        menu = with_letters(QMenu(parent))
        for text, act, needed in (
            (_("Open the card"), lambda: self._context.open_application(subject.application_id), "open_card"),
            (_("Compare with…"), lambda: self.compare(subject), ""),
            (_("Ask for a raise…"), lambda: self.ask_raise(subject), "ask_raise"),
            (_("Place by hand…"), lambda: self.ask_pin(subject), "ask_pin"),
        ):
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _on=False, run=act: run())
            if needed:
                bar_action(menu, entry, needed)
        return menu

    def open_menu(self, subject: Subject, parent: QWidget, at: QPoint) -> None:
        """Show that menu at a place on the screen; it goes when it is closed."""
        menu = self.row_menu(subject, parent)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _send_raise(self, dialog: RaiseDialog, subject: Subject) -> None:
        raises, key = self._context.services.raises, subject.application_id
        reason, proof = dialog.reason.text(), str(dialog.proof.currentData() or "")
        said = _("A raise of {name} was asked for; the supervisor sees it now.").format(name=subject.name)
        turn = Turn[int](
            lambda actor, op: raises.ask(actor, key, reason, op, proof=proof),
            lambda actor, op, made: raises.withdraw(actor, made, op),
        )
        step = Step(lambda: _("raise asked for {name}").format(name=subject.name), turn)
        self.submit(dialog, turn.forward, lambda _made: self.say_with_undo(said, step), dialog.reason)

    def _send_pin(self, dialog: PinDialog, subject: Subject) -> None:
        pins, key = self._context.services.pins, subject.application_id
        reason, day = dialog.reason.text(), dialog.place()
        said = _("A place by hand for {name} was asked for; a second person confirms it.").format(name=subject.name)
        turn = Turn[int](
            lambda actor, op: pins.ask(actor, key, reason, op, day=day),
            lambda actor, op, made: pins.withdraw(actor, made, op),
        )
        step = Step(lambda: _("place by hand asked for {name}").format(name=subject.name), turn)
        self.submit(dialog, turn.forward, lambda _made: self.say_with_undo(said, step), dialog.reason)

    def approve(self, request: Request, to_class: str, days: int) -> None:
        """Approve a raise, or confirm a place by hand (then class and days do not count)."""
        raises, pins, row = self._context.services.raises, self._context.services.pins, request.row

        def act(actor: Actor, operation_id: str) -> RaiseView | PinView:
            if request.is_raise:
                return raises.approve(actor, row.id, to_class, operation_id, days=days)
            return pins.confirm(actor, row.id, operation_id)

        def done(made: RaiseView | PinView) -> None:
            held = _("{name} has its place by hand until {moment}.")
            text = _("{name} is raised until {moment}.") if request.is_raise else held
            self.say_with_undo(text.format(name=row.name, moment=words.moment(made.expires_at)), step)

        turn = Turn[RaiseView | PinView](act, lambda actor, op, _made: self._back(request)(actor, op))
        step = Step(lambda: _approval_name(request), turn, why_not=_ask_anew)
        self._acts.begin(turn.forward, done)

    def refuse(self, request: Request) -> None:
        """Ask why, and refuse."""
        row = request.row
        dialog = NoteDialog(_("Refuse the request for {name}?").format(name=row.name), self._owner.window())
        service = self._context.services.raises if request.is_raise else self._context.services.pins

        def send() -> None:
            note = dialog.note.text()
            said = _("The request for {name} was refused.").format(name=row.name)
            self.submit(
                dialog,
                lambda actor, op: service.refuse(actor, row.id, note, op),
                lambda _none: self._context.messages.ok(said),
                dialog.note,
            )

        dialog.submitted.connect(send)
        self.open_form(dialog)

    def withdraw(self, request: Request) -> None:
        """Take a request or what it gave back: the plan is again what it would be without it."""
        said = _("Taken back: {name} has its old place and both dates again.").format(name=request.row.name)
        self._acts.begin(self._back(request), lambda _none: self._context.messages.ok(said))

    def resume(self, row: HeldRow) -> None:
        """Let an application go on at its old place."""
        self.resume_one(row.application_id, row.name, row.reason, row.until)

    def resume_one(self, application_id: int, name: str, reason: str, until: datetime | None) -> None:
        """The same for a card; reason and return are put back by "Undo"."""
        applications = self._context.services.applications
        said = _("{name} is released, at its old place.").format(name=name)

        def back(actor: Actor, operation_id: str, _none: None) -> None:
            now = self._context.services.office.now()
            again = until if until is not None and until > now else None
            applications.hold(actor, application_id, reason, operation_id, until=again)

        turn = Turn[None](
            lambda actor, op: applications.resume(actor, application_id, op), back, touched(application_id, *HOLDING)
        )
        step = Step(lambda: _("release of {name}").format(name=name), turn)
        self._acts.begin(turn.forward, lambda _none: self.say_with_undo(said, step))

    def expect_back(self, row: HeldRow, now: datetime) -> None:
        """Ask when it is expected back."""
        applications = self._context.services.applications
        dialog = BackDialog(row.name, now, row.until, self._owner.window())

        def send() -> None:
            until = dialog.back.value()
            text = _("{name} is expected back {moment}.") if until else _("Nobody knows when {name} comes back.")
            said = text.format(name=row.name, moment=words.moment(until))
            turn = Turn[None](
                lambda actor, op: applications.expect_back(actor, row.application_id, until, op),
                lambda actor, op, _none: applications.expect_back(actor, row.application_id, row.until, op),
                touched(row.application_id, *HOLDING),
            )
            step = None if row.due else Step(lambda: _("day on which {name} is back").format(name=row.name), turn)
            self.submit(dialog, turn.forward, lambda _none: self.say_with_undo(said, step), dialog.back.day)

        dialog.submitted.connect(send)
        self.open_form(dialog)

    def _back(self, request: Request) -> Callable[[Actor, str], None]:
        service = self._context.services.raises if request.is_raise else self._context.services.pins
        return lambda actor, op: service.withdraw(actor, request.row.id, op)


def _approval_name(request: Request) -> str:
    text = _("raise approved for {name}") if request.is_raise else _("place by hand confirmed for {name}")
    return text.format(name=request.row.name)


def _ask_anew() -> str:
    return _("The request went with it: it is asked for anew.")
