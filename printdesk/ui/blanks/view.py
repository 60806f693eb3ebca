"""What each view of the room has: its chip, its acts, and how it is read and shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from printdesk.services.bundle import Services
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.context import RoomContext
from printdesk.ui.room_work import Acts


class BlanksView(QWidget):
    """One view of the room, under a chip of its own.

    Args:
        context: of the room. acts: carries out the room's acts, one at a time; it refreshes the room afterwards.

    Attributes:
        code: of its chip.

    Signals:
        changed_look: other acts are offered now, or it wants the whole room.
    """

    changed_look = Signal()

    code = ""

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.acts = acts

    def title(self) -> str:
        """The chip's words in the language of the moment."""
        raise NotImplementedError

    def count(self) -> int | None:
        """The number on the chip: what waits for somebody; None for none."""
        return None

    def buttons(self) -> Sequence[QAbstractButton]:
        """All its acts, the main one last; they stand at the head of the room while the view is shown."""
        return ()

    def offered(self) -> Sequence[QAbstractButton]:
        """Those of its acts that make sense now; the others, and their keys, are hidden."""
        return self.buttons()

    def wants_room(self) -> bool:
        """Whether it shows something large, a paper, so that the head of the room gives way."""
        return False

    def read(self, _services: Services) -> Any:
        """What the view needs beside the room's facts; called off the window's thread, so it touches no widget."""
        return None

    def refresh(self, facts: BlanksFacts, own: Any) -> None:
        """Show what was read: the room's facts, and what `read` gave."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """All words in the language of the moment."""

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        buttons = self.buttons()
        if buttons:
            buttons[-1].setFocus()

    def handle_scan(self, _text: str) -> bool:
        """A scan while the view is shown; False when it means nothing here."""
        return False

    @property
    def dialog(self) -> QDialog | None:
        """The form that is open, None when none is."""
        return None
