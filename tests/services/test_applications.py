from datetime import date

import pytest

from printdesk.errors import RuleViolationError
from printdesk.services.applications import ApplicationsService
from printdesk.services.moves import application_for_update, bound_booklet, move_application, move_booklet
from printdesk.services.records import SORTS, RecordQuery
from printdesk.services.work import Answer, Work
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def found(office: MadeOffice, text: str) -> list[tuple[int, str]]:
    return [(match.application_id, match.why) for match in ApplicationsService(office.workplace).find(text)]


def test_one_box_finds_by_every_number_any_spelling_and_the_group(office: MadeOffice) -> None:
    siti = office.application(
        "Hj. SITI NUR'AINI", number="3311987600004321", phone="081234567890", state="shelved", serial="C1234567"
    )
    budi = office.application("Mochammad Soeharto", number="3311987600008765", group_name="Keluarga 100%_Santoso")
    assert found(office, "3311 9876 0000 4321") == [(siti, "application number")]
    assert found(office, "4321") == [(siti, "application number")]
    assert found(office, "33119876") == [(budi, "application number"), (siti, "application number")]
    assert found(office, "c 1234567") == [(siti, "passport number")]
    assert found(office, "+62 812-3456-7890") == [(siti, "phone number")]
    assert found(office, "nur siti") == [(siti, "name")]
    assert found(office, "nuraini sit") == [(siti, "name, other spelling")]
    assert found(office, "suharto muh") == [(budi, "name, other spelling")]
    assert found(office, "suhatro") == [(budi, "similar name")]
    assert found(office, "100%_s") == [(budi, "group")]
    for nobody in ("", "   ", "%", "___", "____", "x'; drop table application; --", "Zzyzx", "99999"):
        assert found(office, nobody) == [], nobody


def test_open_applications_come_before_handed_over_ones_and_the_newest_first(office: MadeOffice) -> None:
    collected = office.application("Ani", state="collected", arrived=at(24))
    older = office.application("Ani Lestari", arrived=at(19))
    newer = office.application("Dewi Ani", arrived=at(20))
    assert [key for key, _why in found(office, "ani")] == [newer, older, collected]
    assert len(ApplicationsService(office.workplace).find("ani", limit=2)) == 2


def test_card_tells_all_the_counter_needs_and_masks_the_numbers(office: MadeOffice) -> None:
    office.application("Rina", group_name="Umrah 12")
    office.application("Rani", group_name="Umrah 12", state="collected")
    key = office.application(
        "Siti", group_name="Umrah 12", state="passed", serial="C1234567", shelf_slot="B-007", phone="081234567678",
        interview_date=date(2024, 6, 14), departs_at=at(29, 10, 40), departs_has_time=True, proof="ticket",
        proof_seen_by="sri", proof_seen_at=at(25, 9),
    )  # fmt: skip
    office.clock.step(minutes=30)

    def shelve(work: Work) -> Answer:
        row = application_for_update(work.session, key)
        move_booklet(work, bound_booklet(work.session, row), "shelve")  # type: ignore[arg-type]
        move_application(work, row, "shelve", slot="B-007")  # type: ignore[arg-type]
        return {}

    office.workplace.perform("shelve", DWI, op(), shelve)
    card = ApplicationsService(office.workplace).card(key)
    assert (card.nik_masked, card.phone_masked) == ("337401******0003", "0812*****678")
    assert (card.serial, card.shelf_slot, card.attempts) == ("C1234567", "B-007", 1)
    assert (card.proof_seen_by, str(card.departs_at)) == ("Sri Wahyuni", "2024-06-29 10:40:00+07:00")
    assert (card.group_members, card.group_shelved) == (2, 1)
    assert [(step.code, step.done, step.at) for step in card.steps] == [
        ("interview", True, at(14, 0)), ("ready", True, at(21, 10)), ("printed", True, at(26, 8)),
        ("checked", True, at(26, 8)), ("shelved", True, at(26, 8, 30)), ("collected", False, None),
    ]  # fmt: skip


def test_card_of_a_booklet_that_failed_shows_its_print_as_not_done(sqlite_office: MadeOffice) -> None:
    key = sqlite_office.application("Siti", state="printed")
    with sqlite_office.database.writing() as session:
        row = application_for_update(session, key)
        row.state, row.booklet_id = "ready", None
    card = ApplicationsService(sqlite_office.workplace).card(key)
    assert [step.done for step in card.steps] == [True, True, False, False, False, False]
    assert (card.attempts, card.serial) == (1, "")


