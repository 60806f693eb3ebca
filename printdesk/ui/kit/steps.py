"""The way of an application as a strip of steps, done ones under a thick line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from printdesk.ui.kit.marks import SignMark
from printdesk.ui.kit.text import ElidedLabel, label
from printdesk.ui.theme import Kind, Space, palette_of

_PASSED = (Kind.DONE, Kind.FAILED, Kind.STOPPED)
_LINE = 3


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        kind: `DONE`, `HERE` (now), `WAITING`, `STOPPED` or `FAILED`.
        title: its name. detail: when, or why.
    """

    kind: Kind
    title: str
    detail: str = ""


class StepStrip(QWidget):
    """A row of steps; the line above is accent as far as the application has come.

    Args:
        compact: one low line: the details stand in the tooltips and are read by a screen reader.
    """

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._compact = compact
        self._steps: tuple[Step, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, Space.S if compact else Space.M, 0, 0)
        self._row.setSpacing(Space.S if compact else Space.M)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps in place of the ones before."""
        self._steps = tuple(steps)
        _clear(self._row)
        for step in self._steps:
            self._row.addLayout(self._low_cell(step) if self._compact else self._cell(step), 1)
        self.setAccessibleName("; ".join(f"{step.title} {step.detail}".strip() for step in self._steps))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line above the steps."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), _LINE), QColor(palette.line))
        passed = sum(1 for step in self._steps if step.kind in _PASSED)
        here = any(step.kind is Kind.HERE for step in self._steps)
        if self._steps:
            share = (passed + (0.5 if here else 0)) / len(self._steps)
            painter.fillRect(QRectF(0, 0, self.width() * share, _LINE), QColor(palette.accent))

    @staticmethod
    def _low_cell(step: Step) -> QLayout:
        cell = QHBoxLayout()
        cell.setSpacing(Space.XS)
        title = ElidedLabel(step.title, "secondary" if step.kind is Kind.WAITING else "detail")
        title.setToolTip(f"{step.title} {step.detail}".strip())
        cell.addWidget(SignMark(step.kind, 11), 0, Qt.AlignmentFlag.AlignVCenter)
        cell.addWidget(title, 1)
        return cell

    @staticmethod
    def _cell(step: Step) -> QLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        waiting = step.kind is Kind.WAITING
        head.addWidget(SignMark(step.kind, 12), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(label(step.title, "body" if waiting else "strong", wrap=True), 1)
        cell = QVBoxLayout()
        cell.setSpacing(1)
        cell.addLayout(head)
        cell.addWidget(label(step.detail, "secondary", wrap=True))
        cell.addStretch(1)
        return cell


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
        if widget is not None:
            widget.deleteLater()
