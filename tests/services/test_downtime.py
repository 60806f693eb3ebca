"""The down-time pack: what stands on it, when it is due, and what comes back of it row by row."""

from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.reports import DowntimeRow
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services.batch_entry import Entry
from printdesk.services.downtime import DowntimeService
from printdesk.services.downtime_back import RowPlace
from printdesk.services.hand_over_acts import HandOver
from printdesk.services.plans import PlanService
from printdesk.services.warnings import SHEET_EXCEPTIONS, WarningsService
from tests.services.offices import DWI, SRI, MadeOffice, at, op

EN = catalogue("en")


def service(office: MadeOffice) -> DowntimeService:
    return DowntimeService(office.workplace)


def state_of(office: MadeOffice, serial: str) -> str:
    with office.database.reading() as session:
        return session.scalars(select(Booklet.state).where(Booklet.serial == serial)).one()


def documents_of(office: MadeOffice) -> tuple[str, ...]:
    with office.workplace.reading() as view:
        return tuple(each.code for each in view.settings.pickup.collectors[0].documents)


def applicant(office: MadeOffice) -> str:
    with office.workplace.reading() as view:
        return view.settings.pickup.collectors[0].code


def handing(office: MadeOffice, key: int, serial: str) -> HandOver:
    return HandOver(key, serial, applicant(office), documents_of(office))


def station_row(office: MadeOffice, pack: str, key: int) -> RowPlace:
    """The row on which an application stands."""
    found = service(office)
    for station in ("R1", "R2"):
        for position in range(1, 50):
            try:
                row = found.row(RowPlace(pack, station, position))
            except RuleViolationError:
                break
            if row.application_id == key:
                return row.place
    raise AssertionError


def station_rows(office: MadeOffice, pack: str) -> list[DowntimeRow]:
    """The rows of a pack that name an application."""
    with office.database.reading() as session:
        rows = session.scalars(select(DowntimeRow).where(DowntimeRow.pack == pack)).all()
        session.expunge_all()
    return [row for row in rows if row.application_id is not None]


def test_the_pack_holds_the_plan_the_shelf_and_blank_rows_whose_codes_lead_back(office: MadeOffice):
    office.blanks()
    keys = [office.application(f"ANTRE {n}", arrived=at(21, 8) + timedelta(minutes=n)) for n in range(5)]
    office.application("DI RAK", state=A.SHELVED, serial="C7000001", shelf_slot="B-007")
    office.application("DIJANJIKAN", state=A.PASSED, promised=at(27, 12), shelf_slot="B-008")
    office.clock.set(26, 15, 30)
    line, document = service(office).make(SRI, EN, op())
    with pypdfium2.PdfDocument(document.content) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
        codes = {
            code.text for page in pdf for code in zxingcpp.read_barcodes(page.render(scale=4).to_pil())
            if "|RK|" in code.text
        }  # fmt: skip

    assert line.day.isoformat() == "2024-06-27"
    assert "until the end of Thursday, 27 June 2024, and 20 % more" in " ".join(text.split())
    for said in (line.number, "As of Wednesday, 26 June 2024, 15:30", "ANTRE 0", "ANTRE 4", "B-007", "C7000001",
                 "DI RAK",
                  "DIJANJIKAN", "Spoiled booklets", "Intake", "Hand-over"):  # fmt: skip
        assert said in text, said
    places = {service(office).find(code) for code in codes}
    assert {place.section for place in places if place} == {"R1", "R2", "handover", "intake", "spoiled"}
    assert len(places) == document.items == len(keys) + 40 + 20 + 16


def test_stations_share_the_order_and_nobody_stands_twice(office: MadeOffice):
    keys = [office.application(f"W{n}", arrived=at(21, 8) + timedelta(minutes=n)) for n in range(30)]
    line, _document = service(office).make(SRI, EN, op())
    places = [station_row(office, line.number, key) for key in keys]

    assert len(set(places)) == 30
    assert [place.section for place in places].count("R1") == 15
    order = [row.application_id for row in PlanService(office.workplace).plan().rows]
    for station in ("R1", "R2"):
        ids = [key for key, place in sorted(zip(keys, places, strict=True), key=lambda each: each[1].position)
               if place.section == station]  # fmt: skip
        assert ids == sorted(ids, key=order.index)


