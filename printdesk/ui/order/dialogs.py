"""The forms around the order: asking for a raise or a place by hand, refusing, and when a hold ends."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.field_words import proof_words
from printdesk.services.second_person import LONGEST_REASON
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, DateField, FormDialog, TimeField
from printdesk.ui.order.preview_panel import PreviewPanel
from printdesk.ui.order.reading import Choices, may_supervise, read_choices
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space

_WIDTH = 640
_DEBOUNCE_MS = 250
_FIRST, _DAY = "first", "day"


class RaiseDialog(FormDialog):
    """Ask for a raise: why, what proof was seen, and what the raise would probably do.

    Attributes:
        reason: in words. proof: kind seen. to: the class that is previewed; the supervisor may choose another.
    """

    def __init__(self, context: RoomContext, application_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Ask for a raise of {name}").format(name=name),
            _("Ask the supervisor"),
            _("A supervisor decides. Nothing moves before that."),
            parent,
        )
        self._context = context
        self._id = application_id
        self._reading = LatestReading(context, self)
        self._chosen = False
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.proof = QComboBox()
        self.to = QComboBox()
        self.preview = PreviewPanel()
        self._set_up()

    def _set_up(self) -> None:
        self.proof.addItem(_("none"), "")
        for code, text in proof_words(active()).items():
            self.proof.addItem(text, code)
        self.reason.setPlaceholderText(_("For instance: father in hospital in Penang"))
        self.add_row(_("&Reason"), self.reason)
        self.add_row(_("&Proof seen"), self.proof)
        self.add_row(
            _("&Likely class"), self.to, _("Only to see what it would do; the supervisor chooses the class.")
        )
        self.body.addWidget(self.preview, 1)
        self.setMinimumWidth(_WIDTH)
        self.set_act_enabled(False)
        self.proof.currentIndexChanged.connect(lambda _at: self._read_choices())
        self.to.activated.connect(self._choose)
        self.reason.setFocus()
        self._read_choices()

    def _read_choices(self) -> None:
        services, key = self._context.services, self._id
        proof, lang = str(self.proof.currentData() or ""), language()
        self.preview.say(_("Working out what it would do…"))
        self._reading.ask(lambda: read_choices(services, key, proof, lang), self._show_choices, self._refused)

    def _show_choices(self, choices: Choices) -> None:
        kept = self.to.currentData() if self._chosen else None
        self.to.clear()
        for each in choices.classes:
            self.to.addItem(f"{each.rank} · {each.label}", each.code)
        at = self.to.findData(kept or choices.likely)
        self.to.setCurrentIndex(max(0, at))
        self.set_act_enabled(True)
        self._read_preview()

    def _choose(self, _at: int) -> None:
        self._chosen = True
        self._read_preview()

    def _read_preview(self) -> None:
        raises, key, code = self._context.services.raises, self._id, str(self.to.currentData() or "")
        if code:
            self._reading.ask(lambda: raises.preview(key, code), self.preview.show_preview, self._not_seen)

    def _refused(self, error: DeskError) -> None:
        """It cannot be raised at all: nothing is asked for."""
        self.preview.say(error.message)
        self.show_error(error)
        self.set_act_enabled(False)

    def _not_seen(self, error: DeskError) -> None:
        self.preview.say(str(error))


class PinDialog(FormDialog):
    """A supervisor asks for a place by hand: next, or on a day; why, and what it would do.

    Attributes:
        places: next or on a day. day: that day. reason: in words.
    """

    def __init__(self, context: RoomContext, application_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Place by hand for {name}").format(name=name),
            _("Ask for this place"),
            _("A second person confirms it. It ends when the booklet is printed, or at the office's close that day."),
            parent,
        )
        self._context = context
        self._id = application_id
        self._reading = LatestReading(context, self)
        self._asking = LatestReading(context, self)
        self._allowed = False
        self._wait = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._wait.timeout.connect(self._read_preview)
        self.places = ChipRow()
        self.day = DateField(context.services.clock.now().date())
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.preview = PreviewPanel()
        self._set_up()

    def _set_up(self) -> None:
        self.places.set_chip(_FIRST, _("Next place there is"))
        self.places.set_chip(_DAY, _("On a day"))
        self.places.setAccessibleName(_("Place"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self.places, 1)
        line.addWidget(self.day)
        self.day.setAccessibleName(_("Day"))
        self.add_row(_("&Reason"), self.reason)
        self.add_row(_("Place"), row)
        self.body.addWidget(self.preview, 1)
        self.setMinimumWidth(_WIDTH)
        self.set_act_enabled(False)
        self.places.chosen.connect(lambda _code: self._place_changed())
        self.day.dateChanged.connect(lambda _day: self._wait.start())
        self.reason.setFocus()
        self._place_changed()
        office, user = self._context.services.office, self._context.actor().user
        self._asking.ask(lambda: (may_supervise(office.people(), user), office.now().date()), self._show_office)

    def place(self) -> date | None:
        """The day chosen, None for the next place."""
        return self.day.value() if self.places.current() == _DAY else None

    def _show_office(self, known: tuple[bool, date]) -> None:
        self._allowed, today = known
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        if not self._allowed:
            self.show_error(_("Only a supervisor asks for a place by hand. Ask one to sign in here."))
        self.set_act_enabled(self._allowed)

    def _place_changed(self) -> None:
        self.day.setEnabled(self.places.current() == _DAY)
        self._read_preview()

    def _read_preview(self) -> None:
        pins, key, day = self._context.services.pins, self._id, self.place()
        self.preview.say(_("Working out what it would do…"))
        self._reading.ask(lambda: pins.preview(key, day), self.preview.show_preview, self._not_seen)

    def _not_seen(self, error: DeskError) -> None:
        self.preview.say(str(error))


class NoteDialog(FormDialog):
    """Why a request is refused.

    Attributes:
        note: in words; who asked reads it.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, _("Refuse"), _("Who asked for it reads why."), parent)
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_REASON)
        self.add_row(_("&Reason"), self.note)
        self.note.setFocus()


class BackRow(QWidget):
    """When an application on hold is expected back, or that nobody knows.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, now: datetime, until: datetime | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = now.tzinfo
        shown = until or now + timedelta(days=1)
        self.known = QCheckBox(_("expected back on"))
        self.day = DateField(shown.date())
        self.time = TimeField(shown.time() if until else datetime.min.time().replace(hour=8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.known, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.day.setAccessibleName(_("Day on which it is expected back"))
        self.time.setAccessibleName(_("Time at which it is expected back"))
        self.setFocusProxy(self.known)
        self.known.toggled.connect(self._lock)
        self.known.setChecked(until is not None)
        self._lock()

    def value(self) -> datetime | None:
        """The moment chosen, in the office's zone; None when nobody knows."""
        if not self.known.isChecked():
            return None
        return datetime.combine(self.day.value(), self.time.value(), self._zone)

    def _lock(self) -> None:
        for field in (self.day, self.time):
            field.setEnabled(self.known.isChecked())
        self.changed.emit()


class BackDialog(FormDialog):
    """When an application on hold is expected back."""

    def __init__(self, name: str, now: datetime, until: datetime | None, parent: QWidget | None = None) -> None:
        super().__init__(
            _("When is {name} expected back?").format(name=name),
            _("Note it"),
            _("From then on the plan keeps a place; it is printed only after somebody releases it."),
            parent,
        )
        self.back = BackRow(now, until)
        self.add_row(_("Return"), self.back)
        self.setMinimumWidth(_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field."""
        super().showEvent(event)
        self.back.known.setFocus()
