"""Taking in a list, inside the window: checked first, told row by row, taken in whole or not at all."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.import_report import ImportReport
from printdesk.ui.kit import (
    Card,
    ChipRow,
    DeskTable,
    EmptyState,
    GhostButton,
    PrimaryButton,
    ProgressLine,
    SecondaryButton,
    SignMark,
    WhyPanel,
    label,
    set_tone,
    thin_line,
)
from printdesk.ui.records.report_model import OUTCOMES, ReportLine, chip_title, in_chip, report_lines, report_model
from printdesk.ui.theme import Kind, Space, Tone


class ImportPanel(QWidget):
    """One list on its way in.

    Signals:
        take_wanted: take the whole list. take_valid_wanted: take the good rows only, and leave the others out.
        choose_wanted: choose a file (again). check_wanted: read the same file again.
        cancelled: stop reading or writing. left: back to the records.
    """

    take_wanted = Signal()
    take_valid_wanted = Signal()
    choose_wanted = Signal()
    check_wanted = Signal()
    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._report: ImportReport | None = None
        self._lines: list[ReportLine] = []
        self._done = False
        self._back = GhostButton("", "Esc", "chevron-left")
        self._choose = SecondaryButton("", "Ctrl+O", "upload")
        self._again = SecondaryButton("", "F5", "refresh")
        self._sign = SignMark(Kind.DONE, 18)
        self._headline = label("", "answer", wrap=True)
        self._advice = label("", "detail", wrap=True)
        self.chips = ChipRow()
        self._model = report_model()
        self.table = DeskTable(self._model, sortable=True)
        self._empty = EmptyState("document")
        self.table.set_empty(self._empty)
        self._why = WhyPanel()
        self.progress = ProgressLine()
        self._reason = label("", "detail", wrap=True)
        self.take_valid_button = SecondaryButton(act="import")
        self.take_button = PrimaryButton("", "Ctrl+Return", "check", act="import")
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._choose.clicked.connect(self.choose_wanted)
        self._again.clicked.connect(self.check_wanted)
        self.take_button.clicked.connect(self.take_wanted)
        self.take_valid_button.clicked.connect(self.take_valid_wanted)
        self.progress.cancelled.connect(self.cancelled)
        self.chips.chosen.connect(lambda _code: self._show_lines())
        self.table.current_changed.connect(lambda _key: self._tell_row())

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self._back)
        bar.addStretch(1)
        bar.addWidget(self._again)
        bar.addWidget(self._choose)
        said = QHBoxLayout()
        said.setSpacing(Space.M)
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._headline)
        words.addWidget(self._advice)
        said.addLayout(words, 1)
        head = QVBoxLayout()
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head.setSpacing(Space.M)
        for line in (bar, said):
            head.addLayout(line)
        head.addWidget(self.progress)
        head.addWidget(self.chips)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        foot.setSpacing(Space.S)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.take_valid_button)
        foot.addWidget(self.take_button)
        card = Card(flush=True)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._why)
        card.body.addWidget(thin_line())
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    @property
    def report(self) -> ImportReport | None:
        """The report shown, None before there is one."""
        return self._report

    def begin(self, path: Path) -> None:
        """Another file."""
        self.path = path
        self._forget()
        self._say(Kind.HERE, path.name, str(path.parent))

    def show_checking(self) -> None:
        """The file is being read."""
        self._forget()
        self.progress.start(_("Checking {name}; nothing is taken in yet").format(name=self._name()))
        self._lock()

    def show_taking(self) -> None:
        """The list is being taken in."""
        self.progress.start(_("Taking in {name}; all of it or nothing").format(name=self._name()))
        self._lock()

    def show_report(self, report: ImportReport) -> None:
        """What an import would do, or has done."""
        self.progress.finish()
        self._report = report
        self._done = report.applied
        self._lines = report_lines(report)
        self._tell()

    def show_failure(self, error: DeskError) -> None:
        """The file as a whole cannot be read, or the act was refused."""
        self.progress.finish()
        self._forget()
        self._say(Kind.FAILED, error.message, error.advice)
        self._lock()

    def show_cancelled(self) -> None:
        """Stopped by the user."""
        self.progress.finish()
        self._say(Kind.STOPPED, _("Stopped: nothing was taken in."), _("Check the list again to go on."))
        self._lock()

    def headline(self) -> str:
        """What the panel says in its largest letters."""
        return self._headline.text()

    def lines(self) -> list[ReportLine]:
        """The lines shown under the chip of the moment."""
        return self._model.rows()

    def retranslate(self) -> None:
        """Everything in the language of the moment; the report's own sentences come with another check."""
        self._back.setText(_("Back to the records"))
        self._choose.setText(_("Another file…"))
        self._again.setText(_("Check again"))
        self.table.setAccessibleName(_("Report of the import"))
        self.table.retranslate()
        self._tell_chips()
        if self._report is None:
            self._lock()
            return
        self._tell()
        if not self._done and not self.isHidden():
            self.check_wanted.emit()

    def _name(self) -> str:
        return self.path.name if self.path else ""

    def _forget(self) -> None:
        self._report = None
        self._done = False
        self._lines = []
        self._show_lines()
        self._tell_chips()

    def _tell(self) -> None:
        report = self._report
        if report is None:
            return
        if self._done:
            self._tell_done(report)
        elif self._refused():
            self._say(Kind.FAILED, self._refused_text(), _("Put them right in the file, save it, and check again."))
        elif not self._takes():
            self._say(Kind.DONE, _("Everything in this list is known already."), self._rows_text(report))
        else:
            self._say(Kind.DONE, _("The list is in order."), self._rows_text(report))
        self._tell_chips()
        self._show_lines()
        self._offer(report)

    def _tell_done(self, report: ImportReport) -> None:
        count = report.new + report.updated
        text = plural("{count} application taken in.", "{count} applications taken in.", count)
        left_out = self._refused()
        advice = self._rows_text(report)
        if left_out:
            out = plural("{count} row was left out.", "{count} rows were left out.", left_out)
            advice = f"{out.format(count=_number(left_out))} {advice}"
        self._say(Kind.DONE, text.format(count=_number(count)), advice)

    def _refused_text(self) -> str:
        count = self._refused()
        return plural("{count} row cannot be taken in.", "{count} rows cannot be taken in.", count).format(
            count=_number(count)
        )

    def _rows_text(self, report: ImportReport) -> str:
        counts = _("{name}: {rows} rows, {new} new, {updated} updated, {unchanged} unchanged.").format(
            name=self._name(), rows=_number(report.rows), new=_number(report.new), updated=_number(report.updated),
            unchanged=_number(report.unchanged),
        )  # fmt: skip
        return " ".join(filter(None, (counts, report.moved_text())))

    def _refused(self) -> int:
        return sum(line.outcome == "refused" for line in self._lines)

    def _takes(self) -> int:
        return sum(line.outcome in ("new", "updated") for line in self._lines)

    def _offer(self, report: ImportReport) -> None:
        takes, refused = self._takes(), self._refused()
        text = plural("Take in {count} application", "Take in {count} applications", takes)
        self.take_button.setText(text.format(count=_number(takes)))
        self.take_button.setVisible(not self._done)
        self.take_button.setEnabled(bool(takes) and not refused and not self._done)
        valid = plural("Take in only the {count} good one", "Take in only the {count} good ones", takes)
        self.take_valid_button.setText(valid.format(count=_number(takes)))
        self.take_valid_button.setVisible(bool(refused and takes) and not self._done)
        self.take_valid_button.setEnabled(True)
        self._reason.setText(self._lock_reason(takes, refused))
        self._back.setEnabled(True)
        self._choose.setEnabled(True)
        self._again.setEnabled(report is not None)

    def _lock_reason(self, takes: int, refused: int) -> str:
        if self._done:
            return ""
        if refused:
            return _("A list is taken in whole or not at all, unless you leave the refused rows out.")
        return "" if takes else _("There is nothing to take in.")

    def _lock(self) -> None:
        """Nothing can be taken in now; while something runs, nothing else can be begun."""
        running = not self.progress.isHidden()
        self.take_button.setVisible(True)
        self.take_button.setText(_("Take in"))
        self.take_button.setEnabled(False)
        self.take_valid_button.setVisible(False)
        self._reason.clear()
        for button in (self._choose, self._again):
            button.setEnabled(not running)
        self._back.setEnabled(not running)

    def _say(self, kind: Kind, headline: str, advice: str = "") -> None:
        self._sign.set_kind(kind)
        self._headline.setText(headline)
        set_tone(self._headline, Tone.RED if kind is Kind.FAILED else None)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))

    def _tell_chips(self) -> None:
        for code in ("all", *OUTCOMES):
            count = sum(in_chip(line, code) for line in self._lines)
            self.chips.set_chip(code, chip_title(code), _number(count))
        self.chips.setVisible(bool(self._lines))

    def _show_lines(self) -> None:
        chip = self.chips.current() or "all"
        self._model.set_rows([line for line in self._lines if in_chip(line, chip)])
        if self._lines:
            self._empty.set("document", _("No row of this kind"))
        else:
            self._empty.set("document", _("The rows of the list appear here"), _("Each with what comes of it."))
        self._tell_row()

    def _tell_row(self) -> None:
        line = self.table.current_row()
        if not isinstance(line, ReportLine):
            self._why.set("", "")
            return
        self._why.set(
            _("Row {row}:").format(row=line.row), " ".join(part for part in (line.text, line.notes) if part)
        )


def _number(count: int) -> str:
    return dates.number(count, language())
