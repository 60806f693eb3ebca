"""Places by hand through the command line: seen, asked for, confirmed by a second person, and taken back."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, list_of

LAST = "1133062000000060"


@pytest.fixture
def line(
    empty_database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: object
) -> CommandLine:
    """Sixty who came one after the other, in an office of each kind of database."""
    line = CommandLine(empty_database_url, capsys)
    line.json("init")
    rows = (
        (f"11330620000000{n:02d}", f"PEMOHON {n}", "regular48", f"25-06-2024 08:{n - 1:02d}") for n in range(1, 61)
    )
    line.json("import", str(list_of(tmp_path / "list.xlsx", *rows)))
    return line


def test_a_place_by_hand_holds_when_a_second_person_confirmed_it_and_leaves_no_trace(line: CommandLine):
    before = line.json("queue")["jobs"]
    assert before[-1]["number"] == LAST
    seen = line.json("pin", "preview", LAST)
    assert (seen["number"], seen["day"], seen["trips_lost"]) == (LAST, None, 0)
    assert seen["planned_after"] < seen["planned_before"]
    assert "Nobody would lose a trip." in line.text("pin", "preview", LAST)

    asked = line.json("pin", "ask", LAST, "--reason", "Perintah kepala kantor", user="sri")
    assert (asked["state"], asked["expires_at"]) == ("open", "2024-06-27T16:00:00+07:00")
    number = str(asked["id"])
    refused = line.json("pin", "confirm", number, user="sri", code=1)
    assert "another person decides" in refused["error"]["message"]
    assert line.json("queue")["jobs"] == before

    assert line.json("pin", "confirm", number, user="agus")["state"] == "approved"
    first = line.json("queue")["jobs"][0]
    assert (first["number"], first["pinned"], first["planned"]) == (LAST, True, seen["planned_after"])
    assert [each["id"] for each in line.json("pin", "list")["pins"]] == [asked["id"]]

    assert line.json("pin", "withdraw", number, user="agus")["state"] == "withdrawn"
    assert line.json("queue")["jobs"] == before
    assert line.text("pin", "list") == "There is no place by hand.\n"


def test_a_place_on_a_day_may_be_refused_by_the_second_person(line: CommandLine):
    seen = line.json("pin", "preview", LAST, "--day", "2024-06-28")
    assert (seen["day"], seen["planned_after"][:10]) == ("2024-06-28", "2024-06-28")
    asked = line.json("pin", "ask", LAST, "--reason", "Diminta", "--day", "2024-06-28", "--until", "2024-06-28T12:00")
    assert (asked["day"], asked["expires_at"]) == ("2024-06-28", "2024-06-28T12:00:00+07:00")

    line.json("pin", "refuse", str(asked["id"]), "--note", "Tidak perlu", user="agus")

    assert line.json("pin", "list")["pins"] == []
    found = line.json("pin", "list", "--number", LAST)["pins"]
    assert [(each["state"], each["note"]) for each in found] == [("refused", "Tidak perlu")]
    assert line.json("pin", "preview", LAST, "--day", "2024-06-25", code=1)


def test_an_id_of_an_act_belongs_to_one_application(line: CommandLine):
    ask = ("--reason", "Diminta", "--operation-id", "pin-1")
    assert line.json("pin", "ask", LAST, *ask) == line.json("pin", "ask", LAST, *ask)
    other = line.json("pin", "ask", "1133062000000059", *ask, code=1)
    assert "another application" in other["error"]["message"]
    assert len(line.json("pin", "list")["pins"]) == 1
