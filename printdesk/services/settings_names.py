"""The names of sections, entries and words of the settings, in the reader's language."""

from printdesk.i18n import Catalogue


def section_names(_: Catalogue) -> dict[str, str]:
    """Each section but the order of printing, as the head of a sentence."""
    return {
        "office": _("Letterhead"),
        "services": _("Service types"),
        "stations": _("Stations"),
        "calendar": _("Calendar"),
        "reasons": _("Reasons"),
        "checklist": _("Checklist"),
        "pickup": _("Pickup"),
        "overtime": _("Overtime"),
        "overtime_papers": _("Overtime papers"),
        "printing": _("Print room"),
        "stock": _("Blanks"),
        "forecast": _("Forecast"),
        "quality": _("Quality check"),
        "shifts": _("Shifts"),
        "downtime": _("Down-time pack"),
        "contacts": _("Telling people"),
        "planner": _("Overtime planner"),
        "backup": _("Backups"),
        "retention": _("Retention of data"),
        "access": _("Signing in"),
    }


def number_names(_: Catalogue) -> dict[str, str]:
    """The numbers of the order of printing."""
    return {
        "overdue_share_percent": _("Share of the longest overdue, in percent"),
        "share_after_class": _("The share gives way to classes up to"),
        "quality_lag_minutes": _("Working minutes from printer to shelf"),
        "travel_margin_minutes": _("Minutes from counter to departure"),
        "horizon_days": _("Days planned ahead"),
        "claim_minutes": _("Minutes until what was taken falls back"),
        "same_day_quota": _("Same-day applications a day"),
    }


def field_names(_: Catalogue) -> dict[str, str]:
    """An entry's field inside a sentence."""
    return {
        **_of_places(_),
        **_of_days(_),
        **_of_rules(_),
        **_of_work(_),
        **_of_forecast(_),
        **_of_contacts(_),
        **_of_safety(_),
    }


def _of_places(_: Catalogue) -> dict[str, str]:
    return {
        "label": _("label"),
        "name": _("name"),
        "short_name": _("name in the window"),
        "parent_lines": _("lines above the name"),
        "address": _("address"),
        "phone": _("telephone"),
        "head_name": _("head of office"),
        "head_nip": _("NIP of the head"),
        "zone": _("time zone"),
        "aliases": _("other names in lists"),
        "promise_days": _("promised working days"),
        "two_person_quality": _("checked by another person"),
        "serial_prefixes": _("serial letters"),
        "electronic": _("chip"),
        "low_stock": _("low stock below"),
        "pace_days": _("days the pace is measured over"),
        "warn_days": _("warn below so many working days"),
        "services": _("service types"),
        "rate_per_hour": _("booklets an hour"),
    }


def _of_days(_: Catalogue) -> dict[str, str]:
    return {
        "office": _("office hours"),
        "counter": _("counter hours"),
        "periods": _("periods with other hours"),
        "national_years": _("years of the national days"),
        "overrides": _("own days"),
        "first": _("first day"),
        "last": _("last day"),
        "kind": _("kind of day"),
    }


def _of_rules(_: Catalogue) -> dict[str, str]:
    return {
        "rule": _("who belongs to it"),
        "proofs": _("accepted proofs"),
        "within_days": _("working days to departure"),
        "pickup_lead_days": _("open days before departure"),
        "family": _("family"),
        "next_step": _("next step"),
        "active": _("on the list"),
        "electronic_only": _("only with a chip"),
        "collectors": _("collectors"),
        "documents": _("documents"),
        "other_person": _("another person than the applicant"),
        "collect_within_months": _("months to collect"),
        "reminder_days": _("days of the reminders"),
        "expiring_days": _("days of the last calls"),
        "legal_basis": _("legal basis of a cancellation"),
        "shelf_boxes": _("shelf boxes"),
        "slots_per_box": _("places in a box"),
        "undo_minutes": _("minutes to undo a hand-over"),
        "repeat_hand_overs": _("hand-overs from which a collector is flagged"),
        "repeat_days": _("days in which a collector's hand-overs count"),
        "weekday_hours": _("hours on a working day"),
        "day_off_hours": _("hours on a day off"),
        "weekly_hours": _("hours in a week"),
        "meals_per_day": _("meals a day"),
        "non_asn_rule": _("how non-ASN staff are paid"),
        "report_days": _("working days until the overtime report is due"),
        "report_warn_days": _("working days before it from which an overtime report is warned of"),
        "grounds": _("grounds that an overtime order names"),
        "budget_line": _("budget line of overtime"),
        "treasurer_name": _("name of the treasurer"),
        "treasurer_nip": _("NIP of the treasurer"),
        "make_hour": _("hour from which the pack is made"),
        "handover_rows": _("blank rows for hand-overs"),
        "intake_rows": _("blank rows for new applications"),
        "spoiled_rows": _("blank rows for spoiled blanks"),
        "days_ahead": _("days in which evenings are looked for"),
        "least_hours": _("shortest evening in hours"),
        "evenings_per_week": _("evenings of one person in a week"),
        "days_in_a_row": _("days in a row with overtime"),
        "sunday_off": _("nobody on Sundays"),
        "holidays_off": _("nobody on holidays"),
        "senior_present": _("a senior is present"),
        "rest_hours": _("hours of rest until the office opens"),
        "day_off_start": _("hour at which a day off begins"),
        "idle_minutes": _("minutes until an unattended desk locks itself"),
        "budgets": _("budgets"),
        "rupiah": _("rupiah"),
        "rates": _("rates"),
        "per_hour": _("rupiah an hour"),
        "meal": _("rupiah a meal"),
    }


