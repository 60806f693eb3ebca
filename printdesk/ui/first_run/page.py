"""What the pages of the first start have in common: a heading, fields under each other, what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.ui.kit import SignMark, label, restyle
from printdesk.ui.theme import Kind, Space, Tone

_FIELDS_WIDTH = 560


class Page(QWidget):
    """One step.

    Signals:
        entered: Enter was pressed in a field. changed: what may be done next may be another thing.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._intro = label("", "title", wrap=True), label("", "secondary", wrap=True)
        self._names: list[tuple[QLabel, QLabel | None]] = []
        self._error = label("", "strong", tone=Tone.RED, wrap=True)
        self._error_line = QWidget()
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(SignMark(Kind.FAILED, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._error, 1)
        self._invalid: QWidget | None = None
        inside = QWidget()
        inside.setObjectName("scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, Space.M, 0)
        self.column.setSpacing(Space.S)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        for part in (self._title, self._intro):
            whole.addWidget(part)
        whole.addSpacing(Space.S)
        whole.addWidget(area, 1)
        whole.addWidget(self._error_line)
        self.show_error("")

    def add_row(self, field: QWidget) -> tuple[QLabel, QLabel]:
        """A field under its name, with room for a hint; both get their words with `set_row`."""
        name, hint = label("", "strong"), label("", "secondary", wrap=True)
        name.setBuddy(field)
        field.setMaximumWidth(_FIELDS_WIDTH)
        for part in (name, field, hint):
            self.column.addWidget(part)
        self.column.addSpacing(Space.XS)
        return name, hint

    @staticmethod
    def set_row(row: tuple[QLabel, QLabel], field: QWidget, name: str, hint: str = "") -> None:
        """The words of a row."""
        row[0].setText(name)
        row[1].setText(hint)
        row[1].setVisible(bool(hint))
        field.setAccessibleName(name.replace("&", ""))

    def set_heading(self, title: str, intro: str) -> None:
        """The words at the head."""
        self._title.setText(title)
        self._intro.setText(intro)
        self._intro.setVisible(bool(intro))

    def show_error(self, error: DeskError | str, field: QWidget | None = None) -> None:
        """Say what is wrong until somebody types into the field to mend, which gets the focus; "" says nothing."""
        self._error.setText(str(error))
        self._error_line.setVisible(bool(str(error)))
        for widget, wrong in ((self._invalid, "false"), (field, "true")):
            if widget is not None:
                widget.setProperty("invalid", wrong)
                restyle(widget)
        self._invalid = field
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._mended, Qt.ConnectionType.UniqueConnection)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mended(self, _text: str) -> None:
        """Somebody writes into the field that was wrong."""
        if self.sender() is self._invalid:
            self.show_error("")

    def error_text(self) -> str:
        """What is said to be wrong, "" while nothing is."""
        return self._error.text()

    def first_field(self) -> QWidget:
        """Where the keyboard goes when the page comes."""
        return self

    def problem(self) -> tuple[str, QWidget] | None:
        """What is still wrong, and where; None when one may go on."""
        return None

    def retranslate(self) -> None:
        """All words in the language of the moment."""
