"""Fields for numbers, times and dates."""

from datetime import date, time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk import i18n
from printdesk.ui.kit import DateField, NumberField, TimeField
from printdesk.ui.theme import apply_theme


@pytest.mark.parametrize(
    ("lang", "words"), [("id", "Rabu, 26 Juni 2024"), ("en", "Wednesday, 26 June 2024")], ids=["id", "en"]
)
def test_a_day_shows_its_weekday_in_the_language_of_the_moment(
    qapp: QApplication, qtbot: QtBot, lang: str, words: str
):
    apply_theme(qapp, "light")
    field = DateField(date(2024, 6, 26))
    qtbot.addWidget(field)
    i18n.set_language(lang)
    field.retranslate()
    assert field.text() == words
    assert field.value() == date(2024, 6, 26)


def test_number_and_time_come_back_as_they_were_set(qapp: QApplication, qtbot: QtBot):
    number, clock = NumberField(1, 60, 90), TimeField(time(16, 30))
    for field in (number, clock):
        qtbot.addWidget(field)
    assert number.value() == 60
    assert clock.value() == time(16, 30)


@pytest.mark.parametrize(("lang", "words"), [("id", "16.30"), ("en", "16:30")], ids=["id", "en"])
def test_a_time_is_written_as_the_language_writes_times(qtbot: QtBot, lang: str, words: str):
    field = TimeField(time(16, 30))
    qtbot.addWidget(field)
    i18n.set_language(lang)
    field.retranslate()
    assert field.text() == words
    assert field.value() == time(16, 30)
