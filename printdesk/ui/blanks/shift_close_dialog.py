"""Closing a shift: scan what lies on the table, see the sum turn green, or see by name what is missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from printdesk.domain.shifts import Counted
from printdesk.domain.states import application_state_text
from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.shifts import ClosingCheck, ShiftLine, ShiftView
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.shift_equation import Equation
from printdesk.ui.blanks.shift_form import ScanForm, fill_people
from printdesk.ui.blanks.words import booklets_text, count_text
from printdesk.ui.kit import Card, ChipRow, NumberField, SecondSignIn, label
from printdesk.ui.theme import Space, Tone

ENDS, EACH = "ends", "each"
_NAMED = 6


class _Pile:
    """One type on the table: its equation, what was scanned, and how many were counted."""

    def __init__(self, line: ShiftLine, name: str) -> None:
        self.line = line
        self.name = name
        self.equation = Equation(name)
        self.equation.show_sum(line.sum)
        self.count = NumberField(0, max(1, 2 * len(line.in_hand)), 0)
        self.count.setAccessibleName(_("Counted of {service}").format(service=name))
        self.scans: list[str] = []

    def counted(self, mode: str) -> Counted:
        """What lies there, as the books want to hear it."""
        if mode == EACH:
            once = tuple(dict.fromkeys(self.scans))
            return Counted(self.line.service, tuple((one, one) for one in once), len(once))
        pairs = [tuple(self.scans[at : at + 2]) for at in range(0, len(self.scans), 2)]
        return Counted(self.line.service, tuple((pair[0], pair[-1]) for pair in pairs), self.count.value())


class CloseShiftDialog(ScanForm):
    """The operator and a second person count together; one of them is at this desk.

    Attributes:
        shifts: which one is closed. witness: who counts besides the person at this desk. mode: chips for scanning the
            ends of each pile, or each blank. declare, reason: for serials that cannot be found.

    Signals:
        check_wanted: something was scanned or counted: compare with the books.
    """

    check_wanted = Signal()

    def __init__(self, facts: BlanksFacts, user: str, chosen: int, parent: QWidget | None) -> None:
        super().__init__(
            _("Close a shift"),
            _("Close and print the minutes"),
            _("Count the unused blanks together. Printed, spoiled and returned must be what was issued."),
            parent,
        )
        self._facts = facts
        self._user = user
        self._open = {one.id: one for one in facts.shifts if one.open}
        self.check: ClosingCheck | None = None
        self.piles: dict[str, _Pile] = {}
        self.shifts, self.witness = QComboBox(), QComboBox()
        self.signed = SecondSignIn(self.witness, "close_shift", asks=facts.closed)
        self.mode = ChipRow()
        self.declare, self.reason = QCheckBox(), QLineEdit()
        self._lay_out()
        for one in self._open.values():
            self.shifts.addItem(_("{name} · {station}").format(name=one.holder_name, station=one.station), one.id)
        self.shifts.setCurrentIndex(max(0, self.shifts.findData(chosen)))
        self.shifts.currentIndexChanged.connect(lambda _at: self._show_shift())
        self.mode.chosen.connect(lambda _mode: self._start_again())
        self.declare.toggled.connect(self._declare)
        self._show_shift()

    def _lay_out(self) -> None:
        self.mode.set_chip(ENDS, _("First and last of each pile"))
        self.mode.set_chip(EACH, _("Each blank"))
        self.add_row(_("&Shift"), self.shifts)
        self.add_row(_("&Counted with"), self.signed)
        self.add_row(_("Scan"), self.mode)
        self._sums = QVBoxLayout()
        self._sums.setSpacing(Space.M)
        self._blocked = label("", "strong", tone=Tone.RED, wrap=True)
        self._lost = Card(surface="amber")
        self._lost_words = label("", wrap=True, copyable=True)
        self._lost.body.addWidget(self._lost_words)
        self._lost.body.addWidget(self.declare)
        self.reason.setPlaceholderText(_("What is known about them"))
        self.reason.setAccessibleName(_("What is known about them"))
        self._lost.body.addWidget(self.reason)
        for part in (self._blocked, self._lost):
            part.setVisible(False)
        self.body.addLayout(self._sums)
        self.body.addWidget(self._blocked)
        self.body.addWidget(self.scan)
        self.body.addWidget(self._lost)

    @property
    def shift(self) -> ShiftView | None:
        """The shift that is closed; None when none is open."""
        return self._open.get(int(self.shifts.currentData() or 0))

    def witness_login(self) -> str:
        """Who counts besides the person at this desk."""
        return str(self.witness.currentData() or "")

    def counted(self) -> list[Counted]:
        """What lies on the table, type by type."""
        return [pile.counted(self.mode.current()) for pile in self.piles.values()]

    def missing(self) -> list[str]:
        """What is declared missing."""
        if not self.declare.isChecked() or self.check is None:
            return []
        return [one.serial for one in self.check.absent]

    def _show_shift(self) -> None:
        shift = self.shift
        self.check = None
        if shift is not None and shift.holder != self._user:
            self.witness.clear()
            self.witness.addItem(shift.holder_name, shift.holder)
        else:
            fill_people(self.witness, self._facts.seconds(), "blanks", [self._user], _("Choose the second person"))
        self._make_piles(shift)
        self._tell_blocked(shift)
        self._tell()
        self.check_wanted.emit()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_piles(self, shift: ShiftView | None) -> None:
        while (item := self._sums.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.piles = {}
        for line in shift.lines if shift else ():
            pile = _Pile(line, self._facts.label(line.service))
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setColumnStretch(0, 1)
            grid.addWidget(pile.equation, 0, 0)
            if line.in_hand:
                grid.addWidget(pile.count, 0, 1, Qt.AlignmentFlag.AlignBottom)
                self.piles[line.service] = pile
            self._sums.addWidget(box)
            pile.count.valueChanged.connect(lambda _value: self._counted())
            box.setProperty("pile", line.service)
            if not line.in_hand:
                pile.count.setParent(box)
                pile.count.hide()

    def _start_again(self) -> None:
        for pile in self.piles.values():
            pile.scans.clear()
            pile.count.setEnabled(self.mode.current() == ENDS)
        self.declare.setChecked(False)
        self._tell()
        self.check_wanted.emit()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self) -> None:
        self._tell()
        self.check_wanted.emit()

    def take_scan(self, code: str) -> None:
        """A scan lies on the table: the end of a pile, or one more blank."""
        self.show_error("")
        pile = self._pile_of(code)
        if pile is None:
            text = _("{serial} is not among the unused blanks of this shift. Take it off the pile.")
            self.show_error(text.format(serial=code.strip().upper()))
            return
        pile.scans.append(code.replace(" ", "").upper())
        self._tell()
        self.check_wanted.emit()
        if self.mode.current() == ENDS and len(pile.scans) % 2 == 0 and not pile.count.value():
            pile.count.setFocus(Qt.FocusReason.OtherFocusReason)
            pile.count.selectAll()

    def _pile_of(self, code: str) -> _Pile | None:
        serial = code.replace(" ", "").upper()
        return next((pile for pile in self.piles.values() if serial in pile.line.in_hand), None)

    def _declare(self, on: bool) -> None:
        self.reason.setVisible(on)
        if on:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_check(self, check: ClosingCheck) -> None:
        """Show what the books say of the count."""
        self.check = check
        for one in check.sums:
            pile = self.piles.get(one.service)
            if pile is not None:
                pile.equation.show_sum(one)
        self._tell_lost(check)
        self._tell()

    def refuse_check(self, error: DeskError) -> None:
        """The last scan does not belong to this shift."""
        self.show_error(error)

    def _scanned_anything(self) -> bool:
        return any(pile.scans for pile in self.piles.values())

    def _tell_lost(self, check: ClosingCheck) -> None:
        begun = {service for service, pile in self.piles.items() if pile.scans}
        absent = [one for one in check.absent if one.service in begun]
        whole = all(pile.scans and len(pile.scans) % 2 == 0 for pile in self.piles.values())
        each = self.mode.current() == EACH and bool(begun)
        shown = bool(absent) and (whole or each)
        self._lost.setVisible(shown)
        if not shown:
            self.declare.setChecked(False)
            return
        lang = language()
        named = [
            _("{serial} – last with {name}, {moment}").format(
                serial=one.serial, name=one.holder, moment=dates.moment_medium(one.at, lang)
            )
            for one in absent[:_NAMED]
        ]
        if len(absent) > _NAMED:
            named.append(_("and {count} more").format(count=count_text(len(absent) - _NAMED)))
        head = plural("{count} is not on the table:", "{count} are not on the table:", len(absent))
        self._lost_words.setText("\n".join([head.format(count=booklets_text(len(absent))), *named]))
        self.declare.setText(_("They cannot be found: declare them missing"))
        self.reason.setVisible(self.declare.isChecked())

    def _tell_blocked(self, shift: ShiftView | None) -> None:
        blockers = shift.blockers if shift else ()
        self._blocked.setVisible(bool(blockers))
        lines = [
            _("{serial} for {number}, {name}: {state}").format(
                serial=one.serial, number=one.number, name=one.name,
                state=application_state_text(one.state) if one.state else "?",
            )
            for one in blockers
        ]  # fmt: skip
        head = _("First confirm in the print room what became of:")
        self._blocked.setText("\n".join([head, *lines]) if blockers else "")

    def _tell(self) -> None:
        shift = self.shift
        self.set_act_enabled(shift is not None and not shift.blockers)
        if shift is None:
            self.scan.set(_("No shift is open"))
            return
        pile = next((one for one in self.piles.values() if not self._done(one)), None)
        if pile is None:
            self.scan.set(_("Everything is counted: Enter closes the shift"))
        elif self.mode.current() == EACH:
            left = len(pile.line.in_hand) - len(set(pile.scans))
            text = plural(
                "Scan the blanks of {service}: {count} to go", "Scan the blanks of {service}: {count} to go", left
            )
            self.scan.set(text.format(service=pile.name, count=count_text(left)))
        elif len(pile.scans) % 2:
            self.scan.set(_("Scan the last blank of this pile of {service}").format(service=pile.name))
        elif pile.scans and not pile.count.value():
            self.scan.set(_("Count the blanks of {service}, or scan another pile").format(service=pile.name))
        else:
            self.scan.set(_("Scan the first unused blank of {service}").format(service=pile.name))

    def _done(self, pile: _Pile) -> bool:
        here = self.mode.current() == ENDS
        if here:
            return bool(pile.scans) and len(pile.scans) % 2 == 0 and pile.count.value() >= len(pile.line.in_hand)
        return set(pile.scans) >= set(pile.line.in_hand)
