"""What settings may say: the range of each number, the known words, the longest texts, and what must fit together.

One table for the settings file and for switches that are set in the window. A refusal names the entry and what is
allowed. Ranges are wide: they keep out what the plan cannot work with and slips of the finger, no office's choice.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from printdesk.domain.settings_contacts import TEXT_KINDS
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.intake.words import PROOFS
from printdesk.services.settings_texts import check_texts

_DAY = 24 * 60
_FIRST_YEAR, _LAST_YEAR = 2015, 2040

RANGES: Mapping[str, tuple[int, int]] = {
    "services[].promise_days": (0, 60),
    "services[].low_stock": (0, 1_000_000),
    "stations[].rate_per_hour": (0, 500),
    "calendar.national_years[]": (_FIRST_YEAR, _LAST_YEAR),
    "order.classes[].within_days": (0, 60),
    "order.classes[].pickup_lead_days": (0, 30),
    "order.overdue_share_percent": (0, 100),
    "order.quality_lag_minutes": (0, 2 * _DAY),
    "order.travel_margin_minutes": (0, 2 * _DAY),
    "order.horizon_days": (1, 120),
    "order.claim_minutes": (5, 7 * _DAY),
    "order.same_day_quota": (0, 100_000),
    "pickup.collect_within_months": (1, 24),
    "pickup.slots_per_box": (1, 9999),
    "pickup.undo_minutes": (0, _DAY),
    "pickup.reminder_days[]": (1, 365),
    "pickup.expiring_days": (0, 60),
    "pickup.repeat_hand_overs": (0, 1000),
    "pickup.repeat_days": (1, 366),
    "quality.usual_pickup_days": (0, 30),
    "quality.order_days": (1, 366),
    "overtime.weekday_hours": (1, 16),
    "overtime.day_off_hours": (1, 24),
    "overtime.weekly_hours": (1, 100),
    "overtime.meals_per_day": (0, 3),
    "overtime.rates[].per_hour": (0, 10_000_000),
    "overtime.rates[].meal": (0, 10_000_000),
    "planner.days_ahead": (1, 60),
    "planner.least_hours": (1, 12),
    "planner.evenings_per_week": (1, 7),
    "planner.days_in_a_row": (1, 30),
    "planner.checks_per_hour": (1, 1000),
    "planner.rest_hours": (0, 16),
    "planner.day_off_start": (0, 23),
    "planner.budgets[].rupiah": (0, 2_000_000_000_000),
    "overtime_papers.report_days": (0, 30),
    "overtime_papers.report_warn_days": (0, 30),
    "printing.stop_after_failures": (0, 100),
    "printing.retry_pause_minutes": (0, _DAY),
    "shifts.spoil_reserve_percent": (0, 100),
    "stock.pace_days": (1, 60),
    "downtime.make_hour": (0, 24),
    "downtime.handover_rows": (0, 400),
    "downtime.intake_rows": (0, 400),
    "downtime.spoiled_rows": (0, 400),
    "stock.warn_days": (0, 250),
    "access.idle_minutes": (1, 240),
    "forecast.days_between_stops": (1, 2000),
    "forecast.days_down": (0, 60),
    "forecast.days_between_outages": (1, 5000),
    "forecast.outage_days": (0, 60),
    "forecast.arrivals_per_day": (0, 20_000),
    "forecast.normal_percent": (0, 300),
    "forecast.pace_percent": (10, 100),
    "forecast.pace_hours": (0, 500),
    "forecast.pace_spread_percent": (0, 50),
    "forecast.restock_days": (0, 120),
    "forecast.checks_per_hour": (0, 2000),
    "contacts.hand_overs_per_desk": (1, 200),
    "contacts.counter_desks": (1, 100),
    "contacts.walk_in_percent": (0, 100),
    "contacts.wave_minutes": (10, 480),
    "contacts.wave_days": (1, 60),
    "contacts.call_minutes": (1, 120),
    "backup.every_hours": (0, 168),
    "backup.before_import_rows": (0, 1_000_000),
    "backup.keep_last": (1, 1000),
    "backup.keep_daily": (0, 1000),
    "backup.keep_weekly": (0, 520),
    "backup.keep_monthly": (0, 240),
    "backup.warn_hours": (0, 720),
    "backup.start_check_seconds": (0, 600),
    "retention.rules[].personal_months": (1, 240),
    "retention.rules[].record_years": (1, 100),
    "service_states[].success_percent": (0, 100),
    "station_states[].success_percent": (0, 100),
}
"""Lowest and highest value of each number, both allowed."""

ABOVE = frozenset({"stations[].rate_per_hour"})
"""Numbers that must be more than the lowest value."""

ROLES = ("print", "quality", "counter", "blanks", "supervisor", "administrator", "auditor")
"""What people do here; a person of an open office may do all of it."""

_STATES = ("up", "flaky", "down")
_GRADES = ("I", "II", "III", "IV", "non_asn")

WORDS: Mapping[str, tuple[str, ...]] = {
    "calendar.overrides[].kind": ("holiday", "joint_leave", "open"),
    "order.classes[].rule": ("proven", "leaves_soon", "same_day", "proven_trip", "unproven_trip", "rest"),
    "order.classes[].proofs[]": tuple(sorted({proof for proof in PROOFS.values() if proof})),
    "reasons[].use": ("print", "check", "hold", "cancel", "pick"),
    "reasons[].family": ("blank", "print", "chip", "data", ""),
    "overtime.rates[].grade": _GRADES,
    "overtime.non_asn_rule": ("sbm", "pp35"),
    "people[].roles[]": ROLES,
    "people[].grade": (*_GRADES, ""),
    "contacts.texts[].code": TEXT_KINDS,
    "service_states[].state": _STATES,
    "station_states[].state": _STATES,
}
"""The words that each entry may be."""

LENGTHS: Mapping[str, int] = {
    "services[].code": 40,
    "stations[].code": 40,
    "order.classes[].code": 40,
    "reasons[].code": 40,
    "checklist[].code": 40,
    "pickup.collectors[].code": 20,
    "pickup.collectors[].documents[].code": 40,
    "pickup.shelf_boxes[]": 7,
    "pickup.legal_basis.id": 300,
    "pickup.legal_basis.en": 300,
    "people[].login": 40,
    "people[].name": 200,
}
"""The longest each text may be; none of them is empty."""


def check_values(document: Mapping[str, Any]) -> None:
    """Refuse single entries out of their range; what a document lacks is not asked for.

    Raises:
        RuleViolationError: it names the entry and what is allowed.
    """
    for pattern, (low, high) in RANGES.items():
        for entry, value in _entries(document, pattern):
            _refuse_range(entry, value, low, high, above=pattern in ABOVE)
    for pattern, known in WORDS.items():
        for entry, value in _entries(document, pattern):
            _refuse_word(entry, value, known)
    _check_texts(document)


def _check_texts(document: Mapping[str, Any]) -> None:
    for pattern, longest in LENGTHS.items():
        for entry, value in _entries(document, pattern):
            _refuse_text(entry, value, longest)
    for pattern in ("service_states[].expected_back", "station_states[].expected_back"):
        for entry, value in _entries(document, pattern):
            _refuse_naive(entry, value)


def check(document: Mapping[str, Any]) -> None:
    """Refuse whole settings whose entries are out of their range or do not fit together.

    Args:
        document: settings as dictionaries and lists, with people and switches.

    Raises:
        RuleViolationError: it names the entry and what is allowed.
    """
    check_values(document)
    _check_order(document["order"])
    _check_calendar(document["calendar"])
    _check_shelf(document["pickup"])
    _check_stations(document)
    check_texts(document.get("contacts"))


def _entries(document: Any, pattern: str, shown: str = "") -> Iterator[tuple[str, Any]]:
    """Each value that a pattern means, with its name for a reader: "services[regular48].promise_days"."""
    name, _dot, rest = pattern.partition(".")
    key = name.removesuffix("[]")
    if not isinstance(document, Mapping) or document.get(key) is None:
        return
    value, entry = document[key], f"{shown}.{key}".lstrip(".")
    items = [(entry, value)] if key == name else list(_items(entry, value))
    for place, item in items:
        if rest:
            yield from _entries(item, rest, place)
        else:
            yield place, item


def _items(entry: str, values: Any) -> Iterator[tuple[str, Any]]:
    for number, item in enumerate(values, 1):
        name = item.get("code") or item.get("login") if isinstance(item, Mapping) else None
        yield f"{entry}[{name or number}]", item


def _refused(message: str) -> RuleViolationError:
    return RuleViolationError(message, _("Nothing was changed."))


def _refuse_range(entry: str, value: float, low: int, high: int, *, above: bool) -> None:
    if low <= value <= high and not (above and value == low):
        return
    template = (
        _("“{entry}” is {value}; it must be more than {low} and at most {high}.")
        if above
        else _("“{entry}” is {value}; it must lie between {low} and {high}.")
    )
    raise _refused(template.format(entry=entry, value=value, low=low, high=high))


def _refuse_word(entry: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        words = ", ".join(word for word in known if word)
        raise _refused(_("“{entry}” is “{value}”; known are: {known}.").format(entry=entry, value=value, known=words))


def _refuse_text(entry: str, value: str, longest: int) -> None:
    if not 1 <= len(value) <= longest or value != value.strip() or not value.isprintable():
        raise _refused(
            _("“{entry}” is “{value}”; it needs 1 to {longest} characters without blanks around them.").format(
                entry=entry, value=value[: longest + 1], longest=longest
            )
        )


def _refuse_naive(entry: str, value: datetime) -> None:
    if value.tzinfo is None:
        raise _refused(
            _("“{entry}” is {value}, without a time zone; write one behind it, for instance +07:00.").format(
                entry=entry, value=value.isoformat()
            )
        )


def _check_order(order: Mapping[str, Any]) -> None:
    classes = order["classes"]
    rules = [each["rule"] for each in classes]
    if rules[-1] != "rest" or "rest" in rules[:-1]:
        raise _refused(_("“{entry}” must end with the one class whose rule is “rest”.").format(entry="order.classes"))
    _refuse_range("order.share_after_class", order["share_after_class"], 0, len(classes), above=False)


def _check_calendar(calendar: Mapping[str, Any]) -> None:
    first, last = calendar["national_years"]
    if first > last:
        raise _refused(
            _("“{entry}” runs from {first} to {last}; write the earlier one first.").format(
                entry="calendar.national_years", first=first, last=last
            )
        )
    for name in ("office", "counter"):
        _check_week(f"calendar.{name}", calendar[name])
        if not any(calendar[name]):
            raise _refused(_("“{entry}” has no open day; at least one needs hours.").format(entry=f"calendar.{name}"))
    for number, period in enumerate(calendar["periods"], 1):
        _check_period(f"calendar.periods[{number}]", period)


def _check_period(entry: str, period: Mapping[str, Any]) -> None:
    if period["first"] > period["last"]:
        raise _refused(
            _("“{entry}” runs from {first} to {last}; write the earlier one first.").format(
                entry=entry, first=period["first"], last=period["last"]
            )
        )
    for name in ("office", "counter"):
        _check_week(f"{entry}.{name}", period[name])


def _check_week(entry: str, week: list[list[tuple[time, time]]]) -> None:
    """Hours from morning to evening; an end of 00:00 is the day's midnight and so the last."""
    for number, hours in enumerate(week, 1):
        ends = [(start, end) for start, end in hours if not start < end and end != time()]
        crossed = [(end, start) for (_first, end), (start, _last) in pairwise(hours) if end == time() or start < end]
        for start, end in (*ends, *crossed):
            raise _refused(
                _("In “{entry}” {start} stands before {end}; write each day's hours from morning to evening.").format(
                    entry=f"{entry}[{number}]", start=start.strftime("%H:%M"), end=end.strftime("%H:%M")
                )
            )


def _check_shelf(pickup: Mapping[str, Any]) -> None:
    boxes = pickup["shelf_boxes"]
    if not boxes or len(set(boxes)) != len(boxes) or any(box != box.upper() for box in boxes):
        raise _refused(
            _("“{entry}” needs at least one box, each named once and in capitals.").format(entry="pickup.shelf_boxes")
        )


def _check_stations(document: Mapping[str, Any]) -> None:
    for station in document["stations"]:
        if not station["services"]:
            raise _refused(
                _("“{entry}” is empty; name the service types that the station prints.").format(
                    entry=f"stations[{station['code']}].services"
                )
            )
