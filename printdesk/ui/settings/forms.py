"""Forms over the settings: fields inside a page, and one entry of a list in a window of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from printdesk.ui.kit import FormDialog, label
from printdesk.ui.settings.editors import Editor
from printdesk.ui.theme import Space

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_NARROW = 400
"""Beside a field that is narrower than this its range is said beside it, else below."""


def _no_hint() -> str:
    return ""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        key: attribute of the entry. title, hint: words in the language of the moment. make: makes its editor.
    """

    key: str
    title: Callable[[], str]
    make: Callable[[], Editor]
    hint: Callable[[], str] = _no_hint


class FieldsGrid(QWidget):
    """Fields in a page, two columns of names and values with the range said beside each.

    Signals:
        changed: the user changed one.
    """

    changed = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self.editors: dict[str, Editor] = {}
        self._names: list[QLabel] = []
        self._hints: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for at, field in enumerate(self._fields):
            self._add(grid, at, field)
        self.retranslate()

    def _add(self, grid: QGridLayout, at: int, field: Field) -> None:
        editor = field.make()
        name, hint = label("", "secondary", wrap=True), label("", "secondary", wrap=True)
        name.setContentsMargins(0, 9, 0, 0)
        name.setMinimumWidth(190)
        name.setBuddy(editor.widget())
        cell = QBoxLayout(_BESIDE if editor.widget().maximumWidth() < _NARROW else _BELOW)
        cell.setSpacing(Space.M if cell.direction() == _BESIDE else 2)
        cell.addWidget(editor.widget())
        cell.addWidget(hint, 1 if cell.direction() == _BESIDE else 0)
        grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(cell, at, 1)
        self._names.append(name)
        self._hints.append(hint)
        self.editors[field.key] = editor
        editor.changed.connect(self.changed)

    def values(self) -> dict[str, Any]:
        """What the fields say, by key."""
        return {key: editor.value() for key, editor in self.editors.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show values by key; nothing is told."""
        for key, editor in self.editors.items():
            editor.set_value(values[key])

    def retranslate(self) -> None:
        """Names and ranges in the language of the moment."""
        for field, name, hint in zip(self._fields, self._names, self._hints, strict=True):
            name.setText(field.title())
            hint.setText(field.hint())
            hint.setVisible(bool(field.hint()))
            self.editors[field.key].widget().setAccessibleName(field.title())
            for word in ("fill", "retranslate"):
                refill = getattr(self.editors[field.key], word, None)
                if callable(refill):
                    refill()


class EntryDialog(FormDialog):
    """One entry of a list; it stays open until the entry fits.

    Args:
        fields: what is asked. values: what is shown first, by key.
    """

    def __init__(
        self,
        title: str,
        act: str,
        intro: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        parent: QWidget | None,
    ) -> None:
        super().__init__(title, act, intro, parent)
        self.editors: dict[str, Editor] = {}
        for field in fields:
            editor = field.make()
            editor.set_value(values[field.key])
            self.add_row(field.title(), editor.widget(), field.hint())
            self.editors[field.key] = editor
        self.setMinimumWidth(620)
        if self.editors:
            next(iter(self.editors.values())).widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, Any]:
        """What the fields say, by key."""
        return {key: editor.value() for key, editor in self.editors.items()}
