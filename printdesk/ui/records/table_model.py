"""The records as a table whose rows come page by page, sorted and filtered by the database."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.records import RecordRow
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind

GROUPS: dict[str, tuple[str, ...]] = {
    "all": (),
    "waiting": (ApplicationState.READY,),
    "printing": (
        ApplicationState.CLAIMED,
        ApplicationState.PRINTING,
        ApplicationState.UNCONFIRMED,
    ),
    "check": (ApplicationState.PRINTED, ApplicationState.PASSED),
    "shelved": (ApplicationState.SHELVED,),
    "collected": (ApplicationState.COLLECTED, ApplicationState.POSTED),
    "held": (ApplicationState.HELD, ApplicationState.CANCELLED, ApplicationState.LAPSED),
}
"""The states that each chip shows; none is all."""

_SORTS = ("number", "name", "state", "arrived", "promised", "departs", "shelf_slot", "serial")
"""What each column sorts by, in the order of the columns."""

_KINDS = {
    ApplicationState.READY: Kind.WAITING,
    ApplicationState.CLAIMED: Kind.HERE,
    ApplicationState.PRINTING: Kind.HERE,
    ApplicationState.UNCONFIRMED: Kind.SLACK,
    ApplicationState.PRINTED: Kind.HERE,
    ApplicationState.PASSED: Kind.HERE,
    ApplicationState.SHELVED: Kind.READY,
    ApplicationState.COLLECTED: Kind.DONE,
    ApplicationState.POSTED: Kind.DONE,
    ApplicationState.HELD: Kind.STOPPED,
    ApplicationState.CANCELLED: Kind.FAILED,
    ApplicationState.LAPSED: Kind.FAILED,
}


def group_title(code: str) -> str:
    """The words on a chip."""
    return {
        "all": _("All"),
        "waiting": _("Wait for printing"),
        "printing": _("In print"),
        "check": _("Quality check"),
        "shelved": _("Ready"),
        "collected": _("Handed over"),
        "held": _("On hold or ended"),
    }[code]


class RecordsModel(RowsModel[RecordRow]):
    """Records read so far; a click on a heading asks the database for another order.

    Signals:
        sort_wanted: what to sort by, "" for the usual order, and whether downwards.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, services: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(_columns(services), key=lambda row: str(row.application_id), parent=parent)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; what is here is only a part of the records."""
        name = _SORTS[column] if 0 <= column < len(_SORTS) else ""
        self.sort_wanted.emit(name, order is Qt.SortOrder.DescendingOrder)


def _columns(services: dict[str, str]) -> list[Column[RecordRow]]:
    def applicant(row: RecordRow) -> Cell:
        return Cell(row.name, services.get(row.service, row.service))

    return [
        Column(lambda: _("Application number"), lambda row: Cell(_fours(row.number)), 176),
        Column(lambda: _("Applicant"), applicant, 190, stretch=1, strong=True),
        Column(lambda: _("State"), _state, 200),
        Column(lambda: _("Arrived"), lambda row: Cell(_moment(row.arrived)), 122),
        Column(lambda: _("Promised"), lambda row: Cell(_day(row.promised)), 86),
        Column(lambda: _("Departs"), _departs, 122),
        Column(
            lambda: _("Shelf"), lambda row: Cell(row.shelf_slot or "—", strong=bool(row.shelf_slot)), 74, whole=True
        ),
        Column(lambda: _("Booklet"), lambda row: Cell(row.serial or "—"), 96),
    ]


def _state(row: RecordRow) -> Cell:
    kind = _KINDS.get(ApplicationState(row.state), Kind.NOTE)
    return Cell(pill=PillSpec(kind, application_state_text(row.state)))


def _departs(row: RecordRow) -> Cell:
    if row.departs is None:
        return Cell("—")
    return Cell(_moment(row.departs) if row.departs_has_time else _day(row.departs))


def _fours(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _day(moment: datetime) -> str:
    return dates.day_short(moment.date(), language())


def _moment(moment: datetime) -> str:
    return dates.moment_short(moment, language())
