"""The hand-over's flow: scans fill it or stop it, what is missing is asked for, the act is done once."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from printdesk.domain import numbers
from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.pickup import Receipt, Stop
from printdesk.services.work import new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.pickup.card_view import CardView
from printdesk.ui.pickup.reading import Found, Opened, looks_like_booklet
from printdesk.ui.pickup.stop_panel import Mismatch, StopPanel
from printdesk.ui.pickup.words import hand_over_key
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.undo import Step
from printdesk.ui.undo.running import note, say_done


class HandOverDesk(QObject):
    """Runs the hand-over inside a card.

    Args:
        undo: asks for taking a hand-over back, by application and name.
    """

    def __init__(
        self,
        context: RoomContext,
        view: CardView,
        stop: StopPanel,
        acts: Acts,
        undo: Callable[[int, str], None],
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._view = view
        self._stop = stop
        self._acts = acts
        self._undo = undo
        self._asking = LatestReading(context, owner)
        self._looking = LatestReading(context, owner)
        view.answer.hand_over_wanted.connect(self.begin)
        view.hand_over.changed.connect(self._ask_missing)
        view.hand_over.identity_asked.connect(self._look_up_person)
        view.hand_over.submitted.connect(self._hand_over)
        view.hand_over.left.connect(self._step_back)

    def begin(self) -> None:
        """Open the hand-over of the card shown, when its booklet lies ready."""
        opened = self._view.opened
        if opened is None or self._view.handing_over:
            return
        if opened.card.state != ApplicationState.SHELVED:
            self._context.messages.warn(
                _("{name} is {state}, so nothing can be handed over.").format(
                    name=opened.card.name, state=application_state_text(opened.card.state)
                )
            )
            return
        self._view.show_hand_over()

    def leave(self) -> None:
        """Back to the card; nothing was handed over."""
        self._stop.clear()
        self._view.show_details()

    def _step_back(self) -> None:
        """Esc closes the stop first: it is what the officer looks at, and what is ticked below it stays."""
        if self._stop.isVisible():
            self._stop.clear()
        else:
            self.leave()

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        self._asking.rest()
        self._looking.rest()

    def card_changed(self, opened: Opened) -> None:
        """Another desk may have been quicker."""
        if self._view.handing_over and opened.card.state != ApplicationState.SHELVED:
            self.leave()
            self._context.messages.warn(
                _("{name} is {state} now: another desk was quicker.").format(
                    name=opened.card.name, state=application_state_text(opened.card.state)
                )
            )

    def take(self, found: Found) -> bool:
        """Use a scan for the hand-over that is open; False when it means something else."""
        opened = self._view.opened
        if opened is None or not self._view.handing_over:
            return False
        card = opened.card
        if found.slip_of is not None:
            self._take_slip(found, opened)
        elif numbers.passport_number(found.text) == card.serial:
            self._stop.clear()
            self._view.hand_over.take_booklet(card.serial)
        elif found.serial_of or looks_like_booklet(found.text, card.serial):
            scanned = numbers.passport_number(found.text)
            both = (_number_of(found), card.number)
            self._refuse(
                Mismatch(scanned, found.serial_of, card.name, card.serial, card.shelf_slot, numbers=both),
                Stop(card.id, "booklet", scanned if found.serial_id else "", found.serial_id),
            )
        else:
            return [match.application_id for match in found.matches] == [card.id]
        return True

    def _take_slip(self, found: Found, opened: Opened) -> None:
        card = opened.card
        if found.slip_of == card.id and found.replaced:
            QApplication.beep()
            self._note(Stop(card.id, "replaced"))
            self._context.messages.warn(found.replaced)
            return
        if found.slip_of == card.id:
            self._stop.clear()
            self._view.hand_over.take_slip(found.text)
            return
        other = found.matches[0]
        self._refuse(
            Mismatch(other.number, other.name, card.name, card.number, card.shelf_slot, slip=True),
            Stop(card.id, "slip", "", found.slip_of),
        )

    def refuse_forged(self) -> None:
        """A forged slip was scanned while the hand-over was open."""
        opened = self._view.opened
        if opened is not None and self._view.handing_over:
            QApplication.beep()
            self._note(Stop(opened.card.id, "forged"))

    def _refuse(self, mismatch: Mismatch, stop: Stop) -> None:
        QApplication.beep()
        self._stop.show_mismatch(mismatch)
        self._note(stop)

    def _note(self, stop: Stop) -> None:
        """The stop has its own entry in the ledger, though nothing is handed over."""
        actor, operation, pickup = self._context.actor(), new_operation_id(), self._context.services.pickup
        self._context.background.run(
            lambda _task: pickup.note_stop(actor, stop, operation),
            failed=self._context.messages.error,
            owner=self._view,
        )

    def _ask_missing(self) -> None:
        form = self._view.hand_over.form()
        self._asking.ask(
            lambda: self._context.services.pickup.missing(form),
            lambda missing: self._view.hand_over.show_missing(form, missing),
        )

    def _look_up_person(self, identity: str) -> None:
        """Whether this person collects for others again and again."""
        if not identity:
            self._view.hand_over.show_repeat(None)
            return
        repeats = self._context.services.repeats
        self._looking.ask(lambda: repeats.of_identity(identity), self._view.hand_over.show_repeat)

    def _hand_over(self) -> None:
        form, opened = self._view.hand_over.form(), self._view.opened
        if opened is None or not self._view.handing_over:
            return
        self._view.hand_over.set_busy(True)
        self._acts.begin(
            lambda actor, op: self._context.services.pickup.hand_over(actor, form, op),
            done=lambda receipt: self._done(receipt, opened),
            refused=self._failed,
        )

    def _done(self, receipt: Receipt, opened: Opened) -> None:
        card = opened.card
        self._stop.clear()
        self._view.hand_over.set_busy(False)
        self._view.done.show_receipt(receipt, opened.settings.pickup.undo_minutes)
        self._view.show_done()
        self._view.done.next_button.setFocus()
        said = _("Handed over to {name}: {number}.").format(name=card.name, number=receipt.register_number)
        say_done(self._context, said, self._step(card.id, card.name, card.serial))

    def handed(self, application_id: int, name: str, serial: str) -> None:
        """A booklet went out in the window of several: it is taken back by the same form."""
        note(self._context, self._step(application_id, name, serial))

    def _step(self, application_id: int, name: str, serial: str) -> Step:
        return Step(
            lambda: _("hand-over of {serial}").format(serial=serial),
            form=lambda: self._ask_back(application_id, name),
            why_not=lambda: _("Hand it over again at the counter, with the slip and the booklet."),
            key=hand_over_key(application_id),
        )

    def _ask_back(self, application_id: int, name: str) -> None:
        """The form lies over the room it belongs to."""
        self._context.go_to("pickup", "")
        self._undo(application_id, name)

    def _failed(self, error: DeskError) -> None:
        self._view.hand_over.set_busy(False)
        self._context.messages.error(error)


def _number_of(found: Found) -> str:
    """The application number of the one whose booklet was scanned."""
    return next((match.number for match in found.matches if match.application_id == found.serial_id), "")
