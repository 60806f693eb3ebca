"""desk.py: what it decides, without a network and without installing anything."""

import ast
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.setup import commands, display, testing
from tools.setup.console import ROOT, SetupError, child_environment, exit_code
from tools.setup.environment import Environment

SETUP_FILES = [ROOT / "desk.py", ROOT / "tests" / "database_server.py", *(ROOT / "tools" / "setup").glob("*.py")]
REQUIREMENT_FILES = sorted((ROOT / "requirements").glob("*.txt"))


def pins(kind: str) -> dict[str, set[str]]:
    """`name==version ; marker` of a requirement file, with its hashes."""
    text = Environment().requirement_file(kind).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.partition("--hash")[0].strip(): set(re.findall(r"--hash=(\S+)", line)) for line in lines}


# The files as they lie in the checkout


@pytest.mark.parametrize("path", SETUP_FILES, ids=lambda path: path.name)
def test_the_set_up_uses_the_standard_library_only_and_an_old_python_can_read_it(path: Path) -> None:
    oldest = (3, 6) if path.name == "desk.py" else (3, 7)
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=oldest)
    imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imports |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imports} <= sys.stdlib_module_names | {"tools", "tests"}


@pytest.mark.parametrize("path", REQUIREMENT_FILES, ids=lambda path: path.name)
def test_a_requirement_file_pins_everything_by_hash_and_names_no_address(path: Path) -> None:
    assert "://" not in path.read_text(encoding="utf-8")
    for pin, hashes in pins(path.stem).items():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", pin), pin
        assert hashes, pin
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes), pin


def test_every_dependency_of_the_project_is_locked_in_a_version_that_it_accepts() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = [Requirement(text) for text in tomllib.load(file)["project"]["dependencies"]]
    locked = {Requirement(pin).name: Requirement(pin) for pin in pins("run")}
    for requirement in wanted:
        pin = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(str(pin.specifier).removeprefix("=="))


def test_the_tests_run_with_the_very_packages_of_the_program() -> None:
    assert pins("run").items() <= pins("test").items()


def test_every_tool_of_the_tests_is_locked() -> None:
    lines = (ROOT / "requirements" / "test.in").read_text(encoding="utf-8").splitlines()
    wanted = {Requirement(line).name for line in lines if line and not line.startswith("#")}
    assert wanted <= {Requirement(pin).name for pin in pins("test")}


def test_every_package_of_the_program_has_its_notice() -> None:
    notices = (ROOT / "NOTICES.md").read_text(encoding="utf-8")
    for pin in pins("run"):
        name, version = Requirement(pin).name, pin.partition("==")[2].split()[0]
        row = rf"^\| {re.escape(name)} \| [^|]*\blocked {re.escape(version)} \| \S"
        assert re.search(row, notices, re.MULTILINE), pin


# The commands


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """What would have been started: command and environment; nothing is set up and nothing runs."""
    found: list[tuple[list[str], dict[str, str]]] = []

    def follow(command: list[str], env: dict[str, str], cwd: Path | None = None) -> int:
        found.append((command[1:], env))
        return 7

    monkeypatch.setattr(commands, "prepare", lambda *_: "python")
    monkeypatch.setattr(commands, "follow", follow)
    return found


Started = list[tuple[list[str], dict[str, str]]]


def test_with_a_screen_the_program_opens_on_the_demo_office(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "screens", lambda *_: {"x11"})
    assert commands.demo([]) == 7
    assert started[0][0] == ["-m", "printdesk", "demo"]


def test_without_a_screen_the_showcase_runs_instead_and_one_line_says_so(
    started: Started, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(display, "screens", lambda *_: set())
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert commands.demo([]) == 7
    command, env = started[0]
    assert command == ["-m", "printdesk.showcase", "--output", str(tmp_path / "printdesk-demo")]
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert capsys.readouterr().err.startswith("No window can open here (")


def test_run_hands_its_arguments_on_and_gives_the_programs_exit_code(started: Started) -> None:
    assert commands.run(["--", "queue", "--", "x"]) == 7
    assert commands.run(["queue"]) == 7
    assert [command for command, _ in started] == [
        ["-m", "printdesk", "queue", "--", "x"],
        ["-m", "printdesk", "queue"],
    ]


@pytest.mark.parametrize("arguments", [["tset"], ["--tests"]])
def test_an_unknown_command_is_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.dispatch(arguments, "") == 2
    assert arguments[0] in capsys.readouterr().err


def test_what_only_a_person_can_mend_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(kind: str, screens: set[str]) -> str:
        raise SetupError("Run: sudo apt-get install libegl1")

    monkeypatch.setattr(commands, "prepare", fail)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert commands.main(["run"], "") == 1
    assert capsys.readouterr().err == "Run: sudo apt-get install libegl1\n"


def test_the_showcase_goes_to_a_temporary_folder_where_it_cannot_lie_beside_desk_py(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "printdesk-demo").write_text("in the way", encoding="ascii")
    folder = commands.output_folder(tmp_path)
    assert folder.is_dir()
    assert folder.parent == tmp_path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ["-n", testing.WORKERS, "-m", "not fault"]),
        (["--all"], ["-n", testing.WORKERS]),
        (["--all", "tests/x"], ["-n", testing.WORKERS, "tests/x"]),
        (["-m", "slow"], ["-n", testing.WORKERS, "-m", "slow"]),
        (["-n0", "--maxfail=1"], ["-m", "not fault", "-n0", "--maxfail=1"]),
        (["-p", "no:xdist"], ["-m", "not fault", "-p", "no:xdist"]),
        (["--pdb"], ["-m", "not fault", "--pdb"]),
    ],
)
def test_pytest_runs_on_two_workers_and_without_faults_unless_told_otherwise(
    given: list[str], expected: list[str]
) -> None:
    assert testing.pytest_arguments(given) == expected


@pytest.mark.parametrize(("returned", "code"), [(0, 0), (3, 3), (-2, 130), (-15, 143)])
def test_a_signal_becomes_the_exit_code_of_a_shell(returned: int, code: int) -> None:
    assert exit_code(returned) == code


def test_the_program_is_found_from_any_folder_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "printdesk.py").write_text("raise SystemExit('the wrong one')", encoding="ascii")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    ask = [sys.executable, "-c", "import printdesk; print(printdesk.__file__)"]
    answer = subprocess.run(ask, env=child_environment(), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(answer.stdout.strip()) == ROOT / "printdesk" / "__init__.py"


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_continuous_integration_starts_the_tests_through_desk_py() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 desk.py test"
