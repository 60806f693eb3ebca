"""Backups, the check of the whole database, and restores: how it stands and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.backups import BackupLine, BackupStatus
from printdesk.services.integrity import Integrity
from printdesk.services.integrity_checks import CHECKS
from printdesk.services.restore_reports import RestoreLine
from printdesk.services.safety_words import check_names, check_sentence
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    ProgressLine,
    RowsModel,
    SecondaryButton,
    SectionTitle,
    SignMark,
    label,
)
from printdesk.ui.settings.result import Result
from printdesk.ui.settings.safety_words import reason_text, size_text, state_pill, status_words
from printdesk.ui.settings.section_with_paper import SectionWithPaper
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Kind, Space, Tone

_RESTORES_HEIGHT = 112
_TABLE_HEIGHT = 150


class SafetySection(SectionWithPaper):
    """Backups and checks; F6 makes one, F7 restores one, F8 checks everything, F9 makes the report of it.

    Attributes:
        make, restore, check, report: the acts. gap: the report of the restore chosen. table: backups.
        restores: restores of this database. result: what became of the last act. progress: of long work.

    Signals:
        read_asked: it is looked at. gap_asked: with the number of the report.
    """

    read_asked = Signal()
    gap_asked = Signal(str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: Integrity | None = None
        self.standing, self.result = Result(), Result()
        self.make = PrimaryButton("", "F6", "save", act="back_up")
        self.restore = SecondaryButton("", "F7", "undo", act="restore")
        self.check = SecondaryButton("", "F8", "check-badge")
        self.report = SecondaryButton("", "F9", "document", act="make_verification")
        self.gap = SecondaryButton("", "", "document", act="print_gap_report")
        self.progress = ProgressLine()
        self.table = DeskTable(RowsModel(_columns(), key=lambda each: str(each.id)), two_lines=False)
        self._empty = EmptyState("save")
        self.table.set_empty(self._empty)
        self.restores = DeskTable(RowsModel(_restore_columns(), key=lambda each: each.number), two_lines=False)
        self.restores.setFixedHeight(_RESTORES_HEIGHT)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self._checks_title, self._restores_title = SectionTitle(), SectionTitle()
        self._checks = _CheckLines()
        self._build()
        self.gap.clicked.connect(self._ask_gap)
        self.restores.opened.connect(self.gap_asked)

    def _build(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        acts = FlowRow(Space.S)
        for button in (self.make, self.restore, self.check, self.report):
            acts.add(button)
        below = QHBoxLayout()
        below.addWidget(self._restores_title, 1)
        below.addWidget(self.gap)
        for widget in (self.standing, acts, self.progress, self.result):
            column.addWidget(widget)
        inside = QWidget()
        inside.setObjectName("scrolled")
        lists = QVBoxLayout(inside)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(Space.S)
        lists.addWidget(self.table, 1)
        lists.addWidget(self._checks_title)
        lists.addWidget(self._checks)
        lists.addLayout(below)
        lists.addWidget(self.restores)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column.addWidget(area, 1)
        self._put(main)

    def show_words(self) -> None:
        """Words in the language of the moment; what it says is read while it is looked at."""
        self.make.setText(_("Back up now"))
        self.restore.setText(_("Restore…"))
        self.check.setText(_("Check everything"))
        self.report.setText(_("Check and report"))
        self.gap.setText(_("Gap report"))
        self.table.setAccessibleName(_("Backups"))
        self.restores.setAccessibleName(_("Restores"))
        self._restores_title.setText(_("Restores of this database"))
        self._checks_title.setText(_("Last check at this desk"))
        self.progress.retranslate()
        self.paper.retranslate()
        self.table.retranslate()
        self.restores.retranslate()
        self.show_checks(self._found)
        if self.isVisible():
            self.read_asked.emit()

    def show_standing(
        self, status: BackupStatus, lines: tuple[BackupLine, ...], restores: tuple[RestoreLine, ...]
    ) -> None:
        """How it stands now."""
        self.standing.say(*status_words(status))
        self.table.rows_model().set_rows(lines)
        self._empty.set(
            "save", _("No backup yet"), _("“Back up now” copies the office while it works, and checks the copy."),
            Tone.AMBER,
        )  # fmt: skip
        self.restores.rows_model().set_rows(restores)
        for widget in (self.restores, self._restores_title, self.gap):
            widget.setVisible(bool(restores))
        if restores and not self.restores.current_key():
            self.restores.select_key(restores[0].number)
        settle(self)

    def show_checks(self, found: Integrity | None) -> None:
        """What the last check at this desk found."""
        self._found = found
        self._checks_title.setVisible(found is not None)
        self._checks.setVisible(found is not None)
        if found is not None:
            self._checks.show_lines(found)
        settle(self)

    def set_busy(self, busy: bool) -> None:
        """While one act runs no other is begun."""
        for button in (self.make, self.restore, self.check, self.report):
            button.setEnabled(not busy)

    def say_checked(self, found: Integrity) -> None:
        """The whole check is done."""
        self.show_checks(found)
        if found.ok:
            head = _("Ledger: {count} entries, head {head}").format(count=count_text(found.entries), head=found.head)
            self.result.say(Kind.DONE, _("Everything is sound."), head)
            return
        wrong = [check_sentence(each) for each in found.checks if each.ok is False]
        advice = _("Keep a copy of the database as it is, and call the auditor.")
        self.result.say(Kind.FAILED, " ".join(wrong), advice)

    def _ask_gap(self) -> None:
        if self.restores.current_key():
            self.gap_asked.emit(self.restores.current_key())


def settle(section: QWidget) -> None:
    """Lay everything out now: words that have no place yet would be taken for cut ones."""
    for widget in (section, *section.findChildren(QWidget)):
        if (layout := widget.layout()) is not None:
            layout.activate()


class _CheckLines(QWidget):
    """One line for each check: a sign and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._signs = {code: SignMark(Kind.WAITING, 12) for code in CHECKS}
        self._words = {code: label("", wrap=True, copyable=True) for code in CHECKS}
        self._lines = {code: QWidget() for code in CHECKS}
        self._when = label("", "secondary")
        for code, line in self._lines.items():
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.S)
            row.addWidget(self._signs[code])
            row.addWidget(self._words[code], 1)
            column.addWidget(line)
        column.addWidget(self._when)

    def show_lines(self, found: Integrity) -> None:
        """Show what the checks found; those that were not made are left out."""
        names = check_names(active())
        checks = {each.code: each for each in found.checks}
        for code, line in self._lines.items():
            each = checks.get(code)
            line.setVisible(each is not None)
            if each is not None:
                self._signs[code].set_kind({True: Kind.DONE, False: Kind.FAILED, None: Kind.WAITING}[each.ok])
                self._words[code].setText(f"{names[code]}: {check_sentence(each)}")
        when = dates.moment_long(found.at, language())
        text = _("At the start, {moment}: only the newest part of the ledger.") if found.partial else "{moment}"
        self._when.setText(text.format(moment=when))


