"""For a desk that does not come back: what it had in the machine is asked about, what it had not begun goes back."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.interruptions import InMachine
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, EmptyState, FormDialog, SecondaryButton, label
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Space, Tone


class DesksDialog(FormDialog):
    """Lists the other desks that hold something; a supervisor gives one up.

    Attributes:
        buttons: one for each desk listed. why: asks for the note, once a desk is chosen.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(
            _("A desk that does not come back"),
            "",
            _("Only when its computer is broken or gone: what was in its machine becomes one question per booklet."),
            parent,
        )
        self._context = context
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.S)
        self._empty = EmptyState()
        self._empty.set("check", _("No other desk holds anything"), _("Nothing has to be asked about."))
        self._cards: list[Card] = []
        self.buttons: list[SecondaryButton] = []
        self.why: TextReasonDialog | None = None
        self.body.addLayout(self._column)
        self._column.addWidget(self._empty)
        self._act.setVisible(False)
        self._cancel.setText(_("Close"))
        self.setMinimumWidth(560)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what other desks hold."""
        service, desk = self._context.services.print_room, self._context.actor().desk
        self._reading.ask(lambda: service.in_machines(desk), self._show)

    def _show(self, rows: tuple[InMachine, ...]) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards, self.buttons = [], []
        for row in rows:
            self._add(row)
        self._empty.setVisible(not rows)
        self.adjustSize()

    def _add(self, row: InMachine) -> None:
        card = Card()
        card.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        machine = plural("{count} in the machine", "{count} in the machine", row.printing)
        hand = plural("{count} not begun", "{count} not begun", row.claimed)
        text = " · ".join((machine.format(count=row.printing), hand.format(count=row.claimed)))
        names = ", ".join(row.operators)
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Desk {desk}").format(desk=row.desk) + f" · {names}", "strong", wrap=True))
        since = _("last act {moment}").format(moment=dates.moment_short(row.since, language()))
        words.addWidget(label(f"{text} · {since}", "detail", wrap=True))
        button = SecondaryButton(_("Does not come back"), tone=Tone.AMBER, act="give_up_desk")
        button.setAccessibleName(_("Desk {desk} does not come back").format(desk=row.desk))
        button.clicked.connect(lambda: self._ask_why(row.desk))
        line.addLayout(words, 1)
        line.addWidget(button)
        card.body.addLayout(line)
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)
        self.buttons.append(button)

    def _ask_why(self, desk: str) -> None:
        """A claim is broken with a note; without one nobody knows later why."""
        title = _("Desk {desk} does not come back").format(desk=desk)
        intro = _("What it had not begun waits again at its old place; what was in its machine is asked about.")
        why = TextReasonDialog(title, intro, _("Give up the desk"), _("For instance: computer broken"), self)
        why.submitted.connect(lambda: self._give_up(desk, why))
        why.open()
        self.why = why

    def _give_up(self, desk: str, why: TextReasonDialog) -> None:
        service, note = self._context.services.print_room, why.text()

        def say(asked: int) -> None:
            text = plural(
                "{count} booklet of desk {desk} is asked about now.",
                "{count} booklets of desk {desk} are asked about now.",
                asked,
            )
            self._context.messages.ok(text.format(count=asked, desk=desk))
            why.accept()
            self.accept()

        self._acts.begin(
            lambda actor, operation: service.give_up_desk(actor, desk, operation, note), say, why.refuse,
        )  # fmt: skip
