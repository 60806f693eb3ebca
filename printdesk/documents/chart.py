"""Charts drawn on paper: axes with weekday and date, names beside what they name, shapes besides greys."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from printdesk.documents import fonts
from printdesk.documents.chart_fills import fill_box
from printdesk.documents.chart_values import LINES, BarChart, Chart, CurveChart, every, spread
from printdesk.documents.fitting import fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import HAIR, PAPER, RULE, THIN
from printdesk.i18n.dates import number, weekday_short

_SIZE = 7.0
_GUTTER = 104.0
_FOOT = 22.0
_HEAD = 24.0
_LEAST = 24.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area between the axes, in points, and how many units it is high."""

    left: float
    top: float
    width: float
    height: float
    units: int

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def y(self, value: float) -> float:
        return self.bottom - self.height * value / self.units


def draw_chart(
    sheet: Sheet, chart: Chart, box: tuple[float, float, float, float], lang: str, said: Callable[[str], str] = str
) -> None:
    """Draw a chart with its title and sentence into a box: left, top, width, height in points.

    Args:
        said: makes a text printable.
    """
    left, top, width, height = box
    title = fit(said(chart.title), Face.BOLD, width, 9.4, 6.5)
    sheet.lines(left, top + 9, title, Face.BOLD)
    sentence = fit(said(chart.sentence), Face.REGULAR, width, 7.8, 5.5)
    sheet.lines(left, top + 19, sentence, Face.REGULAR, 0.26)
    units = chart.top
    axis = fonts.width(number(units, lang), Face.REGULAR, _SIZE) + 6
    plot = _Plot(left + axis, top + _HEAD + 10, width - axis - _GUTTER, height - _HEAD - _FOOT - 10, units)
    _draw_scale(sheet, plot, lang)
    if isinstance(chart, BarChart):
        _Bars(sheet, chart, plot, lang, said).draw()
    else:
        _Curve(sheet, chart, plot, lang, said).draw()


def _draw_scale(sheet: Sheet, plot: _Plot, lang: str) -> None:
    for step in range(LINES + 1):
        value = plot.units * step // LINES
        y = plot.y(value)
        sheet.line(plot.left, y, plot.right, y, HAIR if step else THIN, PAPER.line if step else 0.2)
        sheet.text(plot.left - 4, y + 2.4, number(value, lang), Face.REGULAR, _SIZE, PAPER.label, Align.RIGHT)


class _Bars:
    """Draws one bar chart."""

    def __init__(self, sheet: Sheet, chart: BarChart, plot: _Plot, lang: str, said: Callable[[str], str]) -> None:
        self._sheet, self._chart, self._plot, self._lang, self._said = sheet, chart, plot, lang, said
        self._step = plot.width / max(1, len(chart.days))
        self._bar = min(22.0, self._step * 0.64)

    def draw(self) -> None:
        names = every(len(self._chart.days), self._plot.width, _LEAST)
        for at, day in enumerate(self._chart.days):
            self._draw_day(at)
            if day.day == self._chart.today or at % names == 0:
                self._name(at)
        self._draw_names()

    def _middle(self, at: int) -> float:
        return self._plot.left + (at + 0.5) * self._step

    def _draw_day(self, at: int) -> None:
        sheet, plot, day = self._sheet, self._plot, self._chart.days[at]
        left = self._middle(at) - self._bar / 2
        if day.closed and not day.total:
            sheet.fill(self._middle(at) - self._step / 2 + 0.5, plot.top, self._step - 1, plot.height, 0.95)
        base = 0
        for part, count in zip(self._chart.parts, day.counts, strict=True):
            if count:
                high, low = plot.y(base + count), plot.y(base)
                fill_box(sheet, part.fill, (left, high, self._bar, low - high))
            base += count
        if day.room:
            y = plot.y(day.room)
            sheet.frame(left - 1.4, y, self._bar + 2.8, plot.bottom - y, THIN, 0.2)
        if day.total:
            y = plot.y(max(day.total, day.room or 0)) - 2.4
            text = number(day.total, self._lang)
            if fonts.width(text, Face.BOLD, _SIZE) <= self._step + 2:
                sheet.text(self._middle(at), y, text, Face.BOLD, _SIZE, 0, Align.CENTRE)

    def _name(self, at: int) -> None:
        day = self._chart.days[at]
        face = Face.BOLD if day.day == self._chart.today else Face.REGULAR
        first = self._said(day.label) or weekday_short(day.day, self._lang)
        for line, text in enumerate((first, f"{day.day.day}/{day.day.month}")):
            self._sheet.text(self._middle(at), self._plot.bottom + 9 + line * 8.4, text, face, _SIZE, 0, Align.CENTRE)

    def _draw_names(self) -> None:
        """Each part's name at the right, at the height of the last bar where that bar has it."""
        chart, plot = self._chart, self._plot
        wanted = []
        last = chart.days[-1] if chart.days else None
        for part in reversed(chart.shown_parts):
            below = sum(last.counts[:part]) if last else 0
            count = last.counts[part] if last else 0
            wanted.append(plot.y(below + count / 2) if count else plot.top + 8)
        names = [
            fit(self._said(chart.parts[part].name), Face.REGULAR, _GUTTER - 24, 7.4, 5.2, 2)
            for part in reversed(chart.shown_parts)
        ]
        apart = 12 if all(len(name.lines) == 1 for name in names) else 20
        places = spread(wanted, apart, plot.top + 4, plot.bottom - (2 if apart == 12 else 10))
        x = plot.right + 8
        for part, name, y in zip(reversed(chart.shown_parts), names, places, strict=True):
            fill_box(self._sheet, chart.parts[part].fill, (x, y - 5, 8, 8))
            self._sheet.lines(x + 12, y + 1.6, name, Face.REGULAR)
        if chart.room_name:
            self._sheet.frame(x, plot.top - 12, 8, 8, THIN, 0.2)
            name = fit(self._said(chart.room_name), Face.REGULAR, _GUTTER - 24, 7.4, 5.2)
            self._sheet.lines(x + 12, plot.top - 5.4, name, Face.REGULAR)


