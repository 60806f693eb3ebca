"""The kit's widgets as a user meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from printdesk import i18n
from printdesk.errors import RuleViolationError
from printdesk.ui.kit import (
    ChipRow,
    ElidedLabel,
    FormDialog,
    KeyValue,
    Notice,
    NoticeAction,
    PdfPreview,
    Pill,
    PrimaryButton,
    ProgressLine,
    ScanTarget,
    Severity,
    StatTile,
    Step,
    StepStrip,
    WhyPanel,
)
from printdesk.ui.kit import notice as notice_module
from printdesk.ui.theme import Kind, Tone, apply_theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    return widget


def test_a_buttons_shortcut_survives_another_text(qtbot: QtBot):
    button = PrimaryButton("Ambil 10 berikutnya", "F5")
    page = QWidget()
    button.setParent(page)
    shown(qtbot, page)
    qtbot.waitUntil(page.isActiveWindow)
    button.setText("Take the next 10")
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(page.windowHandle(), Qt.Key.Key_F5)


def test_a_button_is_wide_enough_for_words_and_shortcut(qtbot: QtBot):
    plain, keyed = PrimaryButton("Ambil"), PrimaryButton("Ambil", "Ctrl+Shift+P")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.minimumSizeHint().width() > plain.minimumSizeHint().width() + 60


def test_an_elided_label_offers_the_whole_text_only_when_it_is_cut(qtbot: QtBot):
    words = ElidedLabel("1.312 siap cetak · selesai kira-kira Sel 2 Juli")
    shown(qtbot, words)
    words.resize(600, 20)
    assert words.shown_text() == words.text()
    assert words.toolTip() == ""
    words.resize(90, 20)
    assert words.shown_text().endswith("…")
    assert words.toolTip() == words.text()


def test_markup_in_a_name_stays_a_name(qtbot: QtBot):
    why, grid = WhyPanel(), KeyValue()
    why.set("Mengapa <b>?", "NUR'AINI <img src=x> & anak")
    grid.set_rows([("Nama", "<b>WIDODO")])
    for widget in (why, grid):
        qtbot.addWidget(widget)
    assert "&lt;img src=x&gt; &amp; anak" in why.findChild(QLabel).text()
    values = [one for one in grid.findChildren(QLabel) if one.text() == "<b>WIDODO"]
    assert values[0].textFormat() is Qt.TextFormat.PlainText


def test_only_ok_hides_by_itself_and_undo_runs_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(notice_module, "OK_SECONDS", 0)
    undone: list[bool] = []
    ok, stop = Notice(), Notice()
    for notice in (ok, stop):
        shown(qtbot, notice)
    stop.show_notice(Severity.STOP, "Blangko sudah rusak.", "Ambil yang lain.")
    with qtbot.waitSignal(ok.closed):
        ok.show_notice(Severity.OK, "Beres.")
    assert stop.isVisible()
    assert stop.accessibleName() == "Stop. Blangko sudah rusak. Ambil yang lain."
    stop.show_notice(Severity.WARNING, "Diambil.", action=NoticeAction("Undo", lambda: undone.append(True)))
    stop._act.click()
    assert undone == [True]
    assert stop.isHidden()


def test_the_scan_target_also_takes_typing(qtbot: QtBot):
    target = ScanTarget("Pindai blangko berikutnya", "B4471203")
    shown(qtbot, target)
    with qtbot.waitSignal(target.submitted) as typed:
        QTest.keyClicks(target.field, " B4471203 ")
        QTest.keyClick(target.field, Qt.Key.Key_Return)
    assert typed.args == ["B4471203"]
    assert target.field.text() == ""
    assert target.field.accessibleName() == "Pindai blangko berikutnya B4471203"


def test_exactly_one_chip_is_on(qtbot: QtBot):
    row = ChipRow()
    for code in ("wait", "soon"):
        row.set_chip(code, code, 1)
    shown(qtbot, row)
    assert row.current() == "wait"
    with qtbot.waitSignal(row.chosen) as chosen:
        QTest.mouseClick(row._chips["soon"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["soon"]
    assert row.current() == "soon"
    row.set_chip("soon", "Hampir lewat", 12)
    assert row._chips["soon"].accessibleName() == "Hampir lewat 12"


def test_a_form_keeps_what_was_typed_when_the_act_is_refused(qtbot: QtBot):
    dialog = FormDialog("Terima blangko", "Terima")
    first, last = QLineEdit(), QLineEdit()
    dialog.add_row("Nomor &pertama", first)
    dialog.add_row("Nomor &terakhir", last)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClicks(first, "B4471001")
    with qtbot.waitSignal(dialog.submitted):
        QTest.keyClick(first, Qt.Key.Key_Return)
    dialog.show_error(RuleViolationError("Sudah pernah diterima.", "Periksa."), last)
    assert dialog.error_text() == "Sudah pernah diterima. Periksa."
    assert first.text() == "B4471001"
    assert last.property("invalid") == "true"
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.submitted):
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert dialog.error_text() == ""
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_locked_form_does_not_submit_on_enter(qtbot: QtBot):
    dialog = FormDialog("Serah terima", "Serahkan")
    field = QLineEdit()
    dialog.add_row("Nama", field)
    dialog.set_act_enabled(False)
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.submitted):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_preview_turns_pages_zooms_and_shows_what_was_rendered(qtbot: QtBot):
    asked: list[tuple[int, float]] = []

    def render(page: int, scale: float) -> tuple[int, int, bytes]:
        asked.append((page, scale))
        width, height = round(298 * scale), round(420 * scale)
        return width, height, bytes((0, 128 * page, 0, 255)) * (width * height)

    preview = PdfPreview()
    preview.resize(400, 500)
    shown(qtbot, preview)
    preview.set_document(2, render)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    centre = preview._sheet.grab().toImage()
    assert centre.pixelColor(centre.width() // 2, centre.height() // 2).green() == 128
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    before = preview._sheet.width()
    QTest.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview._sheet.width() > before
    assert preview._place.text() == "Page 2 of 2"


def test_progress_can_be_stopped_once(qtbot: QtBot):
    line = ProgressLine()
    line.start("Membuat slip")
    line.set_progress(1200, 10_000)
    shown(qtbot, line)
    assert line._count.text() == "1,200 of 10,000"
    with qtbot.waitSignal(line.cancelled):
        line._button.click()
    assert not line._button.isEnabled()


def test_painted_widgets_say_themselves_and_paint(qtbot: QtBot):
    tile, strip, pill = StatTile(), StepStrip(), Pill()
    tile.set("Perjalanan terancam", "19", "41 hilang tanpa lembur", Tone.RED)
    strip.set_steps([Step(Kind.DONE, "Wawancara", "Rab 19/6"), Step(Kind.HERE, "Dicetak")])
    strip.set_steps([Step(Kind.DONE, "Wawancara", "Rab 19/6"), Step(Kind.WAITING, "Dicetak")])
    assert not pill.isVisibleTo(None)
    pill.set(Kind.READY, "Siap")
    for widget in (tile, strip, pill):
        shown(qtbot, widget)
        assert not widget.grab().isNull()
    names = [widget.accessibleName() for widget in (tile, strip, pill)]
    assert names == ["Perjalanan terancam: 19. 41 hilang tanpa lembur", "Wawancara Rab 19/6; Dicetak", "Siap"]


def test_the_kits_own_words_follow_the_language(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    notice, line, preview = Notice(), ProgressLine(), PdfPreview()
    dialog = FormDialog("Terima", "Terima")
    for widget in (notice, line, preview, dialog):
        qtbot.addWidget(widget)
    notice.show_notice(Severity.OK, "x")
    for module in ("notice", "progress", "pdf_preview", "dialog"):
        monkeypatch.setattr(f"printdesk.ui.kit.{module}._", lambda text: f"<{text}>")
    for widget in (notice, line, preview, dialog):
        widget.retranslate()
    assert notice._word.text() == "<Done>"
    assert notice._close.accessibleName() == "<Close>"
    assert line._button.text() == "<Cancel>"
    assert preview._buttons[0].accessibleName() == "<Previous page>"
    assert dialog._cancel.text() == "<Cancel>"
    assert i18n.language() == "en"
