"""What the office learns from its own log, and that the plan goes by it."""

from datetime import datetime, timedelta

import pytest

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import PrintAttempt
from printdesk.services.learned import (
    Arrivals,
    StationRate,
    arrivals,
    service_success,
    station_rates,
    stop_habits,
)
from printdesk.services.office import OfficeService
from printdesk.services.plan_input import stations, statuses
from printdesk.services.plans import PlanService
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import SRI, MadeOffice, at, op


def attempts(
    office: MadeOffice, first: datetime, count: int, minutes: float, station: str = "R1", service: str = "regular48",
    failed: int = 0,
) -> None:  # fmt: skip
    """So many attempts one after the other, the first of them failed."""
    known = office.application(
        "PEMOHON", service=service, state=ApplicationState.PRINTED, arrived=at(3), promised=at(7)
    )
    with office.database.writing() as session:
        booklet = office.get(known).booklet_id
        for number in range(count):
            begun = first + timedelta(minutes=number * minutes)
            bad = number < failed
            session.add(
                PrintAttempt(
                    application_id=known, booklet_id=booklet, attempt=number + 2, station=station, operator="dwi",
                    desk=station, bound_at=begun, outcome="failed" if bad else "printed",
                    outcome_at=begun + timedelta(minutes=minutes), outcome_by="dwi", reason="ink" if bad else None,
                )
            )  # fmt: skip


def rates(office: MadeOffice) -> dict[str, StationRate]:
    with office.workplace.reading() as view:
        return station_rates(view)


def test_a_station_that_never_worked_has_the_rate_of_the_settings(office: MadeOffice):
    assert rates(office)["R1"] == StationRate("R1", 10.0, 10.0, 10.0)


def test_the_rate_is_nine_tenths_of_the_median_blended_with_the_settings(office: MadeOffice):
    for day in (24, 25):
        for hour in (8, 9, 10, 13):
            attempts(office, at(day, hour), 15, 4)
    attempts(office, at(25, 14), 4, 14)

    found = rates(office)["R1"]

    hours = 8 + 56 / 60
    assert found.measured == 15.0, "one slow hour among nine does not move the median"
    assert found.hours == pytest.approx(hours, abs=0.06)
    assert found.per_hour == pytest.approx((20 * 10 + hours * 13.5) / (20 + hours), abs=0.06)
    assert found.pace == pytest.approx((20 * 10 + hours * 15) / (20 + hours), abs=0.06)
    assert rates(office)["R2"].measured is None


def test_hours_without_work_today_and_long_ago_do_not_count(office: MadeOffice):
    attempts(office, at(26, 6), 15, 4)
    attempts(office, at(3, 9, month=5), 15, 4)
    attempts(office, at(25, 9), 1, 30)
    attempts(office, at(25, 10), 8, 0.5)

    assert rates(office)["R1"].measured is None


def test_the_plan_has_the_places_of_the_rate_that_was_measured(office: MadeOffice):
    plans = PlanService(office.workplace)
    before = sum(each.booklets for each in plans.plan().capacity if each.pool == "R1+R2")
    for day in range(10, 15):
        for hour in (8, 9, 10, 11):
            attempts(office, at(day, hour), 12, 5, "R1")

    with office.workplace.reading() as view:
        assert [each.per_hour for each in stations(view)][:2] == [rates(office)["R1"].per_hour, 10.0]
    after = sum(each.booklets for each in plans.plan().capacity if each.pool == "R1+R2")
    assert after == pytest.approx(before * (10.4 + 10) / 20, rel=0.01)


def flaky(office: MadeOffice, percent: int = 90) -> None:
    OfficeService(office.workplace).set_service_state(SRI, SwitchEntry("epassport_laminated", "flaky", percent), op())


def test_what_was_said_at_the_switch_stands_until_there_were_ten_attempts(office: MadeOffice):
    attempts(office, at(26, 7, 30), 5, 5, "E1", "epassport_laminated", failed=5)
    office.clock.step(minutes=-60)
    flaky(office)
    office.clock.step(minutes=60)

    with office.workplace.reading() as view:
        found = service_success(view)["epassport_laminated"]
        assert (found.percent, found.attempts, found.is_measured) == (90, 6, False)

    attempts(office, at(26, 7), 12, 4, "E1", "epassport_laminated", failed=12)
    with office.workplace.reading() as view:
        found = service_success(view)["epassport_laminated"]
        counted = {each.code: each for each in statuses(view, OfficeService(office.workplace).service_switches())}
    assert found.attempts > 10
    assert found.percent == round(100 * (9 + found.successes) / (10 + found.attempts))
    assert counted["epassport_laminated"].success == found.percent / 100
    assert sum(tried for _hour, tried, _went in found.hours) == found.attempts


def test_attempts_before_the_last_change_of_state_do_not_count(office: MadeOffice):
    attempts(office, at(25, 9), 30, 4, "E1", "epassport_laminated", failed=30)
    office.clock.step(minutes=5)
    flaky(office, 70)

    with office.workplace.reading() as view:
        found = service_success(view)["epassport_laminated"]
    assert (found.percent, found.attempts) == (70, 0)


def test_stops_of_a_station_are_counted_with_the_supervisors_word(office: MadeOffice):
    service = OfficeService(office.workplace)
    office.clock.set(27, 8)
    service.set_station_state(SRI, SwitchEntry("R1", "down"), op())
    office.clock.set(28, 8)
    service.set_station_state(SRI, SwitchEntry("R1", "up"), op())
    office.clock.set(10, 8, month=7)

    with office.workplace.reading() as view:
        found = stop_habits(view)

    assert (found["R1"].stops, found["R2"].stops) == (1, 0)
    assert found["R1"].days_up == pytest.approx(9, abs=0.1)
    assert found["R1"].days_between == pytest.approx((2 * 20 + 9) / 3, abs=0.05)
    assert found["R1"].days_down == pytest.approx((2 * 1 + 1) / 3, abs=0.05)
    assert found["R2"].days_between == pytest.approx((2 * 20 + 10) / 2)


def learned_arrivals(office: MadeOffice) -> Arrivals:
    with office.workplace.reading() as view:
        return arrivals(view, 100.0)


def test_arrivals_are_a_guess_until_there_are_days_and_then_those_of_their_weekday(office: MadeOffice):
    guessed = learned_arrivals(office)
    assert guessed.by_weekday == (80.0,) * 7
    assert sum(guessed.mix.values()) == pytest.approx(1)

    for day, count in ((10, 20), (11, 4), (12, 4), (13, 4), (14, 4), (19, 4), (20, 4), (21, 4), (24, 20), (25, 4)):
        for number in range(count):
            service = "regular24" if number % 4 == 0 else "regular48"
            office.application("PEMOHON", arrived=at(day, 9), service=service)
    office.application("TODAY", arrived=at(26, 7, 40))

    found = learned_arrivals(office)
    overall = (2 * 80 + 72) / 12
    assert found.days == 10
    assert found.by_weekday[0] == pytest.approx((2 * overall + 40) / 4)
    assert found.by_weekday[1] == pytest.approx((2 * overall + 8) / 4)
    assert found.mix["regular24"] == pytest.approx(18 / 72)
    assert found.mix["epassport_laminated"] == 0
    assert found.dispersion >= 1.2
