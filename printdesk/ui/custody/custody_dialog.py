"""The base of both custody windows: scan, list, what was said, and the paper at its end."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.custody_views import CustodyView
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.custody.rows_table import custody_model
from printdesk.ui.kit import (
    DeskTable,
    EmptyState,
    GhostButton,
    PrimaryButton,
    ScanTarget,
    SecondaryButton,
    SignMark,
    label,
    set_tone,
)
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.scans import ScanQueue
from printdesk.ui.theme import Kind, Space, Tone

T = TypeVar("T")
_WIDTH, _HEIGHT = 860, 620


class CustodyDialog(QDialog):
    """A window of its own over the room: scans arrive here, and what they led to is said here.

    Attributes:
        target: where serials are scanned or typed. table: the list. main, second: the acts. panel: the paper.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._service = context.services.transfers
        self.found: CustodyView | None = None
        self._scans = ScanQueue(lambda: not self._acts.under_way and self._ready(), self._scan)
        self._acts = Acts(context, self, self._after_refusal)
        self._reading = LatestReading(context, self)
        self._title = label("", "title", wrap=True)
        self._intro = label("", "secondary", wrap=True)
        self.target = ScanTarget()
        self._sign = SignMark(Kind.NOTE, 14)
        self._said = label("", "strong", wrap=True)
        self._empty = EmptyState("barcode")
        self.table = DeskTable(custody_model())
        self._below = label("", "body", wrap=True)
        self.main = PrimaryButton("", "F6")
        self.second = SecondaryButton("", "F7")
        self._leave = GhostButton("", "Esc")
        self.panel = PaperPanel(context)
        self._pages = QStackedWidget()
        self._build()
        self.target.submitted.connect(self.take_scan)
        self.main.clicked.connect(self._do_main)
        self.second.clicked.connect(self._do_second)
        self._leave.clicked.connect(self.reject)
        self.panel.left.connect(self._back_from_paper)
        context.background.busy_changed.connect(self._rest)

    def _build(self) -> None:
        self.resize(_WIDTH, _HEIGHT)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        told = QHBoxLayout()
        told.setSpacing(Space.S)
        told.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._said, 1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self._leave)
        acts.addStretch(1)
        acts.addWidget(self.second)
        acts.addWidget(self.main)
        self.table.set_empty(self._empty)
        self._top = QVBoxLayout()
        column.addLayout(self._top)
        column.addWidget(self.target)
        column.addLayout(told)
        column.addWidget(self.table, 1)
        column.addWidget(self._below)
        column.addLayout(acts)
        self._pages.addWidget(work)
        self._pages.addWidget(self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        whole.setSpacing(Space.S)
        for part in (self._title, self._intro):
            whole.addWidget(part)
        whole.addWidget(self._pages, 1)
        self._tell(Kind.NOTE, "")

    def take_scan(self, text: str) -> None:
        """A scan or a typed code; several are dealt with one after the other, none is lost."""
        if self._pages.currentIndex() == 0:
            self._scans.add(text)

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses no button by itself; Esc leaves the paper first, then the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == 1:
            self.panel.leave()
            return
        super().keyPressEvent(event)

    def _ready(self) -> bool:
        """Whether scans can be dealt with now."""
        raise NotImplementedError

    def _scan(self, text: str) -> None:
        """Deal with one scan."""
        raise NotImplementedError

    def _do_main(self) -> None:
        """F6."""
        raise NotImplementedError

    def _do_second(self) -> None:
        """F7."""
        raise NotImplementedError

    def _read(self) -> None:
        """Read what is shown."""
        raise NotImplementedError

    def _act(self, act: Callable[[Actor, str], T], done: Callable[[T], None]) -> None:
        """Carry an act out; scans that came meanwhile go on after it."""

        def finish(answer: T) -> None:
            done(answer)
            self._read()
            self._scans.go_on()

        self._acts.begin(act, finish, self._refused)

    def _refused(self, error: DeskError) -> None:
        self._tell(Kind.FAILED, f"{error.message} {error.advice}".strip())

    def _after_refusal(self) -> None:
        self._read()
        self._scans.go_on()

    def _tell(self, kind: Kind, text: str) -> None:
        tones = {Kind.DONE: Tone.GREEN, Kind.FAILED: Tone.RED, Kind.FLAKY: Tone.AMBER}
        self._sign.set_kind(kind)
        self._sign.setVisible(bool(text) and kind in tones)
        self._said.setText(text)
        self._said.setAccessibleName(text)
        set_tone(self._said, tones.get(kind))

    def _show_paper(self, found: CustodyView) -> None:
        service, lang = self._service, active()

        def show(paper: Document) -> None:
            self.panel.show_paper(
                _("Custody list {number}").format(number=found.number), found.number, paper.content, paper.warnings
            )
            self._pages.setCurrentIndex(1)

        self._act(lambda actor, operation: service.paper(actor, found.id, lang, operation), show)

    def _back_from_paper(self) -> None:
        self._pages.setCurrentIndex(0)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()
            self._scans.go_on()
