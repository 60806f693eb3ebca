"""The running list of a scan session: what goes, what stays, what was handed over."""

from dataclasses import dataclass, replace

from printdesk.i18n import _
from printdesk.services.counter_scan import CounterItem
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.pickup.words import fours
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class HandingLine:
    """One booklet in a session.

    Attributes:
        scanned: it is in the officer's hand. stays: it was scanned, but the collector does not take it.
        slip: the slip that was scanned for it, or "". register: its number once it was handed over.
        settled: an earlier collector of this session left it here.
    """

    item: CounterItem
    scanned: bool = False
    stays: bool = False
    slip: str = ""
    register: str = ""
    settled: bool = False

    @property
    def goes(self) -> bool:
        """Whether it is handed over next."""
        return self.scanned and not self.stays and not self.register

    @property
    def waits(self) -> bool:
        """Whether its booklet is still to be fetched, or to be put back."""
        return not self.register and not self.goes

    def toggled(self) -> "HandingLine":
        """Goes instead of stays, or the other way round; only for what was scanned."""
        return replace(self, stays=not self.stays) if self.scanned and not self.register else self


def handing_model() -> RowsModel[HandingLine]:
    """State, whose booklet, serial, slot."""
    columns: list[Column[HandingLine]] = [
        Column(lambda: _("State"), _state, 186),
        Column(lambda: _("Applicant"), _applicant, 170, stretch=3, strong=True),
        Column(lambda: _("Serial"), lambda line: Cell(line.item.serial), 96),
        Column(lambda: _("Slot"), lambda line: Cell("–" if line.register else line.item.slot or "–"), 76, whole=True),
    ]
    return RowsModel(columns, key=lambda line: str(line.item.application_id))


def _applicant(line: HandingLine) -> Cell:
    tip = "\n".join(part for part in (line.item.name, fours(line.item.number), line.item.group) if part)
    return Cell(line.item.name, line.register or f"…{line.item.number[-6:]}", tooltip=tip)


def _state(line: HandingLine) -> Cell:
    if line.register:
        return Cell(pill=PillSpec(Kind.DONE, _("handed over")))
    if line.goes:
        return Cell(pill=PillSpec(Kind.HERE, _("goes")))
    if line.scanned or line.settled:
        return Cell(pill=PillSpec(Kind.NOTE, _("stays")))
    return Cell(pill=PillSpec(Kind.WAITING, _("scan the booklet")))
