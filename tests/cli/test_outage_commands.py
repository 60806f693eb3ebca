"""Outages, stages and notices on the command line."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.cli.command_line import CommandLine
from tests.services.offices import MadeOffice, at, made_office


@pytest.fixture
def made(sqlite_url: str) -> MadeOffice:
    office = made_office(sqlite_url)
    close = at(25, 15, 30)
    office.application("SITI", arrived=at(19, 9), ready_at=at(19, 9), promised=close, promised_first=close)
    office.close()
    return office


@pytest.fixture
def line(
    made: MadeOffice, sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """A command line whose clock stands on Wed 26 June 2024, 08:00."""
    monkeypatch.setattr("printdesk.services.bundle.SystemClock", lambda: made.clock)
    return CommandLine(sqlite_url, capsys)


PDN = ("--from", "2024-06-20T07:30", "--to", "2024-06-25T16:00", "--cause", "PDN padam")


def test_a_dry_run_tells_and_changes_nothing_then_it_is_recorded_and_undone(line: CommandLine):
    told = line.json("outage", "record", *PDN, "--dry-run")
    assert (told["touched"], told["moved"], told["newly_at_risk"]) == (1, 1, [])
    assert told["services"][0] == {
        "service": "regular48", "touched": 1, "moved": 1, "passed": 0, "ready": 0, "least_days": 4, "most_days": 4,
        "first": "2024-07-01", "last": "2024-07-01",
    }  # fmt: skip
    assert [(one["promised"][:10], one["would_be"][:10]) for one in told["applications"]] == [
        ("2024-06-25", "2024-07-01")
    ]
    assert line.json("outage") == {"outages": []}

    assert line.json("outage", "record", *PDN)["moved"] == 1
    (one,) = line.json("outage")["outages"]
    assert (one["number"], one["moved"], one["stages"]) == ("GG-2024-000001", 1, ["print"])
    assert line.json("queue")["jobs"][0]["promised"].startswith("2024-07-01")

    line.json("outage", "undo", "GG-2024-000001")
    assert line.json("queue")["jobs"][0]["promised"].startswith("2024-06-25")
    assert "was undone" in line.json("outage", "undo", "GG-2024-000001", code=1)["error"]["message"]


def test_a_switch_is_turned_and_an_open_outage_ended(line: CommandLine):
    line.json(
        "outage", "record", "--from", "2024-06-26T07:30", "--cause", "Listrik", "--stages", "check", "--set-board"
    )
    down = {(one["service"], one["stage"]) for one in line.json("stages")["stages"] if one["state"] == "down"}
    assert {stage for _service, stage in down} == {"check"}
    assert len(down) == 4
    line.json("outage", "end", "GG-2024-000001")
    board = line.json("stages", "--set", "regular24", "pickup", "flaky", "--success", "70")["stages"]
    assert [(one["service"], one["stage"], one["success_percent"]) for one in board if one["state"] != "up"] == [
        ("regular24", "pickup", 70)
    ]


def test_a_notice_is_written_in_each_form_and_numbered_once(line: CommandLine, tmp_path: Path):
    files = {kind: tmp_path / f"notice.{kind}" for kind in ("pdf", "png", "txt")}
    made = {kind: line.json("notice", "-o", str(path)) for kind, path in files.items()}
    assert {one["number"] for one in made.values()} == {"PG-2024-000001"}
    assert made["pdf"]["file"] == str(files["pdf"])
    assert files["txt"].read_text(encoding="utf-8") == made["txt"]["text"]
    assert "Regular passport 48: WORKS NORMALLY." in made["txt"]["text"]
    with Image.open(files["png"]) as picture:
        assert picture.size == (1080, 1350)
    document = pypdfium2.PdfDocument(files["pdf"])
    assert "PG-2024-000001" in document[0].get_textpage().get_text_bounded()
    document.close()


def test_a_draft_has_no_number_and_another_ending_is_wrong_usage(line: CommandLine, tmp_path: Path):
    assert line.json("notice", "--draft")["number"] is None
    assert line.json("notice", "--at", "2024-06-26T07:00+07:00")["standing"] == "draft"
    assert line.json("notice", "--list") == {"notices": []}
    code, out, err = line.run("notice", "-o", str(tmp_path / "notice.docx"))
    assert (code, out) == (2, "")
    assert ".pdf, .png, .txt" in err
