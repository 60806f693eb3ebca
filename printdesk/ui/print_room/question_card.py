"""What a person must look at after a desk stopped in mid-print: one question per booklet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.i18n import _, plural
from printdesk.services.print_rows import HandRow
from printdesk.ui.kit import Card, GhostButton, IconMark, SecondaryButton, label
from printdesk.ui.print_room.reading import DeskFacts
from printdesk.ui.theme import Space, Tone


class QuestionCard(Card):
    """Asks about one booklet at a time; those of this station first, those of others when asked for.

    Attributes:
        printed, spoiled, blank: the three answers. others: shows the booklets of other stations.

    Signals:
        printed_said, spoiled_said, blank_said: what a person saw.
        changed: another booklet is asked about, or none any more.
    """

    printed_said = Signal()
    spoiled_said = Signal()
    blank_said = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="amber", parent=parent)
        self._own: tuple[HandRow, ...] = ()
        self._elsewhere: tuple[HandRow, ...] = ()
        self._show_others = False
        self._at = 0
        self._count = label("", "caption", tone=Tone.AMBER, wrap=True)
        self._question = label("", "section", wrap=True)
        self.printed = SecondaryButton("", "F6", act="confirm_printed")
        self.spoiled = SecondaryButton("", "F7", tone=Tone.RED, act="confirm_failed")
        self.blank = SecondaryButton("", "F9", act="confirm_blank")
        self.others = GhostButton()
        self._build()
        self.printed.clicked.connect(self.printed_said)
        self.spoiled.clicked.connect(self.spoiled_said)
        self.blank.clicked.connect(self.blank_said)
        self.others.clicked.connect(self._toggle_others)
        self.setVisible(False)

    def _build(self) -> None:
        body = self.body
        body.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(IconMark("warning", 18, Tone.AMBER), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._count, 1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.printed, 1)
        acts.addWidget(self.spoiled, 1)
        body.addLayout(head)
        body.addWidget(self._question)
        body.addLayout(acts)
        body.addWidget(self.blank)
        body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)

    def set_tight(self, tight: bool) -> None:
        """Stand closer together on a low screen."""
        edge = Space.S if tight else Space.M
        self.body.setContentsMargins(Space.L, edge, Space.L, edge)
        self.body.setSpacing(Space.XS if tight else Space.S)

    def show_facts(self, facts: DeskFacts) -> None:
        """Show the first open question, or the same one as before while it is still open."""
        before = self.row
        self._own, self._elsewhere = facts.asked, facts.elsewhere
        self._show_others = self._show_others and bool(self._elsewhere) and not self._own
        ids = [row.application_id for row in self._rows()]
        self._at = ids.index(before.application_id) if before and before.application_id in ids else 0
        self.retranslate()
        if self.row != before:
            self.changed.emit()

    @property
    def row(self) -> HandRow | None:
        """The booklet asked about now, None when no question is open here."""
        rows = self._rows()
        return rows[self._at] if self._at < len(rows) else None

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer here, before anything else goes on."""
        return self.row is not None

    def ask_about(self, serial: str) -> bool:
        """Ask about the booklet with this serial, since a person holds it; False when it is not asked about."""
        for at, row in enumerate(self._rows()):
            if row.serial == serial:
                self._at = at
                self.retranslate()
                return True
        return False

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.printed.setText(_("Printed"))
        self.spoiled.setText(_("Spoiled…"))
        self.blank.setText(_("Still blank"))
        row, rows = self.row, self._rows()
        for widget in (self._question, self.printed, self.spoiled, self.blank):
            widget.setVisible(row is not None)
        if row is not None:
            self._say(row, len(rows))
        else:
            text = plural(
                "{count} booklet at another station waits for a person's look.",
                "{count} booklets at other stations wait for a person's look.",
                len(self._elsewhere),
            )
            self._count.setText(text.format(count=len(self._elsewhere)))
        self.others.setText(_("Later") if self._show_others else _("Show"))
        self.others.setVisible(bool(self._elsewhere) and not self._own)
        self.setVisible(bool(self._own or self._elsewhere))

    def _say(self, row: HandRow, count: int) -> None:
        told = _("Printing was interrupted at {station} · {place} of {count}")
        self._count.setText(told.format(station=row.station, place=self._at + 1, count=count))
        question = _("Look at it: {serial}, {name}. Is it printed, spoiled or still blank?")
        self._question.setText(question.format(serial=row.serial, name=row.name))
        self.setAccessibleName(self._question.text())

    def _rows(self) -> tuple[HandRow, ...]:
        return self._own or (self._elsewhere if self._show_others else ())

    def _toggle_others(self) -> None:
        self._show_others, self._at = not self._show_others, 0
        self.retranslate()
        self.changed.emit()