def test_it_ends_a_fifth_beyond_its_day_which_is_today_while_most_of_it_lies_ahead(office: MadeOffice):
    office.blanks(how_many=900, holder=None)
    for n in range(600):
        office.application(f"W{n}", arrived=at(21, 8) + timedelta(minutes=n))
    plan = PlanService(office.workplace).plan()
    of_today = [row.application_id for row in plan.rows if row.planned and row.planned.date() == at(26).date()]
    downtime = service(office)

    morning, _pdf = downtime.make(SRI, EN, op())
    listed = [row.application_id for row in station_rows(office, morning.number)]
    assert morning.day == at(26).date()
    assert set(of_today) < set(listed)
    assert len(of_today) * 1.2 <= len(listed) <= len(of_today) * 1.2 + 2
    assert set(listed) == {row.application_id for row in plan.rows[: len(listed)]}

    office.clock.set(26, 15)
    afternoon, _pdf = downtime.make(SRI, EN, op())
    assert (afternoon.day, downtime.last()) == (at(27).date(), afternoon)
    assert len(of_today) < len(station_rows(office, afternoon.number)) < 1.5 * len(of_today) < 600


def test_it_is_due_once_an_afternoon_on_open_days(office: MadeOffice):
    downtime = service(office)
    office.clock.set(26, 14, 59)
    assert not downtime.due()
    office.clock.set(26, 15)
    assert downtime.due()
    downtime.make(SRI, EN, op(), automatic=True)
    assert not downtime.due()
    office.clock.set(29, 16)  # a Saturday
    assert not downtime.due()


def test_a_forged_code_is_refused_and_another_text_is_no_row(office: MadeOffice):
    with pytest.raises(RuleViolationError):
        service(office).find("PD1|RK|PK-2024-000001/R1/1|20240626|AAAAAAAAAAAAAAAA")

    assert service(office).find("C1000001") is None
    assert service(office).find("PK-2024-000001/handover/3") == RowPlace("PK-2024-000001", "handover", 3)


def test_a_print_on_paper_is_booked_as_the_operators_with_its_blank(office: MadeOffice):
    serial = office.blanks()[0]
    key = office.application("SITI")
    line, _document = service(office).make(SRI, EN, op())
    place = station_row(office, line.number, key)
    row = service(office).enter_print(SRI, place, "dwi", Entry(place.position, "printed", serial), op())

    assert (row.outcome, row.exception) == ("printed", "")
    assert office.get(key).state == A.PRINTED
    assert state_of(office, serial) == BookletState.PERSONALISED
    with pytest.raises(RuleViolationError):
        service(office).enter_print(SRI, place, "dwi", Entry(place.position, "printed", serial), op())


def test_a_print_of_what_was_printed_meanwhile_sets_the_blank_aside_and_is_an_exception(office: MadeOffice):
    serial = office.blanks()[0]
    key = office.application("SITI")
    line, _document = service(office).make(SRI, EN, op())
    place = station_row(office, line.number, key)
    with office.database.writing() as session:
        session.get_one(Application, key).state = A.HELD
    row = service(office).enter_print(SRI, place, "dwi", Entry(place.position, "printed", serial), op())

    assert row.exception == "gone"
    assert state_of(office, serial) == BookletState.QUARANTINED
    assert office.get(key).state == A.HELD
    assert service(office).close(SRI, line.number, op()) == 1
    assert [each.kind for each in WarningsService(office.workplace).inbox()] == [SHEET_EXCEPTIONS]


def test_an_unknown_serial_leaves_the_row_open_until_it_is_entered_rightly(office: MadeOffice):
    serial = office.blanks()[0]
    key = office.application("SITI")
    line, _document = service(office).make(SRI, EN, op())
    place = station_row(office, line.number, key)
    row = service(office).enter_print(SRI, place, "dwi", Entry(place.position, "printed", "C9999999"), op())
    assert (row.outcome, row.exception) == ("", "unknown_serial")
    assert office.get(key).state == A.READY

    row = service(office).enter_print(SRI, place, "dwi", Entry(place.position, "printed", serial), op())
    assert (row.outcome, row.exception) == ("printed", "")
    assert service(office).close(SRI, line.number, op()) == 0


