"""Holds that end at a known time, and proofs that must be seen again; what each does to the plan."""

from datetime import timedelta

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.plans import PlanService, PlanView
from printdesk.services.proof_acts import Seen
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

EN = catalogue("en")


def plan(office: MadeOffice) -> PlanView:
    return PlanService(office.workplace).plan()


def test_a_hold_with_a_known_end_keeps_a_place_from_then_on(office: MadeOffice):
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(3, 0, month=7))
    other = office.application("Budi")
    service.hold(SRI, key, "incomplete", op(), until=at(28, 10))
    view = plan(office)
    row = view.row(key)
    assert row.planned > at(28, 10)
    assert (row.held_until, row.at_risk, row.position) == (at(28, 10), False, 2)
    assert view.why(row, EN).startswith("On hold until Fri 28 June 10:00: File incomplete. Flies Wed 3 July")
    assert PlanService(office.workplace).answer_for(key, EN).verdict == "held"
    # On hold it is handed out to nobody, whatever its place.
    assert PlanService(office.workplace).order_for_station("R1") == [other]


def test_a_hold_whose_end_has_come_is_due_for_a_look_and_out_of_the_plan(office: MadeOffice):
    service, key = ApplicationsService(office.workplace), office.application("Siti")
    early, never = office.application("Ani"), office.application("Budi")
    service.hold(SRI, never, "payment", op())
    service.hold(SRI, key, "incomplete", op(), until=at(28, 10))
    service.hold(SRI, early, "incomplete", op(), until=at(27, 10))
    assert [(row.application_id, row.due) for row in service.held()] == [(early, False), (key, False), (never, False)]
    office.clock.set(27, 10)
    assert [(row.application_id, row.due) for row in service.held()] == [(early, True), (key, False), (never, False)]
    assert [row.application_id for row in plan(office).rows] == [key]
    service.expect_back(SRI, early, at(1, 8, month=7), op())
    assert {row.application_id for row in plan(office).rows} == {key, early}
    service.expect_back(SRI, key, None, op())
    assert [row.application_id for row in plan(office).rows] == [early]


def test_resuming_brings_the_plan_and_the_dates_back_exactly(office: MadeOffice):
    service = ApplicationsService(office.workplace)
    keys = [office.application(f"P{n}", arrived=at(21, 8 + n)) for n in range(6)]
    before, dates = plan(office).rows, office.get(keys[0])
    service.hold(SRI, keys[0], "incomplete", op(), until=at(28, 10))
    assert plan(office).rows != before
    service.resume(SRI, keys[0], op())
    assert plan(office).rows == before
    row = office.get(keys[0])
    assert (row.arrived, row.ready_at, row.promised, row.promised_first, row.hold_until) == (
        dates.arrived, dates.ready_at, dates.promised, dates.promised_first, None,
    )  # fmt: skip


