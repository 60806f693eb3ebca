"""The environment in .venv: when it is ready, and how it is mended. Nothing is installed here."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.setup.console import SetupError
from tools.setup.environment import STAMP, Environment, locked

here = (sys.version_info.major, sys.version_info.minor)


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """The environment of a checkout with two requirement files, its set-up finished for `run`."""
    environment = Environment(tmp_path)
    (tmp_path / "requirements").mkdir()
    environment.requirement_file("run").write_text("thing==1\n", encoding="ascii")
    environment.requirement_file("test").write_text("thing==1\nother==1\n", encoding="ascii")
    fill(environment)
    environment.write_stamp(["run"])
    return environment


def fill(environment: Environment) -> None:
    """An environment with one package, run by the Python of these tests."""
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    (environment.site_packages(here) / "thing").mkdir(parents=True)


def change_stamp(environment: Environment, **values: object) -> None:
    stamp = json.loads((environment.folder / STAMP).read_text(encoding="utf-8"))
    (environment.folder / STAMP).write_text(json.dumps({**stamp, **values}), encoding="utf-8")


def test_a_finished_environment_is_ready_for_what_it_was_made_for(made: Environment) -> None:
    assert made.ready("run")
    assert not made.ready("test")


def test_line_ends_do_not_change_what_is_required(made: Environment) -> None:
    made.requirement_file("run").write_bytes(b"thing==1\r\n")
    assert made.ready("run")


@pytest.mark.parametrize(
    "harm",
    [
        lambda made: made.requirement_file("run").write_text("thing==2\n", encoding="ascii"),
        lambda made: (made.site_packages(here) / "thing").rmdir(),
        lambda made: (made.folder / STAMP).write_text('{"requirem', encoding="ascii"),
        lambda made: (made.folder / STAMP).write_text("[]", encoding="ascii"),
        lambda made: (made.folder / STAMP).unlink(),
        lambda made: made.python.unlink(),
        lambda made: change_stamp(made, machine="plan9-vax"),
        lambda made: change_stamp(made, python=[3, 10]),
    ],
    ids=["requirements", "package", "half stamp", "odd stamp", "no stamp", "no python", "machine", "python"],
)
def test_what_changed_or_broke_makes_the_environment_not_ready(
    made: Environment, harm: Callable[[Environment], object]
) -> None:
    harm(made)
    assert not made.ready("run")


@pytest.fixture
def pip(made: Environment, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for venv and pip: the kinds that were installed, "empty" for an environment made anew."""
    done: list[str] = []

    def make_empty() -> None:
        if made.folder.exists():
            made._remove()
        fill(made)
        done.append("empty")

    monkeypatch.setattr(made, "_make_empty", make_empty)
    monkeypatch.setattr(made, "_install", done.append)
    monkeypatch.setattr(made, "_compile", lambda: None)
    return done


def test_a_second_start_installs_nothing(made: Environment, pip: list[str]) -> None:
    made.make("run")
    assert pip == []


def test_the_tests_add_their_packages_to_the_programs_environment(made: Environment, pip: list[str]) -> None:
    made.make("test")
    assert pip == ["test"]
    assert made.ready("test")
    assert made.ready("run")


def test_other_requirements_make_the_environment_anew(made: Environment, pip: list[str]) -> None:
    made.requirement_file("run").write_text("thing==2\n", encoding="ascii")
    made.make("run")
    assert pip == ["empty", "run"]
    assert made.ready("run")


@pytest.mark.parametrize("kind", ["run", "test"])
def test_an_interrupted_set_up_is_begun_anew_by_the_next_start(
    made: Environment, pip: list[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def interrupt(_kind: str) -> None:
        raise KeyboardInterrupt

    (made.folder / STAMP).unlink()
    with monkeypatch.context() as during:
        during.setattr(made, "_install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            made.make(kind)
    assert not made.ready(kind)
    made.make(kind)
    assert pip == ["empty", "empty", kind]
    assert made.ready(kind)


def test_a_failed_addition_of_the_tests_packages_is_not_taken_for_finished(
    made: Environment, pip: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_kind: str) -> None:
        raise SetupError("no network")

    with monkeypatch.context() as during:
        during.setattr(made, "_install", fail)
        with pytest.raises(SetupError):
            made.make("test")
    assert not made.ready("run")
    made.make("run")
    assert pip == ["empty", "run"]


def test_packages_are_installed_by_hash_from_wherever_this_machines_pip_looks(made: Environment) -> None:
    command = made.pip_command("run")
    assert "--require-hashes" in command
    assert command[-1] == str(made.requirement_file("run"))
    assert not any("index" in word or "find-links" in word or "://" in word for word in command)


@pytest.mark.parametrize(
    ("windows", "python", "packages"),
    [(False, "bin/python", "lib/python3.12/site-packages"), (True, "Scripts/python.exe", "Lib/site-packages")],
)
def test_the_environment_is_laid_out_as_the_system_does_it(windows: bool, python: str, packages: str) -> None:
    environment = Environment(Path("some where"), windows)
    assert environment.python == environment.folder / python
    assert environment.site_packages((3, 12)) == environment.folder / packages


def test_what_a_requirement_file_pins_is_counted_by_name() -> None:
    assert locked("# x==1\nab-c==1 \\\n    --hash=sha256:0\nd==2 ; x == 'y'\n") == ["ab-c", "d"]
