"""Keeps the data safe while a window is open: backups in time, a check at the start, and news of a restore."""

import logging

from PySide6.QtCore import QObject, QTimer

from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.services.backups import BackupLine, LastRestore
from printdesk.services.integrity import Integrity
from printdesk.services.safety_words import check_sentence
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext

_log = logging.getLogger(__name__)
_EVERY_MS = 60_000


class SafetyWatch(QObject):
    """Looks once a minute whether a backup is due; one desk makes it for all, whoever comes first.

    What fails is logged and noted with the backups; that one is missing is said by banner, foot line and inbox.
    """

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False
        self._restore = ""
        self._knows_restore = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Check the database, look now and from now on."""
        self._timer.start()
        integrity = self._context.services.integrity
        self._context.background.run(
            lambda _task: integrity.at_start(), done=self._checked, failed=self._failed, owner=self
        )
        self.look()

    def look(self) -> None:
        """Make a backup in the background where one is due."""
        if self._busy:
            return
        self._busy = True
        self._context.background.run(lambda task: self._made(task), done=self._tell, failed=self._failed, owner=self)

    def look_for_restore(self) -> None:
        """After anything changed: was the database restored meanwhile?"""
        self._context.background.run(
            lambda _task: self._context.services.backups.last_restore(),
            done=self._restored,
            failed=_silent,
            owner=self,
        )

    def _made(self, task: Task) -> BackupLine | None:
        backups = self._context.services.backups
        reason = backups.due()
        if not reason:
            return None
        return backups.make(
            self._context.actor(), reason, new_operation_id(), watch=lambda _done, _total: task.check()
        )

    def _tell(self, line: BackupLine | None) -> None:
        self._busy = False
        if line is not None:
            self._context.changed()

    def _failed(self, error: DeskError) -> None:
        self._busy = False
        _log.warning("no backup was made: %s", error)

    def _checked(self, found: Integrity | None) -> None:
        if found is None or found.ok:
            return
        wrong = " ".join(check_sentence(each) for each in found.checks if each.ok is False)
        advice = _("Keep a copy of it as it is, and call the auditor.")
        self._context.messages.stop(_("The database is not sound."), f"{wrong} {advice}")
        self._context.changed()

    def _restored(self, last: LastRestore | None) -> None:
        number = last.number if last is not None else ""
        if self._knows_restore and last is not None and number != self._restore:
            text = _("The database was restored by {who}: it is that of {moment} now. Look at what you did since.")
            self._context.messages.stop(
                text.format(who=last.by, moment=moment_medium(last.taken_at, language())),
                _("Report {number} lists what has to be done again.").format(number=number),
            )
        self._restore, self._knows_restore = number, True


def _silent(_error: DeskError) -> None:
    """A lost connection is said elsewhere."""
