"""Which stage after printing does not work as it should, said at the top of the room that does it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import catalogue, language
from printdesk.services.later_stages import LaterStage, later_sentences
from printdesk.ui.kit import Card, SignMark, label
from printdesk.ui.theme import Kind, Space


class StageStrip(Card):
    """A line for each service type whose stage is stopped or flaky: since when, and when it is expected back.

    Hidden while all of them work.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="amber", parent=parent)
        self._rows: Sequence[LaterStage] = ()
        self._settings: OfficeSettings | None = None
        self._lines: list[QWidget] = []
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(0)
        self.setVisible(False)

    def show_stages(self, rows: Sequence[LaterStage], settings: OfficeSettings) -> None:
        """Show what holds now."""
        self._rows, self._settings = rows, settings
        self.retranslate()

    def said(self) -> list[str]:
        """The sentences shown."""
        return [words.text() for line in self._lines for words in line.findChildren(QLabel)]

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row, said) for row, said in zip(self._rows, self._sentences(), strict=True)]
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(self._lines))

    def _sentences(self) -> tuple[str, ...]:
        labels = self._settings.service_labels(language()) if self._settings else {}
        return later_sentences(self._rows, labels, catalogue(language()))

    def _line(self, stage: LaterStage, said: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        kind = Kind.FLAKY if stage.success else Kind.STOPPED
        row.addWidget(SignMark(kind, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label(said, "strong", wrap=True), 1)
        return line
