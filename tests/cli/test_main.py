"""The command line's manners: exit codes, pure output, languages, options before and after the command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from printdesk.cli.main import main
from tests.cli.command_line import CommandLine, list_of, long_ago

NUMBER = "1133062000000001"


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A new office in a file that is named without a scheme."""
    line = CommandLine(str(tmp_path / "office.db"), capsys)
    line.json("init")
    return line


def _process(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LANG", "LC_", "PRINTDESK"))}
    return subprocess.run(
        [sys.executable, "-m", "printdesk", *arguments],
        capture_output=True, check=False, env={**env, "LC_ALL": "C", **variables}, timeout=60,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip


def test_init_leaves_an_office_that_exists_alone(line: CommandLine):
    refused = line.json("init", code=1)

    assert "There is an office in" in refused["error"]["message"]


def test_a_missing_database_is_a_failure_of_the_environment_and_makes_no_file(tmp_path: Path, line: CommandLine):
    line.url = str(tmp_path / "elsewhere.db")

    assert "There is no office in" in line.json("queue", code=3)["error"]["message"]
    assert "There is no office in" in line.json("upgrade", code=3)["error"]["message"]
    assert not (tmp_path / "elsewhere.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("queue", "--limit", "0"),
        ("queue", "--nonsense"),
        ("next",),
        ("next", "--station", "R1", "--release", NUMBER),
        ("print", NUMBER),
        ("check", NUMBER),
        ("collect", NUMBER, "--kind", "applicant"),
        ("slips", "-o", "slips.pdf"),
        ("settings",),
        ("import", "list.csv", "--at", "2024-06-26T08:00"),
        ("people", "add", "Dwi", "--at", "2024-06-26"),
        ("queue", "--at", "yesterday"),
    ],
)
def test_wrong_usage_is_said_on_standard_error_with_exit_code_two(line: CommandLine, arguments: tuple[str, ...]):
    code, out, err = line.run("--json", *arguments)

    assert (code, out) == (2, "")
    assert err.strip()


def test_options_stand_before_or_after_the_command_and_the_later_one_counts(line: CommandLine):
    before = line.run("--json", "verify")
    after = line.run("verify", "--json")

    assert before == after
    assert line.run("--language", "id", "verify", "--language", "en")[1].startswith("The ledger is whole")


def test_at_answers_as_of_that_instant_in_the_offices_zone(line: CommandLine):
    assert line.json("queue", "--at", "2024-06-26T08:00")["now"] == "2024-06-26T08:00:00+07:00"
    assert line.json("queue", "--at", "2024-06-26T01:00:00Z")["now"] == "2024-06-26T08:00:00+07:00"


def test_settings_go_out_and_come_back_unchanged(line: CommandLine, tmp_path: Path):
    out, again = tmp_path / "out.toml", tmp_path / "again.toml"
    line.json("settings", "export", str(out))
    changed = out.read_text(encoding="utf-8").replace("rate_per_hour = 10.0", "rate_per_hour = 7.5", 1)
    out.write_text(changed, encoding="utf-8")

    assert line.json("settings", "import", str(out))["version"] == 2
    line.json("settings", "export", str(again))

    assert again.read_text(encoding="utf-8") == changed


def test_settings_with_a_fault_change_nothing(line: CommandLine, tmp_path: Path):
    file = tmp_path / "office.toml"
    line.json("settings", "export", str(file))
    file.write_text(file.read_text(encoding="utf-8").replace("promise_days", "promise_weeks", 1), encoding="utf-8")

    assert "promise_weeks" in line.json("settings", "import", str(file), code=1)["error"]["message"]
    assert line.json("settings", "import", str(tmp_path / "none.toml"), code=3)


def test_a_list_with_a_wrong_row_is_refused_whole_and_taken_in_part_on_request(line: CommandLine, tmp_path: Path):
    file = list_of(
        tmp_path / "list.xlsx", (NUMBER, "WIDODO", "Biasa", long_ago(2)), ("123", "SRI", "Biasa", long_ago(2))
    )

    code, out, _err = line.run("import", str(file), "--json")
    report = json.loads(out)
    assert (code, report["new"], report["applied"]) == (1, 0, False)
    assert (report["errors"][0]["row"], report["errors"][0]["value"]) == (3, "123")
    assert set(report["errors"][0]) == {"row", "column", "value", "message"}

    taken = line.json("import", str(file), "--accept-valid")
    assert (taken["new"], taken["applied"], len(taken["errors"])) == (1, True, 1)


def test_the_same_operation_id_acts_once(line: CommandLine):
    line.works_here("agus")
    receive = ("stock", "receive", "--service", "regular48", "--first", "C1000001", "--last", "C1000009",
               "--counted-by", "agus", "--operation-id", "delivery-17")  # fmt: skip

    assert line.json(*receive) == line.json(*receive)
    assert line.json("stock")["regular48"]["received"] == 9


def test_people_who_act_are_added_to_an_open_office_and_second_people_are_named_first(line: CommandLine):
    receive = (
        "stock", "receive", "--service", "regular48", "--first", "C1001", "--last", "C1009",
        "--counted-by", "agus.salim",
    )  # fmt: skip
    refused = line.json(*receive, code=1)["error"]
    assert (refused["message"], "people add" in refused["advice"]) == (
        "Nobody called “agus.salim” works in this office.", True,
    )  # fmt: skip
    assert line.json("people", "add", "Agus Salim")["login"] == "agus.salim"
    line.json(*receive)

    assert {each["login"] for each in line.json("people")["people"]} == {"sri", "agus.salim"}


def test_papers_go_only_into_folders_that_exist(line: CommandLine, tmp_path: Path):
    refused = line.json("slips", "--ready", "-o", str(tmp_path / "none" / "slips.pdf"), code=3)

    assert "There is no folder" in refused["error"]["message"]
    assert not (tmp_path / "none").exists()


def test_the_demo_is_written_only_to_a_new_file(line: CommandLine, tmp_path: Path):
    file = tmp_path / "demo.db"

    assert line.json("demo", "--make", str(file))["database"] == f"sqlite:///{file.as_posix()}"
    line.url = str(file)
    assert line.json("queue", "--limit", "1")["now"] == "2024-06-26T08:00:00+07:00"
    assert line.json("demo", "--make", str(file), code=1)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["demo.db", "office.db"]


def test_an_evening_is_considered_and_then_ordered_with_its_work_sheet(line: CommandLine, tmp_path: Path):
    line.url = str(tmp_path / "demo.db")
    line.json("demo", "--make", line.url)
    evening = ("overtime", "--day", "2024-06-26", "--start", "16:00", "--end", "19.00", "--station", "E2",
               "--people", "bambang.sutrisno, siti.nurjanah")  # fmt: skip

    considered = line.json(*evening)
    assert considered["files"] == []
    assert considered["trips_saved"] > 0
    ordered = line.json(*evening, "-o", str(tmp_path))

    session = ordered["sessions"][0]
    assert (session["date"], session["start"], session["end"]) == ("2024-06-26", "16:00", "19:00")
    assert (session["stations"], session["booklets"]) == (["E2"], considered["sessions"][0]["booklets"])
    assert [Path(name).read_bytes()[:5] for name in ordered["files"]] == [b"%PDF-"]


def test_people_read_tables_and_sentences_in_their_language(line: CommandLine, tmp_path: Path):
    line.json("import", str(list_of(tmp_path / "list.xlsx", (NUMBER, "WIDODO", "Biasa", long_ago(2)))))

    assert "WIDODO" in line.text("queue")
    assert "WIDODO" in line.text("queue", "--why")
    assert "1 application waits for printing" in line.text("queue")
    assert line.text("answer", NUMBER).startswith(f"WIDODO ({NUMBER})")
    assert "balanced" in line.text("stock")
    assert "menunggu dicetak" in line.text("queue", "--language", "id")


def test_output_is_utf8_whatever_the_locale_and_a_closed_reader_is_no_noise(line: CommandLine, tmp_path: Path):
    line.json("import", str(list_of(tmp_path / "list.xlsx", (NUMBER, "MUÑOZ ŁÓDŹ", "Biasa", long_ago(2)))))

    found = _process("queue", "--json", PRINTDESK_DATABASE=line.url)
    assert json.loads(found.stdout.decode("utf-8"))["jobs"][0]["name"] == "MUÑOZ ŁÓDŹ"
    assert found.stderr == b""

    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        closed = subprocess.run(
            [sys.executable, "-m", "printdesk", "queue", "--database", line.url],
            stdout=nobody, stderr=subprocess.PIPE, check=False, timeout=60, cwd=Path(__file__).resolve().parents[2],
        )  # fmt: skip
    assert closed.stderr == b""


def test_help_speaks_both_languages_without_loading_the_services():
    program = """
import sys
from printdesk.cli.main import main
main(['{}', 'stock', '--help'])
sys.exit('sqlalchemy' in sys.modules or 'PySide6' in sys.modules)
"""
    for option, word in (("--language=en", "usage: "), ("--language=id", "pemakaian: ")):
        found = subprocess.run(
            [sys.executable, "-c", program.format(option)], capture_output=True, check=False, timeout=60,
            cwd=Path(__file__).resolve().parents[2],
        )  # fmt: skip
        assert found.returncode == 0, found.stderr
        assert found.stdout.decode().startswith(word)


def test_a_fault_of_ours_is_logged_and_said_in_one_sentence(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, log_file: Path
):
    def broken(_self: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("printdesk.services.plans.PlanService.plan", broken)

    code, out, err = line.run("queue", "--json")

    assert (code, out) == (3, "")
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err
    assert "Traceback" in log_file.read_text(encoding="utf-8")


def test_stopping_from_the_keyboard_is_quiet(line: CommandLine, monkeypatch: pytest.MonkeyPatch):
    def stopped(_self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("printdesk.services.plans.PlanService.plan", stopped)

    assert line.run("queue") == (130, "", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there the toolkit needs a named display")
def test_without_a_display_the_window_is_refused_in_a_sentence(line: CommandLine, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    code, out, err = line.run()

    assert (code, out) == (3, "")
    assert "no display" in err


def test_the_window_opens_on_the_named_office_or_on_a_fresh_demo_that_is_gone_afterwards(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    opened: list[str] = []

    def window(url: str) -> int:
        assert Path(url.removeprefix("sqlite:///")).stat().st_size > 0
        opened.append(url)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert main(["--database", line.url], window) == 0
    assert main(["demo"], window) == 0

    assert opened[0] == f"sqlite:///{Path(line.url).as_posix()}"
    assert opened[1].endswith("demo.db")
    assert [each.name for each in tmp_path.iterdir()] == ["office.db"]
