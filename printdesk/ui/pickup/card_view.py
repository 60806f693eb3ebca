"""The card of one application: head, answer, steps, history; the hand-over opens inside it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.domain.states import ApplicationState
from printdesk.services.plans import AnswerView
from printdesk.ui.contact import ContactStrip
from printdesk.ui.kit import StepStrip
from printdesk.ui.order import StandingLine
from printdesk.ui.pickup import words
from printdesk.ui.pickup.answer_panel import AnswerPanel
from printdesk.ui.pickup.done_panel import DonePanel
from printdesk.ui.pickup.fitting_stack import FittingStack
from printdesk.ui.pickup.hand_over_panel import HandOverPanel
from printdesk.ui.pickup.next_line import NextLine
from printdesk.ui.pickup.person_header import PersonHeader
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.pickup.standing_facts import StandingFacts
from printdesk.ui.pickup.story_list import StoryList, WholeStory
from printdesk.ui.theme import Space

_LOW = 720
_CLOSE, _WIDE = 6, 14
"""Between the parts of the card, which must all be in sight at 1366x768 with the history below them; the more room
there is below the history, the wider."""


class CardView(QWidget):
    """Head, and below it the answer with the history, the hand-over, or what was handed over.

    Attributes:
        head, facts, answer, next, standing, contact, steps, story, whole, hand_over, done: its parts.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self.head = PersonHeader()
        self.answer = AnswerPanel()
        self.standing = StandingLine()
        self.next = NextLine()
        self.next.add_trailing(self.standing.ask)
        self.contact = ContactStrip()
        self.steps = StepStrip(compact=True)
        self.facts = StandingFacts()
        self.story = StoryList()
        self.whole = WholeStory()
        self.story.whole_wanted.connect(self.show_whole_story)
        self.story.folded.connect(self._breathe)
        self.whole.left.connect(self.show_details)
        self.hand_over = HandOverPanel()
        self.done = DonePanel()
        self._details = self._build_details()
        self._stack = FittingStack()
        for part in (self._details, self.hand_over, self.done, self.whole):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def _build_details(self) -> QWidget:
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_CLOSE)
        for part in (self.facts, self.answer, self.next, self.standing, self.contact, self.steps):
            column.addWidget(part)
        column.addWidget(self.story, 1)
        self._column = column
        return details

    def _breathe(self) -> None:
        """Spread the parts over room that nothing else needs."""
        before = self._column.spacing()
        gaps = sum(
            not part.isHidden()
            for part in (self.facts, self.answer, self.next, self.standing, self.contact, self.steps)
        )
        spare = self.story.lines.spare + (before - _CLOSE) * gaps
        wide = min(_WIDE, max(_CLOSE, _CLOSE + spare // max(1, gaps)))
        if wide != before:
            self._column.setSpacing(wide)

    @property
    def opened(self) -> Opened | None:
        """The application shown."""
        return self._opened

    @property
    def handing_over(self) -> bool:
        """Whether a hand-over is open."""
        return self._stack.currentWidget() is self.hand_over

    @property
    def handed_over(self) -> bool:
        """Whether it shows what was handed over just now."""
        return self._stack.currentWidget() is self.done

    def show_card(self, opened: Opened, match: str, others: int) -> None:
        """Show an application; another one than before is shown with its details."""
        other = self._opened is None or self._opened.card.id != opened.card.id
        self._opened = opened
        self.head.show_person(opened, match, others)
        self.answer.show_waiting(opened)
        waits = opened.card.state in (ApplicationState.READY, ApplicationState.HELD)
        self.standing.show_requests(opened.requests, opened.settings, waits=waits)
        self.next.show_next(opened)
        self.story.show_story(opened.brief, len(opened.story))
        self.whole.show_story(opened.story)
        self._tell_steps()
        if other:
            self.show_details()

    def show_answer(self, answer: AnswerView) -> None:
        """The plan's answer for the application shown."""
        self.answer.show_answer(answer)
        self._tell_steps()

    def show_details(self) -> None:
        """Leave a hand-over for answer and history."""
        self.hand_over.end()
        self._stack.setCurrentWidget(self._details)

    def show_whole_story(self) -> None:
        """Every step of the history, in place of the answer."""
        self._stack.setCurrentWidget(self.whole)
        self.whole.take_focus()

    @property
    def shows_whole_story(self) -> bool:
        """Whether every step of the history is shown."""
        return self._stack.currentWidget() is self.whole

    def show_hand_over(self) -> None:
        """Open the hand-over."""
        if self._opened is not None:
            self._stack.setCurrentWidget(self.hand_over)
            self.hand_over.begin(self._opened)

    def show_done(self) -> None:
        """Show what was handed over."""
        self.hand_over.end()
        self._stack.setCurrentWidget(self.done)

    def forget(self) -> None:
        """Nobody's card any more."""
        self._opened = None
        self.show_details()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the facts and the history say what the steps say."""
        super().resizeEvent(event)
        self.steps.setVisible(self.window().height() >= _LOW)

    def _tell_steps(self) -> None:
        if self._opened is not None:
            self.steps.set_steps(words.step_views(self._opened.card, self.answer.answer))
            self.facts.show_facts(self._opened, self.answer.answer)
