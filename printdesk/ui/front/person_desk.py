"""The person at the desk as the window shows them: name and menu, the rooms and acts of their roles, passwords."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from printdesk.config import PreferencesFile, system_user
from printdesk.domain.role_words import somebody, who_does
from printdesk.domain.roles import ROOMS, Role, may
from printdesk.errors import DeskError
from printdesk.i18n import _, catalogue, language
from printdesk.services.accounts import SignedIn
from printdesk.services.bundle import Services
from printdesk.services.office import PersonView
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.front.access import rooms_of
from printdesk.ui.front.facts import Facts
from printdesk.ui.front.idle import LOCK_KEY
from printdesk.ui.front.new_person import NewPersonDialog
from printdesk.ui.front.person_menu import MenuActs, closed_menu, open_menu
from printdesk.ui.front.roles import role_words
from printdesk.ui.front.session import Session
from printdesk.ui.kit import NoticeAction
from printdesk.ui.messages import Messages
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.sign_in.first_dialog import FirstSupervisorDialog
from printdesk.ui.sign_in.password_dialog import PasswordDialog


class PersonDesk(QObject):
    """Shows who works here, and carries out what the person's menu offers.

    Args:
        changed: to be called when another person works here, or another one was added.

    Attributes:
        session: the sign-in of this desk. dialog: the form that is open, None when none is.
    """

    def __init__(
        self,
        window: ShellWindow,
        services: Services,
        background: Background,
        messages: Messages,
        preferences: PreferencesFile,
        changed: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._background = background
        self._messages = messages
        self._preferences = preferences
        self._changed = changed
        self._facts: Facts | None = None
        self._offered = False
        self.dialog: FirstSupervisorDialog | PasswordDialog | NewPersonDialog | None = None
        self.session = Session(window.cover, services, background, preferences, monotonic, self)
        self.session.entered.connect(self._entered)
        self.session.failed.connect(messages.error)
        window.scan_refused.connect(self.session.page.say_scan_unused)
        window.barrier = self._barred
        window.room_refused.connect(self._say_whose)
        QShortcut(QKeySequence(LOCK_KEY), window, self.lock)

    def actor(self) -> Actor:
        """Who works at this desk now."""
        return self.session.actor()

    def lock(self) -> None:
        """Lock the desk; where nobody has a password there is nothing to unlock it with."""
        if self.session.is_open:
            self._messages.info(
                _("Nobody has a password yet, so this desk cannot be locked."),
                action=NoticeAction(_("Give passwords…"), self.give_passwords), topic=LOCK_KEY,
            )  # fmt: skip
            return
        self.session.lock()

    def become(self, login: str) -> None:
        """In an open office: somebody else works at this desk from now on."""
        self._preferences.change(person=login)
        self.show()
        self._changed()

    def learn(self, facts: Facts) -> None:
        """What was read of the office."""
        self._facts = facts
        self.session.learn(facts.access)
        self.show()
        if self.session.is_open and not facts.people and not facts.is_demo and not self._offered:
            self._offered = True
            self.make_first()

    def show(self) -> None:
        """Name, place and menu at the top right."""
        if self._facts is None:
            return
        people = {person.login: person for person in self._facts.people}
        current = self._settle(people) if self.session.is_open else people.get(self.actor().user)
        name = current.name if current else self.actor().user
        place = self._preferences.values.station or self._preferences.values.desk
        role = f"{role_words(current.roles)} · {place}" if current and current.roles else place
        box = self._window.top_bar.person
        box.set_person(name, role)
        acts = self._menu_acts()
        box.set_menu(
            open_menu(self._facts.people, self._preferences.values.person, acts, self._window)
            if self.session.is_open
            else closed_menu(acts, self._window)
        )

    def status(self) -> str:
        """What the line at the foot says of passwords: that nobody needs one, or who is signed in."""
        if self.session.is_open:
            return _("Open office: nobody needs a password yet")
        signed = self.session.signed
        return _("Signed in: {name}").format(name=signed.name) if signed else ""

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.session.retranslate()
        self._window.bar_acts()

    def give_passwords(self) -> None:
        """Show the people of the office, where passwords are given."""
        if not self._window.go_to("settings"):
            return
        show = getattr(self._window.page("settings"), "show_part", None)
        if callable(show):
            show("people")

    def make_first(self) -> None:
        """Ask who supervises a new office."""
        dialog = FirstSupervisorDialog(self._window)
        dialog.submitted.connect(lambda: self._close_office(dialog))
        self._open(dialog)

    def change_password(self) -> None:
        """Ask for the old and a new password of the person here."""
        signed = self.session.signed
        if signed is None:
            return
        dialog = PasswordDialog(signed.name, self._window, own=True)
        dialog.submitted.connect(lambda: self._change_password(dialog))
        self._open(dialog)

    def name_person(self) -> None:
        """Ask for the name of somebody who works here for the first time."""
        dialog = NewPersonDialog(self._window)
        dialog.submitted.connect(lambda: self._add_person(dialog))
        self._open(dialog)

    # inside

    def _settle(self, people: dict[str, PersonView]) -> PersonView | None:
        """Who sits here in an open office; where nobody said so yet, somebody whose work is printing."""
        current = people.get(self._preferences.values.person) or people.get(system_user())
        if current is None and people:
            current = _first_for_a_desk(tuple(people.values()))
        if current is not None and current.login != self._preferences.values.person:
            self._preferences.change(person=current.login, station=(*current.skills, "")[0])
            self._changed()
        return current

    def _menu_acts(self) -> MenuActs:
        session = self.session
        return MenuActs(
            self.become, self.name_person, self.give_passwords, self.change_password, self.lock, session.switch,
            session.sign_out, self._window.text_scale_chosen.emit,
        )  # fmt: skip

    def _barred(self, act: str) -> str:
        """Why the person here may not do an act."""
        roles = self.session.roles()
        return "" if roles is None or may(act, roles) else who_does(act, catalogue(language()))

    def _say_whose(self, code: str) -> None:
        """A way led into a room that the person here does not see."""
        text = _("“{room}” is not one of your rooms: it is for {who}.")
        who = somebody([role for role in Role if role in ROOMS[code]], catalogue(language()))
        self._messages.info(text.format(room=self._window.room_title(code), who=who), topic="room")

    def _entered(self, same_person: bool) -> None:
        """Rooms and acts of whoever came in; nothing of another person's work is left to be seen."""
        self._messages.settle(LOCK_KEY)
        if not same_person:
            self._forget()
        self._show_rooms()
        self._window.bar_acts()
        self.show()
        focus = self._window.focusWidget()
        if not same_person or focus is None or not focus.isVisible():
            self._window.take_focus()
        self._changed()

    def _show_rooms(self) -> None:
        codes, roles = self._window.room_codes, self.session.roles()
        seen = codes if roles is None else rooms_of(codes, roles)
        for code in seen:
            self._window.set_room_visible(code, True)
        if self._window.current_room not in seen and seen:
            self._window.go_to(seen[0])
        for code in codes:
            self._window.set_room_visible(code, code in seen)

    def _forget(self) -> None:
        """What the person before typed and chose."""
        self._window.top_bar.search.clear()
        self._window.notices.clear()
        for code in self._window.room_codes:
            forget = getattr(self._window.made_page(code), "forget", None)
            if callable(forget):
                forget()

    def _open(self, dialog: FirstSupervisorDialog | PasswordDialog | NewPersonDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _close_office(self, dialog: FirstSupervisorDialog) -> None:
        wrong = dialog.problem()
        if wrong is not None:
            dialog.show_error(*wrong)
            return
        name, password, desk = dialog.name.text(), dialog.fields.password(), self._preferences.values.desk
        accounts, operation = self._services.accounts, new_operation_id()
        dialog.set_busy(True)

        def done(signed: SignedIn) -> None:
            dialog.accept()
            self.session.came_in(signed)
            self._messages.ok(_("{name} supervises this office; from now on everybody signs in.").format(name=name))

        self._background.run(
            lambda _task: accounts.first(name, password, desk, operation),
            done=done, failed=dialog.show_error, owner=dialog,
        )  # fmt: skip

    def _change_password(self, dialog: PasswordDialog) -> None:
        wrong = dialog.problem()
        if wrong is not None:
            dialog.show_error(*wrong)
            return
        actor, old, new = self.actor(), dialog.old.text(), dialog.fields.password()
        accounts, operation = self._services.accounts, new_operation_id()
        dialog.set_busy(True)

        def done(_none: None) -> None:
            dialog.accept()
            self._messages.ok(_("Your password is another one now."))

        def refused(error: DeskError) -> None:
            dialog.old.clear()
            dialog.show_error(error, dialog.old)

        self._background.run(
            lambda _task: accounts.set_password(actor, actor.user, new, operation, old),
            done=done, failed=refused, owner=dialog,
        )  # fmt: skip

    def _add_person(self, dialog: NewPersonDialog) -> None:
        actor, name, operation = self.actor(), dialog.name.text(), new_operation_id()
        dialog.set_busy(True)

        def added(login: str) -> None:
            dialog.accept()
            self.become(login)

        self._background.run(
            lambda _task: self._services.office.add_person(actor, name, operation),
            done=added, failed=lambda error: dialog.show_error(error, dialog.name), owner=dialog,
        )  # fmt: skip


def _first_for_a_desk(people: tuple[PersonView, ...]) -> PersonView:
    """Who probably sits at a desk where nobody said so yet: somebody whose work is printing."""
    return min(people, key=lambda person: (person.roles[:1] != ("print",), len(person.roles)))
