"""The inbox: what it finds, since when, and what happens when it is noted, given to somebody, or dealt with."""

from datetime import timedelta

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Booklet
from printdesk.services.downtime import DowntimeService
from printdesk.services.inbox import InboxItem, InboxService, unnoted
from printdesk.services.missing import MissingService
from printdesk.services.office import OfficeService
from printdesk.services.plan_history import PlanHistoryService
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.warnings import SHEET_EXCEPTIONS, raise_warning
from tests.services.offices import DWI, SRI, MadeOffice, at, op

EN = catalogue("en")


def inbox(office: MadeOffice) -> dict[str, InboxItem]:
    """What is in the inbox, by kind; one of each."""
    return {item.kind: item for item in InboxService(office.workplace).items(EN)}


def stop_service(office: MadeOffice) -> None:
    entry = SwitchEntry("regular24", "down", 100, at(28, 7, 30), "")
    OfficeService(office.workplace).set_service_state(SRI, entry, op())


def test_a_calm_office_has_nothing_in_its_inbox(office: MadeOffice):
    office.application()

    assert inbox(office) == {}


def test_a_service_that_is_down_stands_there_with_its_day_until_it_works(office: MadeOffice):
    stop_service(office)
    found = inbox(office)["service_stopped"]

    assert found.text == "Passport 24 is down. Expected back Fri 28 June 07:30."
    assert found.since == at(26, 8)
    assert (found.room, found.view) == ("backlog", "works")

    OfficeService(office.workplace).set_service_state(SRI, SwitchEntry("regular24", "up", 100, None, ""), op())
    assert "service_stopped" not in inbox(office)


def test_unconfirmed_and_missing_booklets_are_urgent_and_name_what_to_do(office: MadeOffice):
    office.application("Siti Aminah", state=A.UNCONFIRMED, state_since=at(26, 7), claimed_station="R2")
    serial = office.blanks(holder=None)[0]
    MissingService(office.workplace).declare(SRI, [serial], "not in the safe", op())
    found = inbox(office)

    assert "Siti Aminah" in found["unconfirmed"].text
    assert found["unconfirmed"].since == at(26, 7)
    assert serial in found["missing_serial"].text
    assert all(found[kind].urgent for kind in ("unconfirmed", "missing_serial"))


def test_a_trip_is_newly_at_risk_only_if_it_was_not_by_the_last_plan_of_the_day_before(office: MadeOffice):
    old = office.application("Lama", departs_at=at(25, 0), proof="ticket")
    office.clock.set(25, 15)
    PlanHistoryService(office.workplace).keep("test")
    office.clock.set(26, 8)
    new = office.application("Baru", departs_at=at(26, 0), proof="ticket")
    risky = [item for item in InboxService(office.workplace).items(EN) if item.kind == "trip_newly_at_risk"]

    assert [item.application_id for item in risky] == [new]
    assert old not in [item.application_id for item in risky]


def test_few_blanks_without_a_delivery_are_told_with_their_count(office: MadeOffice):
    office.blanks(how_many=3, holder=None)
    office.application()
    found = inbox(office)["low_stock"]

    assert found.text.startswith("3 blanks of Regular passport 48 are left.")
    assert found.advice == "No delivery is planned: order blanks and note the day."


def test_the_calendars_last_year_is_told_before_it_ends(office: MadeOffice):
    office.clock.moment = at(26) + timedelta(days=1180)  # September 2027; the calendar ends with that year
    assert "calendar_ends" not in inbox(office)

    office.clock.moment += timedelta(days=60)
    assert "2027" in inbox(office)["calendar_ends"].text


def test_what_was_noted_counts_no_more_and_comes_again_when_it_happens_again(office: MadeOffice):
    stop_service(office)
    service = InboxService(office.workplace)
    key = inbox(office)["service_stopped"].key
    office.clock.step(minutes=5)
    service.note(SRI, key, op())
    noted = inbox(office)["service_stopped"]

    assert noted.noted_by == "Sri Wahyuni"
    assert unnoted(service.items(EN)) == 0

    office.clock.step(hours=1)
    OfficeService(office.workplace).set_service_state(SRI, SwitchEntry("regular24", "up", 100, None, ""), op())
    stop_service(office)
    assert unnoted(service.items(EN)) == 1


def test_something_is_given_to_a_person_who_works_here_and_taken_back(office: MadeOffice):
    stop_service(office)
    service = InboxService(office.workplace)
    key = inbox(office)["service_stopped"].key
    service.assign(SRI, key, "bagus", op())
    assert inbox(office)["service_stopped"].assigned_to == "Bagus Prakoso"

    with pytest.raises(RuleViolationError):
        service.assign(SRI, key, "nobody", op())
    service.assign(SRI, key, "", op())
    assert inbox(office)["service_stopped"].assigned_to == ""


def test_only_a_supervisor_notes_and_only_what_is_there(office: MadeOffice):
    stop_service(office)
    service = InboxService(office.workplace)
    with pytest.raises(RuleViolationError):
        service.note(DWI, inbox(office)["service_stopped"].key, op())
    with pytest.raises(RuleViolationError):
        service.note(SRI, "service_stopped:regular48/down", op())

    assert inbox(office)["service_stopped"].noted_at is None


def test_a_warning_of_an_act_is_noted_through_the_same_inbox_and_leaves_it(office: MadeOffice):
    def do(work: object) -> dict[str, object]:
        raise_warning(work, SHEET_EXCEPTIONS, subject="LB-2024-000001", details={"count": 2})  # type: ignore[arg-type]
        return {}

    office.workplace.perform("test", SRI, op(), do)
    service = InboxService(office.workplace)
    (item,) = service.items(EN)
    assert (item.kind, item.room) == (SHEET_EXCEPTIONS, "print_room")
    service.note(SRI, item.key, op())

    assert service.items(EN) == ()


def test_the_pack_of_paper_is_missed_in_the_afternoon_until_it_is_made(office: MadeOffice):
    assert "downtime_pack_missing" not in inbox(office)
    office.clock.set(26, 15, 1)
    assert inbox(office)["downtime_pack_missing"].since == at(26, 15)

    DowntimeService(office.workplace).make(SRI, EN, op())
    assert "downtime_pack_missing" not in inbox(office)


def test_nothing_of_an_applicant_reaches_the_ledger(office: MadeOffice):
    office.application("Siti Aminah", state=A.UNCONFIRMED, state_since=at(26, 7), claimed_station="R2")
    service = InboxService(office.workplace)
    service.note(SRI, inbox(office)["unconfirmed"].key, op())
    said = " ".join(f"{entry.object_id} {entry.details}" for entry in office.ledger())

    assert "note_warning" in [entry.act for entry in office.ledger()]
    assert "Siti" not in said
    with office.database.reading() as session:
        assert session.query(Booklet).count() == 1
