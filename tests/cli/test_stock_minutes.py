"""Spoiled, missing and planned blanks on the command line: JSON fields, papers, exit codes."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, list_of
from tests.documents.papers import texts

SERVICE = ("--service", "regular48")


@pytest.fixture
def line(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
) -> CommandLine:
    """Three who wait, and five blanks in the safe, in an office of each kind of database."""
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    line.works_here("agus")
    rows = ((f"11330620000000{n:02d}", f"PEMOHON {n}", "regular48", f"25-06-2024 08:{n:02d}") for n in range(1, 4))
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    line.json("stock", "receive", *SERVICE, "--first", "C1000001", "--last", "C1000005", "--counted-by", "agus")
    return line


def test_stock_tells_how_long_the_blanks_last_and_what_is_to_come(line: CommandLine):
    before = line.json("stock")["regular48"]
    assert (before["balanced"], before["pace"], before["days_left"], before["deliveries"]) == (True, None, None, [])
    assert (before["days_left_recovery"], before["lasts_until_recovery"]) == (0, "2024-06-26")
    assert before["low"] is True

    planned = line.json("stock", "expect", *SERVICE, "--count", "500", "--day", "2024-06-28")
    assert planned["usable_from"].startswith("2024-07-01T07:30")
    assert [one["id"] for one in line.json("stock")["regular48"]["deliveries"]] == [planned["id"]]
    assert "500 to come Fri 28/6" in line.text("stock")
    line.json("stock", "receive", *SERVICE, "--first", "C2000001", "--last", "C2000400", "--counted-by", "agus",
              "--delivery", str(planned["id"]))  # fmt: skip
    assert line.json("stock", "deliveries")["deliveries"] == []
    (settled,) = line.json("stock", "deliveries", "--all")["deliveries"]
    assert (settled["state"], settled["came"]) == ("received", 400)
    assert "not expected" in line.json("stock", "unexpect", str(planned["id"]), code=1)["error"]["message"]


def test_a_quarantined_range_is_spoiled_by_two_listed_and_destroyed_with_papers(line: CommandLine, tmp_path: Path):
    paper = tmp_path / "paper.pdf"
    aside = line.json("stock", "quarantine", "--first", "C1000001", "--last", "C1000003", "--reason", "opened box")
    assert aside["count"] == 3
    serials = ",".join(aside["serials"])
    assert [row["reason"] for row in line.json("stock", "quarantine")["quarantine"]] == ["opened box"] * 3
    line.json("stock", "release", serials, "--to", "spoiled", "--second", "sri", code=1)
    line.json("stock", "release", serials, "--to", "spoiled", "--second", "agus")

    listed = line.json("stock", "spoiled", "--minutes", "-o", str(paper))
    assert (listed["minutes"], listed["count"], listed["pages"]) == ("BR-2024-000001", 3, 1)
    assert "C1000001 – C1000003 (3)" in texts(paper.read_bytes())[0]
    gone = line.json("stock", "destroy", "--scanned", "C1000001,C1000002", "--ticked", "C1000003", "--second", "agus",
                     "--witness", "Pak Lurah", "-o", str(paper))  # fmt: skip
    assert (gone["minutes"], gone["witness"]) == ("BM-2024-000001", "Pak Lurah")
    assert line.json("stock", "spoiled")["spoiled"] == []
    assert line.json("stock")["regular48"]["destroyed"] == 3
    again = line.json("stock", "minutes", "BM-2024-000001", "-o", str(paper))
    assert again["copies"] == 2
    assert "Copy 2" in texts(paper.read_bytes())[0]
    unwritable = line.json("stock", "minutes", "BM-2024-000001", "-o", str(tmp_path / "none" / "x.pdf"), code=3)
    assert unwritable["error"]["message"]


def test_a_missing_blank_is_searched_for_written_off_and_found(line: CommandLine, tmp_path: Path):
    (case,) = line.json("stock", "missing", "C1000004", "--reason", "counted")["missing"]
    assert (case["state"], case["last"]["act"], case["last"]["who"]) == ("open", "receive", "sri")
    line.json("stock", "report", "C1000004", "--second", "agus", code=1)
    looked = line.json("stock", "search", "C1000004", "--where", "drawer", "--result", "nothing", "--by", "agus")
    assert [(one["by"], one["where"]) for one in looked["search"]] == [("agus", "drawer")]
    paper = tmp_path / "loss.pdf"
    line.json("stock", "report", "C1000004", "--second", "agus", "-o", str(paper))
    assert "drawer" in texts(paper.read_bytes())[0]

    assert line.json("stock", "found", "C1000004", "--where", "under the safe")["state"] == "in_safe"
    assert line.json("stock", "missing")["missing"] == []
    assert line.json("stock", "missing", "--all")["missing"][0]["state"] == "found"
    assert line.json("stock")["regular48"]["in_safe"] == 5
