import base64
import zipfile
import zlib
from datetime import UTC, date, datetime, time

import openpyxl
import pytest

from printdesk.errors import RuleViolationError
from printdesk.intake import IntakeCancelledError, sheet_file
from tests.intake.samples import READY, read, row, table, write_xlsx

DEPARTS = datetime(2024, 7, 6, 13, 5)  # noqa: DTZ001 - a cell holds wall time
# A workbook of Excel 97 made with xlwt: headings in row 1, one application, a date cell; packed with zlib.
XLS = """
eNrtWE1sG0UUfrv+iZ36N3VakkjVqhItlIbajkmTQ+sSBapSxTKlUgEhwSRZksX2rrXeqAoHKLQ5IiFxAnGpVA5cClyAih7KBXFAKoIDUiWkBI6ckKjU
Qxvzzdv14BaQGgkqivZZ+2a+N+/NzrfzZna8317Nr5//ZHSD7pDDFKHNbpLifTYNV7IHcoT2bldWe2UCVzeU+0qSCUxkPEZfpL8ZkHMo53uDdPo4+iU0
0U+4XqA21RzbNO6hzPAYhCbHcAhao/dhydAIj2qI9QLr7aw/Ys/LrI+w5S3Wh+C7rj1PV6u1fVNBFj+r7+a2DMl+P+OYa2wp0TB9LbP49bc13zdGj7uW
aN5nDbuiKbpAmNCjpm26EmfpAxokmp09MDd34DnIOhUw2Rfoetcg+q23qq8Yof3e2jWC/cbt9oG/sScwiXfa39GjRGeo+xIvkjUkdSvmL+RZ8bIn3Jt0
ThsDHvP37JrTclyjbbotZ9mxhY3gmmiJCIpjx9NEJ4W9tCSaRlMsWy7wU6ZtdYyG2RQty0ZCnTSbZtuxVUtTrAp0k/8j8rQ4LewF4Qqk2zOWaBsLpica
fQ7zyEh7qSE8dFIzl+BpeCuvrAgb455ZaXgW3iPHzabTajsN9FE33QWzLTxh491Tdy3HtTzRAZWJiYOVYqlcKfpSysr7eZZRW3H3Csu2jJJymqwUy9Ps
hA7LlfFiebw0PV3EoqmniIpTpXKvk50wiU4bz2jeEh1hVKaMZQHywg4iJ8fLxXKlgKjJ8eJBBkZp4tHiY8apYzMY+Ry8VzuWABnPapgel4tCMiF/s83d
ttmmeRNKQS9Slut53opymO2bH/763dx8vfoiW87wC9Z/DT8oZ5269IaMQHCGW3TWeA60j+uPsH6Tex3j+ijrAvYJlHvqw0HlybPsc45b9+A+EyzfV/f2
1R9Cfe2Xpz/ftfZz9WHULx7deLVw8YfqedqNY8Ei4uXvLO3X9mvvvSvlUrVXasGW/SPrkT9t3wk9F4y9G5w1snRLbliQPGsfyaejKaQHz8pHEaCIQlGg
qEIxoJhCcaC4QgNAAwolgBIKJYGSCg0CDSq0DWibQimglEJpoLRCGaBMwFL7C5Yas8wG/hqzzCkkWeYVkiyHFJIstyskWRYUkiyHFZIsdwC9pkuUQB/u
V3rQJlnuVJ6S5QMKSZYjcqh6nPM0H9glw1FllwwP60P0Kafgkb5D4yCFEkoooYQSSij/MdGCY2OEj0zEh6Q4H4r87zq3cG2Gn0n+t3KCHPw8/Kl8gmyU
Lq1uKX92UEzr9aXdZUzve6GUU7i7Sw2a53E0tpy/+Fuh9fO568DcP7eEtnr/za2M81++/+9wSkpA
"""


def test_a_workbook_with_real_dates_comes_back_and_rows_keep_their_number(tmp_path):
    lines = table(
        [
            row(1, birth_date=date(1990, 2, 24), ready_since=date(2024, 6, 25), departs_at=DEPARTS),
            *(row(index) for index in range(2, 1203)),
        ]
    )
    path = write_xlsx(tmp_path / "list.xlsx", [["KANTOR IMIGRASI"], [], *lines[:2], [""], *lines[2:]])
    result = read(path)
    assert (result.errors, result.sheet, result.encoding, result.total) == ((), "Data", None, 1202)
    assert [each.row for each in result.rows] == [4, *range(6, 1207)]
    first = result.rows[0]
    assert (first.birth_date, first.ready_since) == (date(1990, 2, 24), READY)
    assert (first.departs_at, first.departs_has_time) == (datetime(2024, 7, 6, 6, 5, tzinfo=UTC), True)


