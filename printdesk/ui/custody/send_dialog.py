"""In the print room: scan each checked booklet onto the list, send the list, print it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from printdesk.i18n import _, plural
from printdesk.services.custody_views import CustodyView
from printdesk.ui.context import RoomContext
from printdesk.ui.custody.custody_dialog import CustodyDialog
from printdesk.ui.custody.rows_table import line_of
from printdesk.ui.theme import Kind, Tone

_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class _Facts:
    open: CustodyView | None
    waiting: tuple[str, ...]


class SendDialog(CustodyDialog):
    """Scan out; F6 sends the list to the counter, F7 takes the booklet chosen off it, Esc leaves it as it is."""

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._waiting: tuple[str, ...] = ()
        self._sent: CustodyView | None = None
        self.table.current_changed.connect(lambda _key: self._allow())
        self.retranslate()
        self._read()
        self.target.field.setFocus()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.setWindowTitle(_("Hand to the counter"))
        self._title.setText(_("Hand to the counter"))
        self._intro.setText(
            _("Scan each booklet out. Sending closes the list with its count; the counter scans each one in.")
        )
        self.target.set(_("Scan a checked booklet"), _("or type its serial"))
        self.main.setText(_("Send to the counter"))
        self.second.setText(_("Take off the list"))
        self._leave.setText(_("Close"))
        self._show()

    def _ready(self) -> bool:
        return True

    def _scan(self, text: str) -> None:
        service = self._service

        def done(found: CustodyView) -> None:
            self.found = found
            said = plural("{serial} is on the list: {count} booklet.", "{serial} is on the list: {count} booklets.",
                          len(found.rows))  # fmt: skip
            self._tell(Kind.DONE, said.format(serial=text.upper(), count=len(found.rows)))

        self._act(lambda actor, operation: service.scan_out(actor, text, operation), done)

    def _do_main(self) -> None:
        found, service = self.found, self._service
        if found is None or not found.rows:
            return

        def done(sent: CustodyView) -> None:
            self.found, self._sent = None, sent
            text = plural(
                "List {number} with {count} booklet is on its way to the counter.",
                "List {number} with {count} booklets is on its way to the counter.", len(sent.rows),
            )  # fmt: skip
            self._tell(Kind.DONE, text.format(number=sent.number, count=len(sent.rows)))

        def then(sent: CustodyView) -> None:
            done(sent)
            self._show_later(sent)

        self._act(lambda actor, operation: service.send(actor, found.id, operation), then)

    def _show_later(self, sent: CustodyView) -> None:
        """The paper of what was sent, once the act is over."""
        self._acts.under_way = False
        self._show_paper(sent)

    def _do_second(self) -> None:
        line, service = self.table.current_row(), self._service
        if line is not None:
            self._act(
                lambda actor, operation: service.take_off(actor, line.serial, operation),
                lambda _id: self._tell(Kind.FLAKY, _("{serial} is off the list.").format(serial=line.serial)),
            )

    def _read(self) -> None:
        service, desk = self._service, self._context.actor().desk
        self._reading.ask(
            lambda: _Facts(service.open_at(desk), service.waiting_out()), self._show_read, self._refused
        )

    def _show_read(self, facts: _Facts) -> None:
        self.found, self._waiting = facts.open, facts.waiting
        self._show()

    def _show(self) -> None:
        rows = self.found.rows if self.found else ()
        self.table.rows_model().set_rows([line_of(row, waits=False) for row in rows])
        self.table.setAccessibleName(_("Booklets on the list"))
        if self._waiting:
            self._empty.set("barcode", _("Nothing is on the list yet"), _("Scan the first booklet of the pile."))
        else:
            text = _("No checked booklet waits for the way to the counter.")
            self._empty.set("check-badge", _("Everything is on its way"), text, Tone.GREEN)
        self._below.setText(self._waiting_words())
        self._allow()

    def _waiting_words(self) -> str:
        if not self._waiting:
            return ""
        named = ", ".join(self._waiting[:_MOST_NAMED]) + (" …" if len(self._waiting) > _MOST_NAMED else "")
        text = plural(
            "{count} checked booklet is not on a list: {serials}",
            "{count} checked booklets are not on a list: {serials}", len(self._waiting),
        )  # fmt: skip
        return text.format(count=len(self._waiting), serials=named)

    def _allow(self) -> None:
        self.main.setEnabled(self.found is not None and bool(self.found.rows))
        self.second.setEnabled(self.table.current_row() is not None)
