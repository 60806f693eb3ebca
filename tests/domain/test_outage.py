"""What an outage does to a promise, on the calendar of June 2024: 17 and 18 June were days off."""

from datetime import date, datetime, time
from fractions import Fraction

import pytest

from printdesk.domain.calendar import DayRule, WorkCalendar
from printdesk.domain.outage import CHECK, PICKUP, PRINT, Calendars, Passage, Stop, lost_days, rebase, touches, union
from tests.services.offices import WIB, at

DAY = ((time(8), time(16)),)
HOURS = WorkCalendar(
    WIB,
    (DAY, DAY, DAY, DAY, DAY, (), ()),
    days=(DayRule(date(2024, 6, 17), "Iduladha"), DayRule(date(2024, 6, 18), "Cuti")),
)
BOTH = Calendars(HOURS, HOURS)


def passage(arrived: int, promised: int, **values: datetime) -> Passage:
    return Passage(at(arrived, 9), at(promised, 16), **values)


def stop(first: datetime, last: datetime, stage: str = PRINT) -> Stop:
    return Stop(stage, first, last)


def promised(case: Passage, *stops: Stop) -> datetime:
    return rebase(case, stops, BOTH).promised


def test_whole_days_are_given_back_over_the_weekend():
    # Wed 19 June, four days: Tue 25. Down Thu, Fri, Mon and Tue: four of its days are gone.
    found = rebase(passage(19, 25), [stop(at(20, 7, 30), at(25, 16))], BOTH)
    assert (found.promised, found.days, found.passed) == (at(1, 16, month=7), 4, False)


def test_days_off_and_weekends_cost_nothing():
    assert promised(passage(14, 20), stop(at(15, 0), at(19, 0))) == at(20, 16)
    assert promised(passage(14, 20), stop(at(15, 0), at(19, 16))) == at(21, 16)


@pytest.mark.parametrize(
    ("last", "expected"),
    [(at(20, 11, 59), at(25, 16)), (at(20, 12), at(26, 16)), (at(21, 11, 59), at(26, 16)), (at(21, 12), at(27, 16))],
)
def test_half_a_day_and_more_counts_as_a_whole_one(last: datetime, expected: datetime):
    assert promised(passage(19, 25), stop(at(20, 8), last)) == expected


def test_halves_of_several_days_are_added_up():
    three_hours = [stop(at(day, 8), at(day, 11)) for day in (20, 21)]
    assert promised(passage(19, 25), three_hours[0]) == at(25, 16)
    assert promised(passage(19, 25), *three_hours) == at(26, 16)


def test_a_night_costs_only_the_hours_that_the_office_was_open():
    assert lost_days([(at(20, 22), at(21, 6))], HOURS) == 0
    assert lost_days([(at(20, 14), at(21, 10))], HOURS) == Fraction(1, 2)


def test_outages_at_the_same_time_count_once_in_any_order():
    one, two = stop(at(20, 8), at(21, 16)), stop(at(21, 8), at(24, 16), CHECK)
    assert promised(passage(19, 25), one, two) == promised(passage(19, 25), two, one) == at(28, 16)
    assert promised(passage(19, 25), one, one) == at(27, 16)


def test_days_lost_while_the_promise_moves_count_as_well():
    # Promised Tue 25; the two days lost before move it to Thu 27, and Wed 26 is lost too.
    assert promised(passage(19, 25), stop(at(20, 8), at(21, 16)), stop(at(26, 8), at(26, 16))) == at(28, 16)


def test_a_promise_that_had_passed_before_stays():
    found = rebase(passage(10, 14), [stop(at(20, 8), at(25, 16))], BOTH)
    assert (found.promised, found.days, found.passed) == (at(14, 16), 0, True)


def test_the_time_before_an_arrival_costs_nothing():
    late = Passage(at(25, 9), at(1, 16, month=7))
    assert promised(late, stop(at(20, 8), at(25, 16))) == at(1, 16, month=7)
    assert not touches(late, stop(at(20, 8), at(25, 9)))


def test_what_had_left_the_printer_feels_the_printer_no_more():
    printed = passage(19, 25, printed=at(20, 8))
    assert promised(printed, stop(at(20, 8), at(25, 16))) == at(25, 16)
    assert promised(printed, stop(at(20, 8), at(25, 16), CHECK)) == at(1, 16, month=7)
    assert promised(passage(19, 25, printed=at(21, 8)), stop(at(20, 8), at(25, 16))) == at(26, 16)


def test_a_closed_counter_moves_only_a_promise_that_falls_on_it():
    assert promised(passage(19, 25), stop(at(20, 8), at(21, 16), PICKUP)) == at(25, 16)
    assert promised(passage(19, 25), stop(at(25, 8), at(26, 16), PICKUP)) == at(27, 16)


def test_same_day_service_loses_its_own_day():
    same_day = Passage(at(20, 9), at(20, 16))
    assert promised(same_day, stop(at(20, 9), at(20, 16))) == at(21, 16)


def test_stretches_become_one_where_they_meet():
    assert union([(at(21), at(22)), (at(20), at(21)), (at(24), at(24))]) == ((at(20), at(22)),)
