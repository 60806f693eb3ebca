"""What Ctrl+K can find, and which of it the typed words mean."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

_MOST_ALIKE = 2
"""Buttons of the same words more often than this stand in rows; no word says which row is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to or to do.

    Attributes:
        key: unique among the entries shown.
        text: its name. detail: a muted second line. kind: what it is, in words. keys: its key, "" for none.
        run: goes there or does it.
    """

    key: str
    text: str
    detail: str
    kind: str
    keys: str = ""
    run: Callable[[], object] = field(default=lambda: None, compare=False)


def matching(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """The entries in which each typed word begins some word; those whose name begins with it go first."""
    asked = _plain(typed).split()

    def fits(entry: Entry) -> bool:
        words = _plain(f"{entry.text} {entry.detail}").split()
        return all(any(word.startswith(each) for word in words) for each in asked)

    found = [entry for entry in entries if fits(entry)]
    return sorted(found, key=lambda entry: not _plain(entry.text).startswith(" ".join(asked)))


def acts_of(page: QWidget, kind: str, room: str) -> list[Entry]:
    """What can be done on a page now: its visible, enabled buttons that have words, and its menu acts."""
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    named = [(_name(one.text() or one.accessibleName()), one.shortcut(), partial(_click, one)) for one in buttons]
    actions = [act for widget in page.findChildren(QWidget) if widget.isVisible() for act in widget.actions()]
    named += [(_name(act.text()), act.shortcut(), partial(_trigger, act)) for act in actions if act.isEnabled()]
    times = Counter(name for name, _keys, _run in named)
    entries: dict[str, Entry] = {}
    for name, keys, run in named:
        if name and times[name] <= _MOST_ALIKE:
            entries.setdefault(name, Entry(f"act {name}", name, room, kind, _shown(keys), run))
    return list(entries.values())


def unique(entries: Sequence[Entry]) -> list[Entry]:
    """The same without those whose key stood before."""
    return list({entry.key: entry for entry in reversed(entries)}.values())[::-1]


def _name(text: str) -> str:
    return text.replace("&", "").strip()


def _shown(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _click(button: QAbstractButton) -> None:
    if isValid(button) and button.isEnabled():
        button.click()


def _trigger(action: QAction) -> None:
    if isValid(action) and action.isEnabled():
        action.trigger()


def _plain(text: str) -> str:
    """Small letters without marks, so that "epaspor" finds "E-Paspor" and accents need not be typed."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
