"""How many of the forecast's runs keep one applicant's date."""

from datetime import date, timedelta

import pytest

from printdesk.planning.forecast_types import ForecastOffice, Line, Stream
from printdesk.planning.in_time import Wanted, share_in_time

DAYS = tuple(date(2024, 6, 27) + timedelta(days=n) for n in range(20))


def office(between: float = 0.0, spread: float = 0.1, **values: object) -> ForecastOffice:
    lines = (Line("R1", frozenset({"a"}), 10, (10.0,) * 20, days_between_stops=between, days_down=2.0),)
    stream = Stream("a", 500, (80.0,) * 20, **values)  # type: ignore[arg-type]
    return ForecastOffice(DAYS, lines, (stream,), 40.0, spread=spread, days_between_outages=0)


@pytest.mark.parametrize(
    ("place", "day", "part", "lowest", "highest"),
    [
        (150, 1, 1.0, 0.99, 1.0),
        (200, 1, 1.0, 0.4, 0.6),
        (250, 1, 1.0, 0.0, 0.01),
        (150, 1, 0.5, 0.4, 0.6),
        (1, 0, 0.0, 0.0, 0.0),
        (1, -1, 1.0, 0.0, 0.0),
        (1_900, 40, 0.1, 0.95, 1.0),
    ],
)
def test_a_place_is_reached_when_so_many_are_printed_before_the_moment(
    place: int, day: int, part: float, lowest: float, highest: float
):
    assert lowest <= share_in_time(office(), Wanted("a", place, day, part)) <= highest


def test_stations_that_stop_lower_the_share():
    wanted = Wanted("a", 400, 4)

    assert share_in_time(office(), wanted) > 0.99
    assert 0.2 < share_in_time(office(between=10.0), wanted) < 0.9


def test_nobody_of_a_service_that_is_down_is_in_time_however_early_the_place():
    assert share_in_time(office(success=0.0, back=5), Wanted("a", 1, 4)) == 0
    assert share_in_time(office(success=0.0, back=5), Wanted("a", 1, 5)) == 1
