"""The help: whole in both languages, searched, opened from rooms and from dialogs by F1."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from printdesk.domain.roles import ROOMS as KNOWN_ROOMS
from printdesk.i18n import LANGUAGES, set_language
from printdesk.ui.help import GENERAL, ROOMS, HelpDialog, pages
from printdesk.ui.kit import FormDialog
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell import Room, ShellWindow
from printdesk.ui.theme import apply_theme

Key = Qt.Key
HERE, EVERYWHERE = [("F5", "Take the next 10")], [("Ctrl+F", "Scan or search"), ("F1", "Help")]


@pytest.fixture
def help_dialog(qapp: QApplication, qtbot: QtBot) -> HelpDialog:
    apply_theme(qapp, "light")
    dialog = HelpDialog("print_room", HERE, EVERYWHERE, None)
    qtbot.addWidget(dialog)
    dialog.resize(1100, 620)
    dialog.show()
    return dialog


def topics(dialog: HelpDialog) -> list[str]:
    return [dialog.topics.item(at).text() for at in range(dialog.topics.count())]


def test_every_room_has_a_page_in_both_languages_of_the_same_build():
    assert set(ROOMS) == set(KNOWN_ROOMS)
    for language in LANGUAGES:
        assert [page.code for page in pages(language)] == [GENERAL, *ROOMS]
    for one, other in zip(pages("en"), pages("id"), strict=True):
        shapes = [[line.split(" ")[0] for line in page.text.splitlines() if re.match("#|[0-9]", line)]
                  for page in (one, other)]  # fmt: skip
        assert shapes[0] == shapes[1], one.code
        assert len(one.text.split()) > 150
        assert one.text.count("**… ") == other.text.count("**… ") >= 5


def test_the_same_keys_are_named_in_both_languages():
    key = re.compile(r"\*\*((?:Ctrl|Alt|Shift)\+[\w+]+|F\d+)\*\*")
    for one, other in zip(pages("en"), pages("id"), strict=True):
        assert sorted(key.findall(one.text)) == sorted(key.findall(other.text)), one.code


def test_it_opens_at_the_room_with_its_keys_and_those_of_the_window(help_dialog: HelpDialog):
    assert help_dialog.shown() == "print_room"
    assert "blanks become booklets" in help_dialog.browser.toPlainText()
    assert help_dialog.said() == [*HERE, *EVERYWHERE]
    QTest.keyClick(help_dialog.search, Key.Key_Down)
    assert help_dialog.shown() == "quality"
    assert "second person looks" in help_dialog.browser.toPlainText()


def test_a_search_leaves_the_pages_that_have_the_words_and_marks_them(help_dialog: HelpDialog):
    QTest.keyClicks(help_dialog.search, "custody list")
    assert topics(help_dialog) == ["Quality check"]
    assert help_dialog.browser.textCursor().selectedText().casefold() == "custody"
    marked = {each.cursor.selectedText().casefold() for each in help_dialog.browser.extraSelections()}
    assert {"custody", "list"} <= marked
    help_dialog.search.setText("xylophone")
    assert topics(help_dialog) == []
    assert help_dialog.browser.isHidden()
    help_dialog.search.clear()
    assert len(topics(help_dialog)) == len(ROOMS) + 1
    assert help_dialog.browser.isVisible()


def test_where_there_is_no_room_beside_the_page_the_keys_stand_below_it(help_dialog: HelpDialog):
    assert "Take the next 10" not in help_dialog.browser.toPlainText()
    help_dialog.resize(700, 600)
    QApplication.processEvents()
    assert "Take the next 10" in help_dialog.browser.toPlainText()


def test_it_speaks_the_language_of_the_moment(qapp: QApplication, qtbot: QtBot):
    set_language("id")
    dialog = HelpDialog("blanks", [], [], None)
    qtbot.addWidget(dialog)
    assert "Setiap blangko dipertanggungjawabkan" in dialog.browser.toPlainText()


def test_f1_in_a_form_shows_the_help_of_its_room_and_keeps_what_was_typed(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    window = ShellWindow()
    qtbot.addWidget(window)
    window.add_room(Room("blanks", lambda: "Blanks", "stack", QLineEdit()))
    scanner = ScannerFilter(lambda: 0.0, parent=window)
    qapp.installEventFilter(scanner)
    window.attach_scanner(scanner)
    window.show()
    form, field = FormDialog("Receive a delivery", "Book it in", parent=window), QLineEdit("C1000001")
    form.add_row("First serial", field)
    form.open()
    field.setFocus()
    QTest.keyClick(field, Key.Key_F1)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, HelpDialog)
    assert shown.shown() == "blanks"
    QTest.keyClick(shown, Key.Key_Escape)
    assert QApplication.activeModalWidget() is form
    assert field.text() == "C1000001"
    form.reject()
    qapp.removeEventFilter(scanner)
