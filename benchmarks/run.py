"""All subjects, one after the other, and at the end every goal with its figure: `python3 desk.py bench`."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks import (
    acts,
    forecast,
    goals,
    growth,
    growth_history,
    lists,
    machine,
    names,
    overtime,
    papers,
    peers,
    plan,
    queues,
    replan,
    slips,
    start,
    tables,
)
from benchmarks.goals import judge

REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"

_HEAD = "# Performance\n"


def write(lines: list[str], file: Path = REPORT, title: str = plan.TITLE) -> None:
    """Put the section into the report, in the place of the one before."""
    text = file.read_text(encoding="utf-8") if file.exists() else _HEAD
    head, found, rest = text.partition(f"{title}\n")
    following = rest.partition("\n## ")[2] if found else ""
    section = "\n".join(lines).rstrip() + "\n"
    tail = f"\n## {following}" if following else ""
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{head.rstrip()}\n\n{section}{tail}", encoding="utf-8")


def write_whole(sections: Mapping[str, list[str]], file: Path = REPORT) -> None:
    """The report anew, with nothing in it that this run did not measure."""
    text = "\n\n".join("\n".join(lines).rstrip() for lines in sections.values())
    file.write_text(f"{_HEAD}\n{text}\n", encoding="utf-8")


def _sections(seed: int, *, quick: bool) -> dict[str, Callable[[], Iterator[str]]]:
    """All subjects, in the order of the report; a short run has fewer rounds, offices and rows."""
    rounds, few, once = (5, 2, 1) if quick else (9, 5, 5)
    many = 50_000 if quick else 1_000_000
    return {
        start.TITLE: lambda: start.report(7 if quick else 12),
        plan.TITLE: lambda: plan.report(seed, rounds, plan.QUICK if quick else plan.TRIALS),
        replan.TITLE: lambda: replan.report(rounds),
        forecast.TITLE: lambda: forecast.report(seed, rounds, 40 if quick else 300),
        overtime.TITLE: lambda: overtime.report(seed, 1 if quick else 3),
        names.TITLE: lambda: names.report(20 if quick else 60, many),
        tables.TITLE: lambda: tables.report(few, many),
        lists.TITLE: lambda: lists.report(once),
        slips.TITLE: lambda: slips.report(3 if quick else 5, 100 if quick else 1_000),
        papers.TITLE: lambda: papers.report(once),
        acts.TITLE: lambda: acts.report(1, 300, 3, queues.NAMES[:2]) if quick else acts.report(5),
        growth.TITLE: lambda: growth.report(few, quick=quick),
        growth_history.TITLE: lambda: growth_history.report(few, quick=quick),
    }


def _measured(lines: Iterator[str]) -> list[str]:
    """Read the section, and show each line as it is measured."""
    read = []
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        read.append(line)
    return read


def main(arguments: list[str]) -> int:
    """Measure, print, and write the report (a quick run only prints)."""
    parser = argparse.ArgumentParser(prog="desk.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, offices and rows; nothing written")
    parser.add_argument("--seed", type=int, default=1, help="of the generated offices (default 1)")
    parser.add_argument("--only", metavar="WORD", default="", help="only the sections with this word in the title")
    given = parser.parse_args(arguments)
    peers.python()  # made now, so that no figure waits for it
    began, taken = perf_counter(), {}
    for title, section in _sections(given.seed, quick=given.quick).items():
        if given.only.lower() not in title.lower():
            continue
        judge.subject, before = title.removeprefix("## "), perf_counter()
        taken[title] = _measured(section())
        sys.stderr.write(f"{judge.subject}: {perf_counter() - before:.0f} s\n")
        if not given.quick:
            write(taken[title], title=title)
    told = _measured(judge.report(list(machine.lines())))
    if not given.quick and not given.only:
        write_whole({goals.TITLE: told, **taken})
    sys.stderr.write(f"Measured in {(perf_counter() - began) / 60:.1f} minutes.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
