"""Databases that earlier releases made are kept here, and brought up to this one with everything in them.

`kept/0001.json` was made by the commands of release 0.1.0's first schema: a list taken over, blanks received and
issued, one booklet printed, checked, shelved and handed over to a relative, another one taken for printing.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, Boolean, Date, DateTime, MetaData, insert, text

from printdesk.errors import RuleViolationError
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.services.integrity_checks import only_reading
from printdesk.services.setting_up import open_existing, upgrade

_KEPT = Path(__file__).parent / "kept"
_FINDS = "3311000000000001"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the backups of a server's database lie."""
    monkeypatch.setattr("printdesk.paths.data_folder", lambda: tmp_path)


def make_kept(url: str) -> dict[str, list[dict[str, Any]]]:
    """Put the kept office into an empty database; gives its rows by table."""
    tables: dict[str, list[dict[str, Any]]] = json.loads((_KEPT / "0001.json").read_text(encoding="utf-8"))
    database = Database(url)
    with database.writing() as session:
        schema.migrate(session.connection(), "0001")
        found = MetaData()
        found.reflect(session.connection())
        for name, rows in tables.items():
            kinds = {column.name: column.type for column in found.tables[name].columns}
            session.execute(
                insert(found.tables[name]),
                [{key: _value(kinds[key], value) for key, value in row.items()} for row in rows],
            )
        if not database.is_sqlite:
            for name in ("application", "booklet", "paper", "person", "settings_version", "pickup", "blank_batch"):
                session.execute(
                    text(f"select setval(pg_get_serial_sequence('{name}', 'id'), (select max(id) from {name}))")  # noqa: S608
                )
    database.close()
    return tables


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, JSON):
        return json.loads(value)
    return bool(value) if isinstance(kind, Boolean) else value


def test_an_office_of_the_first_release_comes_over_whole_after_a_backup(empty_database_url: str, tmp_path: Path):
    tables = make_kept(empty_database_url)
    assert upgrade(empty_database_url) == schema.head()

    office = open_existing(empty_database_url)
    try:
        found = office.integrity.check(tables["ledger"][-1]["hash"])
        assert found.ok, found.checks
        assert found.entries == len(tables["ledger"])
        card = office.applications.card(office.applications.find(_FINDS)[0].application_id)
        assert (card.name, card.state, card.serial) == ("SITI NURHALIZA", "collected", "C1000001")
        assert office.applications.find("mu'awanah")[0].number == "3311000000000002"
        sums = {one.service: one for one in office.blanks.balances()}["regular48"]
        assert (sums.received, sums.balanced) == (10, True)
    finally:
        office.close()
    backups = list(tmp_path.rglob("before-upgrade-*.db"))
    assert len(backups) == 1
    with only_reading(backups[0]) as session:
        assert session.execute(text("select version_num from alembic_version")).scalar() == "0001"
        assert session.execute(text("select count(*) from application")).scalar() == len(tables["application"])


def test_a_migration_that_fails_leaves_the_office_as_it_was(empty_database_url: str, monkeypatch: pytest.MonkeyPatch):
    make_kept(empty_database_url)
    real = command.upgrade

    def breaks_at_the_end(config: Any, revision: str) -> None:
        real(config, revision)
        if revision == "head":
            raise RuntimeError("the power went")

    monkeypatch.setattr(command, "upgrade", breaks_at_the_end)
    with pytest.raises(RuntimeError):
        upgrade(empty_database_url)
    monkeypatch.setattr(command, "upgrade", real)
    database = Database(empty_database_url)
    assert schema.current(database) == "0001"
    database.close()
    assert upgrade(empty_database_url) == schema.head()


def test_a_database_of_a_newer_release_is_refused_and_named(empty_database_url: str):
    make_kept(empty_database_url)
    database = Database(empty_database_url)
    with database.writing() as session:
        session.execute(text("update alembic_version set version_num = '9901'"))
    database.close()
    for refuses in (upgrade, open_existing):
        with pytest.raises(RuleViolationError, match="schema 9901, which this PrintDesk does not know"):
            refuses(empty_database_url)
