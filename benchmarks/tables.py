"""The tables: the history of a million applications, and the open queue shown anew.

The history's model holds the ids in their order, 4 bytes each, and the rows near what is seen; so a bar over the
whole list can be dragged anywhere, and the first rows come before the ids. A queue that changed is shown by its
differences: the same key, the same row; choice and scroll stay. Of a long list only rows that were ever
shown are compared, keys are taken once, and neighbours go together. Frames are whole repaints of a 1366x768 table.
"""

import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import process_time
from typing import TYPE_CHECKING, Any

from benchmarks import many, offices
from benchmarks.goals import judge

if TYPE_CHECKING:
    from printdesk.services.bundle import Services

TITLE = "## Tables"
FIRST_MS, FRAME_MS, MODEL_MB, QUEUE_MS = 60, 8, 16, 30
_SIZE = (1330, 600)


def _milliseconds(do: Callable[[], Any], rounds: int) -> list[float]:
    taken = []
    for _round in range(rounds):
        start = process_time()
        do()
        taken.append(1000 * (process_time() - start))
    return taken


def _application() -> Any:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from printdesk.ui.theme import ThemeSwitch

    app = QApplication.instance() or QApplication(sys.argv[:1])
    ThemeSwitch(app, "light")  # type: ignore[arg-type]
    return app


class _History:
    """The table of records over an office."""

    def __init__(self, office: "Services") -> None:
        from printdesk.ui.kit import DeskTable
        from printdesk.ui.records.table_model import RecordsModel

        self.app, self.service = _application(), office.applications
        self.model = RecordsModel({"regular48": "Paspor biasa 48"})
        self.table = DeskTable(self.model, sortable=True)
        self.table.resize(*_SIZE)
        self.table.show()
        self.model.rows_wanted.connect(lambda ids: self.model.add_rows(self.service.records_of(ids)))
        self._bar = self.table.verticalScrollBar()

    def first(self) -> None:
        """The first rows, read and painted."""
        from printdesk.services.records import RecordQuery

        self.model.set_rows(self.service.first_records(RecordQuery(), 200))
        self.table.grab()

    def all(self) -> float:
        """The ids of all; megabytes that the model then holds."""
        from printdesk.services.records import RecordQuery

        tracemalloc.start()
        ids = self.service.record_ids(RecordQuery())
        self.model.show_ids(ids, self.service.records_of(ids[:200]))
        held = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        return held

    def jump(self, part: float) -> None:
        """To a part of the whole list, with the rows there read and painted."""
        self._bar.setValue(round(self._bar.maximum() * part))
        self.table.grab()
        self.app.processEvents()
        self.table.grab()

    def frame(self) -> None:
        """Scroll by less than a row."""
        self._bar.setValue(self._bar.value() + 40)
        self.table.viewport().grab()


def history(office: "Services", rounds: int) -> Iterator[str]:
    """First rows, frames, jumps, orders and memory of the table of records."""
    shown = _History(office)
    shown.first()
    rows = median(_milliseconds(shown.first, rounds))
    held = shown.all()
    jumps = [_milliseconds(lambda part=n / 40: shown.jump(part), 1)[0] for n in range(40)]  # type: ignore[misc]
    shown.jump(0)
    frames = _milliseconds(shown.frame, 60)
    smooth, slow = median(frames), quantiles(frames, n=20)[-1]
    count = shown.model.rowCount()
    met = judge(f"first rows of {count:,}", rows, most=FIRST_MS, unit="ms")
    yield f"| first 200 rows on the screen | {rows:.0f} ms | {FIRST_MS} ms | {met} |"
    met = judge("a frame while scrolling", smooth, most=FRAME_MS, unit="ms")
    yield f"| a frame while scrolling ({slow:.1f} at the 95th percentile) | {smooth:.1f} ms | {FRAME_MS} ms | {met} |"
    met = judge("memory of the model", held, most=MODEL_MB, unit="MB")
    yield f"| memory of the model, {count:,} ids and the rows seen | {held:.1f} MB | {MODEL_MB} MB | {met} |"
    yield f"| a jump to any row, read and painted, median of 40 | {median(jumps):.0f} ms | | |"
    yield from _orders(office, 3)


