"""The long papers with 1,000 rows each: processor seconds from the values to the file.

Every round has other names, so that nothing fitted in the round before is known. What made the difference: rows are
measured once and drawn by hand, texts that are of ASCII letters go to the file as they are, and pages are written
without formatting each of their dictionaries.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from statistics import median
from time import process_time
from typing import Any

from benchmarks.goals import judge
from printdesk import memory
from printdesk.domain import codes

TITLE = "## Long papers"
GOAL = 0.4
ROWS = 1_000
_NOW = datetime(2024, 6, 26, 5, tzinfo=UTC)
_DAY = date(2024, 6, 26)
_KEY = b"a key of the demo office, 32 byt"
_SERVICES = ("Paspor biasa 48 halaman", "e-Paspor polikarbonat 48 halaman")


def _people(count: int, seed: int) -> Iterator[tuple[int, str, str]]:
    """Place, name and application number of so many."""
    from printdesk.services.demo import names

    rng = Random(seed)  # noqa: S311 - figures, not secrets
    for at in range(1, count + 1):
        yield at, f"{names.name(rng, 'LP'[at % 2])} {seed}{at % 97}", f"11330702{seed:02d}{at:06d}"


def _letterhead() -> Any:
    from printdesk.documents.worksheet_values import Letterhead

    return Letterhead("Kantor Imigrasi Kelas I TPI Semarang", ("Kementerian Hukum",), "Jalan Siliwangi 514, Semarang")


def _counter_head(title: str) -> Any:
    from printdesk.documents.counter_paper import CounterHead

    facts = (("Hari", "Rabu, 26 Juni 2024"),)
    return CounterHead(
        title=title, number="BP-2024-000012", code="BP-2024-000012|ABCDEF", letterhead=_letterhead(), facts=facts,
        issued_at=_NOW, issued_by="Dewi Lestari",
    )  # fmt: skip


def _paper_head(title: str) -> Any:
    from printdesk.documents.blank_minutes_layout import PaperHead

    return PaperHead(
        number="LR-2024-000012", title=title, letterhead=_letterhead(), code="LR-2024-000012|ABCDEF",
        issued_at=_NOW, issued_by="Dewi Lestari",
    )  # fmt: skip


def register(count: int, seed: int) -> bytes:
    """The day's hand-overs."""
    from printdesk.documents.register_sheet import RegisterLine, register_sheet

    lines = [
        RegisterLine(
            f"BP-2024-{at:06d}", _NOW + timedelta(minutes=at), name, f"C{at:07d}", "Pemohon sendiri", name,
            f"3374••••••••{at:04d}", "KTP asli, bukti pembayaran", "Sari",
        )
        for at, name, _number in _people(count, seed)
    ]  # fmt: skip
    return register_sheet(_counter_head("Buku penyerahan"), lines).content


def custody(count: int, seed: int) -> bytes:
    """What went from the print room to the counter."""
    from printdesk.documents.custody_list import CustodyLine, CustodySheet, custody_list

    lines = tuple(
        CustodyLine(f"A-{at:03d}", f"C{at:07d}", number, name, _SERVICES[at % 2], out=True, arrived=at % 2 == 0)
        for at, name, number in _people(count, seed)
    )
    values = CustodySheet(
        number="ST-2024-000001", code="ST-2024-000001|ABCDEF", letterhead=_letterhead(), lines=lines, sent_at=_NOW,
        sent_by="Bambang", desk="R1", received_at=None, received_by="", differences=(), issued_at=_NOW,
        issued_by="Dewi Lestari",
    )  # fmt: skip
    return custody_list(values).content


def work(count: int, seed: int) -> bytes:
    """What an evening of overtime prints, a code on each row."""
    from printdesk.documents.worksheet import Person, Urgency, WorkSheet, WorkSheetRow, work_sheet

    rows = tuple(
        WorkSheetRow(
            position=at, application_number=number, name=name, service=_SERVICES[at % 2],
            code=codes.sign(_KEY, codes.WORK_SHEET_ROW, f"LK-2024-{seed:06d}/{at}", _DAY),
            departs=(None, _DAY, _NOW)[at % 3], need_by=_NOW + timedelta(hours=at), slack="2 jam kerja lagi",
            urgency=list(Urgency)[at % 4], note="Rombongan: Haji 14" if at % 5 == 0 else "",
        )
        for at, name, number in _people(count, seed)
    )  # fmt: skip
    sheet = WorkSheet(
        number="LK-2024-000012", letterhead=_letterhead(), start=_NOW, end=_NOW + timedelta(hours=4), station="R1",
        people=(Person("Bambang Sutrisno", "198504122008011003", "operator"),), target=count, rows=rows,
        code="LK-2024-000012|ABCDEF", issued_at=_NOW, issued_by="Dewi Lestari",
    )  # fmt: skip
    return work_sheet(sheet).content


def wave(count: int, seed: int) -> bytes:
    """Who is asked to come."""
    from printdesk.documents.wave_list import WaveLine, wave_list

    lines = [
        WaveLine(name, f"…{number[-4:]}", _SERVICES[at % 2], "Haji 14" if at % 5 == 0 else "", f"A-{at:03d}", _NOW)
        for at, name, number in _people(count, seed)
    ]
    return wave_list(_counter_head("Gelombang pengambilan"), lines).content


