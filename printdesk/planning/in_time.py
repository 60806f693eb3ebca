"""In how many runs of the forecast one booklet has left the printer by a given moment."""

from dataclasses import dataclass, replace

from printdesk.planning.chance import deal, families
from printdesk.planning.forecast import SEED, simulate
from printdesk.planning.forecast_types import ForecastOffice

_RUNS = 1_000


@dataclass(frozen=True)
class Wanted:
    """One booklet and its moment.

    Attributes:
        service: code of its service type.
        place: how many the plan prints in its family of stations up to and with it, whatever stands there counted in.
        day: place of the moment's day among the office's days.
        part: of that day's printing that lies before the moment, 0 to 1.
    """

    service: str
    place: int
    day: int
    part: float = 1.0


def share_in_time(office: ForecastOffice, wanted: Wanted, seed: int = SEED) -> float:
    """Part of the runs in which the booklet is printed by then.

    Those who come later are left out: the plan puts nobody who comes later before it unless it is in time all the
    same. A moment beyond the last day counts as the last day's end.
    """
    if not office.days or wanted.day < 0:
        return 0.0
    day = min(wanted.day, len(office.days) - 1)
    near = replace(office, days=office.days[: day + 1])
    at = next((at for at, each in enumerate(near.streams) if each.code == wanted.service), None)
    if at is None:
        return 0.0
    ran = simulate(near, draws=deal(near, _RUNS, seed, arrivals=False))
    family = next(number for number, each in enumerate(families(near)) if at in each.streams)
    reach = ran.reach[family]
    before = reach[day - 1] if day else 0.0
    part = wanted.part if wanted.day <= day else 1.0
    printed = before + part * (reach[day] - before)
    open_days = ran.open[at][: day + 1].any(axis=0)
    return float(((printed >= wanted.place - 1e-6) & open_days).mean())