def test_a_look_at_the_full_numbers_is_recorded_and_kept_nowhere(office: MadeOffice) -> None:
    key = office.application("Siti")
    identity = ApplicationsService(office.workplace).full_identity(DWI, key, op())
    assert (identity.nik, identity.phone) == ("3374015708990003", "081200000001")
    looks = office.ledger("look")
    assert [(entry.user, entry.object_id, entry.details) for entry in looks] == [("dwi", str(key), "{}")]


@pytest.mark.parametrize("sort", SORTS)
def test_records_are_filtered_sorted_and_paged_alike_on_both_databases(office: MadeOffice, sort: str) -> None:
    first = office.application("Ani", departs_at=at(29), state="shelved", serial="C1000001", arrived=at(20))
    second = office.application("Beni", service="regular24", arrived=at(21))
    third = office.application("Citra", departs_at=at(30), state="shelved", serial="C1000002", arrived=at(24))
    service = ApplicationsService(office.workplace)
    pages = [service.records(RecordQuery(sort=sort, descending=False), n, 1) for n in range(3)]
    assert [page.total for page in pages] == [3, 3, 3]
    order = [page.rows[0].application_id for page in pages]
    lacks = ("departs", "shelf_slot", "serial")  # Beni has none of them and comes last, whatever the direction
    assert sorted(order) == [first, second, third]
    assert order[2] == second if sort in lacks else second in order
    shelved = service.records(RecordQuery(text="citra", states=("shelved",), service="regular48", sort=sort), 0, 50)
    assert ([row.application_id for row in shelved.rows], shelved.total) == ([third], 1)
    assert service.records(RecordQuery(text="%"), 0, 50).total == 0


def test_a_proof_of_another_day_does_not_prove_the_new_departure(office: MadeOffice) -> None:
    service, key = ApplicationsService(office.workplace), office.application("Siti")
    service.set_trip(DWI, key, at(29, 15), False, "Malaysia", 3, op())
    service.give_proof(SRI, key, "ticket", op())
    card = service.card(key)
    assert (card.departs_at, card.departs_has_time, card.visa_lead_days) == (at(29, 0), False, 3)
    assert (card.proof, card.proof_seen_by, card.proof_seen_at) == ("ticket", "Sri Wahyuni", at(26, 8))
    service.set_trip(DWI, key, at(29, 10, 40), True, "Malaysia", 3, op())
    assert service.card(key).proof == "ticket"
    service.set_trip(DWI, key, at(27, 10, 40), True, "", 0, op())
    assert (service.card(key).proof, service.card(key).destination) == ("", "")
    service.set_trip(DWI, key, None, False, "", 0, op())
    assert service.card(key).departs_at is None


def test_trip_refuses_the_past_another_desks_change_and_what_is_handed_over(office: MadeOffice) -> None:
    service, key = ApplicationsService(office.workplace), office.application("Siti")
    with pytest.raises(RuleViolationError, match="past"):
        service.set_trip(DWI, key, at(26, 7), True, "", 0, op())
    seen = service.card(key).version
    service.give_proof(BAGUS, key, "medical", op(), version=seen)
    with pytest.raises(RuleViolationError, match="Another desk"):
        service.set_trip(DWI, key, at(29), False, "", 0, op(), version=seen)
    with pytest.raises(RuleViolationError, match="not a proof"):
        service.give_proof(DWI, key, "rumour", op())
    collected = office.application("Ani", state="collected")
    with pytest.raises(RuleViolationError, match="handed over"):
        service.set_trip(DWI, collected, at(29), False, "", 0, op())


def test_a_held_application_comes_back_with_its_dates(office: MadeOffice) -> None:
    service, key = ApplicationsService(office.workplace), office.application("Siti")
    before = service.card(key)
    service.hold(SRI, key, "incomplete", op())
    held = service.card(key)
    assert (held.state, held.hold_reason, held.hold_reason_text) == ("held", "incomplete", "File incomplete")
    office.clock.step(days=1)
    service.resume(SRI, key, op())
    after = service.card(key)
    assert (after.state, after.hold_reason) == ("ready", "")
    assert (after.arrived, after.promised, after.promised_first) == (
        before.arrived, before.promised, before.promised_first,
    )  # fmt: skip
    with pytest.raises(RuleViolationError, match="waits for printing"):
        service.resume(SRI, key, op())
