"""What the officer does with an open card, apart from handing over."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from printdesk.domain.states import ApplicationState
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.pickup import words
from printdesk.ui.pickup.card_view import CardView
from printdesk.ui.pickup.dialogs import HoldDialog, Trip, TripDialog, UndoDialog
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.room_work import Acts


class CardActs(QObject):
    """Identity, message, trip, hold and undo for the card shown.

    Args:
        read_again: called when the card itself has changed.
    """

    def __init__(
        self, context: RoomContext, view: CardView, acts: Acts, read_again: Callable[[], None], owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._view = view
        self._acts = acts
        self._read_again = read_again
        self._owner = owner
        view.head.identity_wanted.connect(self.show_identity)
        view.answer.copy_wanted.connect(self.copy_message)
        view.answer.trip_wanted.connect(self.ask_trip)
        view.answer.hold_wanted.connect(self.ask_hold)
        view.answer.resume_wanted.connect(self.resume)
        view.answer.undo_wanted.connect(self.ask_undo)
        view.done.undo_wanted.connect(self.ask_undo)

    def show_identity(self) -> None:
        """The full numbers; the look is recorded."""
        opened = self._view.opened
        if opened is None:
            return
        application_id = opened.card.id
        self._acts.begin(
            lambda actor, op: self._context.services.applications.full_identity(actor, application_id, op),
            done=lambda identity: self._view.head.show_identity(identity) if self._is_open(application_id) else None,
        )

    def copy_message(self) -> None:
        """The answer as a message, without identity numbers, to the clipboard."""
        opened, answer = self._view.opened, self._view.answer.answer
        if opened is None or answer is None:
            return
        QGuiApplication.clipboard().setText(words.message_text(opened, answer))
        self._context.messages.ok(_("Copied for WhatsApp: the answer for {name}.").format(name=opened.card.name))

    def ask_trip(self) -> None:
        """Change the trip and its proof."""
        opened = self._view.opened
        if opened is None:
            return
        dialog = TripDialog(opened.card, opened.now.date(), opened.now.tzinfo, self._owner)
        dialog.submitted.connect(lambda: self._save_trip(dialog, opened))
        dialog.open()

    def _save_trip(self, dialog: TripDialog, opened: Opened) -> None:
        trip = dialog.trip()

        def save(actor: Actor, operation_id: str) -> None:
            self._write_trip(actor, operation_id, opened, trip)

        self._carry_out(dialog, save, _("The trip of {name} is noted.").format(name=opened.card.name))

    def _write_trip(self, actor: Actor, operation_id: str, opened: Opened, trip: Trip) -> None:
        applications, card = self._context.services.applications, opened.card
        before = (card.departs_at, card.departs_has_time, card.destination, card.visa_lead_days)
        version: int | None = card.version
        if (trip.departs_at, trip.has_time, trip.destination, trip.visa_lead_days) != before:
            applications.set_trip(
                actor, card.id, trip.departs_at, trip.has_time, trip.destination, trip.visa_lead_days, operation_id,
                version=version,
            )  # fmt: skip
            version = None
        if trip.proof != applications.card(card.id).proof:
            applications.give_proof(actor, card.id, trip.proof, new_operation_id(), version=version)

    def ask_hold(self) -> None:
        """Hold the application back, for a reason."""
        opened = self._view.opened
        if opened is None:
            return
        dialog = HoldDialog(opened.card.name, opened.settings.reasons_for("hold"), self._owner)
        dialog.submitted.connect(lambda: self._hold(dialog, opened))
        dialog.open()

    def _hold(self, dialog: HoldDialog, opened: Opened) -> None:
        code = dialog.code()
        self._carry_out(
            dialog,
            lambda actor, op: self._context.services.applications.hold(actor, opened.card.id, code, op),
            _("{name} is on hold.").format(name=opened.card.name),
        )

    def resume(self) -> None:
        """Let a held application go on."""
        opened = self._view.opened
        if opened is None or opened.card.state != ApplicationState.HELD:
            return
        card = opened.card
        self._acts.begin(
            lambda actor, op: self._context.services.applications.resume(actor, card.id, op),
            done=lambda _none: self._done(_("{name} is released, at its old place.").format(name=card.name)),
        )

    def ask_undo(self) -> None:
        """Take the hand-over of the card shown back."""
        if self._view.opened is not None:
            self.ask_undo_of(self._view.opened.card.id, self._view.opened.card.name)

    def ask_undo_of(self, application_id: int, name: str) -> None:
        """Take a hand-over back; the booklet must be scanned."""
        dialog = UndoDialog(name, self._owner)
        dialog.submitted.connect(lambda: self._undo(dialog, application_id, name))
        dialog.open()

    def _undo(self, dialog: UndoDialog, application_id: int, name: str) -> None:
        serial, reason = dialog.serial.text().strip(), dialog.reason.text().strip()
        if not serial:
            dialog.show_error(_("Scan the booklet first."), dialog.serial)
            return
        expected = self._view.opened.card.serial if self._is_open(application_id) and self._view.opened else ""
        if expected and serial.upper() != expected:
            dialog.show_error(
                _("{serial} is not the booklet that was handed to {name}.").format(serial=serial, name=name),
                dialog.serial,
            )
            return

        def done(_none: object) -> None:
            dialog.accept()
            self._view.show_details()
            self._done(_("The hand-over to {name} was taken back; put the booklet on the shelf.").format(name=name))

        dialog.set_busy(True)
        self._acts.begin(
            lambda actor, op: self._context.services.pickup.undo(actor, serial, reason, op),
            done=done,
            refused=lambda error: dialog.show_error(error, dialog.serial if reason else dialog.reason),
        )

    def _carry_out(self, dialog: TripDialog | HoldDialog, act: Callable[[Actor, str], None], said: str) -> None:
        def done(_none: None) -> None:
            dialog.accept()
            self._done(said)

        def refused(error: DeskError) -> None:
            dialog.show_error(error)

        dialog.set_busy(True)
        if not self._acts.begin(act, done=done, refused=refused):
            dialog.set_busy(False)

    def _done(self, said: str) -> None:
        self._context.messages.ok(said)
        self._read_again()

    def _is_open(self, application_id: int) -> bool:
        return self._view.opened is not None and self._view.opened.card.id == application_id
