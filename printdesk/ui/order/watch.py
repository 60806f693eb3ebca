"""Tells whoever decides here about new requests, whatever room is in front.

`read` is called on every change that this desk notices, so a request written at another desk is said within a second.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from printdesk.i18n import _, plural
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import NoticeAction
from printdesk.ui.order import words
from printdesk.ui.order.reading import Request, Waiting, may_supervise, read_waiting
from printdesk.ui.room_work import LatestReading

_TOPIC = "requests"


class RequestWatch(QObject):
    """Looks for open requests, and says those that are new to the person who works here.

    Args:
        look: shows the requests.

    Signals:
        count_changed: how many wait for a decision.
    """

    count_changed = Signal(int)

    def __init__(self, context: RoomContext, look: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._look = look
        self._reading = LatestReading(context, self)
        self._known: set[str] = set()
        self._user = ""
        self._count = -1
        context.background.busy_changed.connect(self._rest)

    def read(self) -> None:
        """Read what waits, and say what is new."""
        services = self._context.services
        # A failure is the frame's to show: it reads at the same moment and says that the connection is lost.
        self._reading.ask(lambda: read_waiting(services), self._show, lambda _error: None)

    def _show(self, waiting: Waiting) -> None:
        user = self._context.actor().user
        mine = [each for each in waiting.requests if _decides(each, waiting, user)]
        if user != self._user:
            self._user, self._known = user, set()
        new = [each for each in mine if each.key not in self._known]
        self._known = {each.key for each in mine}
        if new:
            self._say(new[-1], len(mine))
        elif not mine:
            self._context.messages.settle(_TOPIC)
        if len(waiting.requests) != self._count:
            self._count = len(waiting.requests)
            self.count_changed.emit(self._count)

    def _say(self, newest: Request, count: int) -> None:
        """The newest one by name, in one notice whose place the next one takes; and how many wait."""
        text = plural("{count} request waits for a decision.", "{count} requests wait for a decision.", count)
        self._context.messages.info(
            words.request_news(newest), text.format(count=count) if count > 1 else "",
            NoticeAction(_("Take a look"), self._look), _TOPIC,
        )  # fmt: skip

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()


def _decides(request: Request, waiting: Waiting, user: str) -> bool:
    """Whether a request is news for this person: a supervisor, and not who asked."""
    return request.row.asked_login != user and may_supervise(waiting.people, user)
