"""Who is to be reminded today: the text for each to copy or open as a chat, and marking them as sent."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from printdesk.domain.settings_contacts import REMINDER
from printdesk.errors import DeskError
from printdesk.i18n import LANGUAGES, _, dates, language, plural
from printdesk.services.contact_texts import ContactText, TextOffer
from printdesk.services.pickup import ReadyRow
from printdesk.services.uncollected import Uncollected
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    ChipRow,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    FormDialog,
    RowsModel,
    SecondaryButton,
    label,
)
from printdesk.ui.pickup.uncollected_tables import known_words, left_cell, reached_words
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space, Tone
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.running import say_done

_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
_NAMED = 6


class RemindersDialog(FormDialog):
    """The list of the day; the main act marks the chosen ones as sent, all when none is chosen.

    Keys: Ctrl+Shift+C copies the text, Ctrl+O opens the chat, F6 marks.

    Attributes:
        table: who is due. text: what to send. copy_button, chat_button: the ways to send it.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(_("Reminders"), _("Mark as sent"), "", parent)
        self._context = context
        self._lists: Uncollected | None = None
        self._offer: TextOffer | None = None
        self._acts = Acts(context, self, self._read)
        self._reading, self._wording = LatestReading(context, self), LatestReading(context, self)
        self._model = self._columns()
        self.table = DeskTable(self._model, multi=True)
        self.table.setAccessibleName(_("Due today"))
        self._empty = EmptyState("clock", _("Reading…"))
        self.table.set_empty(self._empty)
        self.languages = ChipRow()
        for code in LANGUAGES:
            self.languages.set_chip(code, _NAMES.get(code, code))
        self.languages.setAccessibleName(_("Language of the receiver"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text"))
        self.copy_button = SecondaryButton(_("Copy text"), "Ctrl+Shift+C")
        self.chat_button = SecondaryButton(_("Open chat"), "Ctrl+O")
        self._to = label("", "strong", wrap=True)
        self._marks = label("", "secondary", wrap=True)
        self._lay_out()
        self._connect()
        self._tell()
        self._read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> RowsModel[ReadyRow]:
        columns: list[Column[ReadyRow]] = [
            Column(lambda: _("Applicant"), lambda row: Cell(row.name, known_words(row)), 190, stretch=1),
            Column(lambda: _("Reminder"), self._day, 158),
            Column(lambda: _("Last day"), lambda row: left_cell(row, self._today()), 118),
        ]
        return RowsModel(columns, key=lambda row: str(row.application_id))

    def _today(self) -> date:
        return self._lists.today if self._lists else date.min

    def _day(self, row: ReadyRow) -> Cell:
        reached = self._lists.reached.get(row.application_id) if self._lists else None
        second = reached_words(reached) if reached else row.phone_masked
        day = row.collection.due
        return Cell(_("day {number}").format(number=day), second, sort=day)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(Space.S)
        buttons = FlowRow(Space.S)
        for button in (self.copy_button, self.chat_button):
            buttons.add(button)
            button.setAutoDefault(False)
        for part in (self._to, self.languages, self.text, buttons):
            side.addWidget(part, 1 if part is self.text else 0)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self.table, 3)
        row.addLayout(side, 2)
        self.body.addLayout(row, 1)
        self.body.addWidget(self._marks)
        self._cancel.setText(_("Close"))
        self.setMinimumSize(960, 540)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _key: self._read_text())
        self.table.selection_count_changed.connect(lambda _count: self._tell())
        self.languages.chosen.connect(lambda _code: self._show_text())
        self.copy_button.clicked.connect(self._copy)
        self.chat_button.clicked.connect(self._open_chat)
        self.submitted.connect(self.mark)
        QShortcut(QKeySequence("F6"), self, self.mark).setWhatsThis(_("Note them as sent"))

    def mark(self) -> None:
        """Note that they were reminded; the notice offers the way back."""
        ids, service = self._ids(), self._context.services.uncollected
        turn = Turn[tuple[int, ...]](
            lambda actor, operation: service.remind(actor, ids, operation),
            lambda actor, operation, marked: service.undo_reminders(actor, marked, operation),
        )

        def done(marked: tuple[int, ...]) -> None:
            text = plural("{count} reminder noted.", "{count} reminders noted.", len(marked))
            step = Step(lambda: _reminders_name(len(marked)), turn)
            say_done(self._context, text.format(count=dates.number(len(marked), language())), step)
            left = self._names([key for key in ids if key not in marked])
            if len(marked) == self._model.rowCount():
                self.accept()
            else:
                self.show_error(_left_out(left))
                self._read()

        self.set_busy(True)
        if not self._acts.begin(turn.forward, done, self._refused):
            self.set_busy(False)

    def _refused(self, error: DeskError) -> None:
        self.show_error(error)

    def _read(self) -> None:
        self._reading.ask(self._context.services.uncollected.lists, self._show, self._refused)

    def _show(self, lists: Uncollected) -> None:
        self._lists = lists
        due = lists.due()
        self._model.set_rows(due)
        if lists.suspension is not None:
            self._empty.set("clock", _("The month is suspended"), _("No reminder falls due meanwhile."), Tone.AMBER)
        else:
            self._empty.set("check-badge", _("Everybody was reminded"), _("Nobody is due today."), Tone.GREEN)
        if due and not self.table.current_key():
            self.table.setCurrentIndex(self._model.index(0, 0))
            self.table.clearSelection()
        self._tell()
        self._read_text()

    def _read_text(self) -> None:
        key = self.table.current_key()
        self._offer = None
        self._show_text()
        if key:
            service = self._context.services.contact_texts
            self._wording.ask(lambda: service.offer(int(key)), self._take, self._refused)

    def _take(self, offer: TextOffer) -> None:
        if str(offer.application_id) == self.table.current_key():
            self._offer = offer
            self._show_text()

    def _current(self) -> ContactText | None:
        return self._offer.text(REMINDER, self.languages.current() or language()) if self._offer else None

    def _show_text(self) -> None:
        text = self._current()
        self.text.setPlainText(text.text if text else "")
        offer = self._offer
        self._to.setText(" · ".join(part for part in (offer.name, offer.phone_masked) if part) if offer else "")
        self.copy_button.setEnabled(text is not None)
        self.chat_button.setEnabled(bool(text and text.link))
        self.chat_button.setToolTip("" if text is None or text.link else _("No mobile number is known."))

    def _copy(self) -> None:
        text = self._current()
        if text is not None:
            QGuiApplication.clipboard().setText(text.text)
            self._log("text_copied")

    def _open_chat(self) -> None:
        text = self._current()
        if text is not None and text.link and QDesktopServices.openUrl(QUrl(text.link)):
            self._log("link_opened")

    def _log(self, outcome: str) -> None:
        offer, service = self._offer, self._context.services.contacts
        if offer is not None:
            key = offer.application_id
            self._acts.begin(
                lambda actor, operation: service.log(actor, key, outcome, operation, text_kind=REMINDER),
                lambda _entry: self._marks.setText(self._copied(outcome, offer.name)), self._refused,
            )  # fmt: skip

    @staticmethod
    def _copied(outcome: str, name: str) -> str:
        said = _("Copied for {name}.") if outcome == "text_copied" else _("Chat opened for {name}.")
        return said.format(name=name)

    def _names(self, ids: Sequence[int]) -> list[str]:
        return [row.name for row in self._model.rows() if row.application_id in ids]

    def _ids(self) -> list[int]:
        keys = self.table.selected_keys() or [str(row.application_id) for row in self._model.rows()]
        return [int(key) for key in keys]

    def _tell(self) -> None:
        """Which are marked, by name."""
        chosen, count = self.table.selected_keys(), self._model.rowCount()
        marked = len(chosen) or count
        act = _("Mark {count} as sent") if chosen else _("Mark all {count} as sent")
        intro = plural(
            "{count} person is to be reminded today. Nothing is sent by the program itself.",
            "{count} people are to be reminded today. Nothing is sent by the program itself.", count,
        )  # fmt: skip
        self.set_texts(
            _("Reminders"), act.format(count=dates.number(marked, language())),
            intro.format(count=dates.number(count, language())) if count else "",
        )  # fmt: skip
        self.set_act_enabled(count > 0)
        names = [row.name for row in self._model.rows() if not chosen or str(row.application_id) in chosen]
        more, said = len(names) - _NAMED, ", ".join(names[:_NAMED])
        if more > 0:
            said = _("{names} and {count} more").format(names=said, count=dates.number(more, language()))
        self._marks.setText(_("To be marked: {names}.").format(names=said) if names else "")


def _reminders_name(count: int) -> str:
    return plural("{count} reminder", "{count} reminders", count).format(count=dates.number(count, language()))


def _left_out(names: Sequence[str]) -> str:
    """Who got no note, and why; "" where everybody did."""
    if not names:
        return ""
    text = plural(
        "Not noted for {names}: collected meanwhile, or reminded at another desk.",
        "Not noted for {names}: collected meanwhile, or reminded at another desk.",
        len(names),
    )
    return text.format(names=", ".join(names))
