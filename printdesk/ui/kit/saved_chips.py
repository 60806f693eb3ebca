"""The row of saved views beside a list: a chip for each with its count, and the way to save what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.chips import Chip
from printdesk.ui.kit.flow import FlowRow
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Size, Space, Tone, icons, palette_of
from printdesk.ui.theme.fonts import styled

_ICON, _GAP, _PAD = 13, 5, 10
_LONGEST = 240
"""Pixels that a name takes at most; the tooltip has it whole."""
_KEYS = 9
_LEFT_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class ChipFacts:
    """What a chip of a view says.

    Attributes:
        count: of its rows, as the language writes numbers, "" while it is not known.
        icon: "users" where everybody sees it, "warning" where it asks for something that is gone, "" for neither.
        told: the sentence that a screen reader and the tooltip add.
        on: whether the list shows just this.
    """

    id: int
    name: str
    count: str = ""
    icon: str = ""
    told: str = ""
    on: bool = False


class SavedChip(Chip):
    """One view; Ctrl with its place in the row shows it."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        self._icon, self._name = "", ""
        self._keys = QKeySequence(f"Ctrl+{place}") if place <= _KEYS else QKeySequence()
        super().__init__(parent=parent)

    def show_facts(self, facts: ChipFacts) -> None:
        """Say something else."""
        self._icon, self._name = facts.icon, facts.name
        self.set(facts.name.replace("&", "&&"), facts.count or None)
        self.setShortcut(self._keys)
        self.setAccessibleName(" ".join(part for part in (facts.name, facts.count) if part))
        self.setAccessibleDescription(facts.told)
        keys = self._keys.toString(QKeySequence.SequenceFormat.NativeText)
        named = f"{facts.name} ({keys})" if keys else facts.name
        self.setToolTip("\n".join(part for part in (named, facts.told) if part))
        self.setChecked(facts.on)

    def sizeHint(self) -> QSize:
        """Icon, name and count; a long name is elided."""
        words = min(self._of(self._name, bold=True), _LONGEST)
        return QSize(round(words + self._tail() + self._head() + 2 * _PAD + 1), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As every chip, with its icon before the name."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, palette)
        colour = self._ink(palette)
        if self._icon:
            icons.draw(painter, self._icon, colour, QRectF(_PAD, (self.height() - _ICON) / 2, _ICON, _ICON))
        left = _PAD + self._head()
        room = self.width() - left - _PAD - self._tail() + 1
        bold = QFontMetrics(styled(self.font(), Size.SECONDARY, bold=True))
        name = bold.elidedText(self._name, Qt.TextElideMode.ElideRight, round(room))
        painter.setPen(QColor(colour))
        for text, strong, at in ((name, True, left), (self._count, False, left + self._of(name, bold=True) + _GAP)):
            painter.setFont(styled(self.font(), Size.SECONDARY, bold=strong))
            painter.drawText(QRectF(at, 0, self.width() - at, self.height()), int(_LEFT_MIDDLE), text)

    def _of(self, text: str, *, bold: bool) -> float:
        """Pixels that a text takes."""
        return QFontMetricsF(styled(self.font(), Size.SECONDARY, bold=bold)).horizontalAdvance(text)

    def _head(self) -> float:
        return _ICON + _GAP if self._icon else 0

    def _tail(self) -> float:
        """What the count takes; it is never given up."""
        return self._of(self._count, bold=False) + _GAP if self._count else 0


class SaveChip(SavedChip):
    """Keeps what is shown under a name; a button in the size of the chips beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_KEYS + 1, parent)
        self.setCheckable(False)

    def show_text(self, text: str) -> None:
        """Its words in the language of the moment."""
        self.show_facts(ChipFacts(0, text, icon="plus"))


class SavedChips(QWidget):
    """The views of a list; hidden while there are none.

    Attributes:
        save: keeps what is shown under a name; offered while no view shows it, and it is not the usual.

    Signals:
        chosen: id of the view asked for; 0 when the one that is on was left.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[ChipFacts, ...] = ()
        self._chips: list[SavedChip] = []
        self._row = FlowRow(Space.S)
        self._new = False
        self.save = SaveChip()
        self._row.add(self.save)
        self.save.hide()
        self._said = label("", "detail", tone=Tone.AMBER, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._row)
        column.addWidget(self._said)
        self._said.hide()
        self.retranslate()
        self.hide()

    def show_views(self, facts: Sequence[ChipFacts], *, new: bool = False) -> None:
        """Show these views, in this order.

        Args:
            new: what the list shows is worth a name, as it is none of these.
        """
        if tuple(facts) == self._facts and new == self._new:
            self._restore_checks()
            return
        self._new = new
        self._facts = tuple(facts)
        if len(facts) != len(self._chips):
            self._make(len(facts))
        for chip, each in zip(self._chips, facts, strict=True):
            chip.show_facts(each)
        self.save.setVisible(new)
        self.setVisible(bool(facts))

    def say(self, sentence: str) -> None:
        """Say what is wrong with the view that is on; "" for nothing."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def said(self) -> str:
        """That sentence."""
        return "" if self._said.isHidden() else self._said.text()

    def chips(self) -> tuple[SavedChip, ...]:
        """The chips, from left to right."""
        return tuple(self._chips)

    def retranslate(self) -> None:
        """Its own words in the language of the moment."""
        self.setAccessibleName(_("Saved views"))
        self.save.show_text(_("Save view…"))

    def _make(self, count: int) -> None:
        row = FlowRow(Space.S)
        self._chips = [SavedChip(place) for place in range(1, count + 1)]
        for at, chip in enumerate(self._chips):
            chip.clicked.connect(lambda on, at=at: self._choose(at, on=on))
            row.add(chip)
        row.add(self.save)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self._row, row)
        self._row.deleteLater()
        self._row = row

    def _choose(self, at: int, *, on: bool) -> None:
        self._restore_checks()
        self.chosen.emit(self._facts[at].id if on else 0)

    def _restore_checks(self) -> None:
        """What the list really shows decides which one is on."""
        for chip, each in zip(self._chips, self._facts, strict=True):
            chip.setChecked(each.on)
