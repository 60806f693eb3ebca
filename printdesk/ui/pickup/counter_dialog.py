"""The base of the counter's own windows: scans arrive one by one, what they led to is said, a paper at the end."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.services.counter_scan import CounterScan
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import GhostButton, PrimaryButton, SecondaryButton, SignMark, label, set_tone
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Kind, Space, Tone

T = TypeVar("T")
_TONES = {Kind.DONE: Tone.GREEN, Kind.FAILED: Tone.RED, Kind.FLAKY: Tone.AMBER}


class CounterDialog(QDialog):
    """A window over the room that stays open: F6 is its main act, F7 the second, Esc leaves.

    Attributes:
        main, second: the acts. panel: the paper, while one is shown. work: where a subclass puts its widgets.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None, size: tuple[int, int]) -> None:
        super().__init__(parent)
        self._context = context
        self._scans: list[str] = []
        self._scanning = False
        self._acts = Acts(context, self, self._next_scan)
        self._reading = LatestReading(context, self)
        self._title = label("", "title", wrap=True)
        self._intro = label("", "secondary", wrap=True)
        self._sign = SignMark(Kind.NOTE, 14)
        self._said = label("", "strong", wrap=True)
        self.work = QVBoxLayout()
        self._foot = QHBoxLayout()
        self.main = PrimaryButton("", "F6")
        self.second = SecondaryButton("", "F7")
        self._leave = GhostButton("", "Esc")
        self.panel = PaperPanel(context)
        self._pages = QStackedWidget()
        self.resize(*size)
        self._build()
        self.main.clicked.connect(self._do_main)
        self.second.clicked.connect(self._do_second)
        self._leave.clicked.connect(self.reject)
        self.panel.left.connect(self._back_from_paper)
        context.background.busy_changed.connect(self._rest)

    def _build(self) -> None:
        told = QHBoxLayout()
        told.setSpacing(Space.S)
        told.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._said, 1)
        self._foot.setSpacing(Space.S)
        self._foot.addWidget(self._leave)
        self._foot.addStretch(1)
        self._foot.addWidget(self.second)
        self._foot.addWidget(self.main)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.work.setSpacing(Space.S)
        column.addLayout(self.work, 1)
        column.addLayout(told)
        column.addLayout(self._foot)
        self._pages.addWidget(page)
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
        if text.strip():
            self._scans.append(text.strip())
            self._next_scan()

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    @property
    def shows_paper(self) -> bool:
        """Whether a paper is in front."""
        return self._pages.currentIndex() == 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses no button by itself; Esc leaves the paper first, then the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if event.key() == Qt.Key.Key_Escape and self.shows_paper:
            self.panel.leave()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave, unless there is something to be lost."""
        if self._may_leave():
            super().reject()

    def _may_leave(self) -> bool:
        return True

    def _next_scan(self) -> None:
        if not self._scans or self._acts.under_way or self._scanning:
            return
        if self.shows_paper:
            self.panel.leave()
        if not self.shows_paper:
            self._scan(self._scans.pop(0))

    def _scan(self, text: str) -> None:
        """Find out what one scan is; the next one waits."""
        service = self._context.services.handing
        self._scanning = True

        def done(found: CounterScan) -> None:
            self._scanning = False
            self._scanned(found)
            self._next_scan()

        def failed(error: DeskError) -> None:
            self._scanning = False
            self._refused(error)
            self._next_scan()

        self._context.background.run(lambda _task: service.scan(text), done=done, failed=failed, owner=self)

    def _scanned(self, found: CounterScan) -> None:
        """Deal with what was scanned."""

    def _do_main(self) -> None:
        """F6."""
        raise NotImplementedError

    def _do_second(self) -> None:
        """F7."""

    def _act(self, act: Callable[[Actor, str], T], done: Callable[[T], None]) -> None:
        """Carry an act out; scans that came meanwhile go on after it."""

        def finish(answer: T) -> None:
            done(answer)
            self._next_scan()

        self._acts.begin(act, finish, self._refused)

    def _refused(self, error: DeskError) -> None:
        self._alarm(f"{error.message} {error.advice}".strip())

    def _alarm(self, text: str) -> None:
        """Say what is wrong, with a sound."""
        QApplication.beep()
        self._tell(Kind.FAILED, text)

    def _tell(self, kind: Kind, text: str) -> None:
        self._sign.set_kind(kind)
        self._sign.setVisible(bool(text) and kind in _TONES)
        self._said.setText(text)
        self._said.setAccessibleName(text)
        set_tone(self._said, _TONES.get(kind))

    def _show_paper(self, title: str, name: str, paper: Document) -> None:
        self.panel.show_paper(title, name, paper.content, paper.warnings)
        self._pages.setCurrentIndex(1)

    def _back_from_paper(self) -> None:
        self._pages.setCurrentIndex(0)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._scanning = False
            self._acts.rest()
            self._reading.rest()
            self._next_scan()
