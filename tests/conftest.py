"""What every test may ask for: databases of both kinds, and the English texts."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.databases import (
    Databases,
    PostgresqlDatabases,
    PostgresqlServer,
    Prepare,
    SqliteDatabases,
    postgresql_server,
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("ci", deadline=None, print_blob=True)
hypothesis.settings.load_profile("ci")


@pytest.fixture(autouse=True)
def garbage_of_windows_is_collected_here() -> Iterator[None]:
    """As in the program (`ui/collector.py`): on another thread Python's collector would destroy Qt's objects."""
    gc.disable()
    yield
    gc.collect(1 if gc.get_count()[2] < 20 else 2)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read English; one that sets another language sets it for itself only."""
    from printdesk import i18n  # nothing of the program is loaded before a test runs

    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """The PostgreSQL server for tests; a test that needs it is skipped, with the reason, where there is none."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_templates() -> dict[Prepare, Path]:
    """The SQLite files that were prepared once for this test process."""
    return {}


@pytest.fixture
def sqlite_databases(tmp_path: Path, sqlite_templates: dict[Prepare, Path]) -> SqliteDatabases:
    """SQLite databases, for tests in which the kind of database plays no part."""
    return SqliteDatabases(tmp_path, sqlite_templates)


@pytest.fixture
def postgresql_databases(postgresql: PostgresqlServer) -> Iterator[PostgresqlDatabases]:
    """PostgreSQL databases, for what only PostgreSQL can do."""
    databases = PostgresqlDatabases(postgresql)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of each kind: the test runs once with SQLite and once with PostgreSQL."""
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture
def empty_database_url(databases: Databases) -> str:
    """The URL of a new database with nothing in it, of each kind."""
    return databases.empty()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The URL of a new database with the newest schema, of each kind; migrated once and copied for each test."""
    from printdesk.models.schema import upgrade

    return databases.prepared(upgrade)


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> str:
    """The URL of a new SQLite database with the newest schema."""
    from printdesk.models.schema import upgrade

    return sqlite_databases.prepared(upgrade)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are checked in no time; what they cost in an office is of no matter to a test."""
    from printdesk.services import hashing

    monkeypatch.setattr(hashing, "COSTS", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    monkeypatch.setattr(hashing, "_NOBODY", {})
