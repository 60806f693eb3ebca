import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from printdesk.intake.text_file import open_text
from tests.intake.samples import csv_text, read, row, table, write_csv

_ = catalogue("en")
HEAD = ["Nama", "Nomor permohonan", "Jenis layanan", "Siap cetak"]
MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": b"",
    "utf-16-be": b"",
    "cp1252": b"",
    "utf-16 with LE mark": codecs.BOM_UTF16_LE,
    "utf-16 with BE mark": codecs.BOM_UTF16_BE,
}
# What cp1252 can write too; one sign beyond ASCII keeps it apart from UTF-8.
cells = st.text(st.sampled_from("abcXYZ 019'é€-.;,\t\"\n=+@"), max_size=12).map(str.strip)


@given(
    st.lists(st.lists(cells, min_size=4, max_size=4), max_size=6),
    st.sampled_from(sorted(MARKS)),
    st.sampled_from(";,\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["", "sep"]),
)
def test_whatever_a_spreadsheet_program_saves_comes_back_cell_by_cell(rows, coding, delimiter, quoting, sep):
    text = (f"sep={delimiter}\r\n" if sep else "") + csv_text([HEAD, *rows], delimiter, quoting)
    encoding = {"utf-16 with LE mark": "utf-16-le", "utf-16 with BE mark": "utf-16-be"}.get(coding, coding)
    found = open_text(MARKS[coding] + text.encode(encoding), _)
    read_back = [(number, list(line)) for number, line in found.records]
    expected = list(csv.reader(io.StringIO(csv_text(rows, delimiter, quoting), newline=""), delimiter=delimiter))
    assert read_back == list(enumerate(expected, start=2))
    assert found.delimiter == delimiter
    assert found.heading.titles == tuple(HEAD)


def test_the_encoding_is_named_and_utf_16_without_a_mark_is_seen(tmp_path):
    lines = table([row(name="Renée D’Açevedo")])
    for encoding, named in (
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ):
        result = read(write_csv(tmp_path / "list.csv", lines, encoding))
        assert (result.encoding, [each.name for each in result.rows]) == (named, ["Renée D’Açevedo"]), encoding


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    broken = table([row(1), row(2, group="Al-\nHikmah"), row(3), row(4, number="12")])
    text = csv_text([["Kantor Imigrasi", "26 Juni"], [], *broken[:3], [], *broken[3:]])
    result = read_text(tmp_path, text)
    assert [each.row for each in result.rows] == [4, 7]
    assert [(each.row, each.column) for each in result.errors] == [(5, "Kelompok"), (8, "Nomor permohonan")]
    assert result.total == 4


def test_rows_that_do_not_fit_the_headings_are_explained(tmp_path):
    head, good = table([row()])
    short, long = [*good[:5]], [*good, "stray"]
    padded = [*table([row(2)])[1], "", ""]
    result = read_text(tmp_path, csv_text([head, short, long, padded]))
    assert [each.row for each in result.rows] == [4]
    assert ["5 cells" in result.errors[0].message, "16 cells" in result.errors[1].message] == [True, True]
    assert result.errors[1].value == "stray"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\r\n \r\n", "empty"),
        (b"Nama;\0\0Nomor\0 permohonan;x", "not a text file"),
        (codecs.BOM_UTF16_LE + b"N\0a", "damaged"),
        ("Nama;Nomor permohonan;Jenis layanan;Siap cetak\nRenée;Renée;Renée;é".encode() + b"\xe9\n", "damaged"),
        (b"Nama;Nomor\x81\x8d", "damaged"),
        (b"<html><table><tr><td>Nama", "web page"),
        (b"%PDF-1.7", "document"),
        (b"Nama;Jenis layanan\nSiti;48", "lacks the heading Nomor permohonan, Siap cetak"),
        (b"Nama;Name;Nomor permohonan;Jenis layanan;Siap cetak", "mean the same: Nama and Name"),
        (b'Nama;Nomor permohonan;Jenis layanan;Siap cetak\na;1;48;x\n"b;2;48;x\nc;3;48;x\n', "Row 3 opens a quot"),
        (b'Nama;Nomor permohonan;Jenis layanan;Siap cetak\n"b;2;48;x\n"c";3;48;x\n', "Row 2 opens a quot"),
        (b'Nama;Nomor permohonan;Jenis layanan;Siap cetak\n"' + b"b" * 200_000 + b'";2;48;x\n', "Row 2 .* too long"),
    ],
)
def test_a_text_that_is_no_list_is_refused_in_one_sentence(tmp_path, data, told):
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(RuleViolationError, match=told) as refused:
        read(path)
    assert refused.value.advice


def read_text(folder, text):
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return read(path)
