"""Why is this one before that one? Two places of the plan side by side, and whether they may be exchanged."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from printdesk.domain.compare import Comparison
from printdesk.domain.settings import OfficeSettings
from printdesk.domain.states import ApplicationState
from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.bundle import Services
from printdesk.services.plan_questions import SideBySide
from printdesk.services.plans import PlanRow
from printdesk.services.search import Match
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    Cell,
    Column,
    DeskTable,
    ElidedLabel,
    EmptyState,
    KeyValue,
    Pill,
    PillSpec,
    RowsModel,
    SecondaryButton,
    label,
)
from printdesk.ui.order import words
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Kind, Space

_WIDTH, _HEIGHT = 860, 480
_DEBOUNCE_MS = 200
_MOST = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """An application that an act of the order is about."""

    application_id: int
    number: str
    name: str


class CompareDialog(QDialog):
    """Compare one application with another; the other one is searched for, unless it is given.

    Attributes:
        search: names the other one. found: what fits. answer: the sentence. verdict: the result of the exchange.
    """

    def __init__(
        self, context: RoomContext, first: Subject, second: Subject | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._subject = first
        self._finding = LatestReading(context, self)
        self._comparing = LatestReading(context, self)
        self._wait = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._wait.timeout.connect(self._find)
        self._title = label("", "title", wrap=True)
        self.search = QLineEdit()
        self.found = DeskTable(_found_model())
        self._none = EmptyState("search")
        self.sides = (_Side(), _Side())
        self.verdict = Pill()
        self.answer = label("", "strong", wrap=True, copyable=True)
        self.another = SecondaryButton(_("Compare with another…"))
        self.close_button = SecondaryButton(_("Close"))
        self._build()
        self._connect()
        self._ask_for_other() if second is None else self.compare_with(second)

    def _build(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(Space.M)
        for side in self.sides:
            sides.addWidget(side, 1)
        self._answered = QWidget()
        said = QVBoxLayout(self._answered)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(Space.M)
        said.addLayout(sides)
        said.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignLeft)
        said.addWidget(self.answer)
        said.addStretch(1)
        self.found.set_empty(self._none)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        buttons.addWidget(self.another)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self._title)
        column.addWidget(self.search)
        column.addWidget(self.found, 1)
        column.addWidget(self._answered, 1)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
        self.search.setAccessibleName(_("The other application"))
        self.search.setPlaceholderText(_("Name or number of the other application"))
        self.found.setAccessibleName(_("Applications that fit"))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.found.opened.connect(self._choose)
        self.another.clicked.connect(self._ask_for_other)
        self.close_button.clicked.connect(self.reject)

    def compare_with(self, other: Subject) -> None:
        """Compare with this one."""
        self._show_answer_part(answered=True)
        self._title.setText(_("Comparing {name} with {other}…").format(name=self._subject.name, other=other.name))
        questions, reader = self._context.services.questions, active()
        pair = (self._subject.number, other.number)
        settings = self._context.services.office
        self._comparing.ask(
            lambda: (questions.side_by_side(*pair, reader), settings.data().settings), self._show, self._refused
        )

    def _ask_for_other(self) -> None:
        self._show_answer_part(answered=False)
        title = _("Compare {name} with whom?").format(name=self._subject.name)
        self._title.setText(title)
        self.setWindowTitle(title)
        self._none.set("search", _("Type a name or a number"), _("Only those that wait for printing are shown."))
        self.search.setFocus()
        self.search.selectAll()

    def _show_answer_part(self, *, answered: bool) -> None:
        for part in (self.search, self.found):
            part.setVisible(not answered)
        self._answered.setVisible(answered)
        self.another.setVisible(answered)

    def _find(self) -> None:
        text = self.search.text().strip()
        if not text:
            self.found.rows_model().set_rows(())
            return
        services, mine = self._context.services, self._subject.application_id
        self._finding.ask(lambda: _waiting(services, text, mine), self._show_found)

    def _show_found(self, matches: tuple[Match, ...]) -> None:
        self.found.rows_model().set_rows(matches)
        self._none.set("search", _("Nobody who waits fits that"), _("Try another part of the name or number."))
        if matches:
            self.found.selectRow(0)

    def _choose(self, _key: str) -> None:
        row = self.found.current_row()
        if isinstance(row, Match):
            self.compare_with(Subject(row.application_id, row.number, row.name))

    def _show(self, answer: tuple[SideBySide, OfficeSettings]) -> None:
        pair, settings = answer
        title = _("Why is {first} before {second}?").format(first=pair.first.name, second=pair.second.name)
        self._title.setText(title)
        self.setWindowTitle(title)
        for side, row in zip(self.sides, (pair.first, pair.second), strict=True):
            side.show_row(row, settings)
        spec = verdict_pill(pair.comparison)
        self.verdict.set(spec.kind, spec.text)
        self.answer.setText(pair.comparison.text)
        self.another.setFocus()

    def _refused(self, error: DeskError) -> None:
        for side in self.sides:
            side.setVisible(False)
        self.verdict.set(Kind.FAILED, error.message)
        self.answer.setText(error.advice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search Enter takes the row marked, and Down goes into the list; Esc closes."""
        in_search = self.search.hasFocus()
        if in_search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose("")
        elif in_search and event.key() == Qt.Key.Key_Down:
            self.found.setFocus()
        else:
            super().keyPressEvent(event)

    def take_scan(self, code: str) -> None:
        """A scanned slip or booklet names the other one."""
        if not self.search.isHidden():
            self.search.setText(code)


