"""What happened to an application, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.story import StoryLine
from printdesk.ui.kit import SectionTitle, label
from printdesk.ui.theme import Space


class StoryList(QWidget):
    """A heading and lines of time and sentence, scrolling by themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[StoryLine, ...] = ()
        self._title = SectionTitle()
        self._scrolled = QWidget()
        self._scrolled.setObjectName("scrolled")
        self._grid = QGridLayout(self._scrolled)
        self._grid.setContentsMargins(0, 0, Space.S, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._scrolled)
        self._area.setMinimumHeight(42)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._area, 1)
        self.retranslate()

    def show_story(self, lines: Sequence[StoryLine]) -> None:
        """Show these lines, given the first thing first."""
        shown = tuple(lines)
        if shown == self._lines:
            return
        self._lines = shown
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at in range(self._grid.rowCount()):
            self._grid.setRowStretch(at, 0)
        for at, line in enumerate(reversed(shown)):
            when = label(dates.moment_short(line.at, language()), "secondary")
            self._grid.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(line.text, "detail", wrap=True, copyable=True), at, 1)
        self._grid.setRowStretch(len(shown), 1)
        self._area.verticalScrollBar().setValue(0)

    def texts(self) -> list[str]:
        """The sentences shown, the newest first."""
        return [line.text for line in reversed(self._lines)]

    def retranslate(self) -> None:
        """The heading in the language of the moment; the sentences come with the next reading."""
        self._title.setText(_("History"))
