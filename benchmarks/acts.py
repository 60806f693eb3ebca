"""Claims beside job queues, how long a desk waits among others, and how soon others see a change.

Desks and workers are processes that begin together. PostgreSQL is a throw-away server without fsync, the same for
all; theirs take jobs that do nothing and keep no ledger, ours is the program's own act (`benchmarks/claims.py`). What
made the difference: two questions and one statement that ends the act and commits in one journey, given to the driver
as they are (`models/quick.py`); the look at the station is a condition of the claim itself; the server itself chains
the entry (`ledger_append`), so the end of the ledger is held for no journey; the row is found by its key and the
first free one is taken; no question before each act whether the connection lives; words of a name are not learnt anew
with each move of its state. On a file, one of those who wait stands in a door, the others behind (`models/turns.py`).
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from threading import Event
from time import monotonic, sleep
from typing import Any

from benchmarks import claims, desks, peers, queues
from benchmarks.goals import judge

TITLE = "## Acts"
WAIT_MS = 100
_DESKS_AT_ONCE = (1, 4, 8)
_LONG_S = 10
"""Measured for so many seconds, desks are seen at a person's pace too."""
_ROOT = Path(__file__).resolve().parents[1]


def race(commands: Sequence[Sequence[str]]) -> list[Any]:
    """Processes that begin together: each says "ready", waits for a line, and says its result as JSON.

    Raises:
        RuntimeError: one did not get so far; with what it said.
    """
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = [
        subprocess.Popen(command, cwd=_ROOT, text=True, **pipes)  # noqa: S603
        for command in commands
    ]
    for process in running:
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError(process.communicate()[1][-2000:])
    for process in running:
        if process.stdin is not None:
            process.stdin.write("go\n")
            process.stdin.flush()
    said = [process.communicate() for process in running]
    if any(process.returncode for process in running):
        raise RuntimeError(said[0][1][-2000:])
    return [json.loads(out) for out, _errors in said]


def _rate(found: Sequence[Any], count: int) -> float:
    """Acts a second from the first begin to the last end."""
    took: float = max(each["ended"] for each in found) - min(each["began"] for each in found)
    return count / took


def ours(url: str, many: int, count: int, *more: str) -> tuple[float, list[float]]:
    """So many desks that claim everything: claims a second of all, and every wait in milliseconds.

    Raises:
        AssertionError: one application was given twice, or not at all.
    """
    claims.fill(url, count)
    commands = [[sys.executable, "-m", "benchmarks.claims", url, f"D{n}", str(count), *more] for n in range(many)]
    found = race(commands)
    taken = [each for one in found for each in one["taken"]]
    if sorted(taken) != list(range(1, count + 1)):
        msg = "an application was given twice, or not at all"
        raise AssertionError(msg)
    return _rate(found, count), [wait for one in found for wait in one["waits"]]


def theirs(name: str, dsn: str, many: int, count: int) -> float | None:
    """So many workers of a queue; None where it cannot be had."""
    python = peers.python()
    if python is None:
        return None
    put = [python, "-m", "benchmarks.queues", name, dsn, str(count)]
    subprocess.run(put, check=True, cwd=_ROOT, capture_output=True)  # noqa: S603
    found = race([[python, "-m", "benchmarks.queues", name, dsn, "0"]] * many)
    return _rate(found, sum(each["taken"] for each in found))


