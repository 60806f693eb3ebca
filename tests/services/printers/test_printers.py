"""Printers over the Internet Printing Protocol: asked, sent to, followed, withdrawn from."""

import socket
from collections.abc import Iterator
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.services.printers import wire
from printdesk.services.printers.devices import printer_at, printers
from printdesk.services.printers.jobs import JobState, Ticket, look, paper_name, send, withdraw
from printdesk.services.printers.kept import KeptPapers
from printdesk.services.printers.wire import Operation, Tag
from tests.services.printers.fake_printer import FakePrinter, fake_printer

TICKET = Ticket("SP-2024-000017 1-2", "dwi", 297.6, 419.5, both_sides=True, colour=True)


@pytest.fixture
def device() -> Iterator[FakePrinter]:
    with fake_printer() as made:
        yield made


def paper(pages: int = 2) -> bytes:
    whole = BytesIO()
    canvas = Canvas(whole, pagesize=(297.6, 419.5))
    for page in range(1, pages + 1):
        canvas.drawString(40, 200, f"lembar {page}")
        canvas.showPage()
    canvas.save()
    return whole.getvalue()


def test_a_printer_by_its_address_says_what_it_can_and_what_it_cannot_is_not_asked_of_it(device: FakePrinter):
    found = printer_at(device.address)

    assert (found.name, found.both_sides, found.colour, found.followed) == ("Loket A", True, False, True)
    assert found.reasons == ()
    send(found, TICKET, paper())
    assert device.jobs == [["lembar 1", "lembar 2"]]
    assert b"two-sided-long-edge" in device.wishes[0]
    assert b"print-color-mode" not in device.wishes[0]
    assert b"SP-2024-000017 1-2" in device.wishes[0]


def test_a_job_is_followed_to_its_end_or_to_the_page_at_which_the_paper_jams(device: FakePrinter):
    found = printer_at(device.address)
    whole = look(found, send(found, TICKET, paper()))
    assert (whole.state, whole.pages) == (JobState.DONE, 2)

    device.breaks_after = 3
    broken = look(found, send(found, TICKET, paper()))
    assert (broken.state, broken.pages) == (JobState.ABORTED, 1)
    assert "media-jam-error" in broken.reasons

    device.knows = False
    assert look(found, 1).state is JobState.LOST


def test_a_job_that_waits_is_withdrawn(device: FakePrinter):
    device.stays = True
    found = printer_at(device.address)
    number = send(found, TICKET, paper())
    assert look(found, number).state is JobState.PRINTING

    withdraw(found, number, "dwi")

    assert look(found, number).state is JobState.CANCELLED


def test_sending_is_told_and_can_be_stopped_on_the_way(device: FakePrinter):
    class StopError(Exception):
        pass

    def stop(_sent: int, _all: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        send(printer_at(device.address), TICKET, paper(), stop)
    assert device.jobs == []


def test_a_printer_that_refuses_or_is_gone_is_said_in_words(device: FakePrinter):
    found = printer_at(device.address)
    device.accepts = False
    with pytest.raises(EnvironmentFailureError, match=r"Loket A refuses the pages: Not accepting jobs\."):
        send(found, TICKET, paper())

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"ipp://127.0.0.1:{free.getsockname()[1]}/ipp/print"
    with pytest.raises(EnvironmentFailureError, match="does not answer"):
        printer_at(nobody)
    for wrong in ("printer", "file:///etc/passwd", "ipp://"):
        with pytest.raises(RuleViolationError, match="no address of a printer"):
            printer_at(wrong)


def test_a_computer_without_a_print_server_knows_no_printer(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free.getsockname()[1]}")
    assert printers() == []
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    assert printers() == []


def test_an_answer_cut_off_anywhere_is_broken_and_never_half_believed(device: FakePrinter):
    whole = device.answer(wire.request(Operation.GET_PRINTER_ATTRIBUTES, 1, {"printer-uri": (Tag.URI, "ipp://x/")}))
    assert wire.answer(whole).of(4)[0]["printer-info"] == ["Loket A"]

    for length in range(len(whole)):
        with pytest.raises(wire.BrokenAnswerError):
            wire.answer(whole[:length])


def test_papers_have_their_standard_names():
    assert paper_name(297.6, 419.5) == "iso_a6_105x148mm"
    assert paper_name(841.9, 595.3) == "iso_a4_210x297mm"
    assert paper_name(226.8, 700.0) == ""


def test_sent_papers_are_kept_for_this_person_alone_and_go_after_three_days(tmp_path_factory: pytest.TempPathFactory):
    import os
    import time

    folder = tmp_path_factory.mktemp("desk") / "printed"
    kept = KeptPapers(folder)
    old, new = "0" * 36, "1" * 36
    kept.keep(old, b"old")
    os.utime(folder / f"{old}.pdf", (time.time() - 4 * 86_400,) * 2)
    kept.keep(new, b"new")

    assert (kept.find(old), kept.find(new), kept.find("../../etc/passwd")) == (None, b"new", None)
    assert (folder.stat().st_mode & 0o777, (folder / f"{new}.pdf").stat().st_mode & 0o777) == (0o700, 0o600)
