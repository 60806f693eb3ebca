"""What a pickup slip says: the record it is made from, and its wording in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import lru_cache

from printdesk.documents.document import Warnings
from printdesk.domain.codes import short_form
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_medium, moment_short, zone_name

_DIGITS = 16
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one kind of collector must show (Permenkumham 8/2014, articles 23 and 30).

    Attributes:
        collector: who, in the receiver's language: "pemohon sendiri".
        documents: what to bring, each a short label.
    """

    collector: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A family or an agent's group whose booklets lie together.

    Attributes:
        name: what the group is called.
        count: how many belong to it.
    """

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One pickup slip.

    Attributes:
        slip_number: "SP-2024-004182".
        copy: 1 for the first paper; more prints "salinan ke-2 / copy 2" on it.
        office: the office's name.
        shelf_slot: where the booklet lies: "A-014".
        name: the applicant's name, complete.
        application_number: 16 digits; printed in groups of four.
        services: labels of the booklets' types.
        ready_from: from when it can be collected, in the office's zone.
        last_day: until when, in the office's zone; None while the rule is suspended.
        counter_hours: lines such as "Sen–Kam 08.00–15.30".
        bring: what each kind of collector must show; the first is the one expected.
        phone: masked ("0812****678"), or None.
        group: the group it belongs to, or None.
        code: the signed text of the QR code (`printdesk.domain.codes.sign`).
        printed_at: when it was printed, in the office's zone.
        printed_by: desk or person.
        language: the receiver's language, "id" or "en"; the other one stands small beside each label.
        watermark: text across the slip ("CONTOH · DEMO"), or None.
        comes: from when to when the holder is asked to come (a pickup wave), in the office's zone, or None; it stands
            in the place of `ready_from`.
    """

    slip_number: str
    office: str
    shelf_slot: str
    name: str
    application_number: str
    services: tuple[str, ...]
    ready_from: datetime
    code: str
    printed_at: datetime
    printed_by: str
    copy: int = 1
    last_day: datetime | None = None
    counter_hours: tuple[str, ...] = ()
    bring: tuple[Checklist, ...] = ()
    phone: str | None = None
    group: Group | None = None
    language: str = "id"
    watermark: str | None = None
    comes: tuple[datetime, datetime] | None = None


class Label(Enum):
    """The labels of a slip's fields."""

    TITLE = auto()
    SLIP_NUMBER = auto()
    SHELF = auto()
    NAME = auto()
    APPLICATION = auto()
    SERVICE = auto()
    FROM = auto()
    COME = auto()
    UNTIL = auto()
    PHONE = auto()
    GROUP = auto()
    BRING = auto()
    HOURS = auto()


@dataclass(frozen=True, slots=True)
class Pair:
    """A label in the receiver's language and in the other; `second` is empty where both say the same."""

    main: str
    second: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time on two lines: the day with its weekday, and the time with its zone."""

    day: str
    time: str


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of a slip, ready to be printed: accents checked, numbers grouped, dates written out."""

    number: str
    short_number: str
    check: str
    code: str
    copy: str
    labels: Mapping[Label, Pair]
    office: str
    shelf: str
    name: str
    application: str
    service: str
    ready_from: Moment
    last_day: Moment | None
    hours: str
    bring: tuple[Checklist, ...]
    phone: str
    group: str
    printed: str
    printed_at: str
    printed_by: str
    watermark: str
    language: str


