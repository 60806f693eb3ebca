"""What a screen reader is told that the widgets which paint themselves are.

Qt knows its own widgets; one that is only painted would be a "filler", which readers pass over. Their names and
descriptions are set where their texts are.
"""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = QAccessible.Role
ROLES: Final[dict[str, QAccessible.Role]] = {
    "DepartureStrip": _ROLE.Chart, "WaveBars": _ROLE.Chart, "ForecastChart": _ROLE.Chart, "DayBars": _ROLE.Chart,
    "ChartView": _ROLE.Chart, "HourBars": _ROLE.Chart, "SumsBar": _ROLE.Chart,
    "PressTile": _ROLE.Button,
    "StatTile": _ROLE.StaticText, "Pill": _ROLE.StaticText, "SlotMark": _ROLE.StaticText,
    "StepStrip": _ROLE.StaticText, "Equation": _ROLE.StaticText, "BannerBar": _ROLE.Grouping,
    "ChipRow": _ROLE.Grouping, "QScrollArea": _ROLE.Section, "Notice": _ROLE.AlertMessage,
}  # fmt: skip
"""What each class is; a subclass is what its base is, unless it is named itself."""


def _interface(name: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = ROLES.get(name)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None


def announce(widget: QWidget, text: str, *, urgent: bool) -> None:
    """Let a screen reader say a text now, wherever the keyboard is; an urgent one before what it is saying."""
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def tell_roles() -> None:
    """Let Qt ask here; once for each process, again does no harm."""
    QAccessible.installFactory(_interface)
