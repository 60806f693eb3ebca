"""The order of urgency: the classes, the share of the longest overdue with its price, the numbers of the order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from printdesk.domain.settings import Label, OrderSettings, UrgencyClass
from printdesk.domain.share import SharePrice
from printdesk.i18n import _, dates, language, plural
from printdesk.services.settings_share import ShareBoundView, ShareView
from printdesk.ui.kit import label
from printdesk.ui.settings import choices
from printdesk.ui.settings.codes import new_code
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import (
    BothTexts,
    ChoiceField,
    ChoicesField,
    WholeField,
    range_text,
    still,
)
from printdesk.ui.settings.forms import EntryDialog, Field, FieldsGrid
from printdesk.ui.settings.list_editor import ListEditor, ListKind
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.tables import Heading, WordsRow, class_headings, fit_rows, words_table
from printdesk.ui.settings.words import count_text, rule_text
from printdesk.ui.theme import Space

_NUMBERS = ("quality_lag_minutes", "travel_margin_minutes", "same_day_quota", "horizon_days", "claim_minutes")


class OrderSection(EditSection):
    """Classes, share and numbers as one `OrderSettings`.

    Attributes:
        classes: the list. share, slider: percent of the places, one and the same. after: gives way to classes up to.

    Signals:
        share_asked: what the share of the moment promises and costs is wanted.
    """

    share_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_explain, tried=True, parent=parent)
        self.classes = ListEditor(_class_kind(), self._classes_fit)
        self.share = WholeField("order.overdue_share_percent")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.after = ChoiceField(self._ranks)
        self.numbers = FieldsGrid(_number_fields())
        self.bounds = label("", "secondary", wrap=True)
        self.prices = words_table(_price_headings())
        self._share_label, self._after_label = label("", "secondary"), label("", "secondary")
        self._fill()
        self.finish()
        self.classes.changed.connect(self._classes_changed)
        self.share.changed.connect(self._spun)
        self.slider.valueChanged.connect(self._slid)
        self.after.changed.connect(self.edited)
        self.numbers.changed.connect(self.edited)
        self.trial_asked.connect(self.share_asked)

    def _fill(self) -> None:
        self.slider.setRange(0, 100)
        self.slider.setPageStep(5)
        still(self.slider)
        self.add_title(lambda: _("Urgency classes, the most urgent first"))
        self.column.addWidget(self.classes)
        self.add_title(lambda: _("Share of the longest overdue"))
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._share_label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.share)
        self.column.addLayout(row)
        second = QHBoxLayout()
        second.setSpacing(Space.M)
        second.addWidget(self._after_label)
        second.addWidget(self.after, 1)
        self.column.addLayout(second)
        self.column.addWidget(self.bounds)
        self.column.addWidget(self.prices)
        self.add_title(lambda: _("Other numbers of the order"))
        self.column.addWidget(self.numbers)

    def load(self, facts: SettingsFacts) -> None:
        """Show the order in force."""
        order = facts.settings.order
        self.classes.set_entries(order.classes)
        self._show_share(order.overdue_share_percent)
        self.after.fill()
        self.after.set_value(str(order.share_after_class))
        self.numbers.show_values({name: getattr(order, name) for name in _NUMBERS})
        if self.isVisible():
            self.share_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The price is several plans' work, so it is asked for only while somebody looks."""
        super().showEvent(event)
        if self.base is not None:
            self.share_asked.emit()

    def sections(self) -> dict[str, Any]:
        """The order as the fields say it."""
        after = self.after.value()
        order: OrderSettings = replace(
            self.settings().order,
            classes=self.classes.entries(),
            overdue_share_percent=self.share.value(),
            share_after_class=int(after) if after else 0,
            **self.numbers.values(),
        )
        return {"order": order}

    def show_share(self, found: ShareView) -> None:
        """What the share promises and costs; of an older share it is not shown."""
        if found.percent != self.share.value():
            return
        self.bounds.setText("\n".join(_bound_text(each, found.percent) for each in found.bounds))
        rows = [_price_row(each.percent, each.price, chosen=each.percent == found.percent) for each in found.prices]
        self.prices.retranslate()
        fit_rows(self.prices, rows)

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        self._share_label.setText(_("Percent of the places"))
        self._after_label.setText(_("It gives way to"))
        self.share.setAccessibleName(_("Percent of the places for the longest overdue"))
        self.slider.setAccessibleName(_("Percent of the places for the longest overdue"))
        self.after.setAccessibleName(_("It gives way to"))
        self.numbers.retranslate()
        self.classes.retranslate()
        super().show_facts(facts)
        self.after.fill()

    def _ranks(self) -> Sequence[tuple[str, str]]:
        names = [each.label.text(language()) for each in self.classes.entries()]
        words = _("classes 1 to {rank}: up to {name}")
        found = [(str(rank), words.format(rank=rank, name=name)) for rank, name in enumerate(names, 1)]
        return [("0", _("nobody: the share comes first")), *found]

    def _classes_fit(self, classes: tuple[UrgencyClass, ...]) -> None:
        after = min(int(self.after.value() or 0), len(classes))
        self.fits({"order": replace(self.sections()["order"], classes=classes, share_after_class=after)})

    def _classes_changed(self) -> None:
        self.after.fill()
        self.edited()
        if self.classes.refusal:
            self.say_refusal(self.classes.refusal)

    def _show_share(self, percent: int) -> None:
        self.share.set_value(percent)
        with QSignalBlocker(self.slider):
            self.slider.setValue(percent)

    def _spun(self) -> None:
        self._show_share(self.share.value())
        self.edited()

    def _slid(self, percent: int) -> None:
        self._show_share(percent)
        self.edited()


