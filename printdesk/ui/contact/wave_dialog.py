"""The form that gives somebody another time to come, and the steps around it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.services.contact_words import GIVE_WAVE, TAKE_WAVE
from printdesk.services.wave_moves import WaveChoice, WaveChoices
from printdesk.services.waves import wave_words
from printdesk.services.work import Actor
from printdesk.ui.contact.contact_acts import Person
from printdesk.ui.context import RoomContext
from printdesk.ui.form_acts import FormActs
from printdesk.ui.kit import FormDialog, label
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Tone
from printdesk.ui.undo import Step, Touched, Turn


class WaveDialog(FormDialog):
    """Asks for another time and why.

    Attributes:
        time, reason, together: the fields; `together` is hidden for somebody without a group.
    """

    def __init__(self, found: WaveChoices, parent: QWidget | None) -> None:
        super().__init__(_("Another time to come"), _("Give this time"), _intro(found), parent)
        self._found = found
        self.setMinimumWidth(560)
        self.time = QComboBox()
        for choice in found.choices:
            self.time.addItem(choice_words(choice), choice.start)
        self.reason = QLineEdit()
        self.together = QCheckBox(_together(found))
        self.together.setVisible(bool(found.group))
        self._caution = label("", "detail", tone=Tone.AMBER, wrap=True)
        self.add_row(_("&Time"), self.time)
        self.add_row(_("&Reason"), self.reason, _("It stays with the list; slip and text say the new time only."))
        self.body.addWidget(self.together)
        self.body.addWidget(self._caution)
        self.time.currentIndexChanged.connect(lambda _at: self._warn())
        self.set_act_enabled(bool(found.choices))
        self._warn()
        self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> datetime | None:
        """The beginning of the time chosen; None where there is none to choose."""
        chosen = self.time.currentData()
        return chosen if isinstance(chosen, datetime) else None

    def people(self) -> list[int]:
        """Whom the time is for."""
        others = [key for key, _name in self._found.group] if self.together.isChecked() else []
        return [self._found.application_id, *others]

    def caution(self) -> str:
        """What speaks against the time chosen, "" for nothing."""
        return self._caution.text()

    def _warn(self) -> None:
        at = self.time.currentIndex()
        self._caution.setText(_cautions(self._found.choices[at]) if at >= 0 else _("No time lies ahead."))
        self._caution.setVisible(bool(self._caution.text()))


def choice_words(choice: WaveChoice) -> str:
    """ "Thursday 27 June, 09:00–10:00 · 12 of 18"."""
    taken = _("{taken} of {places}").format(taken=choice.taken, places=choice.places)
    return f"{wave_words(choice.start, choice.end, active())} · {taken}"


def _cautions(choice: WaveChoice) -> str:
    said = []
    if choice.late:
        said.append(_("This is after the last pickup for the trip."))
    if choice.taken >= choice.places:
        said.append(_("This time is full: one more takes a place from those who come without being asked."))
    return " ".join(said)


def _intro(found: WaveChoices) -> str:
    if found.now_at is None:
        return _("{name} has no time yet.").format(name=found.name)
    return _("{name} is asked to come {wave}.").format(name=found.name, wave=wave_words(*found.now_at, active()))


def _together(found: WaveChoices) -> str:
    count = len(found.group)
    text = plural("Also the other {count} of {group}", "Also the other {count} of {group}", count)
    return text.format(count=count, group=found.group_name)


class WaveMover(FormActs):
    """Gives another time, step by step, with the way back; arguments as in `FormActs`.

    Signals:
        moved: somebody has another time now.
    """

    moved = Signal()

    def __init__(self, context: RoomContext, owner: QWidget, acts: Acts) -> None:
        super().__init__(context, owner, acts)
        self._reading = LatestReading(context, owner)
        context.background.busy_changed.connect(lambda busy: None if busy else self._reading.rest())

    def ask(self, person: Person) -> None:
        """Read what can be given, then open the form."""
        moves, key = self._context.services.wave_moves, person.application_id
        self._reading.ask(lambda: moves.choices(key), self._show, self._context.messages.error)

    def _show(self, found: WaveChoices) -> None:
        dialog = WaveDialog(found, self._owner.window())
        dialog.submitted.connect(lambda: self._give(dialog, found))
        self.open_form(dialog)

    def _give(self, dialog: WaveDialog, found: WaveChoices) -> None:
        start, people, reason = dialog.start(), dialog.people(), dialog.reason.text()
        if start is None:
            return
        moves = self._context.services.wave_moves
        words = dialog.time.currentText().rpartition(" · ")[0]
        said = _("{name} comes {wave}. Tell them: slip and text say it now.").format(name=found.name, wave=words)

        def act(actor: Actor, operation_id: str) -> None:
            moves.give(actor, people, start, reason, operation_id)

        turn = Turn[None](
            act, lambda actor, op, _none: moves.give_back(actor, people, op),
            Touched("application", tuple(str(key) for key in people), (GIVE_WAVE, TAKE_WAVE)),
        )  # fmt: skip
        name = found.name
        step = Step(lambda: _("pickup time of {name}").format(name=name), turn, after=self.moved.emit)

        def done(_none: None) -> None:
            self.say_with_undo(said, step)
            self.moved.emit()

        self.submit(dialog, turn.forward, done, None if reason.strip() else dialog.reason)
