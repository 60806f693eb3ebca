"""desk.py: what it decides, without a network and without installing anything."""

import ast
import json
import os
import re
import socket
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.setup.elf import needed_libraries
from tools.setup import commands, display, environment, interpreter, libraries, testing
from tools.setup.console import ROOT, SetupError, child_environment, exit_code

SETUP_FILES = [ROOT / "desk.py", ROOT / "tests" / "database_server.py", *(ROOT / "tools" / "setup").glob("*.py")]
REQUIREMENT_FILES = sorted((ROOT / "requirements").glob("*.txt"))
here = sys.version_info[:2]


def pins(kind: str) -> dict[str, set[str]]:
    """`name==version ; marker` of a requirement file, with its hashes."""
    text = environment.requirement_file(kind).read_text(encoding="utf-8").replace("\\\n", " ")
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
        assert re.search(rf"^\| {re.escape(name)} \| [^|]*\blocked {re.escape(version)} \| \S", notices, re.MULTILINE), pin


# Python


@pytest.mark.parametrize(
    ("version", "suits"),
    [((2, 7), False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False), ((4, 0), False)],
)
def test_python_3_11_to_3_13_suit(version: tuple[int, int], suits: bool) -> None:
    assert interpreter.suits(version) is suits


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_find_takes_the_newest_python_that_really_runs(tmp_path: Path) -> None:
    def stand_in(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        (tmp_path / name).chmod(0o755)

    stand_in("python3.13", "exit 127")  # a version manager's shim without a Python behind it
    stand_in("python3.12", "echo 3 12")
    stand_in("python3.11", "echo 3 11")
    stand_in("python3", "echo 3 14")
    assert interpreter.find(str(tmp_path)) == tmp_path / "python3.12"


def test_an_unsuitable_python_without_another_gets_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter.sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"needs Python 3\.11 to 3\.13; this is 3\.9"):
        interpreter.restart_if_unsuitable(["test"])


# The environment


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two requirement files and an environment whose set-up is finished for `run`."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "FOLDER", tmp_path / ".venv")
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path)
    for kind in ("run", "test"):
        (tmp_path / f"{kind}.txt").write_text("thing==1\n", encoding="ascii")
    fill(tmp_path / ".venv")
    environment.write_stamp(["run"], tmp_path / ".venv")
    return tmp_path / ".venv"


def fill(folder: Path) -> None:
    """An environment with one package, run by the Python of these tests."""
    python = environment.python(folder)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (environment.site_packages(folder, here) / "thing").mkdir(parents=True)


def test_a_finished_environment_is_ready_for_what_it_was_made_for(made: Path) -> None:
    assert environment.ready("run", made)
    assert not environment.ready("test", made)


def test_line_ends_do_not_change_what_is_required(made: Path) -> None:
    (made.parent / "run.txt").write_bytes(b"thing==1\r\n")
    assert environment.ready("run", made)


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder.parent / "run.txt").write_text("thing==2\n", encoding="ascii"),
        lambda folder: (environment.site_packages(folder, here) / "thing").rmdir(),
        lambda folder: (folder / environment.STAMP).write_text('{"requirem', encoding="ascii"),
        lambda folder: (folder / environment.STAMP).write_text("[]", encoding="ascii"),
        lambda folder: (folder / environment.STAMP).unlink(),
        lambda folder: environment.python(folder).unlink(),
        lambda folder: change_stamp(folder, machine="plan9-vax"),
        lambda folder: change_stamp(folder, python=[3, 10]),
    ],
    ids=["requirements", "package", "half stamp", "odd stamp", "no stamp", "no python", "machine", "python"],
)
def test_what_changed_or_broke_makes_the_environment_not_ready(made: Path, harm: "callable") -> None:
    harm(made)
    assert not environment.ready("run", made)


def change_stamp(folder: Path, **values: object) -> None:
    stamp = json.loads((folder / environment.STAMP).read_text(encoding="utf-8"))
    (folder / environment.STAMP).write_text(json.dumps({**stamp, **values}), encoding="utf-8")
