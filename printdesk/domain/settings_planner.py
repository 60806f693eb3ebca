"""What the overtime planner must keep to besides `OvertimeSettings`: house rules, pace of checks, money."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OvertimeBudget:
    """Rupiah that overtime may cost from `first` to `last`, both included (the DIPA's ceiling)."""

    first: date
    last: date
    rupiah: int


@dataclass(frozen=True, slots=True)
class PlannerSettings:
    """House rules of overtime that is planned; none of them is ever bent.

    Attributes:
        days_ahead: calendar days in which evenings are looked for, today included.
        least_hours: shortest evening worth coming for.
        evenings_per_week: most overtime sessions of one person from Monday to Sunday.
        days_in_a_row: most days one after the other on which one person works overtime.
        sunday_off: nobody works on a Sunday.
        holidays_off: nor on a holiday or day of joint leave.
        senior_present: somebody of grade III or IV is there; not asked while nobody's grade is known.
        checks_per_hour: booklets that one person checks in an hour of overtime.
        rest_hours: from the end of an evening to the next opening of the office.
        day_off_start: full hour at which a session on a day off begins.
        budgets: what overtime may cost; days that none names are not limited.
    """

    days_ahead: int = 14
    least_hours: int = 2
    evenings_per_week: int = 4
    days_in_a_row: int = 3
    sunday_off: bool = True
    holidays_off: bool = True
    senior_present: bool = True
    checks_per_hour: int = 30
    rest_hours: int = 10
    day_off_start: int = 8
    budgets: tuple[OvertimeBudget, ...] = ()