def test_the_end_of_a_hold_lies_ahead_and_belongs_to_a_hold(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = ApplicationsService(office.workplace), office.application("Siti")
    for wrong in (at(26, 8), at(26, 8) + timedelta(days=366)):
        with pytest.raises(RuleViolationError, match="expected back"):
            service.hold(SRI, key, "incomplete", op(), until=wrong)
    with pytest.raises(RuleViolationError, match="not on hold"):
        service.expect_back(SRI, key, at(28), op())
    assert office.get(key).state == "ready"


def test_a_proof_counts_until_it_must_be_seen_again(office: MadeOffice):
    service = ApplicationsService(office.workplace)
    key = office.application("Siti", departs_at=at(10, 0, month=7))
    service.give_proof(SRI, key, "itinerary", op(), recheck_at=at(28, 8))
    assert (plan(office).row(key).class_code, service.card(key).proof_counts) == ("proven_trip", True)
    office.clock.set(28, 8)
    view = plan(office)
    assert (view.row(key).class_code, view.row(key).proof, service.card(key).proof_counts) == (
        "unproven_trip", "", False,
    )  # fmt: skip
    assert view.why(view.row(key), EN).startswith(
        "The proof had to be seen again by Fri 28 June and does not count until then. Flies Wed 10 July by own"
    )
    assert (service.card(key).proof, service.card(key).proof_recheck_at) == ("itinerary", at(28, 8))
    service.give_proof(DWI, key, "itinerary", op())
    assert (plan(office).row(key).class_code, service.card(key).proof_recheck_at) == ("proven_trip", None)


def test_taking_a_proof_back_brings_the_one_before_back_with_who_and_when(office: MadeOffice):
    service = ApplicationsService(office.workplace)
    key = office.application("Siti", departs_at=at(10, 0, month=7))
    other = [office.application(f"P{n}") for n in range(3)]
    first = plan(office).rows
    service.give_proof(SRI, key, "itinerary", op(), recheck_at=at(28, 8))
    office.clock.step(minutes=10)
    seen, second = service.card(key), plan(office).rows
    service.give_proof(BAGUS, key, "ticket", op())
    service.undo_proof(BAGUS, key, op())
    card = service.card(key)
    assert (card.proof, card.proof_seen_by, card.proof_seen_at, card.proof_recheck_at) == (
        "itinerary", "Sri Wahyuni", seen.proof_seen_at, at(28, 8),
    )  # fmt: skip
    assert plan(office).rows == second != first
    with pytest.raises(RuleViolationError, match="no note of a proof"):
        service.undo_proof(BAGUS, key, op())
    assert len(other) == 3


def test_a_proof_that_a_new_departure_dropped_is_not_brought_back(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(29, 0))
    with pytest.raises(RuleViolationError, match="no note of a proof"):
        service.undo_proof(SRI, key, op())
    service.give_proof(SRI, key, "ticket", op(), recheck_at=at(28, 8))
    service.set_trip(DWI, key, at(30, 0), False, "", 0, op())
    assert office.get(key).proof_recheck_at is None
    with pytest.raises(RuleViolationError, match="no note of a proof"):
        service.undo_proof(SRI, key, op())


def test_another_look_is_due_in_the_future_and_at_a_proof(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(29, 0))
    for proof, again in (("ticket", at(26, 8)), ("", at(28, 8))):
        with pytest.raises(RuleViolationError, match="another look"):
            service.give_proof(SRI, key, proof, op(), recheck_at=again)


def test_the_story_tells_of_holds_and_proofs(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(10, 0, month=7))
    service.give_proof(SRI, key, "ticket", op())
    service.undo_proof(SRI, key, op())
    service.hold(SRI, key, "incomplete", op(), until=at(28, 10))
    service.expect_back(SRI, key, at(1, 8, month=7), op())
    service.expect_back(SRI, key, None, op())
    assert [line.text for line in service.story(key, EN)] == [
        "Proof seen: ticket (Sri Wahyuni).",
        "What was noted of the proof was taken back (Sri Wahyuni).",
        "Put on hold until Fri 28 June 10:00: File incomplete (Sri Wahyuni).",
        "Expected back from hold Mon 1 July 08:00 (Sri Wahyuni).",
        "Nobody knows any more when the hold ends (Sri Wahyuni).",
    ]


def test_a_colleague_saw_the_proof_yesterday_and_the_story_names_both(office: MadeOffice):
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(10, 0, month=7))
    service.give_proof(SRI, key, "ticket", op(), seen=Seen("bagus", at(25, 14)))

    card = service.card(key)
    assert (card.proof_seen_by, card.proof_seen_at) == ("Bagus Prakoso", at(25, 14))
    assert [line.text for line in service.story(key, EN)] == ["Proof seen by Bagus Prakoso: ticket (Sri Wahyuni)."]
    service.undo_proof(SRI, key, op())
    assert service.card(key).proof_seen_by == ""


def test_nobody_unknown_saw_a_proof_and_not_in_the_future(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = ApplicationsService(office.workplace), office.application("Siti", departs_at=at(10, 0, month=7))
    with pytest.raises(RuleViolationError, match="does not work here"):
        service.give_proof(SRI, key, "ticket", op(), seen=Seen("nobody"))
    for wrong in (at(26, 8, 1), at(24, 8) - timedelta(days=366)):
        with pytest.raises(RuleViolationError, match="cannot have been seen"):
            service.give_proof(SRI, key, "ticket", op(), seen=Seen("bagus", wrong))
    assert office.get(key).proof is None
