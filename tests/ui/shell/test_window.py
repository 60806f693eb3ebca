"""The frame of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from printdesk.app import _keep_room
from printdesk.config import PreferencesFile
from printdesk.ui.help import HelpDialog
from printdesk.ui.kit import FormDialog, PrimaryButton, Severity, label
from printdesk.ui.messages import Messages
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell import Badge, BadgeKind, BannerItem, Room, ShellWindow
from printdesk.ui.theme import Kind, apply_theme
from tests.ui.kit import gallery


class Memory:
    """Remembers the window's place for one test."""

    def __init__(self) -> None:
        self.kept: bytes | None = None

    def load_geometry(self) -> bytes | None:
        return self.kept

    def save_geometry(self, geometry: bytes) -> None:
        self.kept = geometry


class Page(QWidget):
    """A page with a child that translates too."""

    def __init__(self) -> None:
        super().__init__()
        self.again = 0
        self.visits = 0
        self.field = QLineEdit()
        self.child = QLabel()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.child)

    def retranslate(self) -> None:
        self.again += 1

    def focus_first(self) -> None:
        self.visits += 1


TITLES = {"print": "Ruang cetak", "pickup": "Pengambilan"}


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> ShellWindow:
    apply_theme(qapp, "light")
    made = ShellWindow()
    qtbot.addWidget(made)
    made.add_room(Room("print", lambda: TITLES["print"], "printer", Page()))
    made.add_room(Room("pickup", lambda: TITLES["pickup"], "hand-over", Page(), Badge("241")))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_rooms_change_by_click_by_alt_and_number_and_by_code(window: ShellWindow, qtbot: QtBot):
    assert window.current_room == "print"
    with qtbot.waitSignal(window.room_changed) as changed:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert changed.args == ["pickup"]
    assert window.page("pickup").isVisible()
    QTest.mouseClick(window.rail.button("print"), Qt.MouseButton.LeftButton)
    assert window.current_room == "print"
    window.go_to("nowhere")
    assert window.current_room == "print"
    assert window.page("pickup").visits == 1


def test_a_room_the_role_may_not_see_is_left_and_answers_to_no_key(window: ShellWindow):
    window.go_to("pickup")
    window.set_room_visible("pickup", False)
    assert window.current_room == "print"
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_room == "print"


def test_the_search_box_is_one_key_away_and_gives_what_was_typed(window: ShellWindow, qtbot: QtBot):
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.search.hasFocus()
    QTest.keyClicks(window.top_bar.search, " widodo ")
    with qtbot.waitSignal(window.search_submitted) as submitted:
        QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert submitted.args == ["widodo"]
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Escape)
    assert window.top_bar.search.text() == ""


def test_a_scan_goes_to_the_rooms_or_to_the_dialog_in_front(window: ShellWindow, qtbot: QtBot):
    scanner = ScannerFilter(lambda: 0.0, parent=window)
    window.attach_scanner(scanner)
    scans: list[str] = []
    window.scanned.connect(scans.append)
    window.top_bar.search.setText("widodo")
    scanner.scanned.emit("B4471203")
    assert window.top_bar.search.text() == ""
    dialog = FormDialog("Terima", "Terima", parent=window)
    first, last = QLineEdit(), QLineEdit()
    dialog.add_row("Pertama", first)
    dialog.add_row("Terakhir", last)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    first.setFocus()
    scanner.scanned.emit("B4471001")
    scanner.scanned.emit("B4471500")
    assert scans == ["B4471203"]
    assert (first.text(), last.text()) == ("B4471001", "B4471500")
    dialog.reject()


def test_notices_stack_up_to_three_and_a_new_ok_takes_the_old_ones_place(window: ShellWindow):
    messages = Messages(parent=window)
    window.attach_messages(messages)
    assert window.notices.isHidden()
    messages.ok("10 diambil.")
    messages.ok("11 diambil.")
    messages.stop("Blangko rusak.")
    messages.stop("Blangko rusak.")
    assert [one.text() for one in window.notices.shown()] == ["Blangko rusak.", "11 diambil."]
    for at in range(4):
        messages.warn(f"Perhatian {at}")
    assert [one.severity for one in window.notices.shown()] == [Severity.WARNING] * 3
    window.notices.clear()
    assert window.notices.isHidden()


