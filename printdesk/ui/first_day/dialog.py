"""The list of the first steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import GhostButton, PrimaryButton, SecondaryButton, SignMark, label
from printdesk.ui.theme import Kind, Space


@dataclass(frozen=True)
class Step:
    """A step as it is shown.

    Attributes:
        room, view: where it is done. done: whether it was.
    """

    text: str
    room: str
    view: str
    done: bool


class FirstDayDialog(QDialog):
    """Says what to do next and leads there; Esc closes it, and it can be put away for good.

    Attributes:
        ways: the buttons that lead to the rooms, in the order of the steps. away: puts it away.

    Signals:
        asked: the step to be shown. put_away: it is not wanted any more.
    """

    asked = Signal(object)
    put_away = Signal()

    def __init__(self, steps: Sequence[Step], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("First steps"))
        self.setMinimumWidth(560)
        self.ways: list[GhostButton] = []
        done = sum(step.done for step in steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(_("First steps"), "title"))
        words = (
            _("All of it was done once. From here on F1 helps in every room.") if done == len(steps)
            else _("A day from the list to the right hands. Each step ticks itself off when it really happened.")
        )  # fmt: skip
        column.addWidget(label(words, "secondary", wrap=True))
        column.addLayout(self._grid(steps))
        self.away, close = SecondaryButton(_("Do not show again")), PrimaryButton(_("Close"))
        self.away.clicked.connect(self._put_away)
        self.away.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.away)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addSpacing(Space.S)
        column.addLayout(foot)
        following = next((way for way, step in zip(self.ways, steps, strict=True) if not step.done), None)
        (following or close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _grid(self, steps: Sequence[Step]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        following = next((at for at, step in enumerate(steps) if not step.done), -1)
        for at, step in enumerate(steps):
            kind = Kind.DONE if step.done else Kind.HERE if at == following else Kind.WAITING
            text = label(step.text, "secondary" if step.done else "strong" if at == following else "body", wrap=True)
            state = _("done") if step.done else _("to do")
            text.setAccessibleName(f"{step.text}: {state}")
            way = GhostButton(_("Show me"))
            way.setAutoDefault(False)
            way.setAccessibleName(f"{_('Show me')}: {step.text}")
            way.clicked.connect(lambda _checked=False, step=step: self._ask(step))
            self.ways.append(way)
            grid.addWidget(SignMark(kind, 14), at, 0)
            grid.addWidget(text, at, 1)
            grid.addWidget(way, at, 2)
        return grid

    def _ask(self, step: Step) -> None:
        self.accept()
        self.asked.emit(step)

    def _put_away(self) -> None:
        self.accept()
        self.put_away.emit()
