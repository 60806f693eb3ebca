"""The planned evenings and the absences on the command line, in JSON that stays stable and in words."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine


@pytest.fixture
def desk(demo_desk: CommandLine) -> CommandLine:
    return demo_desk


def test_the_plan_is_made_then_ordered_with_all_its_papers_and_saves_what_it_said(desk: CommandLine, tmp_path: Path):
    plan = desk.json("overtime")
    assert set(plan) >= {"sessions", "cost", "trips_saved", "undone", "files"}
    assert plan["trips_saved"] > 0
    assert plan["files"] == []
    assert plan["cost"] == sum(person["cost"] for session in plan["sessions"] for person in session["people"])
    for session in plan["sessions"]:
        assert set(session) >= {"date", "start", "end", "people", "stations", "booklets"}
    assert len(plan["undone"]) == plan["trips_at_risk"]
    at_risk = {job["number"] for job in desk.json("queue")["jobs"] if job["at_risk"]}
    assert {row["number"] for row in plan["undone"]} <= at_risk

    ordered = desk.json("overtime", "-o", str(tmp_path))

    assert ordered["sessions"][0]["people"] == plan["sessions"][0]["people"]
    assert [Path(name).read_bytes()[:5] for name in ordered["files"]] == [b"%PDF-"] * len(ordered["files"])
    assert len(ordered["files"]) >= 4 * len(ordered["sessions"])
    assert desk.json("overtime")["trips_at_risk"] == plan["trips_at_risk"]
    assert desk.json("overtime")["sessions"] == []


def test_no_evening_lies_behind_the_last_day_and_nobody_away_is_named(desk: CommandLine):
    plan = desk.json("overtime", "--promises", "--until", "2024-06-27")
    assert plan["sessions"]
    assert max(session["date"] for session in plan["sessions"]) <= "2024-06-27"
    named = {person["login"] for session in plan["sessions"] for person in session["people"]}
    assert "agus.salim" in named or "siti.nurjanah" in named
    for login in ("agus.salim", "siti.nurjanah"):
        desk.json("absence", "--person", login, "--from", "2024-06-26", "--to", "2024-06-27", "--kind", "leave")
    assert len(desk.json("absence")["absences"]) == 2
    again = desk.json("overtime", "--promises", "--until", "2024-06-27")
    assert {"agus.salim", "siti.nurjanah"}.isdisjoint(
        person["login"] for session in again["sessions"] for person in session["people"]
    )


def test_a_mix_of_plan_and_chosen_evening_is_wrong_usage_and_a_past_day_is_refused(desk: CommandLine):
    assert desk.run("overtime", "--day", "2024-06-26")[0] == 2
    assert "past" in desk.json("overtime", "--until", "2024-06-25", code=1)["error"]["message"]


def test_people_read_the_evenings_the_reasons_and_what_is_left(desk: CommandLine):
    text = desk.text("overtime")
    assert "Wed 26 June" in text
    assert "must be printed by" in text
    assert "h in 8 weeks" in text
    assert "cannot be saved by any overtime" in text
