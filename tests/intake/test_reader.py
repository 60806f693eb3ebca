import logging
from datetime import UTC, date, datetime

import pytest

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import catalogue
from printdesk.intake import ApplicationRow, ServiceAlias, read_applications, reader
from printdesk.intake.template import write_template
from printdesk.intake.words import HEADINGS
from printdesk.paths import resources
from tests.intake.samples import READY, SERVICES, TODAY, WIB, read, row, table, write_csv


def one(folder, lang="en", **changes):
    """The result of a list with one application, the warning about another column left out."""
    return read(write_csv(folder / "list.csv", table([row(**changes)])), lang)


def test_a_full_row_becomes_one_application(tmp_path):
    (found,) = one(tmp_path, group=" Rombongan  Al-Hikmah ", priority="Lansia", same_day="Ya").rows
    assert found == ApplicationRow(
        row=2,
        number="3374012400000001",
        name="Siti Nur'aini 1",
        service="regular48",
        ready_since=READY,
        nik="3374016402900001",
        birth_date=date(1990, 2, 24),
        sex="P",
        phone="081200000001",
        interview_date=date(2024, 6, 24),
        departs_at=datetime(2024, 7, 6, 6, 5, tzinfo=UTC),
        departs_has_time=True,
        destination="Malaysia",
        proof="ticket",
        group="Rombongan Al-Hikmah",
        same_day=True,
        priority="elderly",
    )


@pytest.mark.parametrize("position", [0, 1])
def test_headings_are_found_in_both_languages_in_any_order_and_dress(tmp_path, position):
    fields = list(reversed(HEADINGS))
    cells = row()
    dressed = [
        f" {HEADINGS[field][min(position, len(HEADINGS[field]) - 1)].upper().replace(' ', '_')}. " for field in fields
    ]
    result = read(write_csv(tmp_path / "list.csv", [dressed, [cells[field] for field in fields]]))
    assert (len(result.rows), result.errors, result.warnings) == (1, (), ())


def test_unknown_columns_are_ignored_with_one_warning_and_missing_ones_stay_empty(tmp_path):
    cells = row()
    lines = [
        ["No", "Nama / name", "No. Permohonan", "Jenis Paspor", "Siap cetak (tgl)", "Catatan"],
        ["1", cells["name"], cells["number"], cells["service"], cells["ready_since"], "x"],
    ]
    result = read(write_csv(tmp_path / "list.csv", lines))
    assert result.rows[0].departs_at is result.rows[0].nik is None
    (warning,) = result.warnings
    assert (warning.row, "No, Catatan" in warning.message) == (1, True)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("service", "PASPOR BIASA 48", "regular48"),
        ("service", "paspor_biasa-48 hal.", "regular48"),
        ("service", "Regular Passport 48 pages", "regular48"),
        ("service", "48 halaman", "regular48"),
        ("service", "REGULAR48", "regular48"),
        ("service", "E Paspor Polikarbonat", "epassport_polycarbonate"),
        ("sex", "M", "L"),
        ("sex", "Laki-Laki", "L"),
        ("sex", "f", "P"),
        ("sex", "Perempuan", "P"),
        ("same_day", "t", False),
        ("same_day", "YES", True),
        ("same_day", "0", False),
        ("same_day", "-", None),
        ("same_day", "", None),
        ("same_day", "No", False),
        ("priority", "Ibu Hamil", "pregnant"),
        ("priority", "disabled", "disabled"),
        ("priority", "-", None),
        ("proof", "Kontrak kerja", "employer_letter"),
        ("proof", "meninggal", "death"),
        ("proof", "Surat Pernyataan", "declaration"),
        ("proof", "tidak ada", None),
        ("number", "3374.0124-0000 0009", "3374012400000009"),
        ("number", '="3374012400000009"', "3374012400000009"),
        ("number", "'3374012400000009", "3374012400000009"),
        ("nik", "-", None),
        ("phone", "tidak ada", None),
        ("interview_date", "-", None),
        ("departs_at", "belum ada", None),
        ("phone", "+62 812-3456-7890", "081234567890"),
        ("name", "=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("interview_date", "2024-06-21 09:00:00", date(2024, 6, 21)),
        ("departs_at", "2024-07-06 00:00:00", datetime(2024, 7, 5, 17, 0, tzinfo=UTC)),
        ("departs_at", "", None),
        ("destination", "-", None),
    ],
)
def test_words_of_both_languages_are_understood_without_a_warning(tmp_path, field, value, expected):
    result = one(tmp_path, **{"nik": "", field: value})
    assert (result.errors, result.warnings) == ((), ())
    assert getattr(result.rows[0], field) == expected


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("number", "337401240000001", "15 digits; it needs 16"),
        ("number", "33740124000000l1", "other than digits"),
        ("number", "3,31E+15", "only 15 digits"),
        ("number", "", "empty"),
        ("number", "   ", "empty"),
        ("name", "", "empty"),
        ("name", "-", "empty"),
        ("name", "#N/A", "error of the spreadsheet"),
        ("name", "Siti\nBudi", "line break"),
        ("name", "A" * 201, "201 characters"),
        ("name", "A" * 10_001, "at most 10,000"),
        ("service", "paspor diplomatik", "Known are: Paspor biasa 48, Paspor 24"),
        ("ready_since", "06/26/2024", "no month 26"),
        ("ready_since", "-", "empty"),
        ("departs_at", "Senin, 6 Juli 2024", "Saturday"),
        ("birth_date", "24-02-90", "two digits"),
        ("sex", "X", "neither L"),
        ("same_day", "mungkin", "neither yes nor no"),
        ("priority", "VIP", "not one of"),
        ("nik", "3,37E+15", "only 15 digits"),
    ],
)
def test_what_cannot_stand_is_an_error_that_names_cell_and_reason(tmp_path, field, value, told):
    result = one(tmp_path, **{field: value})
    assert result.rows == ()
    (error,) = result.errors
    assert (error.row, error.column) == (2, HEADINGS[field][0])
    assert told in error.message
    assert error.value[:80] == value.strip()[:80]


