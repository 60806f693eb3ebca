"""Personal data: never in the ledger, erased when their time is over, given to the person who asks."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import String, inspect, select, text
from sqlalchemy import table as named

from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.models import rewriting
from printdesk.models.claims import BrokenClaim
from printdesk.models.contacts import Contact
from printdesk.models.handing import PostList, PostRow
from printdesk.models.metadata import metadata
from printdesk.models.sqlite_driver import sqlite_module
from printdesk.models.tables import Application, Pickup, Pin, RaiseRequest
from printdesk.services import erasing, ledger
from printdesk.services.applications import ApplicationsService
from printdesk.services.backups import BackupService
from printdesk.services.retention import Erased, RetentionService
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
                BrokenClaim(application_id=key, holder="dwi", desk="R1", station="R1", was_printing=False,
                            broken_at=now, broken_by="sri", note=_NOTE),
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


def test_every_text_about_an_application_is_erased_or_known_to_name_nobody():
    names_nobody = {  # codes, serials, logins, desks; how a booklet was lost stays with the stock
        "paper": {"kind", "number", "made_by", "desk"},
        "print_attempt": {"station", "operator", "desk", "outcome", "outcome_by", "reason"},
        "quality_check": {"checker", "reason"},
        "booklet": {"serial", "service", "state", "holder"},
        "pickup": {"register_number", "collector_kind", "proved_by", "officer", "undone_by"},
        "raise_request": {"proof", "asked_by", "state", "class_code", "decided_by", "withdrawn_by"},
        "pin": {"asked_by", "state", "decided_by", "withdrawn_by"},
        "contact": {"outcome", "text_kind", "by", "undone_by"},
        "wave_place": {"moved_by"},
        "board_call": {"desk", "called_by"},
        "reminder": {"by", "undone_by"},
        "cancel_row": {"slot", "announced_by", "outcome", "kept_because", "undone_by"},
        "custody_item": {"out_by", "in_by", "back_by"},
        "mrz_scan": {"by", "overruled_by"},
        "data_error": {"use", "reason", "reported_by", "decided_by"},
        "supervisor_warning": {"kind", "by", "desk", "subject", "noted_by", "settled_by"},
        "batch_sheet_row": {"foreseen", "outcome", "serial", "reason", "entered_by"},
        "downtime_row": {"pack", "section", "entered_by", "outcome", "serial", "exception"},
        "minutes_line": {"kind", "reason_use", "reason", "happened_by", "proof"},
        "missing_case": {"declared_by", "circumstance", "state_before", "holder_before", "slot_before", "last_act",
                         "last_user", "last_desk", "found_by", "found_place", "found_to", "report", "reprint_by"},
        "broken_claim": {"holder", "desk", "station", "broken_by"},
        "erasure": {"by", "why"},
    }  # fmt: skip
    known = {table: set(columns) for table, columns in names_nobody.items()}
    for table, values in erasing.TEXTS:
        known.setdefault(table.__tablename__, set()).update(values)
    known["pickup"] |= {"collector_name", "collector_identity", "collector_mark"}
    known["post_row"] = {"address", "tracking", "back_by"}
    unknown = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        if "application_id" in table.c
        for column in table.c
        if isinstance(column.type, String) and column.name not in known.get(table.name, set())
    }
    assert unknown == set()  # a new one: erase it (services/erasing.py), or say here that it names nobody


def test_the_file_itself_holds_nothing_of_what_was_erased(sqlite_office: MadeOffice):
    office = sqlite_office
    keys = [collected(office, nik=f"337401570899{n:04}", phone=_PHONE, group_name="Umrah Q") for n in range(40)]
    with office.database.writing() as session:
        for key in keys:
            session.get_one(Application, key).state_since = datetime(2023, 6, 25, tzinfo=UTC)
    path = Path(office.database.url.database or "")
    BackupService(office.workplace).make(SRI, "hand", op())

    def lying_there() -> set[bytes]:
        raw = path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
        return {part for part in (b"337401570899", _PHONE.encode(), b"Umrah Q", b"Qomariyah") if part in raw}

    assert len(lying_there()) == 4
    service = RetentionService(office.workplace)
    office.clock.step(minutes=1)
    assert service.erase_due(SRI, "dwi", 40, op()) == Erased(40, clean=True)
    assert lying_there() == set()
    assert service.preview().backups == 1

    with closing(sqlite_module().connect(str(path))) as reader:
        reader.execute("begin immediate")  # another desk that writes all the time
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rewriting, "_WAIT_S", 0)
            assert not rewriting.rewrite(office.database)


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
    assert service.erase_due(SRI, "dwi", 1, op()) == Erased(1, clean=True)

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
