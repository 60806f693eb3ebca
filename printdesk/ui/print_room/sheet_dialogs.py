"""A batch sheet made: how many, what it would list, and the finished paper."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.plans import PlanRow
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Cell, Column, DeskTable, FormDialog, NumberField, RowsModel, label
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.print_room.words import short_number
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space

_USUAL = 20
_MOST = 100
Foreseen = tuple[PlanRow, str]


def _preview_model() -> RowsModel[Foreseen]:
    columns: list[Column[Foreseen]] = [
        Column(lambda: _("#"), lambda line: Cell(str(line[0].position)), 56, align="right"),
        Column(lambda: _("Applicant"), lambda line: Cell(line[0].name, short_number(line[0].number)), 220, stretch=1,
               strong=True),
        Column(lambda: _("Departs"), lambda line: Cell(_departs(line[0])), 100),
        Column(lambda: _("Blank"), lambda line: Cell(line[1] or _("to be written")), 120),
    ]  # fmt: skip
    return RowsModel(columns, key=lambda line: str(line[0].application_id))


def _departs(row: PlanRow) -> str:
    return dates.day_short(row.departs_at.date(), language()) if row.departs_at else "–"


class MakeSheetDialog(FormDialog):
    """Asks how many rows; shows what they would be before anything is handed out.

    Attributes:
        count: how many rows. table: what the sheet would list.
    """

    def __init__(self, context: RoomContext, station: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Batch sheet for {station}").format(station=station),
            _("Make the sheet"),
            _("These are handed out to you and stay the sheet's until it is entered or closed."),
            parent,
        )
        self._context = context
        self._station = station
        self._reading = LatestReading(context, self)
        self.count = NumberField(1, _MOST, _USUAL)
        self.table = DeskTable(_preview_model())
        self.table.setAccessibleName(_("What the sheet would list"))
        self._told = label("", "secondary", wrap=True)
        self.add_row(_("&Rows"), self.count)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._told)
        self.set_act_enabled(False)
        self.resize(680, 560)
        self.count.valueChanged.connect(lambda _value: self._ask())
        self.count.selectAll()
        self._ask()

    def _ask(self) -> None:
        service, actor, count = self._context.services.sheets, self._context.actor(), self.count.value()
        self._reading.ask(lambda: service.preview(actor, self._station, count), self._show, self._refuse)

    def _show(self, lines: tuple[Foreseen, ...]) -> None:
        self.show_error("")
        self.table.rows_model().set_rows(list(lines))
        found = plural("{count} booklet on the sheet.", "{count} booklets on the sheet.", len(lines))
        text = found.format(count=len(lines))
        missing = sum(not serial for _row, serial in lines)
        if missing:
            more = plural(
                "For {count} you hold no blank; its serial is written by hand.",
                "For {count} you hold no blank; their serials are written by hand.",
                missing,
            )
            text = f"{text} {more.format(count=missing)}"
        self._told.setText(text if lines else _("Nothing waits that can be printed here now."))
        self.set_act_enabled(bool(lines))

    def _refuse(self, error: DeskError) -> None:
        self.table.rows_model().set_rows([])
        self.show_error(error)
        self.set_act_enabled(False)


class PaperDialog(QDialog):
    """A finished paper in a window of its own: saved, printed, closed with Esc.

    Attributes:
        panel: the paper.
    """

    def __init__(self, context: RoomContext, title: str, name: str, paper: Document, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.panel = PaperPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self.panel)
        self.resize(960, 640)
        self.panel.left.connect(self.accept)
        self.panel.show_paper(title, name, paper.content, tuple(str(each) for each in paper.warnings))
