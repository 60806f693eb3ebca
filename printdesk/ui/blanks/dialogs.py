"""The room's forms: a delivery, an issue, a return. The first two stay open for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import _, plural
from printdesk.services.blanks import Batch, Holding, serial_range
from printdesk.services.office import PersonView
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.table_model import holding_key
from printdesk.ui.blanks.words import booklets_text, count_text, range_text
from printdesk.ui.kit import Card, FormDialog, NumberField, label
from printdesk.ui.theme import Space, Tone

_USUAL_ISSUE = 50


class _StaysOpen(FormDialog):
    """A form that shows what was done under its fields and is ready for the next one."""

    def __init__(self, title: str, act: str, intro: str, parent: QWidget | None) -> None:
        super().__init__(title, act, intro, parent)
        self.setMinimumWidth(560)
        self._done = Card(surface="green")
        self._done_words = label("", "strong", tone=Tone.GREEN)
        self._done_range = label("", "answer", wrap=True, copyable=True)
        self._done_more = label("", "detail", wrap=True)
        self._done.body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._done.body.setSpacing(2)
        for words in (self._done_words, self._done_range, self._done_more):
            self._done.body.addWidget(words)
        self._done.setVisible(False)
        self.body.addWidget(self._done)

    def show_done(self, words: str, serials: str, more: str) -> None:
        """Say what was written; the form can be closed, or used again."""
        self._done_words.setText(f"✓ {words}")
        self._done_range.setText(serials)
        self._done_more.setText(more)
        self._done.setVisible(True)
        self._cancel.setText(_("Close"))
        self.set_busy(False)

    def show_error(self, error: DeskError | str, field: QWidget | None = None) -> None:
        """Say what is wrong in place of what was done before."""
        self._done.setVisible(False)
        super().show_error(error, field)

    def done_text(self) -> str:
        """What was said to be done last, "" before."""
        return "" if self._done.isHidden() else f"{self._done_words.text()} {self._done_range.text()}"


class ReceiveDialog(_StaysOpen):
    """A delivery by its first and last serial, scanned or typed, counted by a second person."""

    def __init__(self, facts: BlanksFacts, user: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Receive a delivery"),
            _("Book it in"),
            _("Open the box together, compare the first and the last booklet, count."),
            parent,
        )
        self.service = QComboBox()
        self.first = _serial_field()
        self.last = _serial_field()
        self.counted_by = QComboBox()
        self.count = label("", "answer")
        self.hint = label("", "secondary", wrap=True)
        _fill_services(self.service, facts, facts.low[0].code if facts.low else "")
        self._fill_people(facts, user)
        self.add_row(_("&Kind"), self.service)
        self.add_row(_("&First serial"), self.first)
        self.add_row(_("&Last serial"), self.last)
        self.add_row(_("&Counted by"), self.counted_by, self._who_counts())
        self.body.insertWidget(0, self.count)
        self.body.insertWidget(1, self.hint)
        self.first.textChanged.connect(self._tell_count)
        self.last.textChanged.connect(self._tell_count)
        self._tell_count()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_people(self, facts: BlanksFacts, user: str) -> None:
        self.counted_by.addItem(_("Choose the second person"), "")
        for person in facts.people:
            if person.login != user:
                self.counted_by.addItem(person.name, person.login)

    def _who_counts(self) -> str:
        """What to know about the second person; in a new office nobody else is known yet."""
        if self.counted_by.count() > 1:
            return _("A second person; you receive, the other counts.")
        return _("Nobody else is known here yet. Name the second person first, under the name at the top right.")

    def serials(self) -> tuple[str, str]:
        """First and last, as given."""
        return self.first.text().strip(), self.last.text().strip()

    def take_scan(self, code: str) -> None:
        """A scan fills the serial that is still missing, wherever the keyboard is."""
        field = self.focusWidget()
        wanted = field if field in (self.first, self.last) else self.last if self.first.text() else self.first
        wanted.setText(code)
        self.last.setFocus() if wanted is self.first else self.counted_by.setFocus()

    def booked(self, batch: Batch) -> None:
        """Say what was booked in, and be ready for the next box."""
        self.show_done(
            _("{count} booked into the safe.").format(count=booklets_text(batch.count)),
            range_text(batch.first, batch.last),
            _("Scan the next box, or close with Esc."),
        )
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.first.clear()
            self.last.clear()
        self._tell_count()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_count(self) -> None:
        first, last = self.serials()
        count, hint = "", ""
        if first and last:
            try:
                count = booklets_text(len(serial_range(first, last)))
            except RuleViolationError as error:
                hint = str(error)
        self.count.setText(count or _("0 booklets"))
        self.count.setEnabled(bool(count))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


class IssueDialog(_StaysOpen):
    """Blanks from the safe into an operator's hands for the shift."""

    def __init__(self, facts: BlanksFacts, parent: QWidget | None) -> None:
        super().__init__(
            _("Issue blanks"),
            _("Issue"),
            _("Only what the shift needs. The lowest serials of the safe go out first."),
            parent,
        )
        self._facts = facts
        self.service = QComboBox()
        self.operator = QComboBox()
        self.count = NumberField(1, 20_000, _USUAL_ISSUE)
        self.first = _serial_field()
        self.safe = label("", "secondary")
        _fill_services(self.service, facts, next((one.service for one in facts.balances if one.sums["in_safe"]), ""))
        for person in _operators_first(facts.people):
            self.operator.addItem(person.name, person.login)
        self.first.setPlaceholderText(_("the lowest in the safe"))
        self.add_row(_("&Kind"), self.service)
        self.body.insertWidget(0, self.safe)
        self.add_row(_("&Operator"), self.operator)
        self.add_row(_("&How many"), self.count)
        self.add_row(_("&From serial"), self.first, _("Only when the safe is not opened at its lowest serial."))
        self.service.currentIndexChanged.connect(lambda _at: self._tell_safe())
        self._tell_safe()
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.selectAll()

    def take_scan(self, code: str) -> None:
        """A scan is the first serial of what lies on the table."""
        self.first.setText(code)

    def issued(self, serials: Sequence[str]) -> None:
        """Say which serials to take out of the safe."""
        words = _("{count} issued to {name}. Count them together:")
        self.show_done(
            words.format(count=booklets_text(len(serials)), name=self.operator.currentText()),
            ranges_text(serials),
            _("Issue the next ones, or close with Esc."),
        )
        self.first.clear()
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.selectAll()

    def update_facts(self, facts: BlanksFacts) -> None:
        """What the safe holds now."""
        self._facts = facts
        self._tell_safe()

    def _tell_safe(self) -> None:
        count = self._facts.in_safe(str(self.service.currentData()))
        text = plural("The safe holds {count} of this kind.", "The safe holds {count} of this kind.", count)
        self.safe.setText(text.format(count=count_text(count)))


