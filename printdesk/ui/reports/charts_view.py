"""The days in charts: arrivals and the days ahead, who departs against who is ready, load by pool of stations."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.chart_values import BarChart
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.charts import Charts
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, label
from printdesk.ui.kit.chart import ChartView
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space

VIEWS = ("days", "departures", "load", "ages")
_LOW = 176


class ChartCard(QWidget):
    """One chart with its title and what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ChartView()
        self._title = label("", "section", wrap=True)
        self._sentence = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self.view, 1)

    def show_chart(self, chart: BarChart) -> None:
        """Show a chart."""
        self._title.setText(chart.title)
        self._sentence.setText(chart.sentence)
        self.view.set_chart(chart)


class ChartsView(QWidget):
    """Several charts, chosen by chips, around a room's own first view.

    Args:
        first: the room's own chart of days, shown first.

    Attributes:
        chips: choose the view. departures, ages: the charts. loads: one for each pool of stations.
    """

    def __init__(self, context: RoomContext, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = LatestReading(context, self)
        self._context = context
        self.chips = ChipRow()
        self.departures, self.ages = ChartCard(), ChartCard()
        self.loads: list[ChartCard] = []
        self._pools = QVBoxLayout()
        self._stack = QStackedWidget()
        for view in (first, _edged(self.departures), self._scrolled(), _edged(self.ages)):
            self._stack.addWidget(view)
        chips = QVBoxLayout()
        chips.setContentsMargins(Space.L, 0, Space.L, Space.S)
        chips.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self._stack, 1)
        self.chips.chosen.connect(self.show_view)
        context.background.busy_changed.connect(lambda busy: None if busy else self._reading.rest())
        self._name()

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._pools.setContentsMargins(Space.L, 0, Space.L, Space.M)
        self._pools.setSpacing(Space.M)
        inner.setLayout(self._pools)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setAccessibleName(_("Load"))
        return scroll

    def show_view(self, code: str) -> None:
        """Show one of the views."""
        self.chips.choose(code)
        self._stack.setCurrentIndex(VIEWS.index(code))

    def refresh(self) -> None:
        """Read the charts anew in the background."""
        charts, reader = self._context.services.charts, active()
        self._reading.ask(lambda: charts.charts(reader), self.show_charts)

    def show_charts(self, charts: Charts) -> None:
        """Show the charts of the moment."""
        self.departures.show_chart(charts.departures)
        self.ages.show_chart(charts.ages)
        while len(self.loads) < len(charts.loads):
            card = ChartCard()
            card.setMinimumHeight(_LOW)
            self.loads.append(card)
            self._pools.addWidget(card)
        while len(self.loads) > len(charts.loads):
            gone = self.loads.pop()
            self._pools.removeWidget(gone)
            gone.deleteLater()
        for card, chart in zip(self.loads, charts.loads, strict=True):
            card.show_chart(chart)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._name()
        self.refresh()

    def _name(self) -> None:
        self.chips.setAccessibleName(_("Which charts are shown"))
        names = {
            "days": _("Days"), "departures": _("Departures"), "load": _("Load"), "ages": _("Waiting since"),
        }  # fmt: skip
        for code, name in names.items():
            self.chips.set_chip(code, name)


def _edged(card: ChartCard) -> QWidget:
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(Space.L, 0, Space.L, Space.M)
    column.addWidget(card)
    return outer
