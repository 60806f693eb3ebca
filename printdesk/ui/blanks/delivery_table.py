"""The tables of planned deliveries, and of how long each kind lasts."""

from dataclasses import dataclass
from datetime import date

from printdesk.i18n import _, dates, language
from printdesk.services.deliveries import DeliveryView
from printdesk.services.stock_days import LOW, SHORT, StockDays
from printdesk.ui.blanks.words import count_text
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A planned delivery with the name of its kind."""

    row: DeliveryView
    service: str


@dataclass(frozen=True, slots=True)
class LastsLine:
    """How long a kind lasts, with its name."""

    stock: StockDays
    service: str


def deliveries_model() -> RowsModel[DeliveryLine]:
    """The table of planned deliveries, empty."""
    columns: list[Column[DeliveryLine]] = [
        Column(lambda: _("Expected"), _day, 224, strong=True),
        Column(lambda: _("Kind"), lambda line: Cell(line.service, line.row.note, tooltip=line.row.note), 110, 1),
        Column(lambda: _("Blanks"), _count, 80, align="right"),
        Column(lambda: _("State"), _state, 116),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.id))


def lasts_model() -> RowsModel[LastsLine]:
    """The table of how long each kind lasts, empty."""
    columns: list[Column[LastsLine]] = [
        Column(lambda: _("Kind"), _kind, 140, 1, strong=True),
        Column(lambda: _("Blanks"), lambda line: Cell(count_text(line.stock.stock)), 70, align="right"),
        Column(lambda: _("At this pace"), _usual, 106),
        Column(lambda: _("At recovery pace"), _hard, 144),
    ]
    return RowsModel(columns, key=lambda line: line.stock.service)


def _day(line: DeliveryLine) -> Cell:
    row = line.row
    day = f"{dates.day_medium(row.day, language())} {row.day.year}"
    if row.usable is None:
        return Cell(day, _("by {name}").format(name=row.made_by))
    return Cell(day, _("counted on from {when}").format(when=dates.moment_short(row.usable, language())))


def _count(line: DeliveryLine) -> Cell:
    came = line.row.came
    second = _("{count} came").format(count=count_text(came)) if came is not None else ""
    return Cell(count_text(line.row.count), second)


def _state(line: DeliveryLine) -> Cell:
    if line.row.overdue:
        return Cell(second=_("not counted on"), pill=PillSpec(Kind.SLACK, _("overdue")))
    known = {
        "expected": PillSpec(Kind.WAITING, _("to come")),
        "received": PillSpec(Kind.DONE, _("has come")),
        "cancelled": PillSpec(Kind.LATE, _("called off")),
    }
    return Cell(pill=known[line.row.state])


def _kind(line: LastsLine) -> Cell:
    return Cell(line.service, _level_words(line.stock.level))


def _level_words(level: str) -> str:
    return {SHORT: _("runs short"), LOW: _("runs low")}.get(level, "")


def _usual(line: LastsLine) -> Cell:
    one = line.stock
    if one.pace is None:
        return Cell("—", _("none used lately"))
    pace = count_text(round(one.pace))
    return Cell(_until(one.until, one.stock), _("{count} a day").format(count=pace))


def _hard(line: LastsLine) -> Cell:
    one = line.stock
    if one.recovery_until is None:
        return Cell("—")
    return Cell(_until(one.recovery_until, one.stock), _("all stations full"))


def _until(day: date | None, stock: int) -> str:
    if not stock:
        return _("none left")
    return dates.day_medium(day, language()) if day is not None else _("over a year")
