"""Nothing is cut, covered or outside: every room with its views, and the forms, in both languages and three sizes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import ElidedLabel, SecondaryButton, label
from printdesk.ui.theme import apply_theme
from tests.ui import fits, tab_walk, walk
from tests.ui.own_process import told_by

_LEAST_LOOKED = 20_000


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    apply_theme(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_a_text_that_is_cut_is_found(window: QWidget):
    cut = label("Nothing of this can be left out", wrap=False)
    cut.setParent(window)
    cut.setGeometry(0, 0, 60, 30)
    low = SecondaryButton("Press")
    low.setParent(window)
    low.setGeometry(0, 100, 200, 12)
    wrapped = label("One two three four five six seven eight nine ten", wrap=True)
    wrapped.setParent(window)
    wrapped.setGeometry(0, 150, 90, 20)
    for each in (cut, low, wrapped):
        each.show()
    assert len(fits.faults(window)) == 3


def test_what_covers_another_or_sticks_out_is_found(window: QWidget):
    for box in (QRect(0, 0, 200, 40), QRect(150, 10, 100, 40), QRect(380, 200, 60, 40)):
        each = QWidget(window)
        each.setGeometry(box)
        each.show()
    assert len([each for each in fits.faults(window) if "lies over" in each]) == 1
    assert len([each for each in fits.faults(window) if "sticks out" in each]) == 1


def test_what_fits_and_what_is_elided_with_its_tooltip_is_left_alone(window: QWidget):
    row = QHBoxLayout(window)
    row.addWidget(label("Short"))
    row.addWidget(SecondaryButton("Press", "F5"))
    row.addWidget(ElidedLabel("A very long text that cannot stand here whole, since the window is narrow" * 2))
    window.layout().activate()
    assert fits.faults(window) == []


@pytest.mark.fault
@pytest.mark.timeout(400)
def test_nothing_is_cut_in_any_room_or_form(tmp_path: Path):
    told = told_by(walk, tmp_path, 380)
    assert told["looked"] > _LEAST_LOOKED
    assert len(told["dialogs"]) > 8, told["dialogs"]
    assert told["found"] == []


@pytest.mark.fault
@pytest.mark.timeout(500)
def test_by_tab_everything_shows_the_keyboard_says_its_name_and_comes_in_order(tmp_path: Path):
    told = told_by(tab_walk, tmp_path, 480)
    assert told["looked"] > 2 * 15 * told["views"], "the keyboard went round every view in both palettes"
    assert told["found"] == []
