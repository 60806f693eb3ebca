"""Work off the window's thread."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from printdesk.errors import DeskError, RuleViolationError
from printdesk.ui.background import Background, Task


class Heard:
    """What the background said."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[DeskError] = []
        self.bugs: list[Exception] = []
        self.progress: list[tuple[int, int]] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def background(qtbot: QtBot, heard: Heard) -> Background:
    made = Background(heard.errors.append, heard.bugs.append)
    yield made
    assert made.close()
    made.deleteLater()


def test_the_answer_comes_back_on_the_windows_thread(background: Background, heard: Heard):
    threads: list[int] = []

    def work(task: Task) -> int:
        threads.append(threading.get_ident())
        return 42

    def done(answer: int) -> None:
        threads.append(threading.get_ident())
        heard.answers.append(answer)

    background.run(work, done=done)
    assert background.busy
    assert background.wait_idle()
    assert heard.answers == [42]
    assert threads[0] != threading.get_ident() == threads[1]
    assert not background.busy


def test_progress_arrives_in_order_and_before_the_answer(background: Background):
    said: list[object] = []

    def work(task: Task) -> str:
        for done in range(1, 4):
            task.progress(done, 3)
        return "end"

    background.run(work, done=said.append, progress=lambda done, total: said.append((done, total)))
    assert background.wait_idle()
    assert said == [(1, 3), (2, 3), (3, 3), "end"]


def test_a_rule_goes_to_the_caller_or_to_the_notices_and_a_bug_is_logged_and_shown(
    background: Background, heard: Heard, caplog: pytest.LogCaptureFixture
):
    def refuse(task: Task) -> None:
        raise RuleViolationError("Blangko sudah rusak.")

    def break_down(task: Task) -> None:
        raise ZeroDivisionError

    mine: list[DeskError] = []
    background.run(refuse, failed=mine.append)
    background.run(refuse)
    background.run(break_down, failed=mine.append)
    assert background.wait_idle()
    assert [error.message for error in mine] == ["Blangko sudah rusak."]
    assert [error.message for error in heard.errors] == ["Blangko sudah rusak."]
    assert [type(bug) for bug in heard.bugs] == [ZeroDivisionError]
    assert "ZeroDivisionError" in caplog.text


def test_cancelled_work_leaves_at_its_next_check_without_an_answer(background: Background, heard: Heard):
    started, cancelled = threading.Event(), []

    def work(task: Task) -> int:
        started.set()
        while True:
            task.check()

    task = background.run(work, done=heard.answers.append, cancelled=lambda: cancelled.append(True))
    assert started.wait(5)
    task.cancel()
    assert background.wait_idle()
    assert (heard.answers, heard.bugs, heard.errors, cancelled) == ([], [], [], [True])


def test_an_answer_whose_owner_is_gone_is_dropped(background: Background, heard: Heard, qtbot: QtBot):
    let_go = threading.Event()
    owner = QObject()
    background.run(lambda _task: let_go.wait(5), done=heard.answers.append, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _alive(owner))
    let_go.set()
    assert background.wait_idle()
    assert heard.answers == []


def test_many_runs_all_answer(background: Background, heard: Heard):
    for number in range(200):
        background.run(lambda _task, number=number: number, done=heard.answers.append)
    assert background.wait_idle(20_000)
    assert sorted(heard.answers) == list(range(200))


def test_closing_cancels_what_runs_and_drops_what_waits(qtbot: QtBot, heard: Heard):
    background = Background(heard.errors.append, heard.bugs.append, threads=1)
    started = threading.Event()

    def work(task: Task) -> None:
        started.set()
        while True:
            task.check()

    background.run(work, done=heard.answers.append)
    background.run(lambda _task: "never", done=heard.answers.append)
    assert started.wait(5)
    assert background.close()
    assert heard.answers == []
    background.deleteLater()


def _alive(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)
