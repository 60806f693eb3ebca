"""The theme on a running application."""

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import Pill, label
from printdesk.ui.theme import DARK, LIGHT, Kind, ThemeSwitch, apply_theme, fonts, icons, palette_of
from printdesk.ui.theme.stylesheet import build
from printdesk.ui.theme.tokens import PALETTES, Palette


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_no_token_is_left_unfilled_in_the_style_sheet(palette: Palette):
    assert "$" not in build(palette)


def test_figures_stand_in_columns_also_where_the_style_sheet_sets_the_size(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    figure = label("1111", "figure")
    qtbot.addWidget(figure)
    figure.ensurePolished()
    metrics = QFontMetricsF(figure.font())
    assert figure.font().family() == fonts.FAMILY
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_a_switch_reaches_widgets_that_are_on_screen(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    pill, field = Pill(Kind.TODAY, "Hari ini"), QLineEdit()
    for widget in (pill, field):
        qtbot.addWidget(widget)
        widget.show()
    light = pill.grab().toImage()
    assert palette_of(field) is LIGHT
    switch = ThemeSwitch(qapp, "light")
    switch.choose("dark")
    assert palette_of(pill) is DARK
    assert palette_of(field) is DARK
    assert pill.grab().toImage() != light
    switch.choose("light")
    assert pill.grab().toImage() == light
    switch.deleteLater()


def test_larger_text_reaches_labels_and_painted_widgets(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    pill, title = Pill(Kind.LATE, "Janji lewat 3 hr"), QLabel("Urutan cetak")
    title.setProperty("voice", "title")
    for widget in (pill, title):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    before = pill.sizeHint().width(), title.fontMetrics().height()
    apply_theme(qapp, "light", text_scale=1.5)
    assert pill.sizeHint().width() > before[0] * 1.3
    assert title.fontMetrics().height() > before[1] * 1.3
    apply_theme(qapp, "light")


def test_every_icon_renders_in_the_colour_asked_for(qapp: QApplication):
    for name in icons.names():
        image = icons.render(name, "#A8201A", 20, 2.0)
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 250
        ]
        assert image.width() == 40, name
        assert inked, name
        wanted = QColor("#A8201A")
        assert max(abs(one.red() - wanted.red()) + abs(one.blue() - wanted.blue()) for one in inked) <= 6, name
