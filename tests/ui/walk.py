"""Every room, each of its views, and the forms that its buttons open: `python walk.py FOLDER` prints what is cut.

It prints as well which keys would do two things at once in a window or a form.

One window for all: language and size of text are changed in place, as somebody at a desk does it.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QMenu, QWidget
from sqlalchemy import text

from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.services.bundle import open_office
from printdesk.services.demo import make_demo
from printdesk.ui.kit.buttons import GhostButton, IconButton, PrimaryButton, SecondaryButton
from tests.ui import fits, keys_clash

LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS II"
VIEWS: dict[str, tuple[str, ...]] = {
    "trips": ("trips", "changes", "past", "requests"),
    "blanks": ("balance", "shifts", "deliveries", "spoiled", "missing"),
    "backlog": ("risk", "forecast", "days", "works", "inbox", "ordered"),
    "outages": ("outages", "board", "notice", "calls", "waves"),
    "settings": (
        "order", "reasons", "services", "calendar", "rules", "planning", "work", "contacts", "office", "people",
        "versions", "desk", "safety", "safety_rules", "privacy", "database", "file",
    ),
}  # fmt: skip
SIZE, SMALL = (1366, 768), (1100, 680)
_BUTTONS = (PrimaryButton, SecondaryButton, GhostButton)


class Walk:
    """Somebody who looks at everything."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication(["walk"])
        for asks in ("getOpenFileName", "getSaveFileName"):
            setattr(QFileDialog, asks, staticmethod(lambda *_asked: ("", "")))
        QMenu.exec = lambda *_asked: None
        QFileDialog.getExistingDirectory = staticmethod(lambda *_asked: "")
        url = f"sqlite:///{folder / 'office.db'}"
        make_demo(url)
        preferences = PreferencesFile(folder / "window.json")
        self.services = open_office(url)
        people = self.services.office.people()
        boss = next(each.login for each in people if "supervisor" in each.roles)
        preferences.change(language="en", theme="light", person=boss, desk="L1", station="R2")
        self.desk: Desk = build(self.app, self.services, preferences)
        self.desk.messages.confirm = lambda *_said, **_more: False
        self.found: Counter[str] = Counter()
        self.openers: dict[tuple[str, str], list[int]] = {}
        self.dialogs: set[str] = set()
        self.looked = 0
        self.desk.window.resize(*SIZE)
        self.desk.window.show()
        start(self.desk)
        self.settle()

    def settle(self) -> None:
        """Until nothing is read any more."""
        for _round in range(3):
            QTest.qWait(5)
            self.desk.background.wait_idle(30_000)
        QTest.qWait(1)

    def dress(self, lang: str, percent: int, size: tuple[int, int] = SIZE) -> None:
        """Another language, size of text, and window, in place."""
        self.name = f"{lang} {percent} % {size[0]}x{size[1]}"
        self.desk.window.resize(*size)
        self.desk.front.choose_language(lang)
        self.desk.window.text_scale_chosen.emit(percent)
        self.settle()

    def long_names(self) -> None:
        """Everybody who waits has a name of ninety letters."""
        with self.services.database.writing() as session:
            session.execute(text("update application set name = :name"), {"name": LONG})
        self.desk.front.changed()
        self.settle()

    def rooms(self, *, anew: bool = True) -> Iterator[tuple[str, str]]:
        """Each view in turn; read anew when entered, or as it was read before."""
        window = self.desk.window
        window.blockSignals(not anew)
        for room in window.shown_rooms():
            window.go_to(room)
            self.settle()
            for view in VIEWS.get(room, ("",)):
                if view:
                    window.page(room).show_view(view)
                    self.settle()
                yield room, view
        window.blockSignals(False)

    def look(self, top: QWidget, where: str) -> None:
        """What is cut in a window, and which keys would do two things there."""
        self.looked += len(top.findChildren(QWidget))
        for fault in (*fits.faults(top), *keys_clash.clashes(top), *keys_clash.unsaid(top), *_second_main_act(top)):
            self.found[f"{self.name} {where}: {fault}"] += 1

    def buttons(self, room: str) -> list[QAbstractButton]:
        """The acts of the view in front."""
        page = self.desk.window.page(room)
        found = (each for kind in _BUTTONS for each in page.findChildren(kind))
        return [each for each in found if each.isVisible() and each.isEnabled() and not isinstance(each, IconButton)]

    def open_dialogs(self, room: str, view: str) -> None:
        """Press what opens a form, look at it, and give it up; the first time everything is pressed to find out."""
        known = self.openers.get((room, view))
        opening: list[int] = []
        count = len(self.buttons(room))
        for at in range(count) if known is None else known:
            buttons = self.buttons(room)
            if at >= len(buttons) or not buttons[at].text().endswith("…"):
                continue
            buttons[at].click()
            self.settle()
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                continue
            opening.append(at)
            self.dialogs.add(type(dialog).__name__)
            self.look(dialog, f"{room}.{view} {type(dialog).__name__}")
            self.shown(dialog, f"{room}-{view}-{type(dialog).__name__}")
            self.give_up()
        self.openers[room, view] = opening

    def shown(self, top: QWidget, name: str) -> None:
        """A picture, for whoever wants to see."""

    def give_up(self) -> None:
        """Close all that lies over the window."""
        for _deep in range(3):
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                dialog.done(0)
            self.settle()


def _second_main_act(top: QWidget) -> list[str]:
    """More than one filled button: nobody sees which of them is the view's main act."""
    filled = [each for each in top.findChildren(PrimaryButton) if each.isVisible() and each.window() is top]
    return [f"filled beside another one: {each.text()}" for each in filled[1:]]


ALL = (
    ("en", 100, SIZE), ("id", 100, SIZE), ("id", 100, SMALL), ("id", 150, SIZE), ("id", 200, SIZE), ("en", 200, SIZE),
)  # fmt: skip
"""Language, size of text in percent, and window."""


def walk(folder: Path, dressed: Sequence[tuple[str, int, tuple[int, int]]] = ALL) -> Walk:
    """Look at every view in each dress; at the forms in both languages, at the longest names from the second on."""
    made = Walk(folder)
    for at, (lang, percent, size) in enumerate(dressed):
        made.dress(lang, percent, size)
        if at == 1:
            made.long_names()
        for room, view in made.rooms(anew=at < 2):
            made.look(made.desk.window, f"{room}.{view}")
            if at < 2:
                made.open_dialogs(room, view)
    return made


def main(folder: Path) -> None:
    """Walk, and print what was looked at and what is cut."""
    made = walk(folder)
    told = {"looked": made.looked, "dialogs": sorted(made.dialogs), "found": sorted(made.found)}
    made.desk.close()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
