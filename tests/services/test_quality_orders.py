"""An order lets one person print and check for its time, and no longer."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import set_language
from printdesk.services import bundle
from printdesk.services.quality_orders import OrderEntry
from tests.services.offices import DWI, SRI, MadeOffice, at, op
from tests.services.test_quality import ALL

ORDER = OrderEntry("regular48", "W13/12", "Kepala Seksi", "one officer on duty", at(26, 8), at(26, 16))


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("id")


def test_while_it_holds_the_printer_may_check_and_afterwards_not(office: MadeOffice):
    services = bundle.services(office.database, office.clock)
    first, second, third = (office.application(f"A {n}", state=A.PRINTED) for n in range(3))
    other = office.application("B", state=A.PRINTED, service="regular24")

    made = services.quality_orders.record(SRI, ORDER, op())
    services.quality.passes(DWI, first, ALL, op())

    assert (made.state, made.recorded_by) == ("in_force", "Sri Wahyuni")
    assert json.loads(office.ledger("pass_check")[0].details)["order"] == "W13/12"
    with pytest.raises(RuleViolationError, match="You printed this booklet yourself"):
        services.quality.passes(DWI, other, ALL, op())
    office.clock.set(26, 15, 59)
    services.quality.fails(DWI, second, "photo", op())
    office.clock.set(26, 16)
    with pytest.raises(RuleViolationError, match="You printed this booklet yourself"):
        services.quality.passes(DWI, third, ALL, op())
    assert services.quality_orders.in_force() == ()
    assert [each.state for each in services.quality_orders.orders()] == ["over"]


def test_it_can_be_ended_and_is_kept(office: MadeOffice):
    services = bundle.services(office.database, office.clock)
    application = office.application(state=A.PRINTED)
    made = services.quality_orders.record(SRI, ORDER, op())
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        services.quality_orders.end(DWI, made.id, op())

    services.quality_orders.end(SRI, made.id, op())

    with pytest.raises(RuleViolationError, match="You printed this booklet yourself"):
        services.quality.passes(DWI, application, ALL, op())
    with pytest.raises(RuleViolationError, match="over already"):
        services.quality_orders.end(SRI, made.id, op())
    assert [each.state for each in services.quality_orders.orders()] == ["ended"]
    assert [entry.act for entry in office.ledger()][-2:] == ["order_one_person", "end_one_person"]
    assert "one officer" not in "".join(entry.details for entry in office.ledger())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"number": " "}, "Missing: order number"),
        ({"ordered_by": ""}, "Missing: who ordered it"),
        ({"reason": ""}, "needs a reason"),
        ({"ends": at(26, 7)}, "end before it begins"),
        ({"starts": at(25, 8), "ends": at(26, 8)}, "is over already"),
        ({"ends": at(26, 9) + timedelta(days=31)}, "at most 31 days"),
        ({"service": "regular9"}, "There is no service type"),
        ({"number": "N" * 61}, "longer than 60"),
    ],
)
def test_what_is_missing_or_impossible_is_refused(sqlite_office: MadeOffice, change, says):
    orders = bundle.services(sqlite_office.database, sqlite_office.clock).quality_orders
    with pytest.raises(RuleViolationError, match=says):
        orders.record(SRI, replace(ORDER, **change), op())
    assert orders.orders() == ()


def test_only_a_supervisor_records_one_and_two_do_not_overlap(sqlite_office: MadeOffice):
    orders = bundle.services(sqlite_office.database, sqlite_office.clock).quality_orders
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        orders.record(DWI, ORDER, op())
    orders.record(SRI, ORDER, op())
    with pytest.raises(RuleViolationError, match="Order W13/12 holds"):
        orders.record(SRI, replace(ORDER, number="2", starts=at(26, 15), ends=at(26, 18)), op())
    assert orders.record(SRI, replace(ORDER, number="3", starts=at(26, 16), ends=at(26, 18)), op()).state == "coming"
