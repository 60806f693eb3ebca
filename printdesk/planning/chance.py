"""The chance in the forecast: what is drawn once for all runs, so that two plans are compared on the same luck."""

from dataclasses import dataclass
from typing import Any

from printdesk.planning.forecast_types import ForecastOffice

_LEAST_DAYS = 1.0
"""Means are never taken to be less sure than one day's arrivals make them."""


@dataclass(frozen=True)
class Family:
    """Stations and service types that share work: whoever prints one of these types prints others of them.

    Attributes:
        lines, streams: their places in the office's lists.
    """

    lines: tuple[int, ...]
    streams: tuple[int, ...]


def families(office: ForecastOffice) -> tuple[Family, ...]:
    """The office's families, each service type in exactly one; one that nobody prints is alone."""
    left = set(range(len(office.streams)))
    found: list[Family] = []
    while left:
        codes, lines = {office.streams[min(left)].code}, set[int]()
        while True:
            more = {at for at, line in enumerate(office.lines) if line.services & codes}
            if more == lines:
                break
            lines = more
            codes |= {code for at in lines for code in office.lines[at].services}
        streams = tuple(at for at in sorted(left) if office.streams[at].code in codes)
        found.append(Family(tuple(sorted(lines)), streams))
        left -= set(streams)
    return tuple(found)


@dataclass(frozen=True)
class Draws:
    """What chance deals to each day and run.

    Attributes:
        line: uniform, day x station x run: whether its state changes.
        outage: uniform, day x run: the same for the central system.
        pace: day x run, around 1.
        often: station x run, around 1: how much more often it stops than expected.
        soon: station x run, around 1: how much sooner it starts again than expected.
        back: service type x run: days until a disturbance without a known end is over.
        arrivals: for each family, day x run.
        later: for each service type, later stage x run: days until one that does not work does again.
    """

    line: Any
    outage: Any
    pace: Any
    often: Any
    soon: Any
    back: Any
    arrivals: tuple[Any, ...]
    later: tuple[Any, ...] = ()


def deal(office: ForecastOffice, runs: int, seed: int, *, arrivals: bool = True) -> Draws:
    """Deal the chance of so many runs; the same seed deals the same.

    Args:
        arrivals: whether arrivals are wanted as well.
    """
    import numpy as np

    rng = np.random.Generator(np.random.SFC64(seed))
    days, lines, single = len(office.days), len(office.lines), np.float32
    line = rng.random((days, lines, runs), dtype=single)
    outage = rng.random((days, runs), dtype=single)
    pace = 1 + office.spread * rng.standard_normal((days, runs), dtype=single)
    shapes = np.array([[each.certainty] for each in office.lines], dtype=single).reshape(lines, 1)
    often, soon = (rng.standard_gamma(np.broadcast_to(shapes, (lines, runs))) / shapes for _each in range(2))
    back = _back(office, rng, runs)
    came = tuple(_came(office, family, rng, runs) for family in families(office)) if arrivals else ()
    later = tuple(rng.geometric(1 / max(1.0, office.outage_days), (len(each.later), runs)) for each in office.streams)
    return Draws(line, outage, np.maximum(pace, 0), often, soon, back, came, later)


def _back(office: ForecastOffice, rng: Any, runs: int) -> Any:
    """Days until each disturbed service type is up again: what was said, else as outages go."""
    import numpy as np

    lasts = max(1.0, office.outage_days)
    rows = rng.geometric(1 / lasts, (len(office.streams), runs))
    for at, stream in enumerate(office.streams):
        if stream.back is not None or stream.success >= 1:
            rows[at] = stream.back or 0
    return rows.astype(np.int32)


def _came(office: ForecastOffice, family: Family, rng: Any, runs: int) -> Any:
    """Arrivals of a family: negative binomial, around means that are themselves only known from some days."""
    import numpy as np

    days = range(len(office.days))
    means = np.array([sum(office.streams[at].arrivals[day] for at in family.streams) for day in days])
    usual = float(means.max(initial=0))
    if usual <= 0:
        return np.zeros((len(means), runs))
    spread = max(1.01, office.dispersion)
    shape = usual * max(_LEAST_DAYS, office.days_seen) / spread
    sure = rng.standard_gamma(shape, runs) / shape
    size = np.maximum(means[:, None] * sure / (spread - 1), 1e-9)
    return rng.negative_binomial(size, 1 / spread)
