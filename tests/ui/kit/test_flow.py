"""The row that goes on in the next line, and the dialog and columns that make room."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import Cell, ChipRow, Column, DeskTable, FlowRow, FormDialog, RowsModel, SecondaryButton
from printdesk.ui.theme import apply_theme


def test_a_row_goes_on_in_the_next_line_and_hidden_ones_take_no_room(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    page, row = QWidget(), FlowRow(8)
    buttons = [SecondaryButton(text) for text in ("Salin untuk WhatsApp", "Ubah tanggal", "Tahan")]
    buttons[1].setVisible(False)
    column = QVBoxLayout(page)
    column.addWidget(row)
    column.addStretch(1)
    for button in buttons:
        row.add(button)
    qtbot.addWidget(page)
    page.resize(900, 300)
    page.show()
    assert buttons[0].y() == buttons[2].y()
    assert buttons[2].x() == buttons[0].width() + 8
    assert not buttons[1].isVisible()

    page.resize(buttons[0].width() + 40, 300)
    qapp.processEvents()
    assert buttons[2].x() == 0
    assert buttons[2].y() == buttons[0].height() + 8
    assert row.height() == 2 * buttons[0].height() + 8


def test_the_row_lives_on_after_the_garbage_collector(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    page = QWidget()
    column = QVBoxLayout(page)
    chips = ChipRow()
    for code in ("all", "risk", "today"):
        chips.set_chip(code, code, 1_000)
    column.addWidget(chips)
    qtbot.addWidget(page)
    page.show()
    for width in (120, 900, 200):
        gc.collect()
        page.resize(width, 200)
        qapp.processEvents()
        assert column.totalHeightForWidth(width) >= chips.heightForWidth(chips.width())


def test_a_form_grows_with_a_long_error_so_that_no_field_lies_over_another(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    dialog = FormDialog("Batalkan penyerahan", "Batalkan", "Pindai buku sebagai bukti bahwa buku sudah kembali.")
    first, second = QLineEdit(), QLineEdit()
    dialog.add_row("Buku", first)
    dialog.add_row("Alasan", second)
    qtbot.addWidget(dialog)
    dialog.open()
    before = dialog.height()
    dialog.show_error("B0000001 bukan buku yang diserahkan kepada RADEN AJENG SITI NUR'AINI. " * 3, first)
    qapp.processEvents()
    assert dialog.height() > before
    assert first.geometry().bottom() < second.geometry().top()
    assert first.height() >= first.sizeHint().height()
    error = next(each for each in dialog.findChildren(QLabel) if each.text().startswith("B0000001"))
    assert error.heightForWidth(error.width()) <= error.height()


def test_a_column_that_is_never_cut_grows_with_its_longest_text(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    columns = [
        Column[str](lambda: "Rak", lambda row: Cell(row), 60, strong=True, whole=True),
        Column[str](lambda: "Pemohon", lambda row: Cell(row), 100, stretch=1),
    ]
    model = RowsModel(columns, key=lambda row: row)
    table = DeskTable(model)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    model.set_rows(["A-001"])
    assert table.columnWidth(0) < 80
    model.set_rows(["A-001", "RAK-B00103"])
    whole = table.fontMetrics().horizontalAdvance("RAK-B00103") + 20
    qtbot.waitUntil(lambda: table.columnWidth(0) >= whole)
    assert table.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
