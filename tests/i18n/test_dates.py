"""Dates as the office writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from printdesk.i18n import dates

MOMENT = datetime(2024, 6, 26, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("lang", "long", "short", "paper"),
    [
        ("id", "Rab 26 Juni 2024, 08.05 WIB", "Rab 26/6 08.05", "Rabu, 26 Juni 2024"),
        ("en", "Wed 26 June 2024, 08:05 WIB", "Wed 26/6 08:05", "Wednesday, 26 June 2024"),
    ],
)
def test_moments_carry_their_weekday_and_zone(lang: str, long: str, short: str, paper: str):
    assert dates.moment_long(MOMENT, lang) == long
    assert dates.moment_short(MOMENT, lang) == short
    assert dates.day_long(MOMENT.date(), lang) == paper


@pytest.mark.parametrize(
    ("zone", "name"), [("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"), ("Asia/Kolkata", "IST")]
)
def test_zones_are_called_as_indonesia_calls_them(zone: str, name: str):
    assert dates.zone_name(MOMENT.astimezone(ZoneInfo(zone))) == name


def test_numbers_and_money_have_the_readers_thousands():
    assert (dates.number(1312, "id"), dates.number(1312, "en"), dates.rupiah(1_000_000)) == (
        "1.312", "1,312", "Rp1.000.000",
    )  # fmt: skip
    assert dates.day_short(date(2024, 7, 5), "id") == "Jum 5/7"


def test_what_is_read_later_has_its_year():
    with dates.read_later():
        assert dates.moment_short(MOMENT, "en").startswith(f"{dates.weekday_short(MOMENT, 'en')} ")
        assert f"/{MOMENT.year} " in dates.moment_short(MOMENT, "en")
    assert str(MOMENT.year) not in dates.moment_short(MOMENT, "en")
