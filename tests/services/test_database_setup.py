"""Setting up PostgreSQL: both roles, what a desk can do and cannot, and that it can be done again."""

import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.models.database import Database
from printdesk.models.schema import upgrade
from printdesk.services.bundle import open_office
from printdesk.services.database_setup import Names, create_database
from printdesk.services.hand_over_acts import HandOver
from tests.cli.command_line import CommandLine
from tests.databases import PostgresqlServer
from tests.services.offices import DWI, SRI, MadeOffice, SteppableClock, op

_ON_THE_LEDGER = (
    "UPDATE ledger SET details = '{}'",
    "DELETE FROM ledger",
    "TRUNCATE ledger",
    "TRUNCATE ledger CASCADE",
)
_ON_THE_SCHEMA = (
    "INSERT INTO ledger SELECT * FROM ledger WHERE seq = 1",
    "ALTER TABLE ledger DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_no_change ON ledger",
    "DROP TABLE ledger",
    "CREATE TABLE mine (id integer)",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
    "UPDATE alembic_version SET version_num = '0001'",
)


class Made:
    """Names, addresses and passwords of a database that was set up."""

    def __init__(self, server: PostgresqlServer, folder: Path) -> None:
        mark = uuid.uuid4().hex[:10]
        self.server = server
        self.names = Names(f"office_{mark}", f"owner_{mark}", f"desk_{mark}")
        self.passwords = folder / "office.pgpass"
        self.made = create_database(server.url, self.names, self.passwords)
        self.again = create_database(server.url, self.names, self.passwords)
        self.versions_at_first = self._settings_versions()
        self.passwords_at_first = len(self.passwords.read_text().splitlines())

    def url(self, role: str) -> str:
        """With the password out of the file."""
        ours = f":{self.names.database}:{role}:"
        line = next(line for line in self.passwords.read_text().splitlines() if ours in line)
        server = make_url(self.server.url)
        parts = server.set(database=self.names.database, username=role, password=line.split(":")[4])
        return parts.render_as_string(hide_password=False)

    def _settings_versions(self) -> int:
        database = Database(self.server.url_of(self.names.database))
        with database.reading() as session:
            found: int = session.scalar(text("select count(*) from settings_version"))
        database.close()
        return found

    def drop(self) -> None:
        self.server.drop(self.names.database)
        with psycopg.connect(self.server.url.replace("+psycopg", "", 1), autocommit=True) as connection:
            for role in (self.names.owner, self.names.desk):
                connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


@pytest.fixture(scope="module")
def made(postgresql: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    done = Made(postgresql, tmp_path_factory.mktemp("roles"))
    yield done
    done.drop()


def test_it_is_made_once_and_made_again_changes_nothing(made: Made):
    assert (made.made.made_office, made.again.made_office) == (True, False)
    assert stat.S_IMODE(made.passwords.stat().st_mode) == 0o600
    assert made.passwords_at_first == 2
    assert made.made.desk_url == made.again.desk_url
    assert made.versions_at_first == 1
    assert made.names.desk in made.made.desk_url
    for address in (made.made.desk_url, made.made.owner_url):
        assert make_url(address).password is None
        database = Database(f"{address}?passfile={made.passwords}")
        with database.reading() as session:
            assert session.scalar(text("select count(*) from settings_version"))
        database.close()


def _refused(url: str, statement: str) -> str:
    database = Database(url)
    try:
        with database.writing() as session:
            session.execute(text(statement))
    except (DeskError, DBAPIError) as refusal:
        return str(refusal)
    finally:
        database.close()
    return ""


@pytest.mark.parametrize("statement", [*_ON_THE_LEDGER, *_ON_THE_SCHEMA])
def test_a_desk_can_change_neither_ledger_nor_schema(made: Made, statement: str):
    assert _refused(made.url(made.names.desk), statement)


@pytest.mark.parametrize("statement", _ON_THE_LEDGER)
def test_not_even_the_owner_changes_the_ledger(made: Made, statement: str):
    assert "the ledger is append-only" in _refused(made.url(made.names.owner), statement)


def test_a_desk_can_do_the_whole_work_of_a_day_and_no_upgrade(made: Made):
    url, owner = made.url(made.names.desk), made.url(made.names.owner)
    services = open_office(url)
    office = MadeOffice(services.database, SteppableClock(), services.plans._workplace)
    office.application("Siti")
    office.blanks()
    taken = services.print_room.take_next(DWI, "R2", 1, op())[0].application_id
    services.print_room.bind(DWI, taken, "C1000001", op())
    services.print_room.confirm_printed(DWI, taken, op())
    items = [item.code for item in services.office.data().settings.checklist]
    services.quality.passes(SRI, taken, items, op())
    services.quality.shelve(SRI, taken, op())
    services.pickup.hand_over(SRI, HandOver(taken, "C1000001", "applicant", ("payment_proof", "identity")), op())
    services.history.keep("test")
    assert services.applications.card(taken).state == "collected"
    assert services.office.verify().ok
    assert upgrade(url) == made.made.schema, "nothing has to be done"
    services.close()
    assert _refused(owner, "UPDATE alembic_version SET version_num = '0001'") == ""
    with pytest.raises(EnvironmentFailureError, match=r"does not let this user do that.*address of its owner"):
        upgrade(url)
    back = f"UPDATE alembic_version SET version_num = '{made.made.schema}'"  # noqa: S608
    assert _refused(owner, back) == ""


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (Names("Office", "o", "d"), "no name for a database"),
        (Names("a; drop", "o", "d"), "no name for a database"),
        (Names("office", "one", "one"), "cannot be one role"),
    ],
)
def test_names_that_do_not_fit_are_refused(postgresql: PostgresqlServer, tmp_path: Path, names: Names, words: str):
    with pytest.raises(RuleViolationError, match=words):
        create_database(postgresql.url, names, tmp_path / "x.pgpass")
    assert not (tmp_path / "x.pgpass").exists()


