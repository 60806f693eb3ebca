"""The same acts and questions behind ten and a hundred times the history. Drawn into docs/growth.

On PostgreSQL the same office stands behind 100,000, 1,000,000 and 10,000,000 applications (`benchmarks/history.py`):
what is open and what comes in a day are one office's, the rest is the history of twenty. What made the difference:
nothing is grouped over all attempts ever made (each row looks up its own by an index), no question holds an "or" over
two tables, the blanks at hand have an index by their state, and a name is looked for by the lists of its rarest words
alone, the rest being compared in the names that these leave.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import history, many, names
from benchmarks.goals import judge
from benchmarks.growth import Figure, picture, table

TITLE = "## Growth of the history"
MOST = 1.5
"""An act at the longest history may cost so many times what it costs at the shortest."""
_BYTES_EACH = 2_200
"""What an application of the history takes on the server's disk, with all that belongs to it."""


def report(rounds: int, *, quick: bool = False) -> Iterator[str]:
    """The section of the report, line by line, as it is measured; a full run draws the pictures."""
    yield TITLE
    yield ""
    kept = _searches(rounds, (5_000, 50_000) if quick else (100_000, 1_000_000))
    yield from table("Ten times the history on SQLite, milliseconds.", kept, "sqlite")
    if not quick:
        picture("sqlite", "Applications in the history, SQLite", "milliseconds", kept)
    yield from _on_server(rounds, (5_000, 50_000) if quick else (100_000, 1_000_000, 10_000_000), draw=not quick)


def _on_server(rounds: int, counts: Sequence[int], *, draw: bool) -> Iterator[str]:
    from tests import database_server

    free = shutil.disk_usage(tempfile.gettempdir()).free
    counts = [count for count in counts if count * _BYTES_EACH < free]
    try:
        with database_server.running() as url:
            urls = {count: _made(url, count) for count in counts}
            figures = acts(urls, rounds)
    except database_server.NoServerError as none:
        yield f"PostgreSQL was not measured: {none}"
        return
    yield from server_lines(figures, counts)
    if draw:
        picture("postgresql", "Applications in the history, PostgreSQL", "milliseconds", figures)


def _made(url: str, count: int) -> str:
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "growth{count}"')
    made = f"{url.rpartition('/')[0]}/growth{count}"
    history.fill(made, count)
    return made


def server_lines(figures: Sequence[Figure], counts: Sequence[int]) -> Iterator[str]:
    """The part on PostgreSQL in words."""
    yield from table(
        "The history on PostgreSQL, milliseconds by the clock, the quicker rounds.",
        figures,
        "postgresql",
    )
    bounded = [figure for figure in figures if figure.ratio > MOST]
    most = max(figures, key=lambda figure: figure.ratio)
    judge(f"what grows most from {counts[0]:,} to {counts[-1]:,} ({most.name})", most.ratio, most=MOST, unit="times")
    if bounded:
        missed = ", ".join(f"{figure.name} ({figure.ratio:.1f} times)" for figure in bounded)
        yield f"Over {MOST} times their cost at {counts[0]:,}: {missed}. All others are within."
    else:
        yield f"All of them within {MOST} times their cost at {counts[0]:,}: met."
    yield ""


_ASKED = {
    "name": ("Moch. Sjarif", "the applications that have the rarest of the words"),
    "number's end": ("4321", "those whose number ends so, one in ten thousand"),
    "whole number": ("1133070000004321", "the depth of an index"),
}


def _searches(rounds: int, counts: Sequence[int]) -> list[Figure]:
    from printdesk.services.records import RecordQuery

    taken: dict[str, list[tuple[float, float]]] = {}
    for count in counts:
        office = many.office(count)
        find, first = office.applications.find, office.applications.first_records
        for name, (question, _bound) in _ASKED.items():
            found = names.timed(partial(find, question), 3 * rounds)
            taken.setdefault(f"search: {name}", []).append((count, median(found)))
        page = names.timed(partial(first, RecordQuery(), 200), 3 * rounds)
        taken.setdefault("first page of the history", []).append((count, median(page)))
        office.close()
    bounds = {f"search: {name}": bound for name, (_question, bound) in _ASKED.items()}
    return [
        Figure(name, tuple(curve), bounds.get(name, "the 200 rows that are shown")) for name, curve in taken.items()
    ]


