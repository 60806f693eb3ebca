"""Giving somebody a password, or changing one's own."""

from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.kit import FormDialog, PasswordField
from printdesk.ui.sign_in.new_password import NewPassword


class PasswordDialog(FormDialog):
    """Asks for a password twice, and for the old one where it is somebody's own.

    Args:
        name: whose password it is. own: of the person at this desk, who has one already.
        first: nobody has a password yet, so that this one closes the office.

    Attributes:
        old, fields: what is typed.
    """

    def __init__(self, name: str, parent: QWidget | None, *, own: bool = False, first: bool = False) -> None:
        intro = (
            _("Nobody else needs to know it, nor does a supervisor.") if own
            else _("Tell {name} this password; at the first sign-in {name} chooses another one.").format(name=name)
        )  # fmt: skip
        if first:
            intro = _(
                "The first password closes the office: from then on everybody signs in. {name} becomes supervisor "
                "and administrator and gives the others their passwords."
            ).format(name=name)
        super().__init__(_("Password of {name}").format(name=name), _("Set the password"), intro, parent)
        self.setMinimumWidth(540)
        self.old, self.fields = PasswordField(), NewPassword()
        if own:
            self.add_row(_("&Old password"), self.old)
        self.add_row(_("&New password"), self.fields)
        self.fields.set_name(name)
        (self.old if own else self.fields.first).setFocus()

    def problem(self) -> tuple[str, QWidget] | None:
        """What is still wrong, and where; None when it can be asked for."""
        wrong = self.fields.problem()
        return (wrong, self.fields.wrong_field()) if wrong else None