class TakeBackDialog(FormDialog):
    """An operator's unused blanks of one kind, back into the safe."""

    def __init__(self, facts: BlanksFacts, chosen: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Take blanks back"),
            _("Take them back"),
            _("Count the unused blanks together; they go back into the safe."),
            parent,
        )
        self._holdings = tuple(one for one in facts.holdings if one.first)
        self.setMinimumWidth(560)
        self.holding = QComboBox()
        for one in self._holdings:
            words = _("{name} · {service}").format(name=one.holder_name, service=facts.label(one.service))
            self.holding.addItem(words, holding_key(one))
        self.add_row(_("&From"), self.holding)
        self.holding.setCurrentIndex(max(0, self.holding.findData(chosen)))
        self._lowest = label("", "answer")
        self._advice = label(_("A blank that is in a printer stays with the operator."), "secondary", wrap=True)
        self.body.addWidget(self._lowest)
        self.body.addWidget(self._advice)
        self.holding.currentIndexChanged.connect(lambda _at: self._tell())
        self._tell()

    def chosen(self) -> Holding | None:
        """Whose blanks come back."""
        at = self.holding.currentIndex()
        return self._holdings[at] if 0 <= at < len(self._holdings) else None

    def _tell(self) -> None:
        one = self.chosen()
        if one is None:
            self._lowest.setText(_("Nobody holds blanks."))
            self.set_act_enabled(False)
            return
        text = _("{count} in hand, from {serial} on")
        self._lowest.setText(text.format(count=booklets_text(one.in_hand), serial=one.first))


def ranges_text(serials: Sequence[str]) -> str:
    """Serials as ranges: "C1000001 – C1000040, C1000051"."""
    runs: list[list[str]] = []
    for serial in serials:
        if runs and _next_of(runs[-1][-1]) == serial:
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return ", ".join(range_text(run[0], run[-1]) for run in runs)


def _next_of(serial: str) -> str:
    digits = serial.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = serial[: len(serial) - len(digits)]
    return f"{letters}{int(digits) + 1:0{len(digits)}d}" if digits.isdecimal() else ""


def _serial_field() -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(_("scan or type"))
    return field


def _fill_services(box: QComboBox, facts: BlanksFacts, chosen: str) -> None:
    for service in facts.settings.services:
        box.addItem(facts.label(service.code), service.code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _operators_first(people: Sequence[PersonView]) -> list[PersonView]:
    return sorted(people, key=lambda person: ("print" not in person.roles, person.name))
