"""The page of the room."""

from PySide6.QtWidgets import QWidget

from printdesk.ui.context import RoomContext


class BacklogPage(QWidget):
    """The room's page."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def refresh(self) -> None:
        """Read anew."""

    def retranslate(self) -> None:
        """Words in the language of the moment."""

    def handle_scan(self, _text: str) -> bool:
        """Nothing is scanned here."""
        return False

    def focus_first(self) -> None:
        """Be ready."""
