"""Slips in the window: made once, shown, saved, sent to a printer, stopped."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Paper
from printdesk.services.printers.devices import Printer
from printdesk.ui.pickup.page import PickupPage
from tests.ui.pickup.rooms import TestedRoom

SHELVED = ApplicationState.SHELVED


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    finally:
        document.close()


def copies(room: TestedRoom[PickupPage]) -> int:
    with room.office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Paper)) or 0


def test_the_slip_of_a_card_is_shown_and_the_saved_file_has_the_name_in_its_text(room: TestedRoom[PickupPage]):
    name = "Nur'aini binti Syarifuddin Al-Hasyimi"
    room.page.open_application(room.office.application(name, state=SHELVED))
    room.settle()
    target = room.folder / "slip-nuraini"
    room.page.slip_desk.ask_path = lambda _owner, _proposed: target

    room.press(Qt.Key.Key_F7)
    assert room.page.slips.preview.isVisible()
    assert room.page.slips.pages is not None
    assert room.page.slips.pages.count == 1
    room.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    saved = target.with_name("slip-nuraini.pdf")
    assert "".join(text_of(saved).split()).upper().count("".join(name.split()).upper()) == 1
    assert str(saved) in room.page.slips.result()

    room.press(Qt.Key.Key_Escape)
    assert room.page.card.isVisible()


def test_another_paper_or_language_makes_no_further_copies(room: TestedRoom[PickupPage]):
    for name in ("Widodo", "Suhartini", "Kartini"):
        room.office.application(name, state=SHELVED)
    room.start()

    room.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    slips = room.page.slips
    assert slips.pages is not None
    assert slips.pages.count == 3
    room.page.slips.sizes._chips["a4"].click()
    room.settle()
    assert slips.pages is not None
    assert slips.pages.count == 1
    room.page.slips.languages._chips["en"].click()
    room.settle()
    assert slips.batch is not None
    assert slips.batch.document.items == 3
    assert copies(room) == 3


def test_only_the_selected_rows_get_slips(room: TestedRoom[PickupPage]):
    for name in ("Widodo", "Suhartini", "Kartini"):
        room.office.application(name, state=SHELVED)
    room.start()
    room.page.shelf.table.setFocus()
    room.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    room.page.shelf.slips_button.click()
    room.settle()

    assert room.page.slips.batch is not None
    assert room.page.slips.batch.document.items == 2


def test_pages_go_to_the_spooler_of_a_system_that_follows_no_jobs_and_nothing_claims_they_came_out(
    room: TestedRoom[PickupPage],
):
    for name in ("Widodo", "Suhartini", "Kartini"):
        room.office.application(name, state=SHELVED)
    out = room.folder / "printer.pdf"

    def spool(_printer: Printer) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    room.printing.known = lambda: [Printer("spooler:A", "Loket A")]
    room.printing.spool = spool
    room.start()
    room.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    room.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = room.page.slips.printing.dialog
    assert dialog is not None
    assert dialog.summary() == "3 pages, 3 slips"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: "sent to printer" in room.page.slips.result())

    printed = pypdfium2.PdfDocument(out)
    assert len(printed) == 3
    width, height = printed[0].get_size()
    printed.close()
    assert (width, height) == pytest.approx((297.6, 419.5), abs=1)
    assert room.page.slips.result() == "3 pages sent to printer Loket A. Look whether all came out."
    assert [(line.outcome, line.count, line.printout) for line in room.services.print_log.lines()] == [("sent", 3, 1)]


def test_stopping_draws_nothing_and_the_window_goes_on(room: TestedRoom[PickupPage]):
    ids = [room.office.application(f"Orang {n}", state=SHELVED) for n in range(400)]
    room.start()

    room.page.shelf.slips_button.click()
    room.page.slips.progress.cancelled.emit()
    room.settle()

    assert room.page.slips.batch is None
    assert "no slips were drawn" in room.page.slips.result()
    assert len(ids) == 400

    assert room.page.slips.again.hasFocus()
    room.press(Qt.Key.Key_F5)
    room.until(lambda: room.page.slips.batch is not None)
    assert not room.page.slips.again.isVisible()
