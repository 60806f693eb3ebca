"""The whole main job through the command line, from a list of applications to a booklet in the right hands."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import text

from printdesk.models.database import Database
from tests.cli.command_line import CommandLine, ahead, list_of, long_ago

PLAIN, TRAVELLER, LATE, CHIP = "1133062000000001", "1133062000000002", "1133062000000003", "1133062000000004"
LONG_NAME = "RADEN AJENG KUSUMANINGTYAS MAHARANI CANDRADEWI WULANDARI PRAMESWARI SETYANINGRUM"


@pytest.fixture
def line(empty_database_url: str, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """An office made by `init`, on each kind of database, with blanks in two operators' hands."""
    line = CommandLine(empty_database_url, capsys)
    assert set(line.json("init")) == {"database", "schema"}
    line.works_here("agus", "dwi", "bagus")
    for service, first, last in (("regular48", "C1000001", "C1000100"), ("epassport_laminated", "X5000", "X5019")):
        line.json("stock", "receive", "--service", service, "--first", first, "--last", last, "--counted-by", "agus")
    for to, service, station, count, first, last in (
        ("dwi", "regular48", "R1", "40", "C1000001", "C1000040"),
        ("bagus", "epassport_laminated", "E1", "10", "X5000", "X5009"),
    ):
        line.json("stock", "issue", "--service", service, "--to", to, "--station", station, "--count", count,
                  "--first", first, "--last", last, "--reason", "list comes", "--approved-by", "agus")  # fmt: skip
    return line


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    """A list in which a traveller came after the others, besides forty who came later still."""
    return list_of(
        tmp_path / "list.xlsx",
        (PLAIN, "WIDODO", "Paspor biasa 48", long_ago(3)),
        (TRAVELLER, LONG_NAME, "Biasa", long_ago(2), ahead(9), "Malaysia", "tiket"),
        (LATE, "NUR'AINI BINTI S.", "paspor biasa 48 halaman", long_ago(30)),
        (CHIP, "TAN MEI LING", "e-Paspor laminasi", long_ago(2)),
        *((f"11330620000001{n:02d}", f"PEMOHON {n}", "regular48", long_ago(1)) for n in range(40)),
    )


def test_a_list_goes_all_the_way_to_a_signed_hand_over(line: CommandLine, applications: Path, tmp_path: Path):
    _take_the_list_over(line, applications)
    _plan_is_in_time_or_says_so(line)
    serial = _print_with_one_failure(line)
    slot = _check_and_shelve(line, serial)
    _slip_names_the_holder(line, tmp_path, slot)
    _hand_over(line, serial)
    _books_balance(line)
    _ledger_notices_a_change(line)


def _take_the_list_over(line: CommandLine, applications: Path) -> None:
    dry = line.json("import", str(applications), "--dry-run")
    assert (dry["rows"], dry["new"], dry["errors"], dry["applied"]) == (44, 44, [], False)
    assert line.json("queue")["jobs"] == []

    assert line.json("import", str(applications))["new"] == 44
    again = line.json("import", str(applications))
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 44)


def _plan_is_in_time_or_says_so(line: CommandLine) -> None:
    plan = line.json("queue")
    jobs = plan["jobs"]
    assert [job["position"] for job in jobs] == list(range(1, 45))
    assert {job["number"] for job in jobs} >= {PLAIN, TRAVELLER, LATE, CHIP}
    for job in jobs:
        assert job["at_risk"] == (job["planned"] is None or _moment(job["planned"]) > _moment(job["need_by"]))
    assert plan["at_risk"] == sum(job["at_risk"] for job in jobs) >= 1
    assert jobs[0]["number"] == LATE, "the longest overdue, as no trip is pressing"
    assert next(job["departs"] for job in jobs if job["number"] == TRAVELLER) == _iso_day(ahead(9))
    assert all(job["why"] for job in jobs)
    _fits_capacity(plan)

    part = line.json("queue", "--service", "epassport_laminated", "--limit", "1")
    assert [job["number"] for job in part["jobs"]] == [CHIP]
    assert len(line.json("queue", "--limit", "2")["jobs"]) == 2
    assert line.json("queue", "--limit", "2")["at_risk"] == plan["at_risk"]


def _fits_capacity(plan: dict[str, Any]) -> None:
    """In every pool, up to every bucket's end, no more is planned than can be printed."""
    for pool in {bucket["pool"] for bucket in plan["capacity"]}:
        planned = Counter(_moment(job["planned"]) for job in plan["jobs"] if job["planned"] and job["pool"] == pool)
        places = 0
        for bucket in (each for each in plan["capacity"] if each["pool"] == pool):
            places += bucket["booklets"]
            assert sum(n for at, n in planned.items() if at <= _moment(bucket["end"])) <= places