def test_the_banner_hides_when_there_is_nothing_to_say_and_counts_what_does_not_fit(window: ShellWindow):
    assert window.banner.isHidden()
    items = [BannerItem(f"Layanan nomor {at} sedang berhenti total", Kind.STOPPED) for at in range(12)]
    window.banner.set_banner(items, "19 perjalanan terancam")
    window.grab()
    facts = window.banner._facts
    assert 0 < len(facts.shown()) < 12
    assert "Layanan nomor 11" in facts.toolTip()
    assert window.banner.text().endswith("19 perjalanan terancam")
    window.banner.set_banner([])
    assert window.banner.isHidden()


def test_the_banner_says_the_clock_shorter_before_it_leaves_a_stopped_service_out(window: ShellWindow):
    clock = BannerItem("Jam latihan: Rab 26 Juni 2024, 08.00 WIB " * 3, icon="clock", short="Jam latihan: 08.00")
    stopped = BannerItem("Paspor 24 berhenti", Kind.STOPPED, whole="Paspor 24 berhenti sejak Kam 20 Juni")
    window.resize(1100, 680)
    window.banner.set_banner([clock, stopped], "15 perjalanan terancam")
    window.grab()
    assert [item.text for item in window.banner._facts.shown()] == ["Jam latihan: 08.00", "Paspor 24 berhenti"]
    assert "sejak Kam 20 Juni" in window.banner.text()