def _columns() -> list[Column[BackupLine]]:
    return [
        Column(lambda: _("When"), lambda each: Cell(dates.moment_long(each.at, language())), 250),
        Column(lambda: _("State"), lambda each: Cell(pill=state_pill(each), tooltip=each.note), 130),
        Column(lambda: _("Why"), lambda each: Cell(reason_text(each.reason)), 150),
        Column(lambda: _("Size"), lambda each: Cell(size_text(each.size) if each.size else ""), 96, align="right"),
        Column(lambda: _("File"), _file, 260, 1),
    ]


def _file(each: BackupLine) -> Cell:
    if each.note:
        return Cell(each.note, tooltip=each.note)
    return Cell(each.file.replace("\\", "/").rpartition("/")[2], tooltip=f"{each.file}\n{each.by}, {each.desk}")


def _restore_columns() -> list[Column[RestoreLine]]:
    return [
        Column(lambda: _("Number"), lambda each: Cell(each.number), 150),
        Column(lambda: _("When"), lambda each: Cell(dates.moment_long(each.at, language())), 250),
        Column(lambda: _("Backup of"), lambda each: Cell(dates.moment_long(each.taken_at, language())), 250),
        Column(lambda: _("Who"), lambda each: Cell(f"{each.by}, {each.second}"), 200, 1),
        Column(
            lambda: _("Lost"), lambda each: Cell("–" if each.lost is None else count_text(each.lost)), 80,
            align="right",
        ),
    ]  # fmt: skip
