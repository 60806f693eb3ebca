"""The parts of the settings that are edited here, but the order and the reasons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import CollectorKind, OvertimeRate, ServiceType, Station
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.ui.settings import choices
from printdesk.ui.settings.collector_forms import collectors_kind
from printdesk.ui.settings.edit_section import EditSection
from printdesk.ui.settings.editors import (
    BothTexts,
    ChoiceField,
    DaysField,
    TextField,
    WholeField,
    WordsField,
    range_text,
)
from printdesk.ui.settings.forms import Field, FieldsGrid
from printdesk.ui.settings.list_editor import ListEditor
from printdesk.ui.settings.list_forms import rates_kind, services_kind, stations_kind
from printdesk.ui.settings.money_field import LinesField
from printdesk.ui.settings.reading import SettingsFacts


class ServicesSection(EditSection):
    """Service types and stations.

    Attributes:
        services, stations: the lists.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("What can be ordered, and what prints it. Rates change the plan, so they are tried first."),
            tried=True,
            parent=parent,
        )
        self.services: ListEditor[ServiceType] = ListEditor(
            services_kind(), lambda entries: self.fits({"services": entries})
        )
        self.stations: ListEditor[Station] = ListEditor(
            stations_kind(self._drafted), lambda entries: self.fits({"stations": entries})
        )
        self.add_title(lambda: _("Service types"))
        self.column.addWidget(self.services)
        self.add_title(lambda: _("Stations"))
        self.column.addWidget(self.stations)
        self.finish()
        for editor in (self.services, self.stations):
            self.watch(editor)

    def load(self, facts: SettingsFacts) -> None:
        """Show those in force."""
        self.services.set_entries(facts.settings.services)
        self.stations.set_entries(facts.settings.stations)

    def sections(self) -> dict[str, Any]:
        """Both lists."""
        return {"services": self.services.entries(), "stations": self.stations.entries()}

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        self.services.retranslate()
        self.stations.retranslate()

    def _drafted(self) -> Any:
        return replace(self.settings(), services=self.services.entries())


class OfficeSection(EditSection):
    """The letterhead.

    Attributes:
        fields: its lines.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda: _("As it stands on papers and in the window."), tried=False, parent=parent)
        self.fields = FieldsGrid(_office_fields())
        self.column.addWidget(self.fields)
        self.finish()
        self.fields.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show what is in force."""
        office = facts.settings.office
        self.fields.show_values({key: getattr(office, key) for key in self.fields.editors})

    def sections(self) -> dict[str, Any]:
        """The letterhead as typed."""
        return {"office": replace(self.settings().office, **self.fields.values())}

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        self.fields.retranslate()


def _office_fields() -> tuple[Field, ...]:
    return (
        Field("parent_lines", lambda: _("Above the name"), WordsField, lambda: _("Lines separated by commas.")),
        Field("name", lambda: _("Office"), TextField),
        Field("short_name", lambda: _("In the window"), lambda: TextField(60)),
        Field("address", lambda: _("Address"), TextField),
        Field("phone", lambda: _("Telephone"), lambda: TextField(60)),
        Field("head_name", lambda: _("Head of office"), TextField),
        Field("head_nip", lambda: _("NIP of the head"), lambda: TextField(30)),
        Field("zone", lambda: _("Time zone"), lambda: ChoiceField(lambda: choices.ZONES)),
    )


_PICKUP = (
    "collect_within_months", "expiring_days", "reminder_days", "legal_basis", "undo_minutes", "slots_per_box",
    "shelf_boxes", "repeat_hand_overs", "repeat_days",
)  # fmt: skip
_OVERTIME = ("weekday_hours", "day_off_hours", "weekly_hours", "meals_per_day", "non_asn_rule")
_ACCESS = ("idle_minutes",)
_PAPERS = ("report_days", "report_warn_days", "grounds", "budget_line", "treasurer_name", "treasurer_nip")


