"""The engine: what it refuses, how it journals, and what it says when the world fails."""

import os
import stat
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.models import database as module
from printdesk.models.database import Database
from printdesk.models.metadata import metadata
from printdesk.models.schema import upgrade
from printdesk.models.tables import Meta, SettingsVersion
from tests.databases import PostgresqlDatabases


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://root@localhost/office", "does not work with a mysql database"),
        ("not a url", "is not a database address"),
        ("sqlite://", "needs a file of its own"),
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(url: str, words: str):
    with pytest.raises(RuleViolationError, match=words):
        Database(url)


def test_a_missing_folder_and_a_silent_server_are_said_in_words(tmp_path: Path):
    with pytest.raises(EnvironmentFailureError, match="There is no folder"):
        Database(f"sqlite:///{tmp_path / 'nowhere' / 'office.db'}")
    database = Database("postgresql://nobody@127.0.0.1:9/office")
    with pytest.raises(EnvironmentFailureError, match="cannot be reached"), database.reading():
        pass
    database.close()


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "smb3"])
def test_a_file_on_a_network_share_is_refused_with_the_reason(tmp_path: Path, monkeypatch, kind: str):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"proc /proc proc rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(module, "_MOUNTS", mounts)

    with pytest.raises(RuleViolationError, match=f"network share \\({kind}\\)"):
        Database(f"sqlite:///{tmp_path / 'office.db'}")


def test_sqlite_writes_ahead_and_waits_for_the_disk(sqlite_url: str):
    database = Database(sqlite_url)
    with database.reading() as session:
        values = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    database.close()

    newest = module.sqlite_module().sqlite_version_info >= module.WAL_SAFE_FROM
    assert values == {
        "journal_mode": "wal" if newest else "truncate",
        "synchronous": 2 if newest else 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_a_reader_keeps_nothing_and_a_writer_all_or_nothing(database_url: str):
    database = Database(database_url)
    with suppress(DBAPIError), database.reading() as session:
        session.add(Meta(key="a", value="1"))
        session.flush()
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(database)
    with database.writing() as session:
        session.add(Meta(key="c", value="1"))

    with database.reading() as session:
        assert session.query(Meta.key).filter(Meta.key.in_(["a", "b", "c"])).all() == [("c",)]
    database.close()


def _write_and_fail(database: Database) -> None:
    with database.writing() as session:
        session.add(Meta(key="b", value="1"))
        session.flush()
        raise ZeroDivisionError


def test_writers_of_one_file_queue_instead_of_failing(sqlite_url: str):
    database, failures = Database(sqlite_url), []

    def count() -> None:
        try:
            for _turn in range(20):
                with database.writing() as session:
                    row = session.get(Meta, "count") or Meta(key="count", value="0")
                    row.value = str(int(row.value) + 1)
                    session.add(row)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=count) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get_one(Meta, "count").value == "80"
    assert failures == []
    database.close()


def test_a_naive_time_never_reaches_the_database(sqlite_url: str):
    database = Database(sqlite_url)
    with pytest.raises(StatementError, match="naive datetime"), database.writing() as session:
        session.add(SettingsVersion(at=datetime(2024, 6, 26), author="x", body={}))  # noqa: DTZ001
    database.close()


@pytest.mark.parametrize("damage", ["garbage", "truncated"])
def test_a_file_that_is_no_database_or_damaged_is_said_so_in_words(sqlite_url: str, tmp_path: Path, damage: str):
    whole = Path(sqlite_url.removeprefix("sqlite:///"))
    file = tmp_path / "damaged.db"
    file.write_bytes(b"hello world, not a database" * 100 if damage == "garbage" else whole.read_bytes()[:20_000])
    database = Database(f"sqlite:///{file}")

    with pytest.raises(EnvironmentFailureError) as failure:
        _read_all(database)

    assert str(failure.value).startswith("“damaged.db” is not a PrintDesk database, or it is damaged.")
    assert "SELECT" not in str(failure.value)
    database.close()


def _read_all(database: Database) -> None:
    with database.reading() as session:
        for table in metadata.sorted_tables:
            session.execute(table.select()).all()


def test_a_database_that_can_only_be_read_says_so(sqlite_url: str):
    database = Database(sqlite_url)
    event.listen(database.engine, "connect", lambda connection, _record: connection.execute("PRAGMA query_only=ON"))
    _expect_read_only(database)


def test_a_standby_server_says_so_too(postgresql_databases: PostgresqlDatabases):
    database = Database(postgresql_databases.prepared(upgrade))
    event.listen(database.engine, "begin", lambda connection: connection.exec_driver_sql("SET TRANSACTION READ ONLY"))
    _expect_read_only(database)


def _expect_read_only(database: Database) -> None:
    with pytest.raises(EnvironmentFailureError, match="can only be read here"), database.writing() as session:
        session.add(Meta(key="a", value="1"))
    database.close()


@pytest.mark.parametrize("value", ["nul\x00inside", "x" * 41, "half \ud800 sign"])
def test_an_entry_that_cannot_be_kept_is_refused_without_repeating_it(
    postgresql_databases: PostgresqlDatabases, value: str
):
    database = Database(postgresql_databases.prepared(upgrade))
    with pytest.raises(RuleViolationError) as refused, database.writing() as session:
        session.add(Meta(key=value, value="1"))

    assert str(refused.value).startswith("An entry is too long or too large, or holds a sign")
    assert value not in str(refused.value)
    assert "INSERT" not in str(refused.value)
    database.close()


def test_half_a_sign_is_refused_by_sqlite_too_and_bugs_show_no_values(sqlite_url: str):
    database = Database(sqlite_url)
    with pytest.raises(RuleViolationError, match="cannot be kept"), database.writing() as session:
        session.add(Meta(key="half \ud800 sign", value="1"))
    with pytest.raises(IntegrityError) as bug, database.writing() as session:
        session.execute(Meta.__table__.insert(), [{"key": "a", "value": "SITI"}, {"key": "a", "value": "SITI"}])
    assert "SITI" not in str(bug.value)
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="these rights are those of POSIX")
def test_an_office_that_everybody_could_read_is_its_owners_alone_once_it_is_opened(tmp_path: Path):
    path = tmp_path / "office.db"
    for each, mode in ((path, 0o644), (tmp_path / "office.db-wal", 0o666)):
        each.touch()
        each.chmod(mode)
    with Database(f"sqlite:///{path}").reading() as session:
        session.execute(text("select 1"))
    rights = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert rights.pop("office.db") == 0o600
    assert set(rights.values()) <= {0o600, 0o660}, "a group that was let in to write stays"

    new = tmp_path / "new.db"
    database = Database(f"sqlite:///{new}")
    with database.writing() as session:
        session.execute(text("create table thing (id integer)"))
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob("new.db*")} == {0o600}
    database.close()
    new.unlink()
    with pytest.raises(EnvironmentFailureError, match="is gone"), database.reading() as session:
        session.execute(text("select 1"))
    assert not new.exists()
