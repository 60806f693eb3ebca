"""Papers on their way to a printer that jams, does not count, is gone, or is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState
from printdesk.services.print_log import Outcome
from printdesk.services.printers.devices import Printer, Readiness, printer_at
from printdesk.ui.desk_printers import DeskPrinters, kind_of
from printdesk.ui.papers import print_job
from printdesk.ui.papers.print_dialog import PrintDialog
from printdesk.ui.papers.print_job import PrintJob
from printdesk.ui.papers.print_log_dialog import PrintLogDialog
from printdesk.ui.papers.print_order import PaperToPrint, PrintEnd, PrintOrder
from printdesk.ui.pickup.page import PickupPage
from tests.services.printers.fake_printer import FakePrinter, fake_printer
from tests.services.printers.test_printers import paper
from tests.ui.pickup.rooms import TestedRoom

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def device() -> Iterator[FakePrinter]:
    with fake_printer() as made:
        yield made


@pytest.fixture
def room(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestedRoom[PickupPage]]:
    monkeypatch.setattr(print_job, "LOOK_MS", 10)
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    made.printing.known = list
    yield made
    made.close()


def printed(room: TestedRoom[PickupPage], order: PrintOrder, cancel: bool = False) -> PrintEnd:
    """What became of five pages, carried out without a dialog."""
    job = PrintJob(room.page._context, PaperToPrint("Lima lembar", "LB-2024-000001", paper(5)), order)
    job.start()
    if cancel:
        room.until(lambda: bool(job._number))
        job.cancel()
    room.until(lambda: job.end is not None)
    assert job.end is not None
    return job.end


def offer(room: TestedRoom[PickupPage], pages: int = 5) -> PrintDialog:
    """The dialog for a paper, when it has looked for printers."""
    line = room.page.slips.printing
    line.offer(PaperToPrint("Lembar", "LB-2024-000001", paper(pages)))
    room.settle()
    assert line.dialog is not None
    return line.dialog


def test_a_jam_in_mid_batch_is_said_with_the_pages_that_are_missing_and_one_click_sends_them_again(
    room: TestedRoom[PickupPage], device: FakePrinter
):
    for number in range(14):
        room.office.application(f"Pemohon {number:02}", state=ApplicationState.SHELVED)
    room.printing.known = lambda: [printer_at(device.address)]
    device.breaks_after = 12
    room.start()
    room.press(Qt.Key.Key_P, CTRL)
    room.press(Qt.Key.Key_P, CTRL)
    slips = room.page.slips
    dialog = slips.printing.dialog
    assert dialog is not None
    assert dialog.summary() == "14 pages, 14 slips"
    assert dialog.printers.state_words() == "State: ready."

    QTest.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: "Not printed" in slips.result())

    assert slips.result() == "Loket A: paper jam. Not printed: pages 13-14."
    assert [len(texts) for texts in device.jobs] == [10, 4]
    notice = room.said[-1]
    assert notice.severity.value == "warning"
    assert notice.text == "14 pickup slips: the printer Loket A broke off (paper jam). Not printed: pages 13-14."
    assert notice.action is not None
    assert notice.action.text == "Send pages 13-14 again" == slips.printing.again.text()
    assert slips.print_button.isEnabled()

    device.breaks_after = None
    notice.action.run()
    room.until(lambda: "printed on" in slips.result())

    assert slips.result() == "2 pages printed on Loket A."
    again = device.jobs[-1]
    assert [text.splitlines()[-1].strip() for text in again] == ["Cetakan ke-2"] * 2
    assert [sent.replace("Cetakan ke-2", "").split() for sent in again] == [
        first.split() for first in device.jobs[1][2:]
    ]
    notice.action.run()
    room.settle()
    assert len(device.jobs) == 3
    second, first = room.services.print_log.lines()
    assert (first.outcome, first.missing, first.printout) == (Outcome.FAILED, "13-14", 1)
    assert (second.outcome, second.pages, second.printout) == (Outcome.PRINTED, "13-14", 2)


def test_every_way_in_which_a_printer_breaks_off_is_told_apart(room: TestedRoom[PickupPage], device: FakePrinter):
    found = printer_at(device.address)
    order = PrintOrder(found, ((1, 2, 3, 4, 5),))

    device.breaks_after, device.counts = 2, False
    uncounted = printed(room, order)
    assert (uncounted.outcome, uncounted.left, uncounted.doubtful) == (Outcome.FAILED, order.copies, (1, 2, 3, 4, 5))
    assert "look whether some of pages 1-5 came out" in room.said[-1].advice

    device.came, device.counts, device.breaks_after = 0, True, 7
    copies = printed(room, PrintOrder(found, ((1, 2, 3), (1, 2, 3), (1, 2, 3))))
    assert (copies.done, copies.left) == (7, ((2, 3),))
    assert device.jobs[-1][0].splitlines()[-1].strip() == "Cetakan ke-2 - rangkap 3 dari 3"

    device.breaks_after, device.stays = None, True
    cancelled = printed(room, order, cancel=True)
    assert (cancelled.outcome, cancelled.done, cancelled.left) == (Outcome.CANCELLED, 0, order.copies)
    assert 0x0008 in device.asked

    device.stays, device.knows = False, False
    assert printed(room, order).reason == "it does not know them any more"
    device.accepts = False
    refused = printed(room, order)
    assert (refused.outcome, refused.doubtful) == (Outcome.FAILED, ())
    assert "refuses the pages" in refused.reason
    outcomes = [line.outcome for line in room.services.print_log.lines()]
    assert outcomes == [Outcome.FAILED, Outcome.FAILED, Outcome.CANCELLED, Outcome.FAILED, Outcome.FAILED]


def test_the_dialog_offers_what_the_printer_can_and_refuses_pages_that_are_none(
    room: TestedRoom[PickupPage], device: FakePrinter
):
    plain = Printer("ipp://x/a", "Meja", readiness=Readiness.STOPPED, reasons=("media-empty-error",))
    kept: list[str] = []
    room.printing._remember = kept.append
    room.printing.known = lambda: [plain, printer_at(device.address)]
    dialog = offer(room)
    assert dialog.printers.state_words().startswith("State: stopped: no paper.")
    assert not dialog.sides.isVisible()
    dialog.printers.combo.setCurrentIndex(1)
    assert dialog.sides.isVisible()
    assert not dialog.colours.isVisible()

    room.type("1-3, 9", dialog.pages)
    QTest.keyClick(dialog.pages, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "names no pages of this paper. It has 5 pages." in dialog.error_text()
    assert device.jobs == []

    dialog.pages.setText("2-4")
    dialog.sides._chips["both"].click()
    dialog.copies.setValue(2)
    assert dialog.summary() == "3 pages, 2 copies: 4 sheets of paper"
    QTest.keyClick(dialog.pages, Qt.Key.Key_Return)
    room.until(lambda: "printed on" in room.page.slips.printing.result())
    assert [text.split()[1] for sent in device.jobs for text in sent] == ["2", "3", "4"] * 2
    assert room.page.slips.printing.result() == "6 pages printed on Loket A."

    again = DeskPrinters(kept[-1])
    assert again.choice(kind_of("LB-2024-000002")).uri == device.address
    assert again.choice("LB").both_sides
    assert again.choice("SP").uri == ""
    chosen = offer(room)
    assert chosen.printers.combo.currentData() == device.address
    assert chosen.sides.current() == "both"
    chosen.reject()


def test_without_a_printer_the_pdf_is_offered_and_an_address_makes_one(
    room: TestedRoom[PickupPage], device: FakePrinter
):
    dialog = offer(room)
    saves: list[bool] = []
    room.page.slips.printing.save_wanted.connect(lambda: saves.append(True))
    assert dialog._empty.isVisible()
    assert not dialog._act.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.save_button.click()
    assert saves == [True]
    assert not dialog.isVisible()

    dialog = offer(room)
    room.type("nonsense", dialog.printers.address)
    QTest.keyClick(dialog.printers.address, Qt.Key.Key_Return)
    room.settle()
    assert "no address of a printer" in dialog.error_text()
    dialog.printers.address.setText(device.address)
    QTest.keyClick(dialog.printers.address, Qt.Key.Key_Return)
    room.until(lambda: dialog.printers.printer() is not None)
    assert dialog.printers.combo.currentText() == "Loket A"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    room.until(lambda: "printed on" in room.page.slips.printing.result())
    assert len(device.jobs) == 1

    log = PrintLogDialog(room.page._context, room.window)
    log.open()
    room.settle()
    assert log.model.rowCount() == 1
    assert log.again.isEnabled()
    log.again.click()
    room.settle()
    assert log.printing.dialog is not None
    QTest.keyClick(log.printing.dialog, Qt.Key.Key_Return)
    room.until(lambda: len(device.jobs) == 2 and not log.printing.busy)
    room.until(lambda: log.model.rowCount() == 2)
    assert all("Cetakan ke-2" in text for text in device.jobs[1])
    room.printing.kept._memory.clear()
    log.refresh()
    room.settle()
    assert not log.again.isEnabled()
    assert "make it anew in its room" in log._why.text()
    log.close()
