"""The table of a plan's evenings, with the days between them on which nobody need come."""

from dataclasses import dataclass
from datetime import date

from printdesk.i18n import _, catalogue, dates, language
from printdesk.services import overtime_words
from printdesk.services.overtime_views import PlannedEvening, PlanOption
from printdesk.ui.backlog.words import count_text, hours_text
from printdesk.ui.kit import Cell, Column, RowsModel
from printdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class EveningLine:
    """A day of the plan; `evening` is None on a day that is not needed."""

    day: date
    evening: PlannedEvening | None


def evening_lines(option: PlanOption) -> list[EveningLine]:
    """The days of a plan in order."""
    worked = [EveningLine(each.day, each) for each in option.evenings]
    idle = [EveningLine(day, None) for day in option.idle]
    return sorted([*worked, *idle], key=lambda line: line.day)


def evenings_model() -> RowsModel[EveningLine]:
    """The table of planned evenings, empty."""
    columns: list[Column[EveningLine]] = [
        Column(lambda: _("Evening"), _when, 104, strong=True),
        Column(lambda: _("Crew"), _crew, 176, 1),
        Column(lambda: _("Booklets"), _booklets, 96, align="right"),
        Column(lambda: _("Why"), _why, 176, 1),
    ]
    return RowsModel(columns, key=lambda line: line.day.isoformat())


def _when(line: EveningLine) -> Cell:
    day = dates.day_short(line.day, language())
    if line.evening is None:
        return Cell(day, "—", tone=Tone.NEUTRAL)
    return Cell(day, hours_text(line.evening.start.time(), line.evening.end.time()))


def _crew(line: EveningLine) -> Cell:
    if line.evening is None:
        return Cell("—", "")
    reader = catalogue(language())
    names = overtime_words.crew_text(line.evening.people, reader)
    where = overtime_words.stations_text(line.evening, reader)
    return Cell(where, names, tooltip=f"{where}\n{names}")


def _booklets(line: EveningLine) -> Cell:
    if line.evening is None:
        return Cell("—", "")
    return Cell(count_text(line.evening.booklets), dates.rupiah(line.evening.cost))


def _why(line: EveningLine) -> Cell:
    if line.evening is None:
        return Cell(_("not needed"), "")
    text = overtime_words.evening_why(line.evening, catalogue(language()))
    first, sign, second = text.partition("; ")
    if not sign:
        first, _sign, second = text.rpartition(", ")
    return Cell(first or text, second if first else "", tooltip=text)
