"""Slips and work sheets to test with, and what is read back from their pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from printdesk.documents.preview import render_page
from printdesk.documents.slip import Checklist, Slip
from printdesk.documents.worksheet import Letterhead, Person, Urgency, WorkSheet, WorkSheetRow
from printdesk.domain import codes

WIB = ZoneInfo("Asia/Jakarta")
KEY = b"a key of the demo office, 32 byt"
DAY = date(2024, 6, 26)

TWO_HUNDRED = (
    "RADEN AYU SITI NURHALIMAH AL-MUTHMAINNAH BINTI KANJENG PANGERAN HARYO SUROADIKUSUMO WIJAYANINGRAT "
    "PURBONEGORO HADIKUSUMANINGRAT NUR'AINI ABDURRAHMAN SYARIFUDDIN MAKASSARI PUTRI TEJOWULAN KUSUMAWARDHANI"
)[:200]

NAMES = (
    "SUHARTINI",
    "NUR'AINI",
    "NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI",
    TWO_HUNDRED[:60].strip(),
    TWO_HUNDRED[:100].strip(),
    TWO_HUNDRED,
    "WIJAYANINGRATPURBONEGOROHADIKUSUMANINGRA",
    "Łucja Đỗ-Żółć Ñandú Åse Škoda Çelik",
    "A <b>BOLD</b> &amp; <i>NAME",
    '<img src="file:///etc/passwd"/>',
    "(BACK\\SLASH) %PDF 100%",
)

BRING = (
    Checklist("the applicant", ("Payment proof", "Original ID card")),
    Checklist("family", ("payment proof", "copy of the family card", "the collector's ID")),
    Checklist("anybody else", ("payment proof", "stamped power of attorney", "the collector's original ID")),
)


def slip(count: int = 4182, **values: Any) -> Slip:
    number = f"SP-2024-{count:06d}"
    record: dict[str, Any] = {
        "slip_number": number,
        "office": "Kantor Imigrasi Kelas I TPI Semarang",
        "shelf_slot": "A-014",
        "name": "SUHARTINI",
        "application_number": "1133070288154398",
        "services": ("Paspor biasa 48 hal",),
        "ready_from": datetime(2024, 6, 26, 13, tzinfo=WIB),
        "last_day": datetime(2024, 7, 26, 15, 30, tzinfo=WIB),
        "counter_hours": ("Mon–Thu 08:00–15:30", "Fri 08:00–16:00"),
        "bring": BRING,
        "phone": "0812****678",
        "code": codes.sign(KEY, codes.PICKUP_SLIP, number, DAY),
        "printed_at": datetime(2024, 6, 26, 11, 42, tzinfo=WIB),
        "printed_by": "Counter 1",
        "language": "en",
    }
    return Slip(**{**record, **values})


def work_row(position: int, **values: Any) -> WorkSheetRow:
    record: dict[str, Any] = {
        "position": position,
        "application_number": f"11330702{position:08d}",
        "name": NAMES[position % len(NAMES)],
        "service": ("Paspor biasa 48 hal", "e-Paspor polikarbonat")[position % 2],
        "code": codes.sign(KEY, codes.WORK_SHEET_ROW, f"LK-2024-000012/{position}", DAY),
        "departs": (None, DAY, datetime(2024, 6, 29, 14, 25, tzinfo=WIB))[position % 3],
        "need_by": datetime(2024, 6, 27, 16, tzinfo=WIB) + timedelta(days=position),
        "slack": "2 working hours left",
        "urgency": list(Urgency)[position % 4],
        "note": "Group: Haji 14" if position % 5 == 0 else "",
    }
    return WorkSheetRow(**{**record, **values})


def sheet_of(count: int, **values: Any) -> WorkSheet:
    record: dict[str, Any] = {
        "number": "LK-2024-000012",
        "letterhead": Letterhead(
            "Kantor Imigrasi Semarang", ("Kementerian Hukum", "Kantor Wilayah"), "Jalan Siliwangi 514"
        ),
        "start": datetime(2024, 6, 26, 16, 30, tzinfo=WIB),
        "end": datetime(2024, 6, 26, 20, 30, tzinfo=WIB),
        "station": "R1",
        "people": (
            Person("Bambang Sutrisno", "198504122008011003", "operator"),
            Person("Sri Wahyuningsih, S.H.", "199002142014022001", "quality check"),
            Person("Agus"),
        ),
        "target": count,
        "rows": tuple(work_row(position) for position in range(1, count + 1)),
        "code": codes.sign(KEY, codes.WORK_SHEET, "LK-2024-000012", DAY),
        "issued_at": datetime(2024, 6, 26, 15, 50, tzinfo=WIB),
        "issued_by": "Dewi Lestari",
    }
    return WorkSheet(**{**record, **values})


@dataclass(frozen=True)
class Word:
    """A word on a page and the box of its ink, in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: "Word") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def texts(content: bytes) -> list[str]:
    """The text of each page, every run of blanks and line ends as one space."""
    with pypdfium2.PdfDocument(content) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_size() for page in document]


def words(content: bytes, page: int = 0) -> list[Word]:
    """The words of a page, read letter by letter."""
    with pypdfium2.PdfDocument(content) as document:
        textpage = document[page].get_textpage()
        return list(_words(textpage))


def _words(textpage: Any) -> Iterator[Word]:
    letters: list[tuple[str, tuple[float, float, float, float]]] = []
    for index in range(textpage.count_chars()):
        letter = textpage.get_text_range(index, 1)
        made_up = pdfium.FPDFText_IsGenerated(textpage, index) == 1
        if made_up or not letter.strip():
            yield from _word(letters)
            letters = []
            continue
        letters.append((letter, textpage.get_charbox(index)))
    yield from _word(letters)


def _word(letters: list[tuple[str, tuple[float, float, float, float]]]) -> Iterator[Word]:
    if letters:
        boxes = [box for _letter, box in letters]
        yield Word(
            "".join(letter for letter, _box in letters),
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


def overlaps(found: list[Word]) -> list[tuple[str, str]]:
    """The pairs of words whose ink shares some paper."""
    ordered = sorted(found, key=lambda word: word.left)
    pairs = []
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left >= one.right:
                break
            if one.touches(other):
                pairs.append((one.text, other.text))
    return pairs


def scanned(content: bytes, page: int = 0, dpi: int = 200) -> set[str]:
    """What a scanner reads from a page printed at `dpi`."""
    picture = render_page(content, page, dpi / 72)
    view = memoryview(picture.rgba).cast("B", (picture.height, picture.width, 4))
    image = zxingcpp.ImageView(view, picture.width, picture.height, zxingcpp.ImageFormat.RGBA)
    return {found.text for found in zxingcpp.read_barcodes(image)}
