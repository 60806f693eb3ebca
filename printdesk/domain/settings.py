"""The office's settings: everything an office or a ministry may change, as dated data with defaults.

Frozen values without behaviour; `services.settings_file` turns them into TOML and back, `domain.defaults` holds the
defaults of a Semarang-like office. Texts that the office words itself come in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol, TypeVar

from printdesk.domain.settings_access import AccessSettings
from printdesk.domain.settings_contacts import ContactSettings
from printdesk.domain.settings_downtime import DowntimeSettings
from printdesk.domain.settings_forecast import ForecastSettings
from printdesk.domain.settings_overtime_papers import OvertimePaperSettings
from printdesk.domain.settings_planner import PlannerSettings
from printdesk.domain.settings_printing import PrintingSettings
from printdesk.domain.settings_quality import QualitySettings
from printdesk.domain.settings_safety import BackupSettings, RetentionSettings
from printdesk.domain.settings_shifts import ShiftSettings
from printdesk.domain.settings_stock import StockSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _

Interval = tuple[time, time]
DayHours = tuple[Interval, ...]
Week = tuple[DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours]


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the office in both languages."""

    id: str
    en: str

    def text(self, lang: str) -> str:
        """The wording for a reader of `lang`."""
        return self.en if lang == "en" else self.id


@dataclass(frozen=True, slots=True)
class Office:
    """Letterhead and place.

    Attributes:
        name: full name as on papers, for example "Kantor Imigrasi Kelas I TPI Semarang".
        short_name: for the window's rail.
        parent_lines: the lines above the name on a letterhead.
        zone: IANA zone of the office clock, for example "Asia/Jakarta".
    """

    name: str
    short_name: str
    parent_lines: tuple[str, ...]
    address: str
    phone: str
    head_name: str
    head_nip: str
    zone: str


@dataclass(frozen=True, slots=True)
class ServiceType:
    """A kind of booklet that applicants order.

    Attributes:
        code: stable code used in JSON and in the database.
        aliases: words by which an import finds it, besides code and labels.
        promise_days: working days from ready-to-print to ready-for-pickup that the office promises.
        two_person_quality: who printed a booklet may not pass it at quality check.
        serial_prefixes: letters with which serials of this kind's blanks begin; empty: any.
        electronic: has a chip.
        low_stock: blanks below which the safe of this kind is low.
    """

    code: str
    label: Label
    aliases: tuple[str, ...] = ()
    promise_days: int = 4
    two_person_quality: bool = True
    serial_prefixes: tuple[str, ...] = ()
    electronic: bool = False
    low_stock: int = 200


@dataclass(frozen=True, slots=True)
class Station:
    """A printer line with its operator's desk.

    Attributes:
        services: codes of the service types it can print.
        rate_per_hour: booklets per working hour.
    """

    code: str
    label: Label
    services: tuple[str, ...]
    rate_per_hour: float = 10.0


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """Weekday hours that hold from `first` to `last`, both included (Ramadan, for instance)."""

    name: str
    first: date
    last: date
    office: Week
    counter: Week


@dataclass(frozen=True, slots=True)
class DayOverride:
    """A single day that differs: a holiday, joint leave, or an extra open day.

    Attributes:
        kind: "holiday", "joint_leave" or "open".
    """

    day: date
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours of the office (printing) and of the pickup counter, and the days that differ.

    Attributes:
        national_years: first and last year whose national holidays and joint leave are taken from the bundled table.
        overrides: the office's own days; they win over the national table.
    """

    office: Week
    counter: Week
    periods: tuple[HoursPeriod, ...] = ()
    national_years: tuple[int, int] = (2024, 2027)
    overrides: tuple[DayOverride, ...] = ()


@dataclass(frozen=True, slots=True)
class UrgencyClass:
    """One class of the office's ordered list; its place in the list is its rank.

    Attributes:
        rule: "proven" (a trip or case with one of `proofs`), "leaves_soon" (proven, departs within `within_days`
            working days), "same_day" (paid same-day service), "proven_trip" (any proven trip, worker or pilgrim
            group), "unproven_trip", or "rest".
        pickup_lead_days: open days before departure by which the holder should have collected; 0 in the most urgent.
    """

    code: str
    label: Label
    rule: str
    proofs: tuple[str, ...] = ()
    within_days: int = 0
    pickup_lead_days: int = 1


@dataclass(frozen=True, slots=True)
class OrderSettings:
    """How the print order is made.

    Attributes:
        overdue_share_percent: share of the places that belongs to the longest overdue.
        share_after_class: the share gives way to classes of this rank and more urgent ones.
        quality_lag_minutes: working time from the printer to the shelf.
        travel_margin_minutes: from collecting at the counter to departure, when the time of departure is known.
        horizon_days: calendar days that are planned ahead.
        claim_minutes: after this an operator's claim that was not begun falls back into the queue.
        same_day_quota: same-day applications a day that enter their class.
    """

    classes: tuple[UrgencyClass, ...]
    overdue_share_percent: int = 10
    share_after_class: int = 4
    quality_lag_minutes: int = 120
    travel_margin_minutes: int = 240
    horizon_days: int = 60
    claim_minutes: int = 240
    same_day_quota: int = 25


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason out of a list.

    Attributes:
        use: "print" (a failed print), "check" (a failed quality check), "hold", "cancel", "pick" (by hand).
        family: "blank", "print", "chip" or "data" for failures, else "".
        next_step: what to do next, said to the person who chose it.
        active: False once the office took it off its list; it is offered no more, but records still name it.
    """

    code: str
    use: str
    label: Label
    family: str = ""
    next_step: Label = field(default_factory=lambda: Label("", ""))
    active: bool = True


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the quality checklist."""

    code: str
    label: Label
    electronic_only: bool = False


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """A document a collector must show."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class CollectorKind:
    """Who may collect, and what this person must show (Permenkumham 8/2014 art. 23).

    Attributes:
        other_person: the collector is not the applicant, so name and identity number are recorded.
    """

    code: str
    label: Label
    documents: tuple[RequiredDocument, ...]
    other_person: bool = True


