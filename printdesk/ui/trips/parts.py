"""The parts of the trips: those of a day, those at risk, those too late or far ahead."""

from collections.abc import Callable
from datetime import date

from printdesk.services.departures import Departure, Departures

RISK, DAY, DAY_RISK, PASSED, LATER, ALL = "risk", "day", "day_risk", "passed", "later", "all"


def parts_of(found: Departures, day: date | None) -> dict[str, Callable[[], tuple[Departure, ...]]]:
    """What each chip lists; `day` is the day whose trips they offer."""
    return {
        RISK: lambda: found.at_risk,
        DAY: lambda: found.on(day) if day else (),
        DAY_RISK: lambda: found.on(day, risk_only=True) if day else (),
        PASSED: lambda: found.passed,
        LATER: lambda: found.later,
        ALL: lambda: found.rows,
    }