def words(slip: Slip, warnings: Warnings) -> Words:
    """The texts of `slip`; what the typeface cannot print is replaced and reported."""
    main = catalogue(slip.language)
    second = catalogue("en" if main.lang == "id" else "id")

    def text(value: str) -> str:
        return warnings.text(value, slip.slip_number)

    return Words(
        number=text(slip.slip_number),
        short_number=short_form(slip.slip_number, slip.copy),
        check=grouped(slip.code.rpartition("|")[2]),
        code=slip.code,
        copy=_copy(slip.copy, main, second),
        labels=_labels_of(slip, main, second),
        office=text(slip.office),
        shelf=text(slip.shelf_slot),
        name=text(slip.name),
        application=grouped(text(slip.application_number)),
        service=text(", ".join(slip.services)),
        ready_from=_moment(slip.ready_from, main) if slip.comes is None else _wave(*slip.comes, main),
        last_day=_moment(slip.last_day, main) if slip.last_day else None,
        hours=text(" · ".join(slip.counter_hours)),
        bring=tuple(_checklist(one, warnings, slip.slip_number) for one in slip.bring),
        phone=text(slip.phone or ""),
        group=text(_group(slip.group, main)) if slip.group else "",
        printed=_printed(main),
        printed_at=f"{moment_short(slip.printed_at, main.lang)} {zone_name(slip.printed_at)}".strip(),
        printed_by=text(slip.printed_by),
        watermark=text(slip.watermark or ""),
        language=main.lang,
    )


def grouped(number: str) -> str:
    """A number of 16 signs in groups of four, so that it can be read aloud; any other as it is."""
    if len(number) != _DIGITS:
        return number
    return " ".join(number[start : start + _GROUP] for start in range(0, _DIGITS, _GROUP))


def _labels(_: Catalogue) -> dict[Label, str]:
    return {
        Label.TITLE: _("Passport pickup slip"),
        Label.SLIP_NUMBER: _("Slip no."),
        Label.SHELF: _("Shelf"),
        Label.NAME: _("Name"),
        Label.APPLICATION: _("Application number"),
        Label.SERVICE: _("Passport type"),
        Label.FROM: _("Ready from"),
        Label.COME: _("Come on"),
        Label.UNTIL: _("Collect by"),
        Label.PHONE: _("Phone"),
        Label.GROUP: _("Group"),
        Label.BRING: _("Bring"),
        Label.HOURS: _("Counter hours"),
    }


@lru_cache(maxsize=4)
def _pairs(main: Catalogue, second: Catalogue) -> dict[Label, Pair]:
    mains, seconds = _labels(main), _labels(second)
    return {
        key: Pair(text, seconds[key] if seconds[key].casefold() != text.casefold() else "")
        for key, text in mains.items()
    }


def _labels_of(slip: Slip, main: Catalogue, second: Catalogue) -> dict[Label, Pair]:
    """The labels; who is asked to come at a time reads that in the place of the first possible one."""
    pairs = _pairs(main, second)
    return {**pairs, Label.FROM: pairs[Label.COME]} if slip.comes else pairs


def _copy(number: int, main: Catalogue, second: Catalogue) -> str:
    if number < 2:
        return ""
    told = dict.fromkeys(_copy_text(number, language) for language in (main, second))
    return " · ".join(told).upper()


def _copy_text(number: int, _: Catalogue) -> str:
    return _("copy {number}").format(number=number)


@lru_cache(maxsize=256)
def _moment(moment: datetime, _: Catalogue) -> Moment:
    day = moment.date()
    time = f"{clock_time(moment, _.lang)} {zone_name(moment)}".strip()
    return Moment(f"{day_medium(day, _.lang)} {day.year}", _("at {time}").format(time=time))


def _wave(start: datetime, end: datetime, _: Catalogue) -> Moment:
    day = start.date()
    hours = f"{clock_time(start, _.lang)}–{clock_time(end, _.lang)} {zone_name(start)}".strip()
    return Moment(f"{day_medium(day, _.lang)} {day.year}", hours)


def _group(group: Group, _: Catalogue) -> str:
    template = _.plural("{name} ({count} person)", "{name} ({count} people)", group.count)
    return template.format(name=group.name, count=group.count)


def _printed(_: Catalogue) -> str:
    return _("Printed on")


def _checklist(one: Checklist, warnings: Warnings, where: str) -> Checklist:
    documents = tuple(warnings.text(document, where) for document in one.documents)
    return Checklist(warnings.text(one.collector, where), documents)
