"""Indonesia's holidays, joint leave and Ramadan, as the defaults of an office's calendar.

Holidays and joint leave (*cuti bersama*) come yearly by a joint decree of three ministers (SKB 3 Menteri) and are
amended; the `holidays` package follows them, and `resources/national_days.json` holds what it says of the years
around now (`tools/national_days.py` writes it). The office's own days, kept in its settings, win over these.
"""

import json
from datetime import date
from functools import cache

from printdesk import paths
from printdesk.domain.calendar import DayRule

RAMADAN = (
    (date(2024, 3, 12), date(2024, 4, 9)),
    (date(2025, 3, 1), date(2025, 3, 30)),
    (date(2026, 2, 19), date(2026, 3, 20)),
    (date(2027, 2, 8), date(2027, 3, 9)),
)
"""First and last day of the fast, on which shorter hours hold (Perpres 21/2023).

2024 and 2025 as the government's sitting (sidang isbat) set them; 2026 and 2027 by the calendar's computation, from
the Idul Fitri of the decree, so a day earlier or later is possible: the office corrects its settings.
"""


@cache
def indonesian_days(first_year: int, last_year: int) -> tuple[DayRule, ...]:
    """The national holidays and joint leave from one year to another, both included, in order of date.

    A day that is both counts as a holiday.
    """
    kept = json.loads((paths.resources() / "national_days.json").read_text(encoding="utf-8"))
    first_kept, last_kept = kept["years"]
    if first_year < first_kept or last_year > last_kept:
        return by_package(first_year, last_year)
    dated = ((date.fromisoformat(day), kind, name) for day, (kind, name) in kept["days"].items())
    return tuple(
        DayRule(day, name, open=False, kind=kind)
        for day, kind, name in dated
        if first_year <= day.year <= last_year
    )  # fmt: skip


def by_package(first_year: int, last_year: int) -> tuple[DayRule, ...]:
    """The same, asked of the `holidays` package; it costs a start of the program a tenth of a second and 16 MB."""
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    public = country_holidays("ID", years=years, categories=("public",), language="id")
    leave = country_holidays("ID", years=years, categories=("government",), language="id")
    days = {day: DayRule(day, name, open=False, kind="joint_leave") for day, name in leave.items()}
    days.update({day: DayRule(day, name, open=False, kind="holiday") for day, name in public.items()})
    return tuple(days[day] for day in sorted(days))
