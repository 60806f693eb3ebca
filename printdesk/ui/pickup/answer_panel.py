"""The one answer in the largest letters: will I make it?, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.domain.states import ApplicationState
from printdesk.i18n import _
from printdesk.services.plans import AnswerView
from printdesk.ui.kit import (
    Card,
    FlowRow,
    IconButton,
    PrimaryButton,
    SecondaryButton,
    SignMark,
    label,
    restyle,
    set_tone,
)
from printdesk.ui.pickup import words
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.pickup.slot_mark import SlotMark
from printdesk.ui.theme import Kind, Space

_CLOSED = frozenset(
    {ApplicationState.COLLECTED, ApplicationState.POSTED, ApplicationState.CANCELLED, ApplicationState.LAPSED}
)

_LONG_ANSWER, _LONGEST_ANSWER = 90, 130
"""From how many letters on the answer is written one and two steps smaller, so that the history stays in sight."""


def _voice(sentence: str) -> str:
    if len(sentence) > _LONGEST_ANSWER:
        return "section"
    return "title" if len(sentence) > _LONG_ANSWER else "answer"


class AnswerPanel(Card):
    """The answer with its acts.

    Signals:
        hand_over_wanted, slip_wanted, copy_wanted, note_wanted, trip_wanted, hold_wanted, resume_wanted,
        undo_wanted: what its buttons ask for.
    """

    hand_over_wanted = Signal()
    slip_wanted = Signal()
    copy_wanted = Signal()
    note_wanted = Signal()
    trip_wanted = Signal()
    hold_wanted = Signal()
    resume_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="quiet", parent=parent)
        self._opened: Opened | None = None
        self._answer: AnswerView | None = None
        self._sign = SignMark(Kind.DONE, 13)
        self._caption = label("", "caption")
        self._sentence = label("", "answer", wrap=True, copyable=True)
        self._slot = SlotMark()
        self.hand_over_button = PrimaryButton("", "F8", "hand-over", act="hand_over")
        self.slip_button = SecondaryButton("", "F7", "document", act="make_slips")
        self.copy_button = IconButton("copy", "")
        self.note_button = SecondaryButton("", "", "printer")
        self.trip_button = SecondaryButton("", "", "plane", act="set_trip")
        self.hold_button = SecondaryButton("", "", "lock", act="hold")
        self.resume_button = SecondaryButton("", "", "refresh", act="resume")
        self.undo_button = SecondaryButton("", "", "undo")
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        for button, signal in (
            (self.hand_over_button, self.hand_over_wanted),
            (self.slip_button, self.slip_wanted),
            (self.copy_button, self.copy_wanted),
            (self.note_button, self.note_wanted),
            (self.trip_button, self.trip_wanted),
            (self.hold_button, self.hold_wanted),
            (self.resume_button, self.resume_wanted),
            (self.undo_button, self.undo_wanted),
        ):
            button.clicked.connect(signal)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._caption, 1)
        said = QVBoxLayout()
        said.setSpacing(Space.XS)
        said.addLayout(head)
        said.addWidget(self._sentence, 1)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addLayout(said, 1)
        top.addWidget(self._slot, 0, Qt.AlignmentFlag.AlignTop)
        acts = FlowRow(Space.S)
        for button in self._buttons():
            button.setVisible(False)
            acts.add(button)
        self.body.setContentsMargins(Space.L, Space.S, Space.L, Space.S + 2)
        self.body.setSpacing(Space.S)
        self.body.addLayout(top, 1)
        self.body.addWidget(acts)

    def _buttons(self) -> list[QWidget]:
        return [
            self.hand_over_button,
            self.slip_button,
            self.copy_button,
            self.note_button,
            self.trip_button,
            self.hold_button,
            self.resume_button,
            self.undo_button,
        ]

    def show_waiting(self, opened: Opened) -> None:
        """Another card: what is known at once, while the plan is asked."""
        self._opened = opened
        self._tell()

    def show_answer(self, answer: AnswerView) -> None:
        """The plan's answer; it may come before its card, and is shown with that card only."""
        self._answer = answer
        self._tell()

    @property
    def answer(self) -> AnswerView | None:
        """The answer for the card shown, None while it is asked for."""
        answer, opened = self._answer, self._opened
        return answer if answer and opened and answer.application_id == opened.card.id else None

    def sentence(self) -> str:
        """The sentence as it is shown."""
        return self._sentence.text()

    def retranslate(self) -> None:
        """Buttons in the language of the moment; the sentence comes with the next answer."""
        self.hand_over_button.setText(_("Hand over…"))
        self.slip_button.setText(_("Slip…"))
        self.copy_button.set_name(_("Copy for WhatsApp"))
        self.note_button.setText(_("Print note…"))
        self.trip_button.setText(_("Change trip or proof…"))
        self.hold_button.setText(_("Hold…"))
        self.resume_button.setText(_("Release from hold"))
        self.undo_button.setText(_("Take back the hand-over…"))
        self._tell()

    def _tell(self) -> None:
        opened, answer = self._opened, self.answer
        if opened is None:
            return
        verdict = answer.verdict if answer else ""
        self.set_surface(words.SURFACES.get(verdict, "quiet"))
        self._sign.setVisible(verdict in words.SIGNS)
        self._sign.set_kind(words.SIGNS.get(verdict, Kind.WAITING))
        self._caption.setText(words.caption(verdict))
        set_tone(self._caption, words.TONES.get(verdict))
        self._sentence.setText(answer.sentence if answer else _("One moment: the plan is being asked…"))
        self._sentence.setProperty("voice", _voice(self._sentence.text()))
        restyle(self._sentence)
        self.setAccessibleName(f"{self._caption.text()} {self._sentence.text()}")
        self._offer(opened)

    def _offer(self, opened: Opened) -> None:
        card = opened.card
        shelved = card.state == ApplicationState.SHELVED
        self._slot.set_slot(card.shelf_slot if shelved else "")
        self.hand_over_button.setVisible(shelved)
        self.slip_button.setVisible(shelved)
        for button in (self.copy_button, self.note_button):
            button.setVisible(True)
            button.setEnabled(self.answer is not None)
        self.trip_button.setVisible(card.state not in _CLOSED and not shelved)
        self.hold_button.setVisible(card.state == ApplicationState.READY)
        self.resume_button.setVisible(card.state == ApplicationState.HELD)
        self.undo_button.setVisible(card.state == ApplicationState.COLLECTED and words.can_come_back(opened))