@pytest.mark.parametrize(
    ("changes", "field", "told", "kept"),
    [
        ({"nik": "337401"}, "nik", "6 digits", None),
        ({"nik": "3374017002900001"}, "nik", "another date of birth", "3374017002900001"),
        ({"sex": "L"}, "nik", "another sex", "3374016402900001"),
        ({"nik": "3374019902900001"}, "nik", "cannot be right", "3374019902900001"),
        ({"phone": "81234567890"}, "phone", "leading zero", "081234567890"),
        ({"phone": "sama"}, "phone", "not a telephone number", None),
        ({"phone": "8,12E+10"}, "phone", "not a telephone number", None),
        ({"phone": "081234567890 / 081234567891"}, "phone", "Only the first", "081234567890"),
        ({"proof": "foto"}, "proof", "counts as unproven", None),
        ({"birth_date": "24-02-2090"}, "birth_date", "future", date(2090, 2, 24)),
        ({"ready_since": "27-06-2024"}, "ready_since", "future", datetime(2024, 6, 26, 17, 0, tzinfo=UTC)),
        ({"departs_at": "25-06-2024"}, "departs_at", "past", datetime(2024, 6, 24, 17, 0, tzinfo=UTC)),
        ({"interview_date": "26-06-2024"}, "interview_date", "after the day", date(2024, 6, 26)),
    ],
)
def test_what_deserves_a_second_look_is_a_warning_and_the_row_stays(tmp_path, changes, field, told, kept):
    result = one(tmp_path, **changes)
    assert result.errors == ()
    assert [(each.column, told in each.message) for each in result.warnings] == [(HEADINGS[field][0], True)]
    assert getattr(result.rows[0], field) == kept


def test_a_departure_before_the_day_it_was_ready_is_told_once_each(tmp_path):
    messages = [each.message for each in one(tmp_path, departs_at="20-06-2024").warnings]
    assert [("past" in each, "before the day" in each) for each in messages] == [(True, False), (False, True)]


