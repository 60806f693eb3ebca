"""The two families of failure a user can meet; anything else is a bug of ours.

Both carry sentences ready to be read: what happened, and what to do about it.
"""


class DeskError(Exception):
    """A failure with a sentence for the user.

    Attributes:
        message: what happened, one sentence in the user's language.
        advice: what to do, one sentence; may be empty.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class RuleViolationError(DeskError):
    """A rule of the office, or bad data, stands against the act: the user can put it right."""


class EnvironmentFailureError(DeskError):
    """The world failed: disk, network, database, printer, display."""
