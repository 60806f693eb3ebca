"""At the counter: scan each booklet in; what is missing and what does not belong is named."""

from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.custody_views import CustodyView
from printdesk.services.transfer_papers import difference_words
from printdesk.services.transfers import Arrival
from printdesk.ui.context import RoomContext
from printdesk.ui.custody.custody_dialog import CustodyDialog
from printdesk.ui.custody.rows_table import NOTED, CustodyLine, line_of
from printdesk.ui.theme import Kind, Tone


class ReceiveDialog(CustodyDialog):
    """Scan in; F6 closes the list and names the differences, F7 shows its paper, Esc leaves it open.

    Args:
        number: of the list scanned, "" to take the oldest under way.

    Attributes:
        lists: which of the lists under way.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None, number: str = "") -> None:
        super().__init__(context, parent)
        self._all: tuple[CustodyView, ...] = ()
        self._wanted = number
        self._read_once = False
        self._sure = False
        self.lists = QComboBox()
        self._top.addWidget(self.lists)
        self.lists.activated.connect(self._choose)
        self.retranslate()
        self._read()
        self.target.field.setFocus()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.setWindowTitle(_("Receive from the print room"))
        self._title.setText(_("Receive from the print room"))
        self._intro.setText(_("Scan each booklet that is in your hands. What you scan is on the shelf from then on."))
        self.lists.setAccessibleName(_("Custody list"))
        self.target.set(_("Scan a booklet that arrived"), _("or type its serial"))
        self.second.setText(_("Print the list…"))
        self._leave.setText(_("Close"))
        self._show()

    def _ready(self) -> bool:
        return self._read_once

    def _scan(self, text: str) -> None:
        service = self._service
        number = service_number(text)
        if number:
            self._wanted = number
            self._read()
            return
        found = self.found
        if found is None:
            self._tell(Kind.FAILED, _("No list is on its way to the counter."))
            return
        self._sure = False
        self._act(lambda actor, operation: service.scan_in(actor, found.id, text, operation), self._arrived)

    def _arrived(self, arrival: Arrival) -> None:
        if arrival.on_list:
            said = _("{serial}, {name}: put it into {slot}.")
            self._tell(Kind.DONE, said.format(serial=arrival.serial, name=arrival.name, slot=arrival.slot))
        else:
            said = _("{serial} is not on this list. {what}")
            self._tell(Kind.FAILED, said.format(serial=arrival.serial, what=arrival.sentence))

    def _do_main(self) -> None:
        found, service = self.found, self._service
        if found is None or found.state != "sent":
            return
        if found.missing and not self._sure:
            self._sure = True
            self._tell(Kind.FLAKY, " ".join(difference_words(found, active())))
            self._allow()
            return

        def done(closed: CustodyView) -> None:
            self._wanted = closed.number
            named = difference_words(closed, active())
            text = _("List {number} is closed.").format(number=closed.number)
            whole = _("Everything on the list arrived.")
            self._tell(Kind.FLAKY if named else Kind.DONE, " ".join((text, *(named or (whole,)))))

        self._act(lambda actor, operation: service.close(actor, found.id, operation), done)

    def _do_second(self) -> None:
        if self.found is not None:
            self._show_paper(self.found)

    def _choose(self, at: int) -> None:
        self._wanted, self._sure = str(self.lists.itemData(at)), False
        self._tell(Kind.NOTE, "")
        self._show_lists(self._all)

    def _read(self) -> None:
        service = self._service
        wanted = self._wanted

        def read() -> tuple[CustodyView, ...]:
            found = service.under_way()
            known = {each.number for each in found}
            return (*found, service.by_number(wanted)) if wanted and wanted not in known else found

        self._reading.ask(read, self._show_lists, self._refused)

    def _show_lists(self, found: tuple[CustodyView, ...]) -> None:
        self._all, self._read_once = found, True
        by_number = {each.number: each for each in found}
        self.found = by_number.get(self._wanted, found[0] if found else None)
        self._wanted = self.found.number if self.found else ""
        self._show()
        self._scans.go_on()

    def _show(self) -> None:
        found = self.found
        self.lists.clear()
        for each in self._all:
            self.lists.addItem(_list_words(each), each.number)
        self.lists.setCurrentIndex(max(0, self.lists.findData(self._wanted)))
        self.lists.setVisible(bool(self._all))
        lines = [line_of(row, waits=True) for row in found.rows] if found else []
        self.table.rows_model().set_rows([*_extras(found), *lines])
        self.table.setAccessibleName(_("Booklets on the list"))
        text = _("When the print room sends one, it stands here.")
        self._empty.set("check-badge", _("No list is on its way"), text, Tone.GREEN)
        self._below.setText(_count_words(found) if found else "")
        self._allow()

    def _allow(self) -> None:
        found = self.found
        missing = len(found.missing) if found else 0
        close = plural("Close with {count} missing", "Close with {count} missing", missing).format(count=missing)
        self.main.setText(close if self._sure and missing else _("Close the list"))
        self.main.setEnabled(found is not None and found.state == "sent")
        self.second.setEnabled(found is not None)


def service_number(text: str) -> str:
    """The number of a custody list in a scan; "" when it names none."""
    from printdesk.domain import codes

    number = (codes.named(text) or text).strip().upper()
    return number if number.startswith(f"{codes.CUSTODY_LIST}-") else ""


def _list_words(found: CustodyView) -> str:
    sent = dates.moment_short(found.sent_at, language()) if found.sent_at else ""
    count = plural("{count} booklet", "{count} booklets", len(found.rows)).format(count=len(found.rows))
    return f"{found.number} · {count} · {found.sent_by} · {sent}"


def _count_words(found: CustodyView) -> str:
    template = _("{arrived} of {count} arrived, {missing} awaited, {extra} not on the list.")
    return template.format(
        arrived=len(found.arrived), count=len(found.rows), missing=len(found.missing), extra=len(found.extras)
    )


def _extras(found: CustodyView | None) -> list[CustodyLine]:
    lang = language()
    return [
        CustodyLine(each.serial, each.name, "", "", NOTED, each.by, dates.moment_short(each.at, lang), waits=True)
        for each in (found.extras if found else ())
    ]
