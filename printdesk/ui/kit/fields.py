"""Fields for numbers, times and dates; dates carry their weekday in the language of the moment."""

from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QSize, Qt, QTime
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

from printdesk.i18n import language

_PAD = 9
_TIME_WIDTH, _DATE_WIDTH = 96, 236
_FORMAT = "dddd, d MMMM yyyy"
_GROUPED = 10_000
"""From here on a number is read more surely with a mark between its thousands."""


def _locale() -> QLocale:
    countries = {
        "id": QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia),
        "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    }
    return countries.get(language(), countries["id"])


def _indent(box: QAbstractSpinBox) -> None:
    """Qt leaves out the style sheet's padding in boxes with two arrow buttons."""
    box.lineEdit().setTextMargins(_PAD, 0, 0, 0)


class _Whole(QObject):
    """Keeps the tooltip of a box at what it shows, also where it was filled without a signal."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is painted is what the tooltip says."""
        box = watched if event.type() == QEvent.Type.Paint and isinstance(watched, QComboBox) else None
        if box is not None and box.toolTip() != box.currentText():
            box.setToolTip(box.currentText())
        return False


def tell_whole(box: QComboBox) -> None:
    """Pointed at, a box says its choice whole: a long one is cut in a narrow window."""
    box.installEventFilter(_Whole(box))
    box.setToolTip(box.currentText())


class NumberField(QSpinBox):
    """A whole number between two limits."""

    def __init__(self, low: int = 0, high: int = 9999, value: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setValue(value)
        self.setMinimumWidth(96)
        self.setGroupSeparatorShown(high >= _GROUPED)
        _indent(self)
        self.retranslate()

    def retranslate(self) -> None:
        """13.000 in Indonesian, 13,000 in English."""
        self.setLocale(_locale())


class TimeField(QTimeEdit):
    """A time of day to the minute, 24 hours."""

    def __init__(self, value: time, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _indent(self)
        self.set_value(value)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Never narrower than said, wider with larger text."""
        return super().sizeHint().expandedTo(QSize(_TIME_WIDTH, 0))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than said, wider with larger text."""
        return super().minimumSizeHint().expandedTo(QSize(_TIME_WIDTH, 0))

    def value(self) -> time:
        """The time chosen."""
        chosen = self.time()
        return time(chosen.hour(), chosen.minute())

    def set_value(self, value: time) -> None:
        """Show a time."""
        self.setTime(QTime(value.hour, value.minute))

    def retranslate(self) -> None:
        """16.00 in Indonesian, 16:00 in English, as everywhere else."""
        self.setDisplayFormat("HH:mm" if language() == "en" else "HH.mm")


class DateField(QDateEdit):
    """A day with its weekday; a calendar opens beside it."""

    def __init__(self, value: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.calendarWidget().setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.set_value(value)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Never narrower than said, wider with larger text."""
        return super().sizeHint().expandedTo(QSize(_DATE_WIDTH, 0))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than said, wider with larger text."""
        return super().minimumSizeHint().expandedTo(QSize(_DATE_WIDTH, 0))

    def value(self) -> date:
        """The day chosen."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_value(self, value: date) -> None:
        """Show a day."""
        self.setDate(QDate(value.year, value.month, value.day))

    def retranslate(self) -> None:
        """Weekday and month in the language of the moment."""
        self.setLocale(_locale())
        self.calendarWidget().setLocale(_locale())
        self.setDisplayFormat(_FORMAT)
