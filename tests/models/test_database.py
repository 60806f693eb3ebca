"""The engine: what it refuses, how it journals, and what it says when the world fails."""

import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.models import database as module
from printdesk.models.database import Database
from printdesk.models.tables import Meta, SettingsVersion


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