def _print_with_one_failure(line: CommandLine) -> str:
    first = line.json("queue", "--service", "regular48", "--limit", "3")["jobs"]
    taken = line.json("next", "--station", "R1", "--count", "3", user="dwi")["jobs"]
    assert [job["number"] for job in taken] == [job["number"] for job in first]
    assert {job["state"] for job in taken} == {"claimed"}
    assert line.json("next", "--release", taken[2]["number"], user="dwi")["released"] == 1

    refused = line.json("print", LATE, "--serial", "X5000", user="dwi", code=1)
    assert refused["error"]["message"] == "X5000 was issued to bagus, not to you."
    bound = line.json("print", LATE, "--serial", "C 1000001", user="dwi")
    assert (bound["state"], bound["serial"]) == ("printing", "C1000001")
    failed = line.json("print", "C1000001", "--failed", "ink", user="dwi")
    assert (failed["number"], failed["state"], failed["serial"], failed["booklet"]) == (
        LATE,
        "ready",
        None,
        "C1000001",
    )

    assert line.json("queue", "--limit", "1")["jobs"][0]["number"] == LATE, "back at its old place"
    assert line.json("next", "--station", "R1", user="dwi")["jobs"][0]["number"] == LATE
    done = line.json("print", LATE, "--serial", "C1000002", "--printed", user="dwi")
    assert (done["state"], done["serial"], done["attempts"]) == ("printed", "C1000002", 2)
    return "C1000002"


def _check_and_shelve(line: CommandLine, serial: str) -> str:
    own = line.json("check", serial, "--pass", user="dwi", code=1)
    assert "yourself" in own["error"]["message"]
    passed = line.json("check", serial, "--pass", user="siti")
    assert passed["state"] == "passed"
    assert passed["slot"]
    shelved = line.json("shelve", LATE, user="siti")
    assert (shelved["state"], shelved["slot"]) == ("shelved", passed["slot"])
    return str(passed["slot"])


def _slip_names_the_holder(line: CommandLine, tmp_path: Path, slot: str) -> None:
    file = tmp_path / "slip.pdf"
    made = line.json("slips", LATE, "--paper-language", "id", "-o", str(file))
    assert (made["file"], made["pages"], made["slips"]) == (str(file), 1, 1)
    written = _pdf_text(file)
    assert "NUR'AINI BINTI S." in written
    assert slot in written
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []

    refused = line.json("slips", PLAIN, "-o", str(tmp_path / "none.pdf"), code=1)
    assert PLAIN in refused["error"]["message"]
    assert not (tmp_path / "none.pdf").exists()


def _hand_over(line: CommandLine, serial: str) -> None:
    answer = line.json("answer", LATE)
    assert (answer["state"], answer["verdict"], answer["position"]) == ("shelved", "ready", None)
    assert line.json("answer", TRAVELLER)["verdict"] in {"yes", "tight", "no"}

    family = ("collect", LATE, "--serial", serial, "--kind", "family", "--name", "SULASTRI", "--identity", "3374")
    missing = line.json(*family, "--documents", "payment_proof", code=1)
    assert "Copy of the family card" in missing["error"]["message"]
    other = line.json("collect", LATE, "--serial", "C1000001", "--kind", "applicant", "--all-documents", code=1)
    assert other["error"]["message"].startswith("STOP")
    done = line.json(*family, "--all-documents")
    assert (done["state"], done["slot"]) == ("collected", None)
    assert done["register_number"].startswith("BP-")
    assert line.json("answer", LATE)["verdict"] == "collected"

    assert line.json("undo", serial, "--reason", "wrong person")["state"] == "shelved"
    line.json("collect", LATE, "--serial", serial, "--kind", "applicant", "--all-documents")


def _books_balance(line: CommandLine) -> None:
    back = ("stock", "return", "--service", "regular48", "--from", "dwi", "--witness", "dwi")
    assert line.json(*back, "--count", "38", "--first", "C1000003", "--last", "C1000040")["count"] == 38
    stock = line.json("stock")
    nothing = dict.fromkeys(("issued", "bound", "personalised", "shelved", "destroyed", "missing", "quarantined"), 0)
    sums = nothing | {
        "service": "regular48", "received": 100, "in_safe": 98, "handed_over": 1, "spoiled": 1, "balanced": True,
    }  # fmt: skip
    assert {name: stock["regular48"][name] for name in sums} == sums
    assert all(each["balanced"] for each in stock.values())
    assert set(stock) == {"regular48", "regular24", "epassport_laminated", "epassport_polycarbonate"}


def _ledger_notices_a_change(line: CommandLine) -> None:
    whole = line.json("verify")
    assert (whole["ok"], whole["first_bad"]) == (True, None)
    assert line.json("verify", "--head", whole["head"])["ok"] is True
    assert line.run("verify", "--head", "0" * 64)[0] == 1

    _forge(line.url, 7)
    code, out, _err = line.run("verify", "--json")
    assert code == 1
    assert '"ok": false' in out
    assert '"first_bad": 7' in out


def _forge(url: str, seq: int) -> None:
    """Change an entry as somebody could who owns the database."""
    database = Database(url)
    with database.writing() as session:
        off = "DROP TRIGGER ledger_no_update" if database.is_sqlite else "ALTER TABLE ledger DISABLE TRIGGER USER"
        session.execute(text(off))
        session.execute(text("UPDATE ledger SET details = '{}' WHERE seq = :seq"), {"seq": seq})
    database.close()


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    assert moment.tzinfo is not None
    return moment


def _iso_day(written: str) -> str:
    return datetime.strptime(written, "%d/%m/%Y").astimezone().date().isoformat()


def _pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        lines = page.get_textpage()
        found: str = lines.get_text_bounded()
        lines.close()
        page.close()
    return found
