"""The fields of signing in by themselves: the wait counted down, Caps Lock, the eye, strength in words."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import PasswordField, Second, SecondSignIn
from printdesk.ui.sign_in.sign_in_form import SignInForm
from printdesk.ui.sign_in.strength import strength
from printdesk.ui.theme import Kind, apply_theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


PEOPLE = [("dwi", "Dwi Rahayu"), ("bagus", "Bagus Prakoso"), ("bagas", "Bagas Wibowo")]


def test_a_wait_is_counted_down_and_nothing_can_be_tried_before_its_end(qtbot: QtBot):
    seconds = [100.0]
    form = SignInForm(lambda: seconds[0])
    qtbot.addWidget(form)
    form.show()
    form.show_people(PEOPLE)
    form.propose("dwi")
    form.begin()
    asked: list[tuple[str, str]] = []
    form.submitted.connect(lambda login, password: asked.append((login, password)))

    form.refuse("Name or password is wrong.", 15.2)
    assert form.error_text() == "Name or password is wrong. Next try in 16 seconds."
    form.password.setText("soto ayam hangat")
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert (asked, form.button.isEnabled()) == ([], False)
    seconds[0] = 114.9
    form._show_wait()
    assert form.error_text().endswith("Next try in 1 second.")
    seconds[0] = 115.3
    form._show_wait()
    assert form.error_text() == ""
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert asked == [("dwi", "soto ayam hangat")]
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    assert len(asked) == 1, "while one is checked another is not asked for"


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("dwi", "dwi"),
        ("prakoso", "bagus"),
        ("BAGAS", "bagas"),
        ("bag", "bag"),
        (" dwi  rahayu ", "dwi"),
        ("sri", "sri"),
    ],
)
def test_a_part_of_a_name_that_only_one_person_has_is_enough(qtbot: QtBot, typed: str, login: str):
    form = SignInForm(lambda: 0.0)
    qtbot.addWidget(form)
    form.show_people(PEOPLE)
    form.person.setEditText(typed)
    form.show_people([*PEOPLE, ("tuti", "Tuti")])
    assert form.person.currentText() == typed, "a newer list takes nothing away that is typed"
    assert form.login() == login


def test_a_password_is_hidden_until_its_person_looks_and_caps_lock_is_said(qtbot: QtBot):
    field = PasswordField()
    qtbot.addWidget(field)
    field.show()
    said: list[bool] = []
    field.caps_lock.connect(said.append)
    shifted = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A")
    QCoreApplication.sendEvent(field, shifted)
    QTest.keyClick(field, "a")
    QTest.keyClick(field, "1")
    assert said == [False, False]
    QTest.keyClick(field, "B")
    assert said[-1], "a large letter without Shift"
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field.shown.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert field.shown.toolTip().startswith("Hide the password")
    field.forget()
    assert (field.text(), field.echoMode(), said[-1]) == ("", QLineEdit.EchoMode.Password, False)


def test_strength_is_said_in_words_and_a_sign():
    said = {password: strength(password, "Sri Wahyuni") for password in (
        "", "kereta", "sri wahyuni", "password", "aaaaaaaaaaaa", "kereta99", "kereta malam", "kereta api malam hari",
    )}  # fmt: skip
    assert [kind for kind, _words in said.values()] == [
        Kind.WAITING, Kind.FAILED, Kind.FAILED, Kind.FAILED, Kind.FAILED, Kind.SLACK, Kind.DONE, Kind.DONE,
    ]  # fmt: skip
    assert said["kereta"][1] == "Too short: 2 more characters."
    assert said["kereta malam"][1] != said["kereta api malam hari"][1]


def test_the_second_person_signs_only_in_a_closed_office_and_another_one_types_anew(qtbot: QtBot):
    def made(*, asks: bool) -> SecondSignIn:
        box = QComboBox()
        for name, login in (("Nobody", ""), ("Dwi", "dwi"), ("Bagus", "bagus")):
            box.addItem(name, login)
        found = SecondSignIn(box, "destroy", asks=asks)
        qtbot.addWidget(found)
        found.show()
        return found

    named = made(asks=False)
    named.people.setCurrentIndex(1)
    assert (named.is_complete(), named.second(), named.password.isVisible()) == (True, None, False)
    signs = made(asks=True)
    assert not signs.password.isVisible()
    signs.people.setCurrentIndex(1)
    assert signs.password.isVisible()
    assert not signs.is_complete()
    signs.password.setText("soto ayam hangat")
    assert signs.is_complete()
    assert signs.second() == Second("dwi", "soto ayam hangat", "destroy")
    assert "soto" not in repr(signs.second())
    signs.people.setCurrentIndex(2)
    assert (signs.password.text(), signs.is_complete()) == ("", False)
