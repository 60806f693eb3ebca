"""Who departs when, against who is ready in time: agreeing with the plan, and counting every booklet once."""

from datetime import date, timedelta

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.services.departure_words import day_sentence, verdict_words
from printdesk.services.departures import Departures, DeparturesService, Verdict
from printdesk.services.office import OfficeService
from printdesk.services.plans import PlanService
from printdesk.services.settings_file import SwitchEntry
from tests.services.offices import SRI, MadeOffice, at, op

EN = catalogue("en")


def read(office: MadeOffice) -> Departures:
    return DeparturesService(office.workplace).departures()


def verdicts(found: Departures) -> dict[int, Verdict]:
    return {row.application_id: row.verdict for row in found.rows}


def test_every_open_trip_is_counted_once_wherever_its_booklet_is(office: MadeOffice):
    friday = {"departs_at": at(28, 0), "proof": "ticket"}
    office.blanks()
    waits = office.application("TUNGGU", **friday)
    made = {
        state: office.application(state, state=state, claimed_station="R1", claimed_at=at(26), claim_order=1,
                                  claimed_until=at(27), **friday)
        for state in (A.CLAIMED, A.PRINTING, A.PRINTED, A.PASSED, A.SHELVED, A.HELD)
    }  # fmt: skip
    for state in (A.COLLECTED, A.CANCELLED):
        office.application(state, state=state, **friday)
    office.application("TANPA PERJALANAN")

    found = read(office)

    assert verdicts(found) == {
        waits: Verdict.IN_TIME, made[A.CLAIMED]: Verdict.IN_TIME, made[A.PRINTING]: Verdict.IN_TIME,
        made[A.PRINTED]: Verdict.IN_TIME, made[A.PASSED]: Verdict.IN_TIME, made[A.SHELVED]: Verdict.READY,
        made[A.HELD]: Verdict.HELD,
    }  # fmt: skip
    day = next(day for day in found.days if day.day == date(2024, 6, 28))
    assert (day.departing, day.in_time, day.at_risk, day.hurry, day.held) == (7, 6, 0, 0, 1)
    assert day_sentence(day, EN) == "Fri 28 June: 7 depart, 6 in time, 1 on hold."
    assert sum(each.departing for each in found.days) == 7
    words = {verdict_words(row, EN) for row in found.rows}
    assert words == {"In time", "In time, being printed", "In time, in check", "On the shelf", "On hold"}


def test_what_is_at_risk_is_what_the_plan_says(office: MadeOffice):
    office.application("AMAN", departs_at=at(5, 0, month=7), proof="ticket")
    for n in range(3):
        office.application(f"TERANCAM {n}", service="epassport_laminated", departs_at=at(28 + n, 0), proof="ticket")
    OfficeService(office.workplace).set_service_state(SRI, SwitchEntry("epassport_laminated", "down"), op())

    found, plan = read(office), PlanService(office.workplace).plan()

    assert [row.application_id for row in found.at_risk] == [
        row.application_id for row in sorted(plan.rows, key=lambda row: row.departs_at or at(1, month=9))
        if row.trip_at_risk
    ]  # fmt: skip
    assert [(day.day.day, day.at_risk) for day in found.days if day.at_risk] == [(28, 1), (29, 1), (30, 1)]
    assert [row.name for row in found.on(date(2024, 6, 29), risk_only=True)] == ["TERANCAM 1"]
    assert found.on(date(2024, 7, 5))[0].position == plan.row(found.on(date(2024, 7, 5))[0].application_id).position


def test_a_booklet_that_is_made_too_late_is_to_be_hurried(sqlite_office: MadeOffice):
    office = sqlite_office
    late = office.application(
        "SUSI",
        state=A.PRINTED,
        state_since=at(26, 7, 55),
        departs_at=at(26, 9),
        departs_has_time=True,
        proof="ticket",
    )
    found = read(office)
    assert verdicts(found) == {late: Verdict.HURRY}
    assert verdict_words(found.rows[0], EN) == "Too late, hurry it"
    assert (found.days[0].hurry, found.days[0].in_time, found.days[0].unsure) == (1, 0, 1)


def test_trips_that_have_gone_by_and_trips_far_ahead_are_found_too(sqlite_office: MadeOffice):
    office = sqlite_office
    gone = office.application("TERLAMBAT", departs_at=at(25, 0), proof="ticket")
    held = office.application("DITAHAN", state=A.HELD, departs_at=at(24, 0))
    office.application("DI RAK", state=A.SHELVED, departs_at=at(24, 0))
    last = office.application("HARI TERAKHIR", departs_at=at(9, 0, month=7))
    far = office.application("NANTI", departs_at=at(10, 0, month=7))

    found = read(office)

    assert {row.application_id for row in found.passed} == {gone, held}
    assert [row.application_id for row in found.later] == [far]
    assert [row.application_id for row in found.on(date(2024, 7, 9))] == [last]
    assert [day.day for day in found.days] == [date(2024, 6, 26) + timedelta(days=n) for n in range(14)]
    assert found.on(date(2024, 6, 25)) == ()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 6, 27), "Thu 27 June: nobody departs."),
        (date(2024, 6, 29), "Sat 29 June: nobody departs. The office is closed."),
        (date(2024, 7, 7), "Sun 7 July: nobody departs. The office is closed: Tahun Baru Islam."),
    ],
)
def test_a_day_says_whether_the_office_is_closed_and_why(sqlite_office: MadeOffice, day: date, said: str):
    found = next(each for each in read(sqlite_office).days if each.day == day)
    assert day_sentence(found, EN) == said
