"""What a screen reader is told of a running window: `python3 screen_reader.py TITLE SECONDS` prints it as JSON lines.

Run by the system's own Python, which has the binding to AT-SPI (Debian: python3-gi, gir1.2-atspi-2.0). One line for
each visible thing: depth, role, name, description, states, where it is, and the rows and columns of a table with the
words of its first cells. `screen_reader.py --listen SECONDS` prints "listening", and then what is announced first.
"""

import json
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is asked for first

_STATES = ("FOCUSABLE", "FOCUSED", "ENABLED", "SHOWING", "EDITABLE", "CHECKABLE", "CHECKED", "SELECTABLE", "MODAL")
_CELLS = 3
_DEEPEST = 40


def window(title: str, seconds: float) -> Any:
    """The window with this title, waited for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            for number in range(program.get_child_count() if program else 0):
                found = program.get_child_at_index(number)
                if found is not None and found.get_name() == title:
                    return found
        time.sleep(0.3)
    raise SystemExit(f"no window {title!r} on the accessibility bus")


def walk(thing: Any, depth: int = 0) -> None:
    """Tell of a thing and of what it holds."""
    states = thing.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING):
        return
    told: dict[str, Any] = {
        "depth": depth, "role": thing.get_role_name(), "name": thing.get_name(),
        "description": thing.get_description(),
        "states": [name for name in _STATES if states.contains(getattr(Atspi.StateType, name))],
    }  # fmt: skip
    box = thing.get_component_iface()
    if box is not None:
        place = box.get_extents(Atspi.CoordType.SCREEN)
        told["box"] = [place.x, place.y, place.width, place.height]
    table = thing.get_table_iface()
    if table is not None:
        told |= cells(table)
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    if table is not None or depth > _DEEPEST:
        return
    for at in range(thing.get_child_count()):
        child = thing.get_child_at_index(at)
        if child is not None:
            walk(child, depth + 1)


def cells(table: Any) -> dict[str, Any]:
    """The size of a table, its headings, and the words of its first rows."""
    rows, columns = table.get_n_rows(), table.get_n_columns()
    return {
        "rows": rows, "columns": columns,
        "headings": [table.get_column_description(at) for at in range(columns)],
        "cells": [
            [getattr(table.get_accessible_at(row, column), "get_name", lambda: "")() for column in range(columns)]
            for row in range(min(rows, _CELLS))
        ],
    }  # fmt: skip


def listen(seconds: float) -> None:
    """Say the first text that is announced."""

    def heard(event: Any) -> None:
        sys.stdout.write(f"{event.any_data}\n")
        sys.stdout.flush()
        Atspi.event_quit()

    listener = Atspi.EventListener.new(heard)
    listener.register("object:announcement")
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    GLib.timeout_add_seconds(int(seconds), Atspi.event_quit)
    Atspi.event_main()


if __name__ == "__main__" and sys.argv[1] == "--listen":
    listen(float(sys.argv[2]))
elif __name__ == "__main__":
    walk(window(sys.argv[1], float(sys.argv[2])))
