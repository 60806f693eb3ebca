"""Makes the down-time pack by itself in the afternoon, and keeps it as a file outside of the program."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from printdesk.errors import DeskError
from printdesk.files import write_atomically
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue
from printdesk.services.downtime import PackLine
from printdesk.services.work import new_operation_id
from printdesk.ui.context import RoomContext

_log = logging.getLogger(__name__)
_EVERY_MS = 60_000


class PackWatch(QObject):
    """Looks once a minute whether today's pack is due; one desk makes it for all.

    A pack that could not be made is logged and tried again; the inbox says that it is missing.

    Args:
        folder: where the files lie; by default beside everything that is saved.
    """

    def __init__(self, context: RoomContext, parent: QObject, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = folder
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Make the pack in the background where it is due."""
        if self._busy:
            return
        self._busy = True
        self._context.background.run(lambda _task: self._made(), done=self._tell, failed=self._failed, owner=self)

    def _made(self) -> PackLine | None:
        downtime = self._context.services.downtime
        if not downtime.due():
            return None
        line, document = downtime.make(
            self._context.actor(), catalogue(DEFAULT_LANGUAGE), new_operation_id(), automatic=True
        )
        folder = self._folder or self._context.export_folder() / "PrintDesk"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{line.number}.pdf"
        write_atomically(path, document.content, private=True)
        return downtime.saved(line.number, document.pages, str(path))

    def _tell(self, line: PackLine | None) -> None:
        self._busy = False
        if line is not None:
            text = _("Down-time pack {number} is saved as {file}.").format(number=line.number, file=line.file)
            self._context.messages.ok(text)
            self._context.changed()

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        _log.warning("the down-time pack was not made: %s", error)
