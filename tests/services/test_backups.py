"""Backups of an office at work, and restoring them, on each kind of database."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from printdesk.domain.states import ApplicationState
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import backup_files, inbox_safety
from printdesk.services.backup_files import check_copy, manifest_path
from printdesk.services.backups import CLOSING, HAND, HOURS, BackupLine, BackupService, missed_text
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.integrity import IntegrityService
from printdesk.services.restore_reports import RestoreReports
from printdesk.services.restores import RestoreService, inspect, restore_over
from printdesk.services.retention import RetentionService
from printdesk.services.setting_up import open_existing
from printdesk.services.slips import SlipService
from tests.services.offices import DWI, SRI, MadeOffice, at, op


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups of a server lie in the user's data: here in the test's own folder."""
    monkeypatch.setattr("printdesk.paths.data_folder", lambda: tmp_path)


def backup(office: MadeOffice, reason: str = HAND) -> BackupLine:
    return BackupService(office.workplace).make(SRI, reason, op())


def in_inbox(office: MadeOffice) -> list[Finding]:
    with office.workplace.reading() as view:
        return list(inbox_safety.backup_missed(Looking(view, catalogue("en"))))


def ready(office: MadeOffice) -> int:
    office.blanks(how_many=3, holder=None)
    return office.application("Siti Nurhaliza", state=ApplicationState.SHELVED)


def test_a_backup_is_a_checked_private_copy_with_a_manifest(office: MadeOffice):
    ready(office)
    line = backup(office)
    path = Path(line.file)

    assert line.state == "good"
    assert line.here
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    made = json.loads(manifest_path(path).read_text())
    assert (made["sha256"], made["size"]) == (backup_files.digest(path), path.stat().st_size)
    assert (made["entries"], made["head"]) == (1, office.ledger()[0].hash)
    assert [check.ok for check in check_copy(path)] == [True] * 4
    assert {each.name for each in path.parent.iterdir()} == {path.name, manifest_path(path).name}
    assert [entry.act for entry in office.ledger()] == ["make_office", "back_up"]


def test_a_copy_that_is_not_sound_is_no_backup_and_older_ones_stay(
    office: MadeOffice, monkeypatch: pytest.MonkeyPatch
):
    kept = Path(backup(office).file)
    ready(office)
    with office.database.writing() as session:
        session.execute(text("update blank_batch set count = count + 1"))
    service = BackupService(office.workplace)

    with pytest.raises(EnvironmentFailureError, match="Blanks do not balance"):
        service.make(SRI, HAND, op())

    assert kept.exists()
    assert len(list(kept.parent.glob("*"))) == 2
    status = service.status()
    assert status.last_good is not None
    assert status.last_good.file == str(kept)
    assert status.failed is not None
    assert "Blanks do not balance" in status.failed.note
    assert [each.kind for each in in_inbox(office)] == ["backup_failed"]

    def full(*_all: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_files, "_to_disk", full)
    office.clock.step(hours=1)
    with pytest.raises(EnvironmentFailureError, match="No space left"):
        service.make(SRI, HAND, op())
    assert len(list(kept.parent.glob("*"))) == 2


def test_one_is_due_in_between_and_after_closing_once(sqlite_office: MadeOffice):
    office, service = sqlite_office, BackupService(sqlite_office.workplace)
    assert service.due() == HOURS
    backup(office)
    office.clock.step(hours=3, minutes=59)
    assert service.due() == ""
    office.clock.step(minutes=1)
    assert service.due() == HOURS
    backup(office)
    office.clock.set(26, 16, 5)
    assert service.due() == CLOSING
    backup(office, CLOSING)
    assert service.due() == ""


def test_a_missed_backup_is_said_and_one_that_vanished_does_not_count(sqlite_office: MadeOffice):
    office, service = sqlite_office, BackupService(sqlite_office.workplace)
    line = backup(office)
    office.clock.step(hours=23)
    assert missed_text(service.status()) == ""
    office.clock.step(hours=2)
    assert missed_text(service.status()) == "No good backup since Wed 26 June 08:00."
    found = in_inbox(office)
    assert [(each.kind, each.urgent, each.room) for each in found] == [("backup_missed", True, "settings")]

    backup(office)
    assert service.status().missed_since is None
    Path(service.runs()[0].file).unlink()
    assert service.status().missed_since == line.at


