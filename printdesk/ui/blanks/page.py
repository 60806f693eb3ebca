"""The room of the blanks: its answer at the head, and its views under chips."""

from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, plural
from printdesk.ui.blanks.balance_view import BalanceView
from printdesk.ui.blanks.reading import BlanksFacts, read_blanks
from printdesk.ui.blanks.room_views import VIEWS
from printdesk.ui.blanks.shift_view import ShiftsView
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.blanks.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import EmptyState, SignMark, ViewRow, label, restyle
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Kind, Space, Tone

_EDGE = 18


class BlanksPage(QWidget):
    """Every blank accounted for: does it add up, who holds what, what came, what was spoiled or lost.

    The keys are those of the view that is shown.

    Attributes:
        views: by the codes of their chips. chips: choose among them. balance, shifts: the first two.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: BlanksFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self.views: dict[str, BlanksView] = {view.code: view(context, self._acts) for view in VIEWS}
        self.balance = cast("BalanceView", self.views[BalanceView.code])
        self.shifts = cast("ShiftsView", self.views[ShiftsView.code])
        self.chips = ViewRow()
        self._sign = SignMark(Kind.DONE, 18)
        self._answer = label("", "answer", wrap=True)
        self._more = label("", "secondary", wrap=True)
        self._build()
        self.chips.chosen.connect(self.show_view)
        for view in self.views.values():
            view.changed_look.connect(lambda: self._show_head(known=self._facts is not None))
        self.balance.opening_wanted.connect(lambda: self._begin_shift(opening=True))
        self.balance.closing_wanted.connect(lambda: self._begin_shift(opening=False))
        context.background.busy_changed.connect(self._rest)
        self.retranslate()

    def _build(self) -> None:
        self._unread = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._unread)
        for code, view in self.views.items():
            self.chips.set_chip(code, "")
            self._stack.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        whole.setSpacing(Space.M)
        whole.addWidget(self._build_head())
        whole.addWidget(self.chips)
        whole.addWidget(self._stack, 1)

    def _build_head(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._answer)
        words.addWidget(self._more)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(Space.XS)
        row.addLayout(words, 1)
        for view in self.views.values():
            for button in view.buttons():
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_head(known=False)
        return self._head

    @property
    def view(self) -> BlanksView:
        """The view that is shown, or will be when the blanks are read."""
        return self.views[self.chips.current()]

    def show_view(self, code: str) -> None:
        """Show a view and its acts."""
        self.chips.choose(code)
        if self._facts is not None:
            self._stack.setCurrentWidget(self.view)
            self._take_height_of(self.view)
        self._show_head(known=self._facts is not None)

    def _begin_shift(self, *, opening: bool) -> None:
        self.show_view(ShiftsView.code)
        if opening:
            self.shifts.begin_opening()
        else:
            self.shifts.open_close()

    def _take_height_of(self, shown: BlanksView) -> None:
        """The room is as high as the view in front needs, not as the highest of all."""
        for view in self.views.values():
            policy = QSizePolicy.Policy.Preferred if view is shown else QSizePolicy.Policy.Ignored
            view.setSizePolicy(policy, policy)

    def refresh(self) -> None:
        """Read anew in the background; selection and scroll stay."""
        services, views = self._context.services, dict(self.views)

        def read() -> tuple[BlanksFacts, dict[str, Any]]:
            return read_blanks(services), {code: view.read(services) for code, view in views.items()}

        self._reading.ask(read, self._show, self._not_read)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        for view in self.views.values():
            view.retranslate()
        self._show_words()

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        self.view.focus_first()

    def handle_scan(self, text: str) -> bool:
        """A scan means what the view in front says; a blank that means nothing there is looked for in the balance."""
        if self.view.handle_scan(text):
            return True
        return self.view is not self.balance and self.balance.handle_scan(text)

    @property
    def dialog(self) -> QDialog | None:
        """The form that is open in any view, None when none is."""
        return next((view.dialog for view in self.views.values() if view.dialog is not None), None)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        if self._facts is None:
            self._unread.set_unread(str(error))

    def _show(self, read: tuple[BlanksFacts, dict[str, Any]]) -> None:
        self._facts, own = read
        for code, view in self.views.items():
            view.refresh(self._facts, own[code])
        self._show_words()
        self.show_view(self.chips.current())

    def _show_head(self, *, known: bool) -> None:
        """The answer once something is known, and the acts of the view that is shown, so that only their keys act."""
        alone = known and self.view.wants_room()
        self.chips.setVisible(not alone)
        for part in (self._sign, self._answer, self._more):
            part.setVisible(known and not alone and bool(self._facts and self._facts.batches))
        shown = set(self.view.offered()) if known else set()
        for view in self.views.values():
            for button in view.buttons():
                button.setVisible(button in shown)

    def _show_words(self) -> None:
        for code, view in self.views.items():
            count = view.count() if self._facts is not None else None
            self.chips.set_chip(code, view.title(), count_text(count) if count else None)
        facts = self._facts
        if facts is None:
            self._unread.set_unread("")
            return
        received = sum(one.received for one in facts.balances)
        missing = sum(one.sums["missing"] for one in facts.balances)
        kind, tone, answer = _answer_of(missing, balanced=facts.balanced)
        self._sign.set_kind(kind)
        self._answer.setText(answer)
        self._answer.setProperty("tone", tone)
        restyle(self._answer)
        parts = [plural("{count} received", "{count} received", received).format(count=count_text(received))]
        parts += [
            _("{service} runs low: {count} in the safe").format(
                service=facts.label(one.code), count=count_text(facts.in_safe(one.code))
            )
            for one in facts.low
        ]
        self._more.setText(" · ".join(parts))


def _answer_of(missing: int, *, balanced: bool) -> tuple[Kind, str | None, str]:
    """The sign, the tone and the words at the head: what is missing is known by its serial, but it is not there."""
    if not balanced:
        return Kind.FAILED, Tone.RED.value, _("The booklets do not add up: stop and count")
    if not missing:
        return Kind.DONE, None, _("Every booklet is accounted for")
    words = plural(
        "The books add up; {count} booklet is missing", "The books add up; {count} booklets are missing", missing
    )
    return Kind.SLACK, Tone.AMBER.value, words.format(count=count_text(missing))
