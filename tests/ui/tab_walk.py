"""Every room by the Tab key: `python tab_walk.py FOLDER` prints who has no ring, no name, or comes out of order.

In both palettes each thing that takes the keyboard is looked at with it and without it: it must look different, and
say what it is. From one to the next the eye goes on as one reads: never back up in the same column, never back left
in the same line.
"""

import json
import sys
from itertools import islice, pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import fits
from tests.ui.walk import VIEWS, Walk

_MOST = 120
"""Steps of Tab after which a room has been gone round."""
_SEEN = 24
"""Pixels that have to look different."""


class TabWalk(Walk):
    """Somebody without a mouse."""

    def round(self, where: str) -> list[QWidget]:
        """Go round by Tab from the search box; all that came to have the keyboard."""
        window = self.desk.window
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        window.top_bar.search.setFocus(Qt.FocusReason.TabFocusReason)
        passed: list[QWidget] = []
        for _step in range(_MOST):
            at = QApplication.focusWidget()
            if at is None or at in passed:
                break
            passed.append(at)
            QTest.keyClick(at, Qt.Key.Key_Tab)
        else:
            self.found[f"{where}: no end of Tab after {_MOST} steps"] += 1
        self.looked += len(passed)
        return passed

    def look_at(self, passed: list[QWidget], where: str) -> None:
        """Whether each is seen to have the keyboard, and has a name."""
        window = self.desk.window
        for thing, other in zip(passed, [*passed[1:], *passed[:1]], strict=True):
            if not (thing.isVisible() and other.isVisible()):
                continue
            thing.setFocus(Qt.FocusReason.TabFocusReason)
            around = thing if fits.place(thing, window).count("ScanTarget") == 0 else thing.parentWidget()
            seen = around.grab().toImage()
            other.setFocus(Qt.FocusReason.TabFocusReason)
            if not _differ(seen, around.grab().toImage()):
                self.found[f"{where}: {fits.place(thing, window)} does not show that it has the keyboard"] += 1
            if not (thing.accessibleName() or getattr(thing, "text", str)()):
                self.found[f"{where}: {fits.place(thing, window)} has no name"] += 1

    def follow(self, passed: list[QWidget], page: QWidget, where: str) -> None:
        """Whether the eye never has to go back."""
        window = self.desk.window
        inside = [each for each in passed if page.isAncestorOf(each)]
        for one, other in pairwise(inside):
            if _goes_back(_box(one, window), _box(other, window)):
                self.found[f"{where}: from {fits.place(one, window)} back to {fits.place(other, window)}"] += 1


def _box(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _goes_back(one: QRect, other: QRect) -> bool:
    above = other.bottom() <= one.top() and other.left() < one.right()
    left = other.right() <= one.left() and other.top() < one.bottom() and one.top() < other.bottom()
    return above or left


def _bytes(picture: QImage) -> bytes:
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)  # kept while its bits are copied
    return bytes(plain.constBits())


def _differ(one: QImage, other: QImage) -> bool:
    """Whether enough pixels of two pictures of one place differ."""
    first, second = _bytes(one), _bytes(other)
    if len(first) != len(second):
        return True
    pairs = (first[at : at + 4] != second[at : at + 4] for at in range(0, len(first), 4))
    return first != second and next(islice((each for each in pairs if each), _SEEN - 1, None), False)


def main(folder: Path) -> None:
    """Go round every view, in both palettes."""
    made = TabWalk(folder)
    window = made.desk.window
    window.activateWindow()
    made.name = ""
    for theme in ("light", "dark"):
        window.theme_chosen.emit(theme)
        made.settle()
        for room, view in made.rooms():
            passed = made.round(f"{room}.{view}")
            made.look_at(passed, f"{theme} {room}.{view}")
            if theme == "light":
                made.follow(passed, window.page(room), f"{room}.{view}")
    told = {"looked": made.looked, "views": sum(len(each) for each in VIEWS.values()), "found": sorted(made.found)}
    made.desk.close()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
