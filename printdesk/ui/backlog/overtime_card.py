"""The right card: the evenings planned, an evening by hand, the evenings ordered, and their papers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.overtime import EveningPreview
from printdesk.ui.backlog.evening_form import EveningForm
from printdesk.ui.backlog.evening_papers import EveningPapers
from printdesk.ui.backlog.planner_view import PlannerPanel
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
    DeskTable,
    EmptyState,
    PrimaryButton,
    SecondaryButton,
    SignMark,
    ViewRow,
    label,
    set_tone,
)
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Kind, Space, Tone

PLANNER, PLAN, ORDERED, PAPER = 0, 1, 2, 3
_VIEWS = ("planner", "plan", "ordered")
_LEAST = 72
"""Pixels that a table keeps in a low window; it takes whatever else there is."""


class OvertimeCard(Card):
    """Plans an evening, keeps those ordered, shows their papers.

    Attributes:
        planner: the evenings planned. form: the evening being considered. table: what it would print.
        sessions: the evenings ordered.
        order, sheet, cancel: the acts. paper: the work sheet shown.
        evening: papers, hours and result of the chosen evening. chips: what the card shows.

    Signals:
        planner_shown: the planned evenings are in sight again. plan_shown: the evening being considered is.
        order_wanted: the evening is to be ordered. sheet_wanted, cancel_wanted: for the evening chosen in the list.
    """

    planner_shown = Signal()
    plan_shown = Signal()
    order_wanted = Signal()
    sheet_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._facts: BacklogFacts | None = None
        self._preview: EveningPreview | None = None
        self.chips = ViewRow()
        self.planner = PlannerPanel()
        self.form = EveningForm()
        self.table = DeskTable(preview_model(), two_lines=False)
        self.sessions = DeskTable(sessions_model())
        self.order = PrimaryButton("", "F6", act="order_overtime")
        self.order.setEnabled(False)
        self.sheet = SecondaryButton("", "F7", "document", act="print_work_sheet")
        self.cancel = SecondaryButton("", "F8", act="cancel_overtime")
        self.paper = PaperPanel(context)
        self.evening = EveningPapers(context)
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
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            table.setMinimumHeight(_LEAST)
        for page in (self.planner, self._plan_page(), self._ordered_page(), self._paper_page()):
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
        papers = QVBoxLayout()
        papers.addWidget(self.evening)
        return _page(self.sessions, papers, foot)

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
        self.sessions.current_changed.connect(lambda key: self.evening.choose(int(key or 0)))
        self.evening.scanned.connect(self._show_session)
        self.evening.paper_made.connect(self._show_evening_paper)
        self.evening.worked.connect(lambda over: self.cancel.setEnabled(not over))

    def _show_session(self, session_id: int) -> None:
        self.show_view(ORDERED)
        self.sessions.select_key(str(session_id))

    def _show_evening_paper(self, title: str, name: str, content: bytes, warnings: tuple[str, ...]) -> None:
        self.paper.show_paper(title, name, content, warnings)
        self.show_view(PAPER)

    def show_view(self, view: int) -> None:
        """Show the evening considered, the evenings ordered, or a paper."""
        self._stack.setCurrentIndex(view)
        self.chips.setVisible(view != PAPER)
        if view != PAPER:
            self.chips.choose(_VIEWS[view])
        if view == PLANNER:
            self.planner_shown.emit()
        if view == PLAN:
            self.plan_shown.emit()

    def view(self) -> int:
        """What the card shows: `PLANNER`, `PLAN`, `ORDERED` or `PAPER`."""
        return self._stack.currentIndex()

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show what is true now; what is being considered stays."""
        self._facts = facts
        self.form.show_facts(facts)
        self.sessions.rows_model().set_rows(session_lines(facts))
        if not self.sessions.currentIndex().isValid() and (facts.sessions or facts.worked):
            self.sessions.selectRow(0)
        line = self.chosen_session()
        self.evening.choose(line.session.id if line is not None else 0)
        self.sheet.setEnabled(bool(facts.sessions or facts.worked))
        self.cancel.setEnabled(bool(facts.sessions))
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
        chosen = self.form.touched() and bool(self.form.evening().people)
        self._sign.set_kind(Kind.FAILED if chosen else Kind.WAITING)
        set_tone(self._answer, Tone.RED if chosen else None)
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
        self.planner.retranslate()
        self.order.setText(_("Order this evening and make its work sheet"))
        self.sheet.setText(_("Work sheet"))
        self.cancel.setText(_("Take back…"))
        self.table.setAccessibleName(_("What this evening prints"))
        self.sessions.setAccessibleName(_("Evenings ordered"))
        for table in (self.table, self.sessions):
            table.retranslate()
        self.evening.retranslate()
        self._none_ordered.set(
            "clock", _("No evening is ordered"), _("Plan one: its work sheet is made when it is ordered.")
        )
        self._show_chips()
        self._say_preview()

    def _show_chips(self) -> None:
        count = count_text(len(self._facts.sessions) + len(self._facts.worked)) if self._facts else None
        self.chips.set_chip("planner", _("Plan"))
        self.chips.set_chip("plan", _("By hand"))
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
