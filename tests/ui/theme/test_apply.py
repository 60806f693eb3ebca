"""The theme on a running application."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStackedWidget, QWidget
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


class _Counted(QWidget):
    """Counts how often it is dressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dressed = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.dressed += event.type() == QEvent.Type.StyleChange


def _nested(deep: int) -> list[_Counted]:
    made = [_Counted()]
    for _level in range(deep):
        made.append(_Counted(made[-1]))
    return made


def test_a_switch_dresses_each_widget_a_few_times_however_deep_it_lies(qapp: QApplication, qtbot: QtBot):
    switch = ThemeSwitch(qapp, "light")
    nested = _nested(12)
    qtbot.addWidget(nested[0])
    nested[0].show()
    for each in nested:
        each.dressed = 0
    switch.choose("dark")
    switch.finish()
    assert [each.dressed for each in nested] == [2] * 13, "once without and once with the sheet, not once an ancestor"
    switch.choose("light")
    switch.finish()
    switch.deleteLater()


def test_what_is_hidden_is_dressed_after_the_switch_or_when_it_is_shown(qapp: QApplication, qtbot: QtBot):
    switch = ThemeSwitch(qapp, "light")
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    pages = [_Counted() for _number in range(3)]
    titles = [label("Print room", "title", wrap=False) for _page in pages]
    for page, title in zip(pages, titles, strict=True):
        title.setParent(page)
        stack.addWidget(page)
    stack.show()
    small = titles[0].sizeHint().height()
    for page in pages:
        stack.setCurrentWidget(page)
        page.dressed = 0
    switch.choose_text_scale(2.0)
    assert [page.dressed for page in pages] == [0, 0, 2], "only what is on screen at once"
    assert titles[2].sizeHint().height() > 1.7 * small
    stack.setCurrentIndex(1)
    assert titles[1].sizeHint().height() > 1.7 * small, "shown before its turn"
    qtbot.waitUntil(lambda: titles[0].sizeHint().height() > 1.7 * small)
    assert pages[0].dressed == 1
    assert all(page.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for page in pages)
    assert not any(page.testAttribute(Qt.WidgetAttribute.WA_SetStyle) for page in pages)
    switch.choose_text_scale(1.0)
    switch.finish()
    assert titles[0].sizeHint().height() == small
    switch.deleteLater()
