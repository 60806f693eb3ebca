"""The forecast as the mornings of a chart, and its figures in words."""

from datetime import date

from printdesk.i18n import _, dates, language, plural
from printdesk.planning.forecast_types import Band, Outlook
from printdesk.services.charts import Morning, backlog_mornings
from printdesk.services.forecasts import ForecastView
from printdesk.ui.backlog.forecast_chart import CurveDay
from printdesk.ui.backlog.words import count_text


def curve_days(found: ForecastView) -> list[CurveDay]:
    """The mornings of the chart with their sentences; the figures are those of the papers too."""
    today, made = found.now.date(), []
    for each in backlog_mornings(found):
        if each.expected is None:
            made.append(_past(each.day, each.waited or 0, each.said))
        elif each.day == today:
            made.append(_today(each))
        else:
            made.append(_ahead(each.day, each.expected, each.without))
    return made


def _past(day: date, waited: int, said: Band | None) -> CurveDay:
    text = _("{day}: {count} waited").format(day=dates.day_medium(day, language()), count=count_text(waited))
    return CurveDay(day, waited=waited, said=said, spoken=_with_said(text, said))


def _today(now: Morning) -> CurveDay:
    count = now.waited or 0
    text = plural("Now: {count} waits", "Now: {count} wait", count).format(count=count_text(count))
    return CurveDay(now.day, count, count, count, count, now.without, now.said, _with_said(text, now.said))


def _ahead(day: date, band: Band, without: float | None) -> CurveDay:
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
