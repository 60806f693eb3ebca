"""The public notice: the one that counts, the draft of the next, what is out of date, and all that were public."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.notices import NoticePaper, NoticeView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    FlowRow,
    PillSpec,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    SideColumn,
    WordsBox,
    label,
)
from printdesk.ui.outages.reading import OutageFacts
from printdesk.ui.outages.words import moment_text, notice_pill
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Kind, Space, Tone

DRAFT = "draft"
_LIST_WIDTH = 350


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in the list; `notice` is None for what would be issued now."""

    number: str
    notice: NoticeView | None
    now: str


class NoticeDesk(QWidget):
    """Left the notices with what has moved since, right the poster.

    Keys: F6 issue, Ctrl+Shift+C copy the text, F8 withdraw; Ctrl+S saves the PDF, Ctrl+P prints.

    Signals:
        chosen: number of the notice to be shown, "" for the draft.
        issue_wanted, withdraw_wanted, copy_wanted, picture_wanted: an act is asked for.
    """

    chosen = Signal(str)
    issue_wanted = Signal()
    withdraw_wanted = Signal()
    copy_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper_shown: NoticePaper | None = None
        self.table = DeskTable(_model())
        self.changes = label("", "secondary", wrap=True, tone=Tone.AMBER)
        self._moved = WordsBox(self.changes)
        self.paper = PaperPanel(context, main=False)
        self.paper.private = False  # it is made to be public
        self.issue = PrimaryButton("", "F6", "upload", act="issue_notice")
        self.copy = SecondaryButton("", "Ctrl+Shift+C", "copy")
        self.withdraw = SecondaryButton("", "F8", act="withdraw_notice")
        self.picture = SecondaryButton("", "", "save")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.paper.back.setVisible(False)
        left = SideColumn(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.table, 1)
        self.changes.setContentsMargins(Space.L, 0, 0, 0)
        column.addWidget(self._moved, 1)
        acts = FlowRow(Space.S)
        for button in (self.issue, self.copy, self.picture, self.withdraw):
            acts.add(button)
        edge = QVBoxLayout()
        edge.setContentsMargins(Space.L, 0, 0, 0)
        edge.addWidget(acts)
        column.addLayout(edge)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.L, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(left)
        row.addWidget(self.paper, 1)

    def _connect(self) -> None:
        self.issue.clicked.connect(self.issue_wanted)
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.picture.clicked.connect(self.picture_wanted)
        self.table.current_changed.connect(self._choose)

    def show_facts(self, facts: OutageFacts) -> None:
        """Show the notices; the chosen one stays."""
        now = moment_text(facts.now)
        lines = [NoticeLine("", None, now), *(NoticeLine(one.number, one, now) for one in facts.notices)]
        self.table.rows_model().set_rows(lines)
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._fit()

    def current(self) -> NoticeLine | None:
        """The one chosen."""
        found: NoticeLine | None = self.table.current_row()
        return found

    def select(self, number: str) -> None:
        """Choose a notice, or the draft for ""."""
        self.table.select_key(number or DRAFT)

    def show_paper(self, paper: NoticePaper) -> None:
        """Show a poster; the keyboard stays where it is, since posters are read anew when anything happens."""
        before, self.paper_shown = self.paper_shown, paper
        if before is not None and before.poster.content == paper.poster.content:
            return
        focus = self.window().focusWidget()
        title = _("Notice {number}").format(number=paper.number) if paper.number else _("The next notice")
        name = paper.number or _("notice-draft")
        self.paper.show_paper(title, name, paper.poster.content, paper.poster.warnings)
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def ask_picture_path(self, folder: Path) -> Path | None:
        """Let the user say where the picture is saved; None when the user gives up."""
        name = self.paper_shown.number if self.paper_shown and self.paper_shown.number else _("notice-draft")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the picture"), str(folder / f"{name}.png"), "PNG (*.png)"
        )
        return Path(chosen) if chosen else None

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.table.setAccessibleName(_("Notices"))
        self._moved.setAccessibleName(_("What has changed since the notice"))
        self.table.retranslate()
        self.paper.retranslate()
        self.issue.setText(_("Issue notice"))
        self.copy.setText(_("Copy text"))
        self.withdraw.setText(_("Withdraw…"))
        self.picture.setText(_("Save picture…"))
        self._fit()

    def _choose(self, key: str) -> None:
        self._fit()
        if key:
            self.chosen.emit("" if key == DRAFT else key)

    def _fit(self) -> None:
        line = self.current()
        notice = line.notice if line else None
        counts = notice is not None and notice.standing == "in_force"
        self.withdraw.setVisible(counts)
        self.issue.setVisible(line is not None and (notice is None or (counts and notice.is_stale)))
        for button in (self.copy, self.picture):
            button.setEnabled(self.paper_shown is not None)
        said = "\n".join(notice.changes) if notice is not None and counts else ""
        self.changes.setText(said)
        self._moved.setVisible(bool(said))


def _model() -> RowsModel[NoticeLine]:
    def number(line: NoticeLine) -> Cell:
        if line.notice is None:
            return Cell(_("The next notice"), _("as of {moment}").format(moment=line.now), strong=True)
        return Cell(line.number, moment_text(line.notice.made_at), tooltip=line.notice.made_by)

    def state(line: NoticeLine) -> Cell:
        if line.notice is None:
            return Cell(pill=PillSpec(Kind.NOTE, _("Draft")))
        return Cell(pill=notice_pill(line.notice))

    columns: list[Column[NoticeLine]] = [
        Column(lambda: _("Notice"), number, 140, 1),
        Column(lambda: _("State"), state, 120),
    ]
    return RowsModel(columns, key=lambda line: line.number or DRAFT)
