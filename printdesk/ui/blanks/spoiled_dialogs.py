"""The forms of spoiled booklets: their minutes, and their destruction by two people."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.domain import numbers
from printdesk.i18n import _, plural
from printdesk.services.destruction import SCAN, TICK, SpoiledRow
from printdesk.ui.blanks.dialogs import ranges_text
from printdesk.ui.blanks.one_form import second_person_hint, second_sign_in
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.spoiled_table import ProofLine, proof_model
from printdesk.ui.blanks.words import booklets_text, count_text
from printdesk.ui.kit import DeskTable, FormDialog, SecondaryButton, label
from printdesk.ui.theme import Space, Tone

_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MinutesDialog(FormDialog):
    """Numbered minutes of spoiled booklets: which ones, and who signs."""

    def __init__(self, facts: BlanksFacts, user: str, serials: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(
            _("Minutes of spoiled booklets"),
            _("Make the minutes"),
            _("The booklets stay spoiled and locked up until two people destroy them. The number is given once."),
            parent,
        )
        self.setMinimumWidth(560)
        self.serials = tuple(serials)
        self.signed = second_sign_in(facts, user, "make_spoiled_minutes", _("Nobody"))
        self.second = self.signed.people
        self.witness = QLineEdit()
        self.body.addWidget(label(booklets_text(len(serials)), "answer"))
        self.body.addWidget(label(ranges_text(serials), "secondary", wrap=True, copyable=True))
        self.add_row(_("&Second person"), self.signed, _("A colleague who saw them and signs too."))
        self.add_row(_("&Witness"), self.witness, _("Anybody else who signs; may stay empty."))
        self.second.setFocus(Qt.FocusReason.OtherFocusReason)


class DestroyDialog(FormDialog):
    """Each booklet proved by its scan, or ticked one by one; two names; then the final word. It cannot be undone.

    Attributes:
        table: what can be destroyed, and how each was proved. sure: the final word.
    """

    def __init__(self, facts: BlanksFacts, user: str, rows: Sequence[SpoiledRow], parent: QWidget | None) -> None:
        super().__init__(
            _("Destroy spoiled booklets"),
            _("Destroy"),
            _(
                "Scan each booklet before it is cut up; where its code cannot be read, read its serial and tick it. "
                "Only what was proved is destroyed."
            ),
            parent,
        )
        self.setMinimumWidth(720)
        self._facts = facts
        self._rows = tuple(rows)
        self.proofs: dict[str, str] = {}
        self.table = DeskTable(proof_model(), two_lines=False)
        self.table.setAccessibleName(_("Booklets to be destroyed"))
        self.table.setMinimumHeight(220)
        self.table.installEventFilter(self)
        self.tick = SecondaryButton(_("Tick this one"), "Ctrl+Space")
        self.signed = second_sign_in(facts, user, "destroy")
        self.second = self.signed.people
        self.witness = QLineEdit()
        self.sure = QCheckBox()
        self._count = label("", "answer")
        self._fill()
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self._count, 1)
        head.addWidget(self.tick)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sure)
        self.body.addWidget(label(_("This cannot be undone."), "strong", tone=Tone.RED))
        hint = second_person_hint(self.second) or _("You destroy them together; both sign.")
        self.add_row(_("&Second person"), self.signed, hint)
        self.add_row(_("&Witness"), self.witness, _("Anybody else who signs; may stay empty."))
        self.tick.clicked.connect(self.tick_current)
        self.table.opened.connect(lambda _key: self.tick_current())
        self.signed.changed.connect(self._show)
        self.sure.toggled.connect(lambda _on: self._show())

    def take_scan(self, code: str) -> None:
        """A scan proves a booklet, wherever the keyboard is."""
        serial = numbers.strip_separators(code).upper()
        row = next((one for one in self._rows if one.serial == serial), None)
        if row is None:
            self.show_error(_("{serial} is not in this list; put it aside.").format(serial=serial), self.table)
            self._show()
            return
        self._prove(serial, SCAN)
        self.show_error("")
        self._show()

    def tick_current(self) -> None:
        """Tick the booklet in the current line, or take its tick back; what was scanned stays."""
        serial = self.table.current_key()
        if not serial:
            return
        if self.proofs.get(serial) == TICK:
            del self.proofs[serial]
        elif serial not in self.proofs:
            self._prove(serial, TICK)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks; Enter in the list does not destroy."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.table and pressed and isinstance(event, QKeyEvent) and event.key() in _TICKS:
            self.tick_current()
            return True
        return super().eventFilter(watched, event)

    def set_busy(self, busy: bool) -> None:
        """After a refusal the act is open again only when the form is complete."""
        super().set_busy(busy)
        if not busy:
            self._show()

    def _prove(self, serial: str, how: str) -> None:
        self.proofs[serial] = how
        self.table.select_key(serial)

    def _show(self) -> None:
        label_of, proofs = self._facts.label, self.proofs
        self.table.rows_model().set_rows(
            [ProofLine(row, label_of(row.service), proofs.get(row.serial, "")) for row in self._rows]
        )
        done, count = len(self.proofs), len(self._rows)
        template = plural("{done} of {count} proved", "{done} of {count} proved", done)
        self._count.setText(template.format(done=count_text(done), count=count_text(count)))
        said = plural(
            "Both of us have seen this booklet cut up.",
            "Both of us have seen each of these {count} booklets cut up.", done,
        )  # fmt: skip
        self.sure.setText(said.format(count=count_text(done)))
        self.sure.setEnabled(bool(done))
        self.set_act_enabled(bool(done) and self.sure.isChecked() and self.signed.is_complete())
