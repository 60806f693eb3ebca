"""Who works here: people have no versions but entries of the ledger, so they are saved apart from the settings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.services.settings_editing import PersonRecord
from printdesk.services.settings_entries import refuse_unfit_people
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.list_editor import ListEditor
from printdesk.ui.settings.list_forms import people_kind
from printdesk.ui.settings.reading import SettingsFacts


class PeopleSection(EditSection):
    """The list of people; whoever left stays in it.

    Attributes:
        people: the list.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("Who works here and does what. Nobody is deleted: what people did stays with their name."),
            tried=False,
            parent=parent,
        )
        self._before: tuple[PersonRecord, ...] = ()
        self.people: ListEditor[PersonRecord] = ListEditor(people_kind(self.settings), self._people_fit)
        self.people.remove.setVisible(False)
        self.column.addWidget(self.people)
        self.finish()
        self.watch(self.people)

    def load(self, facts: SettingsFacts) -> None:
        """Show everybody."""
        self._before = facts.records
        self.people.set_entries(facts.records)

    def sections(self) -> dict[str, Any]:
        """No section of the settings."""
        return {}

    def before(self) -> tuple[PersonRecord, ...]:
        """The people as they were read."""
        return self._before

    def is_changed(self) -> bool:
        """Whether anybody's entry is another one."""
        return self.base is not None and self.people.entries() != self._before

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        if self.is_changed() and facts.records != self._before:
            self._merge(facts.records)
        super().show_facts(facts)
        self.people.retranslate()
        self.people.remove.setVisible(False)

    def _merge(self, theirs: tuple[PersonRecord, ...]) -> None:
        """Somebody joined or was changed elsewhere: take that over, keep what was changed here, say what met."""
        before, now = _by_login(self._before), _by_login(theirs)
        mine = _by_login(self.people.entries())
        both = [
            each.entry.name for login, each in mine.items()
            if each != before.get(login) and login in now and now[login] not in (before.get(login), each)
        ]  # fmt: skip
        kept = {login: now.get(login, each) if each == before.get(login) else each for login, each in mine.items()}
        self._before = theirs
        self.people.set_entries(tuple({**now, **kept}.values()))
        if both:
            text = _("Somebody else changed {names} meanwhile; Save puts your entry in its place.")
            self.say_refusal(text.format(names=", ".join(both)))

    def _people_fit(self, people: tuple[PersonRecord, ...]) -> None:
        if len(people) < len(self.people.entries()):
            raise RuleViolationError(
                _("Nobody is deleted: what people did stays with their name."), _("Untick “Works here” instead.")
            )
        refuse_unfit_people(tuple(each.entry for each in people if each.active), self.settings())


def _by_login(people: Sequence[PersonRecord]) -> dict[str, PersonRecord]:
    return {each.entry.login: each for each in people}