_FILTERS: dict[str, dict[str, Any]] = {
    "what waits (a few of all)": {"states": ("ready",)},
    "what was collected (nearly all)": {"states": ("collected",)},
    "one service": {"service": "regular48"},
    "a name in the box": {"text": "siti"},
    "a name and a state": {"text": "siti", "states": ("ready",)},
}


def _orders(office: "Services", rounds: int) -> Iterator[str]:
    from printdesk.services.records import SORTS, RecordQuery

    service = office.applications
    begun = process_time()
    service.record_ids(RecordQuery())
    yield f"| the ids of all in their order, in the background | {1000 * (process_time() - begun):.0f} ms | | |"
    for sort in SORTS:
        query = RecordQuery(sort=sort, descending=False)
        taken = _milliseconds(lambda query=query: service.first_records(query, 200), rounds)  # type: ignore[misc]
        yield f"| first rows by {sort}, in the background | {median(taken):.0f} ms | | |"
    for words, given in _FILTERS.items():
        query = RecordQuery(**given)
        taken = _milliseconds(lambda query=query: service.first_records(query, 200), rounds)  # type: ignore[misc]
        yield f"| first rows of {words}, in the background | {median(taken):.0f} ms | | |"


def queue(count: int, rounds: int) -> tuple[float, float]:
    """Milliseconds in which an open queue of so many is shown anew after 20 left and 20 came: the model and a frame.

    Raises:
        AssertionError: the row chosen or the scroll did not stay.
    """
    from zoneinfo import ZoneInfo

    from printdesk.domain.settings import Label
    from printdesk.services.plan_kinds import Kind
    from printdesk.services.plan_rows import PlanRow
    from printdesk.ui.kit import DeskTable
    from printdesk.ui.print_room.table_model import QueueLine, queue_model

    _application()
    now = datetime(2024, 6, 27, tzinfo=ZoneInfo("Asia/Jakarta"))
    calendar = offices.office(offices.SIZES["S1"], 1).clock.office

    def lines(first: int, gone: int) -> list[QueueLine]:
        made = []
        for place, key in enumerate(range(first, first + count), 1):
            if place <= gone:
                continue
            kind = Kind(
                "regular48", None, 0, 6, "other", 0, None, False, "", now + timedelta(days=key % 9), 0, False, False,
                False, now + timedelta(hours=key % 50), 2, calendar,
            )  # fmt: skip
            number = f"11330700{key:08d}"
            row = PlanRow(key, place - gone, number, "AHMAD FAUZI", now, None, False, "", "R1+R2", kind)
            made.append(QueueLine(row, now, Label("Paspor biasa 48", "Regular 48")))
        return made

    model = queue_model()
    table = DeskTable(model, multi=True)
    table.resize(*_SIZE)
    table.show()
    model.set_rows(lines(0, 0))
    table.select_key(str(count // 2))
    table.grab()
    shown, painted = [], []
    for number in range(rounds):
        wanted = lines(20 * (number + 1), 0)
        key = table.current_key()
        at = table.rowAt(0)
        shown += _milliseconds(lambda wanted=wanted: model.set_rows(wanted), 1)  # type: ignore[misc]
        painted += _milliseconds(table.grab, 1)
        if table.current_key() != key or abs(table.rowAt(0) - at) > 21:
            msg = "the row chosen or the scroll did not stay"
            raise AssertionError(msg)
    return median(shown), median(painted)


def report(rounds: int, count: int = 1_000_000, queues: tuple[int, ...] = (3_000, 20_000)) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    yield f"Processor milliseconds (`benchmarks/tables.py`). The history of {count:,} applications on SQLite:"
    yield ""
    yield "| what | taken | goal | |"
    yield "|---|---|---|---|"
    office = many.office(count)
    try:
        yield from history(office, rounds)
    finally:
        office.close()
    yield ""
    yield "The open queue after 20 were taken and 20 came, every other row one place up; choice and scroll kept:"
    yield ""
    yield "| waiting | the model | and a frame | goal |"
    yield "|---|---|---|---|"
    for waiting in queues:
        shown, painted = queue(waiting, rounds)
        met = judge(f"the open queue of {waiting:,} shown anew", shown + painted, most=QUEUE_MS, unit="ms")
        yield f"| {waiting:,} | {shown:.0f} ms | {painted:.0f} ms | {QUEUE_MS} ms {met} |"
    yield ""


if __name__ == "__main__":
    print("\n".join(report(5, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)))
