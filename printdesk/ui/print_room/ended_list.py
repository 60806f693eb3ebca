"""What left the operator's hands: printed or spoiled, newest first, and how many wait their turn."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import _, language, plural
from printdesk.services.print_rows import HandRow
from printdesk.ui.kit import ElidedLabel, SignMark, label, set_tone
from printdesk.ui.theme import Kind, Space, Tone

_LEAST_HEIGHT = 24


class _Line(QWidget):
    """One booklet: its sign, the name, the serial with what became of it; under it why, where it failed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignMark(Kind.DONE, 11)
        self._name = ElidedLabel("", "detail")
        self._what = label("", "detail")
        self._why = label("", "detail", tone=Tone.RED, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._what, 0, 2)
        grid.addWidget(self._why, 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def set(self, kind: Kind, name: str, what: str, why: str = "") -> None:
        """Show a booklet."""
        self._sign.set_kind(kind)
        self._name.setText(name)
        self._what.setText(what)
        set_tone(self._what, Tone.RED if why else Tone.NEUTRAL)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(", ".join(part for part in (name, what, why) if part))


class EndedList(QScrollArea):
    """The lines, scrolling when they are many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._waiting = _Line()
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, Space.XS, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(self._waiting)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def show_rows(self, ended: Sequence[HandRow], waiting: int, settings: OfficeSettings) -> None:
        """Show these, newest first, and how many wait their turn."""
        text = plural("{count} more waits its turn", "{count} more wait their turn", waiting).format(count=waiting)
        self._waiting.set(Kind.WAITING, text, "")
        self._waiting.setVisible(waiting > 0)
        for row, line in zip(ended, self._room_for(len(ended)), strict=False):
            line.set(*_words(row, settings))

    def sizeHint(self) -> QSize:
        """As little as can be, so that what is left of the card is this list's and the page need not scroll."""
        return QSize(super().sizeHint().width(), _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(super().minimumSizeHint().width(), _LEAST_HEIGHT)

    def texts(self) -> list[str]:
        """The lines as a screen reader says them, top to bottom."""
        shown = [line for line in (self._waiting, *self._lines) if not line.isHidden()]
        return [line.accessibleName() for line in shown]

    def _room_for(self, count: int) -> list[_Line]:
        while len(self._lines) < count:
            line = _Line()
            self._lines.append(line)
            self._column.insertWidget(len(self._lines), line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < count)
        return self._lines


def _words(row: HandRow, settings: OfficeSettings) -> tuple[Kind, str, str, str]:
    if row.state != "failed":
        return Kind.DONE, row.name, _("{serial} printed").format(serial=row.serial), ""
    reasons = {reason.code: reason.label.text(language()) for reason in settings.reasons_known("print")}
    return Kind.FAILED, row.name, _("{serial} spoiled").format(serial=row.serial), reasons.get(row.reason, row.reason)
