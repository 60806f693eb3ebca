"""The forecast of a real office: dates, mornings that were, the share that holds, and what is kept."""

from datetime import date, time, timedelta

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.forecasts import ForecastService
from printdesk.services.office import OfficeService
from printdesk.services.overtime import Evening, OvertimeService
from printdesk.services.plans import PlanService
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import SRI, MadeOffice, at, op

EN, ID = catalogue("en"), catalogue("id")


def fill(office: MadeOffice, count: int, service: str = "regular48", **values: object) -> list[int]:
    """So many that came on the last five working days, alike on each."""
    days = (19, 20, 21, 24, 25)
    return [
        office.application(f"PEMOHON {n}", service=service, arrived=at(days[n % 5], 9), **values)
        for n in range(count)
    ]


def test_an_empty_office_has_a_normal_queue(office: MadeOffice):
    found = ForecastService(office.workplace).forecast()

    assert found.backlog == 0
    assert found.usual.middle == found.usual.days[0].day == date(2024, 6, 26)
    assert found.sentence(EN) == "The queue is normal."
    assert found.sentence(ID) == "Antrean sudah normal."


def test_days_are_working_days_and_today_has_only_what_is_left_of_it(office: MadeOffice):
    fill(office, 300)
    office.clock.set(28, 15, 30)

    found = ForecastService(office.workplace).forecast()

    assert [each.day for each in found.usual.days[:3]] == [date(2024, 6, 28), date(2024, 7, 1), date(2024, 7, 2)]
    assert len(found.usual.days) == 60
    assert found.usual.days[0].printed == pytest.approx(20, abs=2), "two stations for one hour"
    office.clock.set(28, 19)
    assert ForecastService(office.workplace).forecast().usual.days[0].day == date(2024, 7, 1)


def test_overtime_considered_and_ordered_brings_the_dates_forward(office: MadeOffice):
    fill(office, 450)
    forecasts = ForecastService(office.workplace)

    plain, considered = forecasts.forecast(), forecasts.forecast(3)

    assert considered.without == plain.usual
    assert plain.without is None
    assert plain.usual.middle is not None
    assert considered.usual.middle is not None
    assert considered.usual.middle < plain.usual.middle
    assert considered.usual.days[0].printed == pytest.approx(plain.usual.days[0].printed * 10.5 / 7, rel=0.1)
    assert "Queue normal again about" in considered.sentence(EN)
    assert "9 of 10 by" in considered.sentence(EN)
    assert "9 dari 10" in considered.sentence(ID)
    evening = Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi",))
    OvertimeService(office.workplace).order(SRI, evening, op())
    ordered = forecasts.forecast()
    assert ordered.usual.days[0].printed == pytest.approx(plain.usual.days[0].printed + 30, abs=2)


@pytest.mark.parametrize("hours", [-1, 12.5, float("nan")])
def test_hours_that_no_evening_has_are_refused(office: MadeOffice, hours: float):
    with pytest.raises(RuleViolationError, match="cannot be considered"):
        ForecastService(office.workplace).forecast(hours)


def test_the_variants_say_what_stops_would_do(office: MadeOffice):
    fill(office, 450)

    found = ForecastService(office.workplace).forecast(3)

    assert found.stuck is not None
    assert found.stuck_station in ("R1", "R2")
    assert found.calm.days[10].backlog.high <= found.usual.days[10].backlog.high
    assert found.stuck.days[4].backlog.middle > found.usual.days[4].backlog.middle


def test_the_past_mornings_are_worked_out_of_the_log(office: MadeOffice):
    fill(office, 10)
    office.application("PRINTED", state="printed", arrived=at(20, 9))

    found = {each.day: each.waiting for each in ForecastService(office.workplace).forecast().mornings}

    assert found[date(2024, 6, 19)] == 0
    assert found[date(2024, 6, 20)] == 2
    assert found[date(2024, 6, 21)] == 5, "the one that is printed today waited then"
    assert found[date(2024, 6, 26)] == 11
    assert date(2024, 6, 22) not in found


