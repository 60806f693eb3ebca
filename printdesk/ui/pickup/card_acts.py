"""What the officer does with an open card, apart from handing over."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from printdesk.domain.settings_contacts import WAITING
from printdesk.domain.states import ApplicationState
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.cards import Card
from printdesk.services.contacts import TEXT_COPIED
from printdesk.services.work import Actor, second_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.order import OrderActs, Subject
from printdesk.ui.order.acts import HOLDING
from printdesk.ui.pickup import words
from printdesk.ui.pickup.card_view import CardView
from printdesk.ui.pickup.dialogs import HoldDialog, ProofNote, Trip, TripDialog, UndoDialog
from printdesk.ui.pickup.own_data import OwnDataDialog
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.pickup.words import hand_over_key
from printdesk.ui.room_work import Acts
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.history import touched


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
        self._order = OrderActs(context, owner, acts)
        view.head.identity_wanted.connect(self.show_identity)
        view.story.own_data_wanted.connect(self.make_own_data)
        view.answer.copy_wanted.connect(self.copy_message)
        view.answer.trip_wanted.connect(self.ask_trip)
        view.answer.hold_wanted.connect(self.ask_hold)
        view.answer.resume_wanted.connect(self.resume)
        view.answer.undo_wanted.connect(self.ask_undo)
        view.standing.raise_wanted.connect(self.ask_raise)
        view.standing.withdraw_wanted.connect(self.withdraw)
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

    def make_own_data(self) -> None:
        """Everything that is kept of the person, as a paper for them; the making is recorded."""
        opened = self._view.opened
        if opened is None:
            return
        key, number, reader = opened.card.id, opened.card.number, active()
        self._acts.begin(
            lambda actor, op: self._context.services.subjects.document(actor, key, reader, op),
            done=lambda document: OwnDataDialog(self._context, number, document, self._owner).open(),
        )

    def copy_message(self) -> None:
        """The answer as a message, without identity numbers, to the clipboard."""
        opened, answer = self._view.opened, self._view.answer.answer
        if opened is None or answer is None:
            return
        text, key = words.message_text(opened, answer), opened.card.id
        said = _("Copied for WhatsApp: the answer for {name}.").format(name=opened.card.name)

        contacts = self._context.services.contacts
        QGuiApplication.clipboard().setText(text)
        self._acts.begin(
            lambda actor, op: contacts.log(actor, key, TEXT_COPIED, op, text_kind=WAITING),
            lambda _id: self._done(said),
        )

    def ask_trip(self) -> None:
        """Change the trip and its proof."""
        opened = self._view.opened
        if opened is None:
            return
        dialog = TripDialog(opened.card, opened.people, self._context.actor().user, opened.now, self._owner)
        dialog.submitted.connect(lambda: self._save_trip(dialog, opened))
        dialog.open()

    def _save_trip(self, dialog: TripDialog, opened: Opened) -> None:
        trip, note = dialog.trip(), dialog.note()
        card, said = opened.card, _("The trip of {name} is noted.").format(name=opened.card.name)
        moved = (trip.departs_at, trip.has_time, trip.destination, trip.visa_lead_days) != _trip_of(card)

        turn = self._trip_turn(card, trip if moved else None, note)

        def done(_none: None) -> None:
            dialog.accept()
            # A proof that the new date has made void is not given back by a click: somebody must see it again.
            voided = moved and bool(card.proof) and _day(trip.departs_at) != _day(card.departs_at)
            if voided or not (moved or note):
                self._context.messages.ok(said)
            else:
                self._order.say_with_undo(said, Step(lambda: _("trip of {name}").format(name=card.name), turn))
            self._read_again()

        self._submit(dialog, turn.forward, done)

    def _trip_turn(self, card: Card, trip: Trip | None, note: ProofNote | None) -> Turn[None]:
        """The trip and its proof, there and back; the version of the card counts the first time only."""
        versions = [card.version]

        def save(actor: Actor, operation_id: str) -> None:
            self._write_trip(actor, operation_id, card, trip, note, versions.pop() if versions else None)

        def undo(actor: Actor, operation_id: str, _none: None) -> None:
            self._unwrite_trip(actor, operation_id, card, moved=trip is not None, noted=note is not None)

        return Turn(save, undo, touched(card.id, "set_trip", "give_proof", "undo_proof", "update"))

    def _write_trip(
        self, actor: Actor, operation_id: str, card: Card, trip: Trip | None, note: ProofNote | None,
        version: int | None,
    ) -> None:  # fmt: skip
        applications = self._context.services.applications
        if trip is not None:
            applications.set_trip(
                actor, card.id, trip.departs_at, trip.has_time, trip.destination, trip.visa_lead_days, operation_id,
                version=version,
            )  # fmt: skip
            version = None
        if note is not None:
            applications.give_proof(
                actor, card.id, note.proof, second_operation_id(operation_id), version=version,
                recheck_at=note.recheck_at, seen=note.seen,
            )  # fmt: skip

    def _unwrite_trip(self, actor: Actor, operation_id: str, card: Card, *, moved: bool, noted: bool) -> None:
        applications = self._context.services.applications
        if noted:
            applications.undo_proof(actor, card.id, operation_id)
        if moved:
            applications.set_trip(actor, card.id, *_trip_of(card), second_operation_id(operation_id))

    def ask_raise(self) -> None:
        """Ask the supervisor for a raise."""
        opened = self._view.opened
        if opened is not None:
            self._order.ask_raise(Subject(opened.card.id, opened.card.number, opened.card.name))

    def withdraw(self) -> None:
        """Take the request back that the card shows."""
        request = self._view.standing.request
        if request is not None:
            self._order.withdraw(request)

    def ask_hold(self) -> None:
        """Hold the application back, for a reason."""
        opened = self._view.opened
        if opened is None:
            return
        dialog = HoldDialog(opened.card.name, opened.settings.reasons_for("hold"), opened.now, self._owner)
        dialog.submitted.connect(lambda: self._hold(dialog, opened.card))
        dialog.open()

    def _hold(self, dialog: HoldDialog, card: Card) -> None:
        applications = self._context.services.applications
        code, until = dialog.code(), dialog.back.value()
        turn = Turn[None](
            lambda actor, op: applications.hold(actor, card.id, code, op, until=until),
            lambda actor, op, _none: applications.resume(actor, card.id, op),
            touched(card.id, *HOLDING),
        )

        def done(_none: None) -> None:
            dialog.accept()
            said = _("{name} is on hold.").format(name=card.name)
            self._order.say_with_undo(said, Step(lambda: _("hold of {name}").format(name=card.name), turn))
            self._read_again()

        self._submit(dialog, turn.forward, done)

    def resume(self) -> None:
        """Let a held application go on."""
        opened = self._view.opened
        if opened is None or opened.card.state != ApplicationState.HELD:
            return
        card = opened.card
        self._order.resume_one(card.id, card.name, card.hold_reason, card.hold_until)

    def ask_undo(self) -> None:
        """Take the hand-over of the card shown back."""
        if self._view.opened is not None:
            self.ask_undo_of(self._view.opened.card.id, self._view.opened.card.name)

    def scanned_back(self, opened: Opened, serial: str) -> None:
        """The booklet of the card shown was scanned after it had left: while that can be undone, it is asked for."""
        if serial == opened.card.serial and words.can_come_back(opened):
            self.ask_undo_of(opened.card.id, opened.card.name, serial)

    def ask_undo_of(self, application_id: int, name: str, serial: str = "") -> None:
        """Take a hand-over back; the booklet must be scanned, now or before as `serial`."""
        dialog = UndoDialog(name, self._owner, serial)
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
            self._context.history.took_back_key(hand_over_key(application_id))
            self._view.show_details()
            self._done(_("The hand-over to {name} was taken back; put the booklet on the shelf.").format(name=name))

        dialog.set_busy(True)
        self._acts.begin(
            lambda actor, op: self._context.services.pickup.undo(actor, serial, reason, op),
            done=done,
            refused=lambda error: dialog.show_error(error, dialog.serial if reason else dialog.reason),
        )

    def _submit(
        self, dialog: TripDialog | HoldDialog, act: Callable[[Actor, str], None], done: Callable[[None], None]
    ) -> None:
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


def _trip_of(card: Card) -> tuple[datetime | None, bool, str, int]:
    """The trip of a card as it is noted with `set_trip`."""
    return card.departs_at, card.departs_has_time, card.destination, card.visa_lead_days


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
