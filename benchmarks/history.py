"""An office with a long history on PostgreSQL, made by the server itself: ten million applications in minutes.

The day's work is that of one office however long its history: 250 arrivals, and open are 3,000 that wait for
printing, 600 at quality check, 100 that passed and 500 on the shelf. All the others were collected, with their
booklet, print attempt, check, slip, register entry, operation and ledger entry. Indexes are dropped first
and made anew at the end; triggers and foreign keys rest.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text

from printdesk.models.database import Database
from printdesk.services import setting_up
from printdesk.services.taking_over import name_key

WORDS = 25_000
WAITING, AT_CHECK, PASSED, ON_SHELF = 3_000, 600, 100, 500
_SYLLABLES = ("a", "ba", "cah", "da", "en", "fi", "gu", "har", "in", "ju", "ka", "li", "ma", "nur", "o", "pra", "ri")
_OPEN_FROM = WAITING + AT_CHECK + PASSED + ON_SHELF
_TABLES = ("application", "booklet", "print_attempt", "quality_check", "pickup", "paper", "operation", "ledger")

_STATE = f"""CASE WHEN :count - n < {WAITING} THEN 'ready'
 WHEN :count - n < {WAITING + AT_CHECK} THEN 'printed'
 WHEN :count - n < {WAITING + AT_CHECK + PASSED} THEN 'passed' WHEN :count - n < {_OPEN_FROM} THEN 'shelved'
 ELSE 'collected' END"""
_A_DAY, _DAYS = 250, 60
_NEAR = _A_DAY * _DAYS
# The newest arrived now and 250 a day before it for 60 days, as in one office; the others fill eight years before.
_MOMENT = f"""(now() - interval '1 minute' - CASE WHEN :count - n < {_NEAR}
 THEN (:count - n) * (interval '{_DAYS} days' / {_NEAR})
 ELSE interval '{_DAYS} days' + (:count - {_NEAR} - n) * (interval '2860 days' / :count) END)"""
_SLOT = f"""CASE WHEN :count - n < {_OPEN_FROM} THEN
 chr(65 + (:count - n - {WAITING + AT_CHECK})::int / 200) || '-'
 || lpad((1 + (:count - n) % 200)::text, 3, '0') END"""
_DIGEST = "md5(n::text) || md5((n + 1)::text)"
_NUMBERS = "generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n"
# ruff: noqa: S608 - statements of ours, with no value of anybody's in them
_FILL = (
    f"""INSERT INTO application (id, number, name, name_key, phone, service, arrived, ready_at, promised_first,
 promised, departs_has_time, visa_lead_days, same_day, state, state_since, booklet_id, shelf_slot, version)
 SELECT n, '1133' || lpad(n::text, 12, '0'), a.word || ' ' || b.word || ' ' || c.word, ' ' || a.key || ' ' || b.key
 || ' ' || c.key || ' ', '08' || lpad((n * 7919 % 10000000000)::text, 10, '0'), 'regular48', at, at,
 at + interval '4 days', at + interval '4 days', false, 0, false, state, at,
 CASE WHEN state <> 'ready' THEN n END, CASE WHEN state IN ('passed', 'shelved') THEN {_SLOT} END, 1
 FROM (SELECT n, {_MOMENT} AS at, {_STATE} AS state, (abs(hashint8(n)) % 1000003) / 1000003.0 AS u,
 (abs(hashint8(n + 1000000007)) % 1000003) / 1000003.0 AS v,
 (abs(hashint8(n + 2000000011)) % 1000003) / 1000003.0 AS w
 FROM {_NUMBERS}) AS it
 JOIN bench_word a ON a.id = 1 + floor({WORDS} * u * u * u)::int
 JOIN bench_word b ON b.id = 1 + floor({WORDS} * v * v)::int
 JOIN bench_word c ON c.id = 1 + floor({WORDS} * w)::int""",
    f"""INSERT INTO booklet (id, serial, service, batch_id, state, state_since, holder, application_id, version)
 SELECT n, 'C' || lpad(n::text, 8, '0'), 'regular48', 1, CASE {_STATE} WHEN 'collected' THEN 'handed_over'
 WHEN 'shelved' THEN 'shelved' ELSE 'personalised' END, {_MOMENT}, NULL, n, 1
 FROM {_NUMBERS} WHERE {_STATE} <> 'ready'""",
    f"""INSERT INTO print_attempt (id, application_id, booklet_id, attempt, station, operator, desk, bound_at,
 outcome, outcome_at, outcome_by) SELECT n, n, n, 1, 'R1', 'sari', 'R1', {_MOMENT}, 'printed', {_MOMENT}, 'sari'
 FROM {_NUMBERS} WHERE {_STATE} <> 'ready'""",
    f"""INSERT INTO quality_check (id, application_id, booklet_id, checker, at, passed, checked)
 SELECT n, n, n, 'budi', {_MOMENT}, true, '[]'
 FROM {_NUMBERS}
 WHERE {_STATE} NOT IN ('ready', 'printed')""",
    f"""INSERT INTO pickup (id, application_id, booklet_id, register_number, collector_kind, collector_name,
 documents, proved_by, officer, at)
 SELECT n, n, n, 'BP-2020-' || lpad(n::text, 8, '0'), 'applicant', '', '[]', 'slip', 'rina',
 {_MOMENT}
 FROM {_NUMBERS} WHERE {_STATE} = 'collected'""",
    f"""INSERT INTO paper (id, kind, number, copy, application_id, made_at, made_by, desk)
 SELECT n, 'SP', 'SP-2020-' || lpad(n::text, 8, '0'), 1, n, {_MOMENT}, 'rina', 'L1'
 FROM {_NUMBERS} WHERE {_STATE} <> 'ready'""",
    # In the order of the keys: put in as they come, half of the time went into looking for their places.
    f"""INSERT INTO operation (id, at, act, answer) SELECT md5(n::text)::uuid::text, {_MOMENT}, 'take_next', '{{}}'
 FROM {_NUMBERS} ORDER BY 1""",
    f"""INSERT INTO ledger (seq, at, "user", desk, act, object_kind, object_id, details, operation_id, previous, hash)
 SELECT n + 10, {_MOMENT}, 'sari', 'R1', 'claim', 'application', n::text, '{{}}', md5(n::text)::uuid::text,
 {_DIGEST}, {_DIGEST}
 FROM {_NUMBERS}""",
)  # fmt: skip
_PART = 500_000


def fill(url: str, count: int) -> None:
    """Make the office at `url`, an empty database, with so many applications."""
    setting_up.make(url)
    database = Database(url)
    with database.writing() as session:
        connection = session.connection()
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        _words(connection)
        with indexes_later(connection, _TABLES):
            for first in range(1, count + 1, _PART):
                some = {"count": count, "first": first, "last": min(count, first + _PART - 1)}
                for statement in _FILL:
                    wanted = {name: value for name, value in some.items() if f":{name}" in statement}
                    connection.execute(text(statement), wanted)
        _finish(connection, count)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE"))
    database.close()


def _words(connection: Connection) -> None:
    rng = random.Random(7)  # noqa: S311 - figures, not secrets
    made = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(WORDS)]
    rows = [{"id": at, "word": word.upper(), "key": name_key(word).strip()} for at, word in enumerate(made, 1)]
    connection.execute(text("CREATE TEMP TABLE bench_word (id int PRIMARY KEY, word text, key text)"))
    connection.execute(text("INSERT INTO bench_word VALUES (:id, :word, :key)"), rows)
    connection.execute(text("ANALYZE bench_word"))


@contextmanager
def indexes_later(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """On PostgreSQL drop every index that no constraint needs (primary keys' stay), and make them at the end."""
    if connection.dialect.name == "sqlite":
        yield
        return
    found = connection.execute(
        text(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i"
            " WHERE i.tablename = ANY(:tables) AND i.schemaname = 'public'"
            " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)"
        ),
        {"tables": list(tables)},
    ).all()
    for name, _made in found:
        connection.execute(text(f'DROP INDEX "{name}"'))
    yield
    connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
    for _name, made in found:
        connection.execute(text(made))


def _finish(connection: Connection, count: int) -> None:
    """What the triggers would have learnt, and where numbers go on."""
    connection.execute(text("INSERT INTO search_word SELECT DISTINCT key FROM bench_word ON CONFLICT DO NOTHING"))
    connection.execute(
        text(
            "INSERT INTO blank_batch (id, service, first_serial, last_serial, count, received_at, received_by,"
            " counted_by) VALUES (1, 'regular48', 'C00000001', 'C99999999', 99999999, now(), 'a', 'b')"
        )
    )
    for table in _TABLES[:6]:
        connection.execute(text(f"SELECT setval('{table}_id_seq', :count)"), {"count": count})
