"""Naming somebody who works here for the first time."""

from PySide6.QtWidgets import QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import FormDialog


class NewPersonDialog(FormDialog):
    """Asks for a name.

    Attributes:
        name: the field.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent=parent)
        self.name = QLineEdit()
        self.set_texts(
            _("Another person"),
            _("Work here"),
            _("Until the first password is set, whoever is named here may work at this desk."),
        )
        self.add_row(_("Name"), self.name)
        self.name.setFocus()
