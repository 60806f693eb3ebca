"""The view of deliveries to come, and of how long the blanks last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.bundle import Services
from printdesk.services.deliveries import DeliveryView as Planned
from printdesk.services.stock_days import CALM
from printdesk.ui.blanks.delivery_dialogs import CallOffDialog, PlanDialog
from printdesk.ui.blanks.delivery_table import DeliveryLine, LastsLine, deliveries_model, lasts_model
from printdesk.ui.blanks.forms import BlankForms
from printdesk.ui.blanks.one_form import Act, OneForm
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.blanks.words import booklets_text, count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, DeskTable, EmptyState, FormDialog, PrimaryButton, SecondaryButton
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Space

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """Every planned delivery, and the day of the office."""

    rows: tuple[Planned, ...]
    today: date


class DeliveryView(BlanksView):
    """Plan a delivery, book it in when it comes, call it off.

    Keys: F6 plan a delivery, F7 it has come, F8 it does not come.

    Attributes:
        planned, lasts: the two tables.
    """

    code = "deliveries"

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(context, acts, parent)
        self._facts: BlanksFacts | None = None
        self._own = DeliveryFacts((), date.min)
        self._form = OneForm(context, acts, self)
        self._receiving = BlankForms(context, acts, self)
        self.plan = PrimaryButton("", "F6", act="expect_delivery")
        self.come = SecondaryButton("", "F7", act="receive")
        self.call_off = SecondaryButton("", "F8", act="cancel_delivery")
        self.planned = DeskTable(deliveries_model())
        self.lasts = DeskTable(lasts_model())
        self._none = EmptyState()
        self._list, self._days = Card(flush=True), Card(flush=True)
        self._list.body.addWidget(self.planned)
        self._days.body.addWidget(self.lasts)
        self.planned.set_empty(self._none)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._list, 11)
        row.addWidget(self._days, 10)
        self.plan.clicked.connect(self.open_plan)
        self.come.clicked.connect(self.open_come)
        self.call_off.clicked.connect(self.open_call_off)
        self.planned.current_changed.connect(lambda _key: self._offer())
        self.planned.opened.connect(lambda _key: self.open_come())

    def title(self) -> str:
        """The chip's words."""
        return _("Deliveries")

    def count(self) -> int | None:
        """Those that are still to come."""
        return sum(row.state == "expected" for row in self._own.rows)

    def buttons(self) -> Sequence[QAbstractButton]:
        """The three acts."""
        return (self.call_off, self.come, self.plan)

    def read(self, services: Services) -> DeliveryFacts:
        """Every planned delivery."""
        return DeliveryFacts(services.deliveries.all(), services.office.now().date())

    def refresh(self, facts: BlanksFacts, own: Any) -> None:
        """Show what is to come first, then the newest of those that came or were called off."""
        self._facts, self._own = facts, own
        coming = [row for row in own.rows if row.state == "expected"]
        past = sorted((row for row in own.rows if row.state != "expected"), key=lambda row: row.id, reverse=True)
        lines = [DeliveryLine(row, facts.label(row.service)) for row in (*coming, *past)]
        self.planned.rows_model().set_rows(lines)
        if coming and not self.planned.current_key():
            self.planned.select_key(str(coming[0].id))
        self.lasts.rows_model().set_rows([LastsLine(one, facts.label(one.service)) for one in facts.stock])
        self._say()
        self._offer()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.plan.setText(_("Plan a delivery…"))
        self.come.setText(_("It has come…"))
        self.call_off.setText(_("It does not come…"))
        self._none.set(
            "calendar",
            _("No delivery is planned"),
            _("Note with F6 what was promised and when; the plan then counts on it."),
        )
        self.planned.setAccessibleName(_("Planned deliveries"))
        self.lasts.setAccessibleName(_("How long the blanks last"))
        self.planned.retranslate()
        self.lasts.retranslate()
        self._say()

    def _say(self) -> None:
        count = sum(row.state == "expected" for row in self._own.rows)
        self._list.set_title(_("Planned deliveries"), _("{count} to come").format(count=count_text(count)))
        self._days.set_title(_("How long the blanks last"), _("deliveries left aside"))

    def _chosen(self) -> Planned | None:
        line = self.planned.current_row()
        return line.row if line is not None and line.row.state == "expected" else None

    def _offer(self) -> None:
        for button in (self.come, self.call_off):
            button.setEnabled(self._chosen() is not None)

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        (self.planned if self._own.rows else self.plan).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self._form.dialog or self._receiving.dialog

    def open_plan(self) -> None:
        """Ask for a delivery; proposed is the kind that ends first, in a week."""
        if self._facts is None or self.dialog is not None:
            return
        short = [one.service for one in self._facts.stock if one.level != CALM and not one.deliveries]
        dialog = PlanDialog(self._facts, short[0] if short else "", self._own.today + _WEEK, self._form.window)
        service = self.context.services.deliveries

        def build() -> Act[Planned]:
            kind, count = str(dialog.service.currentData()), dialog.count.value()
            day, hour, note = dialog.day.value(), dialog.time(), dialog.note.text()
            return lambda actor, operation: service.expect(actor, kind, count, day, operation, hour=hour, note=note)

        self._form.ask(dialog, build, self._planned)

    def _planned(self, row: Planned) -> None:
        text = _("{count} are expected on {day}.")
        self.context.messages.ok(text.format(count=booklets_text(row.count), day=_day(row)))
        self.planned.select_key(str(row.id))

    def open_come(self) -> None:
        """Book in the delivery chosen."""
        row = self._chosen()
        if row is not None and self._facts is not None and self.dialog is None:
            self._receiving.receive(self._facts, "", row)

    def open_call_off(self) -> None:
        """Ask why the delivery chosen does not come."""
        row = self._chosen()
        if row is None or self._facts is None or self.dialog is not None:
            return
        words = _("{count} of {service} on {day}").format(
            count=booklets_text(row.count), service=self._facts.label(row.service), day=_day(row)
        )
        dialog = CallOffDialog(words, self._form.window)
        service = self.context.services.deliveries

        def build() -> Act[Planned]:
            reason = dialog.reason.text()
            return lambda actor, operation: service.cancel(actor, row.id, operation, reason)

        text = _("Called off: {delivery}.").format(delivery=words)
        self._form.ask(dialog, build, lambda _row: self.context.messages.ok(text))


def _day(row: Planned) -> str:
    return dates.day_medium(row.day, language())
