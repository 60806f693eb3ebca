"""The form of a delivery; it stays open for the next box."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import _
from printdesk.services.blanks import LARGEST_BATCH, Batch, serial_range
from printdesk.services.deliveries import DeliveryView
from printdesk.services.shift_book import runs
from printdesk.ui.blanks.delivery_planned_box import PlannedBox
from printdesk.ui.blanks.one_form import second_sign_in
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text, range_text
from printdesk.ui.kit import Card, FormDialog, label
from printdesk.ui.theme import Space, Tone


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
        self.signed = second_sign_in(facts, user, "receive")
        self.counted_by = self.signed.people
        self.counted = QLineEdit()
        self.counted.setPlaceholderText(_("how many you both counted"))
        self.counted.setValidator(QIntValidator(0, LARGEST_BATCH, self.counted))
        self.count = label("", "answer")
        self.hint = label("", "secondary", wrap=True)
        _fill_services(self.service, facts, facts.low[0].code if facts.low else "")
        self.add_row(_("&Kind"), self.service)
        self.add_row(_("&First serial"), self.first)
        self.add_row(_("&Last serial"), self.last)
        self.add_row(_("&Counted by"), self.signed, self._who_counts())
        self.add_row(_("&Booklets counted"), self.counted)
        self.planned = PlannedBox(facts)
        if self.planned.known:
            self.add_row(_("&Planned delivery"), self.planned)
        self.service.currentIndexChanged.connect(lambda _at: self.planned.offer(str(self.service.currentData())))
        self.planned.offer(str(self.service.currentData()))
        self.body.insertWidget(0, self.count)
        self.body.insertWidget(1, self.hint)
        self.first.textChanged.connect(self._tell_count)
        self.last.textChanged.connect(self._tell_count)
        self._tell_count()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _who_counts(self) -> str:
        """What to know about the second person; in a new office nobody else is known yet."""
        if self.counted_by.count() > 1:
            return _("A second person; you receive, the other counts.")
        return _("Nobody else is known here yet. Name the second person first, under the name at the top right.")

    def choose_planned(self, row: DeliveryView) -> None:
        """The planned delivery that has come."""
        self.service.setCurrentIndex(max(0, self.service.findData(row.service)))
        self.planned.choose(row.id)

    def counted_number(self) -> int:
        """How many the two people counted, 0 where nothing was given."""
        return int(self.counted.text() or 0)

    def planned_id(self) -> int:
        """The planned delivery that has come with this box, 0 for none."""
        return self.planned.chosen()

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
        self.planned.settled()
        self.show_done(
            _("{count} booked into the safe.").format(count=booklets_text(batch.count)),
            range_text(batch.first, batch.last),
            _("Scan the next box, or close with Esc."),
        )
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.first.clear()
            self.last.clear()
            self.counted.clear()
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


def ranges_text(serials: Sequence[str]) -> str:
    """Serials as ranges: "C1000001 – C1000040, C1000051"."""
    return ", ".join(range_text(first, last) for first, last in runs(serials))


def _serial_field() -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(_("scan or type"))
    return field


def _fill_services(box: QComboBox, facts: BlanksFacts, chosen: str) -> None:
    for service in facts.settings.services:
        box.addItem(facts.label(service.code), service.code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
