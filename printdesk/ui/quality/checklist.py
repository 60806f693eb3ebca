"""What is looked at on a booklet: one box per point, ticked by its number key or with Space."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from printdesk.domain.settings import CheckItem
from printdesk.i18n import language

_KEYS = "123456789"


class Checklist(QWidget):
    """The points of the office's list.

    Signals:
        changed: whether all are ticked now.
    """

    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[CheckItem, ...] = ()
        self._boxes: list[QCheckBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_items(self, items: Sequence[CheckItem]) -> None:
        """Show these points, none of them ticked."""
        self._items = tuple(items)
        while len(self._boxes) < len(items):
            self._add_box()
        for at, box in enumerate(self._boxes):
            box.setVisible(at < len(items))
            box.setChecked(False)
        self.retranslate()

    def retranslate(self) -> None:
        """The points in the language of the moment."""
        for at, (item, box) in enumerate(zip(self._items, self._boxes, strict=False)):
            words = item.label.text(language())
            box.setText(f"{_KEYS[at]}   {words}".replace("&", "&&") if at < len(_KEYS) else words)
            box.setAccessibleName(words)

    def ticked(self) -> list[str]:
        """Codes of the points that are ticked."""
        return [item.code for item, box in zip(self._items, self._boxes, strict=False) if box.isChecked()]

    @property
    def complete(self) -> bool:
        """Whether all are ticked."""
        return bool(self._items) and len(self.ticked()) == len(self._items)

    def tick(self, code: str, *, on: bool) -> None:
        """Tick the point with this code, or take its tick away; nothing where the office has no such point."""
        for item, box in zip(self._items, self._boxes, strict=False):
            if item.code == code:
                box.setChecked(on)

    def press(self, key: str) -> bool:
        """Tick, or untick, the point of a number key; False when there is none."""
        at = _KEYS.find(key) if key else -1
        if not 0 <= at < len(self._items):
            return False
        self._boxes[at].click()
        self.focus_next()
        return True

    def focus_next(self) -> bool:
        """Put the keyboard on the first point that is not ticked; False when all are."""
        for box in self._boxes[: len(self._items)]:
            if not box.isChecked():
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _add_box(self) -> None:
        box = QCheckBox()
        box.toggled.connect(lambda _on: self.changed.emit(self.complete))
        self._boxes.append(box)
        self._column.addWidget(box)
