"""The planned evenings: a slider over the plans, a table of the chosen one, its names, and what it leaves."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSlider, QVBoxLayout, QWidget

from printdesk.i18n import _, catalogue, dates, language, plural
from printdesk.services import overtime_words
from printdesk.services.overtime_views import PlannerView, PlanOption
from printdesk.ui.backlog.planner_table import EveningLine, evening_lines, evenings_model
from printdesk.ui.backlog.words import count_text
from printdesk.ui.kit import (
    DeskTable,
    EmptyState,
    Pill,
    PrimaryButton,
    ProgressLine,
    SecondaryButton,
    label,
    set_tone,
)
from printdesk.ui.theme import Kind, Space, Tone

_LEAST_TABLE = 118
_NAMES_HEIGHT = 92
_SLIDER = 120


class PlannerPanel(QWidget):
    """One plan of the frontier, chosen by a slider.

    Attributes:
        slider: from no overtime to the most. table: the evenings. accept: orders them. absences: who is away.
        progress: while the cheapest is looked for.

    Signals:
        option_chosen: another plan is looked at. accept_wanted, absences_wanted, stop_wanted: the acts.
    """

    option_chosen = Signal(int)
    accept_wanted = Signal()
    absences_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner: PlannerView | None = None
        self._option: PlanOption | None = None
        self._preview: PlanOption | None = None
        self._failure = ""
        self._stopped = False
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.table = DeskTable(evenings_model())
        self.accept = PrimaryButton("", "F6", act="accept_overtime_plan")
        self.absences = SecondaryButton("", "F7", act="put_absence")
        self.progress = ProgressLine()
        self._pill = Pill(Kind.WAITING, "")
        self._goal = label("", "section", wrap=True)
        self._hours, self._cost = label("", "strong"), label("", "secondary")
        self._gap = label("", "secondary", wrap=True)
        self._undone = label("", "strong", tone=Tone.RED, wrap=True)
        self._names = label("", "secondary", wrap=True, copyable=True)
        self._names_area = QScrollArea()
        self._names_area.setProperty("ring", True)
        self._none = EmptyState()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(Space.L, 0, Space.L, Space.XS)
        head.setSpacing(Space.XS)
        first = QHBoxLayout()
        first.addWidget(self._goal, 1)
        first.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.slider.setMinimumWidth(_SLIDER)
        self.slider.setPageStep(1)
        self.slider.setEnabled(False)
        second = QHBoxLayout()
        second.setSpacing(Space.M)
        second.addWidget(self.slider, 1)
        second.addWidget(self._hours)
        second.addWidget(self._cost)
        head.addLayout(first)
        head.addLayout(second)
        head.addWidget(self._gap)
        head.addWidget(self.progress)
        self.table.set_empty(self._none)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.setMinimumHeight(_LEAST_TABLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(self._tail())

    def _tail(self) -> QVBoxLayout:
        inner = QWidget()
        inner.setObjectName("scrolled")
        words = QVBoxLayout(inner)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(Space.XS)
        words.addWidget(self._undone)
        words.addWidget(self._names)
        words.addStretch(1)
        self._names_area.setFrameShape(QFrame.Shape.NoFrame)
        self._names_area.setWidgetResizable(True)
        self._names_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names_area.setFixedHeight(_NAMES_HEIGHT)
        self._names_area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.accept, 1)
        foot.addWidget(self.absences)
        tail = QVBoxLayout()
        tail.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        tail.setSpacing(Space.S)
        tail.addWidget(self._names_area)
        tail.addLayout(foot)
        return tail

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self.option_chosen)
        self.accept.clicked.connect(self.accept_wanted)
        self.absences.clicked.connect(self.absences_wanted)
        self.progress.cancelled.connect(self.stop_wanted)

    def show_planner(self, planner: PlannerView, chosen: int) -> None:
        """The plans to choose from, and one of them."""
        self._planner, self._failure = planner, ""
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, len(planner.options) - 1))
            self.slider.setValue(chosen)
        self.slider.setEnabled(len(planner.options) > 1)
        self.show_preview(planner.options[chosen])

    def show_preview(self, option: PlanOption) -> None:
        """The plan at once, before the solver has looked at it."""
        self._option = self._preview = option
        self._stopped = False
        self._tell()

    def show_option(self, option: PlanOption) -> None:
        """The plan of the solver in the place of its preview."""
        self._option = option
        self._tell()

    def show_stopped(self) -> None:
        """The preview stays; nobody looks for the cheapest any more."""
        self._stopped = True
        self._tell()

    def show_failure(self, failure: str) -> None:
        """Say why there is no plan."""
        self._failure = failure
        self._tell()

    def show_progress(self, done: int, total: int) -> None:
        """How far the solver is; 0 of 0 when nothing is looked for."""
        if not total:
            self.progress.finish()
            return
        if self.progress.isHidden():
            self.progress.start(_("Looking for the cheapest plan"))
        if done:
            self.progress.set_progress(done, total)

    def option(self) -> PlanOption | None:
        """The plan shown."""
        return self._option

    def set_busy(self, busy: bool) -> None:
        """While a plan is ordered it is not asked for again."""
        self.accept.setEnabled(not busy and self._option is not None and bool(self._option.evenings))

    def words(self) -> str:
        """Everything said of the plan besides its table."""
        parts = (self._goal, self._pill_text(), self._hours, self._cost, self._gap, self._undone, self._names)
        return "\n".join(part if isinstance(part, str) else part.text() for part in parts)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.absences.setText(_("Who is away…"))
        self.progress.retranslate()
        self.slider.setAccessibleName(_("Overtime, from none to most"))
        self.table.setAccessibleName(_("Evenings of the plan"))
        self._names_area.setAccessibleName(_("People of the plan, and trips it cannot save"))
        self.table.retranslate()
        self._tell()

    def _pill_text(self) -> str:
        return self._pill.spec.text

    def _tell(self) -> None:
        option = self._option
        if option is None:
            self._tell_nothing()
            return
        reader = catalogue(language())
        self._goal.setText(overtime_words.goal_text(option.goal, reader))
        self._tell_trips(option)
        self._hours.setText(
            plural("{count} person-hour", "{count} person-hours", option.person_hours).format(
                count=count_text(option.person_hours)
            )
        )
        self._cost.setText(dates.rupiah(option.cost))
        self._gap.setText(self._gap_words(option))
        self._tell_rest(option)

    def _tell_trips(self, option: PlanOption) -> None:
        left = sum(row.kind == "trip" and row.savable for row in option.undone)
        savable = option.trips_saved + left
        text = _("{saved} of {count} savable trips saved").format(
            saved=count_text(option.trips_saved), count=count_text(savable)
        )
        self._pill.set(Kind.FAILED if left else Kind.DONE, text if savable else _("no trip lost that can be saved"))

    def _gap_words(self, option: PlanOption) -> str:
        reader = catalogue(language())
        saved = _("trips saved: {trips}, promises kept: {promises}").format(
            trips=count_text(option.trips_saved), promises=count_text(option.promises_saved)
        )
        clear = option.effect.clear_on
        done = (
            _("all who wait now printed by {day}").format(day=dates.day_short(clear, language()))
            if clear else _("some have no place in the plan")
        )  # fmt: skip
        parts = [f"{done[:1].upper()}{done[1:]}; {saved}."]
        if option.evenings:
            near = overtime_words.gap_text(option, self._preview, reader)
            parts.append(_("Stopped; this preview may cost a little more than need be.") if self._stopped else near)
            parts.append(
                _("Most for one person {most} h, mean {mean} h.").format(
                    most=option.most_hours,
                    mean=f"{option.mean_hours:.1f}".replace(".", "." if language() == "en" else ","),
                )
            )
        return " ".join(parts)

    def _tell_rest(self, option: PlanOption) -> None:
        reader = catalogue(language())
        undone = overtime_words.undone_text(option, reader)
        self._undone.setText(undone)
        self._undone.setVisible(bool(undone))
        set_tone(self._undone, Tone.RED if any(row.savable for row in option.undone) else None)
        lines = [
            f"<b>{_escaped(name)}</b> {_escaped(why)}" for name, why in overtime_words.names_lines(option, reader)
        ]
        self._names.setTextFormat(Qt.TextFormat.RichText)
        told = [*lines, *self._remarks()]
        self._names.setText("<br>".join(told))
        self._names_area.setVisible(bool(told or undone))
        count = len(option.evenings)
        self.accept.setText(
            plural(
                "Order this evening and make its papers", "Order these {count} evenings and make their papers",
                count,
            ).format(count=count_text(count))
            if count else _("Nothing to order")
        )  # fmt: skip
        self.accept.setEnabled(bool(count))
        self.table.rows_model().set_rows(evening_lines(option))
        self._none.set(*self._nothing_needed(option))

    def _nothing_needed(self, option: PlanOption) -> tuple[str, str, str]:
        if self._planner is not None and not self._planner.people:
            return (
                "warning", _("Nobody can be asked"),
                _("Give people the role of printing or quality check, and their stations, under Settings."),
            )  # fmt: skip
        if option.goal.kind == "none":
            return "clock", _("No overtime"), _("Move the slider to see what evenings would save.")
        if any(row.savable for row in option.undone):
            return "warning", _("No evening is possible"), _("Read below which limit stands in the way.")
        if option.undone:
            return "warning", _("No evening would help"), _("What is at risk cannot be saved by working longer.")
        return "check", _("No evening is needed"), _("Overtime saves nothing more for this goal.")

    def _remarks(self) -> list[str]:
        found = []
        if self._planner is not None and self._planner.unrated:
            found.append(
                _("No rate is known for {names}: they are asked only where nobody has one.").format(
                    names=", ".join(self._planner.unrated)
                )
            )
        if self._planner is not None and self._planner.senior_unknown:
            found.append(_("Nobody's grade is known, so no senior is asked for."))
        return [_escaped(text) for text in found]

    def _tell_nothing(self) -> None:
        self._pill.setVisible(False)
        self._names_area.setVisible(False)
        self._goal.setText("")
        self.accept.setText(_("Nothing to order"))
        self.accept.setEnabled(False)
        if self._failure:
            self._none.set_unread(self._failure)
        else:
            self._none.set("clock", _("The evenings are being planned"), "")

    def chosen_line(self) -> EveningLine | None:
        """The evening chosen in the table."""
        line: EveningLine | None = self.table.current_row()
        return line


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
