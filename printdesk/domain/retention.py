"""Until when data are kept: personal data by months after a case ended, the books by years."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from printdesk.domain.settings_safety import FIRST_RULE, RetentionRule


def rule_on(rules: Sequence[RetentionRule], day: date) -> RetentionRule:
    """The rule that holds on a day: the newest whose own day has come; before all of them the first."""
    in_force = [rule for rule in rules if rule.since <= day]
    if in_force:
        return max(in_force, key=lambda rule: rule.since)
    return min(rules, key=lambda rule: rule.since, default=FIRST_RULE)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
