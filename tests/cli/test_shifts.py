"""Shifts through the command line: the need, opening by scans, closing by name, and the day's sheet."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, list_of
from tests.documents.papers import texts


@pytest.fixture
def line(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
) -> CommandLine:
    """Forty who wait, and a hundred blanks in the safe, in an office of each kind of database."""
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    line.works_here("agus", "dwi")
    rows = (
        (f"11330620000000{n:02d}", f"PEMOHON {n}", "regular48", f"25-06-2024 08:{n - 1:02d}") for n in range(1, 41)
    )
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    line.json("stock", "receive", "--service", "regular48", "--first", "C1000001", "--last", "C1000100",
              "--counted-by", "sri", user="agus")  # fmt: skip
    return line


def test_a_shift_runs_from_its_need_to_the_closing_sheet(line: CommandLine, tmp_path: Path):
    (need,) = [one for one in line.json("shift", "need", "--to", "dwi", "--station", "R1")["services"]
               if one["service"] == "regular48"]  # fmt: skip
    assert (need["need"], need["planned"], need["reserve"]) == (21, 20, 1)
    assert need["ranges"] == [["C1000001", "C1000021"]]

    wrong = line.json("shift", "open", "--to", "dwi", "--station", "R1", "--issue", "regular48", "21", "C1000001",
                      "C1000022", user="agus", code=1)  # fmt: skip
    assert "should be C1000021; C1000022 was scanned" in wrong["error"]["message"]
    opened = line.json("shift", "open", "--to", "dwi", "--station", "R1", "--issue", "regular48", "21", "C1000001",
                       "C1000021", user="agus")  # fmt: skip
    assert (opened["minutes"], opened["services"][0]["issued"]) == (["BA-2024-000001"], 21)
    sheet = tmp_path / "day.pdf"
    still = line.json("stock", "close-day", "-o", str(sheet), user="agus", code=1)
    assert "shifts are open: dwi" in still["error"]["message"]
    assert not sheet.exists()

    missing = line.json("shift", "close", "--from", "dwi", "--witness", "dwi", "--returned", "regular48", "20",
                        "C1000001", "C1000020", user="agus", code=1)  # fmt: skip
    assert [(one["serial"], one["last_with"]) for one in missing["missing"]] == [("C1000021", "dwi")]
    closed = line.json("shift", "close", "--from", "dwi", "--witness", "dwi", "--returned", "regular48", "20",
                       "C1000001", "C1000020", "--missing", "C1000021", "--reason", "drawer searched",
                       user="agus")  # fmt: skip
    assert closed["adds_up"]
    line.json("stock", "receive", "--service", "regular24", "--first", "D1000001", "--last", "D1000007",
              "--counted-by", "sri", user="agus")  # fmt: skip
    stock = line.json("stock")
    assert stock["regular48"]["missing"] == 1
    assert [one["balanced"] for one in stock.values()] == [True] * 4
    for together in (one["in_all"] for one in stock.values()):
        assert together.pop("balanced")
        assert together == {key: sum(one[key] for one in stock.values()) for key in together}
        assert {key: count for key, count in together.items() if count} == {
            "received": 107, "in_safe": 106, "missing": 1,
        }  # fmt: skip

    minutes = tmp_path / "minutes.pdf"
    line.json("shift", "minutes", closed["closing"], "-o", str(minutes), user="agus")
    assert "C1000021" in " ".join(texts(minutes.read_bytes()))
    day = line.json("stock", "close-day", "-o", str(sheet), user="agus")
    assert line.json("verify", "--head", day["head"])["ok"]
    assert day["number"] in " ".join(texts(sheet.read_bytes()))
    assert len(line.json("shift", "list")["shifts"]) == 1


def test_more_during_the_shift_and_what_is_no_shift_is_refused(line: CommandLine):
    line.json("shift", "open", "--to", "dwi", "--station", "R1", "--issue", "regular48", "10", "C1000001", "C1000010",
              user="agus")  # fmt: skip
    more = line.json("shift", "add", "--to", "dwi", "--issue", "regular48", "5", "C1000011", "C1000015", user="agus")
    assert (more["minutes"], more["services"][0]["issued"]) == (["BA-2024-000001", "BA-2024-000002"], 15)
    none = line.json("shift", "add", "--to", "sri", "--issue", "regular48", "5", "C1000016", "C1000020", user="agus",
                     code=1)  # fmt: skip
    assert "sri has no open shift" in none["error"]["message"]
    back = line.json("stock", "return", "--service", "regular48", "--from", "dwi", "--witness", "dwi",
                     "--count", "15", "--first", "C1000001", "--last", "C1000015", user="agus")  # fmt: skip
    assert (back["count"], back["serials"][-1]) == (15, "C1000015")
    shift = line.json("shift", "list")["shifts"][0]["services"][0]
    assert (shift["returned"], shift["in_hand"]) == (15, 0)


def test_one_types_blanks_go_out_by_the_rules_of_a_shift_only(line: CommandLine):
    issue = ("stock", "issue", "--service", "regular48", "--to", "dwi")
    pile = ("--first", "C1000001", "--last", "C1000021")

    for given, words in (
        (("--count", "21", *pile), "dwi has no open shift, so the need is not known"),
        (("--count", "22", "--station", "R1", *pile), "needs 21"),
        (("--count", "21", "--station", "R1"), "was not scanned; it should be C1000001"),
        (("--count", "20", "--station", "R1", *pile), "should be C1000020; C1000021 was scanned"),
    ):
        assert words in line.json(*issue, *given, user="agus", code=1)["error"]["message"]
    assert "received by another" in line.json(
        *issue, "--count", "21", "--station", "R1", *pile, user="dwi", code=1
    )["error"]["message"]  # fmt: skip
    assert line.json("stock")["regular48"]["issued"] == 0
    for _try in range(2):
        done = line.json(*issue, "--count", "21", "--station", "R1", *pile, "--operation-id", "morning", user="agus")
    assert (done["count"], done["serials"][-1], done["minutes"]) == (21, "C1000021", "BA-2024-000001")
    assert line.json("stock")["regular48"]["issued"] == 21