class RulesSection(EditSection):
    """The rules of pickup, of overtime and of signing in.

    Attributes:
        pickup, overtime: their numbers. collectors: who may collect, and what each must show.
        papers: when the report is due, who pays. rates: dated rupiah by grade.
        access: how a desk is guarded once people have passwords.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda: _("The numbers of the counter and of the evenings, with the day from which a rate holds."),
            tried=False,
            parent=parent,
        )
        self.pickup, self.overtime = FieldsGrid(_pickup_fields()), FieldsGrid(_overtime_fields())
        self.papers, self.access = FieldsGrid(_paper_fields()), FieldsGrid(_access_fields())
        self.rates: ListEditor[OvertimeRate] = ListEditor(rates_kind(self._today), self._rates_fit)
        self.collectors: ListEditor[CollectorKind] = ListEditor(collectors_kind(), self._collectors_fit)
        self.add_title(lambda: _("Pickup"))
        self.column.addWidget(self.pickup)
        self.add_title(lambda: _("Who may collect"))
        self.column.addWidget(self.collectors)
        self.add_title(lambda: _("Overtime"))
        self.column.addWidget(self.overtime)
        self.add_title(lambda: _("Overtime rates"))
        self.column.addWidget(self.rates)
        self.add_title(lambda: _("Overtime papers"))
        self.column.addWidget(self.papers)
        self.add_title(lambda: _("Signing in"))
        self.column.addWidget(self.access)
        self.finish()
        self.watch(self.rates)
        self.watch(self.collectors)
        for grid in (self.pickup, self.overtime, self.papers, self.access):
            grid.changed.connect(self.edited)

    def load(self, facts: SettingsFacts) -> None:
        """Show those in force."""
        settings = facts.settings
        self.pickup.show_values({key: getattr(settings.pickup, key) for key in _PICKUP})
        self.overtime.show_values({key: getattr(settings.overtime, key) for key in _OVERTIME})
        self.collectors.set_entries(settings.pickup.collectors)
        self.rates.set_entries(settings.overtime.rates)
        self.papers.show_values({key: getattr(settings.overtime_papers, key) for key in _PAPERS})
        self.access.show_values({key: getattr(settings.access, key) for key in _ACCESS})

    def sections(self) -> dict[str, Any]:
        """Both as typed."""
        settings = self.settings()
        return {
            "pickup": replace(settings.pickup, collectors=self.collectors.entries(), **self.pickup.values()),
            "overtime": replace(settings.overtime, rates=self.rates.entries(), **self.overtime.values()),
            "overtime_papers": replace(settings.overtime_papers, **self.papers.values()),
            "access": replace(settings.access, **self.access.values()),
        }

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show it in the language of the moment."""
        super().show_facts(facts)
        for part in (self.pickup, self.collectors, self.overtime, self.rates, self.papers, self.access):
            part.retranslate()

    def _today(self) -> date:
        return self.base.now.date() if self.base else date(2024, 1, 1)

    def _collectors_fit(self, kinds: tuple[CollectorKind, ...]) -> None:
        self.fits({"pickup": replace(self.sections()["pickup"], collectors=kinds)})

    def _rates_fit(self, rates: tuple[OvertimeRate, ...]) -> None:
        found = [(each.since, each.grade) for each in rates]
        if len(set(found)) < len(found):
            raise RuleViolationError(
                _("This grade has a rate from that day already."), _("Change that entry instead.")
            )
        self.fits({"overtime": replace(self.sections()["overtime"], rates=rates)})


def _pickup_fields() -> tuple[Field, ...]:
    names: dict[str, Callable[[], str]] = {
        "collect_within_months": lambda: _("Collect within, months"),
        "expiring_days": lambda: _("Last calls in the last days"),
        "undo_minutes": lambda: _("A hand-over can be undone for, minutes"),
        "slots_per_box": lambda: _("Places in a shelf box"),
        "repeat_hand_overs": lambda: _("Collectors flagged after, hand-overs (0: never)"),
        "repeat_days": lambda: _("within, days"),
    }
    numbers = [_number(f"pickup.{key}", key, name) for key, name in names.items()]
    boxes = Field(
        "shelf_boxes", lambda: _("Shelf boxes"), lambda: WordsField(capitals=True),
        lambda: _("Separated by commas, in their order."),
    )  # fmt: skip
    reminders = Field(
        "reminder_days", lambda: _("Reminders on days"), DaysField,
        lambda: _("Days after the applicant could know, separated by commas."),
    )  # fmt: skip
    basis = Field("legal_basis", lambda: _("Legal basis of a cancellation"), BothTexts)
    return (*numbers, reminders, basis, boxes)


def _overtime_fields() -> tuple[Field, ...]:
    names: dict[str, Callable[[], str]] = {
        "weekday_hours": lambda: _("Longest on a working day, hours"),
        "day_off_hours": lambda: _("Longest on a day off, hours"),
        "weekly_hours": lambda: _("Most in a week, hours"),
        "meals_per_day": lambda: _("Meals paid a day"),
    }
    rule = Field("non_asn_rule", lambda: _("Non-ASN staff are paid by"), lambda: ChoiceField(_non_asn_rules))
    return (*(_number(f"overtime.{key}", key, name) for key, name in names.items()), rule)


def _non_asn_rules() -> tuple[tuple[str, str], ...]:
    return ("sbm", _("their own rate (SBM)")), ("pp35", _("PP 35/2021, on their rate"))


def _paper_fields() -> tuple[Field, ...]:
    return (
        _number("overtime_papers.report_days", "report_days", lambda: _("Result report within, working days")),
        _number("overtime_papers.report_warn_days", "report_warn_days", lambda: _("Warned before, working days")),
        Field(
            "grounds",
            lambda: _("Basis of an order (SPKL)"),
            LinesField,
            lambda: _("One rule a line, as it is called officially; the order names them in this order."),
        ),
        Field("budget_line", lambda: _("Budget line"), lambda: TextField(120)),
        Field("treasurer_name", lambda: _("Name of the treasurer"), lambda: TextField(120)),
        Field("treasurer_nip", lambda: _("NIP of the treasurer"), lambda: TextField(30)),
    )


def _access_fields() -> tuple[Field, ...]:
    return (_number("access.idle_minutes", "idle_minutes", lambda: _("A desk nobody touches locks after, minutes")),)


def _number(entry: str, key: str, name: Callable[[], str]) -> Field:
    return Field(key, name, lambda: WholeField(entry), lambda: range_text(entry))
