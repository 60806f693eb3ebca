"""Who is owed a call for an outage, nearest trip first; a tick clears the line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.contact_texts import TextOffer
from printdesk.services.contacts import MESSAGE_SENT, NOT_REACHED, TOLD, WRONG_NUMBER
from printdesk.services.owed_calls import OwedCall, OwedCalls
from printdesk.services.work import new_operation_id
from printdesk.ui.contact import words
from printdesk.ui.contact.contact_acts import ContactActs, OpenLink, Person
from printdesk.ui.context import RoomContext
from printdesk.ui.hand_keys import HandKeys
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    WhyPanel,
    label,
    tell_whole,
)
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space, Tone

_LANGUAGES = (("id", "Indonesia"), ("en", "English"))


class OwedCallsView(QWidget):
    """The list with its acts. Keys on the list: T told, N not reached, W wrong number, S message sent, C copy the
    text, O open the chat, P the whole number, K correct the number, Enter the card.

    Attributes:
        outage: of which outage. table: who is owed a call. foot: the text for the chosen one.

    Signals:
        opened: id of the application asked for.
    """

    opened = Signal(int)

    def __init__(
        self, context: RoomContext, parent: QWidget | None = None, open_link: OpenLink | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: OwedCalls | None = None
        self._wanted = 0
        self._failure = ""
        self._offer: TextOffer | None = None
        self._number: tuple[int, str] = (0, "")
        self._reading = LatestReading(context, self)
        self._wording = LatestReading(context, self)
        self.acts = ContactActs(context, self, open_link=open_link)
        self.outage, self.lang = QComboBox(), QComboBox()
        tell_whole(self.outage)
        for code, name in _LANGUAGES:
            self.lang.addItem(name, code)
        self.outage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._counts = label("", "secondary")
        self.table = _CallTable(_model())
        self._empty = EmptyState("phone")
        self.table.set_empty(self._empty)
        self.foot = WhyPanel()
        self.buttons: dict[str, PrimaryButton | SecondaryButton] = {
            "T": PrimaryButton("", "", "check"),
            "N": SecondaryButton(),
            "W": SecondaryButton(),
            "S": SecondaryButton(),
            "C": SecondaryButton("", "", "copy"),
            "O": SecondaryButton("", "", "phone"),
            "P": SecondaryButton(),
            "K": SecondaryButton("", "", "edit"),
        }
        self._run: dict[str, Callable[[], None]] = {
            "T": lambda: self._note(TOLD),
            "N": lambda: self._note(NOT_REACHED),
            "W": lambda: self._note(WRONG_NUMBER),
            "S": lambda: self._note(MESSAGE_SENT),
            "C": self._copy,
            "O": self._open_chat,
            "P": self._show_number,
            "K": self._correct,
        }
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        head.setSpacing(Space.M)
        head.addWidget(self.outage)
        head.addWidget(self._counts, 1)
        head.addWidget(self.lang)
        acts = FlowRow(Space.S)
        acts.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        for button in self.buttons.values():
            acts.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        column.addWidget(acts)

    def _connect(self) -> None:
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, run=self._run[key]: run())
        self.table.letter.connect(self._press)
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self.table.current_changed.connect(lambda _key: self._word())
        self.outage.activated.connect(lambda _at: self.refresh())
        self.lang.currentIndexChanged.connect(lambda _at: self._tell_text())
        self._context.background.busy_changed.connect(self._rest)

    def choose(self, outage_id: int) -> None:
        """Show who of this outage is owed a call."""
        self._wanted = outage_id
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew; who is chosen stays chosen."""
        services, chosen = self._context.services, self._wanted or self.outage.currentData()
        self._reading.ask(lambda: services.owed_calls.owed(chosen), self._show, self._refuse)

    def focus_first(self) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        names = {
            "T": _("Told"), "N": _("Not reached"), "W": _("Wrong number"), "S": _("Message sent"),
            "C": _("Copy the text"), "O": _("Open in WhatsApp"), "P": _("Show the number"),
            "K": _("Correct the number…"),
        }  # fmt: skip
        for key, button in self.buttons.items():
            button.setText(f"{key} · {names[key]}")
            button.setAccessibleName(names[key])
        self.outage.setAccessibleName(_("Outage"))
        self.lang.setAccessibleName(_("Language of the text"))
        self.table.setAccessibleName(_("Owed a call"))
        self.table.retranslate()
        if self._facts is not None:
            self._show(self._facts)
        else:
            self._empty.set_unread(self._failure)
            self._offer_acts()

    def _show(self, facts: OwedCalls) -> None:
        self._facts, self._failure = facts, ""
        if facts.chosen is not None and facts.chosen.id == self._wanted:
            self._wanted = 0
        self._show_outages(facts)
        self.table.rows_model().set_rows([_Line(row, facts.now.date()) for row in facts.rows])
        if facts.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._tell_counts(facts)
        self._tell_empty(facts)
        self._word()

    def _show_outages(self, facts: OwedCalls) -> None:
        self.outage.blockSignals(True)
        self.outage.clear()
        for each in facts.outages:
            self.outage.addItem(words.outage_words(each), each.id)
        if facts.chosen is not None:
            self.outage.setCurrentIndex(self.outage.findData(facts.chosen.id))
        self.outage.setVisible(bool(facts.outages))
        self.outage.blockSignals(False)

    def _tell_counts(self, facts: OwedCalls) -> None:
        if facts.chosen is None:
            self._counts.setText("")
            return
        told = plural("{count} told", "{count} told", facts.chosen.told)
        self._counts.setText(told.format(count=dates.number(facts.chosen.told, language())))

    def _tell_empty(self, facts: OwedCalls) -> None:
        if facts.chosen is None:
            self._empty.set("phone", _("No outage is recorded"), _("After one, those who are to be told stand here."))
        elif facts.chosen.told:
            self._empty.set("check-badge", _("Everybody was told"), "", Tone.GREEN)
        else:
            text = _("No promise of an open application fell into it.")
            self._empty.set("check-badge", _("Nobody is owed a call"), text, Tone.GREEN)

    def _refuse(self, error: DeskError) -> None:
        self._failure = str(error)
        if self._facts is None:
            self._empty.set_unread(self._failure)
        else:
            self._context.messages.error(error)

    def current(self) -> OwedCall | None:
        """Who is chosen."""
        line = self.table.current_row()
        return line.row if line is not None else None

    def _person(self) -> Person | None:
        row = self.current()
        return Person(row.application_id, row.name) if row is not None else None

    def _press(self, letter: str) -> None:
        button = self.buttons.get(letter.upper())
        if button is not None and button.isEnabled():
            self._run[letter.upper()]()

    def _note(self, outcome: str) -> None:
        person = self._person()
        if person is not None:
            kind = self._offer.kinds[0] if self._offer and self._offer.application_id == person.application_id else ""
            self.acts.note(person, outcome, kind if outcome in (TOLD, MESSAGE_SENT) else "")

    def _copy(self) -> None:
        person = self._person()
        if person is not None:
            self.acts.copy(person, "", str(self.lang.currentData()))

    def _open_chat(self) -> None:
        person = self._person()
        if person is not None:
            self.acts.open_chat(person, "", str(self.lang.currentData()))

    def _correct(self) -> None:
        person = self._person()
        if person is not None:
            self.acts.correct(person)

    def _show_number(self) -> None:
        person = self._person()
        if person is None:
            return
        services, actor, key = self._context.services, self._context.actor(), person.application_id

        def show(number: str) -> None:
            self._number = (key, number)
            self._tell_text()

        self._context.background.run(
            lambda _task: services.contacts.phone(actor, key, new_operation_id()),
            done=show, failed=self._context.messages.error, owner=self,
        )  # fmt: skip

    def _word(self) -> None:
        """Read the text for the chosen one."""
        self._offer_acts()
        self._tell_text()
        row, services = self.current(), self._context.services
        if row is not None:
            self._wording.ask(
                lambda: services.contact_texts.offer(row.application_id), self._show_text, lambda _error: None
            )

    def _show_text(self, offer: TextOffer) -> None:
        self._offer = offer
        self._tell_text()

    def _tell_text(self) -> None:
        row, offer = self.current(), self._offer
        if row is None:
            self.foot.set("", "")
            return
        number = self._number[1] if self._number[0] == row.application_id else row.phone_masked
        head = " · ".join(part for part in (row.name, number or _("No telephone number is known.")) if part)
        known = offer is not None and offer.application_id == row.application_id
        text = offer.text("", str(self.lang.currentData())).text if known and offer else _("One moment…")
        self.foot.set(head, " ".join(text.split("\n")))

    def _offer_acts(self) -> None:
        row = self.current()
        for key, button in self.buttons.items():
            needs_number = key in "TNWSP"
            button.setEnabled(
                row is not None and (not needs_number or bool(row.phone_masked)) and (key != "O" or row.link)
            )

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()
            self._wording.rest()


