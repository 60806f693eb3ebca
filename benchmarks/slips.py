"""1,000 pickup slips on A6: ours, beside a page written by hand (the limit) and beside other libraries.

Each way runs in a process of its own in `.venv-bench`, all in turn, and is timed in processor seconds without its
imports. Every way places the same twelve texts, a QR code and a Code 128. "With our codes" is another library given
the codes of zxing-cpp; "as it comes" is the library with segno, the usual encoder of Python. Of ours each code is
read back from the page's picture, and each text from the page. What made the difference: the encoder (nine tenths of
the time of the others) with one mask instead of the best of eight, static parts once as a form, the text placed in
one stream, ASCII letters as they are, and pages that reportlab need not format dictionary by dictionary (its
accelerator `rl_accel` gains nothing beside that, so it is not asked for).
"""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks import peers
from benchmarks.goals import judge

TITLE = "## Slips"
LIMIT_TIMES, PEER_TIMES, AS_IT_COMES_TIMES, MEGABYTES = 1.5, 4.0, 10.0, 64
_NOW = datetime(2024, 6, 26, 5, tzinfo=UTC)
_FACTS = (
    "Kantor Imigrasi Kelas I TPI Semarang", "Slip pengambilan paspor", "Siap diambil mulai",
    "Rabu, 26 Juni 2024 13.00", "Diambil paling lambat", "Jumat, 26 Juli 2024", "Paspor biasa 48 halaman",
    "0812****678", "Bukti pembayaran",
    "KTP asli",
)  # fmt: skip
_WIDTH, _HEIGHT = 297.6, 419.5


def _name(number: int) -> str:
    return f"AHMAD FAUZI {number:04d}"


def _slip_number(number: int) -> str:
    return f"SP-2024-{number:06d}"


def ours(count: int) -> bytes:
    """Our own slips, whole: all that an office prints on them."""
    from printdesk.documents.slip import Checklist, Slip, pickup_slips

    bring = (Checklist("pemohon", ("bukti pembayaran", "KTP asli")),)
    slips = (
        Slip(
            slip_number=_slip_number(number), office=_FACTS[0], shelf_slot=f"A-{number % 400:03d}",
            name=_name(number), application_number=f"11330700{number:08d}", services=("Paspor biasa 48 hal",),
            ready_from=_NOW, last_day=_NOW + timedelta(days=30), counter_hours=("Sen-Kam 08.00-15.30",), bring=bring,
            phone="0812****678", code=f"{_slip_number(number)}:ABCDEF", printed_at=_NOW, printed_by="L1",
            language="id",
        )
        for number in range(count)
    )  # fmt: skip
    return pickup_slips(slips).content


