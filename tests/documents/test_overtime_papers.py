"""Papers of overtime read back from their pages: one person and thirty, long names, money in words."""

from datetime import date, datetime
from typing import Any

import pytest

from printdesk.documents.attendance_sheet import PER_PAGE, attendance_sheet
from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.cost_sheet import cost_sheet
from printdesk.documents.money_words import rupiah_words
from printdesk.documents.overtime_order import overtime_order
from printdesk.documents.overtime_values import (
    AttendancePaper,
    CostLine,
    CostPaper,
    OrderPaper,
    ResultPaper,
    ResultPart,
    ResultRow,
    Staff,
    Target,
)
from printdesk.documents.result_report import result_report
from printdesk.domain import codes
from printdesk.domain.pay import session_cost
from printdesk.services.settings_file import default_settings
from tests.documents.papers import KEY, TWO_HUNDRED, WIB, scanned, texts
from tests.domain.semarang import OFFICE

START, END = datetime(2024, 6, 28, 22, tzinfo=WIB), datetime(2024, 6, 29, 1, tzinfo=WIB)
LONG = TWO_HUNDRED[:90].strip()
RATES = default_settings().settings.overtime
HEAD = Signer("Head of the office", "Guntur Sahat Hamonangan", "197001011995031001")


def _head(kind: str, number: str = "PL-2024-000001") -> PaperHead:
    from printdesk.documents.worksheet_values import Letterhead

    code = codes.sign(KEY, kind, number, date(2024, 6, 28))
    return PaperHead(
        number=number, title="A paper of overtime", letterhead=Letterhead("Kantor Imigrasi Semarang", (), "Jalan"),
        code=code, issued_at=START, issued_by="Sri Wahyuni",
    )  # fmt: skip


def _staff(count: int, **values: Any) -> tuple[Staff, ...]:
    names = [LONG, *(f"PETUGAS NOMOR {number:02d}" for number in range(2, count + 1))]
    return tuple(
        Staff(name, "198502122006041001", "III", "Printer R1", START, END, 3, **values) for name in names[:count]
    )


def _joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_an_attendance_list_has_twenty_names_a_page(count: int, pages: int) -> None:
    names = tuple(
        Staff(f"PETUGAS NOMOR {number:02d}", "198502122006041001", "III", "R1", START, END, 3)
        for number in range(count)
    )
    head = _head(codes.OVERTIME_ATTENDANCE)
    paper = AttendancePaper(head=head, day=START.date(), staff=names, signers=(HEAD, HEAD))
    read = texts(attendance_sheet(paper, "en").content)
    found = [page.count("PETUGAS NOMOR") for page in read]
    assert len(read) == pages
    assert [each for each in found if each] == [
        min(PER_PAGE, count - first) for first in range(0, count, PER_PAGE)
    ]  # fmt: skip
    assert sum(page.count("Guntur Sahat") for page in read) == 2


def test_times_that_are_entered_stand_on_the_attendance_list() -> None:
    paper = AttendancePaper(
        head=_head(codes.OVERTIME_ATTENDANCE), day=START.date(), signers=(HEAD,),
        staff=(*_staff(1, came=START.replace(minute=7), left=END), *_staff(1, absent=True)),
    )  # fmt: skip
    read = texts(attendance_sheet(paper, "id").content)[0]
    assert [word for word in ("22.07", "01.00", "tidak hadir") if word not in read] == []


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_order_names_everybody_with_basis_hours_target_and_who_orders(count: int, language: str) -> None:
    order = OrderPaper(
        head=_head(codes.OVERTIME_ORDER), day=START.date(), ordered_at=START, grounds=("PMK 125/PMK.05/2009",),
        staff=_staff(count), targets=(Target("Printer R1", START, END, 1234, "LK-2024-000007"),),
        due=date(2024, 7, 2), head_title="Head of the office", signer=HEAD,
    )  # fmt: skip
    document = overtime_order(order, language)
    read = _joined("".join(texts(document.content)))
    number, day = ("1.234buku", "Selasa,2Juli2024") if language == "id" else ("1,234booklets", "Tuesday,2July2024")
    wanted = ("PMK125/PMK.05/2009", "LK-2024-000007", number, day, "GunturSahatHamonangan", _joined(LONG),
              "197001011995031001")  # fmt: skip
    assert [word for word in wanted if word not in read] == []
    assert read.count("PETUGASNOMOR") == count - 1
    assert read.count("NIP198502122006041001") == count
    read_codes = [codes.read(KEY, code) for code in scanned(document.content)]
    assert [each.kind for each in read_codes if each is not None and each.genuine] == [codes.OVERTIME_ORDER]


def test_a_cost_sheet_shows_each_day_its_rate_and_the_sum_in_words() -> None:
    lines = (
        CostLine(LONG, "198502122006041001", "II", session_cost(START, END, "II", OFFICE, RATES)),
        CostLine("TANPA GOLONGAN", "", "", session_cost(START, END, "", OFFICE, RATES)),
    )
    paper = CostPaper(
        head=_head(codes.OVERTIME_COST), order_number="PL-2024-000001", day=START.date(), lines=lines, actual=True,
        budget_line="MAK 512211", signers=(Signer("Treasurer"), HEAD),
    )  # fmt: skip
    read = " ".join("".join(texts(cost_sheet(paper, "id").content)).split())
    wanted = ("Rp83.000", "Rp48.000", "Rp131.000", "seratus tiga puluh satu ribu rupiah", "MAK 512211",
              "Rp24.000 per jam", "TANPA GOLONGAN tanpa tarif", "hari libur")  # fmt: skip
    assert [word for word in wanted if word not in read] == []


@pytest.mark.parametrize("count", [1, 30])
def test_a_result_report_tells_of_every_application(count: int) -> None:
    rows = tuple(
        ResultRow(at, f"33110000{at:08d}", LONG if at == 1 else f"PEMOHON {at:02d}", "Paspor 48", "printed",
                  f"C{at:07d}", "")
        for at in range(1, count + 1)
    )  # fmt: skip
    part = ResultPart("R1", START, END, "LK-2024-000007", count, count - 1, 0, 1, 1, rows, (12, 10, 2, 1), "one torn")
    paper = ResultPaper(
        head=_head(codes.OVERTIME_REPORT), order_number="PL-2024-000001", day=START.date(), due=date(2024, 7, 2),
        parts=(part,), staff=_staff(count, came=START, left=END, paid=3), people=(count, count), hours=3 * count,
        total=131_000 * count, remark="Power failed & came back <later>", signers=(HEAD, HEAD),
    )  # fmt: skip
    document = result_report(paper, "en")
    read = _joined("".join(texts(document.content)))
    assert [row.serial for row in rows if row.serial not in read] == []
    wanted = ("12inhand=10used+2left;1counted.onetorn", "Powerfailed&cameback<later>", _joined(LONG))
    assert [word for word in wanted if word not in read] == []


@pytest.mark.parametrize(
    ("value", "lang", "words"),
    [
        (0, "id", "nol rupiah"),
        (419_000, "id", "empat ratus sembilan belas ribu rupiah"),
        (1_000_000, "id", "satu juta rupiah"),
        (3_504_001, "id", "tiga juta lima ratus empat ribu satu rupiah"),
        (2_000_000_000, "id", "dua miliar rupiah"),
        (1_107_000, "en", "one million one hundred and seven thousand rupiah"),
    ],
)
def test_money_in_words(value: int, lang: str, words: str) -> None:
    assert rupiah_words(value, lang) == words
