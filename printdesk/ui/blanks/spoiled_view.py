"""The view of spoiled booklets: what waits for its destruction, and the minutes that were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from printdesk.domain import codes, numbers
from printdesk.i18n import _
from printdesk.services.bundle import Services
from printdesk.services.destruction import SpoiledRow
from printdesk.services.minutes import MinutesView
from printdesk.ui.blanks.minutes_stack import MinutesStack
from printdesk.ui.blanks.one_form import Act, OneForm
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.spoiled_dialogs import DestroyDialog, MinutesDialog
from printdesk.ui.blanks.spoiled_table import SpoiledLine, kind_words, minutes_model, spoiled_model
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.blanks.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, DeskTable, EmptyState, FormDialog, PrimaryButton, SecondaryButton
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class SpoiledFacts:
    """Spoiled booklets, and all minutes."""

    rows: tuple[SpoiledRow, ...]
    minutes: tuple[MinutesView, ...]


class SpoiledView(BlanksView):
    """Make minutes, destroy by two people, print minutes again.

    Keys: F6 destroy, F7 make minutes, F8 the paper of the minutes chosen in the list.

    Attributes:
        cut_up, make_minutes, print_minutes: the three acts.
        spoiled, minutes: the two tables. paper: the paper asked for last.
    """

    code = "spoiled"

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(context, acts, parent)
        self._facts: BlanksFacts | None = None
        self._own = SpoiledFacts((), ())
        self._form = OneForm(context, acts, self)
        self.cut_up = PrimaryButton("", "F6", act="destroy")
        self.make_minutes = SecondaryButton("", "F7", act="make_spoiled_minutes")
        self.print_minutes = SecondaryButton("", "F8", act="print_minutes")
        self.spoiled = DeskTable(spoiled_model(), multi=True, sortable=True)
        self.minutes = DeskTable(minutes_model())
        self.paper = PaperPanel(context)
        self._build()
        self.cut_up.clicked.connect(self.open_destroy)
        self.make_minutes.clicked.connect(self.open_minutes)
        self.print_minutes.clicked.connect(lambda: self.show_paper(self.minutes.current_key()))
        self.minutes.opened.connect(self.show_paper)
        self.minutes.current_changed.connect(lambda _key: self._offer())

    def _build(self) -> None:
        self._none, self._no_minutes = EmptyState(), EmptyState()
        self._list, self._made = Card(flush=True), Card(flush=True)
        self._list.body.addWidget(self.spoiled)
        self._made.body.addWidget(self.minutes)
        self.spoiled.set_empty(self._none)
        self.minutes.set_empty(self._no_minutes)
        self._stack = MinutesStack(self.context, self.acts, self.paper, self)
        self._stack.lay(self._list, self._made)

    def title(self) -> str:
        """The chip's words."""
        return _("Spoiled")

    def count(self) -> int | None:
        """Those that wait for their destruction."""
        return len(self._own.rows)

    def buttons(self) -> Sequence[QAbstractButton]:
        """The three acts."""
        return (self.print_minutes, self.make_minutes, self.cut_up)

    def read(self, services: Services) -> SpoiledFacts:
        """The spoiled booklets and the minutes."""
        return SpoiledFacts(services.destruction.spoiled(), services.minutes.all())

    def refresh(self, facts: BlanksFacts, own: Any) -> None:
        """Show both lists; selection and scroll stay."""
        self._facts, self._own = facts, own
        lines = [SpoiledLine(row, facts.label(row.service)) for row in own.rows]
        self.spoiled.rows_model().set_rows(lines)
        self.minutes.rows_model().set_rows(own.minutes)
        if own.minutes and not self.minutes.current_key():
            self.minutes.select_key(own.minutes[0].number)
        self._say()
        self._offer()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.cut_up.setText(_("Destroy…"))
        self.make_minutes.setText(_("Make minutes…"))
        self.print_minutes.setText(_("Print minutes"))
        self._none.set(
            "check-badge",
            _("No spoiled booklet waits"),
            _("What fails at the printer or at the quality check comes here by itself."),
            Tone.GREEN,
        )
        self._no_minutes.set(
            "document", _("No minutes were made yet"), _("They list the spoiled, destroyed and missing booklets.")
        )
        self.spoiled.setAccessibleName(_("Spoiled booklets"))
        self.minutes.setAccessibleName(_("Minutes"))
        self.spoiled.retranslate()
        self.minutes.retranslate()
        self.paper.retranslate()
        self._say()

    def _say(self) -> None:
        waiting = sum(not row.minutes for row in self._own.rows)
        text = _("{count} on no minutes yet").format(count=count_text(waiting)) if waiting else ""
        self._list.set_title(_("Spoiled, to be destroyed"), text)
        self._made.set_title(_("Minutes"), count_text(len(self._own.minutes)))

    def _offer(self) -> None:
        self.cut_up.setEnabled(bool(self._own.rows))
        self.make_minutes.setEnabled(any(not row.minutes for row in self._own.rows))
        self.print_minutes.setEnabled(bool(self.minutes.current_key()))

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        (self.spoiled if self._own.rows else self.minutes).setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_scan(self, text: str) -> bool:
        """A spoiled booklet is chosen in its list; the code of minutes opens their paper."""
        code = numbers.strip_separators(text).upper()
        if self.spoiled.select_key(code):
            return True
        number = _minutes_number(text)
        if number and self.minutes.select_key(number):
            self.show_paper(number)
            return True
        return False

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self._form.dialog

    def open_destroy(self) -> None:
        """Ask for the destruction of the booklets chosen in the list, or of all when fewer than two are chosen."""
        if self._facts is None or not self._own.rows:
            return
        chosen = set(self.spoiled.selected_keys())
        rows = [row for row in self._own.rows if len(chosen) < 2 or row.serial in chosen]
        dialog = DestroyDialog(self._facts, self.context.actor().user, rows, self._form.window)
        service = self.context.services.destruction

        def build() -> Act[str]:
            proofs, second = dict(dialog.proofs), str(dialog.second.currentData())
            witness = dialog.witness.text()
            return lambda actor, operation: service.destroy(actor, proofs, second, operation, witness)

        self._form.ask(dialog, build, self._told)

    def open_minutes(self) -> None:
        """Ask for minutes of the booklets chosen in the list, or of all that stand on none yet."""
        if self._facts is None:
            return
        free = [row.serial for row in self._own.rows if not row.minutes]
        chosen = [serial for serial in self.spoiled.selected_keys() if serial in free]
        serials = sorted(chosen if len(chosen) > 1 else free)
        if not serials:
            return
        dialog = MinutesDialog(self._facts, self.context.actor().user, serials, self._form.window)
        service = self.context.services.destruction

        def build() -> Act[str]:
            second, witness = str(dialog.second.currentData()), dialog.witness.text()
            return lambda actor, operation: service.make_minutes(actor, dialog.serials, operation, second, witness)

        self._form.ask(dialog, build, self._told)

    def _told(self, number: str) -> None:
        self.context.messages.ok(_("Minutes {number} were made.").format(number=number))
        self.show_paper(number)

    def show_paper(self, number: str) -> None:
        """Draw the paper of minutes; each drawing is a copy that says which."""
        if number:
            kind = kind_words(number.split("-")[0])
            self._stack.show_minutes(number, _("Minutes {number} ({kind})").format(number=number, kind=kind))


def _minutes_number(text: str) -> str:
    """The number of minutes behind a scan of their code, or of the number itself; "" for none."""
    number = codes.named(text) or text.strip().upper()
    return number if number.split("-")[0] in ("BR", "BM", "BK") else ""
