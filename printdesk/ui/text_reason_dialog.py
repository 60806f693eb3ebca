"""Asks for a reason in words before an act that has to be answered for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.ui.kit import FormDialog

_LONGEST = 500


class TextReasonDialog(FormDialog):
    """One line of text; Enter asks for the act, Esc gives up.

    Args:
        title: what will be done. intro: what follows. act: the button's verb. hint: an example under the field.
    """

    def __init__(self, title: str, intro: str, act: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(title, act, intro, parent)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.add_row(_("&Reason"), self.field, hint)
        self.field.textChanged.connect(lambda text: self.set_act_enabled(bool(text.strip())))
        self.set_act_enabled(False)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def refuse(self, error: DeskError) -> None:
        """Say why it was not done; what was typed stays."""
        self.show_error(error, self.field)
