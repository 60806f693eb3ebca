"""After the check: where the booklet belongs, in letters that carry to the shelf."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.quality import QualityRow
from printdesk.services.shelf import Neighbours
from printdesk.ui.kit import Card, PrimaryButton, SecondaryButton, SignMark, label
from printdesk.ui.quality.slot_mark import SlotMark
from printdesk.ui.quality.words import breakable, neighbour_words
from printdesk.ui.theme import Kind, Space, Tone


class ShelfPanel(Card):
    """The slot of the booklet that has passed, or that lies on the shelf now.

    Attributes:
        slot: the slot, huge. placed: says that it lies there. label_button: its label.

    Signals:
        placed_said: it lies in its slot. label_wanted: its label shall be printed.
    """

    placed_said = Signal()
    label_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="green", parent=parent)
        self.row: QualityRow | None = None
        self._placed = False
        self._by_list = False
        self._sign = SignMark(Kind.DONE, 18)
        self._says = label("", "title", tone=Tone.GREEN)
        self._name = label("", "section", wrap=True)
        self._serial = label("", "body")
        self._beside = label("", "body", wrap=True)
        self._what = label("", "detail", wrap=True)
        self._neighbours: Neighbours | None = None
        self.slot = SlotMark()
        self.placed = PrimaryButton("", "F8", act="shelve")
        self.label_button = SecondaryButton("", "F7", "printer")
        self._build()
        self.placed.clicked.connect(self.placed_said)
        self.label_button.clicked.connect(self.label_wanted)
        self.retranslate()

    def _build(self) -> None:
        body = self.body
        body.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        body.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addStretch(1)
        head.addWidget(self._sign)
        head.addWidget(self._says)
        head.addStretch(1)
        body.addLayout(head)
        body.addWidget(self.slot)
        for words in (self._name, self._serial, self._beside, self._what):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(words)
        body.addSpacing(Space.S)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addStretch(1)
        acts.addWidget(self.placed)
        acts.addWidget(self.label_button)
        acts.addStretch(1)
        body.addLayout(acts)

    def show_slot(self, row: QualityRow, slot: str, *, placed: bool, by_list: bool = False) -> None:
        """Show where a booklet belongs, or lies; with `by_list` it goes there by a custody list."""
        if self.row is None or self.row.application_id != row.application_id:
            self._neighbours = None
        self.row, self._placed, self._by_list = row, placed, by_list and not placed
        self.slot.set_slot(slot)
        self.retranslate()

    def show_neighbours(self, row: QualityRow, found: Neighbours) -> None:
        """Say who lies beside the booklet shown and when it is expected; too late for another one."""
        if self.row is not None and self.row.application_id == row.application_id:
            self._neighbours = found
            self.retranslate()

    @property
    def awaits_placing(self) -> bool:
        """Whether the booklet shown is not on the shelf yet."""
        return self.row is not None and not self._placed and not self._by_list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the button presses it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.placed.hasFocus() and not event.isAutoRepeat():
            self.placed.click()
            return
        super().keyPressEvent(event)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.placed.setText(_("Placed on the shelf"))
        self.placed.setVisible(not self._placed and not self._by_list)
        self.label_button.setText(_("Label…"))
        passed_words = _("Passed. Its slot at the counter") if self._by_list else _("Passed. Put it into")
        self._says.setText(_("On the shelf") if self._placed else passed_words)
        placed_words = _("Scan the next booklet.")
        wait_words = _(
            "When it lies there, scan it again or press F8. For another free slot, scan or type that slot."
        )
        list_words = _("Scan it again to put it on the list for the counter.")
        self._what.setText(placed_words if self._placed else (list_words if self._by_list else wait_words))
        self._beside.setText(neighbour_words(self._neighbours) if self._neighbours is not None else "")
        self._beside.setVisible(bool(self._beside.text()))
        self.slot.retranslate()
        if self.row is not None:
            self._name.setText(breakable(self.row.name))
            self._serial.setText(self.row.serial)
