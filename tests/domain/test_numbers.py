from datetime import date

import pytest

from printdesk.domain import numbers
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue

_ = catalogue("en")


@pytest.mark.parametrize("text", ["3374012406260001", " 3374 0124-0626.0001 ", "3374\u00a00124\u20110626\u20130001"])
def test_application_number_ignores_what_people_put_between_digits(text):
    assert numbers.application_number(text, _) == "3374012406260001"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("337401240626000", "15"),
        ("33740124062600011", "17"),
        ("337401240626000O", "other than digits"),
        ("٣٣٧٤٠١٢٤٠٦٢٦٠٠٠١", "other than digits"),
        ("", "other than digits"),
    ],
)
def test_application_number_refuses_anything_but_16_digits_in_words(text, told):
    with pytest.raises(RuleViolationError, match=told):
        numbers.application_number(text, _)


@pytest.mark.parametrize(
    ("digits", "sex", "born", "fits"),
    [
        ("3374012402900001", "L", date(1990, 2, 24), True),
        ("3374016402900001", "P", date(1990, 2, 24), True),
        ("3374016402900001", "P", date(1990, 2, 25), False),
        ("3374017112220001", "P", date(2022, 12, 31), True),
        ("3374013102900001", "L", date(1990, 2, 3), False),
        ("3374010002900001", None, date(1990, 2, 1), False),
        ("3374014002900001", None, date(1990, 2, 1), False),
        ("3374017202900001", None, date(1990, 2, 1), False),
    ],
)
def test_nik_tells_birth_and_sex_with_40_added_to_the_day_for_women(digits, sex, born, fits):
    assert numbers.nik(digits) == digits
    assert numbers.nik_sex(digits) == sex
    assert numbers.nik_fits_birth(digits, born) is fits


def test_nip_tells_birth_appointment_and_sex_or_is_refused():
    facts = numbers.nip_facts(numbers.nip("19850412 201012 1 003", _))
    assert facts == numbers.NipFacts(date(1985, 4, 12), date(2010, 12, 1), "L")
    assert numbers.nip_facts("198504122010122003").sex == "P"
    for wrong in ("19850412201012300", "198504122010123003", "198513122010121003", "201012121985041003", ""):
        with pytest.raises(RuleViolationError):
            numbers.nip(wrong, _)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("081234567890", "081234567890"),
        ("+62 812-3456-7890", "081234567890"),
        ("62812 3456 7890", "081234567890"),
        ("0062 81234567890", "081234567890"),
        ("+62 (0) 812 3456 7890", "081234567890"),
        ("81234567890", "081234567890"),
        ("(024) 8311000", "0248311000"),
        ("+60 12-345 6789", "+60123456789"),
        ("0812", None),
        ("081234567890123456", None),
        ("011234567890", None),
        ("nihil", None),
        ("", None),
    ],
)
def test_phone_has_one_form_whatever_was_typed(text, phone):
    assert numbers.phone(text) == phone


def test_serials_and_passport_numbers_have_one_form():
    assert numbers.serial(" c 001-2345 ", _) == "C0012345"
    assert numbers.split_serial("XA0009999", _) == ("XA", 9999, 7)
    assert numbers.passport_number("c1234567 ") == "C1234567"
    assert numbers.is_usual_passport_number("c 1234567")
    assert not numbers.is_usual_passport_number("C123456")
    for wrong in ("", "C", "C123", "1234C567", "ABCD1234567", "C12345678901234"):
        with pytest.raises(RuleViolationError):
            numbers.serial(wrong, _)


def test_masks_hide_the_middle_and_never_show_a_short_number():
    assert numbers.mask_nik("3311051234560003") == "331105******0003"
    assert numbers.mask_phone("08123456678") == "0812****678"
    assert numbers.mask_phone("081234566678") == "0812*****678"
    assert set(numbers.mask_nik("331105")) == set(numbers.mask_phone("0812345")) == {"*"}
