"""Print-by dates, as a table that a supervisor can read, and the property that holds for every one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.printby import LeadRule, PickupClock, Trip, print_by, print_by_promise, ready_from
from tests.domain.semarang import CLOCK, COUNTER, OFFICE, WIB, WIT, WITA, at, clock, moments

# departure (a date, or date and time), visa lead in days, pickup lead in open days: collect by, print by.
# The counter closes at 15:30 (14:30 in Ramadan); check and hand-over take two working hours.
_CASES = {
    "the design's: flies on a Saturday": ("2024-06-29", 0, 1, "2024-06-28 15:30", "2024-06-28 13:30"),
    "flies on a Monday": ("2024-07-01", 0, 1, "2024-06-28 15:30", "2024-06-28 13:30"),
    "flies on a Wednesday": ("2024-06-26", 0, 1, "2024-06-25 15:30", "2024-06-25 13:30"),
    "flies on the day after joint leave": ("2024-06-19", 0, 1, "2024-06-14 15:30", "2024-06-14 13:30"),
    "flies on a holiday": ("2024-06-17", 0, 1, "2024-06-14 15:30", "2024-06-14 13:30"),
    "flies on joint leave": ("2024-06-18", 0, 1, "2024-06-14 15:30", "2024-06-14 13:30"),
    "two open days of lead over the leave": ("2024-06-20", 0, 2, "2024-06-14 15:30", "2024-06-14 13:30"),
    "flew long ago": ("2024-06-03", 0, 1, "2024-05-31 15:30", "2024-05-31 13:30"),
    "in Ramadan the counter closes earlier": ("2024-03-14", 0, 1, "2024-03-13 14:30", "2024-03-13 12:30"),
    "first working day after Idulfitri leave": ("2024-04-10", 0, 1, "2024-04-05 14:30", "2024-04-05 12:30"),
    "visa a week before the flight": ("2024-07-10", 7, 1, "2024-07-02 15:30", "2024-07-02 13:30"),
    "visa on a day of leave": ("2024-06-25", 7, 1, "2024-06-14 15:30", "2024-06-14 13:30"),
    "at night, with its time": ("2024-06-29 00:30", 0, 1, "2024-06-28 15:30", "2024-06-28 13:30"),
    "urgent: collects on the day itself": ("2024-06-27 14:00", 0, 0, "2024-06-27 10:00", "2024-06-27 08:00"),
    "urgent: in the evening, all day counts": ("2024-06-27 23:00", 0, 0, "2024-06-27 15:30", "2024-06-27 13:30"),
    "urgent: too early to collect that day": ("2024-06-27 12:00", 0, 0, "2024-06-26 15:30", "2024-06-26 13:30"),
    "urgent: at dawn": ("2024-06-27 05:00", 0, 0, "2024-06-26 15:30", "2024-06-26 13:30"),
    "urgent: no time known, so the day before": ("2024-06-27", 0, 0, "2024-06-26 15:30", "2024-06-26 13:30"),
    "urgent: on a Sunday": ("2024-06-30 20:00", 0, 0, "2024-06-28 15:30", "2024-06-28 13:30"),
    "urgent: collected soon after lunch": ("2024-06-27 18:00", 0, 0, "2024-06-27 14:00", "2024-06-27 11:00"),
    "urgent: printed the evening before": ("2024-06-27 13:00", 0, 0, "2024-06-27 09:00", "2024-06-26 15:30"),
}


@pytest.mark.parametrize(
    ("departs", "visa", "lead", "collect_by", "must_be_printed"), _CASES.values(), ids=_CASES.keys()
)
def test_print_by_table(departs: str, visa: int, lead: int, collect_by: str, must_be_printed: str) -> None:
    trip = Trip(at(departs), " " in departs, visa, "ticket")
    assert CLOCK.last_pickup(trip, LeadRule(lead)) == at(collect_by)
    assert print_by(trip, LeadRule(lead), OFFICE, COUNTER) == at(must_be_printed)


@pytest.mark.parametrize(
    ("zone", "departs_in", "collect_by"),
    [
        (WITA, WITA, "2024-06-28 15:30"),
        (WIT, WIT, "2024-06-28 15:30"),
        # Midnight in Jayapura is ten in the evening of the 28th in Semarang: one open day before that.
        (WIB, WIT, "2024-06-27 15:30"),
        (WIT, WIB, "2024-06-28 15:30"),
    ],
)
def test_the_departures_zone_and_the_offices_zone_both_count(
    zone: ZoneInfo, departs_in: ZoneInfo, collect_by: str
) -> None:
    trip = Trip(at("2024-06-29", departs_in))
    assert clock(zone).last_pickup(trip, LeadRule(1)) == at(collect_by, zone)


def test_without_a_trip_there_is_no_print_by() -> None:
    assert print_by(None, LeadRule(), OFFICE, COUNTER) is None


@pytest.mark.parametrize(
    ("promised", "must_be_printed"),
    [
        (date(2024, 6, 26), "2024-06-26 13:30"),
        (at("2024-06-26 15:30"), "2024-06-26 13:30"),
        (at("2024-06-26 23:30", WITA), "2024-06-26 13:30"),
        (date(2024, 6, 17), "2024-06-14 13:30"),
        (date(2024, 3, 13), "2024-03-13 12:30"),
    ],
)
def test_a_promise_is_kept_before_the_counter_closes(promised: date, must_be_printed: str) -> None:
    assert print_by_promise(promised, OFFICE, COUNTER) == at(must_be_printed)


@pytest.mark.parametrize(
    ("printed", "ready"),
    [
        ("2024-06-26 07:30", "2024-06-26 09:30"),
        ("2024-06-26 13:30", "2024-06-26 15:30"),
        ("2024-06-26 13:31", "2024-06-27 08:00"),
        ("2024-06-26 20:00", "2024-06-27 09:30"),
        ("2024-06-14 16:00", "2024-06-19 09:00"),
        ("2024-06-29 10:00", "2024-07-01 09:30"),
    ],
)
def test_what_is_printed_then_can_be_collected_from(printed: str, ready: str) -> None:
    assert ready_from(at(printed), OFFICE, COUNTER) == at(ready)


def test_without_a_lag_a_print_is_ready_when_the_counter_is_open() -> None:
    quick = PickupClock(OFFICE, COUNTER, timedelta(0))
    assert quick.ready_from(at("2024-06-26 09:00")) == at("2024-06-26 09:00")
    assert quick.ready_from(at("2024-06-26 20:00")) == at("2024-06-27 08:00")
    assert quick.last_print(at("2024-06-26 15:30")) == at("2024-06-26 15:30")


_MOMENTS = moments("2024-03-01", "2024-09-01")
_TRIPS = st.builds(Trip, _MOMENTS, st.booleans(), st.integers(0, 30))
_LEADS = st.builds(LeadRule, st.integers(0, 4), st.timedeltas(timedelta(0), timedelta(hours=12)))


@given(_TRIPS, _LEADS, _MOMENTS, st.timedeltas(timedelta(0), timedelta(hours=20)))
def test_printed_by_then_is_collected_in_time_and_later_is_not(
    trip: Trip, lead: LeadRule, printed: datetime, lag: timedelta
) -> None:
    times = PickupClock(OFFICE, COUNTER, lag)
    last, pickup = times.print_by(trip, lead), times.last_pickup(trip, lead)
    assert last is not None
    for moment in (printed, last, last + timedelta(microseconds=1)):
        assert (times.ready_from(moment) <= pickup) == (moment <= last)


@given(_TRIPS, _LEADS)
def test_the_last_pickup_is_in_counter_hours_and_before_the_trip(trip: Trip, lead: LeadRule) -> None:
    pickup = CLOCK.last_pickup(trip, lead)
    assert any(start <= pickup <= end for start, end in COUNTER.hours(pickup.date()))
    needed = trip.departs_at - timedelta(days=trip.visa_lead_days)
    assert pickup <= needed - (lead.travel_margin if trip.has_time else timedelta(0))
    if lead.pickup_lead_days:
        assert (
            COUNTER.open_days_between(pickup.date(), needed.date() - timedelta(days=1)) >= lead.pickup_lead_days - 1
        )
        assert pickup.date() < needed.date()


def test_cuts_are_the_last_prints_for_each_open_days_pickup() -> None:
    assert list(CLOCK.cuts(date(2024, 6, 28), 4)) == [at("2024-06-28 13:30"), at("2024-07-01 13:30")]
