"""Garbage is looked for on the window's thread and nowhere else."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui import collector
from printdesk.ui.collector import Collector


class Cycle:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.self = self


def test_cycles_are_freed_by_the_windows_thread_whoever_made_them(qapp: QApplication, qtbot: QtBot):
    gc.enable()
    owner = QObject()
    kept = Collector(owner)
    assert not gc.isenabled()
    threads: list[threading.Thread] = []

    def seen(phase: str, _info: dict[str, int]) -> None:
        threads.append(threading.current_thread())

    def work() -> None:
        made.append(weakref.ref(Cycle()))
        lists.extend([] for _n in range(collector._YOUNG * 3))

    made: list[weakref.ref[Cycle]] = []
    lists: list[list[object]] = []
    gc.callbacks.append(seen)
    try:
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert made[0]() is not None
        qtbot.waitUntil(lambda: made[0]() is None, timeout=10_000)
    finally:
        gc.callbacks.remove(seen)
    assert set(threads) == {threading.main_thread()}
    assert kept.parent() is owner
