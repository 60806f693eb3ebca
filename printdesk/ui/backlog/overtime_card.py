"""The right card: the evening being considered, the evenings ordered, and their work sheets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.overtime import EveningPreview
from printdesk.ui.backlog.evening_form import EveningForm
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.backlog.table_model import (
    SessionLine,
    TripLine,
    preview_model,
    session_lines,
    sessions_model,
)
from printdesk.ui.backlog.words import count_text, preview_detail, preview_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    ChipRow,
    DeskTable,
    EmptyState,
    PrimaryButton,
    SecondaryButton,
    SignMark,
    label,
    set_tone,
)
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Kind, Space, Tone

PLAN, ORDERED, PAPER = 0, 1, 2
_VIEWS = ("plan", "ordered")
_LEAST = 72
"""Pixels that a table keeps in a low window; it takes whatever else there is."""


class OvertimeCard(Card):
    """Plans an evening, keeps those ordered, shows their papers.

    Attributes:
        form: the evening being considered. table: what it would print. sessions: the evenings ordered.
        order, sheet, cancel: the acts. paper: the work sheet shown. chips: what the card shows.

    Signals:
        plan_shown: the evening being considered is in sight again.
        order_wanted: the evening is to be ordered. sheet_wanted, cancel_wanted: for the evening chosen in the list.
    """

    plan_shown = Signal()
    order_wanted = Signal()
    sheet_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._facts: BacklogFacts | None = None
        self._preview: EveningPreview | None = None
        self.chips = ChipRow()
        self.form = EveningForm()
        self.table = DeskTable(preview_model(), two_lines=False)
        self.sessions = DeskTable(sessions_model())
        self.order = PrimaryButton("", "F6")
        self.order.setEnabled(False)
        self.sheet = SecondaryButton("", "F7", "document")
        self.cancel = SecondaryButton("", "F8")
        self.paper = PaperPanel(context)
        self._sign = SignMark(Kind.WAITING, 14)
        self._answer = label("", "section", wrap=True)
        self._detail = label("", "secondary", wrap=True)
        self._none_ordered = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.add_trailing(self.chips)
        for code in _VIEWS:
            self.chips.set_chip(code, "")
        self.sessions.set_empty(self._none_ordered)
        for table in (self.table, self.sessions, self.paper.preview):
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            table.setMinimumHeight(_LEAST)
        for page in (self._plan_page(), self._ordered_page(), self._paper_page()):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def _plan_page(self) -> QWidget:
        answer = QHBoxLayout()
        answer.setSpacing(Space.S)
        answer.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._answer)
        words.addWidget(self._detail)
        answer.addLayout(words, 1)
        answer.setContentsMargins(Space.L, Space.S, Space.L, 2)
        self._sign.setContentsMargins(0, 4, 0, 0)
        form = QVBoxLayout()
        form.setContentsMargins(Space.L, 0, Space.L, 0)
        form.addWidget(self.form)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        foot.addWidget(self.order, 1)
        return _page(form, answer, self.table, foot)

    def _ordered_page(self) -> QWidget:
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        foot.setSpacing(Space.S)
        foot.addWidget(self.sheet, 1)
        foot.addWidget(self.cancel)
        return _page(self.sessions, foot)

    def _paper_page(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(Space.L, 0, Space.L, Space.M)
        column.addWidget(self.paper)
        return _page(column)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda code: self.show_view(_VIEWS.index(code)))
        self.order.clicked.connect(self.order_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.sessions.opened.connect(lambda _key: self.sheet_wanted.emit())
        self.paper.left.connect(lambda: self.show_view(ORDERED))

    def show_view(self, view: int) -> None:
        """Show the evening considered, the evenings ordered, or a paper."""
        self._stack.setCurrentIndex(view)
        self.chips.setVisible(view != PAPER)
        if view != PAPER:
            self.chips.choose(_VIEWS[view])
        if view == PLAN:
            self.plan_shown.emit()

    def view(self) -> int:
        """What the card shows: `PLAN`, `ORDERED` or `PAPER`."""
        return self._stack.currentIndex()

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show what is true now; what is being considered stays."""
        self._facts = facts
        self.form.show_facts(facts)
        self.sessions.rows_model().set_rows(session_lines(facts))
        if not self.sessions.currentIndex().isValid() and facts.sessions:
            self.sessions.selectRow(0)
        for button in (self.sheet, self.cancel):
            button.setEnabled(bool(facts.sessions))
        self._show_chips()

    def show_preview(self, preview: EveningPreview) -> None:
        """What the evening considered would do."""
        self._preview = preview
        self._sign.set_kind(Kind.DONE if preview.trips_saved else Kind.HERE)
        set_tone(self._answer, Tone.GREEN if preview.trips_saved else None)
        self._say_preview()
        self.order.setEnabled(bool(preview.rows))

    def show_refusal(self, error: DeskError) -> None:
        """Why the evening considered cannot be ordered."""
        self._preview = None
        self._sign.set_kind(Kind.FAILED)
        set_tone(self._answer, Tone.RED)
        self._answer.setText(error.message)
        self._detail.setText(error.advice)
        self.table.rows_model().set_rows([])
        self.order.setEnabled(False)

    def answer_text(self) -> str:
        """What is said of the evening considered."""
        return f"{self._answer.text()} {self._detail.text()}".strip()

    def chosen_session(self) -> SessionLine | None:
        """The evening chosen among those ordered."""
        line: SessionLine | None = self.sessions.current_row()
        return line

    def set_busy(self, busy: bool) -> None:
        """While an evening is ordered it is not asked for again."""
        self.order.setEnabled(not busy and self._preview is not None and bool(self._preview.rows))

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.set_title(_("Overtime"))
        self.order.setText(_("Order this evening and make its work sheet"))
        self.sheet.setText(_("Work sheet"))
        self.cancel.setText(_("Take back…"))
        self.table.setAccessibleName(_("What this evening prints"))
        self.sessions.setAccessibleName(_("Evenings ordered"))
        for table in (self.table, self.sessions):
            table.retranslate()
        self._none_ordered.set(
            "clock", _("No evening is ordered"), _("Plan one: its work sheet is made when it is ordered.")
        )
        self._show_chips()
        self._say_preview()

    def _show_chips(self) -> None:
        count = count_text(len(self._facts.sessions)) if self._facts else None
        self.chips.set_chip("plan", _("Plan an evening"))
        self.chips.set_chip("ordered", _("Ordered"), count)

    def _say_preview(self) -> None:
        if self._preview is None or self._facts is None:
            return
        self._answer.setText(preview_text(self._preview))
        self._detail.setText(preview_detail(self._preview))
        today = self._facts.board.now.date()
        lines = [TripLine(row, self._facts.service(row.service), today) for row in self._preview.rows]
        self.table.rows_model().set_rows(lines)


def _page(*parts: QWidget | QHBoxLayout | QVBoxLayout) -> QWidget:
    """Parts one below the other; tables take the room."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1)
        else:
            column.addLayout(part)
    return page
