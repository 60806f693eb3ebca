"""What is not collected, as JSON documents and as tables for people."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from printdesk.cli.result import iso, table
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import day_medium, day_short

if TYPE_CHECKING:
    from printdesk.services.cancel_cases import CancelCase
    from printdesk.services.cancel_views import BatchView
    from printdesk.services.collection_facts import Collection, Suspension
    from printdesk.services.pickup import ReadyRow
    from printdesk.services.uncollected import Uncollected


def lists_document(lists: "Uncollected") -> dict[str, Any]:
    """The lists for `--json`."""
    held = lists.suspension
    return {
        "today": lists.today.isoformat(),
        "collect_within_months": lists.months,
        "suspended": suspension_document(held) if held else None,
        "ready": [row_document(row, lists) for row in lists.rows],
        "waiting": [row.number for row in lists.waiting()],
        "expiring": [row.number for row in lists.expiring()],
        "past": [row.number for row in lists.past()],
        "not_told": [row.number for row in lists.untold()],
        "posted": [
            {"number": row.number, "list": row.list_number or None, "tracking": row.tracking or None,
             "sent": iso(row.sent)}
            for row in lists.posted
        ],
        "missing": [
            {"number": row.number, "serial": row.serial, "state": row.state, "since": iso(row.since)}
            for row in lists.missing
        ],
    }  # fmt: skip


def row_document(row: "ReadyRow", lists: "Uncollected") -> dict[str, Any]:
    """One that lies ready, with both dates."""
    return {
        "number": row.number,
        "name": row.name,
        "slot": row.slot or None,
        **_dates(row.collection),
        "days_left": lists.days_left(row) if row.last_day is not None else None,
        "reminder_due": row.collection.due,
    }


def _dates(known: "Collection") -> dict[str, Any]:
    return {
        "issued": iso(known.issued),
        "announced": iso(known.announced),
        "known_by": str(known.known_by),
        "last_day": known.last_day.isoformat() if known.last_day else None,
        "uncounted_days": len(known.uncounted),
        "reminders": list(known.reminders),
    }


def case_document(case: "CancelCase") -> dict[str, Any]:
    """One case of the dry run."""
    return {
        "number": case.number,
        "name": case.name,
        "serial": case.serial or None,
        "slot": case.slot or None,
        **_dates(case.collection),
        "contact": case.reached.outcome or None,
        "contact_at": iso(case.reached.at),
        "allowed": not case.refused,
        "refused": case.refused or None,
        "caution": case.caution or None,
    }


def batch_document(batch: "BatchView") -> dict[str, Any]:
    """A batch."""
    return {
        "batch": batch.number,
        "state": batch.state,
        "asked_by": batch.asked_by,
        "asked_at": iso(batch.asked_at),
        "decided_by": batch.decided_by or None,
        "decided_at": iso(batch.decided_at),
        "rows": [
            {"number": row.number, "serial": row.serial, "outcome": row.outcome, "because": row.because or None,
             "last_day": row.last_day.isoformat(), "can_be_undone": row.back}
            for row in batch.rows
        ],
    }  # fmt: skip


def suspension_document(held: "Suspension") -> dict[str, Any]:
    """A suspension of the month."""
    return {
        "from": held.first.isoformat(),
        "until": held.until.isoformat() if held.until else None,
        "reason": held.reason,
        "by": held.made_by,
        "ended": iso(held.ended),
    }


def lists_text(lists: "Uncollected") -> str:
    """The lists for people."""
    counts = (
        (_("Waiting"), len(lists.waiting())), (_("Expiring"), len(lists.expiring())),
        (_("Past a month"), len(lists.past())),
        (_("Posted"), len(lists.posted)), (_("Missing in house"), len(lists.missing)),
    )  # fmt: skip
    lines = [" · ".join(f"{name} {count}" for name, count in counts)]
    if lists.suspension is not None:
        said = _("The month to collect is suspended since {first}: {reason}")
        first = day_medium(lists.suspension.first, language())
        lines.append(said.format(first=first, reason=lists.suspension.reason))
    if lists.rows:
        lines += ["", _rows_table(lists.rows)]
    return "\n".join(lines)


def _rows_table(rows: Sequence["ReadyRow"]) -> str:
    headings = (_("Slot"), _("Number"), _("Name"), _("Issued on"), _("Known"), _("Last day"), _("Reminders"))
    return table(
        headings,
        [
            (row.slot, row.number, row.name, _day(row.collection.issued.date()), _known(row.collection),
             _day(row.last_day), ", ".join(map(str, row.collection.reminders)))
            for row in rows
        ],
    )  # fmt: skip


def _known(known: "Collection") -> str:
    return _day(known.announced.date()) if known.announced else _("not told yet")


def _day(value: date | None) -> str:
    return day_short(value, language()) if value is not None else "–"


def due_text(due: Sequence["ReadyRow"]) -> str:
    """Who is to be reminded."""
    return _rows_table(due) if due else _("Nobody is due today.")


def taken_back_text(count: int) -> str:
    """How many reminders were taken back."""
    text = plural("{count} reminder was taken back.", "{count} reminders were taken back.", count)
    return text.format(count=count)


def cases_text(cases: Sequence["CancelCase"]) -> str:
    """The dry run for people."""
    if not cases:
        return _("Nobody's month is over")
    headings = (_("Number"), _("Name"), _("Issued on"), _("Known"), _("Last day"), _("Reminders"), _("Cancel?"))
    return table(
        headings,
        [
            (case.number, case.name, _day(case.collection.issued.date()), _known(case.collection),
             _day(case.collection.last_day), len(case.collection.reminders),
             case.refused or ": ".join(filter(None, (_("May be cancelled"), case.caution))))
            for case in cases
        ],
        right=(5,),
    )  # fmt: skip


def batch_text(batch: "BatchView") -> str:
    """A batch for people."""
    if batch.state == "open":
        return _("Batch {number} waits for a supervisor.").format(number=batch.number)
    if batch.state != "approved":
        return _("Batch {number} is off; nobody was cancelled.").format(number=batch.number)
    rows = [(row.number, row.name, row.serial, row.outcome, row.because) for row in batch.rows]
    return table((_("Number"), _("Name"), _("Booklet"), _("Outcome"), ""), rows)
