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
from sqlalchemy import insert, select, text

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
    "whole number": "1133070000654321",
    "nobody": "xqzwvk plomb",
}


def million(folder: Path, count: int = 1_000_000) -> Services:
    """An office with so many applications, a few thousand of them open."""
    url = f"sqlite:///{folder / 'many.db'}"
    setting_up.make(url)
    database = Database(url)
    with database.writing() as session:
        for part in _parts(count):
            session.execute(insert(Application.__table__), part)  # type: ignore[arg-type]
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
    with office.database.reading() as session:
        like = select(Application.id).where(Application.name_key.contains(" soeharto")).limit(20)
        taken = timed(lambda: list(session.scalars(like)), 3)
        yield f"| beside it: LIKE over all names | | {median(taken):.0f} ms | |"
        every = list(session.scalars(select(Application.name_key)))
    taken = timed(lambda: process.extract("widodp", every, scorer=fuzz.ratio, limit=20), 2)
    yield f"| beside it: comparing with every name | | {median(taken):.0f} ms | |"
