"""The cost sheet of overtime: hours, rates and meals of each person and day, the sum in digits and words."""

from printdesk.documents.blank_minutes_layout import ROOM, Flow, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.money_words import rupiah_words
from printdesk.documents.overtime_values import CostLine, CostPaper
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.domain.pay import DayPay, Rate
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_long, day_short, number, rupiah

__all__ = ["cost_sheet"]


def cost_sheet(paper: CostPaper, language: str = "id", watermark: str | None = None) -> Document:
    """The cost sheet as PDF in the reader's language."""
    _ = catalogue(language)
    total = sum(line.cost.total for line in paper.lines)

    def write(flow: Flow) -> None:
        flow.facts(_facts(paper, _))
        flow.table(_columns(_), [*_rows(flow, paper, _), _total_row(paper, _)])
        flow.paragraph(_("In words: {words}").format(words=rupiah_words(total, _.lang)), 10, Face.BOLD)
        _write_rates(flow, paper, _)
        flow.signatures(paper.signers)

    return make_paper(paper.head, _, watermark, len(paper.lines), write)


def _facts(paper: CostPaper, _: Catalogue) -> tuple[tuple[str, str], ...]:
    made = (
        _("From the hours on the attendance list")
        if paper.actual
        else _("Estimate by the hours ordered; nobody's hours are entered yet")
    )
    facts = [
        (_("Overtime order (SPKL) no."), paper.order_number), (_("Day, date"), day_long(paper.day, _.lang)),
        (_("Reckoned"), made),
    ]  # fmt: skip
    if paper.budget_line:
        facts.append((_("Budget line"), paper.budget_line))
    return tuple(facts)


def _columns(_: Catalogue) -> tuple[Column, ...]:
    widths = (22.0, 52.0, 60.0, 34.0, 56.0, 70.0, 62.0)
    return (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Name, NIP, grade"), ROOM - sum(widths), size=9),
        Column(_("Day"), widths[1], size=8.5),
        Column(_("Kind"), widths[2], size=8),
        Column(_("Full hours"), widths[3], Align.RIGHT, size=9),
        Column(_("Wage"), widths[4], Align.RIGHT, size=9),
        Column(_("Meals"), widths[5], Align.RIGHT, size=9),
        Column(_("Sum"), widths[6], Align.RIGHT, size=9),
    )


def _rows(flow: Flow, paper: CostPaper, _: Catalogue) -> list[tuple[Cell, ...]]:
    return [row for place, line in enumerate(paper.lines, 1) for row in _person_rows(flow, place, line, _)]


def _person_rows(flow: Flow, place: int, line: CostLine, _: Catalogue) -> list[tuple[Cell, ...]]:
    name = _name(flow, line, _)
    if not line.cost.by_day:
        return [(str(place), name, "–", "", "0", rupiah(0), "–", rupiah(0))]
    rows = []
    for at, day in enumerate(line.cost.by_day):
        head: tuple[Cell, Cell] = (str(place), name) if not at else ("", "")
        rows.append((*head, *_day_cells(day, _)))
    return rows


def _name(flow: Flow, line: CostLine, _: Catalogue) -> tuple[Line, ...]:
    grade = _("grade {grade}").format(grade=line.grade) if line.grade else _("no grade")
    below = " · ".join(part for part in (f"NIP {line.nip}" if line.nip else "", grade) if part)
    return (Line(flow.said(line.name), Face.BOLD, 9, lines=3), Line(below, size=7.2, grey=0.26, lines=2))


def _day_cells(day: DayPay, _: Catalogue) -> tuple[Cell, ...]:
    kind = _("day off") if day.day_off else _("working day")
    if day.rate is None:
        return day_short(day.day, _.lang), kind, _hours(day, _), _("no rate"), "–", "–"
    meals = f"{day.meals} × {rupiah(day.rate.meal)}" if day.meals else "–"
    return (
        day_short(day.day, _.lang), kind, _hours(day, _), rupiah(day.wage), meals,
        (Line(rupiah(day.total), Face.BOLD, 9),),
    )  # fmt: skip


def _hours(day: DayPay, _: Catalogue) -> str:
    whole, part = divmod(day.minutes, 60)
    if not part:
        return number(whole, _.lang)
    text = f"{day.hours:.2f}".rstrip("0")
    return text if _.lang == "en" else text.replace(".", ",")


def _total_row(paper: CostPaper, _: Catalogue) -> tuple[Cell, ...]:
    costs = [line.cost for line in paper.lines]
    meals = sum(cost.meal_money for cost in costs)
    return (
        "", (Line(_("In all"), Face.BOLD, 9.5),), "", "",
        (Line(number(sum(cost.hours for cost in costs), _.lang), Face.BOLD, 9),),
        (Line(rupiah(sum(cost.wage for cost in costs)), Face.BOLD, 9),), (Line(rupiah(meals), Face.BOLD, 9),),
        (Line(rupiah(sum(cost.total for cost in costs)), Face.BOLD, 9.5),),
    )  # fmt: skip


def _write_rates(flow: Flow, paper: CostPaper, _: Catalogue) -> None:
    """Which row of the rates was used for which grade, and the rules, in words."""
    rules = _("Full hours of each session are paid; days off pay double. A meal is due from two hours in a row.")
    flow.paragraph(rules, 9, gap=3)
    rated = ((line, day) for line in paper.lines for day in line.cost.by_day)
    for text in dict.fromkeys(_rate_words(line, day.rate, _) for line, day in rated if day.rate is not None):
        flow.paragraph(text, 9, gap=2)
    for line in paper.lines:
        if not line.cost.rated:
            template = _("{name} has no rate (grade missing or unknown); this person's pay is not in the sum.")
            flow.paragraph(template.format(name=line.name), 9, Face.BOLD, gap=2)


def _rate_words(line: CostLine, rate: Rate, _: Catalogue) -> str:
    return _("Grade {grade}: {rate} an hour, {meal} a meal (rates since {day}).").format(
        grade=line.grade, rate=rupiah(rate.per_hour), meal=rupiah(rate.meal), day=day_long(rate.since, _.lang)
    )