def post(count: int, seed: int) -> bytes:
    """What is given to the post."""
    from printdesk.documents.post_list import PostLine, post_list

    lines = [
        PostLine(
            f"BP-2024-{at:06d}", name, number, f"C{at:07d}", f"Jalan Pandanaran {at}, Kelurahan Mugassari, Semarang",
            f"0812{at:08d}", f"P{seed}{at:09d}ID",
        )
        for at, name, number in _people(count, seed)
    ]  # fmt: skip
    return post_list(_counter_head("Daftar kiriman"), lines, "Sari", "Pos Indonesia").content


def raises(count: int, seed: int) -> bytes:
    """The week's raises."""
    from printdesk.documents.report_raises import raises_sheet
    from printdesk.documents.report_values import RaiseLine, RaisesDraw, RaisesSheet

    rows = tuple(
        RaiseLine(
            _NOW + timedelta(minutes=at), "Percepatan", "Sari Dewi", f"{name[:1]}. …{number[-4:]}", _SERVICES[at % 2],
            f"Orang tua dirawat di RSUP dr. Kariadi, kamar {at}, keberangkatan dimajukan", "Surat rujukan",
            "Dewi Lestari", "Disetujui", "", drawn=at % 200 == 0,
        )
        for at, name, number in _people(count, seed)
    )  # fmt: skip
    draw = RaisesDraw("", None, 0, 0, ())
    sheet = RaisesSheet(
        head=_paper_head("Daftar percepatan"), first=_DAY, last=_DAY + timedelta(days=6), rows=rows, officers=(),
        phones=(), draw=draw, signers=(),
    )  # fmt: skip
    return raises_sheet(sheet).content


def outage(count: int, seed: int) -> bytes:
    """After an outage, with so many days."""
    from printdesk.documents.report_outage import outage_report
    from printdesk.documents.report_values import OutageReport, RecoveryDay

    days = tuple(
        RecoveryDay(_DAY + timedelta(days=at), 1_300 + seed, 80 + at % 40, 120 + at % 30, at % 7, 90)
        for at in range(count)
    )
    report = OutageReport(
        head=_paper_head("Laporan setelah gangguan"), first=_DAY, last=days[-1].day, outages=(), facts=(),
        services=(), days=days, trips=(), lost=(), overtime=(), charts=(), notes=(), signers=(),
    )  # fmt: skip
    return outage_report(report).content


def batch(count: int, seed: int) -> bytes:
    """What one operator prints, a code on each row."""
    from printdesk.documents.batch_sheet import batch_sheet
    from printdesk.documents.batch_sheet_values import BatchPaper, BatchPaperRow, Dated
    from printdesk.documents.worksheet import Urgency

    rows = tuple(
        BatchPaperRow(
            position=at, application_number=number, name=name, service=_SERVICES[at % 2],
            code=codes.sign(_KEY, codes.BATCH_SHEET_ROW, f"LB-2024-{seed:06d}/{at}", _DAY), foreseen=f"C{at:07d}",
            dated=Dated(departs=_DAY if at % 3 else None, slack="2 jam kerja lagi", urgency=list(Urgency)[at % 4]),
        )
        for at, name, number in _people(count, seed)
    )  # fmt: skip
    paper = BatchPaper(
        number="LB-2024-000012", letterhead=_letterhead(), station="R1", operator="Bambang", made_at=_NOW, rows=rows,
        reasons=((1, "Salah cetak"),), code="LB-2024-000012|ABCDEF", issued_at=_NOW, issued_by="Dewi Lestari",
    )  # fmt: skip
    return batch_sheet(paper).content


PAPERS: dict[str, Callable[[int, int], bytes]] = {
    "hand-over register": register,
    "custody list": custody,
    "work sheet, a QR code on each row": work,
    "batch sheet, a QR code on each row": batch,
    "pickup wave": wave,
    "list for the post": post,
    "week's raises": raises,
    "after an outage, 1,000 days": outage,
}


def _timed(make: Callable[[], bytes]) -> tuple[float, int]:
    begun = process_time()
    content = make()
    return process_time() - begun, len(content)


def report(rounds: int) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    memory.collect_seldom()
    yield TITLE
    yield ""
    yield f"Processor seconds for {ROWS:,} rows (`benchmarks/papers.py`), medians of {rounds} rounds with other names"
    yield f"in each; the goal is {GOAL} s."
    yield ""
    yield "| paper | processor seconds | size | goal |"
    yield "|---|---|---|---|"
    for name, make in PAPERS.items():
        make(20, 0)
        taken = [_timed(partial(make, ROWS, seed)) for seed in range(1, rounds + 1)]
        spent, size = median(each[0] for each in taken), median(each[1] for each in taken)
        met = judge(f"{name}, {ROWS:,} rows", spent, most=GOAL, unit="s")
        yield f"| {name} | {spent:.2f} | {size / 2**20:.1f} MB | {met} |"
    yield ""
