"""People with passwords on the command line: the first one, signing in, two people, and what stays open."""

import json
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from printdesk.cli.main import main
from tests.cli.command_line import CommandLine, list_of, long_ago

pytestmark = pytest.mark.usefixtures("quick_passwords")

SRI, DWI, OTHER = "soto ayam hangat", "bakso urat besar", "nasi goreng kampung"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office that Sri closed when it was made, in which Dwi works too, and files of passwords."""
    from printdesk.services import hashing

    folder = tmp_path_factory.mktemp("closed")
    kept = {"sri": SRI, "dwi": DWI, "new": OTHER, "wrong": "salah sekali", "weak": "rahasia1"}
    for name, password in kept.items():
        file = folder / name
        file.write_text(f"{password}\nsecond lines do not count\n", encoding="utf-8")
        file.chmod(0o600)
    sri = ("--user", "sri.wahyuni", "--password-file", str(folder / "sri"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "COSTS", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
        patch.delenv("PRINTDESK_PASSWORD_FILE", raising=False)
        for command in (
            ("init", "--supervisor", "Sri Wahyuni", "--password-file", str(folder / "sri")),
            ("people", "add", "Dwi Rahayu", *sri),
            ("people", "password", "dwi.rahayu", "--new-password-file", str(folder / "dwi"), "--lasting", *sri),
        ):
            assert main(["--database", f"sqlite:///{folder / 'office.db'}", *command]) == 0
    return folder


@pytest.fixture
def secrets(made: Path, tmp_path: Path) -> Path:
    """The office and the passwords for one test."""
    for file in made.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def line(secrets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Its command line."""
    monkeypatch.delenv("PRINTDESK_PASSWORD_FILE", raising=False)
    return CommandLine(f"sqlite:///{secrets / 'office.db'}", capsys)


def signed(line: CommandLine, *command: str, user: str = "sri.wahyuni", file: Path, code: int = 0) -> dict[str, Any]:
    """The answer of a command by somebody with a password."""
    return line.json(*command, "--password-file", str(file), user=user, code=code)


def said(answer: dict[str, Any]) -> str:
    """The sentence of a refusal."""
    return str(answer["error"]["message"])


def test_a_weak_password_makes_no_office(tmp_path: Path, secrets: Path, capsys: pytest.CaptureFixture[str]):
    line = CommandLine(f"sqlite:///{tmp_path / 'other.db'}", capsys)

    refused = line.json("init", "--supervisor", "Sri", "--password-file", str(secrets / "weak"), code=1)

    assert "one of the first" in said(refused)
    assert not (tmp_path / "other.db").exists()


def test_in_a_closed_office_whoever_reads_peoples_data_signs_in_too(line: CommandLine, secrets: Path):
    for command in (("queue",), ("people",), ("stock", "spoiled"), ("settings", "export", "-")):
        found, out, err = line.run("--user", "sri.wahyuni", *command)
        assert (found, out) == (1, ""), command
        assert "the password of sri.wahyuni is missing" in err
    for command in ("stock", "forecast", "verify"):
        assert line.json(command)
    assert signed(line, "queue", file=secrets / "sri")["jobs"] == []
    assert "Name or password is wrong" in said(signed(line, "queue", file=secrets / "wrong", code=1))
    assert "Name or password is wrong" in said(signed(line, "queue", user="nobody", file=secrets / "sri", code=1))
    assert signed(line, "queue", "--at", "2024-06-26T08:00", file=secrets / "sri")["now"].startswith("2024-06-26")


def test_an_administrator_alone_sees_no_applicants(line: CommandLine, secrets: Path):
    signed(line, "people", "roles", "dwi.rahayu", "administrator", file=secrets / "sri")

    log = signed(line, "people", "log", "--name", "dwi.rahayu", file=secrets / "sri")["entries"]
    assert [each["act"] for each in log] == ["change_person", "set_password", "add_person"]
    assert "Only a print operator" in said(signed(line, "queue", user="dwi.rahayu", file=secrets / "dwi", code=1))
    assert signed(line, "retention", user="dwi.rahayu", file=secrets / "dwi")["count"] == 0, "may erase, so may look"
    people = signed(line, "people", user="dwi.rahayu", file=secrets / "dwi")["people"]
    assert [(each["login"], each["roles"], each["password"]) for each in people] == [
        ("dwi.rahayu", ["administrator"], True), ("sri.wahyuni", ["supervisor", "administrator"], True),
    ]  # fmt: skip


def test_what_a_role_does_not_do_is_refused_with_who_does_it(line: CommandLine, secrets: Path):
    signed(line, "people", "roles", "dwi.rahayu", "print", file=secrets / "sri")

    refused = signed(
        line, "people", "roles", "dwi.rahayu", "supervisor", user="dwi.rahayu", file=secrets / "dwi", code=1
    )
    assert said(refused) == "Only an administrator does this."
    last = signed(line, "people", "deactivate", "sri.wahyuni", file=secrets / "sri", code=1)
    assert said(last) == "Nobody with a password would be left as an administrator."


def test_a_password_that_somebody_else_chose_is_changed_first(line: CommandLine, secrets: Path):
    given = signed(
        line, "people", "password", "dwi.rahayu", "--new-password-file", str(secrets / "dwi"), file=secrets / "sri"
    )
    assert given["must_change"] is True
    refused = signed(line, "queue", user="dwi.rahayu", file=secrets / "dwi", code=1)
    assert "printdesk people password --user dwi.rahayu" in str(refused["error"])

    changed = signed(
        line,
        "people",
        "password",
        "--new-password-file",
        str(secrets / "new"),
        user="dwi.rahayu",
        file=secrets / "dwi",
    )

    assert changed["must_change"] is False
    assert signed(line, "queue", user="dwi.rahayu", file=secrets / "new")
    assert "wrong" in said(signed(line, "queue", user="dwi.rahayu", file=secrets / "dwi", code=1))
    signed(line, "people", "deactivate", "dwi.rahayu", file=secrets / "sri")
    assert "wrong" in said(signed(line, "queue", user="dwi.rahayu", file=secrets / "new", code=1))
    signed(line, "people", "return", "dwi.rahayu", file=secrets / "sri")
    assert signed(line, "queue", user="dwi.rahayu", file=secrets / "new")


