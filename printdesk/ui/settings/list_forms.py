"""The lists of the settings but classes and reasons: how each entry is shown and asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from printdesk.domain.settings import DayOverride, Label, OfficeSettings, OvertimeRate, ServiceType, Station
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.settings_editing import PersonRecord
from printdesk.services.settings_file import PersonEntry
from printdesk.services.settings_limits import LENGTHS
from printdesk.services.settings_names import day_kinds
from printdesk.ui.settings import choices
from printdesk.ui.settings.codes import new_code
from printdesk.ui.settings.editors import (
    BothTexts,
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    TextField,
    WholeField,
    WordsField,
    YesNoField,
    range_text,
)
from printdesk.ui.settings.forms import EntryDialog, Field
from printdesk.ui.settings.list_editor import ListKind
from printdesk.ui.settings.tables import Heading, people_headings, service_headings, station_headings
from printdesk.ui.settings.words import count_text, grade_text, role_words, yes_no

Settings = Callable[[], OfficeSettings]


def _dialog(title: str, fields: Sequence[Field], entry: object, parent: QWidget, intro: str = "") -> EntryDialog:
    values = {field.key: getattr(entry, field.key) for field in fields}
    return EntryDialog(title, _("Take over"), intro, fields, values, parent)


def services_kind() -> ListKind[ServiceType]:
    """Service types."""
    return ListKind(
        headings=service_headings(),
        key=lambda each: each.code,
        row=lambda each: (
            each.label.text(language()), count_text(each.promise_days), yes_no(each.electronic),
            yes_no(each.two_person_quality), count_text(each.low_stock),
            ", ".join(each.serial_prefixes) or _("any"),
        ),
        form=_service_form,
        build=_service_of,
        noun=lambda: _("Add a service type…"),
    )  # fmt: skip


def _service_form(each: ServiceType | None, parent: QWidget) -> EntryDialog:
    fields = (
        Field("label", lambda: _("Name"), BothTexts),
        Field(
            "aliases", lambda: _("Other names in lists"), WordsField,
            lambda: _("Separated by commas; an import finds the type by them."),
        ),
        Field(
            "promise_days", lambda: _("Promise, working days"), lambda: WholeField("services[].promise_days"),
            lambda: range_text("services[].promise_days"),
        ),
        Field(
            "low_stock", lambda: _("Stock is low below"), lambda: WholeField("services[].low_stock"),
            lambda: range_text("services[].low_stock"),
        ),
        Field(
            "two_person_quality", lambda: _("Quality check"),
            lambda: YesNoField(lambda: _("by another person than the printer")),
        ),
        Field("electronic", lambda: _("Chip"), lambda: YesNoField(lambda: _("has a chip"))),
        Field(
            "serial_prefixes", lambda: _("Serial letters"), lambda: WordsField(capitals=True),
            lambda: _("With which serials begin, separated by commas; empty for any."),
        ),
    )  # fmt: skip
    first = each or ServiceType("", Label("", ""))
    return _dialog(each.label.text(language()) if each else _("New service type"), fields, first, parent)


def _service_of(before: ServiceType | None, values: dict[str, Any], others: Sequence[ServiceType]) -> ServiceType:
    if before:
        return replace(before, **values)
    label = values["label"]
    return ServiceType(new_code(label.en or label.id, [each.code for each in others]), **values)


def stations_kind(settings: Settings) -> ListKind[Station]:
    """Stations; `settings` name the service types of the moment."""
    return ListKind(
        headings=station_headings(),
        key=lambda each: each.code,
        row=lambda each: (
            each.label.text(language()), _services_text(each, settings()), f"{each.rate_per_hour:g}",
        ),
        form=lambda each, parent: _station_form(each, settings(), parent),
        build=_station_of,
        noun=lambda: _("Add a station…"),
    )  # fmt: skip


def _services_text(each: Station, settings: OfficeSettings) -> str:
    labels = settings.service_labels(language())
    return ", ".join(labels.get(code, code) for code in each.services)


def _station_form(each: Station | None, settings: OfficeSettings, parent: QWidget) -> EntryDialog:
    offered = choices.services(settings)
    fields = [
        Field("label", lambda: _("Name"), BothTexts),
        Field("services", lambda: _("Prints"), lambda: ChoicesField(lambda: offered)),
        Field(
            "rate_per_hour", lambda: _("Booklets an hour"), lambda: DecimalField("stations[].rate_per_hour"),
            lambda: range_text("stations[].rate_per_hour", above=True),
        ),
    ]  # fmt: skip
    if each is None:
        code = Field(
            "code",
            lambda: _("Code"),
            lambda: TextField(LENGTHS["stations[].code"]),
            lambda: _("Short, as on the machine, for instance R3."),
        )
        fields.insert(0, code)  # fmt: skip
    first = each or Station("", Label("", ""), ())
    return _dialog(each.label.text(language()) if each else _("New station"), fields, first, parent)


def _station_of(before: Station | None, values: dict[str, Any], _others: Sequence[Station]) -> Station:
    return replace(before, **values) if before else Station(**values)


def days_kind(today: Callable[[], date]) -> ListKind[DayOverride]:
    """The office's own days."""
    return ListKind(
        headings=[
            Heading(lambda: _("Day"), 250),
            Heading(lambda: _("Kind of day"), 150),
            Heading(lambda: _("Because"), 260, wide=True),
        ],
        key=lambda each: each.day.isoformat(),
        row=lambda each: (
            dates.day_long(each.day, language()), day_kinds(active()).get(each.kind, each.kind), each.name,
        ),
        form=lambda each, parent: _day_form(each, today(), parent),
        build=lambda before, values, _others: replace(before, **values) if before else DayOverride(**values),
        noun=lambda: _("Add a day…"),
        movable=False,
    )  # fmt: skip


