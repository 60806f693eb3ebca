"""Taking over a list of 50,000 applications as XLSX: read, checked, compared with what is known, and written.

The file is written by hand as XML, so that making it needs nothing; names are made as the demo's are. Measured in a
process of its own: processor time of the program and of the worker that reads the sheet, and the program's most
memory. What made the difference: a list is read column by column, each different cell once, and a column that one
look of a regular expression finds usual not at all; rows come from the worker as `marshal` writes them, and go to the
database as tuples in few statements, in which a column that says one thing in all rows, or the same as another, is
given once; numbers are asked for as one value; promises are worked out once for a day and a service; the text of a
ledger entry, and what its hash covers, is put together without an encoder. A third of the time is SQLite's, with ten
indexes and the index of words to keep true, and a sixth the XLSX reader's.
"""

import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks import peers
from benchmarks.goals import judge

TITLE = "## Import"
GOAL_ROWS, GOAL_SECONDS, GOAL_MEGABYTES = 50_000, 3.0, 150
HEADINGS = (
    "nomor permohonan", "nama", "nik", "tanggal lahir", "jenis kelamin", "telepon", "jenis layanan",
    "siap cetak", "tanggal berangkat", "negara tujuan", "bukti",
)  # fmt: skip
_SERVICES = ("Paspor biasa 48", "Paspor 24", "e-Paspor laminasi", "e-Paspor polikarbonat")
_START = datetime(2024, 3, 4, 8)  # noqa: DTZ001 - as a spreadsheet holds it


def rows(count: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """So many applications as a list's cells."""
    from printdesk.services.demo import names

    rng = random.Random(seed)  # noqa: S311 - figures, not secrets
    for at in range(count):
        man = at % 2 == 0
        ready = _START + timedelta(minutes=3 * at)
        born = datetime(1950, 1, 1) + timedelta(days=rng.randrange(25_000))  # noqa: DTZ001
        day = born.day if man else born.day + 40
        travels = at % 3 == 0
        yield (
            f"11330700{at:08d}", names.name(rng, "L" if man else "P"),
            f"337401{day:02d}{born:%m%y}{rng.randrange(1, 9999):04d}", f"{born:%d/%m/%Y}", "L" if man else "P",
            f"08{rng.randrange(10**8, 10**10)}", _SERVICES[at % 4], f"{ready:%d/%m/%Y %H:%M}",
            f"{ready + timedelta(days=rng.randrange(5, 40)):%d/%m/%Y}" if travels else "",
            "Arab Saudi" if travels else "", "tiket" if travels else "",
        )  # fmt: skip


def write_sheet(path: Path, lines: Sequence[tuple[str, ...]]) -> None:
    """An XLSX file with one sheet of inline texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        book.writestr("xl/workbook.xml", _BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml"))
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, line in enumerate((HEADINGS, *lines), 1):
                cells = "".join(f'<c t="inlineStr"><is><t>{cell.replace("&", "&amp;")}</t></is></c>' for cell in line)
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>'
)
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Daftar" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def _relations(kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def one_import(folder: Path, file: Path) -> tuple[float, float, int]:
    """Take the list over into the folder's new office, in this process: seconds, megabytes and rows that are new."""
    from printdesk import memory
    from printdesk.i18n import catalogue
    from printdesk.services.bundle import open_office
    from printdesk.services.work import Actor, new_operation_id

    memory.collect_seldom()
    office = open_office(f"sqlite:///{folder / 'office.db'}")
    before = process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = office.imports.apply(Actor("sari", "R1"), file, new_operation_id(), language=catalogue("id"))
    spent = process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    office.close()
    return spent, peers.peak(), done.new


def _judged(spent: float, most: float) -> str:
    seconds = judge(f"{GOAL_ROWS:,} rows of XLSX", spent, most=GOAL_SECONDS, unit="s")
    return f"time {seconds}, memory {judge('memory meanwhile', most, most=GOAL_MEGABYTES, unit='MB')}"


def _apart(file: Path) -> tuple[float, float, int]:
    """`one_import` in a fresh process, into an office that was made before."""
    from printdesk.services import setting_up

    with tempfile.TemporaryDirectory() as folder:
        setting_up.make(f"sqlite:///{Path(folder) / 'office.db'}")
        command = [sys.executable, "-m", "benchmarks.lists", str(file), folder]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    return float(said[0]), float(said[1]), int(said[2])


def report(rounds: int, counts: Sequence[int] = (5_000, 50_000)) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    yield f"A new list as XLSX, 11 columns, into a new office on SQLite (`benchmarks/lists.py`), medians of {rounds}"
    yield f"rounds, each in a fresh process; goal for 50,000 rows: {GOAL_SECONDS:.0f} s, {GOAL_MEGABYTES} MB."
    yield ""
    yield "| rows | processor seconds | most memory | goal |"
    yield "|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            file = Path(folder) / f"list{count}.xlsx"
            write_sheet(file, list(rows(count)))
            taken = [_apart(file) for _round in range(rounds)]
            if any(new != count for _spent, _most, new in taken):
                msg = "a row was not taken over"
                raise AssertionError(msg)
            spent, most = median(each[0] for each in taken), median(each[1] for each in taken)
            met = _judged(spent, most) if count == GOAL_ROWS else ""
            yield f"| {count:,} | {spent:.2f} | {most:.0f} MB | {met} |"
    yield ""


if __name__ == "__main__":
    print(*one_import(Path(sys.argv[2]), Path(sys.argv[1])))