def _of_work(_: Catalogue) -> dict[str, str]:
    return {
        "stop_after_failures": _("failures in a row that stop a station"),
        "retry_pause_minutes": _("minutes until a failed try is tried again"),
        "mrz_scan": _("MRZ scanned at the check"),
        "mrz_issuer": _("issuing state in the MRZ"),
        "usual_pickup_days": _("days until most collect"),
        "custody_list": _("custody list from print room to counter"),
        "order_days": _("most days of an order for one person"),
        "spoil_reserve_percent": _("reserve for spoiled blanks, in percent"),
        "pace_days": _("days from which the pace is taken"),
        "warn_days": _("days left at which stock is low"),
    }


def _of_forecast(_: Catalogue) -> dict[str, str]:
    return {
        "days_between_stops": _("working days between two stops"),
        "days_down": _("working days that a stop lasts"),
        "days_between_outages": _("working days between two outages"),
        "outage_days": _("working days that an outage lasts"),
        "arrivals_per_day": _("applications that come on a working day"),
        "normal_percent": _("a normal queue, in percent of a day"),
        "pace_percent": _("counted part of the real pace, in percent"),
        "pace_hours": _("hours that the set rate weighs"),
        "pace_spread_percent": _("difference between days, in percent"),
        "restock_days": _("working days until new blanks come"),
        "checks_per_hour": _("quality checks an hour"),
    }


def _of_contacts(_: Catalogue) -> dict[str, str]:
    return {
        "hand_overs_per_desk": _("hand-overs an hour at one desk"),
        "counter_desks": _("desks that hand over"),
        "walk_in_percent": _("percent kept for walk-ins"),
        "wave_minutes": _("minutes of a wave"),
        "wave_days": _("open days with waves"),
        "call_minutes": _("minutes that a call stays on the board"),
        "board_notice_id": _("line on the board in Indonesian"),
        "board_notice_en": _("line on the board in English"),
        "texts": _("texts"),
    }


def _of_safety(_: Catalogue) -> dict[str, str]:
    return {
        "folder": _("folder"),
        "every_hours": _("hours between two backups"),
        "at_closing": _("a backup after closing time"),
        "before_import_rows": _("rows of a list before which a backup is made"),
        "keep_last": _("newest backups that are kept"),
        "keep_daily": _("days of which a backup is kept"),
        "keep_weekly": _("weeks of which a backup is kept"),
        "keep_monthly": _("months of which a backup is kept"),
        "warn_hours": _("hours without a good backup until it is said"),
        "start_check_seconds": _("longest check of the database at the start, in seconds"),
        "rules": _("rules"),
        "personal_months": _("months until personal data are erased"),
        "record_years": _("years that the books are kept"),
    }


def family_names(_: Catalogue) -> dict[str, str]:
    """The four families of failures."""
    return {
        "blank": _("Blank"),
        "print": _("Print"),
        "chip": _("Chip"),
        "data": _("Data"),
    }


def use_names(_: Catalogue) -> dict[str, str]:
    """For what a list of reasons is used."""
    return {
        "print": _("Failed print"),
        "check": _("Failed check"),
        "hold": _("On hold"),
        "cancel": _("Cancelled"),
        "pick": _("Picked by hand"),
    }


def day_kinds(_: Catalogue) -> dict[str, str]:
    """The kinds of days that differ."""
    return {
        "holiday": _("holiday"),
        "joint_leave": _("joint leave"),
        "open": _("open day"),
    }


def rule_names(_: Catalogue) -> dict[str, str]:
    """Who belongs to an urgency class."""
    return {
        "proven": _("a proven case"),
        "leaves_soon": _("a proven trip that leaves soon"),
        "same_day": _("same-day service, paid, within the quota"),
        "proven_trip": _("any proven trip"),
        "unproven_trip": _("a trip without proof"),
        "rest": _("everybody else"),
    }


def value_names(_: Catalogue) -> dict[str, str]:
    """Words that stand for themselves in the settings."""
    return {
        **{f"use.{code}": text for code, text in use_names(_).items()},
        **day_kinds(_),
        **rule_names(_),
        **family_names(_),
        "non_asn": _("non-ASN"),
    }
