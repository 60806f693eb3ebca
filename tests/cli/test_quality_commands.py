"""Checking by MRZ, custody lists, shelf labels and orders on the command line."""

import json
from pathlib import Path

import pytest

from printdesk.domain.states import ApplicationState as A
from tests.cli.command_line import CommandLine
from tests.domain.mrz_maker import made_mrz
from tests.services.offices import MadeOffice, made_office

SERIALS = ("C7000001", "C7000002")


@pytest.fixture
def office(sqlite_url: str):
    made = made_office(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def line(office: MadeOffice, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(sqlite_url, capsys)


def test_an_mrz_is_compared_overruled_and_the_booklet_passed_into_a_named_slot(office: MadeOffice, line: CommandLine):
    office.application("SITI", state=A.PRINTED, serial="C7000001")
    right = {"name": "SITI", "number": "C7000001", "birth": "990817", "expiry": "991231"}

    found = line.json("check", "C7000001", "--mrz", made_mrz(**right, between=""), user="bagus")
    assert found["mrz"]["sound"] is False
    assert [f["field"] for f in found["mrz"]["fields"] if f["outcome"] == "differs"] == ["sex"]
    assert (
        "MRZ does not agree: sex"
        in line.json("check", "C7000001", "--pass", user="bagus", code=1)["error"]["message"]
    )
    line.json("check", "C7000001", "--overrule", "looked at it", user="bagus", code=1)
    line.json("check", "C7000001", "--overrule", "looked at it")
    done = line.json("check", "C7000001", "--pass", "--slot", "b-003", user="bagus")

    assert (done["state"], done["slot"]) == ("passed", "B-003")


def test_a_custody_list_goes_out_and_in_and_names_what_is_missing(
    office: MadeOffice, line: CommandLine, tmp_path: Path
):
    for serial in SERIALS:
        office.application(f"NAMA {serial}", state=A.PASSED, serial=serial)

    sent = line.json("custody", "out", *SERIALS, "--send", user="bagus")["list"]
    assert (sent["number"][-7:], sent["state"], sent["count"]) == ("-000001", "sent", 2)
    arrived = line.json("custody", "in", sent["number"], SERIALS[0], "--close")

    assert (arrived["list"]["state"], arrived["list"]["missing"]) == ("closed", [SERIALS[1]])
    assert [row["last_by"] for row in arrived["list"]["rows"]] == ["Sri Wahyuni", "Bagus Prakoso"]
    assert f"{SERIALS[1]} (NAMA {SERIALS[1]}, A-002) is on the list but did not arrive" in line.text(
        "custody", "list", sent["number"]
    )
    paper = tmp_path / "list.pdf"
    made = line.json("custody", "list", sent["number"], "-o", str(paper))
    assert (made["pages"], paper.read_bytes()[:5]) == (1, b"%PDF-")
    assert [each["number"] for each in line.json("custody")["lists"]] == [sent["number"]]
    assert (
        "You sent this list"
        in line.json("custody", "in", sent["number"], SERIALS[1], user="bagus", code=1)["error"]["message"]
    )


def test_an_order_is_recorded_listed_and_ended(line: CommandLine):
    made = line.json(
        "quality-order", "record", "--service", "regular48", "--number", "W13/1", "--ordered-by", "Kasi", "--reason",
        "one officer", "--until", "2099-01-01T16:00", code=1,
    )  # fmt: skip
    assert "at most 31 days" in made["error"]["message"]
    from datetime import datetime, timedelta

    until = (datetime.now().astimezone() + timedelta(hours=3)).isoformat(timespec="seconds")
    made = line.json(
        "quality-order", "record", "--service", "regular48", "--number", "W13/1", "--ordered-by", "Kasi", "--reason",
        "one officer", "--until", until,
    )  # fmt: skip
    assert (made["state"], made["recorded_by"]) == ("in_force", "Sri Wahyuni")
    assert "W13/1" in line.text("quality-order")
    assert line.json("quality-order", "end", str(made["id"]))["state"] == "ended"


def test_labels_are_written_for_what_waits_for_the_shelf(office: MadeOffice, line: CommandLine, tmp_path: Path):
    office.application("SITI", state=A.PASSED, serial="C7000001")
    file = tmp_path / "labels.pdf"

    made = line.json("shelf-labels", "--waiting", "--size", "a4", "-o", str(file))

    assert (made["labels"], made["pages"]) == (1, 1)
    assert file.read_bytes().startswith(b"%PDF-")
    json.dumps(made)
