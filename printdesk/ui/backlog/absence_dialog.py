"""Who is away: a grid of people and days, entered in one place and kept in one act."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from printdesk.i18n import _, catalogue, dates, language
from printdesk.services.absences import KINDS, AbsenceView, AbsentDay, kind_text
from printdesk.services.office import PersonView
from printdesk.services.work import OfficeData
from printdesk.ui.kit import FormDialog, SecondaryButton, label
from printdesk.ui.theme import Space

DAYS_READ = 56
_DAYS_SHOWN = 14
_STEP = 7
_DAY = timedelta(days=1)
_NAME_WIDTH = 190
_CELL = 48
_ROW = 34
_ROWS_SHOWN = 9
_WIDTH = 960
_ORDER = ("", *KINDS)


class AbsenceDialog(FormDialog):
    """A grid of people and days; a click, Space or Enter goes to the next kind, letters choose one, Delete clears.

    Args:
        people: the rows. absences: of `DAYS_READ` days from `today` on.

    Attributes:
        grid: one cell for each person and day shown. earlier, later: other days.
    """

    def __init__(
        self,
        people: Sequence[PersonView],
        office: OfficeData,
        today: date,
        absences: Sequence[AbsenceView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Who is away"), _("Keep"), parent=parent)
        self._people, self._office, self._today = list(people), office, today
        self._first = today
        self._before = _by_day(absences)
        self._now = dict(self._before)
        self.grid = QTableWidget(len(people), _DAYS_SHOWN)
        self.earlier, self.later = SecondaryButton("◀"), SecondaryButton("▶")
        self._days = label("", "strong")
        self._legend = label("", "secondary", wrap=True)
        self._build_grid()
        self._fill()
        self.retranslate()
        self.setMinimumWidth(_WIDTH)
        self.grid.setFocus()

    def changes(self) -> tuple[AbsentDay, ...]:
        """What differs from what was read."""
        keys = sorted({*self._before, *self._now})
        return tuple(
            AbsentDay(login, day, self._now.get((login, day), ""))
            for login, day in keys if self._now.get((login, day), "") != self._before.get((login, day), "")
        )  # fmt: skip

    def kind_at(self, login: str, day: date) -> str:
        """What the grid says of a person on a day; "" for there."""
        return self._now.get((login, day), "")

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        super().retranslate()
        self.set_texts(
            _("Who is away"), _("Keep"),
            _("Overtime is never planned, ordered or paid on these days."),
        )  # fmt: skip
        kinds = ", ".join(f"{self._letter(kind)} {kind_text(kind, catalogue(language()))}" for kind in KINDS)
        self._legend.setText(
            _("{kinds}. Click, Space or Enter: the next kind; its letter chooses it; Delete clears.").format(
                kinds=kinds
            )
        )
        self.earlier.setAccessibleName(_("Earlier days"))
        self.later.setAccessibleName(_("Later days"))
        self.grid.setAccessibleName(_("People and days"))
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the grid set what they stand for."""
        if watched is self.grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _build_grid(self) -> None:
        grid = self.grid
        grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.verticalHeader().setFixedWidth(_NAME_WIDTH)
        grid.verticalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {Space.M}px; }}")
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        grid.verticalHeader().setDefaultSectionSize(_ROW)
        grid.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.setMinimumWidth(_NAME_WIDTH + _DAYS_SHOWN * _CELL)
        grid.setMinimumHeight(min(_ROWS_SHOWN, len(self._people)) * _ROW + 2 * _ROW)
        grid.installEventFilter(self)
        grid.cellClicked.connect(lambda row, column: self._cycle([(row, column)]))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        head.addWidget(self._days, 1)
        self.earlier.clicked.connect(lambda: self._move(-_STEP))
        self.later.clicked.connect(lambda: self._move(_STEP))
        self.body.addLayout(head)
        self.body.addWidget(grid, 1)
        self.body.addWidget(self._legend)

    def _move(self, days: int) -> None:
        last = self._today + (DAYS_READ - _DAYS_SHOWN) * _DAY
        self._first = min(max(self._today, self._first + days * _DAY), last)
        self._fill()

    def _fill(self) -> None:
        lang = language()
        for column in range(_DAYS_SHOWN):
            day = self._first + column * _DAY
            text = f"{dates.weekday_short(day, lang)}\n{day.day}"
            item = QTableWidgetItem(text)
            item.setToolTip(dates.day_long(day, lang))
            if not self._office.office_hours.is_open(day):
                font = item.font()
                font.setItalic(True)
                item.setFont(font)
                closed = self._office.office_hours.closed_because(day) or _("closed")
                item.setToolTip(f"{dates.day_long(day, lang)}: {closed}")
            self.grid.setHorizontalHeaderItem(column, item)
        for row, person in enumerate(self._people):
            name = QTableWidgetItem(person.name)
            name.setToolTip(person.name)
            self.grid.setVerticalHeaderItem(row, name)
            for column in range(_DAYS_SHOWN):
                self._show(row, column)
        last = self._first + (_DAYS_SHOWN - 1) * _DAY
        self._days.setText(f"{dates.day_medium(self._first, lang)} – {dates.day_medium(last, lang)}")
        self.earlier.setEnabled(self._first > self._today)
        self.later.setEnabled(last + _DAY < self._today + DAYS_READ * _DAY)

    def _show(self, row: int, column: int) -> None:
        login, day = self._key_of(row, column)
        kind = self._now.get((login, day), "")
        item = QTableWidgetItem(self._letter(kind) if kind else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        words = kind_text(kind, catalogue(language())) if kind else _("there")
        said = f"{self._people[row].name}, {dates.day_medium(day, language())}: {words}"
        item.setToolTip(said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.grid.setItem(row, column, item)

    def _key_of(self, row: int, column: int) -> tuple[str, date]:
        return self._people[row].login, self._first + column * _DAY

    def _letter(self, kind: str) -> str:
        """One letter for each kind, by the language."""
        letters = {"leave": _("L|leave"), "sick": _("S|sick"), "travel": _("T|travel"), "other": _("O|other")}
        return letters[kind].partition("|")[0]

    def _key(self, event: QKeyEvent) -> bool:
        cells = [(index.row(), index.column()) for index in self.grid.selectedIndexes()]
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._cycle(cells)
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._put(cells, "")
            return True
        typed = event.text().upper()
        kind = next((kind for kind in KINDS if typed and self._letter(kind) == typed), None)
        if kind is None:
            return False
        self._put(cells, kind)
        return True

    def _cycle(self, cells: Sequence[tuple[int, int]]) -> None:
        """The next kind, the same for all cells."""
        if cells:
            now = self._now.get(self._key_of(*cells[0]), "")
            self._put(cells, _ORDER[(_ORDER.index(now) + 1) % len(_ORDER)])

    def _put(self, cells: Sequence[tuple[int, int]], kind: str) -> None:
        for row, column in cells:
            self._now[self._key_of(row, column)] = kind
            if not kind:
                self._now.pop(self._key_of(row, column))
            self._show(row, column)


def _by_day(absences: Sequence[AbsenceView]) -> dict[tuple[str, date], str]:
    return {
        (each.login, each.first + n * _DAY): each.kind
        for each in absences
        for n in range((each.last - each.first).days + 1)
    }
