"""The benchmark itself: offices are what they say, outcomes count right, ours loses no trip that could be kept."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.goals import Judge
from benchmarks.offices import FIRST_DAY, SIZES, Office, office
from benchmarks.plan import TITLE
from benchmarks.rules import RULES, Day, by_key, cases, least_late, lost_before, simulate
from benchmarks.run import write, write_whole
from benchmarks.speed import facts_of, measure, morning, sentences
from printdesk.domain.order import OrderRule, print_order
from printdesk.i18n import catalogue
from tools.setup import commands

_SMALL = SIZES["S1"]._replace(backlog=250, per_day=60, regular=1, days=5)


@pytest.fixture(scope="module")
def small() -> Office:
    """A small office for a week."""
    return office(_SMALL, 7)


def test_the_same_seed_gives_the_same_office_and_another_one_does_not(small: Office) -> None:
    assert office(_SMALL, 7).applicants == small.applicants
    assert office(_SMALL, 8).applicants != small.applicants


def test_an_office_has_the_backlog_and_the_arrivals_that_it_names(small: Office) -> None:
    opening = small.opening(FIRST_DAY)
    before = [who for who in small.applicants if who.arrived.date() < FIRST_DAY]
    assert (len(before), len(small.days())) == (250, 3)
    assert len(small.applicants) == 250 + 3 * 60
    assert not any(who.same_day for who in before)
    assert [who.arrived for who in small.applicants] == sorted(who.arrived for who in small.applicants)
    assert all(who.arrived < opening for who in small.applicants[: 250 + 60])


def test_ours_loses_no_trip_that_was_not_lost_before_and_the_usual_rules_do(small: Office) -> None:
    judged = cases(small)
    outcomes = simulate(small, RULES)
    lost = sum(case.trip and case.lost_before for case in judged.values())
    assert outcomes["ours, no share"].trips == outcomes["ours, share 10 %"].trips == lost
    assert outcomes["FIFO"].trips > lost
    least = least_late(small, judged)
    for outcome in outcomes.values():
        for rank in range(1, 7):
            assert _up_to(outcome.late, rank) >= _up_to(least, rank)
    assert all(_up_to(outcomes["ours, no share"].late, rank) == _up_to(least, rank) for rank in range(1, 5))
    before = lost_before(judged)
    assert all(outcome.late.get(rank, 0) >= n for outcome in outcomes.values() for rank, n in before.items())


def _up_to(late: Mapping[int, int], rank: int) -> int:
    return sum(count for each, count in late.items() if each <= rank)


def test_a_rule_prints_each_day_what_the_places_hold_and_everybody_else_waits(small: Office) -> None:
    seen: list[set[int]] = []
    fifo = RULES["FIFO"]

    def watched(*given: object) -> object:
        done = list(fifo(*given))  # type: ignore[arg-type]
        seen.append({number for number, _end in done})
        return iter(done)

    day: Day = watched  # type: ignore[assignment]
    outcome = simulate(small, {"FIFO": day})["FIFO"]
    places = [
        sum(each.booklets for each in small.buckets(small.opening(date)) if each.start.date() == date)
        for date in small.days()
    ]
    assert [len(done) for done in seen] == places
    assert sum(map(len, seen)) == len(set().union(*seen))
    assert outcome == simulate(small, {"again": by_key(lambda job: (job.arrived, job.id))})["again"]


def test_what_leaves_the_printer_after_the_last_chance_is_late_by_its_working_days(small: Office) -> None:
    def nothing(*_given: object) -> object:
        return iter(())

    day: Day = nothing  # type: ignore[assignment]
    outcome = simulate(small, {"nothing": day})["nothing"]
    close = small.clock.office.close_of(small.days()[-1])
    assert close is not None
    due = [case for case in cases(small).values() if case.deadline < close]
    assert sum(outcome.late.values()) == outcome.unprinted == len(due)
    assert outcome.trips == sum(case.trip for case in due)
    first = min(case.deadline for case in due)
    assert outcome.longest == small.clock.office.open_days_between(first.date(), close.date())


def test_the_speed_is_taken_over_all_rows_with_their_true_facts() -> None:
    given = morning(400)
    assert len(given.jobs) == 400
    plan = print_order(given.jobs, given.buckets, OrderRule(), given.now)
    facts = facts_of(given, plan)
    said = sentences(given, plan, facts, catalogue("en"))
    assert len(said) == 400
    spare = [row.spare_days for row, slot in zip(facts, plan.slots, strict=True) if slot.in_time]
    assert min(spare) >= 0
    assert any("working days to spare" in text for text in said)
    took = measure((400,), 1)[400]
    assert took.whole == pytest.approx(took.plan + took.facts + took.sentences)


def test_the_report_replaces_its_own_section_only(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    write([TITLE, "", "old"], file)
    file.write_text(file.read_text() + "\n## Papers\n\nkept\n")
    write([TITLE, "", "new", ""], file)
    assert file.read_text() == "# Performance\n\n## Plan\n\nnew\n\n## Papers\n\nkept\n"


def test_a_whole_run_leaves_nothing_of_an_older_one(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text("# Performance\n\n## Gone\n\nold\n")
    write_whole({"## Goals": ["## Goals", "", "all", ""], TITLE: [TITLE, "", "new"]}, file)
    assert file.read_text() == "# Performance\n\n## Goals\n\nall\n\n## Plan\n\nnew\n"


def test_every_goal_is_told_with_its_figure_and_what_is_missed_is_counted() -> None:
    judge = Judge()
    judge.subject = "Start"
    assert judge("first picture", 1.52, most=1.5, unit="times") == "missed"
    assert judge("memory", 190, most=200, unit="MB") == "met"
    judge.subject = "Acts"
    assert judge("claims", 0.99, least=1) == "missed"
    assert judge("coverage", 0.9, least=0.85, most=0.97) == "met"
    assert judge("coverage", 0.98, least=0.85, most=0.97) == "missed"
    said = list(judge.report(["a machine"]))
    assert "a machine" in said
    assert "5 goals: 2 met, 3 missed. The sections tell the rest." in said
    assert "| Start | first picture | 1.52 times | at most 1.5 times | **missed** |" in said
    assert "| | memory | 190 MB | at most 200 MB | met |" in [line.replace("|  |", "| |") for line in said]
    assert "| Acts | claims | 0.990 | at least 1 | **missed** |" in said


def test_the_command_runs_the_benchmark_with_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(commands, "prepare", lambda kind, _screens: f"python-{kind}")
    monkeypatch.setattr(commands, "follow", lambda command, _env, _cwd: started.append(command) or 0)
    monkeypatch.setattr(commands.testing, "provide_for_bench", lambda: None)
    assert commands.COMMANDS["bench"](["--quick"]) == 0
    assert started == [["python-run", "-m", "benchmarks.run", "--quick"]]


def test_evenings_of_overtime_add_their_booklets() -> None:
    plain, evening = office(SIZES["S3"], 1), office(SIZES["S3"], 1, overtime=180)
    now = plain.opening(FIRST_DAY)

    def places(given: Office) -> int:
        day = (each for each in given.buckets(now) if each.start < now + timedelta(hours=20))
        return sum(each.booklets for each in day)

    assert places(evening) - places(plain) == 180
