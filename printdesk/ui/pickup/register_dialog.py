"""The hand-over register day by day, its sheet to sign, and who collects for others again and again."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.register import RegisterRow
from printdesk.services.repeat_collectors import RepeatCollector
from printdesk.services.work import new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DateField,
    DeskTable,
    EmptyState,
    IconButton,
    RowsModel,
    ViewRow,
    label,
)
from printdesk.ui.pickup.counter_dialog import CounterDialog
from printdesk.ui.theme import Kind, Tone

_SIZE = (1080, 640)


class RegisterDialog(CounterDialog):
    """F6 makes the day's sheet; the chips lead to the collectors that come often.

    Attributes:
        day: the day shown. table: its hand-overs. people: the collectors. views: which of the two.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None, today: date) -> None:
        super().__init__(context, parent, _SIZE)
        self._read_once = False
        self._today = today
        self.views = ViewRow()
        self.day = DateField(today)
        self._day_words = label("", "strong")
        self.before, self.after = IconButton("chevron-left", ""), IconButton("chevron-right", "")
        self._model, self._people_model = _register_model(), _people_model()
        self.table, self.people = DeskTable(self._model, sortable=True), DeskTable(self._people_model)
        self._empty, self._nobody = EmptyState("document"), EmptyState("check-badge")
        self._sums = label("", "secondary", wrap=True)
        self._stack = QStackedWidget()
        self._place()
        self._connect()
        self.retranslate()
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.table.set_empty(self._empty)
        self.people.set_empty(self._nobody)
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addStretch(1)
        for part in (self.before, self.day, self.after):
            head.addWidget(part)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.people)
        self.work.addLayout(head)
        self.work.addWidget(self._stack, 1)
        self.work.addWidget(self._sums)
        self.second.setVisible(False)

    def _connect(self) -> None:
        self.views.chosen.connect(self._choose_view)
        self.day.dateChanged.connect(lambda _day: self._read())
        self.before.clicked.connect(lambda: self.day.set_value(self.day.value() - timedelta(days=1)))
        self.after.clicked.connect(lambda: self.day.set_value(self.day.value() + timedelta(days=1)))

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        title = _("Hand-over register")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._intro.setText(_("Every hand-over by its number. The day's sheet has a field to sign in each row."))
        self.views.set_chip("day", _("The day"))
        self.views.set_chip("people", _("Collectors that come often"))
        self.day.retranslate()
        self.day.setAccessibleName(_("Day"))
        self.before.set_name(_("The day before"))
        self.after.set_name(_("The day after"))
        self.table.setAccessibleName(_("Hand-over register"))
        self.people.setAccessibleName(_("Collectors that come often"))
        self.main.setText(_("Sheet of this day…"))
        self._leave.setText(_("Close"))
        self._empty.set("document", _("Nothing was handed over on this day"), _("Choose another day above."))
        self._nobody.set("check-badge", _("Nobody collects for others that often"), "", Tone.GREEN)
        self._tell_sums()

    def _choose_view(self, code: str) -> None:
        self._stack.setCurrentIndex(1 if code == "people" else 0)
        for part in (self.before, self.day, self.after, self.main):
            part.setVisible(code == "day")
        self._tell_sums()

    def _read(self) -> None:
        services, day, reader = self._context.services, self.day.value(), active()

        def read() -> tuple[tuple[RegisterRow, ...], tuple[RepeatCollector, ...]]:
            return services.register.rows(day, reader), services.repeats.flagged()

        self._reading.ask(read, self._show, self._refused)

    def _show(self, found: tuple[Sequence[RegisterRow], Sequence[RepeatCollector]]) -> None:
        self._model.set_rows(found[0])
        self._people_model.set_rows(found[1])
        self.views.set_chip("people", _("Collectors that come often"), len(found[1]))
        self._tell_sums()

    def _tell_sums(self) -> None:
        rows = self._model.rows()
        self.main.setEnabled(bool(rows))
        if self._stack.currentIndex() == 1:
            self._sums.setText(
                _("Told apart by the identity number, which is kept masked; several booklets at once count once.")
            )
            return
        taken = sum(row.undone_at is None for row in rows)
        template = plural(
            "{count} booklet handed over, {back} taken back.",
            "{count} booklets handed over, {back} taken back.",
            taken,
        )
        lang = language()
        self._sums.setText(
            template.format(count=dates.number(taken, lang), back=dates.number(len(rows) - taken, lang))
            if rows
            else ""
        )

    def _do_main(self) -> None:
        if not self._model.rowCount() or self._stack.currentIndex() == 1:
            return
        service, day, reader = self._context.services.register, self.day.value(), active()
        actor, operation = self._context.actor(), new_operation_id()
        title = _("Hand-over register, {day}").format(day=dates.day_long(day, language()))
        self._tell(Kind.NOTE, "")
        self._context.background.run(
            lambda _task: service.sheet(actor, day, reader, operation),
            done=lambda paper: self._show_paper(title, f"register-{day.isoformat()}", paper),
            failed=self._refused,
            owner=self,
        )


def _register_model() -> RowsModel[RegisterRow]:
    columns: list[Column[RegisterRow]] = [
        Column(lambda: _("Number"), lambda row: Cell(row.number), 130, whole=True),
        Column(
            lambda: _("Time"), lambda row: Cell(dates.clock_time(row.at, language()), sort=row.at.timestamp()), 64
        ),
        Column(lambda: _("Applicant"), lambda row: Cell(row.name, row.serial), 150, stretch=3, strong=True),
        Column(
            lambda: _("Collector"), lambda row: Cell(row.collector or row.collector_kind, _who(row)), 150, stretch=3
        ),
        Column(lambda: _("Proved by"), lambda row: Cell(_proof(row.proved_by)), 110),
        Column(lambda: _("Officer"), lambda row: Cell(row.officer, _undone(row)), 120, stretch=2),
    ]
    return RowsModel(columns, key=lambda row: row.number)


def _who(row: RegisterRow) -> str:
    return " · ".join(each for each in (row.collector_kind if row.collector else "", row.identity) if each)


def _proof(code: str) -> str:
    known = {
        "slip": _("signed slip"), "slip_number": _("slip number"), "identity": _("identity card"),
        "post": _("list for the post"),
    }  # fmt: skip
    return known.get(code, code)


def _undone(row: RegisterRow) -> str:
    if row.undone_at is None:
        return ""
    return _("taken back {time}").format(time=dates.clock_time(row.undone_at, language()))


def _people_model() -> RowsModel[RepeatCollector]:
    columns: list[Column[RepeatCollector]] = [
        Column(lambda: _("Collector"), lambda row: Cell(row.name, row.identity), 180, stretch=3, strong=True),
        Column(
            lambda: _("Times"),
            lambda row: Cell(dates.number(row.visits, language()), sort=row.visits),
            70,
            align="right",
        ),
        Column(lambda: _("Booklets"), lambda row: Cell(dates.number(row.booklets, language())), 80, align="right"),
        Column(
            lambda: _("Last time"), lambda row: Cell(dates.moment_medium(row.last_at, language())), 150, stretch=1
        ),
        Column(lambda: _("In the register"), lambda row: Cell(", ".join(row.numbers[:6])), 160, stretch=3),
    ]
    return RowsModel(columns, key=lambda row: f"{row.identity}/{row.numbers[0]}")
