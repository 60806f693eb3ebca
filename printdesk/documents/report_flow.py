"""The page of reports: that of official minutes, with charts."""

from collections.abc import Callable

from printdesk.documents.blank_minutes_layout import LEFT, ROOM, Flow, PaperHead
from printdesk.documents.chart import draw_chart
from printdesk.documents.chart_values import Chart
from printdesk.documents.document import Document
from printdesk.i18n import Catalogue

CHART = 150.0


class ReportFlow(Flow):
    """Writes a report from top to bottom."""

    def __init__(self, head: PaperHead, _: Catalogue, watermark: str | None, pages: int) -> None:
        super().__init__(head, _, watermark, pages)
        self._lang = _.lang

    def chart(self, chart: Chart, height: float = CHART) -> None:
        """A chart over the whole breadth, never torn."""
        self._need(height + 6)
        draw_chart(self.sheet, chart, (LEFT, self.y, ROOM, height), self._lang, self.said)
        self.y += height + 10


def make_report(
    head: PaperHead, reader: Catalogue, watermark: str | None, items: int, write: Callable[[ReportFlow], None]
) -> Document:
    """Write a report twice: the first time tells how many pages it has."""
    pages = 0
    for _turn in range(2):
        flow = ReportFlow(head, reader, watermark, pages)
        write(flow)
        content, pages = flow.finish()
    return Document(content, pages, items, flow.warnings.all())
