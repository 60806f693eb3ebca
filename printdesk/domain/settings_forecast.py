"""How the forecast sees the office: the supervisor's own word on stops and stocks, until the log knows better."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForecastSettings:
    """What is taken to be true before the office's own log has shown it.

    Attributes:
        days_between_stops: working days that a station runs between two stops.
        days_down: working days that it then stands still.
        days_between_outages: working days between two outages of the central system, which stop every station.
        outage_days: working days that such an outage lasts.
        arrivals_per_day: applications that come on a working day; 0 for four fifths of what the stations print.
        normal_percent: the queue is normal again when no more waits than this part of one day's arrivals.
        pace_percent: the plan counts on this part of the pace that the stations really had.
        pace_hours: the rate of the settings weighs as much as so many hours that were really worked.
        pace_spread_percent: how far the work of one day differs from that of another.
        restock_days: working days until new blanks can be here; until then only those in stock count.
        checks_per_hour: booklets that the quality check can take in an hour; 0 when it never holds anything up.
    """

    days_between_stops: float = 20.0
    days_down: float = 1.0
    days_between_outages: float = 120.0
    outage_days: float = 2.0
    arrivals_per_day: float = 0.0
    normal_percent: int = 50
    pace_percent: int = 90
    pace_hours: float = 20.0
    pace_spread_percent: int = 8
    restock_days: int = 5
    checks_per_hour: float = 0.0