@dataclass(frozen=True, slots=True)
class _Line:
    """A call with what is needed to word it."""

    row: OwedCall
    today: date


class _CallTable(DeskTable):
    """A table on which a letter, pressed by a person, is an act.

    Signals:
        letter: the letter.
    """

    letter = Signal(str)

    def __init__(self, model: RowsModel[_Line]) -> None:
        super().__init__(model)
        self._keys = HandKeys(self)
        self._keys.pressed.connect(self.letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act; everything else as in every table."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isalpha():
            self._keys.offer(event)
            return
        super().keyPressEvent(event)


def _model() -> RowsModel[_Line]:
    columns: list[Column[_Line]] = [
        Column(lambda: _("Applicant"), _applicant, 190, 3, strong=True),
        Column(lambda: _("Telephone"), _phone, 128, 1),
        Column(lambda: _("Departs"), _departs, 132),
        Column(lambda: _("Promised"), lambda line: Cell(dates.day_short(line.row.promised.date(), language())), 96),
        Column(lambda: _("New date"), _new_date, 124, 1),
        Column(lambda: _("Attempts"), _attempts, 118),
    ]
    return RowsModel(columns, key=lambda line: str(line.row.application_id))


def _applicant(line: _Line) -> Cell:
    return Cell(line.row.name, f"…{line.row.number[-4:]}", tooltip=f"{line.row.name}\n{line.row.number}")


def _phone(line: _Line) -> Cell:
    return Cell(line.row.phone_masked or _("none"), tone=None if line.row.phone_masked else Tone.RED)


def _departs(line: _Line) -> Cell:
    pill = words.departs_pill(line.row, line.today)
    return Cell(pill=pill, sort=line.row.departs_at) if pill is not None else Cell("–")


def _new_date(line: _Line) -> Cell:
    if line.row.ready:
        return Cell(_("ready now"), tone=Tone.GREEN)
    if line.row.new_date is None:
        return Cell(_("not known yet"), tone=Tone.AMBER)
    return Cell(dates.moment_short(line.row.new_date, language()))


def _attempts(line: _Line) -> Cell:
    last = dates.moment_short(line.row.last_at, language()) if line.row.last_at else ""
    tone = Tone.RED if line.row.wrong_number else Tone.AMBER if line.row.attempts else None
    return Cell(words.attempts_words(line.row), last, tone=tone)
