"""The request chosen: everything known of it, what it would do, and the decision."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.plan_moves import MovePreview
from printdesk.services.raises import DAYS, LONGEST
from printdesk.ui.kit import (
    Card,
    FlowRow,
    IconButton,
    KeyValue,
    NumberField,
    PrimaryButton,
    SecondaryButton,
    label,
)
from printdesk.ui.order import words
from printdesk.ui.order.preview_panel import PreviewPanel
from printdesk.ui.order.reading import Choices, OrderFacts, Request
from printdesk.ui.order.table_model import HeldLine
from printdesk.ui.theme import Space, Tone

_OF_PLACES = {"approve_raise": "confirm_pin", "refuse_raise": "refuse_pin", "withdraw_raise": "withdraw_pin"}
"""The same acts where a place by hand was asked for."""


class DetailPanel(Card):
    """One request or one application on hold, with its acts; F6 the main act, F7, F8 and F9 the others.

    Attributes:
        to, days: the class and the working days of a raise. preview: what it would do.
        approve, refuse, withdraw, release, back, card: the acts.

    Signals:
        class_chosen: another class is to be previewed.
    """

    class_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._facts: OrderFacts | None = None
        self._request: Request | None = None
        self._held: HeldLine | None = None
        self._user = ""
        self._over = False
        self._name = label("", "section", wrap=True, copyable=True)
        self._rows = KeyValue()
        self.to = QComboBox()
        self.days = NumberField(1, LONGEST, DAYS)
        self._to_name, self._days_name = label("", "secondary"), label("", "secondary")
        self._choice = QWidget()
        self.preview = PreviewPanel()
        self._hint = label("", "detail", tone=Tone.AMBER, wrap=True)
        self.approve = PrimaryButton("", "F6", "check", act="approve_raise")
        self.refuse = SecondaryButton("", "F8", "close", tone=Tone.RED, act="refuse_raise")
        self.withdraw = SecondaryButton("", "F7", "undo", act="withdraw_raise")
        self.release = PrimaryButton("", "F6", "refresh", act="resume")
        self.back = SecondaryButton("", "F9", "calendar", act="expect_back")
        self.card = IconButton("user", _("Open the card"))
        self._build()
        self.retranslate()

    def _build(self) -> None:
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(Space.M)
        for name, field, stretch in ((self._to_name, self.to, 1), (self._days_name, self.days, 0)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(name)
            column.addWidget(field)
            choice.addLayout(column, stretch)
        self.to.setMinimumContentsLength(8)
        self.to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        acts = FlowRow(Space.S)
        for button in self._buttons():
            acts.add(button)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._rows)
        column.addWidget(self._choice)
        column.addWidget(self.preview, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(told)
        told.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._hint)
        self.body.addWidget(acts)
        self.to.activated.connect(lambda _at: self.class_chosen.emit())

    def _buttons(self) -> list[QWidget]:
        return [self.approve, self.release, self.refuse, self.withdraw, self.back]

    @property
    def request(self) -> Request | None:
        """The request shown."""
        return self._request

    @property
    def held(self) -> HeldLine | None:
        """The application on hold shown."""
        return self._held

    def show_request(self, request: Request, facts: OrderFacts, user: str, *, over: bool) -> None:
        """Show a request; `user` is who would decide. One that is over has no acts."""
        if self._request is None or self._request.key != request.key:
            self.days.setValue(DAYS)
            self.to.clear()
            self.preview.say(_("Working out what it would do…"))
        self._request, self._held, self._facts, self._user = request, None, facts, user
        self._over = over
        self.retranslate()

    def show_held(self, line: HeldLine, facts: OrderFacts) -> None:
        """Show an application on hold."""
        self._request, self._held, self._facts = None, line, facts
        self.retranslate()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._request = self._held = None
        self.retranslate()

    def show_choices(self, choices: Choices) -> None:
        """The classes to which it can be raised; one that was chosen stays."""
        kept = self.to.currentData()
        self.to.clear()
        for each in choices.classes:
            self.to.addItem(f"{each.rank} · {each.label}", each.code)
        at = self.to.findData(kept or choices.likely)
        self.to.setCurrentIndex(max(0, at))

    def wait(self, text: str) -> None:
        """What it would do is not known, and why; nothing can be approved meanwhile."""
        self.preview.say(text)
        self._allow()

    def show_preview(self, seen: MovePreview) -> None:
        """What the decision would do; only after that it can be taken."""
        self.preview.show_preview(seen)
        self._allow()

    def hint(self) -> str:
        """Why nothing can be decided here, "" when it can."""
        return self._hint.text()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._to_name.setText(_("To which class"))
        self._days_name.setText(_("For working days"))
        self.to.setAccessibleName(_("To which class"))
        self.days.setAccessibleName(_("For how many working days it holds"))
        self.approve.setText(_("Approve") if self._request is None or self._request.is_raise else _("Confirm"))
        self.refuse.setText(_("Refuse…"))
        self.withdraw.setText(_("Take it back"))
        self.release.setText(_("Release from hold"))
        self.back.setText(_("Expected back…"))
        self.card.set_name(_("Open the card"))
        self.preview.retranslate()
        self._show_words()
        self._offer()

    def _show_words(self) -> None:
        request, held, facts = self._request, self._held, self._facts
        self.setVisible(request is not None or held is not None)
        if request is not None and facts is not None:
            self._name.setText(request.row.name)
            number = (_("Number"), words.number_text(request.row.number))
            self._rows.set_rows([number, *words.facts_rows(request, facts)])
        elif held is not None:
            self._name.setText(held.row.name)
            self._rows.set_rows(_held_rows(held))

    def _offer(self) -> None:
        request, held = self._request, self._held
        is_open = request is not None and request.is_open and not self._over
        mine = request is not None and request.row.asked_login == self._user
        live = request is not None and request.holds and not self._over
        if request is not None:
            for button, act in ((self.approve, "approve_raise"), (self.refuse, "refuse_raise"),
                                (self.withdraw, "withdraw_raise")):  # fmt: skip
                button.lead_to(act if request.is_raise else _OF_PLACES[act])
        self._choice.setVisible(is_open and request is not None and request.is_raise)
        self.preview.setVisible(is_open)
        self._rest.setVisible(not is_open)
        for button, shown in (
            (self.approve, is_open), (self.refuse, is_open and not mine), (self.withdraw, live or (is_open and mine)),
            (self.release, held is not None), (self.back, held is not None),
        ):  # fmt: skip
            button.setVisible(shown)
        self._allow()

    def _allow(self) -> None:
        request, facts = self._request, self._facts
        self._hint.setVisible(False)
        self._hint.setText("")
        if request is None or facts is None:
            return
        decide = words.why_not_decide(request, facts, self._user) if request.is_open and not self._over else ""
        take_back = words.why_not_withdraw(request, facts, self._user)
        self.approve.setEnabled(not decide and self.preview.seen is not None)
        self.refuse.setEnabled(not decide)
        self.withdraw.setEnabled(not take_back)
        self.withdraw.setToolTip(take_back)
        said = decide or (take_back if request.holds and not self._over else "")
        self._hint.setText(said)
        self._hint.setVisible(bool(said))


def _held_rows(line: HeldLine) -> list[tuple[str, str]]:
    row = line.row
    return [
        (_("Number"), words.number_text(row.number)),
        (_("Reason"), line.reason),
        (_("Since"), words.moment(row.since)),
        (_("Expected back"), words.moment(row.until) or _("nobody knows")),
        (_("Departs"), words.departs_text(row.departs_at, has_time=False) or _("no trip")),
        (_("Promised for"), words.moment(row.promised)),
    ]
