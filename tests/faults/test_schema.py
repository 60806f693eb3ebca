"""Migrations that are killed or fail, a program older than its database, and hostile lists cut at every place."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from printdesk.errors import RuleViolationError
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.services.bundle import open_office
from printdesk.services.clock import SystemClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import default_settings
from tests.databases import Databases

pytestmark = [pytest.mark.fault, pytest.mark.timeout(240)]
REPOSITORY = Path(__file__).parents[2]


def _old(url: str) -> None:
    database = Database(url)
    with database.writing() as session:
        config = schema._config()
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
    database.close()


_UPGRADES = """
import sys
from printdesk.models.schema import upgrade
print("begins", flush=True)
upgrade(sys.argv[1])
"""


def _schema(url: str) -> tuple[str | None, list[str]]:
    database = Database(url)
    names = (
        "select name from sqlite_master order by 1" if database.is_sqlite
        else "select relname from pg_class where relnamespace = 'public'::regnamespace order by 1"
    )  # fmt: skip
    with database.reading() as session:
        found = list(session.scalars(text(names)))
    now = schema.current(database)
    database.close()
    return now, found


def test_an_upgrade_that_is_killed_leaves_the_old_schema_whole_and_can_be_done_again(databases: Databases):
    fates, ended = random.Random(4), set()
    for _turn in range(8):
        url = databases.prepared(_old)
        before = _schema(url)
        running = subprocess.Popen(
            [sys.executable, "-c", _UPGRADES, url],
            cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(fates.uniform(0.05, 1.2))
        running.kill()
        running.wait()
        running.stdout.close()
        time.sleep(0.3)
        now = _schema(url)
        assert now == before or now[0] == schema.head()
        ended.add(now[0])
        assert schema.upgrade(url) == schema.head()
    assert "0001" in ended, "no upgrade was killed in time"


def test_a_migration_that_fails_leaves_nothing_of_itself(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    from alembic.operations import Operations

    url = databases.prepared(_old)
    before, made = _schema(url), 0
    real = Operations.create_table

    def fails(self: Operations, *names: object, **more: object) -> object:
        nonlocal made
        made += 1
        if made == 6:
            raise ZeroDivisionError
        return real(self, *names, **more)

    with monkeypatch.context() as broken:
        broken.setattr(Operations, "create_table", fails)
        broken.setattr("alembic.op.create_table", lambda *a, **k: fails(_operations(), *a, **k))
        with pytest.raises(ZeroDivisionError):
            schema.upgrade(url)
    assert made == 6
    assert _schema(url) == before
    assert schema.upgrade(url) == schema.head()


def _operations() -> object:
    import alembic.op

    return alembic.op._proxy


def test_an_older_program_leaves_a_newer_database_alone(databases: Databases):
    url = databases.prepared(schema.upgrade)
    database = Database(url)
    make_office(database, SystemClock(), default_settings())
    with database.writing() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    database.close()
    before = _schema(url)
    for attempt in (open_office, schema.upgrade):
        with pytest.raises(RuleViolationError, match=r"schema 9999.*newer PrintDesk"):
            attempt(url)
    done = subprocess.run(
        [sys.executable, "-m", "printdesk", "--language", "en", "--database", url, "people"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "newer PrintDesk" in done.stderr
    assert _schema(url) == before
