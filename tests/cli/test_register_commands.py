"""Several booklets at once, the register, the post and the collectors on the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from printdesk.domain.states import ApplicationState as A
from tests.cli.command_line import CommandLine
from tests.documents.papers import texts
from tests.services.offices import MadeOffice, made_office

KTP = "3374015506880004"


@pytest.fixture
def office(sqlite_url: str) -> Iterator[MadeOffice]:
    made = made_office(sqlite_url)
    for at in range(1, 6):
        made.application(f"NAMA {at}", state=A.SHELVED, serial=f"C700000{at}")
    yield made
    made.close()


@pytest.fixture
def line(office: MadeOffice, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(sqlite_url, capsys)


def test_two_go_with_one_receipt_and_a_third_to_the_post_and_all_stand_in_the_register(
    office: MadeOffice, line: CommandLine, tmp_path: Path
) -> None:
    who = ("--kind", "family", "--name", "SULASTRI", "--identity", KTP, "--all-documents")
    done = line.json("collect-many", "C7000001", "C7000002", *who, "-o", str(tmp_path / "receipt.pdf"))
    again = line.json("collect-many", "C7000001", "C7000003", *who, code=1)
    posted = line.json("post", "C7000003=Jl. Pemuda 12", "--courier", "BUDI", "-o", str(tmp_path / "list.pdf"))
    line.json("post", "C7000004", "--courier", "BUDI", code=1)

    year = done["number"][3:7]
    assert done["register_numbers"] == [f"BP-{year}-000001", f"BP-{year}-000002"]
    assert "C7000001" in texts((tmp_path / "receipt.pdf").read_bytes())[0]
    assert "was handed over at" in again["error"]["message"]
    assert (posted["number"], posted["count"]) == (f"KP-{year}-000001", 1)
    assert "Jl. Pemuda 12" in texts((tmp_path / "list.pdf").read_bytes())[0]
    rows = line.json("register", "-o", str(tmp_path / "register.pdf"))["rows"]
    assert [row["serial"] for row in rows] == ["C7000001", "C7000002", "C7000003"]
    assert rows[0]["identity"] == "337401******0004"
    line.json("undo", "C7000002", "--reason", "wrong booklet")
    shown = line.text("register").splitlines()
    assert ["Taken back" in each for each in shown] == [False, True, False]
    assert f"BP-{year}-000003" in texts((tmp_path / "register.pdf").read_bytes())[0]


def test_who_collects_too_often_is_listed_masked(office: MadeOffice, line: CommandLine) -> None:
    for at in range(1, 6):
        line.json(
            "collect", f"C700000{at}", "--serial", f"C700000{at}", "--kind", "family", "--name", "SULASTRI",
            "--identity", KTP, "--all-documents",
        )  # fmt: skip

    (found,) = line.json("collectors")["collectors"]
    assert (found["name"], found["identity"], found["visits"]) == ("SULASTRI", "337401******0004", 5)
