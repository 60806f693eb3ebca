"""The figures of the charts: they are those of the plan, the board and the log, and each day is said in words."""

from collections import Counter
from datetime import date, timedelta

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.services.board import BoardService
from printdesk.services.charts import ChartService, backlog_chart, shown_ages
from printdesk.services.departures import DeparturesService
from printdesk.services.forecasts import ForecastService
from printdesk.services.plans import PlanService
from printdesk.ui.backlog.forecast_days import curve_days
from tests.services.offices import MadeOffice, at

EN = catalogue("en")


def test_departures_are_parted_by_what_becomes_of_them(office: MadeOffice):
    office.blanks()
    office.application("Rak", state=A.SHELVED, departs_at=at(3, 0, month=7))
    office.application("Antre", departs_at=at(3, 0, month=7), proof="ticket")
    office.application("Tahan", state=A.HELD, hold_reason="data", departs_at=at(3, 0, month=7))
    office.application("Telat", departs_at=at(26, 0), proof="ticket")
    chart = ChartService(office.workplace).charts(EN).departures
    days = {day.day: day for day in chart.days}

    assert days[date(2024, 7, 3)].counts == (1, 1, 1, 0)
    assert days[date(2024, 6, 26)].counts == (0, 0, 0, 1)
    assert "1 at risk" in days[date(2024, 6, 26)].spoken
    assert chart.sentence == "4 depart in the next 14 days; 1 of them are at risk."
    assert [part.name for part in chart.parts] == [
        "on the shelf",
        "in time by the plan",
        "to hurry, or on hold",
        "at risk",
    ]
    assert len({part.fill for part in chart.parts}) == 4


def test_load_agrees_with_the_plan_pool_by_pool_and_shades_closed_days(office: MadeOffice):
    for n in range(200):
        office.application(f"Warga {n}", arrived=at(21, 8) + timedelta(minutes=n))
    office.application("E", service="epassport_laminated")
    plan = PlanService(office.workplace).plan()
    loads = ChartService(office.workplace).charts(EN).loads

    assert sum(day.total for chart in loads for day in chart.days) == len(plan.rows) == 201
    places = sum(bucket.booklets for bucket in plan.capacity if bucket.end.date() <= date(2024, 7, 9))
    assert sum(day.room or 0 for chart in loads for day in chart.days) == places
    assert all(day.total <= (day.room or 0) for chart in loads for day in chart.days)
    saturday = next(day for day in loads[0].days if day.day == date(2024, 6, 29))
    assert saturday.closed
    assert any("Printer R1 + Printer R2" in chart.title or "R1" in chart.title for chart in loads)


def test_ages_add_up_to_the_board_with_those_who_travel_soon(office: MadeOffice):
    late = {"promised": at(24, 15), "arrived": at(19, 9)}
    office.application("A", **late, departs_at=at(30, 0))
    office.application("B", **late)
    office.application("C")
    chart, board = ChartService(office.workplace).charts(EN).ages, BoardService(office.workplace).board()

    assert [day.counts for day in chart.days] == [(0, 1, 1), (1, 0, 0)]
    assert sum(day.total for day in chart.days) == board.waiting == 3
    assert sum(day.counts[2] for day in chart.days) == board.travelling_soon == 1
    assert chart.sentence == "3 wait; 2 of them past their promise, 1 of these travel within 7 days."


def test_many_days_of_arrival_are_added_to_the_first_bar_and_lose_nobody(office: MadeOffice):
    for n in range(20):
        office.application(f"W{n}", arrived=at(1, 9) + timedelta(days=n))
    chart = ChartService(office.workplace).charts(EN).ages

    assert len(chart.days) == 14
    assert chart.days[0].label == "up to"
    assert chart.days[0].total == 7
    assert sum(day.total for day in chart.days) == 20


def test_the_backlog_begins_with_what_waited_and_widens_ahead(sqlite_office: MadeOffice):
    office = sqlite_office
    for n in range(60):
        office.application(f"W{n}", arrived=at(20, 9) + timedelta(minutes=n))
    found = ForecastService(office.workplace).forecast()
    chart = backlog_chart(found, EN)
    today = next(day for day in chart.days if day.day == chart.today)
    ahead = [day for day in chart.days if day.day > chart.today]

    assert today.was == today.middle == 60
    assert [day.was for day in chart.days if day.day < chart.today] == [
        each.waiting for each in found.mornings if each.day < chart.today
    ][-8:]
    assert ahead
    for before, day in zip(found.usual.days, ahead, strict=False):
        assert (day.low, day.middle, day.high) == (before.backlog.low, before.backlog.middle, before.backlog.high)


def test_the_window_and_the_papers_draw_the_same_figures(sqlite_office: MadeOffice):
    office = sqlite_office
    office.blanks()
    for n in range(330):
        office.application(f"W{n}", arrived=at(5 + n % 16, 9), departs_at=at(27, 0) + timedelta(days=n % 20))
    office.application("Rak", state=A.SHELVED, departs_at=at(3, 0, month=7))
    office.application("Tahan", state=A.HELD, hold_reason="data", departs_at=at(3, 0, month=7))
    charts, board = ChartService(office.workplace).charts(EN), BoardService(office.workplace).board()

    strip = DeparturesService(office.workplace).departures().days
    on_paper = [(day.day, day.total, day.counts[0] + day.counts[1], day.counts[3]) for day in charts.departures.days]
    assert [(day.day, day.departing, day.in_time, day.at_risk) for day in strip] == on_paper
    assert [day.unsure for day in strip] == [day.counts[2] for day in charts.departures.days]

    places, planned = Counter[date](), Counter[date]()
    for day in (day for chart in charts.loads for day in chart.days):
        places[day.day] += day.room or 0
        planned[day.day] += day.total
    assert {load.day: (load.planned, load.places) for load in board.loads if load.places} == {
        day: (planned[day], count) for day, count in places.items() if count
    }
    ages, older = shown_ages(board.ages)
    assert older
    assert [(age.waiting, age.overdue) for age in ages] == [
        (day.total, day.counts[1] + day.counts[2]) for day in charts.ages.days
    ]

    found = ForecastService(office.workplace).forecast()
    window, paper = curve_days(found), backlog_chart(found, EN).days
    assert len(paper) > 8
    assert [(day.day, day.waited, day.expected, day.low, day.high) for day in window] == [
        (day.day, day.was, day.middle, day.low, day.high) for day in paper
    ]