def acts(urls: Mapping[int, str], rounds: int) -> list[Figure]:
    """Each act at each length of history, in turn: milliseconds by the clock, the quicker quarter of the rounds."""
    from printdesk.services.bundle import open_office

    offices = {count: open_office(url) for count, url in urls.items()}
    made = {count: _acts_of(office, count) for count, office in offices.items()}
    figures = []
    for name, bound in _BOUNDS.items():
        taken: dict[int, list[float]] = {count: [] for count in urls}
        for number in range(rounds + 2):
            for count in urls if number % 2 else reversed(list(urls)):
                start = perf_counter()
                made[count][name]()
                taken[count].append(1000 * (perf_counter() - start))
        # The quicker quarter: whatever else the machine did meanwhile is in the others.
        curve = tuple((count, sorted(each[2:])[len(each[2:]) // 4]) for count, each in taken.items())
        figures.append(Figure(name, curve, bound))
    figures.append(_by_name(offices, rounds))
    for office in offices.values():
        office.close()
    return figures


_BOUNDS = {
    "claim": "its four statements; the row is found by its key",
    "check": "the booklets on the shelf, among which a slot is chosen",
    "shelve": "its statements",
    "hand over": "its statements, with a number of the register",
    "scan at check": "the depth of an index",
    "search: phone": "the depth of an index",
    "search: number": "the depth of an index",
    "search: passport": "the depth of an index",
    "first page of the history": "the 200 rows that are shown",
    "plan": "the 3,000 that wait",
    "on the shelf": "the 500 that lie there",
    "in hand": "what the operator has in hand, and today's",
}


def _by_name(offices: Mapping[int, Any], rounds: int) -> Figure:
    """A whole name: of names spread over the history, each at its quickest, the middle one."""
    from sqlalchemy import text

    curve = []
    for count, office in offices.items():
        with office.database.reading() as session:
            of = "SELECT name FROM application WHERE id = {}"
            keys = [count * part // (_NAMES + 1) for part in range(1, _NAMES + 1)]
            asked = [session.scalar(text(of.format(key))) for key in keys]
        taken = [min(names.timed(partial(office.applications.find, name), rounds, perf_counter)) for name in asked]
        curve.append((count, median(taken)))
    return Figure(
        "search: name", tuple(curve), "those that have the rarest of the words' beginnings, which are looked at"
    )


_NAMES = 21
"""A name of frequent words costs many times what one with a rare word does, so several are asked."""


def _acts_of(office: Any, count: int) -> dict[str, Callable[[], object]]:
    from sqlalchemy import text

    from printdesk.services.claims import Wanted, claim
    from printdesk.services.hand_over_acts import HandOver
    from printdesk.services.records import RecordQuery
    from printdesk.services.work import Actor, new_operation_id

    settings = office.office.data().settings
    items = [item.code for item in settings.checklist]
    papers = tuple(each.code for each in settings.collector("applicant").documents)
    sari, budi, op = Actor("sari", "R1"), Actor("budi", "L1"), new_operation_id
    with office.database.reading() as session:
        of = "SELECT id FROM application WHERE state = '{}' ORDER BY id"
        open_ones = {state: list(session.scalars(text(of.format(state)))) for state in
                     ("ready", "printed", "passed", "shelved")}  # fmt: skip
    ready = open_ones["ready"]
    check, shelve, hand = (iter(open_ones[state]) for state in ("printed", "passed", "shelved"))
    workplace, middle = office.plans._workplace, count // 2  # noqa: SLF001 - the act without the plan before it

    def take() -> None:
        got = workplace.perform("take_next", sari, op(), lambda work: {"ids": claim(work, Wanted(ready, "R1", 1))})
        del ready[: ready.index(got["ids"][0]) + 1]

    def hand_over() -> None:
        n = next(hand)
        office.pickup.hand_over(budi, HandOver(n, f"C{n:08d}", "applicant", papers), op())

    find = office.applications.find
    return {
        "claim": take, "check": lambda: office.quality.passes(budi, next(check), items, op()),
        "shelve": lambda: office.quality.shelve(budi, next(shelve), op()), "hand over": hand_over,
        "scan at check": lambda: office.quality.look_up(f"C{open_ones['printed'][-1]:08d}"),
        "search: phone": lambda: find(f"08{middle * 7919 % 10**10:010d}"),
        "search: number": lambda: find(f"1133{middle:012d}"), "search: passport": lambda: find(f"C{middle:08d}"),
        "first page of the history": lambda: office.applications.first_records(RecordQuery(), 200),
        "plan": office.plans.plan, "on the shelf": office.pickup.ready,
        "in hand": lambda: office.print_room.in_hand("R1", "sari"),
    }  # fmt: skip
