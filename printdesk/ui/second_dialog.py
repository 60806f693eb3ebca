"""Asking a second person for the password that an act waits for, and going on with the act."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.accounts import AccountView, Voucher
from printdesk.services.second_person import SecondSignInError
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog, SecondSignIn

_NAMES = 24


class SecondDialog(FormDialog):
    """Who confirms, by a password of their own.

    Args:
        people: who may be asked, the named one alone where the act names one.

    Attributes:
        second: person and password.
    """

    def __init__(self, people: Sequence[AccountView], parent: QWidget | None) -> None:
        intro = _("Two people do this. {name} confirms it with their own password.")
        if len(people) != 1:
            intro = _("Two people do this. Somebody else confirms it with their own password.")
        super().__init__(_("Second person"), _("Confirm together"), intro.format(name=people[0].name), parent)
        self.setMinimumWidth(520)
        box = QComboBox()
        box.setMinimumContentsLength(_NAMES)
        if len(people) != 1:
            box.addItem(_("Choose the second person"), "")
        for person in people:
            box.addItem(person.name, person.login)
        self.second = SecondSignIn(box, "", asks=True)
        self.add_row(_("&Second person"), self.second)
        self.second.changed.connect(self._offer)
        self._offer()
        (self.second.password if len(people) == 1 else box).setFocus()

    def set_busy(self, busy: bool) -> None:
        """The act is open only when it is complete."""
        super().set_busy(busy or not self.second.is_complete())

    def _offer(self) -> None:
        self.set_act_enabled(self.second.is_complete())


def ask_second(
    context: RoomContext,
    owner: QWidget | None,
    error: SecondSignInError,
    vouched: Callable[[Voucher], None],
    left: Callable[[], None],
) -> None:
    """Ask whoever an act waits for; in front of whatever form asked for the act.

    Args:
        vouched: told of the sign-in. left: called where the dialog is given up.
    """
    accounts, actor = context.services.accounts, context.actor()

    def show(people: tuple[AccountView, ...]) -> None:
        may = [one for one in people if one.active and one.has_password and one.login != actor.user]
        named = [one for one in may if one.login == error.login]
        if not named and (error.login or not may):
            left()  # whoever it waits for cannot sign in, so nothing is asked that nobody can answer
            return
        parent = QApplication.activeModalWidget() or owner
        dialog = SecondDialog(named or may, parent)
        dialog.submitted.connect(lambda: confirm(dialog))
        dialog.rejected.connect(left)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def confirm(dialog: SecondDialog) -> None:
        login, password = dialog.second.login(), dialog.second.password.text()
        dialog.set_busy(True)

        def done(voucher: Voucher) -> None:
            dialog.accept()
            vouched(voucher)

        def refused(refusal: DeskError) -> None:
            dialog.second.password.clear()
            dialog.show_error(refusal, dialog.second.password)

        context.background.run(
            lambda _task: accounts.vouch(login, password, actor.desk), done=done, failed=refused, owner=dialog
        )

    context.background.run(lambda _task: accounts.people(), done=show, failed=lambda _error: left(), owner=owner)