class _Side(Card):
    """One of the two: who, and its dates."""

    def __init__(self) -> None:
        super().__init__(surface="quiet")
        self._name = ElidedLabel("", "section")
        self._facts = KeyValue()
        self.body.addWidget(self._name)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)

    def show_row(self, row: PlanRow, settings: OfficeSettings) -> None:
        """Show a row of the plan."""
        self.setVisible(True)
        self._name.setText(f"{row.position}. {row.name}")
        self._facts.set_rows(_facts(row, settings))

    def text(self) -> str:
        """The name as it is shown."""
        return self._name.text()


def verdict_pill(comparison: Comparison) -> PillSpec:
    """The result of exchanging the two places."""
    if comparison.exchangeable:
        return PillSpec(Kind.DONE, _("They may be exchanged: no date breaks"))
    if comparison.breaks:
        return PillSpec(Kind.FAILED, _("Exchanged, the first would be too late"))
    return PillSpec(Kind.STOPPED, _("They cannot be exchanged"))


def _facts(row: PlanRow, settings: OfficeSettings) -> list[tuple[str, str]]:
    labels = {each.code: each.label.text(language()) for each in settings.order.classes}
    departs = words.departs_text(row.departs_at, has_time=row.departs_has_time)
    return [
        (_("Planned"), words.moment(row.planned) or _("no place")),
        (_("Must be printed by"), words.moment(row.need_by)),
        (_("Departs"), f"{departs} · {words.proof_text(row.proof)}" if departs else _("no trip")),
        (_("Came"), words.moment(row.ready_since)),
        (_("Class"), f"{row.class_rank} · {labels.get(row.class_code, row.class_code)}"),
        (_("Promised for"), dates.day_short(row.promised.date(), language())),
        (_("Number"), words.number_text(row.number)),
    ]


def _waiting(services: Services, text: str, mine: int) -> tuple[Match, ...]:
    """Who waits for printing and fits, without the one to compare with."""
    found = services.applications.find(text, _MOST)
    return tuple(each for each in found if each.application_id != mine and each.state == ApplicationState.READY)


def _found_model() -> RowsModel[Match]:
    columns: list[Column[Match]] = [
        Column(lambda: _("Applicant"), lambda row: Cell(row.name, row.why), 240, stretch=1, strong=True),
        Column(lambda: _("Number"), lambda row: Cell(words.number_text(row.number)), 200),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))
