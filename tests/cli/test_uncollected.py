"""What is not collected, on the command line: JSON fields, exit codes, letters."""

from pathlib import Path

import pytest

from printdesk.domain.states import ApplicationState as A
from tests.cli.command_line import CommandLine
from tests.documents.papers import texts
from tests.services.offices import at, made_office

FREE, SOON, LATE = "3311000000000001", "3311000000000002", "3311000000000003"


@pytest.fixture
def line(database_url: str, capsys: pytest.CaptureFixture[str], wednesday: object) -> CommandLine:
    """One past its month, one in its last days, one of which nobody told, in an office of each kind of database."""
    office = made_office(database_url)
    lies = {"state": A.SHELVED, "state_since": at(18, month=5)}
    office.application("Free", promised=at(20, 15, month=5), **lies)
    office.application("Soon", promised=at(30, 15, month=5), **lies)
    office.application("Late", promised=at(16, 15, month=5), **lies)
    office.close()
    return CommandLine(database_url, capsys)


def test_the_lists_hold_both_dates_and_what_is_due(line: CommandLine) -> None:
    lists = line.json("uncollected")

    assert (lists["today"], lists["past"], lists["expiring"]) == ("2024-06-26", [FREE], [SOON])
    assert (lists["waiting"], lists["not_told"]) == ([SOON, LATE], [LATE])
    free = lists["ready"][0]
    assert (free["issued"], free["announced"]) == ("2024-05-18T08:00:00+07:00", "2024-05-20T15:00:00+07:00")
    assert (free["known_by"], free["last_day"], free["days_left"], free["reminder_due"]) == (
        "promise",
        "2024-06-20",
        -6,
        28,
    )
    assert "Waiting 2 · Expiring 1 · Past a month 1" in line.text("uncollected")


def test_reminders_are_listed_noted_and_taken_back(line: CommandLine) -> None:
    assert [one["number"] for one in line.json("remind")["due"]] == [FREE, SOON]
    assert line.json("remind", FREE) == {"reminded": [FREE]}
    assert line.json("remind", FREE, "--undo") == {"undone": 1}
    assert line.json("remind", "--all") == {"reminded": [FREE, SOON]}
    assert "Nobody is due today" in line.text("remind")
    line.json("remind", "--all", code=1)


def test_cancelling_needs_two_people_gives_letters_and_is_taken_back(line: CommandLine, tmp_path: Path) -> None:
    cases = line.json("cancel-uncollected", "--dry-run")["cases"]
    assert [(one["number"], one["allowed"]) for one in cases] == [(FREE, True), (LATE, False), (SOON, False)]
    assert "Nobody told" in cases[1]["refused"]
    batch = line.json("cancel-uncollected", "--all", user="dwi")
    assert (batch["batch"], batch["state"], [row["number"] for row in batch["rows"]]) == (
        "PB-2024-000001",
        "open",
        [FREE],
    )
    line.json("cancel-uncollected", "--confirm", "PB-2024-000001", user="dwi", code=1)

    letters = tmp_path / "letters.pdf"
    done = line.json("cancel-uncollected", "--confirm", "PB-2024-000001", "-o", str(letters))
    assert (done["state"], done["rows"][0]["outcome"], done["pages"]) == ("approved", "lapsed", 1)
    assert "Free" in texts(letters.read_bytes())[0]
    assert line.json("cancel-uncollected", "--undo", FREE, "--reason", "in hospital")["state"] == "shelved"


def test_the_month_is_suspended_and_runs_again(line: CommandLine) -> None:
    line.json("suspend-uncollected", "--reason", "Letter 12", user="dwi", code=1)
    (held,) = line.json("suspend-uncollected", "--reason", "Letter 12", "--until", "2024-07-05")["suspensions"]
    assert (held["from"], held["until"], held["reason"], held["ended"]) == (
        "2024-06-26",
        "2024-07-05",
        "Letter 12",
        None,
    )
    assert line.json("uncollected")["suspended"] == held
    assert line.json("suspend-uncollected", "--end")["suspensions"][0]["ended"] is not None
    assert line.json("uncollected")["suspended"] is None