def test_a_hand_over_on_paper_is_in_the_register(office: MadeOffice):
    key = office.application("SITI", state=A.SHELVED, serial="C7000001")
    line, _document = service(office).make(SRI, EN, op())
    place = RowPlace(line.number, "handover", 1)
    row = service(office).enter_handover(DWI, place, handing(office, key, "C7000001"), at(26, 7, 50), op())

    assert (row.outcome, row.name) == ("done", "SITI")
    assert office.get(key).state == A.COLLECTED
    with office.database.reading() as session:
        assert session.scalars(select(Pickup.application_id)).all() == [key]


def test_a_wrong_booklet_on_paper_stops_is_listed_and_nothing_is_handed_over(office: MadeOffice):
    key = office.application("SITI", state=A.SHELVED, serial="C7000001")
    office.application("BUDI", state=A.SHELVED, serial="C7000002")
    line, _document = service(office).make(SRI, EN, op())
    place = RowPlace(line.number, "handover", 1)
    with pytest.raises(RuleViolationError, match="BUDI"):
        service(office).enter_handover(DWI, place, handing(office, key, "C7000002"), None, op())
    row = service(office).row(place)

    assert (row.outcome, row.exception, row.serial) == ("", "exception", "C7000002")
    assert office.get(key).state == A.SHELVED
    assert [each.place for each in service(office).rows(line.number)] == [place]
    assert service(office).packs()[0].exceptions == 1


def test_what_went_to_the_post_is_refused_and_says_where_its_list_is(office: MadeOffice):
    key = office.application("SITI", state=A.SHELVED, serial="C7000001")
    line, _document = service(office).make(SRI, EN, op())
    place = RowPlace(line.number, "handover", 1)
    posted = HandOver(key, "C7000001", "post", (), "Pak Pos")
    with pytest.raises(RuleViolationError, match="own list"):
        service(office).enter_handover(DWI, place, posted, None, op())

    assert office.get(key).state == A.SHELVED
    assert service(office).row(place).outcome == ""


def test_a_time_ahead_is_refused(office: MadeOffice):
    key = office.application("SITI", state=A.SHELVED, serial="C7000001")
    line, _document = service(office).make(SRI, EN, op())
    with pytest.raises(RuleViolationError):
        service(office).enter_handover(
            DWI, RowPlace(line.number, "handover", 1), handing(office, key, "C7000001"), at(26, 9), op()
        )
    assert office.get(key).state == A.SHELVED


def test_spoiled_blanks_and_intake_are_entered(office: MadeOffice):
    serial, other = office.blanks()[:2]
    key = office.application("SITI")
    line, _document = service(office).make(SRI, EN, op())
    with office.workplace.reading() as view:
        reason = view.settings.reasons_for("print")[0].code
    done = service(office).enter_spoiled(SRI, RowPlace(line.number, "spoiled", 1), serial, reason, op())
    taken = service(office).enter_intake(SRI, RowPlace(line.number, "intake", 1), office.get(key).number, op())

    assert state_of(office, serial) == BookletState.SPOILED
    assert (done.serial, taken.name) == (serial, "SITI")
    with pytest.raises(RuleViolationError):
        service(office).enter_intake(SRI, RowPlace(line.number, "intake", 2), "9999999999999999", op())
    with pytest.raises(RuleViolationError):
        service(office).enter_spoiled(SRI, RowPlace(line.number, "spoiled", 2), serial, reason, op())
    assert state_of(office, other) == BookletState.ISSUED
    assert {row.place.position for row in service(office).rows(line.number) if row.exception} == {2}


def test_a_closed_pack_takes_nothing_more(office: MadeOffice):
    line, _document = service(office).make(SRI, EN, op())
    service(office).close(SRI, line.number, op())

    with pytest.raises(RuleViolationError):
        service(office).enter_intake(SRI, RowPlace(line.number, "intake", 1), "3311000000000001", op())
    with pytest.raises(RuleViolationError):
        service(office).close(SRI, line.number, op())