def by_hand(count: int) -> bytes:
    """The limit: each page's stream is one text, the QR code a picture of one bit a dot; nothing is fitted."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    from printdesk.documents.barcode import code128, qr
    from printdesk.documents.fonts import Face, widths

    rl_config.useA85 = 0
    widths(Face.REGULAR)
    font, out = pdfmetrics.getFont(str(Face.REGULAR)), io.BytesIO()
    canvas: Any = Canvas(out, pagesize=(_WIDTH, _HEIGHT), pageCompression=1, invariant=1)

    document, escape = canvas._doc, canvas._escape  # noqa: SLF001 - what the limit is: no public call on the way

    def line(x: float, y: float, text: str, size: int = 10) -> str:
        subset, encoded = font.splitString(text, document)[0]
        inner = escape(encoded)
        return f"BT {font.getSubsetInternalName(subset, document)} {size} Tf 1 0 0 1 {x} {y} Tm ({inner}) Tj ET"

    fixed = [line(20, 300 - 14 * n, text) for n, text in enumerate(_FACTS)]
    for number in range(count):
        matrix, bars = qr(f"{_slip_number(number)}:ABCDEF"), code128(_slip_number(number))
        marks = " ".join(f"{20 + start} 20 {width} 30 re" for start, width in bars.bars)
        picture = (
            f"q 80 0 0 80 200 300 cm BI /W {matrix.side} /H {matrix.side} /CS /G /BPC 1 /F /AHx ID "
            f"{matrix.packed}> EI Q"
        )
        own = (line(20, 380, _name(number), 14), line(20, 360, _slip_number(number)))
        canvas._code.append("\n".join((*fixed, *own, f"{marks} f", picture)))  # noqa: SLF001
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def reportlab_segno(count: int) -> bytes:
    """reportlab's public calls, with segno as it comes."""
    import segno  # type: ignore[import-not-found]
    from reportlab.graphics.barcode.code128 import Code128
    from reportlab.pdfgen.canvas import Canvas

    from printdesk.documents.fonts import Face, widths

    widths(Face.REGULAR)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
    for number in range(count):
        canvas.setFont(str(Face.REGULAR), 10)
        for at, text in enumerate((*_FACTS, _name(number), _slip_number(number))):
            canvas.drawString(20, 300 - 14 * at, text)
        for y, row in enumerate(segno.make(f"{_slip_number(number)}:ABCDEF", error="m", micro=False).matrix):
            for x, dark in enumerate(row):
                if dark:
                    canvas.rect(200 + 3 * x, 380 - 3 * y, 3, 3, stroke=0, fill=1)
        Code128(_slip_number(number), barHeight=30, barWidth=1).drawOn(canvas, 20, 20)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _fpdf(count: int, dots: Callable[[str], Iterator[tuple[int, int]]]) -> bytes:
    import fontpkg_atkinson_hyperlegible
    from fpdf import FPDF  # type: ignore[import-untyped]

    from printdesk.documents.barcode import code128
    from printdesk.documents.fonts import Face

    face = Path(fontpkg_atkinson_hyperlegible.ROOT) / "files" / f"{Face.REGULAR}.ttf"

    page = FPDF(unit="pt", format=(_WIDTH, _HEIGHT))
    page.set_auto_page_break(False)
    page.add_font("Desk", fname=str(face))
    for number in range(count):
        page.add_page()
        page.set_font("Desk", size=10)
        for at, text in enumerate((*_FACTS, _name(number), _slip_number(number))):
            page.text(20, 100 + 14 * at, text)
        for x, y in dots(f"{_slip_number(number)}:ABCDEF"):
            page.rect(200 + 3 * x, 20 + 3 * y, 3, 3, style="F")
        for start, width in code128(_slip_number(number)).bars:
            page.rect(20 + start, 380, width, 30, style="F")
    return bytes(page.output())


def fpdf_our_codes(count: int) -> bytes:
    """fpdf2 given the codes of zxing-cpp."""
    from printdesk.documents.barcode import qr

    def dots(text: str) -> Iterator[tuple[int, int]]:
        matrix = qr(text)
        breadth = (matrix.side + 7) // 8 * 2
        for y in range(matrix.side):
            row = int(matrix.packed[y * breadth : (y + 1) * breadth], 16)
            for x in range(matrix.side):
                if not row >> (breadth * 4 - 1 - x) & 1:
                    yield x, y

    return _fpdf(count, dots)


def fpdf_segno(count: int) -> bytes:
    """fpdf2 with segno, as it comes."""
    import segno

    def dots(text: str) -> Iterator[tuple[int, int]]:
        for y, row in enumerate(segno.make(text, error="m", micro=False).matrix):
            yield from ((x, y) for x, dark in enumerate(row) if dark)

    return _fpdf(count, dots)


