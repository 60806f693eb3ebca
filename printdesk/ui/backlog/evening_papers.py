"""What belongs to one evening: its papers under one number, its hours, its work sheet, its result and due date."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.domain import codes
from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, Catalogue, _, catalogue, dates, language, plural
from printdesk.services.overtime_clashes import Clash
from printdesk.services.overtime_papers import ATTENDANCE, COST, ORDER, RESULT, NamedPaper, Scanned
from printdesk.services.overtime_results import EveningResult
from printdesk.ui.backlog.attendance_grid import AttendanceDialog
from printdesk.ui.backlog.papers_folder import Folder, PapersFolder
from printdesk.ui.backlog.replace_dialog import ReplaceDialog
from printdesk.ui.backlog.scan_back import ScanBackDialog
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FlowRow, SecondaryButton, SignMark, label, set_tone
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Kind, Space, Tone

_KEYS = {"all": "Ctrl+S", "hours": "F6", "sheet": "Shift+F7", RESULT: "Shift+F6", "replace": "Shift+F8"}
AskFolder = Callable[[QWidget, Path], Path | None]
PAPERS = (ORDER, ATTENDANCE, COST)


def ask_folder(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where the papers are saved; None when the user gives up."""
    chosen = QFileDialog.getExistingDirectory(owner, _("Save all papers in"), str(proposed))
    return Path(chosen) if chosen else None


