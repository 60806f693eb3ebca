"""The parts of the settings on how the office plans and works: forecast, evenings, money; checks, blanks, packs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import CheckItem, Label
from printdesk.domain.settings_planner import OvertimeBudget
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.settings_names import field_names
from printdesk.ui.settings.codes import new_code
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import (
    BothTexts,
    DayField,
    DecimalField,
    TextField,
    WholeField,
    YesNoField,
    range_text,
)
from printdesk.ui.settings.forms import EntryDialog, Field, FieldsGrid
from printdesk.ui.settings.list_editor import ListEditor, ListKind
from printdesk.ui.settings.money_field import MoneyField
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.tables import Heading
from printdesk.ui.settings.words import yes_no

_DECIMAL = frozenset({
    "days_between_stops", "days_down", "days_between_outages", "outage_days", "arrivals_per_day", "pace_hours",
})  # fmt: skip
_FORECAST = (
    "days_between_stops", "days_down", "days_between_outages", "outage_days", "arrivals_per_day", "normal_percent",
    "pace_percent", "pace_hours", "pace_spread_percent", "restock_days", "checks_per_hour",
)  # fmt: skip
_PLANNER = (
    "days_ahead", "least_hours", "evenings_per_week", "days_in_a_row", "sunday_off", "holidays_off", "senior_present",
    "checks_per_hour", "rest_hours", "day_off_start",
)  # fmt: skip
_QUALITY = ("mrz_scan", "mrz_issuer", "usual_pickup_days", "custody_list", "order_days")
_PRINTING = ("stop_after_failures", "retry_pause_minutes")
_STOCK = ("pace_days", "warn_days")
_SHIFTS = ("spoil_reserve_percent",)
_DOWNTIME = ("make_hour", "handover_rows", "intake_rows", "spoiled_rows")


class PlanningSection(EditSection):
    """What the forecast assumes, the house rules of planned evenings, and what they may cost.

    Attributes:
        forecast, planner: their fields. budgets: dated ceilings.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _(
                "What the forecast assumes until the log knows better, and the rules that planned evenings keep. "
                "The pace changes the plan, so it is tried first."
            ),
            tried=True, parent=parent,
        )  # fmt: skip
        self.forecast = FieldsGrid(_fields("forecast", _FORECAST))
        self.planner = FieldsGrid(_fields("planner", _PLANNER))
        self.budgets: ListEditor[OvertimeBudget] = ListEditor(_budgets_kind(self._today), self._budgets_fit)
        self.add_title(lambda: _("Forecast"))
        self.column.addWidget(self.forecast)
        self.add_title(lambda: _("Evenings that are planned"))
        self.column.addWidget(self.planner)
        self.add_title(lambda: _("Budgets of overtime"))
        self.column.addWidget(self.budgets)
        self.finish()
        self.watch(self.budgets)
        for grid in (self.forecast, self.planner):
            grid.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show those in force."""
        settings = facts.settings
        self.forecast.show_values({key: getattr(settings.forecast, key) for key in _FORECAST})
        self.planner.show_values({key: getattr(settings.planner, key) for key in _PLANNER})
        self.budgets.set_entries(settings.planner.budgets)

    def sections(self) -> dict[str, Any]:
        """Both as typed."""
        settings = self.settings()
        return {
            "forecast": replace(settings.forecast, **self.forecast.values()),
            "planner": replace(settings.planner, budgets=self.budgets.entries(), **self.planner.values()),
        }

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        for part in (self.forecast, self.planner, self.budgets):
            part.retranslate()

    def _today(self) -> date:
        return self.base.now.date() if self.base else date(2024, 1, 1)

    def _budgets_fit(self, budgets: tuple[OvertimeBudget, ...]) -> None:
        if any(each.last < each.first for each in budgets):
            raise RuleViolationError(_("The budget ends before it begins."), _("Put its days right."))
        self.fits({"planner": replace(self.sections()["planner"], budgets=budgets)})


class WorkSection(EditSection):
    """How booklets are checked and blanks are watched, and what the pack for a time without computers holds.

    Attributes:
        grids: the fields by section of the settings. checklist: what is looked at on each booklet.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("How booklets are printed and checked, when blanks run low, and the pack of paper."),
            tried=False, parent=parent,
        )  # fmt: skip
        self.grids = {name: FieldsGrid(_fields(name, keys)) for name, keys in _work().items()}
        self.checklist: ListEditor[CheckItem] = ListEditor(
            _checklist_kind(), lambda entries: self.fits({"checklist": entries})
        )
        for name, grid in self.grids.items():
            self.add_title(_titles()[name])
            self.column.addWidget(grid)
            if name == "quality":
                self.add_title(lambda: _("What is looked at on a booklet"))
                self.column.addWidget(self.checklist)
        self.finish()
        self.watch(self.checklist)
        for grid in self.grids.values():
            grid.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show those in force."""
        for name, keys in _work().items():
            group = getattr(facts.settings, name)
            self.grids[name].show_values({key: getattr(group, key) for key in keys})
        self.checklist.set_entries(facts.settings.checklist)

    def sections(self) -> dict[str, Any]:
        """All as typed."""
        settings = self.settings()
        found: dict[str, Any] = {
            name: replace(getattr(settings, name), **grid.values()) for name, grid in self.grids.items()
        }
        return {**found, "checklist": self.checklist.entries()}

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        for grid in self.grids.values():
            grid.retranslate()
        self.checklist.retranslate()


def _work() -> Mapping[str, Sequence[str]]:
    return {
        "quality": _QUALITY, "printing": _PRINTING, "stock": _STOCK, "shifts": _SHIFTS, "downtime": _DOWNTIME,
    }  # fmt: skip


def _titles() -> Mapping[str, Callable[[], str]]:
    return {
        "quality": lambda: _("Quality check and the way to the counter"), "printing": lambda: _("Print room"),
        "stock": lambda: _("Stock of blanks"), "shifts": lambda: _("Blanks of a shift"),
        "downtime": lambda: _("Down-time pack"),
    }  # fmt: skip


def _fields(section: str, keys: Sequence[str]) -> tuple[Field, ...]:
    return tuple(_field(section, key) for key in keys)


def _field(section: str, key: str) -> Field:
    """The field of one entry: its name as the list of changes calls it, its range, and what it is for."""
    entry = f"{section}.{key}"
    if key in ("sunday_off", "holidays_off", "senior_present", "mrz_scan", "custody_list"):
        return Field(key, lambda: _title(entry), lambda: YesNoField(lambda: _("Yes")), lambda: _hint(entry))
    if key == "mrz_issuer":
        return Field(key, lambda: _title(entry), lambda: TextField(3), lambda: _hint(entry))
    decimal = key in _DECIMAL or entry == "forecast.checks_per_hour"
    make = (lambda: DecimalField(entry, least=True)) if decimal else (lambda: WholeField(entry))
    return Field(
        key,
        lambda: _title(entry),
        make,
        lambda: ". ".join(part for part in (range_text(entry), _hint(entry)) if part),
    )


def _title(entry: str) -> str:
    words = field_names(active()).get(entry.partition(".")[2], entry)
    return words[:1].upper() + words[1:]


def _hint(entry: str) -> str:
    hints = {
        "forecast.days_between_outages": _("Of the central system, which stops every station."),
        "forecast.arrivals_per_day": _("0: four fifths of what the stations print."),
        "forecast.normal_percent": _("No more of a day's arrivals waits in a normal queue."),
        "forecast.pace_percent": _("The plan counts on this part of what was measured."),
        "forecast.checks_per_hour": _("By day; 0: the check never holds anything up."),
        "planner.checks_per_hour": _("By one person in the evening."),
        "planner.senior_present": _("Grade III or IV; not asked while nobody's grade is known."),
        "planner.day_off_start": _("Full hour."),
        "quality.mrz_scan": _("A booklet passes only after its MRZ was scanned and agreed."),
        "quality.mrz_issuer": _("Three letters; empty: none is compared."),
        "quality.custody_list": _("Booklets reach the counter by a list only, scanned at both ends."),
        "quality.order_days": _("For which one person may print and check."),
        "printing.stop_after_failures": _("0: no station stops by itself."),
        "downtime.make_hour": _("While a window is open; 24: never by itself."),
    }
    return hints.get(entry, "")


def _budgets_kind(today: Callable[[], date]) -> ListKind[OvertimeBudget]:
    """Dated ceilings of what overtime may cost."""
    return ListKind(
        headings=[
            Heading(lambda: _("From"), 220, wide=True), Heading(lambda: _("Until"), 220),
            Heading(lambda: _("Rupiah"), 180, number=True),
        ],
        key=lambda each: f"{each.first} {each.last}",
        row=lambda each: (
            dates.day_long(each.first, language()), dates.day_long(each.last, language()), dates.rupiah(each.rupiah),
        ),
        form=lambda each, parent: _budget_form(each, today(), parent),
        build=lambda before, values, _others: replace(before, **values) if before else OvertimeBudget(**values),
        noun=lambda: _("Add a budget…"),
        movable=False,
    )  # fmt: skip


def _budget_form(each: OvertimeBudget | None, today: date, parent: QWidget) -> EntryDialog:
    first = each or OvertimeBudget(today.replace(month=1, day=1), today.replace(month=12, day=31), 50_000_000)
    entry = "planner.budgets[].rupiah"
    fields = (
        Field("first", lambda: _("From"), lambda: DayField(today)),
        Field("last", lambda: _("Until"), lambda: DayField(today)),
        Field("rupiah", lambda: _("Rupiah"), lambda: MoneyField(entry), lambda: range_text(entry)),
    )
    values = {"first": first.first, "last": first.last, "rupiah": first.rupiah}
    intro = _("No planned evening goes beyond it, ordered ones counted; days without a budget are not limited.")
    return EntryDialog(_("Budget of overtime"), _("Take over"), intro, fields, values, parent)


def _checklist_kind() -> ListKind[CheckItem]:
    """What is looked at on each booklet, in this order."""
    return ListKind(
        headings=[
            Heading(lambda: _("Point"), 380, wide=True), Heading(lambda: _("Only with a chip"), 150),
        ],
        key=lambda each: each.code,
        row=lambda each: (each.label.text(language()), yes_no(each.electronic_only)),
        form=_check_form,
        build=_check_of,
        noun=lambda: _("Add a point…"),
    )  # fmt: skip


def _check_form(each: CheckItem | None, parent: QWidget) -> EntryDialog:
    first = each or CheckItem("", Label("", ""))
    fields = (
        Field("label", lambda: _("Point"), BothTexts),
        Field("electronic_only", lambda: _("Only with a chip"), lambda: YesNoField(lambda: _("Yes"))),
    )
    values = {"label": first.label, "electronic_only": first.electronic_only}
    return EntryDialog(_("Point of the quality check"), _("Take over"), "", fields, values, parent)


def _check_of(before: CheckItem | None, values: dict[str, Any], others: Sequence[CheckItem]) -> CheckItem:
    if before is not None:
        return replace(before, **values)
    return CheckItem(new_code(values["label"].en or values["label"].id, (each.code for each in others)), **values)
