"""Quality check: by another person, a slot for the good ones, the old place for the others."""

import pytest

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.services import bundle
from printdesk.services.quality import CheckedToday, QualityService
from tests.services.offices import BAGUS, DWI, MadeOffice, op

ALL = ["photo", "data", "mrz", "serial", "surface"]


def _quality(office: MadeOffice) -> QualityService:
    return bundle.services(office.database, office.clock).quality


def test_a_good_booklet_gets_a_slot_and_lies_on_the_shelf_once_placed(office: MadeOffice):
    application = office.application("KARTINI", state=A.PRINTED, serial="C7000001")
    quality = _quality(office)
    assert quality.look_up("c7000001").name == "KARTINI"

    slot = quality.passes(BAGUS, application, ALL, op())

    assert slot == "A-001"
    assert office.get(application).state == A.PASSED
    assert [row.slot for row in quality.to_shelve()] == ["A-001"]
    assert quality.shelve(BAGUS, application, op(), "b-014") == "B-014"
    assert (office.get(application).state, office.get(application).shelf_slot) == (A.SHELVED, "B-014")
    assert quality.today() == CheckedToday(1, 0)
    office.clock.step(days=1)
    assert quality.today() == CheckedToday()


def test_who_printed_it_does_not_pass_it_and_all_points_are_needed(office: MadeOffice):
    application = office.application(state=A.PRINTED)
    quality = _quality(office)

    with pytest.raises(RuleViolationError, match="You printed this booklet yourself"):
        quality.passes(DWI, application, ALL, op())
    with pytest.raises(RuleViolationError, match="MRZ lines can be read"):
        quality.passes(BAGUS, application, [each for each in ALL if each != "mrz"], op())

    assert office.get(application).state == A.PRINTED


def test_a_bad_booklet_is_spoiled_and_its_application_waits_at_its_old_place(office: MadeOffice):
    application = office.application(state=A.PRINTED, serial="C7000001")
    before = office.get(application)
    services = bundle.services(office.database, office.clock)

    services.quality.fails(BAGUS, application, "photo", op())

    after = office.get(application)
    assert (after.state, after.booklet_id, after.arrived) == (A.READY, None, before.arrived)
    assert services.quality.today() == CheckedToday(0, 1)
    assert services.blanks.balances()[0].sums["spoiled"] == 1
    assert services.plans.plan().rows[0].application_id == application


def test_a_family_lies_side_by_side_and_a_taken_slot_is_refused(office: MadeOffice):
    office.application("A", state=A.SHELVED, shelf_slot="A-001")
    office.application("B", state=A.SHELVED, shelf_slot="C-050", group_name="Kel. Hartono")
    member = office.application("C", state=A.PRINTED, group_name="Kel. Hartono")
    quality = _quality(office)

    assert quality.passes(BAGUS, member, ALL, op()) == "C-051"
    with pytest.raises(RuleViolationError, match="Another booklet lies in A-001"):
        quality.shelve(BAGUS, member, op(), "A-001")
    with pytest.raises(RuleViolationError, match="no shelf slot Z-999"):
        quality.shelve(BAGUS, member, op(), "Z-999")


def test_who_comes_too_late_is_told_where_the_application_stands(office: MadeOffice):
    application, quality = office.application(state=A.PRINTED), _quality(office)
    quality.fails(BAGUS, application, "photo", op())

    with pytest.raises(RuleViolationError, match="by the books it is: waits for printing") as refused:
        quality.passes(BAGUS, application, ALL, op())

    assert "somebody may have been quicker" in refused.value.advice
