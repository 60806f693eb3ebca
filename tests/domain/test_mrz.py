"""The two lines at the foot of a passport's data page, read, checked, and compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain import mrz
from printdesk.domain.mrz import MrzField
from printdesk.domain.mrz_names import NameFit, compare_name, mrz_words
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue
from tests.domain.mrz_maker import made_mrz

EN = catalogue("en")
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
SUHARTINI = "P<IDNSUHARTINI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "C1234567<0IDN8504124F3406256<<<<<<<<<<<<<<<0"
SATRIYA = "P<IDNSATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", "X0000001<4IDN0002299M2907011<<<<<<<<<<<<<<<6"

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = LETTERS + "0123456789<"
words = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=2).map("<".join)
days = st.dates(date(1930, 1, 1), date(2024, 12, 31))
serials = st.from_regex(r"[A-Z][0-9]{7}", fullmatch=True)


@pytest.mark.parametrize(
    ("lines", "primary", "secondary", "number", "birth", "sex"),
    [
        (SPECIMEN, ("ERIKSSON",), ("ANNA", "MARIA"), "L898902C3", "740812", "F"),
        (SUHARTINI, ("SUHARTINI",), (), "C1234567", "850412", "F"),
        (SATRIYA, ("SATRIYA", "SUDARPA"), (), "X0000001", "000229", "M"),
    ],
)
def test_the_published_vectors_are_sound_with_and_without_a_line_break_in_any_case(
    lines, primary, secondary, number, birth, sex
):
    for text in ("\n".join(lines), "".join(lines), "\r\n".join(lines).lower(), f"  {lines[0]} {lines[1]}\n"):
        found = mrz.read(text, EN)
        assert (found.primary, found.secondary, found.number) == (primary, secondary, number)
        assert (found.birth, found.sex, found.faults) == (birth, sex, ())
        assert mrz.looks_like(text)


@given(words, st.one_of(st.just(""), words), serials, days, st.sampled_from("MF<"),
       st.sampled_from(["P<", "PP", "PD"]), st.text(LETTERS + "0123456789", max_size=14), st.sampled_from("<0"),
       st.sampled_from(["", "\n"]))  # fmt: skip
def test_a_made_mrz_reads_back(first, second, serial, born, sex, kind, optional, empty, between):
    text = made_mrz(
        name=f"{first}<<{second}" if second else first, number=serial, birth=f"{born:%y%m%d}", sex=sex, kind=kind,
        optional=optional, empty=empty, between=between,
    )  # fmt: skip
    found = mrz.read(text, EN)

    assert found.faults == ()
    assert (found.kind, found.issuer, found.nationality) == (kind.rstrip("<"), "IDN", "IDN")
    assert ("<".join(found.primary), "<".join(found.secondary)) == (first, second)
    assert (found.number, found.optional, found.sex) == (serial, optional, sex.replace("<", ""))
    assert mrz.date_agrees(found.birth, born)


@given(serials, days, st.integers(0, 43), st.sampled_from(SIGNS))
def test_one_wrong_character_that_a_check_digit_covers_is_found(serial, born, at, sign):
    text = made_mrz(name="SUHARTINI", number=serial, birth=f"{born:%y%m%d}", optional="1A2", between="")
    first, second = text[:44], text[44:]
    covered = at in range(10) or at in range(13, 20) or at in range(21, 44)
    same = (int(second[at], 36) if second[at] != "<" else 0) % 10 == (int(sign, 36) if sign != "<" else 0) % 10
    if not covered or same:
        return  # names, nationality and sex have no check digit; 7-3-1 does not tell A, K, U, 0 and < apart
    assert mrz.read(first + second[:at] + sign + second[at + 1 :], EN).faults


@pytest.mark.parametrize(
    ("place", "sign", "field", "says"),
    [
        (0, "O", MrzField.NUMBER, "check digit of the passport number does not fit"),
        (9, "<", MrzField.NUMBER, "which is no digit"),
        (13, "O", MrzField.BIRTH, "The letter O stands in the date of birth, at place 14"),
        (21, "9", MrzField.EXPIRY, "date of expiry does not fit"),
        (28, "Q", MrzField.OPTIONAL, "optional data"),
        (43, "1", MrzField.COMPOSITE, "second line as a whole"),
        (20, "Q", MrzField.SEX, "must be M, F or <"),
        (10, "1", MrzField.NATIONALITY, "letters only"),
    ],
)
def test_each_fault_names_its_field(place, sign, field, says):
    second = SUHARTINI[1][:place] + sign + SUHARTINI[1][place + 1 :]
    faults = mrz.read(SUHARTINI[0] + second, EN).faults

    assert [fault for fault in faults if fault.field == field and says in fault.sentence], faults


def test_a_letter_o_for_a_zero_is_named_and_not_guessed():
    right = made_mrz(name="SUHARTINI", number="C1204567", birth="850412", between="")
    found = mrz.read(right.replace("C1204567", "C12O4567"), EN)

    assert found.number == "C12O4567"
    assert "character 4 were “0” instead of “O”" in found.faults[0].sentence


def test_dates_that_cannot_be_are_found_and_unknown_months_and_days_are_not():
    assert mrz.read(made_mrz(name="A", number="C1234567", birth="85<<<<"), EN).faults == ()
    assert mrz.date_agrees("85<<<<", date(1985, 4, 12))
    assert not mrz.date_agrees("85<<<<", date(1986, 4, 12))
    faults = mrz.read(made_mrz(name="A", number="C1234567", birth="851312"), EN).faults
    assert [fault.field for fault in faults] == [MrzField.BIRTH]
    assert "851312 is no date" in faults[0].sentence


def test_the_second_line_alone_says_whose_it_is_where_its_check_digit_fits():
    number = mrz.read("".join(SUHARTINI), EN).number
    assert mrz.passport_number(SUHARTINI[1].lower(), EN) == number
    wrong = str((int(SUHARTINI[1][9]) + 1) % 10)
    with pytest.raises(RuleViolationError, match="Only the second line"):
        mrz.passport_number(SUHARTINI[1][:9] + wrong + SUHARTINI[1][10:], EN)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SUHARTINI[0], "Only the first line"),
        (SUHARTINI[1], "Only the second line"),
        (SUHARTINI[0][:-1] + "\n" + SUHARTINI[1], "Line 1 of the MRZ has 43 characters"),
        (SUHARTINI[0] + "\n" + SUHARTINI[1] + "0", "Line 2 of the MRZ has 45 characters"),
        ("".join(SUHARTINI)[:-3], "85 characters"),
        ("".join(SUHARTINI).replace("<", ";"), "“;” where “<” belongs"),
        ("".join(SUHARTINI).replace("<", "?").lower(), "“?” where “<” belongs"),
        ("".join(SUHARTINI).replace("8504", "85é4"), "“É”, which no MRZ holds"),
        ("V" + "".join(SUHARTINI)[1:], "begins with V"),
    ],
)
def test_what_is_no_mrz_is_refused_in_words(text, says):
    with pytest.raises(RuleViolationError) as refused:
        mrz.read(text, EN)
    assert says in str(refused.value)


def test_names_codes_and_serials_are_not_taken_for_an_mrz():
    for text in ("PUTRI AYU", "C1234567", "PD1|SP|SP-2024-000017|20240626|ABCDEFGHIJKLMNOP", "1133062000314052", ""):
        assert not mrz.looks_like(text)


@pytest.mark.parametrize(
    ("written", "name", "fit"),
    [
        ("SUHARTINI", "Suhartini", NameFit.SAME),
        ("SATRIYA<SUDARPA", "SATRIYA SUDARPA", NameFit.SAME),
        ("SUDARPA<<SATRIYA", "SATRIYA SUDARPA", NameFit.SAME),
        ("NURAINI<BINTI<ABDULLAH", "NUR'AINI binti ABDULLAH", NameFit.SAME),
        ("ANNE<MARIE<DEWI", "Anne-Marie Dewi", NameFit.SAME),
        ("SITI<AMINAH", "Hj. SITI AMINAH, S.Pd.", NameFit.SAME),
        ("MOCH<ALI", "Moch. Ali", NameFit.SAME),
        ("MUELLER<<JOERG", "Jörg Müller", NameFit.SAME),
        ("MULLER<<JORG", "Jörg Müller", NameFit.SAME),
        ("SUHARTINA", "Suhartini", NameFit.DIFFERS),
        ("SATRIYA", "SATRIYA SUDARPA", NameFit.DIFFERS),
        ("SITI<NURHALIZA", "SITI NURHALIZA BINTI TARUDIN", NameFit.DIFFERS),
        ("SITI", "Сити", NameFit.UNKNOWN),
        ("RADEN<AJENG<KARTIKA<PUSPITANINGRUM<SURY", "Raden Ajeng Kartika Puspitaningrum Suryaningrat", NameFit.CUT),
        ("RADEN<A<K<PUSPITANINGRUM<SURYANINGRAT", "Raden Ajeng Kartika Puspitaningrum Suryaningrat", NameFit.CUT),
        (
            "RADEN<AJENG<KARTINI<PUSPITANINGRUM<SURY",
            "Raden Ajeng Kartika Puspitaningrum Suryaningrat",
            NameFit.DIFFERS,
        ),
    ],
)
def test_names_agree_by_the_rules_of_transliteration_and_truncation(written, name, fit):
    found = mrz.read(made_mrz(name=written, number="C1234567", birth="850412"), EN)
    assert compare_name(found, name) is fit


@given(st.lists(st.text(LETTERS, min_size=2, max_size=14), min_size=1, max_size=8))
def test_any_name_cut_at_39_characters_still_agrees(parts):
    name = " ".join(parts)
    written = "<".join(mrz_words(name) or ())[:39].rstrip("<")
    found = mrz.read(made_mrz(name=written, number="C1234567", birth="850412"), EN)
    assert compare_name(found, name) in (NameFit.SAME, NameFit.CUT)
