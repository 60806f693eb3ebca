"""The notice's poster and picture, read back from what they show."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from printdesk.documents.notice import PICTURE, notice_picture, notice_poster
from printdesk.documents.notice_values import (
    NoticeFigures,
    NoticeValues,
    OutageFigure,
    ServiceFigure,
    StageFigure,
    Standing,
    WaveFigure,
)
from printdesk.domain.settings import Label
from tests.services.offices import at

UP = tuple(StageFigure(stage, "up") for stage in ("print", "check", "pickup"))
LONG = "Paspor elektronik polikarbonat untuk pekerja migran dan jemaah haji dengan dua puluh empat halaman (khusus)"


def service(code: str, label: str, state: str, wait: int | None) -> ServiceFigure:
    first = StageFigure("print", state, at(20, 7, 30), at(28) if state == "down" else None)
    return ServiceFigure(code, Label(label, f"{label} (en)"), (first if state != "up" else UP[0], *UP[1:]), wait, 4)


FIGURES = NoticeFigures(
    (service("a", "Paspor biasa 48", "up", 2), service("b", "e-Paspor laminasi", "flaky", 7),
     service("c", LONG, "down", None)),
    (OutageFigure("Gangguan Pusat Data Nasional <b>PDN</b>", at(20, 7, 30)),),
    (WaveFigure(date(2024, 6, 27), at(27, 9), at(27, 11)),),
)  # fmt: skip
VALUES = NoticeValues(
    number="PG-2024-000007", as_of=at(26, 8, 42), office="Kantor Imigrasi Kelas I TPI Semarang",
    parents=("KEMENTERIAN", "DIREKTORAT JENDERAL IMIGRASI"), address="Jl. Contoh 1, Semarang", phone="(024) 555",
    hours=("Sen–Jum 08.00–15.30", "Mon–Fri 08:00–15:30"), figures=FIGURES, standing=Standing.IN_FORCE,
    code="PD1|PG|PG-2024-000007|20240626|ABCDEFGHIJKLMNOP", replaces="PG-2024-000006",
)  # fmt: skip


def page_text(content: bytes) -> str:
    """What a reader of the page sees, with single spaces."""
    document = pypdfium2.PdfDocument(content)
    try:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    return re.sub(r"\s+", " ", text)


def test_the_poster_says_everything_in_both_languages():
    text = page_text(notice_poster(VALUES).content)
    for said in (
        "PENGUMUMAN LAYANAN PASPOR", "Keadaan Rab 26 Juni 2024, 08.42 WIB", "As of Wed 26 June 2024, 08:42 WIB",
        "Paspor biasa 48", "BERJALAN NORMAL", "Works normally",
        "Permohonan baru selesai dalam 4 hari kerja seperti biasa.",
        "TERSENDAT", "Pencetakan tersendat sejak Kam 20 Juni 07.30.",
        "Printing works on and off since Thu 20 June 07:30.",
        "Permohonan baru selesai dalam sekitar 7 hari kerja (biasanya 4).", "TERGANGGU", "Interrupted", LONG,
        "Pencetakan berhenti sejak Kam 20 Juni 07.30. Diperkirakan pulih Jum 28 Juni 08.00.",
        "Lama penyelesaian permohonan baru belum dapat dipastikan.",
        "Penyebab: Gangguan Pusat Data Nasional <b>PDN</b> (sejak Kam 20 Juni 07.30).",
        "Kam 27 Juni: 09.00–11.00.", "Thu 27 June: 09:00–11:00.", "(024) 555", "Jl. Contoh 1, Semarang",
        "Loket: Sen–Jum 08.00–15.30", "Counter: Mon–Fri 08:00–15:30", "Nomor: PG-2024-000007",
        "Menggantikan pengumuman PG-2024-000006.",
    ):  # fmt: skip
        assert said in text, said
    assert "TIDAK BERLAKU" not in text


def test_one_that_does_not_count_says_so_in_its_head():
    old = replace(VALUES, standing=Standing.SUPERSEDED, replaced_by="PG-2024-000008")
    assert "TIDAK BERLAKU – diganti PG-2024-000008" in page_text(notice_poster(old).content)
    draft = replace(VALUES, standing=Standing.DRAFT, number="", code="", watermark="CONTOH · DEMO")
    text = page_text(notice_poster(draft).content)
    assert "KONSEP – belum diterbitkan" in text
    assert "CONTOH · DEMO" in text
    assert "Nomor:" not in text


@pytest.mark.parametrize("count", [1, 4, 9])
def test_it_fills_one_page_and_nothing_runs_over_its_foot(count: int):
    figures = replace(FIGURES, services=tuple(service(str(n), f"{n} {LONG}", "down", None) for n in range(count)))
    content = notice_poster(replace(VALUES, figures=figures)).content
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(at_) for at_ in range(text.count_rects())]
        width, height = page.get_size()
    finally:
        document.close()
    assert all(0 < left < right < width and 0 < low < high < height for left, low, right, high in boxes)
    # No two lines stand on each other: the last line of the frame lies above the foot.
    lines = sorted({round(low) for _left, low, _right, _high in boxes})
    assert lines[0] > 10
    assert page_text(content).count("Pencetakan berhenti sejak") == count


def test_the_picture_has_the_size_of_social_media_and_its_code_can_be_scanned():
    picture = Image.open(BytesIO(notice_picture(VALUES)))
    assert picture.size == PICTURE
    found = zxingcpp.read_barcodes(picture)
    assert [code.text for code in found] == [VALUES.code]
    colours = {picture.getpixel(place)[:3] for place in ((20, 20), (540, 1340))}
    assert len(colours) == 2
