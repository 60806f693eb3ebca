"""The forecast of the backlog, against figures that can be worked out without it."""

from dataclasses import replace
from datetime import date, timedelta
from math import erf, exp, sqrt

import pytest

from printdesk.planning.chance import deal, families
from printdesk.planning.forecast import outlook, simulate
from printdesk.planning.forecast_types import ForecastOffice, Line, Stream

DAYS = tuple(date(2024, 6, 27) + timedelta(days=n) for n in range(60))
HOURS = (7.5,) * 60
REGULAR = frozenset({"a", "b"})


def line(code: str = "R1", per_hour: float = 20.0, **values: object) -> Line:
    values = {"days_between_stops": 0.0, **values}
    return Line(code, frozenset({"a"}), per_hour, HOURS, **values)  # type: ignore[arg-type]


def stream(waiting: float, per_day: float, code: str = "a", **values: object) -> Stream:
    return Stream(code, waiting, (per_day,) * 60, **values)  # type: ignore[arg-type]


def office(*lines: Line, streams: tuple[Stream, ...], **values: object) -> ForecastOffice:
    values = {"days_between_outages": 0.0, "days_seen": 10_000.0, "normal": streams[0].arrivals[0] / 2, **values}
    return ForecastOffice(DAYS, lines, streams, **values)  # type: ignore[arg-type]


def inverse_gaussian(days: float, backlog: float, gain: float, variance: float) -> float:
    """How probable it is that a drifted Brownian motion from `backlog` has reached 0 by then."""

    def normal(x: float) -> float:
        return (1 + erf(x / sqrt(2))) / 2

    spread = sqrt(variance * days)
    reflected = exp(2 * gain * backlog / variance) * normal((-backlog - gain * days) / spread)
    return normal((gain * days - backlog) / spread) + reflected


def test_without_chance_the_day_is_the_one_by_division():
    calm = office(line(), streams=(stream(500, 100),), spread=0.0, dispersion=1.01)

    found = outlook(calm)

    assert found.fluid == DAYS[8], "(500 - 50) / (150 - 100) = 9 days, the ninth of which is the last"
    assert found.middle is not None
    assert abs((found.middle - found.fluid).days) <= 1
    assert found.days[0].inflow == pytest.approx(100, rel=0.01)
    assert found.days[0].printed == pytest.approx(150)
    assert found.days[0].backlog.middle == pytest.approx(450, abs=2)


def test_with_chance_the_dates_are_those_of_the_inverse_gaussian():
    dispersion, spread, waiting, per_day = 3.0, 0.2, 1_000.0, 100.0
    made = office(line(), streams=(stream(waiting, per_day),), spread=spread, dispersion=dispersion)

    found = outlook(made)

    variance = dispersion * per_day + (spread * 150) ** 2
    chances = [inverse_gaussian(day, waiting - 50, 50, variance) for day in range(1, 60)]
    middle = next(at for at, chance in enumerate(chances) if chance >= 0.5)
    late = next(at for at, chance in enumerate(chances) if chance >= 0.9)
    assert found.middle is not None
    assert found.late is not None
    assert abs((found.middle - DAYS[middle]).days) <= 1
    assert abs((found.late - DAYS[late]).days) <= 2
    assert found.late > found.middle


def test_an_office_that_prints_less_than_comes_is_never_normal():
    found = outlook(office(line(per_hour=10), streams=(stream(300, 100),)))

    assert (found.fluid, found.middle, found.late) == (None, None, None)
    assert found.days[-1].backlog.middle > 300


def test_stations_that_stop_make_the_late_date_later_and_nothing_earlier():
    fails = office(
        line("R1", 10, days_between_stops=8.0, days_down=3.0), line("R2", 12, days_between_stops=8.0, days_down=3.0),
        streams=(stream(600, 100),),
    )  # fmt: skip

    usual, calm = outlook(fails), outlook(fails.without_stops())
    stuck = outlook(fails.with_stopped("R2", 5))

    assert calm.late is not None
    assert usual.middle is None or (calm.middle is not None and usual.middle > calm.middle)
    assert usual.late is None or usual.late > calm.late
    assert stuck.days[4].backlog.middle > usual.days[4].backlog.middle + 200


def test_more_hours_are_never_worse_on_the_same_luck():
    plain = office(line(days_between_stops=10.0), streams=(stream(900, 120),), dispersion=4.0)
    more = replace(plain, lines=tuple(replace(each, hours=(9.5,) * 60) for each in plain.lines))
    draws = deal(plain, 400, 7)

    before, after = simulate(plain, draws=draws).backlog, simulate(more, draws=draws).backlog

    assert (after <= before + 1e-9).all()
    assert after.mean() < before.mean()