def test_a_mighty_role_and_somebody_elses_database_are_refused(made: Made, tmp_path: Path):
    admin = make_url(made.server.url).username or ""
    mark = uuid.uuid4().hex[:8]
    others = (Names(f"n_{mark}", f"o_{mark}", admin), Names(made.names.database, f"p_{mark}", f"q_{mark}"))
    for names, words in zip(others, ("may do more on this server", "it belongs to"), strict=True):
        with pytest.raises(RuleViolationError, match=words):
            create_database(made.server.url, names, _file(tmp_path, made, names))
    _drop_roles(made.server, f"o_{mark}", f"p_{mark}", f"q_{mark}")


def _file(folder: Path, made: Made, names: Names) -> Path:
    """The administrator's own password stays what it is."""
    url = make_url(made.server.url)
    path = folder / f"{names.owner}.pgpass"
    path.write_text(f"{url.host}:{url.port}:{names.database}:{url.username}:{url.password}\n")
    return path


def test_a_role_that_works_elsewhere_keeps_its_password(made: Made, tmp_path: Path):
    names = Names(f"n_{uuid.uuid4().hex[:8]}", made.names.owner, made.names.desk)
    with pytest.raises(RuleViolationError, match="its password is not in the file"):
        create_database(made.server.url, names, tmp_path / "other.pgpass")
    assert not (tmp_path / "other.pgpass").exists()
    create_database(made.server.url, names, made.passwords)
    passwords = {line.split(":")[4] for line in made.passwords.read_text().splitlines() if made.names.desk in line}
    made.server.drop(names.database)
    assert len(passwords) == 1
    assert _refused(made.url(made.names.desk), "SELECT 1") == ""


def _drop_roles(server: PostgresqlServer, *roles: str) -> None:
    with psycopg.connect(server.url.replace("+psycopg", "", 1), autocommit=True) as connection:
        for role in roles:
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def test_the_command_says_what_to_do_next_and_no_password(
    made: Made, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    line = CommandLine(made.server.url, capsys)
    code, out, err = line.run(
        "database", "create", made.server.url, "--name", made.names.database, "--owner-role", made.names.owner,
        "--desk-role", made.names.desk, "--passwords", str(made.passwords),
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert f"Desks open: {made.made.desk_url}" in out
    assert "the office in it is as it was" in out
    secrets = [each.split(":")[4] for each in made.passwords.read_text().splitlines()]
    assert not [secret for secret in [*secrets, make_url(made.server.url).password] if secret and secret in out]
    assert line.run("database", "create", "sqlite:///x.db")[0] == 1


def test_settings_of_the_address_go_before_the_usual_ones(postgresql: PostgresqlServer):
    url = make_url(postgresql.url).update_query_dict({"connect_timeout": "9", "options": "-c work_mem=7MB"})
    database = Database(url.render_as_string(hide_password=False))
    with database.reading() as session:
        assert session.scalar(text("show work_mem")) == "7MB"
        assert session.scalar(text("show lock_timeout")) == "5s"
    database.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sslmode=require", "SSL"),
        ("sslmod=require", "does not know"),
        ("sslmode=perhaps", "invalid sslmode"),
    ],
)
def test_tls_settings_of_the_address_reach_the_driver(postgresql: PostgresqlServer, query: str, words: str):
    database = Database(f"{postgresql.url}?{query}")
    with pytest.raises(DeskError, match=words) as refused, database.reading():
        pass
    assert make_url(postgresql.url).password not in str(refused.value)
    database.close()
