"""Spoiled booklets: listed with their cause, on numbered minutes, and destroyed by two people once and for all."""

import pytest
from sqlalchemy import select

from printdesk.domain.states import ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.tables import Booklet, Paper
from printdesk.services import bundle
from tests.documents.papers import texts
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _state(office: MadeOffice, serial: str) -> str:
    with office.database.reading() as session:
        return str(session.scalars(select(Booklet.state).where(Booklet.serial == serial)).one())


def spoil(office: MadeOffice, services: bundle.Services, count: int = 2, first: str = "C1000001") -> list[str]:
    """Booklets that failed in the printer, and one that failed the check after them."""
    serials = office.blanks(first=first, how_many=count)
    reason = services.office.data().settings.reasons_for("print")[0].code
    for serial in serials[:-1]:
        number = office.application(state=ApplicationState.PRINTING, serial=f"Y{serial[1:]}")
        _as(office, number, serial)
        services.print_room.confirm_failed(DWI, number, reason, op())
    failed = office.application(state=ApplicationState.PRINTED, serial=f"Z{serials[-1][1:]}")
    _as(office, failed, serials[-1], BookletState.PERSONALISED)
    check = services.office.data().settings.reasons_for("check")[0].code
    services.quality.fails(BAGUS, failed, check, op())
    return serials


def _as(office: MadeOffice, application_id: int, serial: str, state: str = BookletState.BOUND) -> None:
    """Give an application's booklet another serial, and take the plain blank of that serial away."""
    with office.database.writing() as session:
        session.delete(session.scalars(select(Booklet).where(Booklet.serial == serial)).one())
        session.flush()
        row = session.scalars(select(Booklet).where(Booklet.application_id == application_id)).one()
        row.serial, row.state = serial, state


def test_spoiled_booklets_are_listed_with_cause_people_and_attempt(office: MadeOffice):
    services = _services(office)
    serials = spoil(office, services)

    rows = services.destruction.spoiled()

    assert [row.serial for row in rows] == serials
    assert [(row.spoiled_by, row.operator, row.attempt) for row in rows] == [
        ("Dwi Rahayu", "Dwi Rahayu", 1),
        ("Bagus Prakoso", "Dwi Rahayu", 1),
    ]
    assert all(row.reason and row.application_number.startswith("3311") and not row.minutes for row in rows)


def test_minutes_of_spoiled_booklets_name_each_once_and_say_which_copy(office: MadeOffice):
    services = _services(office)
    first, second = spoil(office, services)

    number = services.destruction.make_minutes(SRI, [second, first], op(), "bagus")
    with pytest.raises(RuleViolationError, match=f"stands on the minutes {number} already"):
        services.destruction.make_minutes(SRI, [first], op())
    original = services.minutes.paper(SRI, number, catalogue("en"), op())
    again = services.minutes.paper(SRI, number, catalogue("en"), op())

    text = texts(original.content)[0]
    assert number == "BR-2024-000001"
    assert "2 (two)" in text
    assert f"{first} – {second} (2)" in text
    assert text.count(first) == 2
    assert "Sri Wahyuni" in text
    assert "Bagus Prakoso" in text
    assert "Copy" not in text
    assert "Copy 2" in texts(again.content)[0]
    assert _state(office, first) == BookletState.SPOILED
    assert [row.minutes for row in services.destruction.spoiled()] == [number, number]


def test_destruction_needs_two_people_and_happens_once(office: MadeOffice):
    services = _services(office)
    first, second = spoil(office, services)
    proofs = {first: "scan", second: "tick"}

    for other in ("sri", "SRI ", "", " "):
        with pytest.raises(RuleViolationError, match="two people"):
            services.destruction.destroy(SRI, proofs, other, op())
    assert _state(office, first) == BookletState.SPOILED
    operation = op()
    number = services.destruction.destroy(SRI, proofs, "dwi", operation, "Pak Lurah")
    assert services.destruction.destroy(SRI, proofs, "dwi", operation, "Pak Lurah") == number
    with pytest.raises(RuleViolationError, match="is destroyed, not spoiled"):
        services.destruction.destroy(SRI, {first: "scan"}, "dwi", op())

    assert number == "BM-2024-000001"
    assert services.destruction.spoiled() == ()
    assert services.blanks.balances()[0].sums["destroyed"] == 2
    text = texts(services.minutes.paper(SRI, number, catalogue("id"), op()).content)[0]
    assert "Pak Lurah" in text
    assert "2 (dua)" in text
    assert services.office.verify().ok
    assert "Lurah" not in "".join(entry.details for entry in office.ledger())


def test_one_wrong_serial_leaves_all_as_they_were_and_takes_no_number(office: MadeOffice):
    services = _services(office)
    first, _second = spoil(office, services)
    (blank,) = office.blanks(first="C2000001", how_many=1)

    with pytest.raises(RuleViolationError, match="C2000001 is issued"):
        services.destruction.destroy(SRI, {first: "scan", blank: "scan"}, "dwi", op())
    with pytest.raises(RuleViolationError, match="C9999999 was ever received"):
        services.destruction.destroy(SRI, {first: "scan", "C9999999": "scan"}, "dwi", op())
    with pytest.raises(RuleViolationError, match="proved by itself"):
        services.destruction.destroy(SRI, {first: "believed"}, "dwi", op())

    assert _state(office, first) == BookletState.SPOILED
    assert services.destruction.destroy(SRI, {first: "scan"}, "dwi", op()) == "BM-2024-000001"


def test_the_list_of_minutes_counts_their_copies(office: MadeOffice):
    services = _services(office)
    first, second = spoil(office, services)
    services.destruction.make_minutes(SRI, [first, second], op())
    made = services.destruction.destroy(SRI, {first: "scan", second: "scan"}, "dwi", op())
    services.minutes.paper(SRI, made, catalogue("id"), op())

    rows = services.minutes.all()

    assert [(row.number, row.count, row.copies, row.second) for row in rows] == [
        ("BM-2024-000001", 2, 1, "Dwi Rahayu"),
        ("BR-2024-000001", 2, 0, ""),
    ]
    assert (rows[0].first, rows[0].last) == (first, second)
    with office.database.reading() as session:
        assert session.scalars(select(Paper.number)).all() == [made]
