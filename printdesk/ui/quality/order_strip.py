"""Which orders let one person print and check now, and until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from printdesk.i18n import _, language
from printdesk.i18n.dates import clock_time, moment_medium
from printdesk.services.quality_orders import OrderView
from printdesk.ui.kit import GhostButton, LineStrip, sign_line
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.theme import Kind


class OrderStrip(LineStrip):
    """A line for each order in force; hidden while there is none.

    Signals:
        end_asked: id of the order that shall end now.
    """

    end_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: QualityFacts | None = None

    def show_facts(self, facts: QualityFacts) -> None:
        """Show what holds now."""
        self._facts = facts
        self.retranslate()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.show_lines([self._line(order) for order in (self._facts.orders if self._facts else ())])

    def _line(self, order: OrderView) -> QWidget:
        end = GhostButton(_("End it…"), act="end_one_person")
        end.setAccessibleName(_("End order no. {number}").format(number=order.number))
        end.clicked.connect(lambda: self.end_asked.emit(order.id))
        return sign_line(Kind.FLAKY, self._sentence(order), hint=f"{order.ordered_by}: {order.reason}", act=end)

    def _sentence(self, order: OrderView) -> str:
        facts, lang = self._facts, language()
        if facts is None:
            return ""
        same = order.ends.date() == facts.now.date()
        until = clock_time(order.ends, lang) if same else moment_medium(order.ends, lang)
        return _("{service}: one person may check until {until} by order no. {number}.").format(
            service=facts.settings.service_labels(lang).get(order.service, order.service), until=until,
            number=order.number,
        )  # fmt: skip
