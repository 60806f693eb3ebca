"""Raises: two people, a class by the approver, seen beforehand, over by themselves, and taken back exactly."""

from datetime import timedelta

import pytest

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services.applications import ApplicationsService
from printdesk.services.plans import PlanService, PlanView
from printdesk.services.raises import RaisesService
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def plan(office: MadeOffice) -> PlanView:
    return PlanService(office.workplace).plan()


def crowd(office: MadeOffice, count: int = 90, **values: object) -> list[int]:
    """So many who came one minute after the other and were promised for tomorrow: too many to be in time."""
    return [
        office.application(f"Warga {n:03d}", arrived=at(21, 8) + timedelta(minutes=n), **values) for n in range(count)
    ]


def raised(office: MadeOffice, key: int, to_class: str = "leaves_soon") -> int:
    service = RaisesService(office.workplace)
    number = service.ask(DWI, key, "Bukti menyusul", op())
    service.approve(SRI, number, to_class, op())
    return number


def test_a_preview_shows_who_is_delayed_and_who_loses_a_trip_and_writes_nothing(sqlite_office: MadeOffice):
    office = sqlite_office
    others = crowd(office, 260, departs_at=at(28, 0))
    last = office.application("Siti", departs_at=at(28, 0), arrived=at(24, 12))
    entries = len(office.ledger())
    before = plan(office)
    assert before.row(last).trip_at_risk

    seen = RaisesService(office.workplace).preview(last, "proven_trip")

    assert (seen.at_risk_before, seen.at_risk_after) == (True, False)
    assert (seen.planned_before, seen.trips_saved) == (before.row(last).planned, 1)
    assert seen.planned_after is not None
    assert seen.planned_after < before.row(last).planned
    # Every place before the departure is taken, so exactly one trip is lost for the one that is saved.
    assert seen.trips_lost == 1
    assert seen.moved[0].loses_trip
    assert [each.loses_trip for each in seen.moved].count(True) == 1
    assert last not in {each.application_id for each in seen.moved}
    assert {each.application_id for each in seen.moved} <= set(others)
    assert plan(office).rows == before.rows
    assert len(office.ledger()) == entries


def test_a_preview_is_what_the_raise_then_does(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office, 260, departs_at=at(28, 0))
    last = office.application("Siti", departs_at=at(28, 0), arrived=at(24, 12))
    before = {row.application_id: row for row in plan(office).rows}
    seen = RaisesService(office.workplace).preview(last, "leaves_soon")

    raised(office, last)

    after = {row.application_id: row for row in plan(office).rows}
    assert after[last].planned == seen.planned_after
    assert (after[last].class_code, after[last].raised) == ("leaves_soon", True)
    moved = {each.application_id: (each.before, each.after) for each in seen.moved}
    assert moved == {
        key: (before[key].planned, after[key].planned)
        for key in after
        if key != last and (before[key].planned, before[key].at_risk) != (after[key].planned, after[key].at_risk)
    }


def test_taking_a_raise_back_brings_the_plan_and_both_dates_back_exactly(office: MadeOffice):
    crowd(office)
    last = office.application("Siti", promised=at(25, 15, 30), arrived=at(24, 12))
    before, dates = plan(office).rows, office.get(last)
    number = raised(office, last, "medical")
    assert plan(office).rows != before

    RaisesService(office.workplace).withdraw(DWI, number, op())

    assert plan(office).rows == before
    row = office.get(last)
    assert (row.promised, row.promised_first, row.arrived, row.ready_at) == (
        dates.promised, dates.promised_first, dates.arrived, dates.ready_at,
    )  # fmt: skip
    with pytest.raises(RuleViolationError, match="over already"):
        RaisesService(office.workplace).withdraw(DWI, number, op())


