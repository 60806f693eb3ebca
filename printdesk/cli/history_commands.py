"""Plans of the past: what changed since one was kept, and the queue as it stood then."""

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, instant, reads
from printdesk.cli.call import office, reader
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_medium, moment_short, number

if TYPE_CHECKING:
    from datetime import datetime

    from printdesk.services.plan_history import Change, PastQueue, PastRow, PlanChanges

_LISTS = ("newly_at_risk", "saved", "moved", "arrived", "left")
_NONE = "–"


def add(commands: Commands) -> None:
    """`changes`."""
    changes = commands.add(
        "changes", _("what changed in the plan: trips saved and newly at risk, who moved, who came and left"),
        run_changes, acts=reads, examples=("changes", "changes --since 2024-06-26T08:00"),
    )  # fmt: skip
    changes.add_argument(
        "--since", metavar=_("INSTANT"), type=instant,
        help=_("against the plan that was kept then; by default against the last one that was different"),
    )  # fmt: skip


def run_changes(options: argparse.Namespace) -> Result:
    """The plan of now against a kept one."""
    with office(options) as call:
        history = call.services.history
        since = call.moment(options.since) if options.since is not None else None
        found = history.changes_since(since) if since is not None else history.last_change()
        now = call.services.office.now()
    if found is None:
        empty: dict[str, Any] = {"since": None, "until": iso(now), "nothing": True, **{name: [] for name in _LISTS}}
        return Result(empty, _("No other plan than that of now was kept yet."))
    return Result(_changes(found), "\n".join(_changes_lines(found)))


def _changes(found: "PlanChanges") -> dict[str, Any]:
    lists = {name: [_change(each) for each in getattr(found, name)] for name in _LISTS}
    return {"since": iso(found.since), "until": iso(found.until), "nothing": found.nothing, **lists}


def _change(each: "Change") -> dict[str, Any]:
    return {
        "number": each.number or None,
        "name": each.name or None,
        "planned_before": iso(each.before),
        "planned_after": iso(each.after),
        "at_risk": each.at_risk,
    }


def _changes_lines(found: "PlanChanges") -> Iterator[str]:
    yield from found.sentences(reader())
    headings = (
        _("Trips newly at risk"), _("Trips saved"), _("Moved by more than a working day"), _("Newly in the queue"),
        _("No longer in the queue"),
    )  # fmt: skip
    for heading, name in zip(headings, _LISTS, strict=True):
        rows: tuple[Change, ...] = getattr(found, name)
        if rows:
            yield from ("", heading)
        for each in rows:
            said = each.name if name == "left" else each.sentence(reader(), new=name == "arrived")
            yield f"  {each.number}  {said}"


def kept_queue(options: argparse.Namespace) -> Result:
    """The queue as it stood at a past moment, from the plan that was kept then."""
    if options.why or options.at is not None:
        raise WrongUsageError(_("--kept-at shows what was kept then; it cannot stand together with --why or --at."))
    with office(options) as call:
        data = call.services.office.data()
        if options.service is not None:
            data.settings.service(options.service)
        asked = call.moment(options.kept_at).astimezone(data.zone)
        past = call.services.history.as_of(asked)
        labels = data.settings.service_labels(language())
    rows = [row for row in past.rows if options.service in (None, row.service)]
    shown = rows[: options.limit]
    return Result(_past(past, asked, rows, shown), _past_text(past, rows, shown, labels))


def _past(past: "PastQueue", asked: "datetime", rows: "list[PastRow]", shown: "list[PastRow]") -> dict[str, Any]:
    return {
        "kept": True,
        "asked_at": iso(asked),
        "kept_at": iso(past.at),
        "waiting": len(rows),
        "at_risk": sum(row.at_risk for row in rows),
        "trips_at_risk": sum(row.trip_at_risk for row in rows),
        "jobs": [_job(row) for row in shown],
    }


def _job(row: "PastRow") -> dict[str, Any]:
    return {
        "position": row.position,
        "number": row.number or None,
        "name": row.name or None,
        "service": row.service or None,
        "class": row.class_rank,
        "need_by": iso(row.need_by),
        "planned": iso(row.planned),
        "at_risk": row.at_risk,
        "trip_at_risk": row.trip_at_risk,
    }


def _past_text(past: "PastQueue", rows: "list[PastRow]", shown: "list[PastRow]", labels: Mapping[str, str]) -> str:
    lang, risk = language(), sum(row.trip_at_risk for row in rows)
    trips = plural("{count} trip at risk", "{count} trips at risk", risk).format(count=risk)
    head = _("KEPT PLAN of {moment}, not the plan of now: {waiting} waited, {trips}.").format(
        moment=moment_medium(past.at, lang), waiting=number(len(rows), lang), trips=trips
    )
    if not shown:
        return head
    headings = ("#", _("Class"), _("Number"), _("Name"), _("Service"), _("Print by"), _("Planned then"), _("At risk"))
    cells = (
        (
            row.position, row.class_rank, row.number, row.name, labels.get(row.service, row.service),
            moment_short(row.need_by, lang), moment_short(row.planned, lang) if row.planned else _NONE,
            _risk(row),
        )
        for row in shown
    )  # fmt: skip
    return f"{head}\n\n{table(headings, cells, right=(0, 1))}"


def _risk(row: "PastRow") -> str:
    if row.trip_at_risk:
        return _("the trip")
    return _("the promise") if row.at_risk else ""
