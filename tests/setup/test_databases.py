"""The databases that tests get: empty or prepared, their own, gone afterwards."""

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text

from tests import database_server
from tests.databases import Databases, PostgresqlDatabases, PostgresqlServer

calls: list[str] = []


def fill(url: str) -> None:
    """Makes one table with one row, and leaves a connection behind in its pool as a careless one would."""
    calls.append(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("create table thing (number integer)"))
        connection.execute(text("insert into thing values (1)"))
    engine.dispose()


def rows(url: str, add: int = 0) -> list[int]:
    engine = create_engine(url)
    with engine.begin() as connection:
        if add:
            connection.execute(text("insert into thing values (:number)"), {"number": add})
        found = connection.execute(text("select number from thing order by number")).scalars().all()
    engine.dispose()
    return list(found)


def test_an_empty_database_has_no_tables(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_copies_of_a_prepared_database_do_not_touch_each_other(databases: Databases) -> None:
    one, two = databases.prepared(fill), databases.prepared(fill)
    assert rows(one, add=2) == [1, 2]
    assert rows(two) == [1]
    assert rows(databases.prepared(fill)) == [1]
    assert len([url for url in calls if url.startswith(databases.kind)]) == 1


def test_a_tests_databases_are_dropped_even_while_somebody_is_connected(postgresql: PostgresqlServer) -> None:
    databases = PostgresqlDatabases(postgresql)
    url = databases.empty()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        databases.close()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url.replace("+psycopg", ""))


def test_the_server_takes_its_password_only_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "another")  # must not reach the server's programs, nor let anybody in
    try:
        with database_server.running() as url:
            plain = url.replace("+psycopg", "")
            with psycopg.connect(plain) as connection:
                found = connection.execute("show data_directory").fetchone()
            user = f"{database_server.USER}:"
            without = f"{user}wrong@{plain.partition('@')[2]}"
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(f"postgresql://{without}")
    except database_server.NoServerError as error:
        pytest.skip(f"no PostgreSQL: {error}")
    assert found
    assert not Path(found[0]).parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(plain)


def test_where_postgresql_is_missing_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_server, "programs", lambda: None)
    with pytest.raises(database_server.NoServerError, match="apt-get install postgresql"), database_server.running():
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot ask whether a process lives")
def test_what_a_killed_run_left_is_cleared_up_and_a_living_ones_is_not(tmp_path: Path) -> None:
    dead = tmp_path / f"{database_server.PREFIX}999999999-abc"
    alive = tmp_path / f"{database_server.PREFIX}{os.getpid()}-abc"
    odd = tmp_path / f"{database_server.PREFIX}mine"
    for folder in (dead, alive, odd):
        folder.mkdir()
    database_server._clear_up(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([alive, odd])


def test_tests_read_english() -> None:
    from printdesk import i18n

    assert i18n.language() == "en"
    i18n.set_language("id")  # the next test in this process still reads English