def _explain() -> str:
    return _(
        "Only the order of the classes counts: whoever can be in time is printed in time, class by class. "
        "Every change is tried on today's queue before it can be saved."
    )


def _class_kind() -> ListKind[UrgencyClass]:
    return ListKind(
        headings=class_headings()[1:],
        key=lambda each: each.code,
        row=lambda each: (each.label.text(language()), rule_text(each), count_text(each.pickup_lead_days)),
        form=_class_form,
        build=_class_of,
        noun=lambda: _("Add a class…"),
    )


def _class_form(each: UrgencyClass | None, parent: QWidget) -> EntryDialog:
    first = each or UrgencyClass("", Label("", ""), "proven_trip")
    fields = (
        Field("label", lambda: _("Name"), BothTexts),
        Field("rule", lambda: _("Who belongs to it"), lambda: ChoiceField(choices.rules)),
        Field(
            "proofs", lambda: _("Proofs"), lambda: ChoicesField(choices.proofs), lambda: _("None ticked: any proof."),
        ),
        Field(
            "within_days", lambda: _("Leaves within, working days"),
            lambda: WholeField("order.classes[].within_days"), lambda: range_text("order.classes[].within_days"),
        ),
        Field(
            "pickup_lead_days", lambda: _("Collects, open days before departure"),
            lambda: WholeField("order.classes[].pickup_lead_days"),
            lambda: range_text("order.classes[].pickup_lead_days"),
        ),
    )  # fmt: skip
    title = _("Urgency class") if each is None else each.label.text(language())
    values = {field.key: getattr(first, field.key) for field in fields}
    return EntryDialog(
        title, _("Take over"), _("It is tried on today's queue before it is saved."), fields, values, parent
    )


def _class_of(before: UrgencyClass | None, values: dict[str, Any], others: Sequence[UrgencyClass]) -> UrgencyClass:
    code = before.code if before else new_code(values["label"].en or values["label"].id, [e.code for e in others])
    return UrgencyClass(code, **values)


def _number_fields() -> tuple[Field, ...]:
    names = {
        "quality_lag_minutes": lambda: _("From the printer to the shelf, working minutes"),
        "travel_margin_minutes": lambda: _("From the counter to departure, minutes"),
        "same_day_quota": lambda: _("Same-day places a day"),
        "horizon_days": lambda: _("Planned ahead, days"),
        "claim_minutes": lambda: _("Taken but not begun falls back after, minutes"),
    }
    return tuple(
        Field(
            key, names[key], lambda key=key: WholeField(f"order.{key}"),  # type: ignore[misc]
            lambda key=key: range_text(f"order.{key}"),  # type: ignore[misc]
        )
        for key in _NUMBERS
    )  # fmt: skip


def _bound_text(each: ShareBoundView, percent: int) -> str:
    services = ", ".join(each.services)
    if not each.overdue:
        return _("{services}: nobody is past the promise.").format(services=services)
    head = plural(
        "{services}: {count} is past the promise.", "{services}: {count} are past the promise.", each.overdue
    ).format(services=services, count=count_text(each.overdue))
    if not percent:
        none = _("Without a share nothing is proven for them.")
        return f"{head} {none}"
    if each.first_by is None:
        none = _("The share proves no date within the days planned ahead.")
        return f"{head} {none}"
    first = _("Whatever arrives, the longest overdue is printed by {day}").format(day=_moment(each.first_by))
    if each.overdue == 1:
        return f"{head} {first}."
    if each.last_by is None:
        last = _("the last of them beyond the days planned ahead")
    else:
        last = _("the last of them by {day}").format(day=_moment(each.last_by))
    return f"{head} {first}, {last}."


def _moment(moment: datetime) -> str:
    return dates.moment_medium(moment, language())


def _price_headings() -> list[Heading]:
    return [
        Heading(lambda: _("Share"), 150),
        Heading(lambda: _("Late in all"), 170, number=True),
        Heading(lambda: _("Trips late"), 170, number=True),
        Heading(lambda: _("Longest overdue waits"), 260, wide=True),
    ]


def _price_row(percent: int, price: SharePrice, *, chosen: bool) -> WordsRow:
    share = _("{percent} % (chosen)") if chosen else _("{percent} %")
    days = price.longest_overdue
    waits = plural("{count} working day past the promise", "{count} working days past the promise", days).format(
        count=count_text(days)
    )
    if price.unplanned:
        waits += " · " + _("{count} without a place").format(count=count_text(price.unplanned))
    late = sum(price.late.values())
    return WordsRow(str(percent), (share.format(percent=percent), count_text(late), count_text(price.trips), waits))
