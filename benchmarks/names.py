"""Searching a name in a million applications: each kind of question, by the program's own search.

Names are drawn from 25,000 made words, the frequent ones far more often than the rare (Zipf), with real titles,
apostrophes and spellings among them. Beside it: what the same question costs by reading all names with LIKE, and by
comparing with every name (rapidfuzz), both on the same file in the same run.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import select, text

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
QUESTIONS = {
    "common first name": "muhamad",
    "two words in another order": "ahmad siti",
    "spelled another way": "Moch. Sjarif",
    "one letter wrong": "widodp",
    "cut elsewhere": "nur aini",
    "end of a number": "4321",
    "beginning of a number": "11330700",
    "whole number": "1133070000654321",
    "nobody": "xqzwvk plomb",
}

_AT_THE_COUNTER = (
    (
        "INSERT INTO blank_batch (id, service, first_serial, last_serial, count, received_at, received_by,"
        " counted_by) VALUES (1, 'regular48', 'C0000001', 'C9999999', 9999999, '2014-01-01 00:00:00', 'a', 'b')"
    ),
    (
        "INSERT INTO booklet (id, serial, service, batch_id, state, state_since, application_id, version)"
        " SELECT id, printf('C%07d', id), 'regular48', 1, 'handed_over', state_since, id, 1 FROM application"
        " WHERE state = 'collected'"
    ),
    "UPDATE application SET booklet_id = id WHERE state = 'collected'",
    (
        "INSERT INTO paper (kind, number, copy, application_id, made_at, made_by, desk)"
        " SELECT 'SP', printf('SP-2024-%06d', id), 1, id, state_since, 'rina', 'L1' FROM application"
    ),
)
"""A booklet for everybody who collected, and a slip for each: what the same box is asked beside names."""
_ASKED_FOR = 654_321


def million(folder: Path, count: int = 1_000_000) -> Services:
    """An office with so many applications, a few thousand of them open."""
    url = f"sqlite:///{folder / 'many.db'}"
    setting_up.make(url)
    database = Database(url)
    with database.writing() as session:
        for part in _parts(count):
            values = (tuple(row.values()) for row in part)
            insert_many(session, Application.__table__, list(part[0]), values)  # type: ignore[arg-type]
        for statement in _AT_THE_COUNTER:
            session.execute(text(statement))
        session.execute(text("ANALYZE"))
    database.close()
    return open_office(url)


def _parts(count: int) -> Iterator[list[dict[str, Any]]]:
    rng = random.Random(7)  # noqa: S311 - figures, not secrets
    words = ["".join(rng.choices(_PARTS, k=rng.randint(2, 4))) for _ in range(WORDS)]
    weights = [1 / (rank + 3) for rank in range(WORDS)]
    part: list[dict[str, Any]] = []
    for at in range(count):
        name = _name(rng, words, weights, at)
        moment = _START + timedelta(minutes=4 * at)
        part.append(
            {
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
    return " ".join(rng.choices(words, weights, k=rng.choice((1, 2, 2, 3, 3, 4)))).upper()


def timed(do: Callable[[], object], rounds: int) -> list[float]:
    """Processor milliseconds of each round; a first one warms up."""
    do()
    taken = []
    for _round in range(rounds):
        start = process_time()
        do()
        taken.append(1000 * (process_time() - start))
    return taken


def report(rounds: int, count: int = 1_000_000) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    yield f"One box over {count:,} applications on SQLite (`benchmarks/names.py`), milliseconds of processor time of"
    yield f"the whole question, {rounds} rounds; the goal is 50 for any spelling."
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        office = million(Path(folder), count)
        try:
            yield from _lines(office, rounds)
        finally:
            office.close()
    yield ""


def _lines(office: Services, rounds: int) -> Iterator[str]:
    yield "| question | found | median | 95th percentile |"
    yield "|---|---|---|---|"
    for kind, question in QUESTIONS.items():
        found = office.applications.find(question)
        taken = timed(lambda question=question: office.applications.find(question), rounds)  # type: ignore[misc]
        slowest = quantiles(taken, n=20)[-1]
        yield f"| {kind} (“{question}”) | {len(found)} | {median(taken):.1f} ms | {slowest:.1f} ms |"
    for kind, question, ask in _numbers(office):
        taken = timed(ask, rounds)
        yield f"| {kind} (“{question}”) | 1 | {median(taken):.1f} ms | {quantiles(taken, n=20)[-1]:.1f} ms |"
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