class Tall(QWidget):
    """A page that would like to be high, and can be low."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("Dijanjikan Selasa 25 Juni, terlambat 1 hari kerja. " * 3, wrap=True)
        self.list = QListWidget()
        self.list.sizeHint = lambda: QSize(300, 900)  # type: ignore[method-assign]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        stack = QStackedWidget()
        stack.addWidget(inner)
        whole = QVBoxLayout(self)
        whole.addWidget(stack)


def test_a_page_scrolls_only_when_its_words_really_do_not_fit(window: ShellWindow, qapp: QApplication):
    page = Tall()
    window.add_room(Room("tall", lambda: "Tinggi", "stack", page))
    qapp.processEvents()  # a button that joins a visible rail is shown by the next turn of the loop
    window.resize(1366, 768)
    window.go_to("tall")
    qapp.processEvents()
    area = page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert page.size() == area.viewport().size()

    page.words.setText("Dijanjikan Selasa 25 Juni, terlambat 1 hari kerja. " * 200)
    for _round in range(3):
        qapp.processEvents()
    assert area.verticalScrollBar().isVisible()
    assert page.words.heightForWidth(page.words.width()) <= page.words.height()
    assert page.width() == area.viewport().width()

    page.words.setText("Dijanjikan Selasa 25 Juni.")
    for _round in range(3):
        qapp.processEvents()
    assert not area.verticalScrollBar().isVisible()
    assert page.size() == area.viewport().size()


def test_tab_goes_from_the_bar_into_the_room_before_it_reaches_the_status_line(window: ShellWindow):
    window.top_bar.search.take_focus()
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.page("print").field
    QTest.keyClick(window.page("print").field, Qt.Key.Key_Tab)
    assert window.status.isAncestorOf(window.focusWidget())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.page("print").field
    QTest.keyClick(window.page("print").field, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.top_bar.search


def test_f1_lists_the_keys_that_work_here_and_everywhere(window: ShellWindow, qapp: QApplication):
    page = window.page("print")
    page.layout().addWidget(PrimaryButton("Ambil 10 &berikutnya", "F5"))
    hidden = PrimaryButton("Tersembunyi", "F9")
    page.layout().addWidget(hidden)
    hidden.setVisible(False)
    QShortcut(QKeySequence("Ctrl+Shift+B"), page).setWhatsThis("Papan umum")
    qapp.processEvents()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HelpDialog)
    said = dict(dialog.said())
    assert said["F5"] == "Ambil 10 berikutnya"
    assert "Ctrl+F" in said
    assert said["Ctrl+Shift+B"] == "Papan umum"
    assert "F9" not in said
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def test_the_rail_does_not_move_when_a_room_with_a_long_name_is_entered(
    window: ShellWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(TITLES, "pickup", "Tunggakan dan lembur")
    window.rail.retranslate()
    button = window.rail.button("pickup")
    before = (button._lines(), button.sizeHint())
    window.go_to("pickup")
    assert (button._lines(), button.sizeHint()) == before
    assert len(button._lines()) == 2
    button.set_badge(Badge("1.310"))
    assert all("Ruang cetak" in line for line in window.rail.button("print")._lines())


def test_everything_is_said_anew_in_another_language(window: ShellWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(TITLES, "print", "Print room")
    for module in ("top_bar", "status_bar"):
        monkeypatch.setattr(f"printdesk.ui.shell.{module}._", lambda text: f"<{text}>")
    window.retranslate()
    assert window.rail.button("print").text() == "Print room"
    assert window.rail.button("pickup").accessibleName() == "Pengambilan, 241"
    assert window.top_bar.search.placeholderText().startswith("<Scan a slip")
    assert window.status.switch("dark").text() == "<Dark>"
    assert [window.page(code).again for code in TITLES] == [1, 1]


def test_a_room_that_nobody_sees_is_said_anew_afterwards_or_when_it_is_entered(window: ShellWindow, qtbot: QtBot):
    shown, hidden = window.made_page("print"), window.made_page("pickup")
    window.retranslate()
    assert (shown.again, hidden.again) == (1, 0)
    window.retranslate()
    window.go_to("pickup")
    assert (shown.again, hidden.again) == (2, 1)
    window.retranslate()
    assert (shown.again, hidden.again) == (2, 2)
    qtbot.waitUntil(lambda: shown.again == 3)
    QTest.qWait(20)
    assert (shown.again, hidden.again) == (3, 2)


def test_language_and_theme_switches_say_what_was_chosen(window: ShellWindow, qtbot: QtBot):
    with qtbot.waitSignals([window.language_chosen, window.theme_chosen]):
        QTest.mouseClick(window.status.switch("en"), Qt.MouseButton.LeftButton)
        QTest.mouseClick(window.status.switch("dark"), Qt.MouseButton.LeftButton)


def test_the_window_comes_back_where_it_was(qapp: QApplication, qtbot: QtBot):
    memory = Memory()
    first, other = ShellWindow(memory), ShellWindow()
    for window in (first, other):
        qtbot.addWidget(window)
    first.resize(first.minimumWidth(), first.minimumHeight() + 21)
    first.show()
    first.close()
    second = ShellWindow(memory)
    qtbot.addWidget(second)
    assert second.size() == first.size()
    assert second.size() != other.size()


def test_the_window_opens_in_the_room_where_it_was_closed_unless_that_one_is_hidden(
    window: ShellWindow, qtbot: QtBot, tmp_path: Path
):
    preferences = PreferencesFile(tmp_path / "window.json")
    _keep_room(window, preferences)
    window.go_to("pickup")
    window.close()
    for hidden, found in ((False, "pickup"), (True, "print")):
        again = ShellWindow()
        qtbot.addWidget(again)
        for code in TITLES:
            again.add_room(Room(code, lambda code=code: TITLES[code], "printer", Page()))
        again.set_room_visible("pickup", not hidden)
        _keep_room(again, PreferencesFile(tmp_path / "window.json"))
        assert again.current_room == found


def test_badges_tell_the_screen_reader_what_they_count(window: ShellWindow):
    window.set_badge("print", Badge("19", BadgeKind.ALERT, "19 perjalanan terancam"))
    assert window.rail.button("print").accessibleName() == "Ruang cetak, 19 perjalanan terancam"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_gallery_paints_every_widget_without_a_warning(qapp: QApplication, qtbot: QtBot, mode: str):
    apply_theme(qapp, mode)
    window = gallery.build_window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for code in ("print_room", "check", "pickup"):
        window.go_to(code)
        assert not window.grab().isNull()
    dialog = gallery.form(window)
    assert not dialog.grab().isNull()
    apply_theme(qapp, "light")


@pytest.mark.parametrize("size", [(1366, 768), (1100, 680)])
def test_no_word_of_the_frame_is_cut(qapp: QApplication, qtbot: QtBot, size: tuple[int, int]):
    apply_theme(qapp, "light")
    window = gallery.build_window()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    assert (window.width(), window.height()) == size
    for widget in (window.top_bar.person, window.banner._risk, *window.rail._buttons.values()):
        assert widget.width() >= widget.sizeHint().width() or widget.parent() is window.rail, widget
        assert widget.height() >= widget.sizeHint().height(), widget
