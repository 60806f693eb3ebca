"""The office's rules for issuing blanks to a shift."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShiftSettings:
    """How blanks are issued to a shift.

    Attributes:
        spoil_reserve_percent: blanks issued beyond what the plan prints, for those that are spoiled; of each service
            type at least one where the plan prints any and this is not 0.
    """

    spoil_reserve_percent: int = 5
