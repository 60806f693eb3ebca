"""Who collects: the kind, what this person shows, name and identity number, and whether the person comes often."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from printdesk.domain.settings import CollectorKind
from printdesk.i18n import _, language
from printdesk.services.repeat_collectors import RepeatCollector
from printdesk.ui.kit import label
from printdesk.ui.pickup.words import repeat_text
from printdesk.ui.theme import Space, Tone

_PAUSE_MS = 350


class CollectorForm(QWidget):
    """The collector of a visit.

    Signals:
        changed: something is filled in differently.
        identity_asked: the identity number was written, so that one can look whether the person comes often.
    """

    changed = Signal()
    identity_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[CollectorKind, ...] = ()
        self._who, self._shown = label("", "caption"), label("", "caption")
        self.kinds = QComboBox()
        self.ticks: list[QCheckBox] = []
        self._tick_column = QVBoxLayout()
        self._name_label, self.name = label("", "caption"), QLineEdit()
        self._identity_label, self.identity = label("", "caption"), QLineEdit()
        self._flag = label("", "strong", tone=Tone.AMBER, wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.identity_asked.emit(self.identity.text().strip()))
        self._build()
        self.kinds.currentIndexChanged.connect(self._choose)
        self.name.textChanged.connect(self.changed)
        self.identity.textChanged.connect(self._identity_typed)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._tick_column.setSpacing(0)
        column.addWidget(self._who)
        column.addWidget(self.kinds)
        column.addSpacing(Space.S)
        column.addWidget(self._shown)
        column.addLayout(self._tick_column)
        column.addSpacing(Space.S)
        for part in (self._name_label, self.name, self._identity_label, self.identity, self._flag):
            column.addWidget(part)
        column.addStretch(1)
        self._flag.setVisible(False)

    def offer(self, kinds: Sequence[CollectorKind]) -> None:
        """The kinds to choose from; what was chosen stays where it is still offered."""
        self._offered = tuple(kinds)
        code = self.kind.code if self.kind else ""
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for kind in self._offered:
            self.kinds.addItem(kind.label.text(language()), kind.code)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(code)))
        self.kinds.blockSignals(False)
        self._choose()

    @property
    def kind(self) -> CollectorKind | None:
        """Who collects."""
        code = self.kinds.currentData()
        return next((each for each in self._offered if each.code == code), None)

    def choose(self, code: str) -> None:
        """Choose a kind."""
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(code)))

    def documents(self) -> tuple[str, ...]:
        """Codes of what was shown."""
        shown = self.kind.documents if self.kind else ()
        return tuple(each.code for each, tick in zip(shown, self.ticks, strict=True) if tick.isChecked())

    def person(self) -> tuple[str, str]:
        """Name and identity number of another person; "" for the applicant."""
        if self.kind is None or not self.kind.other_person:
            return "", ""
        return self.name.text().strip(), self.identity.text().strip()

    def clear(self) -> None:
        """The next visit."""
        self.name.clear()
        self.identity.clear()
        for tick in self.ticks:
            tick.setChecked(False)
        self.show_repeat(None)

    def show_repeat(self, found: RepeatCollector | None) -> None:
        """Say that this person collects for others again and again."""
        text = repeat_text(found) if found and found.flagged else ""
        self._flag.setText(text)
        self._flag.setVisible(bool(text))

    def flag(self) -> str:
        """What is said about the person."""
        return self._flag.text()

    def tick(self, number: int) -> None:
        """Tick the document with this number."""
        if 1 <= number <= len(self.ticks):
            self.ticks[number - 1].toggle()

    def retranslate(self) -> None:
        """Everything in the language of the moment; what is filled in stays."""
        self._who.setText(_("WHO COLLECTS"))
        self._shown.setText(_("SHOWN TO YOU (NUMBER KEYS TICK)"))
        self.kinds.setAccessibleName(_("Who collects"))
        self._name_label.setText(_("NAME OF THE COLLECTOR"))
        self.name.setAccessibleName(_("Name of the collector"))
        self._identity_label.setText(_("IDENTITY NUMBER OF THE COLLECTOR"))
        self.identity.setAccessibleName(_("Identity number of the collector"))
        self.identity.setToolTip(_("Kept masked; only whether it is the same person is known later."))

    def _choose(self) -> None:
        kind = self.kind
        for tick in self.ticks:
            tick.hide()
            tick.setParent(None)
            tick.deleteLater()
        shown = kind.documents if kind else ()
        self.ticks = []
        for at, each in enumerate(shown, start=1):
            words = each.label.text(language())
            tick = QCheckBox(f"{at}   {words}".replace("&", "&&"))
            tick.setAccessibleName(words)
            tick.toggled.connect(self.changed)
            self._tick_column.addWidget(tick)
            self.ticks.append(tick)
        other = kind is not None and kind.other_person
        for part in (self._name_label, self.name, self._identity_label, self.identity):
            part.setVisible(other)
        self.changed.emit()

    def _identity_typed(self) -> None:
        self.changed.emit()
        self._pause.start()