def test_the_first_visible_sheet_with_the_headings_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Sampul"
    book.active["B2"] = "Daftar"
    for title, index in (("Lama", 1), ("Juni", 2), ("Juli", 3)):
        sheet = book.create_sheet(title)
        for line in table([row(index)]):
            sheet.append(["", *line])
    book["Lama"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    result = read(tmp_path / "list.xlsx")
    assert (result.sheet, [each.number[-1] for each in result.rows]) == ("Juni", ["2"])


def test_numbers_that_a_spreadsheet_cut_are_refused_and_a_lost_zero_is_put_back(tmp_path):
    path = write_xlsx(
        tmp_path / "list.xlsx",
        table(
            [
                row(1, number=3374012400000001),
                row(2, number="3,37E+15"),
                row(3, nik=3374016402900001),
                row(4, nik="3.37E+15"),
                row(5, phone=81234567890),
                row(6, ready_since=45469),
                row(7, departs_at=time(13, 5)),
            ]
        ),
    )
    result = read(path)
    assert [(each.row, each.column) for each in result.errors] == [
        (2, "Nomor permohonan"),
        (3, "Nomor permohonan"),
        (4, "NIK"),
        (5, "NIK"),
        (7, "Siap cetak"),
        (8, "Tanggal berangkat"),
    ]
    assert all("15 digits" in each.message and "as text" in each.message for each in result.errors[:4])
    assert [each.phone for each in result.rows] == ["081234567890"]
    assert [(each.row, each.value) for each in result.warnings] == [(6, "81234567890")]


def test_an_old_xls_and_an_open_document_are_read_too(tmp_path):
    old = tmp_path / "list.xls"
    old.write_bytes(zlib.decompress(base64.b64decode(XLS)))
    open_document(tmp_path / "list.ods", table([row()]))
    for name in ("list.xls", "list.ods"):
        result = read(tmp_path / name)
        assert (result.errors, [(each.row, each.number) for each in result.rows]) == ((), [(2, "3374012400000001")])
        assert result.rows[0].ready_since == READY, name


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_workbook_is_refused_in_words(tmp_path, share):
    whole = write_xlsx(tmp_path / "list.xlsx", table([row()])).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: max(4, int(len(whole) * share))])
    with pytest.raises(RuleViolationError, match=r"damaged|not a"):
        read(cut)
    old = zlib.decompress(base64.b64decode(XLS))
    cut.write_bytes(old[: max(8, int(len(old) * share))])
    with pytest.raises(RuleViolationError, match="damaged"):
        read(cut)


def archive(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_what_only_looks_like_a_workbook_is_named(tmp_path):
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    (tmp_path / "locked.xlsx").write_bytes(encrypted)
    archive(tmp_path / "letter.xlsx", {"word/document.xml": "<x/>"})
    archive(tmp_path / "binary.xlsx", {"xl/workbook.bin": "x"})
    write_xlsx(tmp_path / "blank.xlsx", [])
    write_xlsx(tmp_path / "other.xlsx", [["Nama", "Alamat"], ["Siti", "Semarang"]])
    for name, told in (
        ("locked", "password"),
        ("letter", "not a spreadsheet"),
        ("binary", "XLSB"),
        ("blank", "empty"),
        ("other", "lacks the heading Nomor permohonan, Jenis layanan, Siap cetak"),
    ):
        with pytest.raises(RuleViolationError, match=told):
            read(tmp_path / f"{name}.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_read_even_if_it_lies_about_its_size(tmp_path):
    sheet = write_xlsx(tmp_path / "list.xlsx", table([row()]))
    with zipfile.ZipFile(sheet, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/image1.bin", bytes(sheet_file.MAX_UNPACKED))
    with pytest.raises(RuleViolationError, match="more than 200 MB"):
        read(sheet)
    honest = (sheet_file.MAX_UNPACKED).to_bytes(4, "little")
    sheet.write_bytes(sheet.read_bytes().replace(honest, (10).to_bytes(4, "little")))
    with pytest.raises(RuleViolationError, match="more than 200 MB"):
        read(sheet)


def test_a_stray_value_in_a_far_corner_is_named_and_a_far_format_does_no_harm(tmp_path):
    book = openpyxl.Workbook()
    for line in table([row()]):
        book.active.append(line)
    book.active["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "list.xlsx")
    assert len(read(tmp_path / "list.xlsx").rows) == 1
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(RuleViolationError, match="XFD1048576"):
        read(tmp_path / "list.xlsx")


def test_a_list_in_which_the_library_dies_only_costs_the_worker(tmp_path):
    # Repeated cells: the library would allocate 512 GB and abort.
    wide = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    content = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-cell></table:table-row>'
    with pytest.raises(RuleViolationError, match="damaged"):
        read(open_document(tmp_path / "bomb.ods", content))


def test_ten_thousand_rows_show_progress_and_can_be_cancelled_at_any_time(tmp_path):
    path = write_xlsx(tmp_path / "list.xlsx", table([row(index) for index in range(1, 10_001)]))
    steps = []
    result = read(path, progress=lambda done, total: steps.append((done, total)))
    assert len(result.rows) == 10_000
    assert steps == sorted(steps)
    assert steps[0][0] == 0
    assert steps[-1] == (10_000, 10_000)
    assert len(steps) > 30
    asked = iter(range(1000))
    with pytest.raises(IntakeCancelledError):
        read(path, cancelled=lambda: next(asked) == 20)
    assert next(asked) == 21


def open_document(path, content):
    """An ODS file with rows of texts, or with ready-made XML."""
    if not isinstance(content, str):
        content = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in line
            )
            + "</table:table-row>"
            for line in content
        )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{names}office:1.0" '
            f'xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="S">{content}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        },
        zipfile.ZIP_STORED,
    )
