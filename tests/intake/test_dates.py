from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue, dates
from printdesk.intake.dates import parse_moment
from tests.intake.samples import WIB

_ = catalogue("en")
FORMS = (
    "{d:02}-{m:02}-{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {id} {y}",
    "{d} {en} {y}",
    "{d}-{en:.3}-{y}",
    "{en} {d}, {y}",
    "{wid}, {d} {id} {y}",
    "{wen} {d} {en:.3} {y}",
    "{wid:.3}, {d:02}/{m:02}/{y}",
)
TIMES = {
    "": (None, None),
    " 16.05": (time(16, 5), None),
    " 16:05:30": (time(16, 5, 30), None),
    ", pukul 16.05 WIB": (time(16, 5), 7),
    " 16.05 wita": (time(16, 5), 8),
    " 16:05 WIT": (time(16, 5), 9),
    " 4:05 PM": (time(16, 5), None),
    "T16:05:00+08:00": (time(16, 5), 8),
    "T16:05:00.123Z": (time(16, 5), 0),
}


@given(
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.sampled_from(FORMS),
    st.sampled_from(sorted(TIMES)),
    st.sampled_from([str, str.upper, str.lower]),
)
def test_every_form_of_writing_gives_the_same_day_and_time(day, form, clock, case):
    words = {f"w{lang}": dates.weekday(day, lang) for lang in ("id", "en")} | {
        lang: dates.month(day, lang) for lang in ("id", "en")
    }
    text = case(form.format(d=day.day, m=day.month, y=day.year, **words) + clock)
    found = parse_moment(text, _)
    expected, hours = TIMES[clock]
    assert (found.day, found.clock) == (day, expected)
    assert found.zone == (None if hours is None else timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    ("text", "month"),
    [("26 Agt 2024", 8), ("26 Agu 2024", 8), ("26 Mei 2024", 5), ("26 Okt 2024", 10), ("26 Des 2024", 12),
     ("26 Nopember 2024", 11), ("26 Pebruari 2024", 2), ("26Juni2024", 6), ("Jum'at, 26 Juli 2024", 7),
     ("Ahad 30 Juni 2024", 6)],
)  # fmt: skip
def test_abbreviations_and_old_spellings_are_understood(text, month):
    assert parse_moment(text, _).day.month == month


def test_day_comes_before_month_and_zones_are_honoured():
    assert parse_moment("05/06/2024", _).day == date(2024, 6, 5)
    assert parse_moment("26/06/2024", _).at(WIB) == datetime(2024, 6, 25, 17, 0, tzinfo=UTC)
    assert parse_moment("26/06/2024 16.00 WIT", _).at(WIB) == datetime(2024, 6, 26, 7, 0, tzinfo=UTC)
    assert parse_moment("2024-06-26T08:00-03:30", _).at(WIB) == datetime(2024, 6, 26, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("06/26/2024", "no month 26: day and month"),
        ("2024-26-06", "no month 26"),
        ("26/06/24", "two digits"),
        ("26 Juni 24", "two digits"),
        ("31/06/2024", "no such day"),
        ("29 Februari 2023", "no such day"),
        ("0/06/2024", "no such day"),
        ("32/13/2024", "no such day"),
        ("26 Jumi 2024", "jumi .* not the name of a month"),
        ("Kamis, 26 Juni 2024", "says Kamis, but that date is a Wednesday"),
        ("Rebo, 26 Juni 2024", "rebo .* not a day of the week"),
        ("26/06/2024 24.00", "time"),
        ("26/06/2024 16.60", "time"),
        ("26/06/2024 13:00 PM", "time"),
        ("26/06/2024 16:00 +99:99", "time zone"),
        ("26/06/0024", "year"),
        ("26/06/2424", "year"),
        ("45469", "not a date"),
        ("segera", "not a date"),
        ("26/06/2024 bis", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_no_clear_date_is_refused_in_words_and_never_guessed(text, told):
    with pytest.raises(RuleViolationError, match=told):
        parse_moment(text, _)


@given(st.text(alphabet="0123456789/-. :juniwbaTZ+,'", max_size=30) | st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    with suppress(RuleViolationError):
        parse_moment(text, _).at(WIB)
