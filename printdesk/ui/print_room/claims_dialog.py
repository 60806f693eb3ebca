"""Who holds which application since when, at which desk; a supervisor takes one out of somebody's hands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.claim_breaking import HeldClaim
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    FormDialog,
    RowsModel,
    SecondaryButton,
)
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Space, Tone

_WIDTH, _HEIGHT = 940, 500


class ClaimsDialog(FormDialog):
    """Lists all claims of all desks, the oldest first; F6 breaks the chosen one.

    Attributes:
        table: the claims. take_away: breaks the chosen one. why: asks for the note, once that is pressed.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(
            _("Who holds what"),
            "",
            _("What is not begun in time falls back by itself. A supervisor can take it back sooner, with a note."),
            parent,
        )
        self._context = context
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self.why: TextReasonDialog | None = None
        self.table = DeskTable(RowsModel(_columns(), key=lambda row: row.number), two_lines=True)
        self.table.setAccessibleName(_("Applications in somebody's hands"))
        empty = EmptyState()
        nothing = _("Everything that waits can be handed out.")
        empty.set("check", _("Nothing is in anybody's hands"), nothing, Tone.GREEN)
        self.table.set_empty(empty)
        self.take_away = SecondaryButton(_("Take out of their hands…"), "F6", tone=Tone.AMBER, act="break_claim")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        acts = FlowRow(Space.S)
        acts.add(self.take_away)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(acts)
        self._act.setVisible(False)
        self._cancel.setText(_("Close"))
        self.take_away.clicked.connect(self._ask_why)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._fit())
        self.resize(_WIDTH, _HEIGHT)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def refresh(self) -> None:
        """Read anew who holds what; the chosen row stays."""
        self._reading.ask(self._context.services.claims.held, self._show, self.show_error)

    def _show(self, rows: tuple[HeldClaim, ...]) -> None:
        self.table.rows_model().set_rows(rows)
        if rows and self._chosen() is None:
            self.table.selectRow(0)
        self._fit()

    def _chosen(self) -> HeldClaim | None:
        chosen: HeldClaim | None = self.table.current_row()
        return chosen

    def _fit(self) -> None:
        self.take_away.setEnabled(self._chosen() is not None)

    def _ask_why(self) -> None:
        row = self._chosen()
        if row is None:
            return
        title = _("Take application {number} out of the hands of {holder}")
        intro = (
            _("It is in the machine: somebody has to look at its booklet. The holder is told, with your note.")
            if row.printing
            else _("It waits again at its old place. The holder is told, with your note.")
        )
        title = title.format(number=row.number, holder=row.holder)
        why = TextReasonDialog(title, intro, _("Take it back"), _("For instance: went home ill"), self)
        why.submitted.connect(lambda: self._break(row, why))
        why.open()
        self.why = why

    def _break(self, row: HeldClaim, why: TextReasonDialog) -> None:
        claims, note = self._context.services.claims, why.text()

        def say(asked: bool) -> None:
            what = _("Somebody has to look at its booklet.") if asked else _("It waits again at its old place.")
            said = _("Application {number} was taken out of the hands of {holder}.")
            self._context.messages.ok(f"{said.format(number=row.number, holder=row.holder)} {what}")
            why.accept()
            self.refresh()

        why.set_busy(True)
        begun = self._acts.begin(
            lambda actor, operation: claims.break_claim(actor, row.application_id, note, operation), say, why.refuse
        )
        if not begun:
            why.set_busy(False)


def _columns() -> list[Column[HeldClaim]]:
    return [
        Column(lambda: _("Application"), lambda row: Cell(row.name, row.number), 230, 1),
        Column(lambda: _("Held by"), lambda row: Cell(row.holder, _at(row)), 200, 1),
        Column(lambda: _("Since"), lambda row: Cell(dates.moment_short(row.since, language())), 150),
        Column(lambda: _("Falls back"), lambda row: Cell(_until(row)), 150),
    ]


def _at(row: HeldClaim) -> str:
    desk = _("Desk {desk}").format(desk=row.desk)
    return desk if row.station in ("", row.desk) else f"{desk} · {row.station}"


def _until(row: HeldClaim) -> str:
    if row.until is not None:
        return dates.moment_short(row.until, language())
    return _("in the machine") if row.printing else "–"
