"""What is put right in one application through the command line: on hold and back, its proof, its trip."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, list_of

NUMBER, OTHER = "1133062000000001", "1133062000000002"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object) -> CommandLine:
    """Two who wait; the first travels and showed a ticket."""
    line = CommandLine(str(tmp_path / "office.db"), capsys)
    line.json("init")
    rows = (
        (NUMBER, "WIDODO", "regular48", "25-06-2024 08:00", "05/07/2024", "Malaysia", "tiket"),
        (OTHER, "SITI", "regular48", "25-06-2024 09:00"),
    )
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    return line


def test_what_is_on_hold_leaves_the_queue_and_comes_back_to_its_old_place(line: CommandLine):
    before = line.json("queue")["jobs"]

    held = line.json("hold", NUMBER, "--reason", "payment")
    assert (held["state"], held["hold_reason"], held["hold_until"]) == ("held", "payment", None)
    assert [job["number"] for job in line.json("queue")["jobs"]] == [OTHER]
    assert line.json("hold", NUMBER, "--reason", "payment", code=1)
    assert line.json("resume", NUMBER)["state"] == "ready"
    assert line.json("queue")["jobs"] == before

    until = line.json("hold", NUMBER, "--reason", "payment", "--until", "2024-06-28")["hold_until"]
    assert until == "2024-06-28T00:00:00+07:00"
    waits = {job["number"]: job["held_until"] for job in line.json("queue")["jobs"]}
    assert waits == {NUMBER: until, OTHER: None}
    assert "known" in line.json("hold", OTHER, "--reason", "mood", code=1)["error"]["advice"].lower()


def test_a_proof_is_noted_until_it_must_be_seen_again_and_the_note_is_taken_back(line: CommandLine):
    noted = line.json("proof", NUMBER, "--kind", "medical", "--recheck", "2024-07-01", user="dwi")
    assert (noted["proof"], noted["proof_seen_by"], noted["proof_counts"]) == ("medical", "dwi", True)
    assert noted["proof_recheck"] == "2024-07-01T00:00:00+07:00"
    assert next(job for job in line.json("queue")["jobs"] if job["number"] == NUMBER)["class_code"] == "medical"

    back = line.json("proof", NUMBER, "--undo")

    assert (back["proof"], back["proof_recheck"]) == ("ticket", None)
    assert line.json("proof", NUMBER, "--undo", code=1)
    assert line.json("proof", NUMBER, "--kind", "rumour", code=1)
    assert line.run("proof", NUMBER, "--undo", "--recheck", "2024-07-01")[0] == 2
    assert line.run("proof", NUMBER)[0] == 2


def test_a_trip_is_noted_with_or_without_its_time_and_taken_away(line: CommandLine):
    timed = line.json(
        "trip", OTHER, "--departs", "2024-07-01T14:30", "--destination", "Singapura", "--visa-days", "2"
    )
    assert (timed["departs"], timed["destination"], timed["visa_days"]) == (
        "2024-07-01T14:30:00+07:00", "Singapura", 2,
    )  # fmt: skip
    later = line.json("trip", OTHER, "--departs", "2024-07-03")
    assert (later["departs"], later["destination"], later["visa_days"]) == ("2024-07-03", "Singapura", 2)
    none = line.json("trip", OTHER, "--none")
    assert (none["departs"], none["destination"], none["visa_days"]) == (None, None, 0)

    moved = line.json("trip", NUMBER, "--departs", "2024-07-08")
    assert (moved["departs"], moved["proof"]) == ("2024-07-08", None), "a ticket of another day proves nothing"
    assert line.json("trip", NUMBER, "--departs", "2024-06-20", code=1)
    assert line.run("trip", NUMBER)[0] == 2
    assert line.text("trip", NUMBER, "--departs", "2024-07-09").endswith("departs Tue 9 July\n")