def _day_form(each: DayOverride | None, today: date, parent: QWidget) -> EntryDialog:
    first = each or DayOverride(today, "", "joint_leave")
    fields = (
        Field("day", lambda: _("Day"), lambda: DayField(today)),
        Field("kind", lambda: _("Kind of day"), lambda: ChoiceField(choices.kinds_of_day)),
        Field("name", lambda: _("Because"), TextField, lambda: _("For instance the number of the decree or order.")),
    )
    title = dates.day_long(each.day, language()) if each else _("A day that differs")
    intro = _("It wins over the national holidays. You see what it moves before you save.")
    return _dialog(title, fields, first, parent, intro)


def rates_kind(today: Callable[[], date]) -> ListKind[OvertimeRate]:
    """Dated rates of overtime."""
    return ListKind(
        headings=[
            Heading(lambda: _("Holds from"), 240, wide=True),
            Heading(lambda: _("Grade"), 100),
            Heading(lambda: _("Rupiah an hour"), 150, number=True),
            Heading(lambda: _("Rupiah a meal"), 150, number=True),
        ],
        key=lambda each: f"{each.since} {each.grade}",
        row=lambda each: (
            dates.day_long(each.since, language()), grade_text(each.grade), dates.rupiah(each.per_hour),
            dates.rupiah(each.meal),
        ),
        form=lambda each, parent: _rate_form(each, today(), parent),
        build=lambda before, values, _others: replace(before, **values) if before else OvertimeRate(**values),
        noun=lambda: _("Add a rate…"),
        movable=False,
    )  # fmt: skip


def _rate_form(each: OvertimeRate | None, today: date, parent: QWidget) -> EntryDialog:
    first = each or OvertimeRate(today.replace(month=1, day=1), "III", 30000, 37000)
    fields = (
        Field("since", lambda: _("Holds from"), lambda: DayField(today)),
        Field("grade", lambda: _("Grade"), lambda: ChoiceField(lambda: choices.grades(none=False))),
        Field(
            "per_hour", lambda: _("Rupiah an hour"), lambda: WholeField("overtime.rates[].per_hour"),
            lambda: range_text("overtime.rates[].per_hour"),
        ),
        Field(
            "meal", lambda: _("Rupiah a meal"), lambda: WholeField("overtime.rates[].meal"),
            lambda: range_text("overtime.rates[].meal"),
        ),
    )  # fmt: skip
    intro = _("The newest rate on or before a day holds; the older ones stay for evenings gone by.")
    return _dialog(_("Overtime rate"), fields, first, parent, intro)


def people_kind(settings: Settings, password: Callable[[str], str]) -> ListKind[PersonRecord]:
    """People, those who left as well.

    Args:
        password: what is known of a login's password, in words.
    """
    return ListKind(
        headings=[
            *people_headings(),
            Heading(lambda: _("Works here"), 96),
            Heading(lambda: _("Password"), 110),
        ],
        key=lambda each: each.entry.login,
        row=lambda each: (*_person_row(each), password(each.entry.login)),
        form=lambda each, parent: _person_form(each, settings(), parent),
        build=_person_of,
        noun=lambda: _("Add a person…"),
        movable=False,
    )


def _person_row(each: PersonRecord) -> tuple[str, ...]:
    roles, entry = role_words(), each.entry
    return (
        entry.name, ", ".join(roles.get(role, role) for role in entry.roles), grade_text(entry.grade),
        " ".join(entry.skills) or "—", entry.nip or "—", yes_no(each.active),
    )  # fmt: skip


def _person_form(each: PersonRecord | None, settings: OfficeSettings, parent: QWidget) -> EntryDialog:
    offered = choices.stations(settings)
    fields = [
        Field("name", lambda: _("Name"), TextField),
        Field("roles", lambda: _("Does"), lambda: ChoicesField(choices.roles)),
        Field("nip", lambda: _("NIP"), lambda: TextField(30), lambda: _("18 digits, or empty.")),
        Field("grade", lambda: _("Grade"), lambda: ChoiceField(lambda: choices.grades(none=True))),
        Field("skills", lambda: _("Runs"), lambda: ChoicesField(lambda: offered)),
        Field(
            "active", lambda: _("Works here"),
            lambda: YesNoField(lambda: _("yes; otherwise the name stays in the records only")),
        ),
    ]  # fmt: skip
    entry = each.entry if each else PersonEntry("", "", ("print",))
    values = {field.key: getattr(entry, field.key) for field in fields[:-1]}
    values["active"] = each.active if each else True
    return EntryDialog(entry.name or _("New person"), _("Take over"), "", fields, values, parent)


def _person_of(before: PersonRecord | None, values: dict[str, Any], others: Sequence[PersonRecord]) -> PersonRecord:
    active_now = values.pop("active")
    values["nip"] = values["nip"].replace(" ", "")
    if before:
        return PersonRecord(replace(before.entry, **values), active_now)
    login = new_code(values["name"], [each.entry.login for each in others]).replace("_", ".")
    return PersonRecord(PersonEntry(login, **values), active_now)