def test_a_raise_needs_a_second_person_who_is_a_supervisor_and_a_reason(office: MadeOffice):
    service, key = RaisesService(office.workplace), office.application("Siti")
    with pytest.raises(RuleViolationError, match="needs a reason"):
        service.ask(DWI, key, "  ", op())
    with pytest.raises(RuleViolationError, match="not a proof"):
        service.ask(DWI, key, "Sakit", op(), proof="rumour")
    number = service.ask(DWI, key, "Sakit", op(), proof="medical")
    with pytest.raises(RuleViolationError, match="asked for already"):
        service.ask(BAGUS, key, "Sakit", op())
    with pytest.raises(RuleViolationError, match="Only a supervisor"):
        service.approve(BAGUS, number, "medical", op())
    assert [(row.asked_by, row.proof, row.state) for row in service.open_requests()] == [
        ("Dwi Rahayu", "medical", "open")
    ]
    done = service.approve(SRI, number, "medical", op(), note="Surat dokter dilihat")
    assert (done.state, done.class_code, done.decided_by) == ("approved", "medical", "Sri Wahyuni")
    assert (service.open_requests(), [row.id for row in service.live()]) == ((), [number])
    with pytest.raises(RuleViolationError, match="decided already"):
        service.refuse(SRI, number, "Terlambat", op())
    own = service.ask(SRI, office.application("Ani"), "Sakit", op())
    with pytest.raises(RuleViolationError, match="another person decides"):
        service.approve(SRI, own, "medical", op())
    # The ledger knows who and what, and of the words only that they were not changed.
    assert "Sakit" not in "".join(entry.details for entry in office.ledger())


def test_a_raise_never_goes_to_a_class_less_urgent_or_unknown(sqlite_office: MadeOffice):
    office = sqlite_office
    service, key = (
        RaisesService(office.workplace),
        office.application("Siti", departs_at=at(10, month=7), proof="ticket"),
    )
    assert [choice.code for choice in service.choices(key, "en")] == ["medical", "leaves_soon", "same_day"]
    number = service.ask(DWI, key, "Mendesak", op())
    for code in ("proven_trip", "rest"):
        with pytest.raises(RuleViolationError, match="as urgent as that already"):
            service.approve(SRI, number, code, op())
        with pytest.raises(RuleViolationError, match="as urgent as that already"):
            service.preview(key, code)
    with pytest.raises(RuleViolationError, match="no class"):
        service.approve(SRI, number, "friends", op())
    with pytest.raises(RuleViolationError, match="31 working days"):
        service.approve(SRI, number, "medical", op(), days=31)


def test_a_raise_runs_out_at_the_close_of_its_last_working_day(sqlite_office: MadeOffice):
    office = sqlite_office
    key = office.application("Siti", promised=at(25, 15, 30))
    raised(office, key, "medical")
    service = RaisesService(office.workplace)
    # Wednesday and three working days, over the weekend: Monday 1 July, when the office closes.
    assert service.live()[0].expires_at == at(1, 16, month=7)
    office.clock.set(1, 15, 59, month=7)
    assert plan(office).row(key).class_code == "medical"
    office.clock.set(1, 16, 0, month=7)
    assert (plan(office).row(key).class_code, plan(office).row(key).raised) == ("rest", False)
    assert (service.live(), service.of(key)[0].state) == ((), "expired")


def test_a_raise_never_makes_the_raised_later(sqlite_office: MadeOffice):
    office = sqlite_office
    crowd(office, 120)
    trips = [
        office.application(f"T{n}", departs_at=at(27 + n % 6, 0) if 27 + n % 6 <= 30 else at(n % 6, month=7),
                           arrived=at(24, 8 + n % 8), proof="ticket" if n % 2 else None)
        for n in range(4, 30)
    ]  # fmt: skip
    service = RaisesService(office.workplace)
    before = {row.application_id: row for row in plan(office).rows}
    looked = 0
    for key in (*trips, *list(before)[::15]):
        for choice in service.choices(key, "en"):
            seen = service.preview(key, choice.code)
            old = before[key]
            if old.at_risk and seen.at_risk_after:
                assert seen.planned_after <= seen.planned_before, (old, choice)
            assert seen.at_risk_after <= seen.at_risk_before, (old, choice)
            looked += 1
    assert looked > 80


