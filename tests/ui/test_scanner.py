"""A scanner's burst is caught anywhere; typing never is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.scanner import STX, ScannerFilter, layout_guess


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A window with a field and a button, and the filter over it."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.clock = Clock()
        self.scans: list[str] = []
        self.layouts: list[tuple[str, str]] = []
        self.presses: list[bool] = []
        self.returns: list[str] = []
        self.window = QWidget()
        self.field = QLineEdit("lama", self.window)
        self.button = QPushButton("Ambil", self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.button)
        qtbot.addWidget(self.window)
        self.button.setDefault(True)
        self.button.clicked.connect(lambda: self.presses.append(True))
        self.field.returnPressed.connect(lambda: self.returns.append(self.field.text()))
        self.filter = ScannerFilter(self.clock)
        self.filter.scanned.connect(self.scans.append)
        self.filter.layout_suspected.connect(lambda came, meant: self.layouts.append((came, meant)))
        app.installEventFilter(self.filter)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()

    def type(self, text: str, gap: float, to: QWidget | None = None) -> None:
        for letter in text:
            self.clock.now += gap
            target = to or self.field
            if letter == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
            elif letter == "\t":
                QTest.keyClick(target, Qt.Key.Key_Tab)
            else:
                QTest.keyClicks(target, letter)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qapp, qtbot)
    yield made
    qapp.removeEventFilter(made.filter)
    made.filter.deleteLater()


@pytest.mark.parametrize("end", ["\n", "\t"])
def test_a_burst_in_a_field_becomes_a_scan_and_leaves_the_field_as_it_was(desk: Desk, end: str):
    desk.type("B4471203" + end, 0.004)
    assert desk.scans == ["B4471203"]
    assert desk.field.text() == "lama"
    assert desk.returns == []
    assert desk.field.hasFocus()


def test_a_burst_on_a_button_neither_presses_it_nor_is_lost(desk: Desk):
    desk.button.setFocus()
    desk.type("B447 1203\n", 0.004, to=desk.button)
    assert desk.scans == ["B447 1203"]
    assert desk.presses == []


def test_keys_that_come_through_the_window_are_counted_once(desk: Desk):
    handle = desk.window.windowHandle()
    for letter in "B4471203":
        desk.clock.now += 0.004
        QTest.keyClick(handle, letter)
    desk.clock.now += 0.004
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert desk.scans == ["B4471203"]
    assert desk.field.text() == "lama"


def test_slow_typing_arrives_whole_with_its_enter(desk: Desk):
    desk.type(" widodo\n", 0.12)
    assert desk.field.text() == "lama widodo"
    assert desk.returns == ["lama widodo"]
    assert desk.scans == []


def test_rolling_keys_of_a_quick_typist_are_given_back(desk: Desk, qtbot: QtBot):
    desk.type("widodo", 0.02)
    qtbot.waitUntil(lambda: desk.field.text() == "lamawidodo")
    assert desk.scans == []


def test_held_keys_come_before_the_next_slow_key(desk: Desk):
    desk.type("wido", 0.02)
    desk.type("do", 0.2)
    assert desk.field.text() == "lamawidodo"


def test_a_short_burst_and_enter_is_typing(desk: Desk):
    desk.type("1234\n", 0.01)
    assert desk.field.text() == "lama1234"
    assert desk.returns == ["lama1234"]
    assert desk.scans == []


def test_two_scans_in_a_row_are_two(desk: Desk):
    desk.type("B4471203\nB4471204\n", 0.004)
    assert desk.scans == ["B4471203", "B4471204"]
    assert desk.field.text() == "lama"


def test_a_prefix_makes_a_scan_of_few_and_slow_keys(desk: Desk):
    QCoreApplication.sendEvent(desk.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, _CONTROL, STX))
    desk.type("R2\n", 0.1)
    assert desk.scans == ["R2"]
    assert desk.field.text() == "lama"


def test_a_prefix_of_the_office_that_no_scan_follows_is_typing(desk: Desk, qtbot: QtBot):
    desk.filter.set_prefix("~")
    desk.type("~", 0.5)
    qtbot.waitUntil(lambda: desk.field.text() == "lama~")
    desk.type("~R2\n", 0.05)
    assert desk.scans == ["R2"]
    assert desk.field.text() == "lama~"


def test_the_two_lines_of_a_passport_are_one_scan(desk: Desk):
    lines = "P<IDNSUHARTINI".ljust(44, "<"), "C1234567<0IDN8504124F3406256<<<<<<<<<<<<<<<0"
    desk.type("\n".join(lines) + "\n", 0.004)
    assert desk.scans == ["\n".join(lines)]


@pytest.mark.parametrize("pause", [0.03, 0.3, 0.9])
def test_the_lines_of_a_passport_may_come_in_two_bursts_each_ended_twice(desk: Desk, pause: float):
    first, second = "p<idnsuhartini".ljust(44, "<"), "c1234567<0idn8504124f3406256<<<<<<<<<<<<<<<0"
    desk.type(first + "\n\n", 0.004)
    desk.clock.now += pause
    desk.type(second + "\n", 0.004)
    assert desk.scans == [f"{first}\n{second}"]
    assert desk.field.text() == "lama"


def test_88_characters_in_one_burst_are_one_scan(desk: Desk):
    text = "PPIDNSUHARTINI".ljust(44, "<") + "C1234567<0IDN8504124F3406256<<<<<<<<<<<<<<<0"
    desk.type(text + "\n", 0.004)
    assert (desk.scans, desk.layouts) == ([text], [])


@pytest.mark.parametrize("filler", [";", "?", ">", "."])
def test_a_passport_over_another_keyboard_layout_is_one_scan_and_noticed(desk: Desk, filler: str):
    lines = "P<IDNSUHARTINI".ljust(44, "<") + "\n" + "C1234567<0IDN8504124F3406256<<<<<<<<<<<<<<<0"
    desk.type(lines.replace("<", filler) + "\n", 0.004)
    assert desk.scans == [lines.replace("<", filler)]
    assert desk.layouts == [(lines.replace("<", filler), lines)]


def test_one_line_of_a_passport_alone_is_still_a_scan(desk: Desk, qtbot: QtBot):
    line = "P<IDNSUHARTINI".ljust(44, "<")
    desk.type(line + "\n", 0.004)
    qtbot.waitUntil(lambda: desk.scans == [line])


def test_typing_queued_while_the_window_was_busy_is_not_a_scan(desk: Desk):
    for at, letter in enumerate("widodo"):
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(1000 + at * 150)
        QCoreApplication.sendEvent(desk.field, event)
    assert desk.field.text() == "lamawidodo"
    desk.type("\n", 0.0)
    assert desk.scans == []


def test_shortcuts_with_alt_are_no_letters(desk: Desk):
    desk.type("B4471", 0.004)
    desk.clock.now += 0.004
    QTest.keyClick(desk.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    desk.type("203\n", 0.004)
    assert desk.scans == []


def test_a_wrong_keyboard_layout_is_noticed(desk: Desk):
    desk.type("B$$&@!\n", 0.004)
    assert desk.layouts == [("B$$&@!", "B44721")]
    assert layout_guess("C1234567") is None
    assert layout_guess("B'(_'é\"à") == "B4584230"


_CONTROL = Qt.KeyboardModifier.ControlModifier


_CODE = "PD1|SP|SP-2024-000001|20240626|ABCDEFGHIJKLMNOP"
_SHIFTED_US = str.maketrans("0123456789-", ")!@#$%^&*(_")
_SHIFTED_GERMAN = str.maketrans("0123456789", '=!"§$%&/()')


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        ("B4471203".translate(_SHIFTED_GERMAN), "B4471203"),
        (_CODE.translate(_SHIFTED_US), _CODE),
        ("Q&é\"'(-è", "A1234567"),
        (_CODE.replace("|", ">").replace("-", "ß"), _CODE),
    ],
)
def test_a_code_typed_on_another_keyboard_is_known_again(came: str, meant: str) -> None:
    assert layout_guess(came) == meant


@pytest.mark.parametrize(
    "text", [_CODE, "B4471203", "Siti Nurhaliza", "1133062000314052", "SP2024000001C2", "Jl. (A)"]
)
def test_what_looks_right_is_left_alone(text: str) -> None:
    assert layout_guess(text) is None
