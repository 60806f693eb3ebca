"""The room's two tables: what operators hold today, and the deliveries."""

from dataclasses import dataclass

from printdesk.i18n import _, dates, language
from printdesk.services.blanks import Batch, Holding
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import count_text, range_text
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """What one operator holds of one kind, with the kind's name."""

    holding: Holding
    service: str


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A delivery with the names of its kind and of the two who counted it."""

    batch: Batch
    service: str
    received_by: str
    counted_by: str


def holding_lines(facts: BlanksFacts) -> list[HoldingLine]:
    """Every holding, worded in the language of the moment."""
    return [HoldingLine(one, facts.label(one.service)) for one in facts.holdings]


def batch_lines(facts: BlanksFacts) -> list[BatchLine]:
    """Every delivery, worded in the language of the moment."""
    return [
        BatchLine(one, facts.label(one.service), facts.name(one.received_by), facts.name(one.counted_by))
        for one in facts.batches
    ]


def holding_key(holding: Holding) -> str:
    """What tells one holding from another."""
    return f"{holding.service}/{holding.holder}"


def holdings_model() -> RowsModel[HoldingLine]:
    """The table of the operators' blanks, empty."""
    columns: list[Column[HoldingLine]] = [
        Column(lambda: _("Operator"), lambda line: Cell(line.holding.holder_name, line.service), 150, 1, strong=True),
        Column(lambda: _("Received"), lambda line: Cell(count_text(line.holding.received)), 74, align="right"),
        Column(lambda: _("= Printed"), lambda line: Cell(count_text(line.holding.printed)), 76, align="right"),
        Column(lambda: _("+ Spoiled"), _spoiled, 80, align="right"),
        Column(lambda: _("+ In hand"), _in_hand, 80, align="right", strong=True),
        Column(lambda: _("Next"), lambda line: Cell(line.holding.first or "—"), 94),
    ]
    return RowsModel(columns, key=lambda line: holding_key(line.holding))


def _spoiled(line: HoldingLine) -> Cell:
    count = line.holding.spoiled
    return Cell(count_text(count), tone=Tone.RED if count else None)


def _in_hand(line: HoldingLine) -> Cell:
    return Cell(count_text(line.holding.in_hand))


def batches_model() -> RowsModel[BatchLine]:
    """The table of deliveries, empty."""
    columns: list[Column[BatchLine]] = [
        Column(lambda: _("Delivery"), _delivery, 162, strong=True),
        Column(lambda: _("Range and who counted"), _range, 180, 1),
        Column(lambda: _("Booklets"), lambda line: Cell(count_text(line.batch.count)), 76, align="right"),
        Column(lambda: _("Left in safe"), lambda line: Cell(count_text(line.batch.in_safe)), 100, align="right"),
    ]
    return RowsModel(columns, key=lambda line: str(line.batch.id))


def _delivery(line: BatchLine) -> Cell:
    return Cell(dates.moment_short(line.batch.received_at, language()), line.service)


def _range(line: BatchLine) -> Cell:
    tip = _("received by {one}, counted by {other}").format(one=line.received_by, other=line.counted_by)
    serials = range_text(line.batch.first, line.batch.last)
    return Cell(serials, f"{line.received_by}, {line.counted_by}", tooltip=f"{serials}\n{tip}")
