"""What the database itself refuses of the ledger, whoever writes: each statement would rewrite history."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from printdesk.models.database import Database, sqlite_module
from printdesk.services import ledger
from printdesk.services.clock import SystemClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import default_settings

_NEXT = "(seq, at, user, desk, act, object_kind, object_id, details, operation_id, previous, hash)"
_VALUES = "'2024-06-26 01:00:00.000000', 'x', 'x', 'x', 'x', 'x', '{}', 'x'"
_ATTACKS = (
    "UPDATE ledger SET details = '{}'",
    "UPDATE OR REPLACE ledger SET seq = 2 WHERE seq = 1",
    "DELETE FROM ledger WHERE seq = 1",
    f"INSERT INTO ledger {_NEXT} VALUES (3, {_VALUES}, '', 'h')",  # noqa: S608
    f"INSERT INTO ledger {_NEXT} VALUES (2, {_VALUES}, 'another hash', 'h')",  # noqa: S608
)
_REPLACING = (
    f"INSERT OR REPLACE INTO ledger {_NEXT} VALUES (1, {_VALUES}, '', 'h')",  # noqa: S608
    f"REPLACE INTO ledger {_NEXT} VALUES (1, {_VALUES}, '', 'h')",  # noqa: S608
    f"INSERT INTO ledger {_NEXT} VALUES (1, {_VALUES}, '', 'h') ON CONFLICT (seq) DO UPDATE SET details = 'x'",  # noqa: S608
)


def _office(url: str) -> Database:
    database = Database(url)
    make_office(database, SystemClock(), default_settings())
    return database


@pytest.mark.parametrize("attack", _ATTACKS)
def test_the_ledger_is_added_to_at_its_end_and_nothing_else(database_url: str, attack: str):
    database = _office(database_url)
    statement = attack if database.is_sqlite else attack.replace("OR REPLACE ", "").replace(" user,", ' "user",')
    with pytest.raises(DBAPIError, match=r"append-only|does not continue"), database.writing() as session:
        session.execute(text(statement))
    with database.reading() as session:
        assert (ledger.verify(session).ok, ledger.last_sequence(session)) == (True, 1)
    database.close()


@pytest.mark.parametrize("attack", _REPLACING)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_a_program_of_somebody_else_cannot_replace_an_entry_of_a_file(sqlite_url: str, attack: str, recursive: str):
    database = _office(sqlite_url)
    module = sqlite_module()
    intruder = module.connect(sqlite_url.removeprefix("sqlite:///"))
    intruder.execute(f"PRAGMA recursive_triggers={recursive}")
    with pytest.raises(module.Error, match=r"append-only|does not continue"):
        intruder.execute(attack)
    intruder.close()
    with database.reading() as session:
        assert ledger.verify(session).ok
    database.close()
