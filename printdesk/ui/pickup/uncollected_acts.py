"""The buttons under the counter's lists that have to do with what is not collected."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from printdesk.domain.states import BookletState
from printdesk.i18n import _, dates, language
from printdesk.services.collection_facts import Suspension
from printdesk.ui.kit import PrimaryButton, SecondaryButton
from printdesk.ui.pickup.reading import Shelf
from printdesk.ui.pickup.uncollected_tables import EXPIRING, MISSING, PAST, WAITING


class ListActs(QObject):
    """Reminders, last calls, cancelling, the switch of the month, and the search for a missing booklet.

    Attributes:
        remind, cancel, letters, suspend, search: the buttons; the page's desk answers their clicks.

    Signals:
        letters_wanted: ids of the applications to write to.
        search_wanted: serial of the booklet to look for.
    """

    letters_wanted = Signal(list)
    search_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._tab, self._chosen = WAITING, ()
        self.remind = SecondaryButton("", "Ctrl+M", act="remind")
        self.cancel = PrimaryButton("", "Shift+F6", act="ask_lapse")
        self.search = PrimaryButton("", "Shift+F6", "search")
        self.letters = SecondaryButton(act="make_letters")
        self.suspend = SecondaryButton(act="suspend_uncollected")
        self.letters.clicked.connect(lambda: self.letters_wanted.emit(self._ids()))
        self.search.clicked.connect(lambda: self.search_wanted.emit(self._serial()))

    def set_quiet(self, quiet: bool) -> None:
        """While a card's own main act is to be seen, the list's is not the main one."""
        for button in (self.cancel, self.search):
            button.rank = "secondary" if quiet else "primary"
            button.update()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.search.setText(_("Note a search…"))
        self.letters.setText(_("Letters…"))
        self.show_lists(self._shelf)

    def show_lists(self, shelf: Shelf | None) -> str:
        """Tell the counts; gives the sentence about a suspension, "" while the month runs."""
        self._shelf = shelf
        due = len(shelf.lists.due()) if shelf else 0
        self.remind.setText(
            _("Reminders {count}…").format(count=dates.number(due, language())) if due else _("Reminders…")
        )
        waiting = shelf.to_confirm if shelf else 0
        self.cancel.setText(
            _("Cancelling… {count} to confirm").format(count=waiting) if waiting else _("Cancelling…")
        )
        held = shelf.lists.suspension if shelf else None
        self.suspend.setText(_("End the suspension…") if held else _("Suspend…"))
        self.suspend.setToolTip("" if held else _("Suspend the month to collect"))
        return suspension_words(held) if held else ""

    def offer(self, tab: str, chosen: Sequence[Any]) -> None:
        """What can be done on a tab with the rows chosen."""
        self._tab, self._chosen = tab, tuple(chosen)
        known = self._shelf is not None
        self.remind.setVisible(tab in (WAITING, EXPIRING, PAST))
        self.remind.setEnabled(known)
        self.cancel.setVisible(tab == PAST)
        self.cancel.setEnabled(known)
        self.letters.setVisible(tab in (EXPIRING, PAST))
        self.letters.setEnabled(bool(self._ids()))
        self.suspend.setVisible(tab == PAST)
        self.suspend.setEnabled(known)
        self.search.setVisible(tab == MISSING)
        self.search.setEnabled(bool(self._serial()))

    def _ids(self) -> list[int]:
        """The chosen ones, all of the tab when none is."""
        if self._shelf is None or self._tab not in (EXPIRING, PAST):
            return []
        lists = self._shelf.lists
        rows = self._chosen or (lists.past() if self._tab == PAST else lists.expiring())
        return [row.application_id for row in rows]

    def _serial(self) -> str:
        """Of the one chosen that is missing; of the first one when none is chosen."""
        if self._shelf is None or self._tab != MISSING:
            return ""
        rows = self._chosen or self._shelf.lists.missing
        return next((row.serial for row in rows if row.state == BookletState.MISSING), "")


def suspension_words(held: Suspension) -> str:
    """That the month stands still, since when, until when, and why."""
    lang = language()
    first = dates.day_medium(held.first, lang)
    if held.until is None:
        said = _("The month to collect is suspended since {first}: {reason}")
        return said.format(first=first, reason=held.reason)
    said = _("The month to collect is suspended from {first} to {until}: {reason}")
    return said.format(first=first, until=dates.day_medium(held.until, lang), reason=held.reason)
