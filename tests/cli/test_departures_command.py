"""The fourteen days through the command line; the figures agree with the queue."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.conftest import Wednesday

FIRST, SECOND, THIRD = "1133062000000001", "1133062000000002", "1133062000000003"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], wednesday: Wednesday) -> CommandLine:
    line = CommandLine(str(tmp_path / "office.db"), capsys)
    line.json("init")
    path = tmp_path / "list.csv"
    path.write_text(
        "nomor permohonan;nama;jenis layanan;siap cetak;tanggal berangkat;bukti\n"
        f"{FIRST};WIDODO;regular48;25/06/2024;26/06/2024;tiket\n"
        f"{SECOND};SITI;regular48;25/06/2024;28/06/2024;tiket\n"
        f"{THIRD};ANI;regular48;25/06/2024;29/07/2024;\n"
    )
    line.json("import", str(path))
    return line


def test_the_days_the_trips_at_risk_and_one_day_are_told(line: CommandLine):
    found, queue = line.json("departures"), line.json("queue")
    assert found["at_risk"] == queue["trips_at_risk"] == 1
    assert [trip["number"] for trip in found["trips"]] == [FIRST]
    assert found["trips"][0]["verdict"] == "at_risk"
    assert (len(found["days"]), found["passed"], found["later"]) == (14, 0, 1)
    assert found["days"][0] == {
        "date": "2024-06-26", "open": True, "holiday": None, "departing": 1, "in_time": 0, "at_risk": 1, "hurry": 0,
        "held": 0,
    }  # fmt: skip
    friday = line.json("departures", "--day", "2024-06-28")["trips"]
    job = next(job for job in queue["jobs"] if job["number"] == SECOND)
    assert [(trip["number"], trip["verdict"], trip["planned"]) for trip in friday] == [
        (SECOND, "in_time", job["planned"])
    ]


def test_people_read_a_table(line: CommandLine):
    text = line.text("departures")
    assert text.startswith("Wed 26 June 08:00: trips at risk 1, departure passed 0, departing later 1.")
    assert next(part for part in text.splitlines() if part.startswith("Sun 7/7")).split() == [
        "Sun", "7/7", "0", "0", "0", "0", "0", "Tahun", "Baru", "Islam",
    ]  # fmt: skip
    assert "WIDODO" in text
    assert "SITI" not in text
    assert "None." in line.text("departures", "--day", "2024-06-27")
    assert line.run("departures", "--day", "soon")[0] == 2