def report(
    rounds: int, jobs: int = 2_000, seconds: float = 20, beside: Sequence[str] = queues.NAMES
) -> Iterator[str]:
    """The section of the report, line by line, as it is measured; `beside` are the queues that run in turn with ours,
    those that take one job a question first.
    """
    from tests import database_server

    yield TITLE
    yield ""
    try:
        with database_server.running() as url:
            new = _Databases(url)
            yield from _rates(new, rounds, jobs, beside)
            yield from _mixed(new.make(), "8 desks on PostgreSQL, an act every second each", 8, seconds, 1.0)
            if seconds >= _LONG_S:
                title = "8 desks on PostgreSQL, an act every three seconds each, as people have them"
                yield from _mixed(new.make(), title, 8, 3 * seconds, 3.0)
            yield from _seen(new.make(), "PostgreSQL", int(seconds * 5))
    except database_server.NoServerError as none:
        yield f"PostgreSQL was not measured: {none}"
    with tempfile.TemporaryDirectory() as folder:
        files = _Files(Path(folder))
        yield from _waiting(files, rounds, jobs // 4)
        yield from _mixed(files.make(), "3 processes on SQLite, two acts a second each", 3, seconds, 0.5)
        yield from _seen(files.make(), "SQLite", int(seconds * 5))


class _Databases:
    """New databases of a server, each by its URL."""

    def __init__(self, url: str) -> None:
        self._url, self._made = url, 0

    def make(self) -> str:
        import psycopg

        self._made += 1
        with psycopg.connect(plain(self._url), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "acts{self._made}"')
        return f"{self._url.rpartition('/')[0]}/acts{self._made}"


class _Files:
    """New files of a folder, each by its URL."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0

    def make(self) -> str:
        self._made += 1
        return f"sqlite:///{self._folder / f'acts{self._made}.db'}"


def plain(url: str) -> str:
    """The address as the driver alone takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def _rates(new: _Databases, rounds: int, jobs: int, beside: Sequence[str]) -> Iterator[str]:
    yield f"Acts a second on PostgreSQL, {jobs:,} each, all processes together, medians of {rounds} in turn;"
    yield "the ratio is the median of the rounds' ratios to the faster queue that takes one job a question."
    yield ""
    heads = " | ".join(beside).replace("10", ", ten at once")
    yield f"| processes | claim with guards and ledger | {heads} | ratio |"
    yield f"|---|---|{'---|' * len(beside)}---|"
    for many in _DESKS_AT_ONCE:
        taken: dict[str, list[float]] = {}
        for number in range(rounds):
            for name in ("ours", *beside) if number % 2 else (*reversed(beside), "ours"):
                url = new.make()
                rate = ours(url, many, jobs)[0] if name == "ours" else theirs(name, plain(url), many, jobs)
                taken.setdefault(name, []).append(rate or 0.0)
        ratios = [
            mine / max(one, other)
            for mine, one, other in zip(taken["ours"], *(taken[name] for name in beside[:2]), strict=True)
            if one or other
        ]
        columns = " | ".join(f"{median(taken[name]):.0f}" for name in ("ours", *beside))
        told = "none to be had"
        if ratios:
            met = judge(f"claims of {many} to the faster queue's", median(ratios), least=1, unit="times")
            told = f"{median(ratios):.2f} (goal 1: {met})"
        yield f"| {many} | {columns} | {told} |"
    yield ""


def _waiting(files: _Files, rounds: int, jobs: int) -> Iterator[str]:
    yield f"3 processes on SQLite as fast as they can, {jobs:,} claims, milliseconds, medians of {rounds} in turn:"
    yield ""
    yield "| who waits | median | 99th percentile | longest |"
    yield "|---|---|---|---|"
    taken: dict[str, list[tuple[float, float, float]]] = {"": [], "usual": []}
    for number in range(rounds):
        for kind in taken if number % 2 else reversed(taken):
            _claims, waits = ours(files.make(), 3, jobs, *([kind] if kind else []))
            taken[kind].append((median(waits), slowest(waits), max(waits)))
    for kind, said in (("", "by turns (`models/turns.py`)"), ("usual", "SQLite's own busy handler")):
        columns = " | ".join(f"{median(column):.0f}" for column in zip(*taken[kind], strict=True))
        yield f"| {said} | {columns} |"
    yield ""


def _mixed(url: str, title: str, many: int, seconds: float, pause: float) -> Iterator[str]:
    desks.fill(url, many)
    commands = [
        [sys.executable, "-m", "benchmarks.desks", url, str(n), str(seconds), str(pause)] for n in range(many)
    ]
    took = [(name, wait, wait - queued) for desk in race(commands) for name, wait, queued in desk]
    yield f"{title}, milliseconds (a claim here plans the queue of {desks.WAITING:,} first)."
    yield "The last two columns leave out for how long a desk, or its part of the server, was ready to go on and had"
    yield "no processor (`/proc/…/schedstat`): what is left is work, and waiting for locks and for the disk."
    yield ""
    yield "| act | how many | median | 99th percentile | median with a processor | 99th percentile with one |"
    yield "|---|---|---|---|---|---|"
    for name in (*desks.ACTS, "all that writes"):
        of_it = [each for each in took if each[0] == name or (name not in desks.ACTS and each[0] in desks.WRITING)]
        waits, free = [wait for _name, wait, _free in of_it], [free for _name, _wait, free in of_it]
        figures = (median(waits), slowest(waits), median(free), slowest(free))
        yield f"| {name} | {len(of_it)} | {' | '.join(f'{figure:.0f}' for figure in figures)} |"
    yield ""
    met = judge(f"what writes, {title}", figures[1], most=WAIT_MS, unit="ms")
    yield (
        f"What writes, 99th percentile: {figures[1]:.0f} ms (goal {WAIT_MS}: {met}); "
        f"with a processor at hand {figures[3]:.0f} ms."
    )
    yield ""


def slowest(waits: Sequence[float]) -> float:
    """Their 99th percentile, which is never above the longest of them."""
    return quantiles(waits, n=100, method="inclusive")[-1]


def _seen(url: str, where: str, changes: int) -> Iterator[str]:
    delays = seen_after(url, changes)
    slow = slowest(delays)
    yield f"A change seen at another desk on {where}, {changes} changes: median {median(delays):.1f} ms, 99th"
    met = judge(f"a change seen at another desk on {where}", slow, most=WAIT_MS, unit="ms")
    yield f"percentile {slow:.0f} ms (goal {WAIT_MS}: {met})."
    yield ""


def seen_after(url: str, changes: int) -> list[float]:
    """Milliseconds from the end of an act at one desk until another one's watch tells of it, for so many acts."""
    from printdesk.models.database import Database
    from printdesk.services.watch import ChangeWatch

    claims.fill(url, changes)
    told = _Told()
    watched = Database(url)
    watch = ChangeWatch(watched, told)
    watch.start()
    told.ready.wait(10)
    delays = []
    for ended in claims.paced(url, changes):
        if not told.news.wait(5):
            msg = "a change was not seen"
            raise AssertionError(msg)
        delays.append(max(0.0, 1000 * (told.at - ended)))
        told.news.clear()
        sleep(0.02)
    watch.stop()
    watched.close()
    return delays


class _Told:
    """Notes when a change was told of."""

    def __init__(self) -> None:
        self.ready, self.news, self.at = Event(), Event(), 0.0

    def changed(self, _sequence: int) -> None:
        self.at = monotonic()
        self.news.set()

    def lost(self, _detail: str) -> None:
        pass

    def found(self, _sequence: int) -> None:
        self.ready.set()
