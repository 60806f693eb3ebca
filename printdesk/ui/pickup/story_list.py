"""What happened to an application, the newest first: what fits at a glance, all of it with one key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.story import StoryLine
from printdesk.ui.kit import GhostButton, SectionTitle, label
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Space

_LEAST_LINES = 3
_GAP = 2
_LOW = 26
"""Height of a button inside the line of the heading."""


class StoryLines(QWidget):
    """Lines of time and sentence. It asks for little room and shows as many of the newest as it is given room for.

    Args:
        whole: ask for the room of all of them instead, to be scrolled.
    """

    def __init__(self, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._whole = whole
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._shown = 0
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.MinimumExpanding if whole else QSizePolicy.Policy.Ignored,
        )
        policy.setHeightForWidth(whole)
        self.setSizePolicy(policy)

    def set_lines(self, lines: Sequence[StoryLine]) -> None:
        """Show these lines, given in the order in which they are to stand."""
        for row in self._rows:
            for old in row:
                old.hide()
                old.deleteLater()
        self._rows = [self._row(line) for line in lines]
        self._place()
        self.updateGeometry()

    def _row(self, line: StoryLine) -> tuple[QLabel, QLabel]:
        when = label(dates.moment_short(line.at, language()), "secondary")
        text = label(line.text, "detail", wrap=True, copyable=True)
        for part in (when, text):
            part.setParent(self)
        return when, text

    @property
    def spare(self) -> int:
        """Pixels that it has and does not need; less than none where lines are folded away."""
        return self.height() - self.heightForWidth(self.width())

    @property
    def shown(self) -> int:
        """How many of them are in sight."""
        return self._shown

    def hasHeightForWidth(self) -> bool:
        """The whole of it is as high as its width makes it."""
        return self._whole

    def heightForWidth(self, width: int) -> int:
        """Room for every line."""
        return sum(height + _GAP for height in self._heights(width))

    def sizeHint(self) -> QSize:
        """Little, unless it is to be scrolled."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """A few lines, so that the card never scrolls for its history."""
        line = self.fontMetrics().height() + _GAP
        return QSize(0, line * min(_LEAST_LINES, max(1, len(self._rows))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits now."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs another room."""
        super().changeEvent(event)
        if is_look_change(event):
            self._place()

    def _moment_width(self) -> int:
        return max((when.sizeHint().width() for when, _text in self._rows), default=0)

    def _heights(self, width: int) -> list[int]:
        room = max(1, width - self._moment_width() - Space.M)
        return [max(text.heightForWidth(room), when.sizeHint().height()) for when, text in self._rows]

    def _place(self) -> None:
        left, top = self._moment_width() + Space.M, 0
        self._shown = 0
        for (when, text), height in zip(self._rows, self._heights(self.width()), strict=True):
            fits = self._whole or top + height <= self.height()
            top = top + height + _GAP if fits else self.height() + 1
            self._shown += fits
            for part in (when, text):
                part.setVisible(fits)
            if fits:
                start = top - height - _GAP
                when.setGeometry(QRect(0, start, left - Space.M, when.sizeHint().height()))
                text.setGeometry(QRect(left, start, self.width() - left, height))


class StoryList(QWidget):
    """A heading, the newest lines, and how many more there are.

    Signals:
        whole_wanted: all of the history is asked for (Ctrl+D).
        own_data_wanted: all that is kept of the person, as a paper for them.
        folded: it was placed anew, with more or fewer lines.
    """

    whole_wanted = Signal()
    own_data_wanted = Signal()
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief: tuple[StoryLine, ...] = ()
        self._steps = 0
        self._lang = ""
        self._title = SectionTitle()
        self.more = GhostButton("", "Ctrl+D", "clock")
        self.lines = StoryLines()
        self.more.setFixedHeight(_LOW)
        self.more.clicked.connect(self.whole_wanted)
        self.own_data = GhostButton("", "", "document", act="export_subject")
        self.own_data.setFixedHeight(_LOW)
        self.own_data.clicked.connect(self.own_data_wanted)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.own_data)
        head.addWidget(self.more)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.lines, 1)
        self.retranslate()

    def show_story(self, brief: Sequence[StoryLine], steps: int) -> None:
        """Show these lines, given the first thing first.

        Args:
            steps: how many entries they tell of.
        """
        shown = tuple(brief)
        if (shown, steps, language()) == (self._brief, self._steps, self._lang):
            return
        self._brief, self._steps, self._lang = shown, steps, language()
        self.lines.set_lines(shown[::-1])
        self._tell()
        self.folded.emit()

    def texts(self) -> list[str]:
        """The sentences, the newest first, with those that are folded away."""
        return [line.text for line in reversed(self._brief)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size folds more or fewer away."""
        super().resizeEvent(event)
        self._column.activate()
        self._tell()
        self.folded.emit()

    def retranslate(self) -> None:
        """The heading in the language of the moment; the sentences come with the next reading."""
        self._title.setText(_("History"))
        self.own_data.setText(_("Own data"))
        self.own_data.setToolTip(_("Everything that is kept of this person, as a paper for them; it is recorded."))
        self._tell()

    def _tell(self) -> None:
        folded = len(self._brief) - self.lines.shown
        if folded > 0:
            text = plural("… and {count} earlier", "… and {count} earlier", folded).format(count=folded)
        else:
            text = plural("{count} step in detail", "All {count} steps in detail", self._steps)
            text = text.format(count=self._steps)
        self.more.setText(text)
        self.more.setVisible(self._steps > 0)


class WholeStory(QWidget):
    """The whole history, step by step, in place of the answer; Esc goes back.

    Signals:
        left: back to the card.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle()
        self.back = GhostButton("", "Esc", "chevron-left")
        self.back.clicked.connect(self.left)
        self.lines = StoryLines(whole=True)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setObjectName("scrolled")
        self._area.setWidget(self.lines)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self.retranslate()

    def show_story(self, lines: Sequence[StoryLine]) -> None:
        """Show these lines, given the first thing first."""
        self.lines.set_lines(tuple(lines)[::-1])

    def take_focus(self) -> None:
        """The arrow keys scroll it."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self._title.setText(_("The whole history, the newest first"))
        self._area.setAccessibleName(self._title.text())
        self.back.setText(_("Back to the answer"))