def test_the_same_row_twice_counts_once_and_another_with_its_number_is_refused(tmp_path):
    lines = table([row(1), row(2), row(1), row(1, name="Budi"), row(3, sex="X"), row(3)])
    result = read(write_csv(tmp_path / "list.csv", lines))
    assert [each.row for each in result.rows] == [2, 3]
    assert [(each.row, "row 2" in each.message) for each in result.warnings] == [(4, True)]
    assert [each.row for each in result.errors] == [5, 6, 7]
    assert ["row 2" in result.errors[0].message, "row 6" in result.errors[2].message] == [True, True]


def test_a_list_reads_the_same_in_portions_as_row_by_row(tmp_path, monkeypatch):
    lines = [row(index) for index in range(1, 41)]
    lines[3] |= {"ready_since": "31/02/2024", "name": ""}
    lines[4] |= {"phone": "81234567890", "birth_date": "26/06/2044"}
    lines[5] |= {"proof": "brosur", "nik": "12", "sex": "?"}
    lines[6] |= {"number": "0" * 16}
    lines[7] |= {"name": "Siti  Łucja", "departs_at": "1 Juni 2024"}
    lines[8] = lines[1] | {"name": "Lain"}
    lines[20] = dict.fromkeys(lines[0], " ")
    lines[21] = lines[3]
    lines[30] = lines[2]
    path = write_csv(tmp_path / "list.csv", [*table(lines), ["x"], [""] * 9])

    monkeypatch.setattr(reader, "_STEP", 1)
    single = read(path)
    assert [each.row for each in single.errors] == [5, 5, 7, 10, 23, 23, 23, 42]
    assert {each.row: each.column for each in single.warnings} == {
        6: "Tanggal lahir", 7: "Bukti", 8: "Nomor permohonan", 9: "Tanggal berangkat", 32: "Nomor permohonan",
    }  # fmt: skip
    assert (single.total, len(single.rows)) == (40, 33)
    for step in (7, 32, 256):
        monkeypatch.setattr(reader, "_STEP", step)
        assert read(path) == single, step


def test_numbers_that_all_end_in_zero_are_pointed_out(tmp_path):
    zeros = [row(index * 10) for index in range(1, 11)]
    assert "last digit" in read(write_csv(tmp_path / "a.csv", table(zeros))).warnings[0].message
    assert read(write_csv(tmp_path / "b.csv", table([*zeros, row(11)]))).warnings == ()


def test_an_alias_of_two_services_is_refused_with_both_names(tmp_path):
    twins = (*SERVICES, ServiceAlias("diplomatic", ("Paspor-biasa 48 halaman",)))
    with pytest.raises(RuleViolationError, match="regular48 and diplomatic"):
        read_applications(tmp_path / "any.csv", twins, WIB, TODAY, catalogue("en"))


def test_a_missing_folder_or_forbidden_file_is_told_apart(tmp_path, monkeypatch):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(RuleViolationError, match="There is no file"):
            read(path)

    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "open", refuse)
    with pytest.raises(EnvironmentFailureError, match="Permission denied"):
        read(tmp_path / "list.csv")


def test_files_and_lists_beyond_the_limits_are_refused(tmp_path, monkeypatch):
    path = write_csv(tmp_path / "list.csv", table([row(1), row(2), row(3)]))
    monkeypatch.setattr(reader, "MAX_ROWS", 2)
    with pytest.raises(RuleViolationError, match="more than 2 rows"):
        read(path)
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    with pytest.raises(RuleViolationError, match="larger than"):
        read(path)


def test_nothing_of_a_person_is_logged(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    one(tmp_path, nik="337401", phone="nihil", sex="X")
    assert caplog.text == ""


def test_the_sample_list_and_the_template_read_without_an_error(tmp_path):
    sample = read(resources() / "samples" / "applications.csv")
    assert (len(sample.rows), sample.errors, sample.warnings) == (5, (), ())
    write_template(tmp_path / "template.xlsx", [service.names[0] for service in SERVICES])
    template = read(tmp_path / "template.xlsx")
    assert (template.rows, template.errors, template.sheet, template.total) == ((), (), "Permohonan", 1)
    assert ["example row" in each.message for each in template.warnings] == [True]
    with pytest.raises(EnvironmentFailureError):
        write_template(tmp_path / "none" / "template.xlsx", [])
