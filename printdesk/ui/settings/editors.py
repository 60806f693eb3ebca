"""The fields of a settings form: each shows a value of the settings, gives it back, and says when it was changed."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from printdesk.domain.settings import Label
from printdesk.i18n import _, language
from printdesk.i18n.dates import number
from printdesk.services.settings_limits import RANGES
from printdesk.ui.kit import DateField, FlowRow, NumberField, label, tell_whole
from printdesk.ui.theme import Space

Options = Callable[[], Sequence[tuple[str, str]]]
"""Code and words of each choice, in the language of the moment."""

_NUMBER_WIDTH = 150
_WIDEST_NUMBER = 240


class Editor(Protocol):
    """What a form asks of a field."""

    changed: SignalInstance

    def value(self) -> Any:
        """What the field says."""

    def set_value(self, value: Any) -> None:
        """Show a value; nothing is told."""

    def widget(self) -> QWidget:
        """What stands in the form."""


class _StillWheel(QObject):
    """Turning the wheel over a field scrolls the page; only a field that has the keyboard turns its value."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def still(widget: QWidget) -> None:
    """Keep the wheel from changing a value by accident."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_StillWheel(widget))


class BaseField(QWidget):
    """A field made of one inner widget.

    Signals:
        changed: the user changed the value.
    """

    changed = Signal()

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(inner)
        self.setFocusProxy(inner)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def setAccessibleName(self, name: str) -> None:
        """The inner widget is what a screen reader meets."""
        super().setAccessibleName(name)
        inner = self.focusProxy()
        if inner is not None:
            inner.setAccessibleName(name)


class TextField(BaseField):
    """One line of text.

    Args:
        longest: how many letters it takes.
    """

    def __init__(self, longest: int = 200, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(longest)
        super().__init__(self.line, parent)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Without blanks around it."""
        return " ".join(self.line.text().split())

    def set_value(self, value: str) -> None:
        """Show a text."""
        if value != self.value():
            self.line.setText(value)


