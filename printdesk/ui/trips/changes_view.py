"""What changed: the kept plans, and of two of them who came, was saved, is newly at risk, was moved, or left."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, catalogue, language
from printdesk.services.plan_history import Change, KeptPlan, PlanChanges
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, DeskTable, EmptyState, SecondaryButton, label, tell_whole
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space, Tone
from printdesk.ui.trips.table_model import ChangeLine, KeptLine, changes_model, kept_lines, kept_model
from printdesk.ui.trips.words import count_text, second_text

_LISTS = ("newly_at_risk", "saved", "moved", "arrived", "left")
_LIST_WIDTH, _NARROW_LIST = 400, 368
_NARROW = 1000
_LEAST_CHOICE = 118
"""The plan compared with may be cut so far before the whole room has to scroll sideways."""


class ChangesView(QWidget):
    """Left the kept plans, right what changed from an earlier one to the one chosen.

    Attributes:
        kept: the kept plans, the newest first. against: the earlier plan. chips: which changes. table: who changed.
        queue: shows the queue as the chosen plan had it.

    Signals:
        opened: id of the application asked for. queue_wanted: a kept plan whose queue is to be shown.
    """

    opened = Signal(int)
    queue_wanted = Signal(object)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: tuple[KeptPlan, ...] | None = None
        self._found: PlanChanges | None = None
        self._pair: tuple[int, int] | None = None
        self._follow, self._listed = True, ""
        self._failure = ""
        self._reading = LatestReading(context, self)
        self.kept, self.table = DeskTable(kept_model()), DeskTable(changes_model())
        self.against, self.chips = QComboBox(), ChipRow()
        tell_whole(self.against)
        self.queue = SecondaryButton("", "F6")
        self._against_name, self._said = label("", "secondary"), label("", wrap=True)
        self._none_kept, self._none_changed = EmptyState(), EmptyState()
        self.kept.set_empty(self._none_kept)
        self.table.set_empty(self._none_changed)
        for code in _LISTS:
            self.chips.set_chip(code, "")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._against_name)
        head.addWidget(self.against, 1)
        head.addWidget(self.queue)
        right = QVBoxLayout()
        right.setContentsMargins(Space.L, 0, Space.L, Space.S)
        right.setSpacing(Space.S)
        right.addLayout(head)
        right.addWidget(self._said)
        right.addWidget(self.chips)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(right)
        whole.addWidget(self.table, 1)
        self.against.setMinimumContentsLength(12)
        self.against.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.against.setMinimumWidth(_LEAST_CHOICE)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.kept)
        row.addLayout(whole, 1)

    def _connect(self) -> None:
        self.kept.current_changed.connect(lambda _key: self._choose_later())
        self.kept.opened.connect(lambda _key: self._want_queue())
        self.queue.clicked.connect(self._want_queue)
        self.against.activated.connect(lambda _at: self._compare())
        self.chips.chosen.connect(lambda _code: self._list())
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self._context.background.busy_changed.connect(self._rest)

    def show_kept(self, kept: tuple[KeptPlan, ...]) -> None:
        """Show the kept plans; the ones compared stay, but who looks at the newest goes on looking at the newest."""
        self._kept = kept
        follow = self._follow
        self._tell_empty()
        with QSignalBlocker(self.kept):
            self.kept.rows_model().set_rows(kept_lines(kept))
            if kept and (follow or not self.kept.currentIndex().isValid()):
                self.kept.selectRow(0)
        self._choose_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what changed its room."""
        super().resizeEvent(event)
        self.kept.setFixedWidth(_LIST_WIDTH if self.width() >= _NARROW else _NARROW_LIST)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.kept.setAccessibleName(_("Kept plans"))
        self.table.setAccessibleName(_("What changed"))
        self.against.setAccessibleName(_("Compared with the plan of"))
        self._against_name.setText(_("Compared with"))
        self.queue.setText(_("Its queue"))
        self.kept.retranslate()
        self.table.retranslate()
        self._fill_against(self._later())
        self._show_found()
        self._tell_empty()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        self._failure = failure
        self._tell_empty()

    def focus_list(self) -> None:
        """Give the keyboard to the kept plans."""
        self.kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> str:
        """The changes in sentences, as shown."""
        return self._said.text()

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()

    def _later(self) -> KeptPlan | None:
        line: KeptLine | None = self.kept.current_row()
        return line.kept if line is not None else None

    def _choose_later(self) -> None:
        later = self._later()
        self._follow = self.kept.currentIndex().row() <= 0
        self.queue.setEnabled(later is not None)
        self._fill_against(later)
        self._compare()

    def _fill_against(self, later: KeptPlan | None) -> None:
        """The plans before the one chosen, the nearest first and chosen unless another one was."""
        earlier = [
            each for each in self._kept or () if later is not None and (each.at, each.id) < (later.at, later.id)
        ]
        before = self.against.currentData() if self._pair and later and self._pair[1] == later.id else None
        with QSignalBlocker(self.against):
            self.against.clear()
            for at, each in enumerate(earlier):
                when = second_text(each.at)
                self.against.addItem(_("the one before: {moment}").format(moment=when) if not at else when, each.id)
            self.against.setCurrentIndex(max(0, self.against.findData(before)) if earlier else -1)
        self.against.setEnabled(bool(earlier))

    def _compare(self) -> None:
        later, earlier = self._later(), self.against.currentData()
        if later is None or earlier is None:
            self._pair, self._found = None, None
            self._show_found()
            return
        pair = (int(earlier), later.id)
        if pair == self._pair and self._found is not None:
            return
        self._pair, self._found = pair, None
        history = self._context.services.history

        def show(found: PlanChanges) -> None:
            if pair == self._pair:
                self._found = found
                self._choose_list()
                self._show_found()

        def refused(error: DeskError) -> None:
            self._pair = None
            self._said.setText(str(error))

        self._reading.ask(lambda: history.changes_between(*pair), show, refused)

    def _choose_list(self) -> None:
        """The first list that holds somebody, where the one chosen holds nobody."""
        if self._found is not None and not getattr(self._found, self.chips.current()):
            full = [code for code in _LISTS if getattr(self._found, code)]
            self.chips.choose(full[0] if full else _LISTS[0])

    def _show_found(self) -> None:
        names = {
            "newly_at_risk": _("Newly at risk"),
            "saved": _("Trips saved"),
            "moved": _("Moved over a day"),
            "arrived": _("Arrived"),
            "left": _("Left the queue"),
        }
        for code, name in names.items():
            count = count_text(len(getattr(self._found, code))) if self._found is not None else None
            self.chips.set_chip(code, name, count)
        said = self._found.sentences(catalogue(language())) if self._found is not None else ()
        self._said.setText(" ".join(said))
        self._said.setVisible(bool(said))
        self._list()

    def _list(self) -> None:
        what = self.chips.current()
        rows: tuple[Change, ...] = getattr(self._found, what) if self._found is not None else ()
        self._tell_empty()
        self.table.rows_model().set_rows([ChangeLine(row, what) for row in rows])
        if what != self._listed or not self.table.currentIndex().isValid():
            self._listed = what
            self.table.scrollToTop()
            self.table.selectRow(0)

    def _tell_empty(self) -> None:
        if self._kept is None:
            self._none_kept.set_unread(self._failure)
            self._none_changed.set_unread(self._failure)
            return
        self._none_kept.set("clock", _("No plan was kept yet"), _("Each change of the plan is kept from now on."))
        if self._found is not None:
            self._tell_no_change()
        elif self._pair is not None:
            self._none_changed.set_unread("")
        else:
            text = _("Once the plan changes, it can be compared with this one.")
            self._none_changed.set("info", _("Nothing to compare yet"), text)

    def _tell_no_change(self) -> None:
        if self.chips.current() == "newly_at_risk":
            text = _("Between these two plans no trip got into danger.")
            self._none_changed.set("plane", _("No trip is newly at risk"), text, Tone.GREEN)
        else:
            self._none_changed.set("info", _("Nobody"), _("Between these two plans this happened to nobody."))

    def _want_queue(self) -> None:
        later = self._later()
        if later is not None:
            self.queue_wanted.emit(later)
