"""Opens Ctrl+K over the room in front and carries out what was chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from printdesk.domain.roles import READ
from printdesk.domain.states import application_state_text
from printdesk.i18n import _
from printdesk.services.search import Match
from printdesk.ui.context import RoomContext
from printdesk.ui.finder.dialog import Answer, FinderDialog
from printdesk.ui.finder.entries import Entry, acts_of
from printdesk.ui.kit.barring import why_barred
from printdesk.ui.masked import masked_name
from printdesk.ui.shell.window import ShellWindow

KEY = "Ctrl+K"
_MOST_MATCHES = 12


class FinderDesk(QObject):
    """The finder of a window.

    Args:
        steps: what was done last and can be taken back or done again.

    Names stay masked until a card is opened, as in every list that a search gives.
    """

    def __init__(self, window: ShellWindow, context: RoomContext, steps: Callable[[], list[Entry]]) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._steps = steps
        QShortcut(QKeySequence(KEY), window, self.open)

    def open(self) -> None:
        """Show the box."""
        dialog = FinderDialog(self._entries(), self._look_up, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The act runs once the box is gone, so that what it opens lies on the window and the keyboard is there.
        dialog.chosen.connect(lambda entry: QTimer.singleShot(0, self, entry.run))
        dialog.open()
        dialog.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _entries(self) -> list[Entry]:
        window, here = self._window, self._window.current_room
        rooms = [self._room(code) for code in window.shown_rooms()]
        acts = acts_of(window.page(here), _("To do here"), window.room_title(here)) if here else []
        return [*acts, *self._steps(), *rooms, *self._everywhere()]

    def _everywhere(self) -> list[Entry]:
        window, kind = self._window, _("Everywhere")
        return [
            Entry("every keys", _("Keys"), _("Which keys do what here"), kind, "F1", window.show_keys),
            Entry("every id", "Bahasa Indonesia", _("Language"), kind, "", lambda: window.language_chosen.emit("id")),
            Entry("every en", "English", _("Language"), kind, "", lambda: window.language_chosen.emit("en")),
            Entry("every light", _("Light colours"), "", kind, "", lambda: window.theme_chosen.emit("light")),
            Entry("every dark", _("Dark colours"), "", kind, "", lambda: window.theme_chosen.emit("dark")),
        ]

    def _room(self, code: str) -> Entry:
        window = self._window
        go = partial(window.go_to, code)
        return Entry(f"room {code}", window.room_title(code), "", _("Room"), window.room_key(code), go)

    def _look_up(self, owner: QObject, text: str, answer: Answer) -> None:
        if why_barred(self._window, READ):
            none = _("Applicants are not shown to you")
            answer(text, [Entry("no applicants", none, "", _("Application"), "", lambda: None)])
            return
        find = self._context.services.applications.find

        def found(matches: Sequence[Match]) -> None:
            answer(text, [self._entry(match, text) for match in matches])

        self._context.background.run(lambda _task: find(text, _MOST_MATCHES), done=found, owner=owner)

    def _entry(self, match: Match, typed: str) -> Entry:
        parts = (match.number, application_state_text(match.state), match.shelf_slot, match.why)
        return Entry(
            f"application {match.application_id}",
            masked_name(match.name, typed),
            " · ".join(part for part in parts if part),
            _("Application"),
            run=partial(self._context.open_application, match.application_id),
        )
