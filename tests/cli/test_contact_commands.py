"""Waves, calls, the log, texts and the board through the command line."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.conftest import Wednesday

NUMBER, PHONE = "1133062000000001", "081234567890"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: Wednesday) -> CommandLine:
    line = CommandLine(str(tmp_path / "office.db"), capsys)
    line.json("init")
    path = tmp_path / "list.csv"
    path.write_text(
        "nomor permohonan;nama;nik;telepon;jenis layanan;siap cetak\n"
        f"{NUMBER};WIDODO;3374015708990003;{PHONE};regular48;25/06/2024\n"
    )
    line.json("import", str(path))
    return line


def test_waves_are_proposed_put_in_force_and_taken_back(line: CommandLine) -> None:
    proposed = line.json("waves")
    assert (proposed["saved"], proposed["people"]) == (False, 1)
    line.json("waves", "--current", code=1)
    saved = line.json("waves", "--save")
    assert saved["waves"] == proposed["waves"]
    current = line.json("waves", "--current")
    assert [person["number"] for wave in current["waves"] for person in wave["people"]] == [NUMBER]
    line.json("waves", "--undo")
    line.json("waves", "--current", code=1)
    assert "1 person has a time." in line.text("waves")


def test_one_person_gets_another_time_by_hand_and_the_old_one_back(line: CommandLine) -> None:
    line.json("waves", "--save")
    offered = line.json("waves", "--times", NUMBER)
    later = next(time["start"] for time in offered["times"] if time["start"] > offered["now_at"])
    assert line.run("waves", "--give", NUMBER, "--reason", "works until late")[0] == 2
    line.json("waves", "--give", NUMBER, "--start", later, code=1)

    given = line.json("waves", "--give", NUMBER, "--start", later, "--reason", "works until late")

    assert given["people"] == [{"number": NUMBER, "name": "WIDODO", "start": later}]
    assert line.json("waves", "--times", NUMBER)["now_at"] == later
    line.json("waves", "--give-back", NUMBER)
    assert line.json("waves", "--times", NUMBER)["now_at"] == offered["now_at"]


def test_a_call_is_noted_and_the_text_holds_no_identity_number(line: CommandLine) -> None:
    noted = line.json("contact", NUMBER, "--outcome", "not_reached")
    assert (noted["attempts"], noted["log"][0]["outcome"]) == (1, "not_reached")
    line.json("contact", NUMBER, "--phone", "0813-1111-2222")
    message = line.json("message", NUMBER, "--text-language", "en")
    assert message["link"].startswith("https://wa.me/6281311112222?text=")
    assert "WIDODO" in message["text"]
    assert "3374015708990003" not in message["text"]
    assert NUMBER not in message["text"]
    line.json("message", NUMBER, "--kind", "ready", code=1)


def test_calls_and_board_say_that_there_is_nothing(line: CommandLine) -> None:
    assert line.json("calls") == {**line.json("calls"), "outage": None, "calls": []}
    assert (line.json("board")["called"], line.json("board")["ready"]) == ([], [])
