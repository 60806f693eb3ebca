"""Evenings from the command line: papers, hours, work sheets that come back, results."""

from datetime import date, time
from pathlib import Path

import pytest

from printdesk.services import bundle
from printdesk.services.overtime import Evening
from tests.cli.command_line import CommandLine
from tests.cli.conftest import Wednesday
from tests.services.offices import SRI, at, made_office, op


@pytest.fixture
def line(sqlite_url: str, capsys: pytest.CaptureFixture[str], wednesday: Wednesday) -> CommandLine:
    """An office whose evening of Wed 26 June at R1 is over; it is Thursday morning."""
    office = made_office(sqlite_url)
    for number in range(200):
        office.application(f"P{number:03d}", arrived=at(21, 8, number % 60))
    office.blanks(how_many=12)
    office.blanks(first="C2000001", how_many=300, holder=None)
    evening = Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi", "bagus"))
    bundle.services(office.database, office.clock).overtime.order(SRI, evening, op())
    office.close()
    wednesday.step(days=1)
    return CommandLine(sqlite_url, capsys)


def test_papers_hours_sheet_and_result_go_through_the_command_line(line: CommandLine, tmp_path: Path) -> None:
    made = line.json("overtime", "papers", "LK-2024-000001", "-o", str(tmp_path))
    assert made["number"] == "PL-2024-000001"
    assert {Path(each["file"]).name for each in made["files"]} == {
        "PL-2024-000001.pdf", "PL-2024-000001-DH.pdf", "PL-2024-000001-BL.pdf", "LK-2024-000001.pdf",
    }  # fmt: skip
    assert all(Path(each["file"]).read_bytes().startswith(b"%PDF") for each in made["files"])

    hours = tmp_path / "hours.csv"
    hours.write_text("nama;masuk;keluar\nDwi Rahayu;16.00;19.00\nbagus;;\n", encoding="utf-8-sig")
    entered = line.json("overtime", "attendance", "PL-2024-000001", str(hours))
    assert [(each["login"], each["entered"], each["hours"]) for each in entered["people"]] == [
        ("dwi", True, 3), ("bagus", True, 0),
    ]  # fmt: skip
    assert (entered["hours"], entered["cost"]) == (3, 107_000)

    opened = line.json("overtime", "sheet", "LK-2024-000001")
    assert (opened["closed"], opened["blanks"]) == (False, {"used": 0, "left": 12})
    row = line.json("batch-sheet", "enter", "LK-2024-000001", "--row", "1", "--serial", "C1000001", "--printed")
    assert row["exception"] is None
    closed = line.json("overtime", "sheet", "LK-2024-000001", "--close", "--counted", "11")
    assert (closed["closed"], closed["blanks"]) == (True, {"used": 1, "left": 11})

    before = line.json("overtime", "result", "PL-2024-000001")
    assert (before["printed"], before["due"], before["reported"]) == (1, "2024-06-28", None)
    report = tmp_path / "report.pdf"
    after = line.json("overtime", "result", "PL-2024-000001", "-o", str(report), "--remark", "power failed")
    assert after["reported"].startswith("2024-06-27")
    assert report.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("attendance", "PL-2024-000009"), "no overtime with the number"),
        (("attendance", "LK-2024-000001", "--person", "nobody=16:00-19:00"), "is not ordered"),
        (("attendance", "LK-2024-000001", "--person", "dwi=1x-19:00"), "is not a time"),
        (("attendance", "LK-2024-000001", "--person", "dwi=19:00-16:00"), "before coming"),
        (("sheet", "LK-2024-000001", "--close"), "were not counted"),
    ],
)
def test_what_cannot_be_is_refused_in_words(line: CommandLine, arguments: tuple[str, ...], words: str) -> None:
    assert words in line.json("overtime", *arguments, code=1)["error"]["message"]
