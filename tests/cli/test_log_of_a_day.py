"""What the program writes into its log over a whole day, with faults in it: nobody's number and nobody's name."""

from pathlib import Path

import pytest

from printdesk.services.applications import ApplicationsService
from printdesk.services.plan_history import PlanHistoryService
from tests.cli.command_line import CommandLine, long_ago

PEOPLE = (
    ("1133062000000001", "WIDODO SASTROATMODJO", "3374011708990001", "081234567801"),
    ("1133062000000002", "SITI NURHALIZA", "3374015708990002", "+62 812-3456-7802"),
    ("1133062000000003", "NUR'AINI BINTI S.", "3374015506880003", "0812 3456 7803"),
)
WRONG = ("1133062000000004", "JOKO SUSILO", "33740117089900", "08123")
COLLECTOR = ("SULASTRI WATI", "3374016006650009")
RIGHT_PHONE = "081298765432"
HEADINGS = "nomor permohonan;nama;nik;telepon;jenis layanan;siap cetak"


def data_of_people() -> set[str]:
    """Everything that names or reaches somebody, in each way it may be written, and each word of a name."""
    said = {*COLLECTOR, RIGHT_PHONE, "+6281298765432"}
    for _number, name, nik, phone in (*PEOPLE, WRONG):
        digits = "".join(sign for sign in phone if sign.isdigit())
        local = digits.removeprefix("62").removeprefix("0")
        said |= {name, nik, phone, digits, f"+62{local}", f"0{local}", local}
    names = {word for _number, name, *_rest in (*PEOPLE, WRONG) for word in name.split() if len(word) > 3}
    return said | names | set(COLLECTOR[0].split())


@pytest.fixture
def line(sqlite_databases, capsys: pytest.CaptureFixture[str]) -> CommandLine:  # type: ignore[no-untyped-def]
    line = CommandLine(sqlite_databases.empty(), capsys)
    line.json("init")
    line.works_here("agus", "dwi", "siti")
    line.json(
        "stock", "receive", "--service", "regular48", "--first", "C1000001", "--last", "C1000010",
        "--counted-by", "agus",
    )  # fmt: skip
    return line


def listed(path: Path, *rows: tuple[str, str, str, str]) -> str:
    """A list of applications with their numbers."""
    lines = (f"{number};{name};{nik};{phone};regular48;{long_ago(3)}" for number, name, nik, phone in rows)
    path.write_text("\n".join((HEADINGS, *lines)) + "\n", encoding="utf-8")
    return str(path)


def test_the_log_of_a_day_holds_nobodys_numbers(
    line: CommandLine, tmp_path: Path, log_file: Path, monkeypatch: pytest.MonkeyPatch
):
    _the_list_comes(line, tmp_path)
    _booklets_are_made(line)
    _people_come(line)
    _things_break(line, monkeypatch)

    written = log_file.read_text(encoding="utf-8")
    assert "unexpected error" in written, "the faults of the day stand in the log"
    assert "test_log_of_a_day.py" in written
    assert "the plan was not kept" in written
    for secret in data_of_people():
        assert secret not in written, secret


def _the_list_comes(line: CommandLine, folder: Path) -> None:
    taken = line.json("import", listed(folder / "list.csv", *PEOPLE, WRONG))
    assert (taken["new"], len(taken["warnings"])) == (4, 2)
    assert line.json("import", listed(folder / "bad.csv", (*PEOPLE[0][:3], "x" * 99)))["warnings"]
    line.json("stock", "issue", "--service", "regular48", "--to", "dwi", "--station", "R1", "--count", "5",
              "--first", "C1000001", "--last", "C1000005", "--reason", "a day", "--approved-by", "agus")  # fmt: skip


def _booklets_are_made(line: CommandLine) -> None:
    for number, *_rest in PEOPLE:
        serial = f"C100000{number[-1]}"
        line.json("next", "--station", "R1", user="dwi")
        assert line.json("print", number, "--serial", serial, "--printed", user="dwi")["state"] == "printed"
        line.json("check", serial, "--pass", user="siti")
        line.json("shelve", number, user="siti")


def _people_come(line: CommandLine) -> None:
    first, second, third = (number for number, *_rest in PEOPLE)
    wrong = line.json("collect", first, "--serial", "C1000002", "--kind", "applicant", "--all-documents", code=1)
    assert "SITI NURHALIZA" in wrong["error"]["message"], "people read it, the log does not"
    line.json(
        "collect", first, "--serial", "C1000001", "--kind", "family", "--name", COLLECTOR[0], "--identity",
        COLLECTOR[1], "--all-documents",
    )  # fmt: skip
    line.json("contact", second, "--phone", RIGHT_PHONE)
    line.json("contact", third, "--phone", "08-no-number", code=1)
    assert line.json("answer", third)["state"] == "shelved"


def _things_break(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program and a failure of the world, each with somebody's data in its words."""
    _number, name, nik, phone = PEOPLE[1]

    def breaks(*_given: object) -> None:
        raise ValueError(f"no card for '{name}' with NIK {nik} and phone {phone}")

    def fails(*_given: object) -> None:
        from printdesk.errors import EnvironmentFailureError

        raise EnvironmentFailureError(f"The row of “{name}”, {nik}, could not be read.", f"Call {phone}.")

    with monkeypatch.context() as faults:
        faults.setattr(PlanHistoryService, "begin", fails)
        line.run("--user", "agus", "hold", PEOPLE[1][0], "--reason", "none")
    with monkeypatch.context() as faults:
        faults.setattr(ApplicationsService, "find", breaks)
        found, _out, err = line.run("--user", "agus", "answer", PEOPLE[1][0])
    assert found == 3
    assert nik not in err
    assert name not in err
