"""A supervisor's reason, in words, to let a booklet pass although its MRZ differs."""

from PySide6.QtWidgets import QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import FormDialog


class TextReasonDialog(FormDialog):
    """Asks for a reason in words.

    Args:
        fields: names of what differs.
    """

    def __init__(self, serial: str, fields: str, parent: QWidget | None) -> None:
        intro = _(
            "The MRZ differs in: {fields}. A supervisor who looked at the booklet may let it pass. It is recorded."
        )
        super().__init__(
            _("Overrule the MRZ of {serial}").format(serial=serial),
            _("Overrule"),
            intro.format(fields=fields),
            parent,
        )
        self._field = QLineEdit()
        self.add_row(_("Reason"), self._field)
        self._field.setFocus()

    def reason(self) -> str:
        """What was typed."""
        return self._field.text()
