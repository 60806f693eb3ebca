"""Every figure at ten times the work: how it grows, and what bounds it. Drawn into docs/growth."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks import drawing, forecast, lists, overtime, papers, replan, slips, tables
from benchmarks.speed import measure

TITLE = "## Growth of the work"
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "growth"


class Figure(NamedTuple):
    """How one figure grows: points of size and figure, and a sentence that says what bounds it."""

    name: str
    curve: tuple[tuple[float, float], ...]
    bound: str

    @property
    def ratio(self) -> float:
        """The last figure over the first one."""
        return self.curve[-1][1] / self.curve[0][1]


def report(rounds: int, *, quick: bool = False) -> Iterator[str]:
    """The section of the report, line by line, as it is measured; a full run draws the picture."""
    yield TITLE
    yield ""
    part = 10 if quick else 1
    work = [
        _plan(rounds, (2_000 // part, 20_000 // part)),
        _replan(rounds, (2_000 // part, 20_000 // part)),
        _queue(rounds, (2_000 // part, 20_000 // part)),
        _forecast(rounds, (200, 2_000)),
        _preview(1 if quick else rounds, (500 // part, 5_000 // part)),
        _slips(rounds, (500 // part, 5_000 // part)),
        _paper(rounds, (1_000 // part, 10_000 // part)),
        _import(1 if quick else rounds, (5_000 // part, 50_000 // part)),
    ]
    yield from table("Ten times the work, seconds of processor time.", work, "work")
    if not quick:
        picture("work", "Applications, slips, rows or runs", "seconds of processor time", work)


def table(title: str, figures: Sequence[Figure], picture: str) -> Iterator[str]:
    """How each figure grows, as a table below its title; the picture is a name in docs/growth."""
    sizes = sorted({size for figure in figures for size, _value in figure.curve})
    shown = sizes if len(sizes) == len(figures[0].curve) else []
    yield f"{title} Drawn in `docs/growth/{picture}.png`."
    yield ""
    heads = [f"{size:,.0f}" for size in shown] or ["from", "to"]
    yield f"| figure | {' | '.join(heads)} | times | what bounds it |"
    yield f"|---|{'---|' * len(heads)}---|---|"
    for figure in figures:
        values = [f"{value:.3g}" if shown else f"{size:,.0f}: {value:.3g}" for size, value in figure.curve]
        yield f"| {figure.name} | {' | '.join(values)} | {figure.ratio:.2f} | {figure.bound} |"
    yield ""


def picture(name: str, across: str, up: str, figures: Sequence[Figure]) -> None:
    """Draw the curves into docs/growth."""
    curves = {each.name: each.curve for each in figures}
    drawing.draw(FOLDER / f"{name}.png", f"{up} against size", across, up, curves)


def _plan(rounds: int, counts: Sequence[int]) -> Figure:
    found = measure(counts, rounds)
    curve = tuple((count, found[count].whole / 1000) for count in counts)
    return Figure("plan with sentences", curve, "a step and a sentence for each row, and two sorts")


def _replan(rounds: int, counts: Sequence[int]) -> Figure:
    curve = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            services = replan.filled(Path(folder), count)
            replan.one_round(services)
            taken = [sum(replan.one_round(services)[:2]) for _round in range(rounds)]
            services.close()
            curve.append((count, median(taken) / 1000))
    bound = "its rows: each is read, ordered and worded; of a few hundred the settings and the calendar count too"
    return Figure("plan anew through the service", tuple(curve), bound)


def _queue(rounds: int, counts: Sequence[int]) -> Figure:
    curve = tuple((count, sum(tables.queue(count, rounds)) / 1000) for count in counts)
    return Figure("open queue shown anew", curve, "a frame, which is the same, and the keys, which are compared")


def _forecast(rounds: int, counts: Sequence[int]) -> Figure:
    curve = tuple((runs, forecast.speed(rounds, runs)[0] / 1000) for runs in counts)
    return Figure("forecast, by runs", curve, "60 days a run, all runs of a day at once in columns")


def _preview(rounds: int, counts: Sequence[int]) -> Figure:
    curve = []
    for count in counts:
        with overtime.office(12, count) as services:
            curve.append((count, median(overtime.previews(services, rounds))))
    return Figure("preview of overtime", tuple(curve), "a dozen orders of what waits, with more and more evenings")


def _paper(rounds: int, counts: Sequence[int]) -> Figure:
    papers.register(20, 0)
    curve = tuple((count, median(_cpu(partial(papers.register, count, 1), rounds))) for count in counts)
    return Figure("hand-over register", curve, "its rows: the words of each are measured and placed")


def _slips(rounds: int, counts: Sequence[int]) -> Figure:
    slips.ours(counts[0])
    curve = tuple((count, median(_cpu(partial(slips.ours, count), rounds))) for count in counts)
    return Figure("pickup slips", curve, "the texts and two codes of each page")


def _import(rounds: int, counts: Sequence[int]) -> Figure:
    curve = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            file = Path(folder) / f"{count}.xlsx"
            lists.write_sheet(file, list(lists.rows(count)))
            curve.append((count, median(lists._apart(file)[0] for _round in range(rounds))))  # noqa: SLF001
    return Figure("import of a list", tuple(curve), "the rows: each is read, checked, written and told in the ledger")


def _cpu(do: Callable[[], object], rounds: int) -> list[float]:
    taken = []
    for _round in range(rounds):
        start = process_time()
        do()
        taken.append(process_time() - start)
    return taken
