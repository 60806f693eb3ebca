"""Tells the supervisor at this desk of warnings raised at others, with the way to the inbox beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import DeskError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.services.warnings import WarningRow, warning_words
from printdesk.services.work import new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.inbox_dialog import InboxDialog
from printdesk.ui.kit import NoticeAction
from printdesk.ui.room_work import LatestReading

_SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class _Inbox:
    settings: OfficeSettings
    rows: tuple[WarningRow, ...]
    mine: bool


class WarningWatch(QObject):
    """Looks into the inbox whenever something changed; says each warning once to each person who sits here.

    Where the office has named supervisors, only they are told; else everybody is.

    Attributes:
        dialog: the inbox opened from a notice, None before.
    """

    def __init__(self, context: RoomContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._reading = LatestReading(context, self)
        self._told: dict[str, set[int]] = {}
        self.dialog: InboxDialog | None = None

    def look(self) -> None:
        """Read the inbox in the background."""
        services, actor = self._context.services, self._context.actor()
        user = actor.user

        def read() -> _Inbox:
            if user:
                services.overtime_papers.remind(actor, new_operation_id())
            people = services.office.people()
            named = [person.login for person in people if _SUPERVISOR in person.roles]
            return _Inbox(services.office.data().settings, services.warnings.inbox(), not named or user in named)

        self._reading.ask(read, lambda found: self._tell(user, found), _silent)

    def _tell(self, user: str, inbox: _Inbox) -> None:
        if not inbox.mine or user != self._context.actor().user:
            return
        known = self._told.setdefault(user, set())
        new = [row for row in inbox.rows if row.id not in known and row.noted_at is None]
        known.update(row.id for row in inbox.rows)
        if len(new) == 1:
            text, advice = warning_words(inbox.settings, new[0], active())
            self._context.messages.warn(text, advice, self._action(new))
        elif new:
            text = plural("{count} warning waits for you.", "{count} warnings wait for you.", len(new))
            self._context.messages.warn(text.format(count=len(new)), "", self._action(new))

    def _action(self, rows: Sequence[WarningRow]) -> NoticeAction:
        return NoticeAction(_("Take a look"), lambda: self.open(rows[0].id))

    def open(self, warning_id: int | None = None) -> None:
        """Open the inbox, this warning first."""
        dialog = InboxDialog(self._context, self._window, warning_id)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()


def _silent(_error: DeskError) -> None:
    """A lost connection is said by the status bar; the next change looks again."""