class _Curve:
    """Draws one curve with its band."""

    def __init__(self, sheet: Sheet, chart: CurveChart, plot: _Plot, lang: str, said: Callable[[str], str]) -> None:
        self._sheet, self._chart, self._plot, self._lang, self._said = sheet, chart, plot, lang, said

    def draw(self) -> None:
        self._draw_band()
        self._draw_level()
        self._draw_line([day.middle for day in self._chart.days], 1.8, 0.2)
        self._draw_line([day.was for day in self._chart.days], RULE, 0)
        for at, day in enumerate(self._chart.days):
            if day.was is not None:
                self._dot(self._x(at), self._plot.y(day.was))
        self._name_days()
        self._name_curves()

    def _x(self, at: int) -> float:
        return self._plot.left + self._plot.width * (at + 0.35) / max(1.0, len(self._chart.days) - 0.3)

    def _dot(self, x: float, y: float) -> None:
        self._sheet.polygon(((x, y - 2.2), (x + 2.2, y), (x, y + 2.2), (x - 2.2, y)))

    def _draw_band(self) -> None:
        known = [
            (self._x(at), self._plot.y(day.low), self._plot.y(day.high))
            for at, day in enumerate(self._chart.days)
            if day.low is not None and day.high is not None
        ]
        if len(known) > 1:
            upper = [(x, high) for x, _low, high in known]
            lower = [(x, low) for x, low, _high in reversed(known)]
            self._sheet.polygon((*upper, *lower), 0.86)

    def _draw_level(self) -> None:
        level = self._chart.level
        if level is not None:
            y = self._plot.y(level)
            self._sheet.line(self._plot.left, y, self._plot.right, y, RULE, 0.3, "5 2 1 2")

    def _draw_line(self, values: list[float | None], weight: float, grey: float) -> None:
        points = [(self._x(at), self._plot.y(value)) for at, value in enumerate(values) if value is not None]
        for (x1, y1), (x2, y2) in pairwise(points):
            self._sheet.line(x1, y1, x2, y2, weight, grey)

    def _name_days(self) -> None:
        days, plot = self._chart.days, self._plot
        names = every(len(days), plot.width, _LEAST + 4)
        now = next((at for at, day in enumerate(days) if day.day == self._chart.today), 0)
        for at, day in enumerate(days):
            if (at - now) % names:
                continue
            face = Face.BOLD if at == now else Face.REGULAR
            texts = (weekday_short(day.day, self._lang), f"{day.day.day}/{day.day.month}")
            for line, text in enumerate(texts):
                self._sheet.text(self._x(at), plot.bottom + 9 + line * 8.4, text, face, _SIZE, 0, Align.CENTRE)
        self._sheet.line(self._x(now), plot.top, self._x(now), plot.bottom, HAIR, 0.4, "2 2")

    def _name_curves(self) -> None:
        """The names stand at the right end of their lines."""
        chart, plot = self._chart, self._plot
        last = chart.days[-1] if chart.days else None
        ends: list[tuple[float, str, Face]] = []
        if last is not None and last.middle is not None and last.high is not None:
            ends.append((plot.y(last.high), chart.names[2], Face.REGULAR))
            ends.append((plot.y(last.middle), chart.names[1], Face.BOLD))
        if chart.level is not None:
            ends.append((plot.y(chart.level), chart.names[3], Face.REGULAR))
        ends.sort(key=lambda end: end[0])
        places = spread([end[0] for end in ends], 10, plot.top, plot.bottom)
        for (_y, text, face), y in zip(ends, places, strict=True):
            self._sheet.lines(plot.right + 6, y + 2.4, fit(self._said(text), face, _GUTTER - 8, 7.4, 5.2), face)
        was = [(at, day.was) for at, day in enumerate(chart.days) if day.was is not None]
        if was:
            self._name_what_was(was)

    def _name_what_was(self, was: list[tuple[int, float]]) -> None:
        """Above the beginning of its line, and above what the line climbs to under the name."""
        name = self._said(self._chart.names[0])
        left = self._x(was[0][0]) - 2
        right = left + fonts.width(name, Face.REGULAR, 7.4)
        under = [value for at, value in was if at == was[0][0] or self._x(at - 1) <= right]
        y = max(self._plot.top - 1, self._plot.y(max(under)) - 5)
        self._sheet.text(left, y, name, Face.REGULAR, 7.4)
