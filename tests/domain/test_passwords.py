"""What a password must be, and how long wrong ones keep people out."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from printdesk.domain.passwords import FORGETS, Weakness, blocked_until, counted, delay, weakness

NOON = datetime(2024, 6, 26, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("", Weakness.SHORT),
        ("seven77", Weakness.SHORT),
        ("eight888", None),
        ("x" * 201, Weakness.LONG),
        ("aaaaaaaaaa", Weakness.SAME_SIGN),
        ("12345678", Weakness.COMMON),
        ("Password123!", Weakness.COMMON),
        ("rahasia2024", Weakness.COMMON),
        ("QWERTYUIOP", Weakness.COMMON),
        ("imigrasi!!", Weakness.COMMON),
        ("sri.wahyuni", Weakness.OWN_NAME),
        ("SriWahyuni99", Weakness.OWN_NAME),
        ("Wahyuni-1988", Weakness.OWN_NAME),
        ("wahyuni makan soto", None),
        ("19283746", None),
        ("korek api besar", None),
        ("パスワード長い文章", None),
    ],
)
def test_length_counts_and_what_anybody_would_try_does_not_pass(password: str, found: Weakness | None):
    assert weakness(password, "sri.wahyuni", "Sri Wahyuni") == found


def test_the_same_signs_typed_on_another_keyboard_are_the_same_length():
    assert weakness("e\u0301e\u0301e\u0301e\u0301abc") is Weakness.SHORT


def test_the_delay_grows_and_has_an_end():
    delays = [delay(failures) for failures in range(1, 12)]

    assert delays[:2] == [timedelta(0)] * 2
    assert delays[2] == timedelta(seconds=5)
    assert all(earlier <= later for earlier, later in pairwise(delays))
    assert delays[-1] == timedelta(minutes=15)


def test_nobody_tries_before_the_delay_is_over_and_old_mistakes_are_forgotten():
    assert blocked_until(0, None, NOON) is None
    assert blocked_until(2, NOON, NOON) is None
    assert blocked_until(3, NOON, NOON) == NOON + timedelta(seconds=5)
    assert blocked_until(3, NOON, NOON + timedelta(seconds=5)) is None
    assert counted(9, NOON, NOON + FORGETS - timedelta(seconds=1)) == 9
    assert counted(9, NOON, NOON + FORGETS) == 0
