"""Personal data: never in the ledger, erased when their time is over, given to the person who asks."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy import table as named

from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models.contacts import Contact
from printdesk.models.handing import PostList, PostRow
from printdesk.models.tables import Application, Pickup, Pin, RaiseRequest
from printdesk.services import ledger
from printdesk.services.applications import ApplicationsService
from printdesk.services.retention import RetentionService
from printdesk.services.subjects import SubjectService
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, at, op

_NAME, _NIK, _PHONE = "Zulaikha Qomariyah", "3374015708990077", "081299988877"
_COLLECTOR, _NOTE = "Xaverius Wibisono", "called her neighbour Yohana"


def collected(office: MadeOffice, name: str = _NAME, **values: object) -> int:
    return office.application(name, state=ApplicationState.COLLECTED, **values)


def told_all(office: MadeOffice, key: int) -> None:
    """Write personal data into every place that holds any."""
    now = office.clock.now()
    with office.database.writing() as session:
        row = session.get_one(Application, key)
        pickup = Pickup(
            application_id=key, booklet_id=row.booklet_id, register_number="BP-2024-000001", collector_kind="family",
            collector_name=_COLLECTOR, collector_identity="3374*******0001", collector_mark="ab" * 32, documents=[],
            proved_by="slip", officer="sri", at=now, undone_reason=_NOTE,
        )  # fmt: skip
        session.add(pickup)
        session.flush()
        post = PostList(number="KP-2024-000001", courier="Pos", sent_at=now, sent_by="sri", desk="L1")
        session.add(post)
        session.flush()
        session.add_all(
            [
                Contact(application_id=key, outcome="told", phone_tail="8877", at=now, by="sri", note=_NOTE),
                RaiseRequest(
                    application_id=key, reason=_NOTE, asked_by="dwi", asked_at=now, state="refused", note=_NOTE
                ),
                Pin(application_id=key, reason=_NOTE, asked_by="sri", asked_at=now, state="refused", expires_at=now,
                    note=_NOTE),
                PostRow(list_id=post.id, application_id=key, pickup_id=pickup.id, address=_NOTE, tracking="RR1"),
            ]
        )  # fmt: skip


def everything(office: MadeOffice) -> str:
    """All that every table of the database says."""
    said = []
    with office.database.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            if not table.startswith("search_application_"):
                said += [str(row) for row in session.execute(select(text("*")).select_from(named(table)))]
    return "\n".join(said)


def test_erasing_leaves_nothing_of_the_person_anywhere_and_the_ledger_whole(office: MadeOffice):
    office.application("Zulaikha Mardiana")
    key = collected(office, nik=_NIK, phone=_PHONE, group_name="Umrah Wibisono", destination="Oman")
    told_all(office, key)
    number = office.get(key).number
    before = everything(office)
    assert all(part in before for part in ("Qomariyah", _NIK, _PHONE, _COLLECTOR, _NOTE))

    RetentionService(office.workplace).erase(SRI, number, "dwi", op())

    after = everything(office)
    for part in (_NAME, "qomariyah", "Qomariyah", _NIK, _PHONE, "8877", "Xaverius", "Yohana", "Wibisono", "3374***"):
        assert part not in after
    assert "mardiana" in after  # another person's name
    applications = ApplicationsService(office.workplace)
    assert applications.find("Qomariyah") == ()
    card = applications.card(key)
    assert (card.name, card.number, card.state) == ("Personal data erased on Wed 26 June", number, "collected")
    assert applications.story(key, catalogue("en"))[-1].text == "The personal data were erased (Sri Wahyuni)."
    with office.workplace.reading() as view:
        assert ledger.verify(view.session).ok


def test_the_dry_run_counts_what_is_past_its_time_and_only_that_is_erased(office: MadeOffice):
    old = collected(office)
    collected(office, name="Younger Case")
    open_case = office.application("Open Case")
    with office.database.writing() as session:
        session.get_one(Application, old).state_since = datetime(2023, 6, 25, tzinfo=UTC)
        session.get_one(Application, open_case).state_since = datetime(2020, 1, 1, tzinfo=UTC)
    service = RetentionService(office.workplace)

    found = service.preview()
    assert (found.count, [row.application_id for row in found.rows]) == (1, [old])
    with pytest.raises(RuleViolationError, match="not 2"):
        service.erase_due(SRI, "dwi", 2, op())
    with pytest.raises(RuleViolationError, match="second person"):
        service.erase_due(SRI, "sri", 1, op())
    assert office.get(old).name == _NAME
    assert service.erase_due(SRI, "dwi", 1, op()) == 1

    assert (office.get(old).name, office.get(old).nik) == ("—", None)
    assert service.preview().count == 0
    assert [office.get(open_case).name, len(office.ledger("erase"))] == ["Open Case", 1]


def test_data_of_a_case_that_goes_on_are_not_erased(office: MadeOffice):
    key = office.application(_NAME)
    with pytest.raises(RuleViolationError, match="needed until the case is over"):
        RetentionService(office.workplace).erase(SRI, office.get(key).number, "dwi", op())


def test_a_person_is_given_everything_and_the_giving_is_recorded(sqlite_office: MadeOffice):
    office = sqlite_office
    key = collected(office, nik=_NIK, phone=_PHONE)
    told_all(office, key)
    ApplicationsService(office.workplace).full_identity(BAGUS, key, op())
    subjects = SubjectService(office.workplace)
    made = json.loads(subjects.as_json(SRI, key, catalogue("id"), op()).text)

    assert made["application"]["nik"] == _NIK
    assert made["hand_overs"][0]["collector_name"] == _COLLECTOR
    assert made["contacts"][0]["note"] == _NOTE
    assert next((each["by"], each["act"]) for each in made["seen_by"]) == ("Bagus Prakoso", "look")
    assert office.ledger("export_subject")[0].object_id == str(key)
    document = subjects.document(DWI, key, catalogue("en"), op())
    assert document.pages >= 1
    assert not document.warnings
    assert subjects.document(DWI, key, catalogue("en"), op()).content != document.content  # copy 3


def test_the_clock_of_retention_is_the_offices(sqlite_office: MadeOffice):
    service = RetentionService(sqlite_office.workplace)
    assert service.preview().before == at(26).date().replace(year=2023)
