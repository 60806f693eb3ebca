"""Who works here: people have no versions but entries of the ledger, so they are saved apart from the settings."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.services.accounts import AccountView
from printdesk.services.settings_editing import PersonRecord
from printdesk.services.settings_entries import refuse_unfit_people
from printdesk.ui.kit import FlowRow, SecondaryButton, label
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.list_editor import ListEditor
from printdesk.ui.settings.list_forms import people_kind
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.theme import Space, Tone


class PeopleSection(EditSection):
    """The list of people; whoever left stays in it.

    Attributes:
        people: the list. give, take: the acts on the password of the person chosen; they hold at once.

    Signals:
        password_asked: login of whom a password shall be given. removal_asked: login of whose is taken away.
    """

    password_asked = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._known: SettingsFacts | None = None
        super().__init__(
            lambda: _("Who works here and does what. Nobody is deleted: what people did stays with their name."),
            tried=False,
            parent=parent,
        )
        self._before: tuple[PersonRecord, ...] = ()
        kind = people_kind(self.settings, self._password_words)
        self.people: ListEditor[PersonRecord] = ListEditor(kind, self._people_fit)
        self.people.remove.setVisible(False)
        self.give = SecondaryButton("", "F9", "lock", act="set_password")
        self.take = SecondaryButton("", "", "close", Tone.RED, act="remove_password")
        self._password_hint = label("", "secondary", wrap=True)
        self.column.addWidget(self.people)
        self.column.addWidget(self._build_passwords())
        self.finish()
        self.watch(self.people)
        self.people.table.current_changed.connect(lambda _key: self._offer())
        self.give.clicked.connect(lambda: self.password_asked.emit(self._chosen()))
        self.take.clicked.connect(lambda: self.removal_asked.emit(self._chosen()))

    def _build_passwords(self) -> QWidget:
        acts = FlowRow(Space.S)
        acts.add(self.give)
        acts.add(self.take)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(acts)
        column.addWidget(self._password_hint)
        return whole

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
        self._known = facts
        super().show_facts(facts)
        self.people.retranslate()
        self.people.remove.setVisible(False)
        self.give.setText(_("Password…"))
        self.take.setText(_("Take the password away…"))
        self._password_hint.setText(
            _("Nobody has a password yet: whoever sits here may do everything. The first one closes the office.")
            if facts.is_open
            else _("Passwords hold at once, without Save. Nobody can read them, so a forgotten one is given anew.")
        )
        self._offer()

    def _chosen(self) -> str:
        """Login of the person chosen, "" for none."""
        return self.people.table.current_key()

    def _account(self) -> AccountView | None:
        return self._known.account(self._chosen()) if self._known is not None else None

    def _offer(self) -> None:
        """A password is given to whoever works here and is saved."""
        account = self._account()
        self.give.setEnabled(account is not None and account.active)
        self.take.setEnabled(account is not None and account.has_password)

    def _password_words(self, login: str) -> str:
        account = self._known.account(login) if self._known is not None else None
        if account is None or not account.has_password:
            return _("none yet")
        return _("to be chosen anew") if account.must_change else _("has one")

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