class EveningPapers(QWidget):
    """Acts on the evening of one session; shown below the list of the evenings ordered.

    Keys: F6 enter the hours, Shift+F7 enter the work sheet, Shift+F6 the result report, Shift+F8 replace a person,
    Ctrl+S save all papers.

    Attributes:
        buttons: by what they do: "order", "attendance", "cost", "all", "hours", "sheet", "result", "replace".
        saving: all papers on their way to a folder. dialog: the window that is open, None when none is.
        ask_folder: how the user is asked; tests bring their own.

    Signals:
        scanned: the evening of this session was scanned.
        paper_made: a paper to be shown: title, name of its file, content, warnings.
        worked: whether the evening is over.
    """

    scanned = Signal(int)
    paper_made = Signal(str, str, bytes, tuple)
    worked = Signal(bool)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session_id = 0
        self._result: EveningResult | None = None
        self._acts = Acts(context, self, self.refresh)
        self.saving = PapersFolder(context, self._acts, self, self.refresh)
        self._reading = LatestReading(context, self)
        self.dialog: AttendanceDialog | ScanBackDialog | TextReasonDialog | ReplaceDialog | None = None
        self._clashes: tuple[Clash, ...] = ()
        self.ask_folder: AskFolder = ask_folder
        self.buttons: dict[str, SecondaryButton] = {}
        self._sign = SignMark(Kind.HERE, 12)
        self._head = label("", "strong", wrap=True)
        self._detail = label("", "secondary", wrap=True)
        self._clash = label("", "strong", tone=Tone.RED, wrap=True)
        self._build()
        self.retranslate()
        context.background.busy_changed.connect(self._rest)

    def _build(self) -> None:
        doing = {
            ORDER: lambda: self._make(ORDER), ATTENDANCE: lambda: self._make(ATTENDANCE),
            COST: lambda: self._make(COST), "all": self._save_all, "hours": self.open_hours,
            "sheet": self.open_sheet, RESULT: self.report, "replace": self.replace,
        }  # fmt: skip
        row = FlowRow(Space.XS)
        for code, act in doing.items():
            button = SecondaryButton("", _KEYS.get(code, ""))
            button.clicked.connect(act)
            self.buttons[code] = button
            row.add(button)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 3, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._head)
        words.addWidget(self._detail)
        words.addWidget(self._clash)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(row)

    def choose(self, session_id: int) -> None:
        """Show the evening of this session; 0 for none."""
        self._session_id = session_id
        self.setVisible(bool(session_id))
        self.refresh()

    def refresh(self) -> None:
        """Read the evening anew."""
        if not self._session_id:
            return
        services, session = self._context.services, self._session_id

        def show(found: tuple[EveningResult, tuple[Clash, ...]]) -> None:
            self._clashes = found[1]
            self._show(found[0])

        self._reading.ask(
            lambda: (services.overtime_papers.result(session), services.overtime.clashes()), show, self._not_read
        )

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        words = {
            ORDER: _("Order (SPKL)"), ATTENDANCE: _("Attendance list"), COST: _("Cost sheet"),
            "all": _("Save all papers…"), "hours": _("Enter hours…"), "sheet": _("Enter work sheet…"),
            RESULT: _("Result report…"), "replace": _("Replace a person…"),
        }  # fmt: skip
        for code, text in words.items():
            self.buttons[code].setText(text)
        if self._result is not None:
            self._show(self._result)

    def said(self) -> str:
        """What is said of the evening."""
        return f"{self._head.text()} {self._detail.text()} {self._clash.text()}".strip()

    def take_scan(self, text: str) -> bool:
        """A code of an evening's papers shows that evening; one of a work sheet opens it to be entered."""
        if not codes.of_evening(text):
            return False
        papers = self._context.services.overtime_papers

        def take(found: Scanned | None) -> None:
            if found is not None:
                self.scanned.emit(found.session_id)
                self.choose(found.session_id)
                if found.is_sheet:
                    self.open_sheet()

        self._reading.ask(lambda: papers.scanned(text), take)
        return True

    def open_hours(self) -> None:
        """The grid of the team's hours."""
        if self._session_id and self.dialog is None:
            dialog = AttendanceDialog(self._context, self._session_id, self.window())
            self._open(dialog)

    def open_sheet(self) -> None:
        """Enter the session's work sheet that came back."""
        if self._session_id and self.dialog is None:
            self._open(ScanBackDialog(self._context, self._session_id, self._hours_over, self.window()))

    def _hours_over(self, session_id: int, owner: QWidget, done: Callable[[], None]) -> None:
        """The grid above the dialog of the work sheet."""
        dialog = AttendanceDialog(self._context, session_id, owner)
        dialog.saved.connect(done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def replace(self) -> None:
        """Put somebody else in the place of one who cannot come."""
        result = self._result
        if result is None or result.over or self.dialog is not None:
            return
        crews = result.evening.crews
        first = next((each.login for each in self._mine(result)), "")
        self._open(ReplaceDialog(self._context, crews, first, self._replaced, self.window()))

    def _replaced(self, text: str) -> None:
        self._context.messages.ok(text)
        self.refresh()

    def _mine(self, result: EveningResult) -> list[Clash]:
        """Who of this evening cannot come."""
        numbers = {crew.number for crew in result.evening.crews}
        return [each for each in self._clashes if each.number in numbers]

    def _open(self, dialog: AttendanceDialog | ScanBackDialog | TextReasonDialog | ReplaceDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _code: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QWidget) -> None:
        self.dialog = None
        dialog.deleteLater()
        self.refresh()

    def report(self) -> None:
        """Make the result report; what was not reached needs its reason first."""
        result = self._result
        if result is None or self.dialog is not None:
            return
        if result.evening.reported_at is not None:
            self._make(RESULT)
            return
        missing = [row for row in result.hours.rows if not row.entered]
        if not result.not_reached or missing or not result.over:
            self._report("")
            return
        text = plural(
            "{count} planned booklet was not printed.", "{count} planned booklets were not printed.",
            result.not_reached,
        )  # fmt: skip
        dialog = TextReasonDialog(
            _("Make the result report?"),
            text.format(count=_number(result.not_reached)) + " " + _("The report says why."),
            _("Make the report"),
            _("For instance: power failed from 17.10 to 17.50"),
            self.window(),
        )
        dialog.submitted.connect(lambda: self._report(dialog.text(), dialog))
        self._open(dialog)

    def _report(self, remark: str, dialog: TextReasonDialog | None = None) -> None:
        papers, session, reader = self._context.services.overtime_papers, self._session_id, _reader()

        def done(made: NamedPaper) -> None:
            if dialog is not None:
                dialog.accept()
            self._offer(made)

        self._acts.begin(
            lambda actor, operation: papers.report(actor, session, remark, reader, operation), done,
            dialog.refuse if dialog is not None else None,
        )  # fmt: skip

    def _make(self, paper: str) -> None:
        papers, session, reader = self._context.services.overtime_papers, self._session_id, _reader()
        self._acts.begin(lambda actor, operation: papers.paper(actor, session, paper, reader, operation), self._offer)

    def _offer(self, made: NamedPaper) -> None:
        title = paper_title(made)
        self.paper_made.emit(title, made.name, made.document.content, tuple(made.document.warnings))
        self.refresh()

    def _save_all(self) -> None:
        folder = self.ask_folder(self, self._context.export_folder())
        result = self._result
        if folder is None or result is None:
            return
        wanted = [*PAPERS, *([RESULT] if result.evening.reported_at is not None else [])]
        where = Folder(self._context.services.overtime_papers, self._session_id, _reader(), folder)
        self.saving.begin(where, wanted, lambda: self.ask_folder(self, folder))

    def _show(self, result: EveningResult) -> None:
        self._result = result
        self._head.setText(head_text(result))
        self._detail.setText(detail_text(result))
        clashing = self._mine(result)
        says = " ".join(each.sentence(catalogue(language())) for each in clashing)
        advice = _("Replace this person, or take the evening back.")
        self._clash.setText(f"{says} {advice}" if says else "")
        self._clash.setVisible(bool(clashing))
        self.buttons["replace"].setEnabled(not result.over)
        late = result.warn or (result.over and result.evening.reported_at is None and result.days_left < 0)
        done = Kind.DONE if result.evening.reported_at else Kind.HERE
        self._sign.set_kind(Kind.TODAY if late else Kind.FAILED if clashing else done)
        set_tone(self._detail, Tone.RED if late else None)
        started = result.begun
        for code in ("hours", "sheet"):
            self.buttons[code].setEnabled(started)
        self.buttons[RESULT].setEnabled(result.over)
        self.worked.emit(result.over)

    def _not_read(self, error: DeskError) -> None:
        self._result = None
        self._head.setText(error.message)
        self._detail.setText(error.advice)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


def head_text(result: EveningResult) -> str:
    """Number, people, hours and money of an evening."""
    evening = result.evening
    count = len(evening.people)
    people = plural("{count} person ordered", "{count} people ordered", count)
    parts = [evening.number or _("no papers yet"), people.format(count=_number(count))]
    if result.hours.complete:
        hours = plural("{count} full hour", "{count} full hours", result.hours.cost.hours)
        parts += [hours.format(count=_number(result.hours.cost.hours)), dates.rupiah(result.hours.cost.total)]
    elif result.over:
        missing = sum(not row.entered for row in result.hours.rows)
        parts.append(
            plural("hours of {count} missing", "hours of {count} missing", missing).format(count=_number(missing))
        )
    return " · ".join(parts)


def detail_text(result: EveningResult) -> str:
    """What was done, and when the report is due."""
    if not result.over:
        return _("Target {count}. After the evening its result report is due by {day}.").format(
            count=_number(result.planned), day=dates.day_medium(result.due, language())
        )
    done = _("Printed {printed} of {planned}, {spoiled} spoiled, {left} still waiting.").format(
        printed=_number(result.printed), planned=_number(result.planned), spoiled=_number(result.spoiled),
        left=_number(result.not_reached),
    )  # fmt: skip
    return f"{done} {_due_text(result)}"


def _due_text(result: EveningResult) -> str:
    reported = result.evening.reported_at
    if reported is not None:
        return _("Reported {moment} by {name}.").format(
            moment=dates.moment_medium(reported, language()), name=result.evening.reported_by
        )
    day = dates.day_medium(result.due, language())
    if result.days_left < 0:
        return _("The result report was due by {day}; it is late.").format(day=day)
    if result.days_left == 0:
        return _("The result report is due today.")
    left = plural("{count} working day left", "{count} working days left", result.days_left)
    return _("The result report is due by {day} ({left}).").format(
        day=day, left=left.format(count=_number(result.days_left))
    )


def paper_title(made: NamedPaper) -> str:
    """What a finished paper is called in the window."""
    words = {
        ORDER: _("Overtime order (SPKL) {number}"), ATTENDANCE: _("Attendance list {number}"),
        COST: _("Cost sheet {number}"), RESULT: _("Result report {number}"),
    }  # fmt: skip
    return words.get(made.paper, "{number}").format(number=made.name)


def _reader() -> Catalogue:
    return catalogue(DEFAULT_LANGUAGE)


def _number(value: int) -> str:
    return dates.number(value, language())
