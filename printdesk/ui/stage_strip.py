"""Which stage after printing does not work as it should, said at the top of the room that does it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import catalogue, language
from printdesk.services.later_stages import LaterStage, later_sentences
from printdesk.ui.kit import LineStrip, sign_line
from printdesk.ui.theme import Kind


class StageStrip(LineStrip):
    """A line for each service type whose stage is stopped or flaky: since when, and when it is expected back.

    Hidden while all of them work.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[LaterStage] = ()
        self._settings: OfficeSettings | None = None

    def show_stages(self, rows: Sequence[LaterStage], settings: OfficeSettings) -> None:
        """Show what holds now."""
        self._rows, self._settings = rows, settings
        self.retranslate()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        labels = self._settings.service_labels(language()) if self._settings else {}
        said = later_sentences(self._rows, labels, catalogue(language()))
        kinds = [Kind.FLAKY if stage.success else Kind.STOPPED for stage in self._rows]
        self.show_lines([sign_line(kind, words) for kind, words in zip(kinds, said, strict=True)])
