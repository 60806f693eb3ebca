"""Claims on the command line: who holds what, and the supervisor who takes one back with a note."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, list_of

NUMBER = "1133062000000001"


def test_a_claim_is_shown_broken_with_a_note_and_gone(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
):
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    line.works_here("dwi")
    row = (NUMBER, "SITI", "regular48", "24-06-2024 08:01", "", "", "", "")
    line.json("import", str(list_of(tmp_path / "list.xlsx", row)))
    assert "Nothing is in anybody's hands." in line.text("claims")
    line.json("next", "--station", "R1", user="dwi")

    (held,) = line.json("claims")["claims"]
    assert (held["number"], held["holder"], held["desk"], held["printing"]) == (NUMBER, "dwi", "T1", False)
    assert (held["since"], held["until"]) == ("2024-06-26T08:00:00+07:00", "2024-06-26T12:00:00+07:00")
    assert "dwi" in line.text("claims")

    line.json("break-claim", NUMBER, "--note", " ", code=1)
    broken = line.json("break-claim", NUMBER, "--note", "went home ill")
    assert (broken["state"], broken["asked"]) == ("ready", False)
    assert line.json("claims") == {"claims": []}
