"""The booklet under check: whose it is, what to compare, the points to tick, pass or fail."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, language
from printdesk.services.mrz_check import MrzReport
from printdesk.services.quality import QualityRow
from printdesk.ui.hand_keys import HandKeys
from printdesk.ui.kit import (
    Card,
    KeyValue,
    Pill,
    PrimaryButton,
    SecondaryButton,
    SectionTitle,
    UrgencyPill,
    label,
    restyle,
    thin_line,
)
from printdesk.ui.quality.checklist import Checklist
from printdesk.ui.quality.mrz_panel import MrzPanel
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.quality.words import (
    birth_text,
    breakable,
    departure_kind,
    departure_text,
    grouped_number,
    printed_text,
    sex_text,
)
from printdesk.ui.theme import Kind, Space, Tone

MRZ_POINT = "mrz"
"""Code of the checklist's point that a scan of the MRZ ticks."""
_LONG_NAME = 44
"""Letters from which a name is written smaller, so that the points to tick stay in sight."""


class CheckPanel(QWidget):
    """One booklet; number keys tick, F6 passes it when everything is ticked, F7 fails it, Esc puts it aside.

    Attributes:
        checklist: the points. mrz: what its scanned MRZ says. passed, failed: the two outcomes.

    Signals:
        pass_asked, fail_asked: the outcome. left: it was put aside. overrule_asked: its MRZ shall be overruled.
    """

    pass_asked = Signal()
    fail_asked = Signal()
    left = Signal()
    overrule_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: QualityRow | None = None
        self._facts: QualityFacts | None = None
        self._user = ""
        self._name = label("", "name", wrap=True, copyable=True)
        self._serial = label("", "answer", tone=Tone.ACCENT, copyable=True)
        self._departs = UrgencyPill()
        self._attempt = Pill()
        self._details = KeyValue()
        self._own = Card(surface="amber")
        self._own_words = label("", "strong", wrap=True)
        self._line = thin_line()
        self._points = SectionTitle()
        self.checklist = Checklist()
        self.mrz = MrzPanel()
        self.passed = PrimaryButton("", "F6", act="pass_check")
        self.failed = SecondaryButton("", "F7", tone=Tone.RED, act="fail_check")
        self._keys = HandKeys(self)
        self._keys.pressed.connect(self._tick)
        self._build()
        self.passed.clicked.connect(self.pass_asked)
        self.failed.clicked.connect(self.fail_asked)
        self.mrz.overrule_asked.connect(self.overrule_asked)
        self.checklist.changed.connect(self._allow)
        self.retranslate()

    def _build(self) -> None:
        self._own.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._own.body.addWidget(self._own_words)
        signs = QHBoxLayout()
        signs.setSpacing(Space.M)
        for widget in (self._serial, self._departs, self._attempt):
            signs.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        signs.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.passed, 2)
        acts.addWidget(self.failed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._name)
        column.addLayout(signs)
        for part in (self._details, self._own, self.mrz, self._line, self._points, self.checklist):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(acts)

    def show_row(self, row: QualityRow, facts: QualityFacts, user: str) -> None:
        """Show a booklet, nothing ticked; the same one again keeps its ticks."""
        again = self.row is not None and self.row.application_id == row.application_id
        self.row, self._facts, self._user = row, facts, user
        if not again:
            self.checklist.set_items(facts.checklist(row.service))
            self._show_earlier(row)
        self.retranslate()
        self._allow(self.checklist.complete)

    def show_mrz(self, report: MrzReport) -> None:
        """Show what the scanned MRZ says; where it agrees, its point is ticked."""
        self.mrz.show_report(report)
        self.checklist.tick(MRZ_POINT, on=report.sound)
        self._allow(self.checklist.complete)
        self.retranslate()
        self.take_focus()

    def mrz_overruled(self) -> None:
        """A supervisor let the MRZ pass."""
        self.mrz.set_overruled()
        self.checklist.tick(MRZ_POINT, on=True)
        self._allow(self.checklist.complete)

    def _show_earlier(self, row: QualityRow) -> None:
        self.mrz.clear()
        if row.mrz == "differs":
            self.mrz.show_earlier(row.mrz_against)
        elif row.mrz:
            self.checklist.tick(MRZ_POINT, on=True)

    def clear(self) -> None:
        """No booklet is under check."""
        self.row = None
        self.mrz.clear()

    def take_focus(self) -> None:
        """Be ready for ticking, or for the outcome once all is ticked."""
        if not self.checklist.focus_next():
            self.passed.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys tick, Enter presses the button in focus, Esc puts the booklet aside; a scanner does none."""
        by_hand = self._keys.offer(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in (self.passed, self.failed):
                if button.hasFocus() and by_hand and not event.isAutoRepeat():
                    button.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tick(self, key: str) -> None:
        if self.row is not None and self.checklist.press(key) and self.checklist.complete:
            self.passed.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._points.setText(_("Look at each point and tick it"))
        self.passed.setText(_("Pass"))
        self.failed.setText(_("Fail…"))
        row, facts = self.row, self._facts
        if row is None or facts is None:
            return
        today = facts.now.date()
        labels = facts.settings.service_labels(language())
        self._name.setText(breakable(row.name))
        self._name.setProperty("voice", "title" if len(row.name) > _LONG_NAME else "name")
        restyle(self._name)
        self._serial.setText(row.serial)
        departs = row.departs_at
        self._departs.set(
            *((departure_kind(departs, today), departure_text(departs, today)) if departs else _NO_PILL)
        )
        self._attempt.set(Kind.WARN, _("Attempt {count}").format(count=row.attempt) if row.attempt > 1 else "")
        details = [
            (_("Date of birth"), birth_text(row.birth_date)),
            (_("Sex"), sex_text(row.sex)),
            (_("Service type"), labels.get(row.service, row.service)),
            (_("Number"), grouped_number(row.number)),
            (_("Printed by"), printed_text(row, facts.now)),
        ]
        self._details.set_rows([*details, (_("Group"), row.group)] if row.group else details)
        for part in (self._details, self._line, self._points):  # what was scanned takes their room
            part.setVisible(not self.mrz.scanned)
        self._show_own(row, facts)

    def _show_own(self, row: QualityRow, facts: QualityFacts) -> None:
        own = facts.must_hand_over(row, self._user)
        self._own.setVisible(own)
        if own:
            others = ", ".join(facts.others(self._user))
            text = _("You printed this booklet, so somebody else checks it: {names}.").format(names=others)
            alone = _("You printed this booklet, so somebody else must check it.")
            self._own_words.setText(text if others else alone)

    def _allow(self, complete: bool) -> None:
        self.passed.setEnabled(complete and not self.mrz.blocks)


_NO_PILL = (Kind.NOTE, "")
