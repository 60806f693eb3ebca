"""Settings of the print room: when a station stops by itself, and how long a failed try rests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintingSettings:
    """How the print room keeps blanks from being burnt.

    Attributes:
        stop_after_failures: prints of one service type that fail in a row at one station before it hands out no more
            of them until a person says go on; 0: it never stops by itself.
        retry_pause_minutes: how long a failed try rests in the retry tray of a flaky service type.
    """

    stop_after_failures: int = 3
    retry_pause_minutes: int = 15
