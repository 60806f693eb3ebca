"""Planned deliveries, the plan that counts on them, and how long the stock lasts."""

from datetime import date, time

import pytest

from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import bundle
from tests.services.offices import DWI, SRI, MadeOffice, at, op

TODAY = date(2024, 6, 26)


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def test_a_delivery_is_planned_and_settled_by_the_batch_that_came(office: MadeOffice):
    services = _services(office)

    planned = services.deliveries.expect(SRI, "regular48", 500, date(2024, 6, 28), op(), note="from  Jakarta")
    with pytest.raises(RuleViolationError, match="not the delivery that was planned"):
        services.blanks.receive(SRI, "regular24", "D1000001", "D1000010", "dwi", op(), delivery=planned.id)
    assert services.blanks.balances()[1].received == 0
    batch = services.blanks.receive(SRI, "regular48", "C1000001", "C1000480", "dwi", op(), delivery=planned.id)

    (row,) = services.deliveries.all()
    assert (row.state, row.count, row.came, row.batch_id, row.note) == (
        "received",
        500,
        480,
        batch.id,
        "from Jakarta",
    )
    assert services.deliveries.expected() == ()
    with pytest.raises(RuleViolationError, match="not expected any more"):
        services.deliveries.cancel(SRI, planned.id, op())


@pytest.mark.parametrize(("count", "day"), [(0, TODAY), (10, date(2024, 6, 25)), (10, date(2030, 1, 1))])
def test_what_cannot_be_planned_is_refused(sqlite_office: MadeOffice, count: int, day: date):
    with pytest.raises(RuleViolationError):
        _services(sqlite_office).deliveries.expect(SRI, "regular48", count, day, op())


def test_those_without_a_blank_are_planned_for_the_delivery_that_brings_it_and_told_so(office: MadeOffice):
    services = _services(office)
    office.blanks(how_many=2, holder=None)
    ids = [office.application(arrived=at(20, 8, minute)) for minute in range(4)]
    assert [row.planned is None for row in services.plans.plan().rows] == [False, False, True, True]

    services.deliveries.expect(SRI, "regular48", 1, date(2024, 6, 28), op(), hour=time(10, 0))
    services.deliveries.expect(SRI, "regular48", 5, date(2024, 6, 28), op())
    plan = services.plans.plan()

    rows = {row.application_id: row for row in plan.rows}
    assert [rows[key].planned.date().day for key in ids] == [26, 26, 28, 1]
    assert rows[ids[2]].planned > at(28, 10)
    why = [plan.why(rows[key], catalogue("en")) for key in ids]
    assert "delivery" not in why[0] + why[1]
    assert "Its blank comes with the delivery that can be used from Fri 28 June 10:00 on." in why[2]
    assert "used from Mon 1 July 07:30 on" in why[3]
    assert services.plans.order_for_station("R1") == ids[:2]


def test_who_gets_none_of_the_planned_blanks_is_told_until_when_they_are_gone(sqlite_office: MadeOffice):
    services = _services(sqlite_office)
    sqlite_office.blanks(how_many=1, holder=None)
    ids = [sqlite_office.application(arrived=at(20, 8, minute)) for minute in range(3)]
    services.deliveries.expect(SRI, "regular48", 1, date(2024, 6, 28), op())

    plan = services.plans.plan()

    said = plan.why(plan.row(ids[2]), catalogue("en"))
    assert "planned until Mon 1 July 07:30 are needed for others before it" in said


def test_a_delivery_whose_day_is_past_is_overdue_and_not_counted_on(sqlite_office: MadeOffice):
    services = _services(sqlite_office)
    sqlite_office.blanks(how_many=1, holder=None)
    sqlite_office.application()
    second = sqlite_office.application()
    services.deliveries.expect(SRI, "regular48", 10, TODAY, op())
    assert services.plans.plan().row(second).planned.date() == date(2024, 6, 27)

    sqlite_office.clock.set(27, 9)

    (row,) = services.deliveries.expected()
    assert (row.overdue, row.usable) == (True, None)
    assert services.plans.plan().row(second).planned is None


def _printed(office: MadeOffice, day: int, count: int) -> None:
    office.clock.set(day, 10)
    for _number in range(count):
        office.application(state=ApplicationState.PRINTED)


def test_days_left_follow_the_median_of_the_last_printing_days_and_the_pace_of_full_stations(office: MadeOffice):
    services = _services(office)
    for day, count in ((19, 2), (20, 9), (25, 4)):
        _printed(office, day, count)
    office.clock.set(26, 7)
    office.blanks(how_many=10, holder=None)
    office.blanks(first="C2000001", how_many=4, holder="dwi")

    one = services.stock_days.all()[0]

    assert (one.stock, one.pace) == (14, 4.0)
    assert (one.days, one.until) == (3, date(2024, 7, 1))
    assert (one.recovery_days, one.recovery_until) == (0, TODAY)
    assert one.level == "low"


def test_stock_that_ends_before_the_next_delivery_is_short_and_else_calm(sqlite_office: MadeOffice):
    office, services = sqlite_office, _services(sqlite_office)
    _printed(office, 25, 4)
    office.clock.set(26, 7)
    office.blanks(how_many=1000, holder=None)
    assert services.stock_days.all()[0].level == "calm"

    services.deliveries.expect(SRI, "regular48", 100, date(2024, 7, 5), op())
    with office.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE booklet SET state = 'destroyed' WHERE serial > 'C1000012'")

    one = services.stock_days.all()[0]
    assert (one.stock, one.until, one.level) == (12, date(2024, 6, 28), "short")
    assert services.stock_days.all()[1].level == "calm"


def test_nobody_is_warned_of_a_kind_that_is_not_kept_here(sqlite_office: MadeOffice):
    assert {one.level for one in _services(sqlite_office).stock_days.all()} == {"calm"}
    assert DWI.user == "dwi"
