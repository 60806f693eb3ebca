"""The charts of the window and of the papers, made of the same figures: backlog, departures, load, ageing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from printdesk.documents.chart_values import BarChart, BarDay, CurveChart, CurveDay, Fill, Part
from printdesk.domain.calendar import WorkCalendar
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, number
from printdesk.planning.forecast_types import Band, Outlook
from printdesk.services.board import Age, Board, make_board
from printdesk.services.departures import Departures, Verdict, make_departures
from printdesk.services.forecasts import ForecastView
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View, Workplace

DAYS = 14
_MOST_AGES = 14
_PAST, _LEAST_AHEAD, _MOST_AHEAD, _BEYOND = 8, 8, 20, 2
"""Mornings of the backlog's curve; so many beyond the one on which the queue is normal again."""


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts that are made of one plan.

    Attributes:
        departures: who departs each day, against who is ready. ages: who waits, by day of arrival. loads: places and
            what is planned into them, a chart for each pool of stations.
    """

    departures: BarChart
    ages: BarChart
    loads: tuple[BarChart, ...]


class ChartService:
    """Makes the charts as of now."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def charts(self, reader: Catalogue) -> Charts:
        """All charts that need no forecast, in a reader's language."""
        with self._workplace.reading() as view:
            plan = make_plan(view)
            return make_charts(view, plan, reader)


def make_charts(view: View, plan: PlanView, reader: Catalogue) -> Charts:
    """The charts of a plan."""
    return Charts(
        departures_chart(make_departures(view, plan), reader),
        ages_chart(make_board(view, plan), reader),
        load_charts(plan, view.office.office_hours, reader),
    )


@dataclass(frozen=True, slots=True)
class Morning:
    """One morning of the backlog's curve, as the window and the papers draw it.

    Attributes:
        waited: what really waited; None ahead. expected: with its band; None for mornings that have passed.
        without: expected without overtime; None where none is considered. said: of the forecast kept the morning
            before; None where none was kept.
    """

    day: date
    waited: int | None = None
    expected: Band | None = None
    without: float | None = None
    said: Band | None = None


def backlog_mornings(found: ForecastView) -> tuple[Morning, ...]:
    """Some past mornings, today's, and those until the queue is normal again."""
    today, said = found.now.date(), _said(found)
    past = [each for each in found.mornings if each.day < today][-_PAST:]
    now = float(found.backlog)
    made = [Morning(each.day, each.waiting, said=said.get(each.day)) for each in past]
    made.append(Morning(today, found.backlog, Band(now, now, now), now if found.without else None, said.get(today)))
    without = {each.day: each.backlog.middle for each in found.without.days} if found.without else {}
    days = found.usual.days
    for before, day in zip(days, _mornings_ahead(found.usual), strict=False):
        made.append(Morning(day, None, before.backlog, without.get(before.day)))
    return tuple(made)


def _mornings_ahead(usual: Outlook) -> list[date]:
    """The mornings after the days of the forecast that are shown: what waits at a day's end waits next morning."""
    late = usual.late or usual.middle
    shown = next((at for at, each in enumerate(usual.days) if late is not None and each.day >= late), _MOST_AHEAD)
    count = max(_LEAST_AHEAD, min(_MOST_AHEAD, shown + _BEYOND))
    return [each.day for each in usual.days[1 : count + 1]]


def _said(found: ForecastView) -> dict[date, Band]:
    """What the last forecast kept before each morning expected of it."""
    said: dict[date, Band] = {}
    for kept in found.kept:
        ends = dict(zip((day for day, _band in kept.bands[1:]), (band for _day, band in kept.bands), strict=False))
        said = {day: band for day, band in said.items() if day <= kept.day} | ends
    return said


def backlog_chart(found: ForecastView, _: Catalogue) -> CurveChart:
    """The backlog each morning: what waited, and what is expected with its band."""
    days = []
    for each in backlog_mornings(found):
        band, was = each.expected, None if each.waited is None else float(each.waited)
        low, middle, high = (band.low, band.middle, band.high) if band else (None, None, None)
        said = _waited(each.day, each.waited, _) if each.waited is not None else _expected(each.day, middle or 0, _)
        days.append(CurveDay(each.day, was, middle, low, high, said))
    names = (_("waited"), _("expected"), _("9 of 10 at most"), _("normal queue"))
    title, today = _("Backlog each morning"), found.now.date()
    return CurveChart(title, found.sentence(_), tuple(days), today, found.normal, names)


def _waited(day: date, count: int, _: Catalogue) -> str:
    return _("{day}: {count} waited").format(day=day_medium(day, _.lang), count=number(count, _.lang))


def _expected(day: date, middle: float, _: Catalogue) -> str:
    text = _("{day}: about {count} will wait")
    return text.format(day=day_medium(day, _.lang), count=number(round(middle), _.lang))


