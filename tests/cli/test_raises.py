"""Raises through the command line: asked by one, refused to the same, seen beforehand, approved, and taken back."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CommandLine, list_of

NUMBER = "1133062000009999"


@pytest.fixture
def line(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
) -> CommandLine:
    """An office of each kind of database in which more travel on one day than can be printed before it."""
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    crowd = (
        (f"11330620000{n:05d}", f"PEMOHON {n}", "regular48", "24-06-2024 08:00", "01/07/2024", "Malaysia")
        for n in range(1, 900)
    )
    last = (NUMBER, "SITI RAHAYU", "regular48", "25-06-2024 08:00", "01/07/2024", "Malaysia")
    line.json("import", str(list_of(tmp_path / "list.xlsx", *crowd, last)))
    return line


def test_a_raise_is_asked_for_seen_decided_by_another_and_taken_back_without_a_trace_in_the_plan(line: CommandLine):
    before = line.json("queue")["jobs"]
    own = _job(before)
    assert own["trip_at_risk"]

    seen = line.json("raise", "preview", NUMBER, "--to", "medical")
    assert (seen["number"], seen["at_risk_before"], seen["at_risk_after"]) == (NUMBER, True, False)
    assert (seen["trips_saved"], seen["trips_lost"]) == (1, 1)
    assert [each["loses_trip"] for each in seen["moved"]].count(True) == 1
    words = line.text("raise", "preview", NUMBER, "--to", "medical")
    loser = next(each for each in seen["moved"] if each["loses_trip"])
    assert f"- {loser['name']} ({loser['number']}): would LOSE the trip" in words
    assert "1 trip would be lost." in words
    assert words.endswith("This was a preview; nothing was changed.\n")

    asked = line.json("raise", "ask", NUMBER, "--reason", "Sakit keras", "--proof", "medical", user="dwi")
    assert (asked["state"], asked["asked_by"], asked["class_code"]) == ("open", "dwi", None)
    number = str(asked["id"])
    refused = line.json("raise", "approve", number, "--to", "medical", user="dwi", code=1)
    assert "another person decides" in refused["error"]["message"]
    assert _job(line.json("queue")["jobs"])["position"] == own["position"]

    approved = line.json("raise", "approve", number, "--to", "medical", "--days", "2", user="sri")
    assert (approved["state"], approved["class_code"], approved["decided_by"]) == ("approved", "medical", "sri")
    raised = _job(line.json("queue")["jobs"])
    assert (own["class_code"], raised["class_code"]) == ("unproven_trip", "medical")
    assert (own["raised"], raised["raised"], raised["trip_at_risk"]) == (False, True, False)
    assert raised["planned"] == seen["planned_after"]
    assert "medical or death" in raised["why"].lower()
    assert raised["why"] != own["why"]
    assert [each["id"] for each in line.json("raise", "list")["raises"]] == [asked["id"]]

    assert line.json("raise", "withdraw", number, user="dwi") == {"id": asked["id"], "state": "withdrawn"}
    assert line.json("queue")["jobs"] == before
    assert line.json("raise", "list")["raises"] == []
    assert [each["state"] for each in line.json("raise", "list", "--number", NUMBER)["raises"]] == ["withdrawn"]


def test_a_raise_is_refused_with_words_and_the_list_reads_in_both_languages(line: CommandLine):
    assert line.text("raise", "list") == "There is no raise.\n"
    asked = line.json("raise", "ask", NUMBER, "--reason", "Sakit keras", user="dwi")
    assert "Sakit keras" in line.text("raise", "list")

    done = line.json("raise", "refuse", str(asked["id"]), "--note", "Tanpa bukti", user="sri")

    assert done == {"id": asked["id"], "state": "refused"}
    found = line.json("raise", "list", "--number", NUMBER)["raises"][0]
    assert (found["state"], found["note"], found["decided_by"]) == ("refused", "Tanpa bukti", "sri")
    assert "no class" in line.json("raise", "preview", NUMBER, "--to", "friends", code=1)["error"]["message"]


def _job(jobs: list[dict[str, Any]]) -> dict[str, Any]:
    return next(job for job in jobs if job["number"] == NUMBER)
