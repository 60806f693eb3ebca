"""Gives people their passwords and takes them away; each act holds at once."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.room_work import Acts
from printdesk.ui.settings.people_section import PeopleSection
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.sign_in.password_dialog import PasswordDialog


class PasswordDesk(QObject):
    """Opens the form of a password, and carries out what it asks for.

    Args:
        owner: the room's page. acts: one act at a time. part: the list of people.

    Attributes:
        dialog: the form that is open, else None.
    """

    def __init__(self, context: RoomContext, owner: QWidget, acts: Acts, part: PeopleSection) -> None:
        super().__init__(owner)
        self._context, self._owner, self._acts, self._part = context, owner, acts, part
        self._facts: SettingsFacts | None = None
        self.dialog: PasswordDialog | None = None
        part.password_asked.connect(self.give)
        part.removal_asked.connect(self.take)

    def show_facts(self, facts: SettingsFacts) -> None:
        """What the room knows now."""
        self._facts = facts

    def give(self, login: str) -> None:
        """Ask for somebody's new password."""
        account = self._facts.account(login) if self._facts else None
        if account is None or self.dialog is not None:
            return
        own = account.has_password and self._context.actor().user == login
        first = self._facts is not None and self._facts.is_open
        dialog = PasswordDialog(account.name, self._owner.window(), own=own, first=first)
        dialog.submitted.connect(lambda: self._set(dialog, login, account.name))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def take(self, login: str) -> None:
        """Take somebody's password away, after a question: it cannot be brought back, only given anew."""
        account = self._facts.account(login) if self._facts else None
        if account is None:
            return
        asked = self._context.messages.confirm(
            _("Take the password of {name} away?").format(name=account.name),
            _("{name} cannot sign in until somebody gives a new one. The old one does not come back.").format(
                name=account.name
            ),
            _("Take it away"),
            self._owner.window(),
        )
        if not asked:
            return
        accounts = self._context.services.accounts
        said = _("{name} cannot sign in any more.").format(name=account.name)
        self._acts.begin(
            lambda actor, operation: accounts.remove_password(actor, login, operation),
            lambda _none: self._context.messages.ok(said),
            self._part.result.refuse,
        )

    def _set(self, dialog: PasswordDialog, login: str, name: str) -> None:
        wrong = dialog.problem()
        if wrong is not None:
            dialog.show_error(*wrong)
            return
        accounts = self._context.services.accounts
        password, old = dialog.fields.password(), dialog.old.text()
        dialog.set_busy(True)

        def done(_none: None) -> None:
            dialog.accept()
            self._context.messages.ok(_("{name} has a password now.").format(name=name))

        begun = self._acts.begin(
            lambda actor, operation: accounts.set_password(actor, login, password, operation, old),
            done,
            dialog.show_error,
        )
        if not begun:
            dialog.set_busy(False)

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._part.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
