"""The charts of the window and of the papers, made of the same figures: backlog, departures, load, ageing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from printdesk.documents.chart_values import BarChart, BarDay, CurveChart, CurveDay, Fill, Part
from printdesk.domain.calendar import WorkCalendar
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, number
from printdesk.services.board import Age, Board, make_board
from printdesk.services.departures import Departures, Verdict, make_departures
from printdesk.services.forecasts import ForecastView
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View, Workplace

DAYS = 14
_MOST_AGES = 14
_PAST, _AHEAD = 8, 20


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


def backlog_chart(found: ForecastView, _: Catalogue) -> CurveChart:
    """The backlog each morning: what waited, and what is expected with its band."""
    today = found.now.date()
    days = [
        CurveDay(each.day, was=each.waiting, spoken=_waited(each.day, each.waiting, _))
        for each in found.mornings
        if each.day < today
    ][-_PAST:]
    now = float(found.backlog)
    days.append(CurveDay(today, now, now, now, now, _waited(today, found.backlog, _)))
    late = found.usual.late or found.usual.middle
    for before, each in zip(found.usual.days, found.usual.days[1 : _AHEAD + 1], strict=False):
        band = before.backlog
        days.append(CurveDay(each.day, None, band.middle, band.low, band.high, _expected(each.day, band.middle, _)))
        if late is not None and each.day > late and len(days) > _PAST:
            break
    names = (_("waited"), _("expected"), _("9 of 10 at most"), _("normal queue"))
    return CurveChart(_("Backlog each morning"), found.sentence(_), tuple(days), today, found.normal, names)


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
    ages = _shown_ages(board.ages)
    days = []
    for at, age in enumerate(ages):
        counts = (age.waiting - age.overdue, age.overdue - age.travelling, age.travelling)
        label = _("up to") if not at and len(board.ages) > len(ages) else ""
        days.append(BarDay(age.day, counts, label=label, spoken=_spoken(age.day, parts, counts, _)))
    sentence = _("{count} wait; {late} of them past their promise, {soon} of these travel within 7 days.").format(
        count=number(board.waiting, _.lang), late=number(board.past_promise, _.lang),
        soon=number(board.travelling_soon, _.lang),
    )  # fmt: skip
    return BarChart(_("Waiting, by day received"), sentence, parts, tuple(days), board.now.date())


def _shown_ages(ages: Sequence[Age]) -> list[Age]:
    older, shown = ages[:-_MOST_AGES], list(ages[-_MOST_AGES:])
    if older:
        first = [*older, shown[0]]
        sums = (sum(age.waiting for age in first), sum(age.overdue for age in first))
        shown[0] = Age(shown[0].day, *sums, sum(age.travelling for age in first))
    return shown


def _spoken(day: date, parts: Sequence[Part], counts: Sequence[int], _: Catalogue) -> str:
    said = ", ".join(
        f"{number(count, _.lang)} {part.name}" for part, count in zip(parts, counts, strict=True) if count
    )
    return f"{day_medium(day, _.lang)}: {said or 0}"
