"""The office's choices for signing in at a desk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """How a desk is guarded once people have passwords.

    Attributes:
        idle_minutes: after so long without a key or a movement of the mouse the desk locks itself.
    """

    idle_minutes: int = 10