def test_the_first_forecast_of_a_day_is_kept_and_shown_on_the_days_after(office: MadeOffice):
    fill(office, 300)
    forecasts = ForecastService(office.workplace)
    made = forecasts.forecast(2)

    assert forecasts.keep_morning(made)
    office.clock.step(hours=3)
    assert not forecasts.keep_morning()
    assert forecasts.forecast().kept == ()
    office.clock.set(27)

    kept = forecasts.forecast().kept
    assert [(each.day, each.waiting) for each in kept] == [(date(2024, 6, 26), 300)]
    assert made.without is not None
    assert kept[0].middle == made.without.middle, "what is kept has no overtime that is only considered"
    first = made.without.days[0]
    assert kept[0].bands[0][0] == first.day
    assert kept[0].bands[0][1].middle == round(first.backlog.middle)
    assert kept[0].bands[0][1].low <= kept[0].bands[0][1].high
    assert not [each for each in office.ledger() if "forecast" in each.act], "keeping is no act"


def test_the_supervisors_word_is_put_in_force_as_a_version_of_the_settings(office: MadeOffice):
    fill(office, 450)
    forecasts = ForecastService(office.workplace)
    before = forecasts.forecast(3)

    version = forecasts.assume(SRI, 4, 3, op())

    after = forecasts.forecast(3)
    assert (after.assumed.days_between_stops, after.assumed.days_down) == (4.0, 3.0)
    assert after.stops[0].days_between < before.stops[0].days_between
    assert after.usual.days[9].backlog.middle > before.usual.days[9].backlog.middle
    entry = office.ledger("change_settings")[-1]
    assert (entry.user, entry.object_id) == ("sri", str(version))
    with pytest.raises(RuleViolationError, match="days_between_stops"):
        forecasts.assume(SRI, 0, 1, op())


def test_an_application_with_room_to_spare_holds_in_ten_of_ten_and_one_without_a_service_has_no_share(
    office: MadeOffice,
):
    fill(office, 40)
    first = office.application("FIRST", arrived=at(18, 9), departs_at=at(30, month=7), proof="ticket")
    plans = PlanService(office.workplace)

    said = plans.answer_for(first, EN)
    assert said.holds_in == 10
    assert said.sentence.endswith("In 10 of 10 forecasts it is in time.")
    assert "today" not in said.written
    OfficeService(office.workplace).set_service_state(SRI, SwitchEntry("regular48", "down"), op())
    nowhere = plans.answer_for(first, EN)
    assert nowhere.holds_in is None
    assert "forecasts" not in nowhere.sentence


def test_a_date_at_the_edge_holds_in_fewer_forecasts_than_one_with_room(office: MadeOffice):
    ids = fill(office, 160, "epassport_laminated", promised=at(12, 15, 30, month=7))
    plans = PlanService(office.workplace)

    shares = [plans.answer_for(application_id, EN).holds_in for application_id in ids]

    assert all(share is not None for share in shares)
    assert max(share or 0 for share in shares) == 10
    assert min(share or 0 for share in shares) < 9


def test_one_on_hold_comes_back_on_its_day_and_is_said_to_wait_for_nothing(office: MadeOffice):
    known = fill(office, 1)[0]
    ApplicationsService(office.workplace).hold(SRI, known, "payment", op(), until=at(28, 9))

    found = ForecastService(office.workplace).forecast()

    assert found.backlog == 0
    quiet = found.usual.days[1].inflow
    assert found.usual.days[2].inflow == pytest.approx(quiet + 1, abs=max(0.6, quiet * 0.1))
    assert "forecasts" not in PlanService(office.workplace).answer_for(known, EN).sentence


def test_blanks_that_run_out_before_new_ones_can_come_are_named(office: MadeOffice):
    fill(office, 400)
    office.blanks(how_many=220, holder=None)

    found = ForecastService(office.workplace).forecast()

    assert [code for code, _day in found.usual.dry] == ["regular48"]
    assert date(2024, 6, 26) < found.usual.dry[0][1] < date(2024, 6, 26) + timedelta(days=5)
