"""A scanned paper that is no work of the room in front: what it is, and the way to what it belongs to."""

from PySide6.QtCore import QObject

from printdesk.domain import codes
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.paper_scan import PaperScan
from printdesk.ui.context import RoomContext
from printdesk.ui.kit.notice import NoticeAction
from printdesk.ui.shell.window import ShellWindow

_TOPIC = "paper"
_OWN_WAY = (codes.PICKUP_SLIP, codes.APPLICATION)
"""What the counter's search takes: these open a card, and say themselves which copy counts."""
_WORK = {
    codes.BATCH_SHEET: "print_room", codes.BATCH_SHEET_ROW: "print_room", codes.CUSTODY_LIST: "pickup",
    codes.WORK_SHEET: "backlog", codes.WORK_SHEET_ROW: "backlog", codes.DOWNTIME_ROW: "records",
}  # fmt: skip
"""Scanning these is an act of the room they belong to."""
_EVENINGS = "backlog"
_HOMES = {
    codes.VERIFICATION: ("settings", "safety"), codes.GAP_REPORT: ("settings", "safety"),
    codes.SUBJECT_DATA: ("settings", "privacy"),
    codes.BLANK_MINUTES: ("blanks", "shifts"), codes.SPOILED_MINUTES: ("blanks", "spoiled"),
    codes.DESTRUCTION_MINUTES: ("blanks", "spoiled"), codes.MISSING_MINUTES: ("blanks", "spoiled"),
    codes.DAY_CLOSING: ("blanks", "balance"),
    codes.NOTICE: ("outages", "notice"), codes.WAVE_LIST: ("outages", "waves"),
    codes.HANDOVER_REGISTER: ("pickup", ""), codes.GROUP_LIST: ("pickup", ""), codes.CANCEL_LETTER: ("pickup", ""),
    codes.LAST_CALL_LETTER: ("pickup", ""), codes.LIST_SHEET: ("records", ""),
    codes.HANDING_RECEIPT: ("pickup", ""), codes.REGISTER_SHEET: ("pickup", ""), codes.POST_LIST: ("pickup", ""),
    codes.CANCEL_BATCH: ("pickup", ""), codes.CUSTODY_LIST: ("pickup", ""),
    codes.BATCH_SHEET: ("print_room", ""), codes.BATCH_SHEET_ROW: ("print_room", ""),
    codes.DOWNTIME_PACK: ("records", ""), codes.DOWNTIME_ROW: ("records", ""),
    codes.HANDOVER_PAGE: ("records", ""), codes.OUTAGE_REPORT: ("records", ""), codes.RAISES_SHEET: ("records", ""),
    codes.WORK_SHEET: ("backlog", ""), codes.WORK_SHEET_ROW: ("backlog", ""), codes.OVERTIME_ORDER: ("backlog", ""),
    codes.OVERTIME_ATTENDANCE: ("backlog", ""), codes.OVERTIME_REPORT: ("backlog", ""),
    codes.OVERTIME_COST: ("backlog", ""),
}  # fmt: skip
"""Room and view in which a paper can be looked at again."""


def is_filed(text: str) -> bool:
    """Whether a scan names a paper that is no work of a room: it is only said what it is."""
    kind = codes.kind_of(text)
    return kind is not None and kind not in (*_OWN_WAY, *_WORK) and not codes.of_evening(text)


def as_scanned(text: str, room: str) -> str:
    """A paper's number as a person types it off the paper, made what a scan of its bars says; else the text itself.

    Args:
        room: in front; where the number is known there by its letters, it stays as it is.
    """
    number = codes.from_typed(text)
    kind = number[:2] if number else ""
    if number is None or kind not in _HOMES or (kind, room) == (codes.NOTICE, "outages"):
        return text
    return codes.short_form(number)


def room_of_work(text: str) -> str:
    """The room in which scanning this paper is an act, whatever room is in front; "" where it is none."""
    if codes.of_evening(text):
        return _EVENINGS
    return _WORK.get(codes.kind_of(text) or "", "")


class PaperDesk(QObject):
    """Says what a paper is; one that belongs to an application opens its card where this person has the counter."""

    def __init__(self, window: ShellWindow, context: RoomContext) -> None:
        super().__init__(window)
        self._window = window
        self._context = context

    def take(self, text: str) -> bool:
        """Whether a scan is a paper's that the search does not know; then it is looked up in the background."""
        kind = codes.kind_of(text)
        if kind is None or kind in _OWN_WAY:
            return False
        look = self._context.services.papers.look
        self._context.background.run(lambda _task: look(text), done=self._tell, failed=self._not_read, owner=self)
        return True

    def _tell(self, found: PaperScan | None) -> None:
        if found is None:
            return
        if found.application_id is not None and "pickup" in self._window.shown_rooms():
            self._context.open_application(found.application_id)
        advice = found.advice or self._closed_room(found)
        if advice:
            self._context.messages.warn(found.sentence, advice, self._way(found))
        else:
            self._context.messages.info(found.sentence, action=self._way(found), topic=_TOPIC)

    def _way(self, found: PaperScan) -> NoticeAction | None:
        """The button that shows what the paper belongs to, where this person may see it."""
        room, view = _HOMES.get(found.kind, ("", ""))
        if room not in self._window.shown_rooms() or found.newest == 0 or found.application_id is not None:
            return None
        return NoticeAction(
            _("Go to {room}").format(room=self._window.room_title(room)), lambda: self._context.go_to(room, view)
        )

    def _closed_room(self, found: PaperScan) -> str:
        """Where it belongs, when this person does not see that room; else ""."""
        room, _view = _HOMES.get(found.kind, ("", ""))
        if not room or room in self._window.shown_rooms():
            return ""
        return _("It belongs into the room {room}; give it to somebody who works there.").format(
            room=self._window.room_title(room)
        )

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
