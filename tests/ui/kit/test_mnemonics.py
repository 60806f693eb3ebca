"""Letters for Alt: each act and field of a form has its own, in any language, and keeps it."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.form_letters import FormLetters
from printdesk.ui.kit import ChipRow, FormDialog
from printdesk.ui.kit.mnemonics import give_letters, give_menu_letters, letter_of
from printdesk.ui.theme import apply_theme
from tests.ui import keys_clash


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> FormDialog:
    apply_theme(qapp, "light")
    made = FormDialog("Batalkan?", "Batalkan")
    made.name, made.note, made.chips, made.both = QLineEdit(), QLineEdit(), ChipRow(), QWidget()
    for code in ("one", "two"):
        made.chips.set_chip(code, code)
    made.chips.choose("two")
    row = QHBoxLayout(made.both)
    made.check = QCheckBox("Bersama & sendiri")
    row.addWidget(made.check)
    made.add_row("Berapa", made.chips)
    made.add_row("Bila &nama", made.name)
    made.add_row("Catatan", made.note)
    made.add_row("Beda", made.both)
    qtbot.addWidget(made)
    return made


def alt(form: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(form.focusWidget() or form, key, Qt.KeyboardModifier.AltModifier)


def test_no_letter_is_given_twice_a_marked_one_stays_and_each_leads_to_its_field(form: FormDialog, qtbot: QtBot):
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert form.focusWidget() is form.chips.chips()[1], "the keyboard starts in the first field, at what is chosen"
    give_letters(form)
    keys = keys_clash.keys(form)
    assert keys_clash.clashes(form) == []
    assert len([key for key in keys if key.startswith("Alt+")]) == 7
    assert keys["Alt+N"] == ["“Bila &nama”"]
    assert {form._cancel.text(), form._act.text()} == {"Cancel", "Batalkan"}, "what a button says stays as it is"

    alt(form, Qt.Key.Key_N)
    assert form.focusWidget() is form.name
    letter = next(key for key, what in keys.items() if "atan" in what[0] and "C" in what[0])[-1]
    alt(form, Qt.Key(ord(letter)))
    assert form.focusWidget() is form.note
    with qtbot.waitSignal(form.rejected):
        alt(form, Qt.Key(ord(form._cancel.letter.upper())))


def test_what_changes_in_an_open_form_gets_a_letter_too(form: FormDialog, qtbot: QtBot, qapp: QApplication):
    gone = FormLetters(qapp, qapp)  # of a window that was closed, and goes for good while the form is open
    FormLetters(qapp, form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: bool(form._act.letter))
    shiboken6.delete(gone)
    before = form._cancel.letter
    form.add_row("Umur", QLineEdit())
    form.set_texts("Simpan?", "Simpan")
    qtbot.waitUntil(lambda: any("&mur" in what[0] or "&Umur" in what[0] for what in keys_clash.keys(form).values()))
    assert keys_clash.clashes(form) == []
    assert form._cancel.letter == before
    assert form._act.letter in "simpan"


def test_a_menu_gets_letters_and_keeps_its_keys(qtbot: QtBot):
    menu = QMenu()
    qtbot.addWidget(menu)
    for text in ("Kunci\tCtrl+L", "Keluar", "&Keterangan", "123"):
        menu.addAction(text)
    menu.addSeparator()
    give_menu_letters(menu)
    letters = [letter_of(each.text()) for each in menu.actions()]
    assert letters == ["u", "e", "k", "", ""]
    assert menu.actions()[0].text() == "K&unci\tCtrl+L"


def test_two_things_under_one_key_are_found(form: FormDialog):
    form.add_row("&Nomor", QLineEdit())
    form.show()
    assert keys_clash.clashes(form) == ["Alt+N does “&Nomor” and “Bila &nama”"]
