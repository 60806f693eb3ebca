"""Recording an order by which one person may print and check a service type for a while."""

from datetime import datetime, time

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import _, language
from printdesk.services.quality_orders import OrderEntry
from printdesk.ui.kit import DateField, FormDialog, TimeField
from printdesk.ui.theme import Space

_END_OF_DAY = time(16)


class OrderDialog(FormDialog):
    """Asks for what stands on the written order; a supervisor records it.

    Args:
        now: the office's instant, in its zone; the order begins then.
        service: code of the service type chosen at first.
    """

    def __init__(self, settings: OfficeSettings, now: datetime, service: str, parent: QWidget | None) -> None:
        intro = _("While the order holds, who printed a booklet may check it too. It ends by itself.")
        super().__init__(_("One person may print and check"), _("Record the order"), intro, parent)
        self._now = now
        self.service = QComboBox()
        for each in settings.services:
            if each.two_person_quality:
                self.service.addItem(each.label.text(language()), each.code)
        self.service.setCurrentIndex(max(0, self.service.findData(service)))
        self.number, self.ordered_by, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.day, self.hour = DateField(now.date()), TimeField(_END_OF_DAY)
        until = QWidget()
        row = QHBoxLayout(until)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.day, 1)
        row.addWidget(self.hour)
        self.day.setAccessibleName(_("Until"))
        self.hour.setAccessibleName(_("Until"))
        self.add_row(_("Service type"), self.service)
        self.add_row(_("Order no."), self.number, _("As it stands on the written order."))
        self.add_row(_("Ordered by"), self.ordered_by, _("Name and office of who gave it."))
        self.add_row(_("Reason"), self.reason)
        self.add_row(_("Until"), until)
        self.number.setFocus()

    def entry(self) -> OrderEntry:
        """What was filled in; it begins now."""
        ends = datetime.combine(self.day.value(), self.hour.value(), self._now.tzinfo)
        return OrderEntry(
            str(self.service.currentData()), self.number.text(), self.ordered_by.text(), self.reason.text(),
            self._now, ends,
        )  # fmt: skip
