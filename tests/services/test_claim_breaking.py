"""Claims are seen with holder and time, broken with a note, and the second of two is told who was first."""

import pytest
from sqlalchemy import select

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n.catalogue import active
from printdesk.models.claims import BrokenClaim
from printdesk.services import bundle
from printdesk.services.work import Actor
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op


def _services(office: MadeOffice) -> bundle.Services:
    return bundle.services(office.database, office.clock)


def _taken(office: MadeOffice) -> tuple[bundle.Services, int]:
    services = _services(office)
    office.application("SITI")
    return services, services.print_room.take_next(DWI, "R2", 1, op())[0].application_id


def test_a_claim_says_whose_it_is_since_when_and_until_when(office: MadeOffice):
    services, key = _taken(office)
    (held,) = services.claims.held()
    assert (held.application_id, held.holder, held.desk, held.station) == (key, "Dwi Rahayu", "R2", "R2")
    assert (held.since, held.until, held.printing) == (at(26, 8), at(26, 12), False)


def test_a_supervisor_breaks_a_claim_with_a_note_and_nobody_else_does(office: MadeOffice):
    services, key = _taken(office)
    for actor, note, words in ((BAGUS, "ill", "upervisor"), (SRI, "  ", "needs a reason")):
        with pytest.raises(RuleViolationError, match=words):
            services.claims.break_claim(actor, key, note, op())
    office.clock.step(minutes=5)

    assert services.claims.break_claim(SRI, key, "went home ill", op()) is False

    assert (office.get(key).state, office.get(key).claimed_by) == (A.READY, None)
    with office.database.reading() as session:
        broken = session.scalars(select(BrokenClaim)).one()
        assert (broken.holder, broken.desk, broken.note, broken.broken_by) == ("dwi", "R2", "went home ill", "sri")
    assert "ill" not in office.ledger("release")[0].details
    assert "Taken out of the hands" in services.applications.story(key, active())[-1].text
    with pytest.raises(RuleViolationError, match="Nobody holds this application any more"):
        services.claims.break_claim(SRI, key, "again", op())


def test_the_holder_is_told_once_by_whom_and_why_and_nobody_else_is(office: MadeOffice):
    services, key = _taken(office)
    services.claims.break_claim(SRI, key, "went home ill", op())
    assert services.claims.untold(BAGUS, op()) == ()
    (told,) = services.claims.untold(Actor("dwi", "R9"), op())
    assert (told.application_id, told.by, told.printing) == (key, "Sri Wahyuni", False)
    assert told.sentence.startswith(f"Sri Wahyuni took application {told.number} out of your hands, Wed 26 Jun")
    assert told.sentence.endswith(": went home ill")
    assert services.claims.untold(DWI, op()) == ()
    (last,) = services.applications.story(key, active())[-1:]
    assert last.text == "Its operator was told that it was taken back (Dwi Rahayu)."


def test_what_is_in_the_machine_is_asked_about_when_its_claim_is_broken(office: MadeOffice):
    services, key = _taken(office)
    services.print_room.bind(DWI, key, office.blanks()[0], op())
    assert services.claims.held()[0].printing
    assert services.claims.break_claim(SRI, key, "computer broken", op()) is True
    assert office.get(key).state == A.UNCONFIRMED
    assert [row.application_id for row in services.print_room.unconfirmed()] == [key]


def test_the_note_on_a_desk_that_is_given_up_stays_with_each_of_its_claims(office: MadeOffice):
    services, _key = _taken(office)
    services.print_room.give_up_desk(SRI, "R2", op(), "power supply burnt")
    with office.database.reading() as session:
        assert [row.note for row in session.scalars(select(BrokenClaim))] == ["power supply burnt"]


def test_the_second_of_two_is_told_who_did_what_and_when(office: MadeOffice):
    services, key = _taken(office)
    services.print_room.bind(DWI, key, office.blanks()[0], op())
    services.print_room.confirm_printed(DWI, key, op())
    items = [item.code for item in services.office.data().settings.checklist]
    office.clock.step(minutes=7)
    services.quality.passes(BAGUS, key, items, op())
    office.clock.step(minutes=2)
    with pytest.raises(RuleViolationError) as refused:
        services.quality.passes(SRI, key, items, op())
    said = "This application is passed the quality check, so this step does not fit."
    assert str(refused.value).startswith(f"{said} Bagus Prakoso did that at desk Q1, Wed 26 Jun")
    assert "08:07" in str(refused.value).replace(".", ":")


def test_who_edits_what_another_desk_changed_is_told_by_whom(office: MadeOffice):
    services, key = _services(office), office.application("SITI")
    version = services.applications.card(key).version
    services.applications.set_trip(Actor("bagus", "Q1"), key, at(29, 0), False, "SA", 0, op(), version=version)
    with pytest.raises(RuleViolationError) as refused:
        services.applications.set_trip(DWI, key, at(30, 0), False, "SA", 0, op(), version=version)
    assert str(refused.value).startswith(
        "Another desk changed this application since you opened it. Bagus Prakoso did that at desk Q1, Wed 26 Jun"
    )
