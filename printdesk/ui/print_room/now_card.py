"""What the operator does now: bind a blank to this application, or say what came out of the machine."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from printdesk.domain.states import ApplicationState
from printdesk.i18n import _, language
from printdesk.services.print_rows import HandRow
from printdesk.ui.hand_keys import HandKeys
from printdesk.ui.kit import (
    Card,
    ElidedLabel,
    Pill,
    PrimaryButton,
    ScanTarget,
    SecondaryButton,
    UrgencyPill,
    label,
    restyle,
)
from printdesk.ui.print_room.reading import DeskFacts
from printdesk.ui.print_room.words import (
    breakable,
    departure_pill,
    grouped_number,
    history_text,
    last_attempt_text,
    seen_text,
    unbroken,
)
from printdesk.ui.theme import Kind, Space, Tone

_LONG_NAME, _VERY_LONG_NAME = 40, 64
"""Letters from which a name is written smaller, so that the step below it stays in sight."""
SETTLE_MS = 400
"""Enter means "printed" only after this: a scanner may send two line ends, and no machine prints as fast."""


class NowCard(Card):
    """One application at a time, in large letters.

    Attributes:
        target: where the next blank is scanned or typed. printed, failed: the two choices.

    Signals:
        serial_given: a blank's serial. printed_asked, failed_asked: what came out of the machine.
    """

    serial_given = Signal(str)
    printed_asked = Signal()
    failed_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="now", parent=parent)
        self._row: HandRow | None = None
        self._facts: DeskFacts | None = None
        self._asked = ("", "")
        self._keys = HandKeys(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._settle)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._what = label("", "secondary", wrap=True)
        self._name = label("", "answer", wrap=True, copyable=True)
        self._number = label("", "detail", copyable=True)
        self._departs = UrgencyPill()
        self._attempt = Pill()
        self._seen = label("", "secondary", wrap=True)
        self._seen_line = ElidedLabel(voice="secondary")
        self._history = ElidedLabel(voice="detail")
        self._history.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # after the pills
        self._serial = label("", "figure", copyable=True)
        self._missing = label("", "strong", tone=Tone.AMBER, wrap=True)
        self._hint = label("", "secondary", wrap=True)
        self.target = ScanTarget()
        self.printed = PrimaryButton("", "F6", act="confirm_printed")
        self.failed = SecondaryButton("", "F7", tone=Tone.RED, act="confirm_failed")
        self._build()
        self.target.submitted.connect(self.serial_given)
        self.printed.clicked.connect(self.printed_asked)
        self.failed.clicked.connect(self.failed_asked)
        self.setVisible(False)
        self.retranslate()

    def _build(self) -> None:
        body = self.body
        body.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        body.setSpacing(Space.XS)
        number, pills = QHBoxLayout(), QHBoxLayout()
        for row in (number, pills):
            row.setSpacing(Space.S)
        number.addWidget(self._number)
        number.addWidget(self._seen_line, 1)
        pills.addWidget(self._departs)
        pills.addWidget(self._attempt)
        pills.addWidget(self._history, 1)
        self._acts = QWidget()
        acts = QGridLayout(self._acts)
        acts.setContentsMargins(0, Space.XS, 0, 0)
        acts.setSpacing(Space.S)
        acts.addWidget(self.printed, 0, 0)
        acts.addWidget(self.failed, 0, 1)
        acts.setColumnStretch(0, 1)
        for words in (self._what, self._name):
            body.addWidget(words)
        body.addLayout(number)
        body.addLayout(pills)
        for widget in (self._seen, self._missing, self.target, self._serial, self._acts, self._hint):
            body.addWidget(widget)

    def show_facts(self, facts: DeskFacts) -> None:
        """Show the one that is to be dealt with now; hidden when there is none."""
        before, self._row = self._row, facts.current
        self._facts = facts
        if self._row != before:
            self._settled.start()
            self.target.field.clear()
        self.retranslate()
        self.setVisible(self._row is not None)

    @property
    def in_machine(self) -> bool:
        """Whether the one shown was bound and its outcome is awaited."""
        return self._row is not None and self._row.state == ApplicationState.PRINTING

    @property
    def settling(self) -> bool:
        """Whether this one is shown only since a moment, so that what comes now was meant for the one before."""
        return self._settled.isActive()

    def take_focus(self) -> None:
        """Be ready for the next step: typing a serial, or saying what came out."""
        if not self.in_machine:
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.settling:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.printed.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means "printed" once the booklet is in the machine, or the choice that has the focus."""
        by_hand = self._keys.offer(event) and not event.isAutoRepeat()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not by_hand or not self.in_machine or self.settling:
            super().keyPressEvent(event)
        elif self.failed.hasFocus():
            self.failed.click()
        else:
            self.printed.click()

    def _settle(self) -> None:
        if self.hasFocus():
            self.take_focus()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.printed.setText(_("Printed"))
        self.failed.setText(_("Failed…"))
        self._hint.setText(_("Look first. Enter also means printed."))
        self.printed.setToolTip(self._hint.text())
        row, facts = self._row, self._facts
        if row is None or facts is None:
            return
        labels = facts.settings.service_labels(language())
        self._name.setText(breakable(row.name))
        self._name.setProperty("voice", _name_voice(row.name))
        restyle(self._name)
        self._number.setText(grouped_number(row.number))
        step = _("In the machine: {service}") if self.in_machine else _("Bind a blank: {service}")
        self._what.setText(step.format(service=unbroken(labels.get(row.service, row.service))))
        self._departs.set(*departure_pill(row.departs_at, facts.now.date()))
        attempt = row.attempt if self.in_machine else row.attempt + 1
        self._attempt.set(Kind.WARN, _("Attempt {count}").format(count=attempt) if attempt > 1 else "")
        seen, long = seen_text(row), len(row.name) > _LONG_NAME
        self._seen.setText(seen)
        self._seen.setVisible(bool(seen) and not long)
        self._seen_line.setText(seen)
        self._seen_line.setVisible(bool(seen) and long)
        self._history.setText(last_attempt_text(facts.attempts))
        self._history.setVisible(bool(facts.attempts) or row.departs_at is not None)
        self._attempt.setToolTip(history_text(facts.attempts))
        self._history.setAccessibleDescription(history_text(facts.attempts))
        self._show_step(row, facts.expected_serial(row.service))

    def _stopped(self, row: HandRow) -> bool:
        stops = self._facts.stops if self._facts else ()
        return any(stop.service == row.service for stop in stops)

    def _show_step(self, row: HandRow, expected: str) -> None:
        machine = self.in_machine
        self._serial.setText(row.serial)
        stopped = self._stopped(row)
        if stopped:
            self._missing.setText(_("Stopped: say “Go on…” first."))
        else:
            self._missing.setText(_("You hold no blank of this kind. Have some issued to you under Blanks."))
        self._missing.setVisible(not machine and (stopped or not expected))
        prompt = _("Scan the next blank") if expected else _("Scan a blank")
        if self._asked != (prompt, expected):
            self._asked = (prompt, expected)
            self.target.set(prompt, expected)
        self.target.setVisible(not machine and not stopped)
        for widget in (self._serial, self._acts):
            widget.setVisible(machine)
        self._hint.setVisible(machine and len(row.name) <= _LONG_NAME)


def _name_voice(name: str) -> str:
    if len(name) > _VERY_LONG_NAME:
        return "strong"
    return "section" if len(name) > _LONG_NAME else "answer"
