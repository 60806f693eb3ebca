"""Failed prints, approvals, flaky services and batch sheets through the command line."""

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command_line import CommandLine, list_of

NUMBERS = [f"11330620000{n:05d}" for n in range(1, 7)]


@pytest.fixture
def line(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
) -> CommandLine:
    """Six wait, four of them of one family, and Dwi holds ten blanks."""
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    line.works_here("ani", "dwi")
    rows = (
        (number, f"PEMOHON {at}", "regular48", f"24-06-2024 08:0{at}", "", "", "", "Keluarga Budi" if at < 4 else "")
        for at, number in enumerate(NUMBERS)
    )
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    blanks = ("--service", "regular48")
    line.json("stock", "receive", *blanks, "--first", "B4471200", "--last", "B4471209", "--counted-by", "ani")
    line.json("stock", "issue", *blanks, "--to", "dwi", "--station", "R1", "--count", "10", "--first", "B4471200",
              "--last", "B4471209", "--reason", "all of them", "--approved-by", "ani")  # fmt: skip
    return line


def test_a_data_error_is_seen_in_the_inbox_and_approved_by_another(line: CommandLine):
    line.json("next", "--station", "R1", user="dwi")
    failed = line.json("print", NUMBERS[0], "--serial", "B4471200", "--failed", "data_error", user="dwi")
    assert (failed["state"], failed["waits_for_approval"], failed["next_attempt"]) == ("held", True, 2)
    assert failed["next_step"] == "Have the data put right before it is printed again."
    inbox = line.json("warnings")["warnings"]
    assert [(row["kind"], row["number"]) for row in inbox] == [("data_error_waits", NUMBERS[0])]
    assert "data error found by dwi on B4471200" in line.text("warnings")

    line.json("approve-reprint", NUMBERS[0], "--reason", "fine", user="dwi", code=1)
    assert line.json("approve-reprint", NUMBERS[0], "--reason", "name put right")["state"] == "ready"

    assert line.json("warnings") == {"warnings": []}
    assert line.json("queue")["jobs"][0]["number"] == NUMBERS[0]
    attempts = line.json("attempts", NUMBERS[0])["attempts"]
    assert [(row["serial"], row["outcome"], row["family"]) for row in attempts] == [("B4471200", "failed", "data")]


def test_a_station_that_burns_blanks_stops_and_goes_on_with_a_reason(line: CommandLine):
    line.json("next", "--station", "R1", "--count", "4", user="dwi")
    told = [
        line.json("print", number, "--serial", f"B447120{at}", "--failed", "ink", user="dwi")
        for at, number in enumerate(NUMBERS[:3])
    ]
    assert [each["station_stopped"] for each in told] == [False, False, True]
    line.json("print", NUMBERS[3], "--serial", "B4471205", user="dwi", code=1)
    assert line.json("flaky", "--station", "R1")["stopped"][0]["failures"] == 3

    line.json("go-on", "--station", "R1", "--service", "regular48", "--reason", "head cleaned", user="dwi")

    assert line.json("print", NUMBERS[3], "--serial", "B4471205", user="dwi")["state"] == "printing"


def test_the_others_of_a_family_are_named_and_taken_on_wish(line: CommandLine):
    taken = line.json("next", "--station", "R1", "--count", "2", user="dwi")
    assert taken["split_groups"] == [{"group": "Keluarga Budi", "taken": 2, "waiting": 2, "over_days": False}]
    line.json("next", "--release", *NUMBERS[:2], user="dwi")

    whole = line.json("next", "--station", "R1", "--count", "2", "--whole-groups", user="dwi")

    assert [job["number"] for job in whole["jobs"]] == NUMBERS[:4]


def test_a_sheet_is_made_entered_and_closed(line: CommandLine, tmp_path: Path):
    file = tmp_path / "sheet.pdf"
    made = line.json("batch-sheet", "make", "--station", "R1", "--count", "3", "-o", str(file), user="dwi")
    assert [(row["number"], row["foreseen"]) for row in made["rows"]] == [
        (NUMBERS[at], f"B447120{at}") for at in range(3)
    ]
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        assert len(document) == made["pages"] == 1
    assert [row["entered"] for row in line.json("batch-sheet", "list")["sheets"]] == [0]

    done = line.json("batch-sheet", "enter", made["sheet"], "--row", "1", "--printed")
    odd = line.json("batch-sheet", "enter", made["sheet"], "--row", "2", "--serial", "B4471200", "--printed")
    line.json("batch-sheet", "enter", made["sheet"], "--row", "2-AAAA", "--printed", code=1)
    closed = line.json("batch-sheet", "close", made["sheet"])

    assert (done["state"], done["serial"], done["exception"]) == ("printed", "B4471200", None)
    assert (odd["exception"]["kind"], odd["state"]) == ("doubled", "claimed")
    assert (closed["released"], [each["settled"] for each in closed["exceptions"]]) == (2, [False])
    assert [row["kind"] for row in line.json("warnings")["warnings"]] == ["batch_sheet_exceptions"]
    assert "B4471200 was used already" in line.text("batch-sheet", "show", made["sheet"])


def test_a_desk_that_does_not_come_back_is_given_up(line: CommandLine):
    line.json("next", "--station", "R1", user="dwi")
    line.json("print", NUMBERS[0], "--serial", "B4471200", user="dwi")

    assert line.json("give-up-desk", "T1")["unconfirmed"] == 1
    refused = line.json("next", "--station", "R1", user="dwi", code=1)
    assert "B4471200 at this station waits for a person's look" in refused["error"]["message"]


def test_a_failed_check_says_what_comes_next_and_that_it_waits_for_an_approval(line: CommandLine):
    line.json("next", "--station", "R1", user="dwi")
    line.json("print", NUMBERS[0], "--serial", "B4471200", "--printed", user="dwi")

    failed = line.json("check", NUMBERS[0], "--fail", "data_error")

    assert (failed["state"], failed["waits_for_approval"], failed["next_attempt"]) == ("held", True, 2)
    assert failed["next_step"]
    assert line.json("attempts", NUMBERS[0])["attempts"][0]["approved_by"] is None