class WordsField(BaseField):
    """Several words in one line, separated by commas.

    Args:
        capitals: whether they are written in capitals.
    """

    def __init__(self, *, capitals: bool = False, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self._capitals = capitals
        super().__init__(self.line, parent)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> tuple[str, ...]:
        """Each once, in their order."""
        words = [" ".join(word.split()) for word in self.line.text().split(",")]
        return tuple(dict.fromkeys(word.upper() if self._capitals else word for word in words if word))

    def set_value(self, value: Sequence[str]) -> None:
        """Show words."""
        if tuple(value) != self.value():
            self.line.setText(", ".join(value))


class DaysField(BaseField):
    """Several numbers of days in one line, separated by commas; nothing else can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        days = QRegularExpression("[0-9]{0,3}( ?, ?[0-9]{0,3})*")
        self.line.setValidator(QRegularExpressionValidator(days, self.line))
        super().__init__(self.line, parent)
        self.line.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> tuple[int, ...]:
        """Each once, the smallest first."""
        return tuple(sorted({int(word) for word in self.line.text().split(",") if word.strip()}))

    def set_value(self, value: Sequence[int]) -> None:
        """Show numbers."""
        if tuple(value) != self.value():
            self.line.setText(", ".join(str(day) for day in value))


class BothTexts(QWidget):
    """A text in Indonesian and in English, one below the other.

    Signals:
        changed: the user changed one of them.
    """

    changed = Signal()

    def __init__(self, longest: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indonesian, self.english = QLineEdit(), QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.XS)
        for at, (name, line) in enumerate((("Indonesia", self.indonesian), ("English", self.english))):
            line.setMaxLength(longest)
            line.textEdited.connect(lambda _text: self.changed.emit())
            grid.addWidget(label(name, "secondary"), at, 0)
            grid.addWidget(line, at, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.indonesian)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> Label:
        """Both texts."""
        return Label(" ".join(self.indonesian.text().split()), " ".join(self.english.text().split()))

    def set_value(self, value: Label) -> None:
        """Show both."""
        self.indonesian.setText(value.id)
        self.english.setText(value.en)

    def setAccessibleName(self, name: str) -> None:
        """Each line says its language."""
        super().setAccessibleName(name)
        self.indonesian.setAccessibleName(f"{name}, Indonesia")
        self.english.setAccessibleName(f"{name}, English")


class WholeField(BaseField):
    """A whole number within a range of the settings.

    Args:
        entry: its name in `settings_limits.RANGES`.
    """

    def __init__(self, entry: str, parent: QWidget | None = None) -> None:
        low, high = RANGES[entry]
        self.box = NumberField(low, high, low)
        still(self.box)
        super().__init__(self.box, parent)
        self.box.setMinimumWidth(_NUMBER_WIDTH - Space.XL)
        self.setMaximumWidth(_WIDEST_NUMBER)
        self.box.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> int:
        """The number."""
        return self.box.value()

    def set_value(self, value: int) -> None:
        """Show a number."""
        with QSignalBlocker(self.box):
            self.box.setValue(value)


class DecimalField(BaseField):
    """A number with one decimal within a range of the settings.

    Args:
        least: whether the lowest value itself may be said.
    """

    def __init__(self, entry: str, parent: QWidget | None = None, *, least: bool = False) -> None:
        low, high = RANGES[entry]
        self.box = QDoubleSpinBox()
        self.box.setDecimals(1)
        self.box.setRange(low if least else low + 0.1, high)
        self.box.lineEdit().setTextMargins(9, 0, 0, 0)
        still(self.box)
        super().__init__(self.box, parent)
        self.box.setMinimumWidth(_NUMBER_WIDTH - Space.XL)
        self.setMaximumWidth(_WIDEST_NUMBER)
        self.box.valueChanged.connect(lambda _value: self.changed.emit())

    def value(self) -> float:
        """The number."""
        return round(self.box.value(), 1)

    def set_value(self, value: float) -> None:
        """Show a number."""
        with QSignalBlocker(self.box):
            self.box.setValue(value)


class YesNoField(BaseField):
    """A box to tick, with what it means beside it."""

    def __init__(self, words: Callable[[], str], parent: QWidget | None = None) -> None:
        self.box = QCheckBox(words())
        self._words = words
        super().__init__(self.box, parent)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        with QSignalBlocker(self.box):
            self.box.setChecked(value)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.box.setText(self._words())


class ChoiceField(BaseField):
    """One of several."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        # A long choice is cut in a narrow window rather than pushing the page out of it.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self._options = options
        still(self.box)
        tell_whole(self.box)
        super().__init__(self.box, parent)
        self.fill()
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def fill(self) -> None:
        """Offer the choices of the moment; what was chosen stays."""
        chosen = self.value()
        with QSignalBlocker(self.box):
            self.box.clear()
            for code, words in self._options():
                self.box.addItem(words, code)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.box.setToolTip(self.box.currentText())

    def value(self) -> str:
        """The code chosen."""
        return str(self.box.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(0, self.box.findData(value)))
        self.box.setToolTip(self.box.currentText())


class ChoicesField(QWidget):
    """Any of several, each with a box to tick; their order is that of the choices.

    Signals:
        changed: another one is ticked.
    """

    changed = Signal()

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        flow = FlowRow(Space.S)
        for code, words in options():
            box = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes[code] = box
            flow.add(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def value(self) -> tuple[str, ...]:
        """The codes that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[str]) -> None:
        """Tick these."""
        for code, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(code in value)


class DayField(BaseField):
    """A day."""

    def __init__(self, value: date, parent: QWidget | None = None) -> None:
        self.day = DateField(value)
        still(self.day)
        super().__init__(self.day, parent)
        self.day.dateChanged.connect(lambda _day: self.changed.emit())

    def value(self) -> date:
        """The day chosen."""
        return self.day.value()

    def set_value(self, value: date) -> None:
        """Show a day."""
        with QSignalBlocker(self.day):
            self.day.set_value(value)


def range_text(entry: str, *, above: bool = False) -> str:
    """ "0 to 60": what a number may be."""
    # Years are written without a mark between the thousands.
    low, high = (str(n) if entry.endswith("years[]") else number(n, language()) for n in RANGES[entry])
    if above:
        return _("more than {low}, at most {high}").format(low=low, high=high)
    return _("{low} to {high}").format(low=low, high=high)
