"""Settings of the stock of blanks: how its pace is measured, and when the office is warned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StockSettings:
    """When blanks run low.

    Attributes:
        pace_days: the pace is the median of so many last working days on which the kind was printed.
        warn_days: without a delivery before the end, warn when the blanks last no more than so many working days.
    """

    pace_days: int = 10
    warn_days: int = 10