def weasyprint_segno(count: int) -> bytes:
    """WeasyPrint with segno's SVG, as it comes; of every 20 slips one, scaled up."""
    import segno
    from weasyprint import HTML  # type: ignore[import-not-found]

    pages = []
    for number in range(max(1, count // _SPARED)):
        code = segno.make(f"{_slip_number(number)}:ABCDEF", error="m", micro=False).svg_inline(scale=2)
        texts = "".join(f"<p>{text}</p>" for text in (*_FACTS, _name(number), _slip_number(number)))
        pages.append(f'<div style="page-break-after: always">{texts}{code}</div>')
    return bytes(HTML(string="".join(pages)).write_pdf())


_SPARED = 20
WAYS: dict[str, tuple[str, Callable[[int], bytes], int]] = {
    "by hand (the limit)": ("limit", by_hand, 1),
    "ours": ("ours", ours, 1),
    "fpdf2, our codes": ("same", fpdf_our_codes, 1),
    "reportlab's calls, segno": ("comes", reportlab_segno, 1),
    "fpdf2, segno": ("comes", fpdf_segno, 1),
    "WeasyPrint, segno": ("comes", weasyprint_segno, _SPARED),
}
"""What a way is compared as, what does it, and of how many slips it makes one."""


def main(arguments: Sequence[str]) -> None:
    """One way, in this process: processor seconds and the most memory."""
    name, count = arguments[0], int(arguments[1])
    _kind, make, spared = WAYS[name]
    make(max(20, spared))
    begun = process_time()
    content = make(count)
    spent = (process_time() - begun) * spared
    sys.stdout.write(f"{spent} {peers.peak()} {len(content)}\n")


_SAID = (
    _FACTS[0], "Slip pengambilan paspor", "Paspor biasa 48 hal", "Rab 26 Juni 2024", "Jum 26 Juli 2024",
    "0812****678", "bukti pembayaran", "KTP asli", "Sen-Kam 08.00-15.30", "Dicetak",
)  # fmt: skip


def _said_of(number: int) -> tuple[str, ...]:
    digits = f"11330700{number:08d}"
    spaced = " ".join(digits[at : at + 4] for at in range(0, 16, 4))
    return _name(number), _slip_number(number), f"A-{number % 400:03d}", spaced


def read_back(count: int) -> int:
    """How many of our slips say all their texts and exactly their two codes when their pages are read.

    Raises:
        AssertionError: one does not.
    """
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(ours(count))
    for number in range(count):
        page = document[number]
        text = page.get_textpage().get_text_range()
        codes = {found.text for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
        lacking = [each for each in (*_SAID, *_said_of(number)) if each not in text]
        if lacking or codes != {f"{_slip_number(number)}:ABCDEF", _slip_number(number).replace("-", "")}:
            msg = f"slip {number} cannot be read back: {lacking}, {sorted(codes)}"
            raise AssertionError(msg)
    return count


def report(rounds: int, count: int = 1_000) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in WAYS}
    for number in range(rounds):
        for name in list(WAYS) if number % 2 else list(WAYS)[::-1]:
            said = peers.run("benchmarks.slips", name, str(count))
            if said is not None:
                spent, most, size = (float(part) for part in said.split())
                taken[name].append((spent, most, size))
    yield f"{count:,} slips on A6, twelve texts, QR and Code 128 each (`benchmarks/slips.py`), medians of"
    read = read_back(count)
    yield f"{rounds} rounds taken in turn; of ours {read:,} were read back, every code and every text."
    yield ""
    yield "| way | processor seconds | most memory | size |"
    yield "|---|---|---|---|"
    for name, rows in taken.items():
        if rows:
            spent, most, size = (median(column) for column in zip(*rows, strict=True))
            yield f"| {name} | {spent:.2f} | {most:.0f} MB | {size / 2**20:.1f} MB |"
        else:
            yield f"| {name} | cannot run here | | |"
    yield ""
    yield from _goals({name: [row[0] for row in rows] for name, rows in taken.items() if rows}, taken["ours"])
    yield ""


def _goals(taken: dict[str, list[float]], ours_taken: Sequence[tuple[float, float, float]]) -> Iterator[str]:
    def ratio(one: str, other: str) -> float:
        return median(a / b for a, b in zip(taken[one], taken[other], strict=True))

    if "ours" not in taken:
        return
    told = []
    if "by hand (the limit)" in taken:
        times = ratio("ours", "by hand (the limit)")
        met = judge("ours to the limit", times, most=LIMIT_TIMES, unit="times")
        told.append(f"{times:.2f} times the limit (goal {LIMIT_TIMES}: {met})")
    for kind, words, goal in (("same", "given our codes", PEER_TIMES), ("comes", "as it comes", AS_IT_COMES_TIMES)):
        best = [ratio(name, "ours") for name, way in WAYS.items() if way[0] == kind and name in taken]
        if best:
            least = min(best)
            met = judge(f"the fastest other {words} to ours", least, least=goal, unit="times")
            told.append(f"the fastest other {words} takes {least:.1f} times ours (goal {goal:.0f}: {met})")
    most = median(row[1] for row in ours_taken)
    told.append(f"{most:.0f} MB (goal {MEGABYTES}: {judge('most memory', most, most=MEGABYTES, unit='MB')})")
    yield "Ours: " + "; ".join(told) + "."


if __name__ == "__main__":
    main(sys.argv[1:])
