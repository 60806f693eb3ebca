"""When a backup is due, which are kept, and until when data stay."""

from datetime import UTC, date, datetime, timedelta

from printdesk.domain.backup_rules import is_due, kept, missed_since
from printdesk.domain.retention import months_before, rule_on
from printdesk.domain.settings_safety import BackupSettings, RetentionRule

NOW = datetime(2024, 6, 26, 12, tzinfo=UTC)
_HOUR = timedelta(hours=1)


def test_one_is_due_by_hours_or_by_closing_and_never_when_neither_is_wanted():
    rules = BackupSettings(every_hours=4, at_closing=True)
    assert is_due(rules, NOW, None, None)
    assert not is_due(rules, NOW, NOW - 3.9 * _HOUR, None)
    assert is_due(rules, NOW, NOW - 4 * _HOUR, None)
    assert is_due(rules, NOW, NOW - 2 * _HOUR, NOW - _HOUR)
    assert not is_due(rules, NOW, NOW - _HOUR / 2, NOW - _HOUR)
    by_closing = BackupSettings(every_hours=0, at_closing=True)
    assert not is_due(by_closing, NOW, NOW - 99 * _HOUR, None)
    assert is_due(by_closing, NOW, None, NOW)
    assert not is_due(BackupSettings(every_hours=0, at_closing=False), NOW, None, NOW)


def test_a_missing_one_counts_from_the_last_good_one_or_from_the_beginning():
    rules = BackupSettings(warn_hours=24)
    assert missed_since(rules, NOW, NOW - 23 * _HOUR, NOW - 99 * _HOUR) is None
    assert missed_since(rules, NOW, NOW - 24 * _HOUR, None) == NOW - 24 * _HOUR
    assert missed_since(rules, NOW, None, NOW - 30 * _HOUR) == NOW - 30 * _HOUR
    assert missed_since(BackupSettings(warn_hours=0), NOW, None, NOW - 999 * _HOUR) is None


def test_the_newest_and_those_of_days_weeks_and_months_stay():
    rules = BackupSettings(keep_last=2, keep_daily=3, keep_weekly=2, keep_monthly=2)
    taken = [NOW - day * timedelta(days=1) - hour * _HOUR for day in range(60) for hour in (0, 1)]
    stay = sorted({taken[at] for at in kept(rules, taken)}, reverse=True)
    assert stay == [
        NOW,
        NOW - _HOUR,
        *(NOW - day * timedelta(days=1) for day in (1, 2, 3)),
        datetime(2024, 5, 31, 12, tzinfo=UTC),
    ]
    nothing = BackupSettings(keep_last=1, keep_daily=0, keep_weekly=0, keep_monthly=0)
    assert kept(nothing, taken) == {0}
    assert kept(nothing, []) == frozenset()


def test_the_rule_of_the_day_and_the_months_before_it():
    rules = (RetentionRule(date(2024, 1, 1), 12, 10), RetentionRule(date(2025, 7, 1), 6, 10))
    days = (date(2020, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    assert [rule_on(rules, day).personal_months for day in days] == [12, 12, 6]
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2024, 6, 26), 12) == date(2023, 6, 26)
    assert months_before(date(2024, 1, 15), 13) == date(2022, 12, 15)
