"""The hand-over, opened inside the card: who collects, what was shown, the booklet; locked until complete."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from printdesk.domain.settings import CollectorKind
from printdesk.i18n import _, language
from printdesk.services.hand_over_acts import POST_KIND
from printdesk.services.pickup import HandOver
from printdesk.services.repeat_collectors import RepeatCollector
from printdesk.ui.kit import IconButton, PrimaryButton, ScanTarget, SectionTitle, SignMark, label, set_tone, thin_line
from printdesk.ui.pickup import words
from printdesk.ui.pickup.matched_line import MatchedLine
from printdesk.ui.pickup.number_keys import NumberKeys
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.pickup.slot_mark import SlotMark
from printdesk.ui.theme import Kind, Space, Tone

_PAUSE_MS = 350


class HandOverPanel(QWidget):
    """What the officer fills in while the person stands before her.

    Number keys tick the documents, scans fill booklet and slip, F8 hands over, Esc leaves.

    Signals:
        changed: the form is another one now, so what is missing must be asked anew.
        coded: a code was typed into one of its fields for scans.
        submitted: hand over.
        left: leave the hand-over.
        identity_asked: the collector's identity number was written.
    """

    changed = Signal()
    coded = Signal(str)
    submitted = Signal()
    left = Signal()
    identity_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._serial = ""
        self._slip = ""
        self._missing: tuple[str, ...] | None = None
        self._keys = NumberKeys(self)
        self._busy = False
        self._title = SectionTitle()
        self._slot = SlotMark(one_line=True)
        self._close = IconButton("close", "", "Esc")
        self._kinds = QButtonGroup(self)
        self._ticks: list[QCheckBox] = []
        self._who = label("", "caption")
        self._shown = label("", "caption")
        self._kind_column = QVBoxLayout()
        self._tick_column = QVBoxLayout()
        self._name_label, self._name = label("", "caption"), QLineEdit()
        self._identity_label, self._identity = label("", "caption"), QLineEdit()
        self._flag = label("", "strong", tone=Tone.AMBER, wrap=True)
        self._flag.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.identity_asked.emit(self._identity.text().strip()))
        self.booklet = ScanTarget()
        self.slip = ScanTarget()
        self._booklet_done = MatchedLine()
        self._slip_done = MatchedLine()
        self._lock = SignMark(Kind.WAITING, 12)
        self._still = label("", "detail", wrap=True)
        self.button = PrimaryButton("", "F8", "hand-over", act="hand_over")
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        self._close.clicked.connect(self.left)
        self._keys.pressed.connect(self._tick_by_key)
        self._kinds.idToggled.connect(self._choose_kind)
        self._name.textChanged.connect(self._touch)
        self._identity.textChanged.connect(self._touch)
        self._identity.textChanged.connect(lambda _text: self._pause.start())
        self.booklet.submitted.connect(self.coded)
        self.slip.submitted.connect(self.coded)
        self.button.clicked.connect(self.submitted)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._title, 1)
        head.addWidget(self._slot)
        head.addWidget(self._close)
        left = QVBoxLayout()
        left.setSpacing(Space.XS)
        left.addWidget(self._who)
        left.addLayout(self._kind_column)
        left.addSpacing(Space.S)
        left.addWidget(self._shown)
        left.addLayout(self._tick_column)
        left.addStretch(1)
        for column in (self._kind_column, self._tick_column):
            column.setSpacing(0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XXL)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(self._build_right(), 0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._still, 1)
        foot.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        whole.addLayout(head)
        whole.addLayout(grid, 1)
        whole.addWidget(thin_line())
        whole.addLayout(foot)

    def _build_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        for part in (self.booklet, self._booklet_done, self.slip, self._slip_done):
            right.addWidget(part)
        for line in self._person_lines():
            right.addWidget(line)
        right.addWidget(self._flag)
        right.addStretch(1)
        return right

    def _person_lines(self) -> tuple[QWidget, ...]:
        return (self._name_label, self._name, self._identity_label, self._identity)

    @property
    def application_id(self) -> int:
        """Whose hand-over it is; 0 for nobody's."""
        return self._opened.card.id if self._opened else 0

    def begin(self, opened: Opened) -> None:
        """Start a hand-over with nothing filled in."""
        self._opened = opened
        self._serial = self._slip = ""
        self._busy = False
        self._name.clear()
        self._identity.clear()
        self.show_repeat(None)
        self._fill_kinds(self._collectors())
        self._slot.set_slot(opened.card.shelf_slot)
        self._tell()
        self._touch()
        self.take_focus()

    def end(self) -> None:
        """Nobody's hand-over any more; nothing of it is left to be worded or read."""
        self._opened = None
        self._keys.forget()
        self._fill_kinds(())
        self._drop_ticks()

    def take_focus(self) -> None:
        """Be ready for number keys and scans."""
        if self._ticks:
            self._ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def form(self) -> HandOver:
        """What is filled in."""
        kind = self._kind()
        other = kind is not None and kind.other_person
        return HandOver(
            application_id=self.application_id,
            serial=self._serial,
            collector=kind.code if kind else "",
            documents=tuple(self._codes()),
            collector_name=self._name.text().strip() if other else "",
            collector_identity=self._identity.text().strip() if other else "",
            slip=self._slip,
        )

    def take_booklet(self, serial: str) -> None:
        """The right booklet was scanned."""
        self._keys.forget()
        self._serial = serial
        self._tell()
        self._touch()

    def take_slip(self, text: str) -> None:
        """The person's own slip was scanned."""
        self._keys.forget()
        self._slip = text
        self._tell()
        self._touch()

    def show_repeat(self, found: RepeatCollector | None) -> None:
        """Say that the collector comes for others again and again; None says nothing."""
        text = words.repeat_text(found) if found and found.flagged else ""
        self._flag.setText(text)
        self._flag.setVisible(bool(text))

    def flag(self) -> str:
        """What is said about the collector."""
        return self._flag.text()

    def forget_digits(self) -> None:
        """A scan came: the digits it began with tick nothing."""
        self._keys.forget()

    def show_missing(self, form: HandOver, missing: Sequence[str]) -> None:
        """What still keeps this form locked; an answer about another form is of no use."""
        if form != self.form():
            return
        self._missing = tuple(missing)
        self._tell_lock()

    def missing_text(self) -> str:
        """The words beside the button."""
        return self._still.text()

    def set_busy(self, busy: bool) -> None:
        """Keep the act from being asked for twice while it runs."""
        self._busy = busy
        self._tell_lock()

    def retranslate(self) -> None:
        """Everything in the language of the moment; what is filled in stays."""
        self._title.setText(_("Hand over"))
        self._close.set_name(_("Leave the hand-over"))
        self._who.setText(_("WHO COLLECTS"))
        self._shown.setText(_("SHOWN TO YOU (NUMBER KEYS TICK)"))
        self._name_label.setText(_("NAME OF THE COLLECTOR"))
        self._name.setAccessibleName(_("Name of the collector"))
        self._identity_label.setText(_("IDENTITY NUMBER OF THE COLLECTOR"))
        self._identity.setAccessibleName(_("Identity number of the collector"))
        self.button.setText(_("Hand over"))
        for at, kind in enumerate(self._collectors()):
            self._kinds.button(at).setText(_escaped(kind.label.text(language())))
        self._name_ticks()
        self._tell()
        self._touch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys tick documents, unless a scanner sent them."""
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def _tick_by_key(self, number: int) -> None:
        if 1 <= number <= len(self._ticks):
            self._ticks[number - 1].toggle()

    def _collectors(self) -> tuple[CollectorKind, ...]:
        """Who may stand at the counter; what goes to the post has its own list (Ctrl+T)."""
        kinds = self._opened.settings.pickup.collectors if self._opened else ()
        return tuple(kind for kind in kinds if kind.code != POST_KIND)

    def _kind(self) -> CollectorKind | None:
        at = self._kinds.checkedId()
        kinds = self._collectors()
        return kinds[at] if 0 <= at < len(kinds) else None

    def _codes(self) -> list[str]:
        kind = self._kind()
        documents = kind.documents if kind else ()
        return [each.code for each, tick in zip(documents, self._ticks, strict=True) if tick.isChecked()]

    def _fill_kinds(self, kinds: Sequence[CollectorKind]) -> None:
        for old in self._kinds.buttons():
            self._kinds.removeButton(old)
            _drop(old)
        for at, kind in enumerate(kinds):
            button = QRadioButton(_escaped(kind.label.text(language())))
            self._kinds.addButton(button, at)
            self._kind_column.addWidget(button)
        if kinds:
            self._kinds.button(0).setChecked(True)

    def _choose_kind(self, _at: int, chosen: bool) -> None:
        kind = self._kind()
        if not chosen or kind is None:
            return
        self._drop_ticks()
        self._ticks = [QCheckBox() for _each in kind.documents]
        for tick in self._ticks:
            tick.toggled.connect(self._touch)
            self._tick_column.addWidget(tick)
        self._name_ticks()
        for line in self._person_lines():
            line.setVisible(kind.other_person)
        self._touch()

    def _drop_ticks(self) -> None:
        for tick in self._ticks:
            _drop(tick)
        self._ticks = []

    def _name_ticks(self) -> None:
        kind = self._kind()
        for at, (tick, document) in enumerate(zip(self._ticks, kind.documents if kind else (), strict=True), start=1):
            words_of = document.label.text(language())
            tick.setText(_escaped(f"{at}   {words_of}"))
            tick.setAccessibleName(words_of)

    def _touch(self) -> None:
        self._missing = None
        self._tell_lock()
        if self._opened is not None:
            self.changed.emit()

    def _tell(self) -> None:
        card = self._opened.card if self._opened else None
        self.booklet.set(_("Scan the booklet"), card.serial if card else "")
        self.slip.set(_("Scan the slip (if there is one)"))
        self.booklet.setVisible(not self._serial)
        self._booklet_done.say(_("Booklet {serial}: right").format(serial=self._serial) if self._serial else "")
        self.slip.setVisible(not self._slip)
        self._slip_done.say(_("The slip is this person's") if self._slip else "")

    def _tell_lock(self) -> None:
        complete = self._missing == ()
        self.button.setEnabled(complete and not self._busy)
        self._lock.set_kind(Kind.DONE if complete else Kind.WAITING)
        set_tone(self._still, Tone.GREEN if complete else None)
        if complete:
            self._still.setText(_("Complete: hand over the booklet, then press the button."))
        elif self._missing:
            self._still.setText(_("Still missing: {items}.").format(items=words.listed(self._missing)))


def _escaped(text: str) -> str:
    """A label that may hold an ampersand, for buttons that would make a mnemonic of it."""
    return text.replace("&", "&&")


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
