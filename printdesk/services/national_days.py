"""Indonesia's holidays, joint leave and Ramadan, as the defaults of an office's calendar.

Holidays and joint leave (*cuti bersama*) come yearly by a joint decree of three ministers (SKB 3 Menteri) and are
amended; the `holidays` package follows them. The office's own days, kept in its settings, win over these.
"""

from datetime import date
from functools import cache

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
    # Imported here: it costs a tenth of a second that no office pays whose calendar is not asked for.
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    public = country_holidays("ID", years=years, categories=("public",), language="id")
    leave = country_holidays("ID", years=years, categories=("government",), language="id")
    days = {day: DayRule(day, name, open=False, kind="joint_leave") for day, name in leave.items()}
    days.update({day: DayRule(day, name, open=False, kind="holiday") for day, name in public.items()})
    return tuple(days[day] for day in sorted(days))
