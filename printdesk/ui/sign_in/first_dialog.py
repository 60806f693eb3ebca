"""The first start of an office: who supervises it, with a password; or nobody needs one for now."""

from PySide6.QtWidgets import QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import FormDialog
from printdesk.ui.sign_in.new_password import NewPassword


class FirstSupervisorDialog(FormDialog):
    """Asks for the first supervisor; Esc leaves the office open.

    Attributes:
        name, fields: what is typed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent=parent)
        self.setMinimumWidth(560)
        self.name, self.fields = QLineEdit(), NewPassword()
        self.add_row(_("Your &name"), self.name, _("As it stands on minutes and in the history."))
        self.add_row(_("&Password"), self.fields)
        self.name.textChanged.connect(self.fields.set_name)
        self.retranslate()
        self.name.setFocus()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        super().retranslate()
        self.set_texts(
            _("Who supervises this office?"),
            _("Close the office with a password"),
            _(
                "From then on everybody signs in, and you give the others their passwords under Settings, People. "
                "Without it the office stays open: whoever sits here may do everything. You can decide that later."
            ),
        )
        self._cancel.setText(_("Stay open for now"))

    def problem(self) -> tuple[str, QWidget] | None:
        """What is still wrong, and where; None when it can be asked for."""
        if not self.name.text().strip():
            return _("Say who you are."), self.name
        wrong = self.fields.problem()
        return (wrong, self.fields.wrong_field()) if wrong else None