def test_rotation_lets_the_oldest_go_and_keeps_days_and_the_last(sqlite_office: MadeOffice):
    office, service = sqlite_office, BackupService(sqlite_office.workplace)
    files = []
    for _time in range(10):
        files.append(Path(backup(office).file))
        office.clock.step(minutes=5)
    assert [path.exists() for path in files] == [False, False, *[True] * 8]
    assert [line.here for line in service.runs()] == [True] * 8


def test_a_restore_brings_everything_back_and_tells_what_was_lost(office: MadeOffice):
    key = ready(office)
    path = Path(backup(office).file)
    SlipService(office.workplace).make(DWI, [key], "a6", catalogue("en"), op())
    with office.database.writing() as session:
        session.execute(text("update application set state = 'collected', shelf_slot = null"))
    service = RestoreService(office.workplace)
    lost = service.preview(path)
    assert (lost.lost, lost.same_chain) == (1, True)  # nobody makes the backup again
    assert [(one.then, one.now) for one in lost.applications] == [("shelved", "collected")]
    assert lost.papers == (("SP-2024", 1, 1),)

    with pytest.raises(RuleViolationError, match="second person"):
        service.restore(SRI, path, "sri", op())
    assert office.get(key).state == "collected"
    done = service.restore(SRI, path, "dwi", op())

    assert office.get(key).state == "shelved"
    assert Path(done.aside).exists()
    assert [entry.act for entry in office.ledger()] == ["make_office", "restore"]
    assert IntegrityService(office.workplace).check().ok
    reports = RestoreReports(office.workplace)
    document = reports.document(SRI, done.number, catalogue("en"), op())
    assert document.pages == 1
    assert not document.warnings
    acts = [(each["act"], each["about"]) for each in reports.values(done.number)["acts"]]
    assert ("print_paper", office.get(key).number) in acts
    again = SlipService(office.workplace).make(DWI, [key], "a6", catalogue("en"), op())
    assert again.numbers == ("SP-2024-000002",)  # the number of the lost slip is not given out again


def test_erased_data_stay_erased_after_a_restore(office: MadeOffice):
    key = office.application("Budi Santoso", state=ApplicationState.COLLECTED)
    path = Path(backup(office).file)
    RetentionService(office.workplace).erase(SRI, office.get(key).number, "dwi", op())
    done = RestoreService(office.workplace).restore(SRI, path, "dwi", op())
    assert done.erased_again == 1
    assert office.get(key).name == "—"


def test_a_file_that_was_changed_is_refused_and_nothing_happens(office: MadeOffice):
    path = Path(backup(office).file)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert not inspect(path).ok
    before = len(office.ledger())
    with pytest.raises(RuleViolationError, match="digest"):
        RestoreService(office.workplace).restore(SRI, path, "dwi", op())
    assert len(office.ledger()) == before + 1  # that it was begun
    assert not list(path.parent.parent.rglob("*before-restore*"))


def test_a_lost_database_comes_back_into_its_place(sqlite_office: MadeOffice):
    office = sqlite_office
    key = ready(office)
    path = Path(backup(office).file)
    place = Path(office.database.url.database or "")
    office.close()
    place.write_bytes(b"no database any more")
    done = restore_over(str(office.database.url), SRI, path, "dwi", op())
    assert not done.gap.known
    assert Path(done.aside).read_bytes() == b"no database any more"
    opened = open_existing(str(office.database.url))
    try:
        assert opened.integrity.check().ok
        assert opened.applications.card(key).state == "shelved"
    finally:
        opened.close()


def test_a_desk_that_vanished_loses_its_turn(office: MadeOffice):
    service = BackupService(office.workplace)
    service._begin(SRI, HAND)
    with pytest.raises(RuleViolationError, match="Another desk"):
        service.make(DWI, HAND, op())
    office.clock.moment = at(26, 8) + timedelta(hours=3)
    assert service.make(DWI, HAND, op()).state == "good"


def test_a_check_tells_of_a_guard_that_is_gone_and_of_a_booklet_that_says_otherwise(office: MadeOffice):
    service = IntegrityService(office.workplace)
    key = ready(office)
    assert service.check().ok
    where = "" if office.database.is_sqlite else " on ledger"
    with office.database.writing() as session:
        session.execute(text(f"drop trigger ledger_next{where}"))
        session.execute(text("update application set state = 'collected', shelf_slot = null"))

    found = {check.code: check.found for check in service.check().checks if not check.ok}

    assert found == {"file": ("trigger ledger_next",), "balance": ("X0000001: collected / shelved",)}
    assert office.get(key).state == "collected"
