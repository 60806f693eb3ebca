"""The print room at the first moment: who waits, in the order last planned; and what stands in the other rooms."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.field_words import proof_words
from printdesk.services.first_look import FirstLook, WaitingRow
from printdesk.ui.kit.rows import Cell, Column, RowsModel
from printdesk.ui.kit.surfaces import Card
from printdesk.ui.kit.table import DeskTable
from printdesk.ui.kit.text import label
from printdesk.ui.list_words import days_until, short_number, veiled
from printdesk.ui.theme import Size, Space, Tone

_EDGE = 18
_LEFT = 332
_LINE = 32
"""Height of the line of filters that comes above the list."""


class OpeningPage(QWidget):
    """A room that is being loaded; the print room shows its list at once.

    Attributes:
        table: the list, None where there is none.
    """

    def __init__(self, look: FirstLook | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._wait = label("", "secondary", wrap=True)
        self._left = Card()
        self._left.body.addWidget(self._wait)
        self._left.body.addStretch(1)
        self.table: DeskTable | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(self._left)
        self._right = Card(flush=True)
        if look is not None:
            self._left.setFixedWidth(round(_LEFT * max(1.0, self.font().pixelSize() / Size.BODY)))
            row.addWidget(self._right, 1)
            self._show_list(look)
        self.retranslate()

    def _show_list(self, look: FirstLook) -> None:
        self.table = DeskTable(_model(look))
        above = QVBoxLayout()
        above.addSpacing(_LINE)
        self._right.body.setSpacing(0)
        self._right.body.addLayout(above)
        self._right.body.addWidget(self.table, 1)
        self.table.rows_model().set_rows(list(look.rows))

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._wait.setText(_("One moment: the room is being made ready. What you scan or type now is kept."))
        if self._look is not None and self.table is not None:
            self._right.set_title(_("Print order"), _summary(self._look))
            self.table.setAccessibleName(_("Print order"))
            self.table.retranslate()

    def refresh(self) -> None:
        """It shows one moment only."""

    def handle_scan(self, _text: str) -> bool:
        """Whoever holds the scans keeps them."""
        return False


def _summary(look: FirstLook) -> str:
    """How many wait now, and of when their order is."""
    if look.planned_at is None:
        return _("Reading the plan…")
    text = plural("{count} waits for printing", "{count} wait for printing", look.waiting)
    said = text.format(count=dates.number(look.waiting, language()))
    order = _("order of {moment}, is being made anew")
    return f"{said} · {order.format(moment=dates.moment_short(look.planned_at, language()))}"


def _model(look: FirstLook) -> RowsModel[WaitingRow]:
    """The columns of the print order; how urgent each is is known only with the plan."""
    columns: list[Column[WaitingRow]] = [
        Column(lambda: _("#"), lambda row: Cell(str(row.position)), 52, align="right"),
        Column(lambda: _("Urgency"), lambda _row: Cell(), 176),
        Column(lambda: _("Applicant"), _applicant, 190, stretch=4, strong=True),
        Column(lambda: _("Departs"), lambda row: _departs(row, look), 128, stretch=1),
        Column(lambda: _("Print by"), lambda row: _need_by(row, look), 110),
        Column(lambda: _("Planned"), lambda row: _planned(row, look), 94),
    ]
    return RowsModel(columns, key=lambda row: str(row.application_id))


def _applicant(row: WaitingRow) -> Cell:
    return Cell(veiled(row.name), f"{short_number(row.number)} · {row.service.get(language(), '')}")


def _departs(row: WaitingRow, look: FirstLook) -> Cell:
    if row.departs_at is None:
        return Cell("—")
    proof = proof_words(active()).get(row.proof, row.proof) or _("no proof")
    second = f"{days_until(row.departs_at.date(), look.now.date())} · {proof}"
    return Cell(dates.day_short(row.departs_at.date(), language()), second)


def _need_by(row: WaitingRow, look: FirstLook) -> Cell:
    past = row.need_by.date() < look.now.date()
    second = _("past") if past else dates.clock_time(row.need_by, language())
    return Cell(dates.day_short(row.need_by.date(), language()), second, tone=Tone.RED if past else None)


def _planned(row: WaitingRow, look: FirstLook) -> Cell:
    if row.planned is None:
        return Cell(_("no place yet"), tone=Tone.NEUTRAL)
    day, tone = row.planned.date(), Tone.RED if row.trip_at_risk else None
    named = {0: _("today"), 1: _("tomorrow")}
    first = named.get((day - look.now.date()).days, dates.day_short(day, language()))
    return Cell(first, dates.clock_time(row.planned, language()), tone=tone)
