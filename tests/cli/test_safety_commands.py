"""Backup, restore, check, erasing and a person's own data on the command line; the papers read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from printdesk.domain.states import ApplicationState as A
from tests.cli.command_line import CommandLine
from tests.documents.papers import texts
from tests.services.offices import MadeOffice, made_office


@pytest.fixture
def office(sqlite_url: str) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    made.application("NAMA SATU", state=A.SHELVED, serial="C7000001")
    yield made
    made.close()


@pytest.fixture
def line(office: MadeOffice, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(sqlite_url, capsys)


def test_a_backup_is_restored_by_two_people_and_the_report_says_what_was_lost(line: CommandLine, tmp_path: Path):
    target = str(tmp_path / "own.db")
    made = line.json("backup", target)
    assert (made["ok"], made["file"], made["entries"]) == (True, target, 1)
    assert "exists already" in line.json("backup", target, code=1)["error"]["message"]
    assert [each["state"] for each in line.json("backups")["backups"]] == ["good"]
    line.json(
        "collect", "C7000001", "--serial", "C7000001", "--kind", "applicant", "--all-documents",
    )  # fmt: skip
    looked = line.json("restore", target, "--check")
    assert looked["ok"]
    assert looked["lost"] >= 2
    line.json("restore", target, code=1)
    line.json("restore", target, "--second", "nobody", code=1)

    done = line.json("restore", target, "--second", "dwi")

    assert Path(done["aside"]).exists()
    report = line.json("restored", done["number"])
    assert [each["then"] for each in report["applications"]] == ["shelved"]
    line.json("restored", done["number"], "-o", str(tmp_path / "gap.pdf"))
    words = texts((tmp_path / "gap.pdf").read_bytes())[0]
    assert "copy" not in words, "the first paper is no copy"
    for said in (done["number"], "3311000000000001", "ready for pickup", "handed over", "Sri Wahyuni", "Dwi Rahayu"):
        assert said in words
    assert line.json("verify")["ok"]


def test_the_whole_check_and_its_report(office: MadeOffice, line: CommandLine, tmp_path: Path):
    head = office.ledger()[-1].hash
    found = line.json("verify", "--head", head, "-o", str(tmp_path / "report.pdf"))
    assert [each["check"] for each in found["checks"]] == ["file", "chain", "balance", "numbers"]
    assert (found["ok"], found["head_found"], found["first_bad"]) == (True, True, None)
    words = "".join(texts((tmp_path / "report.pdf").read_bytes())[0].split())
    assert head in words
    assert found["report"] in words
    assert line.run("verify", "--head", "0" * 64)[0] == 1
    on_paper = [head[at : at + 8].upper() for at in range(0, 64, 8)]
    assert line.json("verify", "--head", *on_paper)["head_found"], "as it stands on paper, in groups of eight"
    for slip in (head[:-1], head[:-1] + "g", ""):
        refused = line.json("verify", "--head", slip, code=1)["error"]["message"]
        assert refused == "What was given is not a head of the ledger.", "a slip of the hand is no alarm"


def test_a_persons_data_are_handed_over_and_erased_after_the_case(line: CommandLine, tmp_path: Path):
    line.json("subject", "C7000001", "-o", str(tmp_path / "data.pdf"))
    assert "NAMA SATU" in texts((tmp_path / "data.pdf").read_bytes())[0]
    assert line.run("subject", "C7000001", "-o", str(tmp_path / "data.docx"))[0] == 2
    refused = line.json("erase", "3311000000000001", "--second", "dwi", code=1)
    assert "needed until the case is over" in refused["error"]["message"]
    line.json("collect", "C7000001", "--serial", "C7000001", "--kind", "applicant", "--all-documents")
    line.json("erase", "3311000000000001", code=1)
    assert line.json("erase", "3311000000000001", "--second", "dwi")["erased"]
    assert line.json("retention")["erased"] == 1