def test_the_same_values_give_the_same_forecast():
    made = office(line(days_between_stops=10.0), streams=(stream(900, 120),))

    assert outlook(made) == outlook(made)
    assert outlook(made) != outlook(made, seed=2)


def test_each_service_type_belongs_to_one_family_and_no_pool_prints_for_another():
    lines = (
        Line("R1", REGULAR, 20, HOURS), Line("R2", frozenset({"b", "c"}), 20, HOURS),
        Line("E1", frozenset({"d"}), 5, HOURS),
    )  # fmt: skip
    streams = tuple(stream(100, 0, code) for code in "abcde")
    made = office(*lines, streams=streams, normal=0.0, spread=0.0)

    found = families(made)
    assert [(each.lines, each.streams) for each in found] == [((0, 1), (0, 1, 2)), ((2,), (3,)), ((), (4,))]

    out = outlook(replace(made, lines=tuple(replace(each, days_between_stops=0) for each in lines)))
    assert [round(day.printed, 1) for day in out.days[:3]] == [337.5, 37.5, 25.0]
    assert out.days[-1].backlog.middle == pytest.approx(100), "nobody prints e"


def test_a_service_that_is_down_waits_until_it_is_back_and_a_flaky_one_takes_more_attempts():
    down = office(line(), streams=(stream(100, 0, success=0.0, back=3),), normal=0.0, spread=0.0)
    flaky = office(line(), streams=(stream(300, 0, success=0.5, back=59),), normal=0.0, spread=0.0)

    assert [round(day.printed) for day in outlook(down).days[:5]] == [0, 0, 0, 100, 0]
    assert [round(day.printed) for day in outlook(flaky).days[:5]] == [75, 75, 75, 75, 0]


def test_a_station_that_is_down_is_back_when_it_was_said_and_not_before():
    made = office(line(up=False, back=2, days_down=0.5), streams=(stream(200, 0),), normal=0.0, spread=0.0)

    assert [round(day.printed) for day in outlook(made).days[:4]] == [0, 0, 150, 50]


def test_blanks_and_quality_check_hold_printing_up_until_there_are_more():
    blanks = office(line(), streams=(stream(400, 0, stock=200, restocked=4),), normal=0.0, spread=0.0)
    checks = office(line(), streams=(stream(400, 0),), normal=0.0, spread=0.0, checks=(60.0,) * 60)

    found = outlook(blanks)
    assert [round(day.printed) for day in found.days[:6]] == [150, 50, 0, 0, 150, 50]
    assert found.dry == (("a", DAYS[1]),)
    assert [round(day.printed) for day in outlook(checks).days[:3]] == [60, 60, 60]


def test_what_a_stopped_stage_holds_back_counts_until_it_works_again():
    calm = {"spread": 0.0, "dispersion": 1.01}
    free = outlook(office(line(), streams=(stream(500, 100),), **calm))
    until = outlook(office(line(), streams=(stream(500, 100, later=((0.0, 12),), printed=40.0),), **calm))
    never = outlook(office(line(), streams=(stream(500, 100, later=((0.0, 400),)),), **calm))
    flaky = outlook(office(line(), streams=(stream(500, 100, later=((0.5, 400),)),), **calm))
    unknown = outlook(office(line(), streams=(stream(500, 100, later=((0.0, None),)),), **calm))

    assert free.middle is not None
    assert free.middle < DAYS[12]
    assert until.days[0].backlog.middle == pytest.approx(500 + 100 + 40, abs=2)
    assert until.middle == DAYS[12]
    assert never.middle is None
    assert flaky.days[0].backlog.middle == pytest.approx(450 + 75, abs=2)
    assert unknown.late is not None
    assert free.late is not None
    assert unknown.late >= free.late
    assert until.days[0].printed == free.days[0].printed == never.days[0].printed, "printing itself goes on"


def test_who_is_known_to_come_back_is_counted_on_that_day():
    made = office(line(), streams=(stream(0, 0, returns=(0.0, 40.0, *[0.0] * 58)),), normal=0.0, spread=0.0)

    assert [round(day.inflow) for day in outlook(made).days[:3]] == [0, 40, 0]


def test_arrivals_have_the_mean_and_the_spread_that_were_asked_for():
    made = office(line(), streams=(stream(0, 90), stream(0, 10, "b")), dispersion=3.0)
    lines = (replace(made.lines[0], services=REGULAR),)

    came = deal(replace(made, lines=lines), 2_000, 3).arrivals[0]

    assert came.mean() == pytest.approx(100, rel=0.01)
    assert came.var() == pytest.approx(300, rel=0.06)


def test_an_office_without_days_or_stations_has_no_dates():
    assert outlook(ForecastOffice((), (), (), 0.0)).middle is None
    nobody = outlook(office(streams=(stream(50, 10),)))
    assert nobody.middle is None
    assert nobody.days[0].backlog.low > 50
