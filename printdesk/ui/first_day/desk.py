"""Keeps the first steps of whoever sits here: a button on the rail while any is left, the list behind it."""

import json
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from printdesk.config import PreferencesFile
from printdesk.i18n import _
from printdesk.services.first_day import (
    CHECK,
    CLOSE_SHIFT,
    HAND_OVER,
    IMPORT,
    OPEN_SHIFT,
    PRINT,
    SHELVE,
    SLIPS,
    STEPS,
    FirstSteps,
)
from printdesk.ui.context import RoomContext
from printdesk.ui.first_day.dialog import FirstDayDialog, Step
from printdesk.ui.room_work import LatestReading
from printdesk.ui.shell.rail import Badge, RailButton
from printdesk.ui.shell.window import ShellWindow

_PLACES = {
    IMPORT: ("records", ""), OPEN_SHIFT: ("blanks", "shifts"), PRINT: ("print_room", ""), CHECK: ("quality", ""),
    SHELVE: ("quality", ""), SLIPS: ("pickup", ""), HAND_OVER: ("pickup", ""), CLOSE_SHIFT: ("blanks", "shifts"),
}  # fmt: skip


class FirstDay(QObject):
    """Looks after each change what the person here has done; only steps of rooms that they see are asked of them.

    Attributes:
        button: on the rail, hidden where nothing is to be said. dialog: the list, None before it was opened.
    """

    def __init__(self, context: RoomContext, window: ShellWindow, preferences: PreferencesFile) -> None:
        super().__init__(window)
        self._context, self._window, self._preferences = context, window, preferences
        self._reading = LatestReading(context, self)
        self._steps: list[Step] = []
        self.dialog: FirstDayDialog | None = None
        self.button = RailButton("check-badge", "")
        self.button.setVisible(False)
        self.button.clicked.connect(self.open)
        window.rail.add_extra(self.button)
        # The words change right after the language was chosen.
        window.language_chosen.connect(lambda _code: QTimer.singleShot(0, self, self.look))

    def look(self) -> None:
        """Read in the background how far the person here is."""
        user = self._context.actor().user
        known = self._known().get(user, {})
        if not user or known.get("away"):
            self.button.setVisible(False)
            return
        service, after = self._context.services.first_day, int(known.get("after", 0))
        self._reading.ask(
            lambda: service.steps(user, after), lambda found: self._show(user, known, found), lambda _error: None
        )

    def open(self) -> None:
        """Show the list."""
        self.dialog = FirstDayDialog(self._steps, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.asked.connect(self._lead)
        self.dialog.put_away.connect(self._put_away)
        self.dialog.open()

    # inside

    def _show(self, user: str, known: dict[str, Any], found: FirstSteps) -> None:
        is_demo = self._context.services.clock.is_demo
        if is_demo and not 0 < known.get("after", 0) <= found.sequence:
            # Another demo office, or the first look at this one: what happened in it before is nobody's first day.
            self._keep(user, {**known, "after": found.sequence})
            self.look()
            return
        shown = self._window.shown_rooms()
        names = _names()
        self._steps = [
            Step(names[code], *_PLACES[code], code in found.done) for code in STEPS if _PLACES[code][0] in shown
        ]
        done = sum(step.done for step in self._steps)
        self.button.set_title(_("First steps"))
        self.button.set_badge(
            Badge(f"{done}/{len(self._steps)}", spoken=_("{done} of {count} done").format(
                done=done, count=len(self._steps)))
        )  # fmt: skip
        self.button.setVisible(found.wanted and bool(self._steps))

    def _lead(self, step: Step) -> None:
        self._context.go_to(step.room, step.view)

    def _put_away(self) -> None:
        user = self._context.actor().user
        self._keep(user, {**self._known().get(user, {}), "away": True})
        self.button.setVisible(False)

    def _known(self) -> dict[str, dict[str, Any]]:
        try:
            found = json.loads(self._preferences.values.first_day or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, user: str, known: dict[str, Any]) -> None:
        self._preferences.change(first_day=json.dumps({**self._known(), user: known}))


def _names() -> dict[str, str]:
    return {
        IMPORT: _("Take in a list, or type an application"),
        OPEN_SHIFT: _("Open a shift: an operator gets blanks"),
        PRINT: _("Print one: take the next, scan a blank, look"),
        CHECK: _("Check a printed booklet"),
        SHELVE: _("Put it on the shelf"),
        SLIPS: _("Make pickup slips"),
        HAND_OVER: _("Hand a booklet over"),
        CLOSE_SHIFT: _("Close the shift to zero"),
    }
