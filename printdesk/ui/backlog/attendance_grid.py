"""The hours of a team in one grid: when each came and left, what that pays, what does not fit."""

import re
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.attendance import AttendanceView, HoursEntry, HoursRow
from printdesk.services.attendance_rules import remarks
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ElidedLabel, FormDialog, SecondaryButton, label, restyle, set_tone
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space, Tone

_TYPED = re.compile(r"([01]?[0-9]|2[0-4])(?:[.:]?([0-5][0-9]))?")
_WAIT_MS = 200
_TIME_WIDTH = 74


def time_typed(text: str) -> time | None:
    """The time that was typed: "16", "1630", "16.30" or "16:30"; None when it is none. 24 is midnight."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour == 24:
        return time(0) if not minute else None
    return time(hour, minute)


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of one person."""

    key: tuple[int, str]
    came: QLineEdit
    left: QLineEdit
    absent: QCheckBox
    said: ElidedLabel


class AttendanceDialog(FormDialog):
    """Takes the whole attendance list at once; nothing is saved while anything does not fit.

    Keys: Enter goes on to the next field, F7 fills in the ordered hours, F6 saves.

    Attributes:
        lines: the widgets of each person, in the order of the list. as_ordered: fills the empty ones.

    Signals:
        saved: the hours are booked.
    """

    saved = Signal()

    def __init__(self, context: RoomContext, session_id: int, parent: QWidget | None) -> None:
        super().__init__(
            _("Hours of the evening"), _("Save hours"),
            _("As on the signed list. Only full hours within the ordered time are paid. Enter goes on, F6 saves."),
            parent,
        )  # fmt: skip
        self._context = context
        self._session_id = session_id
        self._view: AttendanceView | None = None
        self._acts = Acts(context, self, lambda: None)
        self._reading = LatestReading(context, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self.lines: list[_Line] = []
        self.as_ordered = SecondaryButton(_("Everybody as ordered"), "F7")
        self._sum = label("", "strong", wrap=True)
        self._rows = QGridLayout()
        self._lay_out()
        self._wait.timeout.connect(self._check)
        self.as_ordered.clicked.connect(self._fill)
        self.submitted.connect(self._save)
        self.set_act_enabled(False)
        service = context.services.attendance
        self._reading.ask(lambda: service.grid(session_id), self._begin, lambda error: self.show_error(error))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, Space.S, 0)
        self._rows.setHorizontalSpacing(Space.S)
        self._rows.setVerticalSpacing(Space.XS)
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(5, 4)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setMinimumHeight(180)
        self.body.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self.as_ordered)
        foot.addWidget(self._sum, 1)
        self.body.addLayout(foot)
        self._act.setShortcut(Qt.Key.Key_F6)
        self.resize(880, 520)

    def take_scan(self, code: str) -> None:
        """A scan has no meaning in a grid of hours."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field; it never saves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            event.accept()
            return
        super().keyPressEvent(event)

    def entries(self) -> list[HoursEntry] | None:
        """What is typed; None while a time is none. Who has nothing typed is left out."""
        made = []
        for line in self.lines:
            came, left = line.came.text().strip(), line.left.text().strip()
            if line.absent.isChecked():
                made.append(HoursEntry(*line.key, None, None))
            elif came or left:
                start, end = time_typed(came), time_typed(left)
                if start is None or end is None:
                    return None
                made.append(HoursEntry(*line.key, start, end))
        return made

    def sum_text(self) -> str:
        """What is said of all hours together."""
        return self._sum.text()

    def _begin(self, view: AttendanceView) -> None:
        self._view = view
        titles = (_("Name"), _("Ordered"), _("In"), _("Out"), "", _("Paid"))
        for column, title in enumerate(titles):
            self._rows.addWidget(label(title, "secondary"), 0, column)
        for at, row in enumerate(view.rows, 1):
            self.lines.append(self._line(at, row))
        self._rows.setRowStretch(len(view.rows) + 1, 1)
        if self.lines:
            self.lines[0].came.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(view)

    def _line(self, at: int, row: HoursRow) -> _Line:
        name = ElidedLabel()
        name.setText(row.person.name)
        name.setToolTip(f"{row.person.name}\n{row.station}")
        ordered = label(f"{_time(row.start.timetz())}–{_time(row.end.timetz())} · {row.station}", "secondary")
        came, left = QLineEdit(), QLineEdit()
        for field, moment, what in ((came, row.came, _("In")), (left, row.left, _("Out"))):
            field.setFixedWidth(_TIME_WIDTH)
            field.setText(_time(moment.timetz()) if moment else "")
            field.setAccessibleName(f"{what}: {row.person.name}")
            field.textEdited.connect(lambda _text: self._wait.start())
        absent = QCheckBox(_("did not come"))
        absent.setAccessibleName(_("{name} did not come").format(name=row.person.name))
        absent.setChecked(row.entered and row.came is None)
        said = ElidedLabel()
        line = _Line((row.session_id, row.person.login), came, left, absent, said)
        absent.toggled.connect(lambda on: self._absent(line, away=on))
        self._absent(line, away=absent.isChecked())
        for column, widget in enumerate((name, ordered, came, left, absent, said)):
            self._rows.addWidget(widget, at, column)
        return line

    def _absent(self, line: _Line, *, away: bool) -> None:
        for field in (line.came, line.left):
            field.setEnabled(not away)
            if away:
                field.clear()
        self._wait.start()

    def _fill(self) -> None:
        for line, row in zip(self.lines, self._view.rows if self._view else (), strict=False):
            if not line.absent.isChecked() and not line.came.text().strip() and not line.left.text().strip():
                line.came.setText(_time(row.start.timetz()))
                line.left.setText(_time(row.end.timetz()))
        self._check()

    def _check(self) -> None:
        for line in self.lines:
            for field in (line.came, line.left):
                wrong = bool(field.text().strip()) and time_typed(field.text()) is None
                field.setProperty("invalid", "true" if wrong else "false")
                restyle(field)
        entries = self.entries()
        if entries is None:
            self._sum.setText(_("Write both times, for instance 16.00 and 19.00."))
            set_tone(self._sum, Tone.AMBER)
            self.set_act_enabled(False)
            return
        service, session = self._context.services.attendance, self._session_id
        self._reading.ask(lambda: service.check(session, entries), self._show, self._not_checked)

    def _not_checked(self, error: DeskError) -> None:
        self.show_error(error)
        self.set_act_enabled(False)

    def _show(self, view: AttendanceView) -> None:
        self.show_error("")
        for line, row in zip(self.lines, view.rows, strict=True):
            text, tone = _said(row)
            line.said.setText(text)
            line.said.setToolTip(text)
            set_tone(line.said, tone)
        entered = sum(row.entered for row in view.rows)
        hours = plural("{count} full hour", "{count} full hours", view.cost.hours).format(count=view.cost.hours)
        self._sum.setText(
            _("{entered} of {count} entered · {hours} · {money}").format(
                entered=entered, count=len(view.rows), hours=hours, money=dates.rupiah(view.cost.total)
            )
        )
        set_tone(self._sum, None)
        if view.refusals:
            self._sum.setText(view.refusals[0])
            set_tone(self._sum, Tone.RED)
        self.set_act_enabled(not view.refusals and bool(self.entries()))

    def _save(self) -> None:
        entries = self.entries()
        if not entries:
            return
        self.set_busy(True)
        service, session = self._context.services.attendance, self._session_id
        self._acts.begin(
            lambda actor, operation: service.enter(actor, session, entries, operation), self._done,
            lambda error: self.show_error(error),
        )  # fmt: skip

    def _done(self, _view: AttendanceView) -> None:
        self._context.messages.ok(_("The hours are saved."))
        self.saved.emit()
        self.accept()


def _said(row: HoursRow) -> tuple[str, Tone | None]:
    if row.refusal:
        return row.refusal, Tone.RED
    if not row.entered:
        return _("not entered"), None
    parts = [remarks(row, active())]
    if row.came is not None:
        hours = plural("{count} full hour", "{count} full hours", row.hours).format(count=row.hours)
        money = dates.rupiah(row.cost.total) if row.cost is not None and row.cost.rated else ""
        if row.cost is not None and not row.cost.rated:
            money = _("no rate: the grade is missing")
        parts = [hours, money, *parts]
    return " · ".join(part for part in parts if part), Tone.AMBER if remarks(row, active()) else Tone.GREEN


def _time(moment: time) -> str:
    return moment.strftime("%H.%M" if language() == "id" else "%H:%M")