def test_only_what_still_waits_can_be_raised(sqlite_office: MadeOffice):
    office = sqlite_office
    service = RaisesService(office.workplace)
    for state in ("claimed", "printed", "collected", "cancelled"):
        key = office.application(state, state=state)
        with pytest.raises(RuleViolationError, match="cannot be changed"):
            service.ask(DWI, key, "Mendesak", op())
        with pytest.raises(RuleViolationError, match="cannot be changed"):
            service.preview(key, "medical")
    with pytest.raises(RuleViolationError, match="on hold"):
        service.preview(office.application("H", state="held", hold_reason="payment"), "medical")
    with pytest.raises(RuleViolationError, match="does not exist"):
        service.preview(999_999, "medical")


def test_the_story_and_the_row_tell_of_a_raise(sqlite_office: MadeOffice):
    office, english = sqlite_office, catalogue("en")
    key = office.application("Siti")
    number = raised(office, key, "medical")
    view = plan(office)
    assert view.why(view.row(key), english).startswith(
        "Raised to “Medical or death, proven” until Mon 1 July 16:00 (Sri Wahyuni). "
    )
    RaisesService(office.workplace).withdraw(SRI, number, op())
    other = RaisesService(office.workplace).ask(DWI, key, "Lagi", op())
    RaisesService(office.workplace).refuse(SRI, other, "Tanpa bukti", op())
    told = [line.text for line in ApplicationsService(office.workplace).story(key, english)]
    assert told == [
        "A raise was asked for (Dwi Rahayu).",
        "Raised to “Medical or death, proven” until Mon 1 July 16:00 (Sri Wahyuni).",
        "The raise was taken back (Sri Wahyuni).",
        "A raise was asked for (Dwi Rahayu).",
        "The raise was refused (Sri Wahyuni).",
    ]


def test_the_weekly_look_counts_raises_by_officer(sqlite_office: MadeOffice):
    office = sqlite_office
    service = RaisesService(office.workplace)
    keys = [office.application(f"P{n}") for n in range(3)]
    service.approve(SRI, service.ask(DWI, keys[0], "a", op(), proof="medical"), "medical", op())
    service.refuse(SRI, service.ask(DWI, keys[1], "b", op()), "tidak", op())
    service.ask(BAGUS, keys[2], "c", op())
    found = service.by_officer(at(26, 0), at(27, 0))
    assert [(each.officer, each.asked, each.approved, each.refused, each.without_proof) for each in found] == [
        ("Dwi Rahayu", 2, 1, 1, 1), ("Bagus Prakoso", 1, 0, 0, 1),
    ]  # fmt: skip
    assert service.by_officer(at(27, 0), at(28, 0)) == ()


def test_the_likely_class_is_the_mildest_that_saves_it_or_that_of_the_proof(sqlite_office: MadeOffice):
    office = sqlite_office
    service = RaisesService(office.workplace)
    crowd(office, 260, departs_at=at(28, 0))
    late = office.application("Siti", departs_at=at(28, 0), arrived=at(24, 12))
    safe = office.application("Kartini", promised=at(10, month=7))
    assert plan(office).row(late).trip_at_risk

    found = service.likely(late)
    assert not service.preview(late, found).at_risk_after
    milder = [each.code for each in service.choices(late, "en")]
    below = milder[milder.index(found) + 1 :]
    assert all(service.preview(late, each).at_risk_after for each in below)
    assert (service.likely(safe), service.likely(safe, proof="medical")) == ("unproven_trip", "medical")
    raised(office, safe, "medical")
    with pytest.raises(RuleViolationError, match="most urgent class already"):
        service.likely(safe)


def test_a_raise_names_the_logins_and_the_trip_that_it_is_about(office: MadeOffice):
    key = office.application("Siti", departs_at=at(28, 9, 30), departs_has_time=True)
    raised(office, key)

    (row,) = RaisesService(office.workplace).of(key)
    assert (row.asked_login, row.decided_login, row.departs_at, row.departs_has_time) == (
        "dwi", "sri", at(28, 9, 30), True,
    )  # fmt: skip
