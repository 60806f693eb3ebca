"""Records or changes an outage; what it would do is told before it is put in force."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.outage_entry import LONGEST_CAUSE, OutageEntry
from printdesk.services.outage_preview import OutagePreview
from printdesk.services.outages import OutageView
from printdesk.ui.kit import DateField, FlowRow, FormDialog, SecondaryButton, TimeField, label, thin_line
from printdesk.ui.outages.reading import OutageFacts
from printdesk.ui.outages.touched_dialog import TouchedDialog
from printdesk.ui.outages.words import preview_lines
from printdesk.ui.state_words import stage_names
from printdesk.ui.theme import Space, Tone

_DEBOUNCE_MS = 250


class _MomentRow(QWidget):
    """A day and a time side by side."""

    def __init__(self, moment: datetime, before: QWidget | None = None) -> None:
        super().__init__()
        self.day = DateField(moment.date())
        self.time = TimeField(moment.timetz().replace(tzinfo=None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        if before is not None:
            row.addWidget(before)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)

    def value(self) -> tuple[date, time]:
        return self.day.value(), self.time.value()

    def set_enabled(self, enabled: bool) -> None:
        for field in (self.day, self.time):
            field.setEnabled(enabled)


class OutageForm(FormDialog):
    """From, to, cause, service types and stages, and whether the board follows.

    Args:
        outage: the one to be changed; None for a new one.

    Signals:
        changed: what is typed changed; it wants a new preview.
    """

    changed = Signal()

    def __init__(self, facts: OutageFacts, outage: OutageView | None, parent: QWidget | None) -> None:
        title = _("Record an outage") if outage is None else _("Change outage {number}").format(number=outage.number)
        intro = _("The promises of those whom it touches move as one act, which can be taken back as one.")
        super().__init__(title, _("Record") if outage is None else _("Put in force"), intro, parent)
        self._facts, self._outage = facts, outage
        self._ready = False
        now = facts.now.replace(second=0, microsecond=0)
        self._now = now
        start = outage.started_at if outage else facts.office.office_hours.last_open(now).replace(hour=7, minute=30)
        self.start = _MomentRow(min(start, now))
        self.ended = QCheckBox(_("it ended on"))
        self.end = _MomentRow((outage.ended_at if outage else None) or now, self.ended)
        self.known = QCheckBox(_("expected back on"))
        self.back = _MomentRow(_back(facts, outage), self.known)
        self.cause = QComboBox()
        self.services = {one.code: QCheckBox(facts.service(one.code)) for one in facts.office.settings.services}
        self.stages = {code: QCheckBox(name) for code, name in stage_names().items()}
        self.board = QCheckBox()
        self.preview = label("", "secondary", wrap=True)
        self.which = SecondaryButton(_("Which ones…"), "F7")
        self._previewed: OutagePreview | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._fill()
        self._add_rows()
        self._connect()
        self._fit()
        self._ready = True
        self._timer.start()

    def _fill(self) -> None:
        outage = self._outage
        self.cause.setEditable(True)
        self.cause.addItems(_causes())
        self.cause.setCurrentText(outage.cause if outage else "")
        line = self.cause.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_CAUSE)
        self.ended.setChecked(outage is not None and outage.ended_at is not None)
        self.known.setChecked(outage is not None and outage.expected_back is not None)
        for code, box in self.services.items():
            box.setChecked(outage is None or code in outage.services)
        for code, box in self.stages.items():
            box.setChecked(code in outage.stages if outage else code == "print")
        self.board.setChecked(True)

    def _add_rows(self) -> None:
        services, stages = FlowRow(Space.M), FlowRow(Space.M)
        for box in self.services.values():
            services.add(box)
        for box in self.stages.values():
            stages.add(box)
        self.add_row(_("&From"), self.start)
        self.add_row(_("&To"), self.end)
        self.add_row(_("&Return"), self.back)
        self.add_row(_("&Cause"), self.cause, _("It stands on the public notice: no names of persons."))
        self.add_row(_("Service types"), services)
        self.add_row(_("Stages"), stages)
        self.add_row(_("Board"), self.board)
        self.body.addWidget(thin_line())
        self.preview.setMinimumHeight(96)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.preview)
        foot = QHBoxLayout()
        foot.addWidget(self.which)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.setMinimumWidth(760)

    def _connect(self) -> None:
        boxes = (self.ended, self.known, *self.services.values(), *self.stages.values())
        for box in boxes:
            box.toggled.connect(lambda _on: self._change())
        for row in (self.start, self.end, self.back):
            row.day.dateChanged.connect(lambda _day: self._change())
            row.time.timeChanged.connect(lambda _time: self._change())
        self.cause.currentTextChanged.connect(lambda _text: self._change())
        self._timer.timeout.connect(self.changed)
        self.which.setEnabled(False)
        self.which.clicked.connect(self._show_which)

    def entry(self) -> OutageEntry:
        """What is to be put in force."""
        ended = self.ended.isChecked()
        return OutageEntry(
            self._moment(self.start),
            min(self._moment(self.end), self._facts.now) if ended and self._is_now() else self._end(ended=ended),
            self.cause.currentText().strip(),
            tuple(code for code, box in self.services.items() if box.isChecked()),
            tuple(code for code, box in self.stages.items() if box.isChecked()),
            None if ended or not self.known.isChecked() else self._moment(self.back),
        )

    def number(self) -> str:
        """Number of the outage that is changed, "" for a new one."""
        return self._outage.number if self._outage else ""

    def show_preview(self, preview: OutagePreview) -> None:
        """Tell what the act would do."""
        self._tell("\n".join(preview_lines(preview, self._names())), Tone.AMBER if preview.at_risk else None)
        self._previewed = preview
        self.which.setEnabled(bool(preview.applications))
        self.set_act_enabled(True)

    def _names(self) -> dict[str, str]:
        return {one.code: self._facts.service(one.code) for one in self._facts.office.settings.services}

    def _show_which(self) -> None:
        if self._previewed is not None:
            dialog = TouchedDialog(self._previewed, self._names(), self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def show_refusal(self, error: DeskError) -> None:
        """Tell why nothing can be worked out; the act itself says it again."""
        self.which.setEnabled(False)
        self._tell(str(error), None)

    def _tell(self, text: str, tone: Tone | None) -> None:
        self.preview.setText(text)
        self.preview.setProperty("tone", tone.value if tone else None)
        style = self.preview.style()
        style.unpolish(self.preview)
        style.polish(self.preview)

    def _is_now(self) -> bool:
        """Whether the end was left at the present minute, whose seconds the fields do not show."""
        return self._moment(self.end) == self._now

    def _end(self, *, ended: bool) -> datetime | None:
        return self._moment(self.end) if ended else None

    def _moment(self, row: _MomentRow) -> datetime:
        return datetime.combine(*row.value(), self._facts.office.zone)

    def _change(self) -> None:
        self._fit()
        if self._ready:
            self._tell(_("Working out whom it touches…"), None)
            self.which.setEnabled(False)
            self._timer.start()

    def _fit(self) -> None:
        ended = self.ended.isChecked()
        self.end.set_enabled(ended)
        self.known.setEnabled(not ended)
        self.back.set_enabled(not ended and self.known.isChecked())
        fresh = self._outage is None and ended
        self.board.setVisible(not fresh)
        self.board.setText(_("set its switches to Works") if ended else _("set its switches to Stopped"))


def _back(facts: OutageFacts, outage: OutageView | None) -> datetime:
    if outage is not None and outage.expected_back is not None:
        return outage.expected_back
    midnight = facts.now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return facts.office.office_hours.next_open(midnight)


def _causes() -> tuple[str, ...]:
    """What fails most often, to choose from; any other cause can be typed."""
    return (
        "",
        _("National data centre (PDN) down"),
        _("Central immigration system (SIMKIM) down"),
        _("Network down"),
        _("Power cut"),
        _("Printer defect"),
        _("No blank booklets"),
    )
