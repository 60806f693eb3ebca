"""A field of the settings for rupiah, which outgrow a plain number field; and one for lines of text."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QDoubleSpinBox, QPlainTextEdit

from printdesk.services.settings_limits import RANGES
from printdesk.ui.settings.editors import BaseField, still

_WIDTH = 240
_LINES = 4


class MoneyField(BaseField):
    """Whole rupiah within a range of the settings, with a mark between the thousands.

    Args:
        entry: its name in `settings_limits.RANGES`.
    """

    def __init__(self, entry: str) -> None:
        low, high = RANGES[entry]
        self.box = QDoubleSpinBox()
        self.box.setDecimals(0)
        self.box.setRange(low, high)
        self.box.setSingleStep(1_000_000)
        self.box.setGroupSeparatorShown(True)
        self.box.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.box.setPrefix("Rp")
        self.box.lineEdit().setTextMargins(9, 0, 0, 0)
        self.box.setMinimumWidth(_WIDTH)
        still(self.box)
        super().__init__(self.box)
        self.setMaximumWidth(_WIDTH)
        self.box.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> int:
        """Rupiah."""
        return round(self.box.value())

    def set_value(self, value: int) -> None:
        """Show a sum."""
        with QSignalBlocker(self.box):
            self.box.setValue(value)


class LinesField(BaseField):
    """Several lines of text, each an entry of its own."""

    def __init__(self) -> None:
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * (_LINES + 2))
        super().__init__(self.box)
        self.box.textChanged.connect(self.changed)

    def value(self) -> tuple[str, ...]:
        """The lines that say something, in their order."""
        lines = (" ".join(line.split()) for line in self.box.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def set_value(self, value: Sequence[str]) -> None:
        """Show lines."""
        if tuple(value) != self.value():
            with QSignalBlocker(self.box):
                self.box.setPlainText("\n".join(value))
