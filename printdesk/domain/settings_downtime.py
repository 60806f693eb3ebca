"""Settings of the down-time pack: when it is made, and how many blank rows it has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DowntimeSettings:
    """The pack of paper for a time without computers.

    Attributes:
        make_hour: hour of the office's day from which it is made by itself, while a window is open; 24: never.
        handover_rows, intake_rows, spoiled_rows: blank rows of each kind.
    """

    make_hour: int = 15
    handover_rows: int = 40
    intake_rows: int = 20
    spoiled_rows: int = 16
