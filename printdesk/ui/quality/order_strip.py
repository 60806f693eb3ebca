"""Which orders let one person print and check now, and until when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from printdesk.i18n import _, language
from printdesk.i18n.dates import clock_time, moment_medium
from printdesk.services.quality_orders import OrderView
from printdesk.ui.kit import Card, GhostButton, SignMark, label
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.theme import Kind, Space


class OrderStrip(Card):
    """A line for each order in force; hidden while there is none.

    Signals:
        end_asked: id of the order that shall end now.
    """

    end_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="amber", parent=parent)
        self._facts: QualityFacts | None = None
        self._lines: list[QWidget] = []
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(0)
        self.setVisible(False)

    def show_facts(self, facts: QualityFacts) -> None:
        """Show what holds now."""
        self._facts = facts
        self.retranslate()

    def said(self) -> list[str]:
        """The sentences shown."""
        return [words.text() for line in self._lines for words in line.findChildren(QLabel)]

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        orders = self._facts.orders if self._facts else ()
        self._lines = [self._line(order) for order in orders]
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(orders))

    def _line(self, order: OrderView) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(SignMark(Kind.FLAKY, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        words = label(self._sentence(order), "strong", wrap=True)
        words.setToolTip(f"{order.ordered_by}: {order.reason}")
        row.addWidget(words, 1)
        end = GhostButton(_("End it…"), act="end_one_person")
        end.setAccessibleName(_("End order no. {number}").format(number=order.number))
        end.clicked.connect(lambda: self.end_asked.emit(order.id))
        row.addWidget(end)
        return line

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
