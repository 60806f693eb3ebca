"""The one door to work off the window's thread.

`Background.run(work, done=, failed=, owner=)`: the work gets a `Task` for progress and cancelling and gives a value;
the answer comes back on the window's thread, or not at all when its owner is gone. A plain runnable and a relay
object are kept apart (one class that is both crashes), and the relay belongs to the runner, not to the page.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QRunnable, QThreadPool, QTimer, Signal

from printdesk.errors import DeskError

T = TypeVar("T")
_log = logging.getLogger(__name__)
_LATE = 1


class TaskCancelled(Exception):  # noqa: N818  what happened, not an error
    """Raised by `Task.check` inside the work after the user has cancelled."""


class _Relay(QObject):
    """Carries news from a worker to the window's thread."""

    progressed = Signal(int, int)
    ended = Signal(object, object)


class Task:
    """The work's side of a run: tell progress, ask whether to stop.

    Safe to use from the worker's thread.
    """

    def __init__(self, relay: _Relay) -> None:
        self._relay = relay
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the user wants it stopped."""
        return self._stop.is_set()

    def check(self) -> None:
        """Leave the work when the user wants it stopped.

        Raises:
            TaskCancelled: then; let it pass through.
        """
        if self.cancelled:
            raise TaskCancelled

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is."""
        self._relay.progressed.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place."""
        self._stop.set()


class _Job(QRunnable, Generic[T]):
    """Runs the work in a thread of the pool; owns no QObject."""

    def __init__(self, work: Callable[[Task], T], task: Task, relay: _Relay) -> None:
        super().__init__()
        self._work = work
        self._task = task
        self._relay = relay

    def run(self) -> None:
        try:
            answer: T | None = self._work(self._task)
            error: BaseException | None = None
        except Exception as exception:  # noqa: BLE001  the runner is one of two places that may catch everything
            answer, error = None, exception
        self._relay.ended.emit(answer, error)


class _Run(QObject):
    """One run as the window's thread sees it."""

    over = Signal(object)

    def __init__(
        self,
        parent: QObject,
        owner: QObject | None,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None],
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent)
        self.relay = _Relay(self)
        self.task = Task(self.relay)
        self._owner = owner
        self._done = done
        self._failed = failed
        self._progress = progress
        self._cancelled = cancelled
        self.relay.progressed.connect(self._tell_progress)
        self.relay.ended.connect(self._end)

    def _wanted(self) -> bool:
        return self._owner is None or shiboken6.isValid(self._owner)

    def _tell_progress(self, done: int, total: int) -> None:
        if self._progress is not None and self._wanted() and not self.task.cancelled:
            self._progress(done, total)

    def _end(self, answer: object, error: Exception | None) -> None:
        try:
            if self._wanted():
                self._deliver(answer, error)
            elif error is not None and not isinstance(error, TaskCancelled):
                _log.error("background work failed after its page was closed", exc_info=error)
        finally:
            self.over.emit(self)

    def _deliver(self, answer: object, error: Exception | None) -> None:
        if isinstance(error, TaskCancelled):
            if self._cancelled is not None:
                self._cancelled()
        elif error is not None:
            self._failed(error)
        elif self._done is not None:
            self._done(answer)


class Background(QObject):
    """Runs work in a pool of its own.

    Args:
        show_error: shows a `DeskError` nobody else takes, usually `Messages.error`.
        show_bug: shows any other exception, after it was logged; usually `Messages.bug`.
        threads: how many works run at once; the others wait their turn.

    Signals:
        busy_changed: whether anything runs or waits.
    """

    busy_changed = Signal(bool)
    _idle = Signal()

    def __init__(
        self,
        show_error: Callable[[DeskError], None],
        show_bug: Callable[[Exception], None],
        threads: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_error = show_error
        self._show_bug = show_bug
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._runs: list[_Run] = []

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._runs)

    def run(
        self,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[DeskError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Start work; everything but `work` is called on the window's thread.

        Args:
            work: gets the task, gives the answer. No widgets, no rows: ids and values only.
            done: gets the answer.
            failed: gets a failure the user can read; without it the failure is shown as a notice. Bugs never come
                here: they are logged and shown as such.
            cancelled: called when the work left through `Task.check`.
            progress: gets (done, total).
            owner: whose answer it is; when it is gone, nothing is called.

        Returns:
            The task, to cancel it.
        """

        def fail(error: Exception) -> None:
            if isinstance(error, DeskError):
                (failed or self._show_error)(error)
                return
            _log.error("bug in background work", exc_info=error)
            self._show_bug(error)

        run = _Run(self, owner, done, fail, progress, cancelled)
        run.over.connect(self._forget)
        self._runs.append(run)
        if len(self._runs) == 1:
            self.busy_changed.emit(True)
        self._pool.start(_Job(work, run.task, run.relay))
        return run.task

    def wait_idle(self, timeout_ms: int = 5000) -> bool:
        """Turn the event loop until everything is delivered; for tests and for closing. False after the timeout.

        True once nothing ran, even if something else has begun since.
        """
        if not self._runs:
            return True
        loop, timer = QEventLoop(), QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: loop.exit(_LATE))
        self._idle.connect(loop.quit)
        timer.start(timeout_ms)
        return loop.exec() != _LATE

    def close(self, timeout_ms: int = 5000) -> bool:
        """Cancel everything and wait for it; call before the window goes. False when something still runs."""
        for run in self._runs:
            run.task.cancel()
        self._pool.clear()
        waited = self._pool.waitForDone(timeout_ms)
        self._runs.clear()
        return waited

    def _forget(self, run: _Run) -> None:
        if run in self._runs:
            self._runs.remove(run)
        run.deleteLater()
        if not self._runs:
            self.busy_changed.emit(False)
            self._idle.emit()
