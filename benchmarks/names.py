"""Searching a name in a million applications: each kind of question, by the program's own search.

Names are drawn from 25,000 made words, the frequent ones far more often than the rare (Zipf), with real titles,
apostrophes and spellings among them. Beside it: what the same question costs by reading all names with LIKE, and by
comparing with every name (rapidfuzz), both on the same file in the same run. On PostgreSQL (a throw-away server) the
processor time of the server's process is added to ours. What made the difference: the words of all names are sorted
out by length and letters, so that only those are compared that can be near enough; a name with a word that nothing
resembles is given up at once; words are only joined to what begins a known word, as each such question reads the
lists of all the others again, and only where no other word is nobody's; and where the index has few, nothing else is
asked. On PostgreSQL, whose index has no order, the newest names are read first: they hold what is frequent, and tell
which words are rare enough to be looked up by their lists, at most two or three of a name, while the others are
compared in what these leave.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import select, text

from benchmarks import history, many
from benchmarks.goals import judge
from printdesk import memory
from printdesk.domain import codes, mrz
from printdesk.i18n import catalogue
from printdesk.models.bulk import insert_many
from printdesk.models.database import Database
from printdesk.models.tables import Application
from printdesk.services import setting_up
from printdesk.services.bundle import Services, open_office
from printdesk.services.demo import names
from printdesk.services.taking_over import name_key

TITLE = "## Search"
WORDS = 25_000
_PARTS = (
    "a",
    "ba",
    "cah",
    "da",
    "en",
    "fi",
    "gu",
    "har",
    "in",
    "ju",
    "ka",
    "li",
    "ma",
    "nur",
    "o",
    "pra",
    "ri",
    "sa",
)
_START = datetime(2014, 1, 6, 1, tzinfo=UTC)
_OPEN = 4_000
GOALS = {"SQLite": 20, "PostgreSQL": 30}
"""Milliseconds within which 19 of 20 questions of any kind are answered."""
QUESTIONS = {
    "common first name": "muhamad",
    "two words in another order": "ahmad siti",
    "spelled another way": "Moch. Sjarif",
    "one letter wrong": "widodp",
    "one letter wrong in short words": "bdui lnia",
    "cut elsewhere": "nur aini",
    "end of a number": "4321",
    "beginning of a number": "11330700",
    "whole number": "1133070000654321",
    "nobody": "xqzwvk plomb",
    "nine words that match nobody": "raden ayu siti nurhalimah almuthmainnah kanjeng pangeran haryo suroadikusumo",
    "nine words, each near to some": "muhamat siri nurainy prasatya harin lukas sarif kartika widodp",
}

_AT_THE_COUNTER = (
    (
        "INSERT INTO blank_batch (id, service, first_serial, last_serial, count, received_at, received_by,"
        " counted_by) VALUES (1, 'regular48', 'C0000001', 'C9999999', 9999999, '2014-01-01 00:00:00', 'a', 'b')"
    ),
    (
        "INSERT INTO booklet (id, serial, service, batch_id, state, state_since, application_id, version)"
        " SELECT id, {serial}, 'regular48', 1, 'handed_over', state_since, id, 1 FROM application"
        " WHERE state = 'collected'"
    ),
    (
        "INSERT INTO paper (kind, number, copy, application_id, made_at, made_by, desk)"
        " SELECT 'SP', {slip}, 1, id, state_since, 'rina', 'L1' FROM application"
    ),
)
"""A booklet for everybody who collected, and a slip for each: what the same box is asked beside names."""
_NUMBERED = {
    "sqlite": {"serial": "printf('C%07d', id)", "slip": "printf('SP-2024-%06d', id)"},
    "postgresql": {
        "serial": "'C' || lpad(id::text, 7, '0')",
        "slip": "'SP-2024-' || lpad(id::text, greatest(6, length(id::text)), '0')",
    },
}  # fmt: skip
_BEFORE = {
    # A booklet is made after the applicant who has it.
    "sqlite": ("PRAGMA defer_foreign_keys = ON",),
    "postgresql": ("SET LOCAL statement_timeout = 0", "SET LOCAL session_replication_role = replica"),
}
_AFTER = {
    "sqlite": (),
    # What the resting triggers would have done.
    "postgresql": (
        "SELECT setval('application_id_seq', (SELECT max(id) FROM application))",
        (
            "INSERT INTO search_word SELECT DISTINCT word FROM application,"
            " unnest(string_to_array(btrim(name_key), ' ')) AS word WHERE word <> ''"
        ),
    ),
}
_TABLES = ("application", "booklet", "paper")
_ASKED_FOR = 654_321


def million(url: str, count: int = 1_000_000) -> Services:
    """An office with so many applications, a few thousand of them open, in an empty database."""
    setting_up.make(url)
    database = Database(url)
    with database.writing() as session, history.indexes_later(session.connection(), _TABLES):
        dialect = session.get_bind().dialect.name
        for statement in _BEFORE[dialect]:
            session.execute(text(statement))
        for part in _parts(count):
            values = (tuple(row.values()) for row in part)
            insert_many(session, Application.__table__, list(part[0]), values)  # type: ignore[arg-type]
        for statement in (*_AT_THE_COUNTER, *_AFTER[dialect]):
            session.execute(text(statement.format(**_NUMBERED[dialect])))
    database.close()
    _keep_house(url)
    return open_office(url)


def _keep_house(url: str) -> None:
    """What a server does by itself in a running office: look what is there, and sort in what was added last."""
    if url.startswith("sqlite"):
        database = Database(url)
        with database.writing() as session:
            session.execute(text("ANALYZE"))
        database.close()
        return
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _parts(count: int) -> Iterator[list[dict[str, Any]]]:
    rng = random.Random(7)  # noqa: S311 - figures, not secrets
    words = ["".join(rng.choices(_PARTS, k=rng.randint(2, 4))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    part: list[dict[str, Any]] = []
    for at in range(count):
        name = _name(rng, words, weights, at)
        moment = _START + timedelta(minutes=4 * at)
        part.append(
            {
                "id": at + 1,
                "booklet_id": at + 1 if at < count - _OPEN else None,
                "number": f"11330700{at:08d}",
                "name": name,
                "name_key": name_key(name),
                "service": "regular48",
                "arrived": moment,
                "ready_at": moment,
                "promised_first": moment,
                "promised": moment,
                "departs_has_time": False,
                "visa_lead_days": 0,
                "same_day": False,
                "version": 1,
                "phone": f"08{rng.randrange(10**9):09d}",
                "group_name": None,
                "state": "collected" if at < count - _OPEN else "ready",
                "state_since": moment,
            }
        )
        if len(part) == 5_000:
            yield part
            part = []
    if part:
        yield part


def _name(rng: random.Random, words: list[str], weights: list[float], at: int) -> str:
    if at % 3 == 0:
        return names.name(rng, "L" if at % 2 else "P")
    return " ".join(rng.choices(words, cum_weights=weights, k=rng.choice((1, 2, 2, 3, 3, 4)))).upper()


def timed(do: Callable[[], object], rounds: int, clock: Callable[[], float] = process_time) -> list[float]:
    """Milliseconds of each round, of the processor unless told otherwise; a first one warms up."""
    do()
    taken = []
    for _round in range(rounds):
        start = clock()
        do()
        taken.append(1000 * (clock() - start))
    return taken


def report(rounds: int, count: int = 1_000_000) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    from tests import database_server

    memory.collect_seldom()
    yield TITLE
    yield ""
    yield f"One box over {count:,} applications (`benchmarks/names.py`), milliseconds of processor time of the whole"
    yield f"question, on PostgreSQL that of the server's process added, {rounds} rounds each. The goal is that 19 of"
    yield "20 questions of any kind are answered within 20 ms on SQLite and 30 ms on PostgreSQL."
    yield ""
    yield from _on(many.office(count), "SQLite", rounds, count)
    try:
        with database_server.running() as url:
            yield from _on(million(_new_database(url), count), "PostgreSQL", rounds, count)
    except database_server.NoServerError as none:
        yield f"PostgreSQL was not measured: {none}"
        yield ""


def _new_database(url: str) -> str:
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
        connection.execute('CREATE DATABASE "names"')
    return f"{url.rpartition('/')[0]}/names"


def _with_server(office: Services) -> Callable[[], float]:
    """Processor seconds of this process and of those in which the server works for it."""

    def clock() -> float:
        with office.database.reading() as session:
            keys = session.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")).all()
        theirs = sum(int(Path(f"/proc/{key}/schedstat").read_text(encoding="ascii").split()[0]) for key in keys)
        return process_time() + theirs / 1e9

    return clock


def _on(office: Services, name: str, rounds: int, count: int) -> Iterator[str]:
    clock = process_time if name == "SQLite" else _with_server(office)
    try:
        yield f"| {name}: question | found | median | 95th percentile |"
        yield "|---|---|---|---|"
        slowest = 0.0
        for kind, question, ask, found in _asked(office):
            taken = timed(ask, rounds, clock)
            most = quantiles(taken, n=20, method="inclusive")[-1]
            slowest = max(slowest, most)
            yield f"| {kind} (“{question}”) | {found} | {median(taken):.1f} ms | {most:.1f} ms |"
        if name == "SQLite":
            yield from _beside(office)
        met = judge(f"the slowest kind of {count:,} on {name}, 95th percentile", slowest, most=GOALS[name], unit="ms")
        yield ""
        yield f"The slowest kind: {slowest:.1f} ms of {GOALS[name]}: {met}."
        yield ""
    finally:
        office.close()


def _asked(office: Services) -> Iterator[tuple[str, str, Callable[[], object], int]]:
    """Each kind of question, the question, what asks it, and how many it finds."""
    for kind, question in QUESTIONS.items():
        found = len(office.applications.find(question))
        yield kind, question, lambda question=question: office.applications.find(question), found  # type: ignore[misc]
    for kind, question, ask in _numbers(office):
        yield kind, question, ask, 1


def _beside(office: Services) -> Iterator[str]:
    with office.database.reading() as session:
        like = select(Application.id).where(Application.name_key.contains(" soeharto")).limit(20)
        taken = timed(lambda: list(session.scalars(like)), 3)
        yield f"| beside it: LIKE over all names | | {median(taken):.0f} ms | |"
        every = list(session.scalars(select(Application.name_key)))
    taken = timed(lambda: process.extract("widodp", every, scorer=fuzz.ratio, limit=20), 2)
    yield f"| beside it: comparing with every name | | {median(taken):.0f} ms | |"


def _numbers(office: Services) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Telephone, serial, MRZ and slip of one of them: each finds exactly that one.

    Raises:
        AssertionError: it found another, or nothing.
    """
    with office.database.reading() as session:
        collected = select(Application.id, Application.phone).where(Application.state == "collected")
        asked = collected.where(Application.id <= _ASKED_FOR).order_by(Application.id.desc()).limit(1)
        key, known = session.execute(asked).one()
    phone, serial, slip = known or "", f"C{key:07d}", f"SP-2024-{key:06d}"
    for kind, question in (("telephone", phone), ("telephone, written otherwise", f"+62 {phone[1:4]}-{phone[4:]}"),
                           ("serial", serial)):  # fmt: skip
        if [match.application_id for match in office.applications.find(question)] != [key]:
            raise AssertionError(question)
        yield kind, question, lambda question=question: office.applications.find(question)  # type: ignore[misc]
    lines = _mrz(serial)
    yield "MRZ", f"…{serial}…", lambda: office.applications.find(mrz.passport_number(lines, catalogue("en")))
    found = office.slips.scan(codes.short_form(slip))
    if found is None or found.application_id != key:
        raise AssertionError(slip)
    yield "slip", slip, lambda: office.slips.scan(codes.short_form(slip))


def _mrz(serial: str) -> str:
    """The two lines of a passport with this number."""
    weights = (7, 3, 1)

    def check(field: str) -> str:
        values = (0 if sign == "<" else int(sign, 36) for sign in field)
        return str(sum(value * weights[at % 3] for at, value in enumerate(values)) % 10)

    number, born, until, own = f"{serial:<<9}", "900101", "340101", "<" * 14
    parts = [field + check(field) for field in (number, born, until)]
    whole = f"{parts[0]}IDN{parts[1]}M{parts[2]}{own}0"
    return f"{'P<IDNWIDODO':<<44}\n{whole}{check(parts[0] + parts[1] + parts[2] + own + '0')}"