def test_two_people_sign_for_an_act_of_two(line: CommandLine, secrets: Path):
    receive = (
        "stock", "receive", "--service", "regular48", "--first", "C1000001", "--last", "C1000010",
        "--counted-by", "dwi.rahayu",
    )  # fmt: skip

    alone = signed(line, *receive, file=secrets / "sri", code=1)
    assert said(alone) == "This is done by two people, and the password of dwi.rahayu is missing."
    wrong = signed(line, *receive, "--second-password-file", str(secrets / "sri"), file=secrets / "sri", code=1)
    assert "Name or password is wrong" in said(wrong)
    named = f"dwi.rahayu={secrets / 'dwi'}"
    both = signed(
        line, *receive, "--second-password-file", str(secrets / "wrong"), "--second-password-file", named,
        file=secrets / "sri",
    )  # fmt: skip

    assert both["count"] == 10
    assert line.json("stock")["regular48"]["received"] == 10
    assert line.json("verify")["ok"] is True


def test_who_signs_beside_an_act_that_names_nobody_else_is_named(line: CommandLine, secrets: Path):
    until = (datetime.now().astimezone() + timedelta(hours=2)).isoformat(timespec="minutes")
    order = (
        "quality-order", "record", "--service", "regular48", "--number", "12", "--ordered-by", "Kepala Seksi",
        "--reason", "one officer", "--until", until,
    )  # fmt: skip

    nobody = signed(line, *order, file=secrets / "sri", code=1)
    assert nobody["error"] == {
        "message": "This is done by two people, and nobody else has signed in for it.",
        "advice": "Name the second person with --second NAME.",
    }
    given = ("--second", "dwi.rahayu", "--second-password-file", str(secrets / "dwi"))
    assert signed(line, *order, *given, file=secrets / "sri")["number"] == "12"


def test_a_password_typed_at_the_terminal_is_not_shown(
    line: CommandLine, secrets: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = []

    def typed(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return {"Password of sri.wahyuni: ": SRI}.get(prompt, OTHER)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", typed)
    found, out, err = line.run("--user", "sri.wahyuni", "people", "password", "dwi.rahayu", "--lasting")

    assert (found, err) == (0, "")
    assert asked == ["Password of sri.wahyuni: ", "New password of dwi.rahayu: ", "The same once more: "]
    assert OTHER not in out


def test_a_file_that_others_can_read_is_named_and_the_variable_serves_too(
    line: CommandLine, secrets: Path, monkeypatch: pytest.MonkeyPatch
):
    (secrets / "sri").chmod(0o644)
    monkeypatch.setenv("PRINTDESK_PASSWORD_FILE", str(secrets / "sri"))

    found, out, err = line.run("--user", "sri.wahyuni", "people")
    assert (found, "Sri Wahyuni" in out) == (0, True)
    assert "make it yours alone (chmod 600)" in err
    monkeypatch.setenv("PRINTDESK_PASSWORD_FILE", str(secrets / "none"))
    assert line.run("--user", "sri.wahyuni", "people")[0] == 3


def test_the_database_is_its_owners_alone(secrets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    CommandLine(str(tmp_path / "mine.db"), capsys).json("init")

    for file in (tmp_path / "mine.db", secrets / "office.db"):
        assert stat.filemode(file.stat().st_mode) == "-rw-------"
    assert (secrets / "office.db").stat().st_size > 0


def test_no_password_is_kept_or_shown_anywhere(line: CommandLine, secrets: Path, tmp_path: Path, log_file: Path):
    signed(line, "queue", file=secrets / "wrong", code=1)
    signed(line, "stock", "spoiled", user="dwi.rahayu", file=secrets / "dwi")
    shown = [json.dumps(signed(line, "people", file=secrets / "sri")), line.run("people", "--help")[1]]

    database = (tmp_path / "office.db").read_bytes()
    kept = log_file.read_text(encoding="utf-8") if log_file.exists() else ""
    for password in (SRI, DWI, OTHER, "salah sekali"):
        assert password.encode() not in database
        assert password not in kept
        assert not any(password in text for text in shown)
    assert "--password PASSWORD" not in shown[1], "a password is never an argument"


def test_an_office_is_closed_later_by_its_first_password(
    tmp_path: Path, secrets: Path, capsys: pytest.CaptureFixture[str]
):
    line = CommandLine(f"sqlite:///{tmp_path / 'open.db'}", capsys)
    line.json("init")
    now = long_ago(1)
    line.json(
        "import", str(list_of(tmp_path / "l.xlsx", ("1133062000314052", "Siti", "Paspor biasa 48", now))), user="budi"
    )

    told = line.json("people", "password", "sri", "--new-password-file", str(secrets / "sri"), user="budi")

    assert (told["login"], told["roles"]) == ("sri", ["supervisor", "administrator"])
    people = signed(line, "people", user="sri", file=secrets / "sri")["people"]
    assert [(each["login"], "administrator" in each["roles"], each["password"]) for each in people] == [
        ("budi", False, False), ("sri", True, True),
    ]  # fmt: skip
    refused = signed(line, "hold", "1133062000314052", "--reason", "x", user="budi", file=secrets / "sri", code=1)
    assert "wrong" in said(refused)