def departures_chart(found: Departures, _: Catalogue) -> BarChart:
    """Who departs on each of the next days, against who has the passport ready, or will."""
    groups = (
        (Verdict.READY,), (Verdict.IN_TIME,), (Verdict.HURRY, Verdict.HELD), (Verdict.AT_RISK,),
    )  # fmt: skip
    parts = (
        Part(_("on the shelf"), Fill.SOLID), Part(_("in time by the plan"), Fill.LIGHT),
        Part(_("to hurry, or on hold"), Fill.DOTS), Part(_("at risk"), Fill.HATCH),
    )  # fmt: skip
    days = []
    for each in found.days:
        verdicts = Counter(row.verdict for row in found.on(each.day))
        counts = tuple(sum(verdicts[one] for one in group) for group in groups)
        days.append(BarDay(each.day, counts, closed=not each.open, spoken=_spoken(each.day, parts, counts, _)))
    risk = sum(day.counts[3] for day in days)
    total = sum(day.total for day in days)
    sentence = _("{count} depart in the next {days} days; {risk} of them are at risk.").format(
        count=number(total, _.lang), days=len(days), risk=number(risk, _.lang)
    )
    return BarChart(_("Departures against ready"), sentence, parts, tuple(days), found.now.date())


def load_charts(plan: PlanView, office: WorkCalendar, _: Catalogue) -> tuple[BarChart, ...]:
    """For each pool of stations: its places day by day, and what the plan puts into them."""
    places: dict[str, Counter[date]] = defaultdict(Counter)
    for bucket in plan.capacity:
        places[bucket.pool][bucket.end.date()] += bucket.booklets
    filled: dict[str, Counter[date]] = defaultdict(Counter)
    for row in plan.rows:
        if row.planned is not None and row.pool:
            filled[row.pool][row.planned.date()] += 1
    return tuple(_load(plan, office, pool, places[pool], filled[pool], _) for pool in sorted(places))


def _load(
    plan: PlanView, office: WorkCalendar, pool: str, places: Counter[date], filled: Counter[date], _: Catalogue
) -> BarChart:
    today = plan.now.date()
    days = []
    for offset in range(DAYS):
        day = today + timedelta(days=offset)
        text = _("{day}: {planned} planned of {places} places").format(
            day=day_medium(day, _.lang), planned=number(filled[day], _.lang), places=number(places[day], _.lang)
        )
        closed = not office.is_open(day) and not places[day]
        days.append(BarDay(day, (filled[day],), places[day], closed, spoken=text))
    free = sum(max(0, day.room or 0) - day.total for day in days)
    full = next((day.day for day in reversed(days) if day.room and day.total >= day.room), None)
    if full is None:
        sentence = _("{count} places are free in these {days} days.").format(
            count=number(free, _.lang), days=len(days)
        )
    else:
        sentence = _("Full until {day}; {count} places are free in these {days} days.").format(
            day=day_medium(full, _.lang), count=number(free, _.lang), days=len(days)
        )
    title = _("Load against capacity: {stations}").format(stations=pool_name(plan, pool, _.lang))
    return BarChart(title, sentence, (Part(_("planned"), Fill.SOLID),), tuple(days), today, _("places"))


def pool_name(plan: PlanView, pool: str, lang: str) -> str:
    """The stations of a pool by name."""
    labels = {station.code: station.label.text(lang) for station in plan.settings.stations}
    return " + ".join(labels.get(code, code) for code in pool.split("+"))


def ages_chart(board: Board, _: Catalogue) -> BarChart:
    """Who waits, by the day of arrival; days before the last fourteen are added to the first bar."""
    parts = (
        Part(_("within the promise"), Fill.LIGHT), Part(_("past promise"), Fill.HATCH),
        Part(_("and travels within 7 days"), Fill.CROSS),
    )  # fmt: skip
    ages, older = shown_ages(board.ages)
    days = []
    for at, age in enumerate(ages):
        counts = (age.waiting - age.overdue, age.overdue - age.travelling, age.travelling)
        label = _("up to") if older and not at else ""
        days.append(BarDay(age.day, counts, label=label, spoken=_spoken(age.day, parts, counts, _)))
    sentence = _("{count} wait; {late} of them past their promise, {soon} of these travel within 7 days.").format(
        count=number(board.waiting, _.lang), late=number(board.past_promise, _.lang),
        soon=number(board.travelling_soon, _.lang),
    )  # fmt: skip
    return BarChart(_("Waiting, by day received"), sentence, parts, tuple(days), board.now.date())


def shown_ages(ages: Sequence[Age]) -> tuple[tuple[Age, ...], bool]:
    """The last fourteen days of arrival, and whether older ones are added to the first of them."""
    older, shown = ages[:-_MOST_AGES], list(ages[-_MOST_AGES:])
    if older:
        first = [*older, shown[0]]
        sums = (sum(age.waiting for age in first), sum(age.overdue for age in first))
        shown[0] = Age(shown[0].day, *sums, sum(age.travelling for age in first))
    return tuple(shown), bool(older)


def _spoken(day: date, parts: Sequence[Part], counts: Sequence[int], _: Catalogue) -> str:
    said = ", ".join(
        f"{number(count, _.lang)} {part.name}" for part, count in zip(parts, counts, strict=True) if count
    )
    return f"{day_medium(day, _.lang)}: {said or 0}"
