"""The forecast as the mornings of a chart, and its figures in words."""

from datetime import date

from printdesk.i18n import _, dates, language, plural
from printdesk.planning.forecast_types import Band, Outlook
from printdesk.services.forecasts import ForecastView
from printdesk.ui.backlog.forecast_chart import CurveDay
from printdesk.ui.backlog.words import count_text

_PAST = 8
_LEAST_AHEAD = 8
_MOST_AHEAD = 20
_BEYOND = 2


def curve_days(found: ForecastView) -> list[CurveDay]:
    """The mornings of the chart: some past ones, today's, and those until the queue is normal again."""
    today = found.now.date()
    past = [each for each in found.mornings if each.day < today][-_PAST:]
    said = _said(found)
    made = [_past(each.day, each.waiting, said.get(each.day)) for each in past]
    made.append(_today(found, said.get(today)))
    ahead = _mornings_ahead(found)
    without = dict(_ends(found.without)) if found.without else {}
    for at, day in enumerate(ahead):
        made.append(_ahead(found, at, day, without.get(found.usual.days[at].day)))
    return made


def _ends(found: Outlook) -> list[tuple[date, float]]:
    return [(each.day, each.backlog.middle) for each in found.days]


def _mornings_ahead(found: ForecastView) -> list[date]:
    """The mornings after the days of the forecast that are shown: what waits at a day's end waits next morning."""
    days = found.usual.days
    late = found.usual.late or found.usual.middle
    shown = next((at for at, each in enumerate(days) if late is not None and each.day >= late), _MOST_AHEAD) + _BEYOND
    count = max(_LEAST_AHEAD, min(_MOST_AHEAD, shown))
    return [each.day for each in days[1 : count + 1]]


def _said(found: ForecastView) -> dict[date, Band]:
    """What the last forecast kept before each morning expected of it."""
    said: dict[date, Band] = {}
    for kept in found.kept:
        ends = dict(zip((day for day, _band in kept.bands[1:]), (band for _day, band in kept.bands), strict=False))
        said = {day: band for day, band in said.items() if day <= kept.day} | ends
    return said


def _past(day: date, waited: int, said: Band | None) -> CurveDay:
    text = _("{day}: {count} waited").format(day=dates.day_medium(day, language()), count=count_text(waited))
    return CurveDay(day, waited=waited, said=said, spoken=_with_said(text, said))


def _today(found: ForecastView, said: Band | None) -> CurveDay:
    count = found.backlog
    text = plural("Now: {count} waits", "Now: {count} wait", count).format(count=count_text(count))
    return CurveDay(
        found.now.date(), count, count, count, count, count if found.without else None, said, _with_said(text, said)
    )


def _ahead(found: ForecastView, at: int, day: date, without: float | None) -> CurveDay:
    band = found.usual.days[at].backlog
    text = _("{day}: about {middle} will wait, 9 of 10 at most {high}").format(
        day=dates.day_medium(day, language()),
        middle=count_text(round(band.middle)),
        high=count_text(round(band.high)),
    )
    if without is not None:
        text = _("{text}; without overtime {count}").format(text=text, count=count_text(round(without)))
    return CurveDay(day, None, band.middle, band.low, band.high, without, spoken=text)


def _with_said(text: str, said: Band | None) -> str:
    if said is None:
        return text
    low, middle, high = (count_text(round(value)) for value in (said.low, said.middle, said.high))
    return _("{text}; the morning before, {count} were forecast, in 8 of 10 cases {low} to {high}").format(
        text=text, count=middle, low=low, high=high
    )


def dates_text(found: Outlook) -> str:
    """Both dates of a forecast in a few words."""
    if found.middle is None:
        return _("not in sight")
    day = dates.day_medium(found.middle, language())
    if found.late is None:
        return _("about {day}").format(day=day)
    return _("about {day}, 9 of 10 by {late}").format(day=day, late=dates.day_medium(found.late, language()))


def variants_text(found: ForecastView, station: str) -> str:
    """What becomes of the dates when nothing fails, and when one station stands still.

    Args:
        station: its name.
    """
    parts = [_("If nothing fails: {dates}.").format(dates=dates_text(found.calm))]
    if found.stuck is not None:
        text = _("If {station} stands still for five days: {dates}.")
        parts.append(text.format(station=station, dates=dates_text(found.stuck)))
    return " ".join(parts)


def seen_text(found: ForecastView) -> str:
    """What the log shows of stops."""
    stops = sum(each.stops for each in found.stops)
    days = max((each.days_up for each in found.stops), default=0.0)
    text = plural("seen: {count} stop in {days} days", "seen: {count} stops in {days} days", stops)
    return text.format(count=count_text(stops), days=count_text(round(days)))