LEGAL_BASIS = Label(
    id="Pasal 30 Peraturan Menteri Hukum dan HAM Nomor 8 Tahun 2014",
    en="article 30 of Regulation 8 of 2014 of the Minister of Law and Human Rights",
)
"""On what the cancellation of an uncollected passport rests."""


@dataclass(frozen=True, slots=True)
class PickupSettings:
    """The counter's rules.

    Attributes:
        collect_within_months: an uncollected passport may be cancelled after this (Permenkumham 8/2014 art. 30).
        shelf_boxes: names of the shelf's boxes, in order.
        slots_per_box: numbered places in each.
        undo_minutes: how long a hand-over can be undone.
        reminder_days, expiring_days: reminders on these days after the announcement; last calls in the last days.
        legal_basis: on what a cancellation rests, as letters say it.
        repeat_hand_overs: a person who collects for others more often than this within `repeat_days` is flagged;
            0 flags nobody.
    """

    collectors: tuple[CollectorKind, ...]
    collect_within_months: int = 1
    shelf_boxes: tuple[str, ...] = ("A", "B", "C", "D", "E", "F")
    slots_per_box: int = 200
    undo_minutes: int = 30
    reminder_days: tuple[int, ...] = (14, 21, 28)
    expiring_days: int = 7
    legal_basis: Label = LEGAL_BASIS
    repeat_hand_overs: int = 3
    repeat_days: int = 30


@dataclass(frozen=True, slots=True)
class OvertimeRate:
    """Rupiah for overtime by grade from a day on (Standar Biaya Masukan of the year).

    Attributes:
        grade: "I" to "IV", or "non_asn".
        per_hour: rupiah a full hour on a working day; doubled on days off.
        meal: rupiah a meal, from two consecutive hours.
    """

    since: date
    grade: str
    per_hour: int
    meal: int


@dataclass(frozen=True, slots=True)
class OvertimeSettings:
    """Overtime limits and rates, dated.

    Attributes:
        weekday_hours: longest session on a working day.
        day_off_hours: longest session on a day off.
        weekly_hours: most a person works overtime in a week.
        meals_per_day: meals paid on one day.
        non_asn_rule: "sbm" (their own row of the rates) or "pp35" (PP 35/2021 on that row as the plain wage).
    """

    rates: tuple[OvertimeRate, ...]
    weekday_hours: int = 3
    day_off_hours: int = 8
    weekly_hours: int = 14
    meals_per_day: int = 1
    non_asn_rule: str = "sbm"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """All settings of an office, as one value with a version in the database."""

    office: Office
    services: tuple[ServiceType, ...]
    stations: tuple[Station, ...]
    calendar: Calendar
    order: OrderSettings
    reasons: tuple[Reason, ...]
    checklist: tuple[CheckItem, ...]
    pickup: PickupSettings
    overtime: OvertimeSettings
    printing: PrintingSettings = field(default_factory=PrintingSettings)
    stock: StockSettings = field(default_factory=StockSettings)
    shifts: ShiftSettings = field(default_factory=ShiftSettings)
    forecast: ForecastSettings = field(default_factory=ForecastSettings)
    quality: QualitySettings = field(default_factory=QualitySettings)
    downtime: DowntimeSettings = field(default_factory=DowntimeSettings)
    overtime_papers: OvertimePaperSettings = field(default_factory=OvertimePaperSettings)
    contacts: ContactSettings = field(default_factory=ContactSettings)
    planner: PlannerSettings = field(default_factory=PlannerSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    access: AccessSettings = field(default_factory=AccessSettings)

    def service(self, code: str) -> ServiceType:
        """The service type with that code.

        Raises:
            RuleViolationError: there is none.
        """
        for each in self.services:  # asked for each row of the plan, so without a word that is not needed
            if each.code == code:
                return each
        return _find(self.services, code, _("service type"))

    def station(self, code: str) -> Station:
        """The station with that code.

        Raises:
            RuleViolationError: there is none.
        """
        return _find(self.stations, code, _("station"))

    def collector(self, code: str) -> CollectorKind:
        """The collector kind with that code.

        Raises:
            RuleViolationError: there is none.
        """
        return _find(self.pickup.collectors, code, _("collector kind"))

    def reason(self, use: str, code: str) -> Reason:
        """The reason with that code for that use.

        Raises:
            RuleViolationError: there is none.
        """
        return _find(self.reasons_for(use), code, _("reason"))

    def reasons_for(self, use: str) -> tuple[Reason, ...]:
        """The reasons that the office offers for one use, in their order."""
        return tuple(reason for reason in self.reasons if reason.use == use and reason.active)

    def reasons_known(self, use: str) -> tuple[Reason, ...]:
        """The same with those taken off the list, to name what was recorded."""
        return tuple(reason for reason in self.reasons if reason.use == use)

    def service_labels(self, lang: str) -> Mapping[str, str]:
        """Label by service code."""
        return {service.code: service.label.text(lang) for service in self.services}


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_T = TypeVar("_T", bound=_Coded)


def _find(items: tuple[_T, ...], code: str, what: str) -> _T:
    for item in items:
        if item.code == code:
            return item
    known = ", ".join(item.code for item in items)
    raise RuleViolationError(
        _("There is no {what} “{code}”.").format(what=what, code=code),
        _("Known: {known}.").format(known=known),
    )
