"""What the scanned MRZ says, field by field, in letters that are read from the pile: right, wrong, not known."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from printdesk.i18n import _
from printdesk.services.mrz_check import DIFFERS, FAULT, OK, UNKNOWN, FieldResult, MrzReport
from printdesk.ui.kit import Card, SecondaryButton, SignMark, label, set_tone
from printdesk.ui.theme import Kind, Space, Tone

_ALWAYS = ("number", "name", "birth", "sex")
"""Fields that are always shown; the others only when something is wrong with them."""
_KINDS = {OK: Kind.DONE, DIFFERS: Kind.FAILED, FAULT: Kind.FAILED, UNKNOWN: Kind.READY}
_TONES = {OK: Tone.GREEN, DIFFERS: Tone.RED, FAULT: Tone.RED, UNKNOWN: None}


class MrzPanel(Card):
    """The outcome of a scan; hidden until there is one.

    Attributes:
        overrule: asks a supervisor to let the booklet pass although something differs.

    Signals:
        overrule_asked: as said.
    """

    overrule_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="green", parent=parent)
        self._report: MrzReport | None = None
        self._earlier: tuple[str, ...] = ()
        self._overruled = False
        self._sign = SignMark(Kind.DONE, 14)
        self._says = label("", "section", wrap=True)
        self.overrule = SecondaryButton("", "F9", act="overrule_mrz")
        self._grid = QGridLayout()
        self._rows: list[QWidget] = []
        self._build()
        self.overrule.clicked.connect(self.overrule_asked)
        self.setVisible(False)

    def _build(self) -> None:
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._says, 1)
        head.addWidget(self.overrule)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)

    def show_report(self, report: MrzReport) -> None:
        """Show what a scan said."""
        self._report, self._overruled, self._earlier = report, False, ()
        self.retranslate()

    def show_earlier(self, against: tuple[str, ...]) -> None:
        """Say that an earlier scan of this booklet stands against it, in these fields."""
        self._report, self._overruled, self._earlier = None, False, against
        self.retranslate()

    def set_overruled(self) -> None:
        """A supervisor let it pass."""
        self._overruled = True
        self.retranslate()

    def clear(self) -> None:
        """No scan."""
        self._report, self._earlier, self._overruled = None, (), False
        self.retranslate()

    @property
    def blocks(self) -> bool:
        """Whether what was scanned keeps the booklet from passing."""
        against = bool(self._earlier) or (self._report is not None and not self._report.sound)
        return against and not self._overruled

    def against(self) -> str:
        """Names of the fields that differ."""
        found = self._report.against if self._report is not None else ()
        return ", ".join(self._earlier or (each.label for each in found))

    @property
    def scanned(self) -> bool:
        """Whether this booklet's MRZ was scanned here."""
        return self._report is not None

    def said(self) -> list[tuple[str, str]]:
        """Name and outcome of each field shown."""
        return [(each.label, each.outcome) for each in self._shown()]

    def retranslate(self) -> None:
        """All words in the language of the moment; the sentences keep the one of the scan."""
        self.overrule.setText(_("Overrule…"))
        self.setVisible(self._report is not None or bool(self._earlier))
        self.overrule.setVisible(self.blocks)
        self.set_surface("red" if self.blocks else ("amber" if self._overruled else "green"))
        self._sign.set_kind(Kind.FAILED if self.blocks else (Kind.FLAKY if self._overruled else Kind.DONE))
        self._says.setText(self._headline())
        set_tone(self._says, Tone.RED if self.blocks else (Tone.AMBER if self._overruled else Tone.GREEN))
        self._fill()

    def _headline(self) -> str:
        if self._overruled:
            return _("MRZ overruled by a supervisor")
        if self._earlier:
            return _("An earlier scan does not agree: {fields}. Scan the MRZ again.").format(
                fields=", ".join(self._earlier)
            )
        return _("MRZ does not agree") if self.blocks else _("MRZ agrees")

    def _shown(self) -> list[FieldResult]:
        fields = self._report.fields if self._report is not None else ()
        return [each for each in fields if each.field in _ALWAYS or each.outcome in (DIFFERS, FAULT)]

    def _fill(self) -> None:
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._rows = []
        for at, each in enumerate(self._shown()):
            sign = SignMark(_KINDS[each.outcome], 12)
            name = label(each.label, "secondary")
            said = label(each.sentence, "strong", tone=_TONES[each.outcome], wrap=True)
            said.setAccessibleName(f"{each.label}: {_outcome_words(each.outcome)}. {each.sentence}")
            self._put(at, sign, name, said)
        QTimer.singleShot(0, self, self._keep_heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A sentence that wraps onto more lines makes the panel higher; Qt alone would squeeze it."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._keep_heights)

    def _keep_heights(self) -> None:
        for label_ in (row for row in self._rows if isinstance(row, QLabel) and row.wordWrap()):
            label_.setMinimumHeight(label_.heightForWidth(label_.width()))

    def _put(self, at: int, sign: SignMark, name: QLabel, said: QLabel) -> None:
        top = Qt.AlignmentFlag.AlignTop
        sign.setContentsMargins(0, 3, 0, 0)
        self._grid.addWidget(sign, at, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(name, at, 1, top)
        self._grid.addWidget(said, at, 2)
        self._rows += [sign, name, said]


def _outcome_words(outcome: str) -> str:
    return {OK: _("agrees"), DIFFERS: _("differs"), FAULT: _("wrong"), UNKNOWN: _("not known")}[outcome]
