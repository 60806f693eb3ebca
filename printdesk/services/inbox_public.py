"""Findings about what the public was told: a stale notice, owed calls; and the pack of paper for a bad day."""

from collections.abc import Iterator

from printdesk.i18n.dates import day_medium, moment_medium, number
from printdesk.services.downtime import pack_is_due
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.later_stages import later_sentences, later_stages
from printdesk.services.notices import notice_in_force
from printdesk.services.owed_calls import untold_by_outage


def stale_notice(look: Looking) -> Iterator[Finding]:
    """The public notice in force says what is not true any more."""
    _, found = look.reader, notice_in_force(look.view, look.reader, look.plan)
    if found is None or not found.is_stale:
        return
    text = _("Notice {number} of {moment} is out of date.").format(
        number=found.number, moment=moment_medium(found.made_at, _.lang)
    )
    yield Finding(
        "notice_stale", found.number, found.made_at, " ".join((text, *found.changes[:2])),
        _("Issue a new notice; it replaces this one."), room="outages", view="notice",
    )  # fmt: skip


def owed_calls(look: Looking) -> Iterator[Finding]:
    """Outages that concern people whom nobody has told."""
    _ = look.reader
    for outage, count in untold_by_outage(look.view):
        if not count:
            continue
        begun = outage.started_at.astimezone(look.view.office.zone).date()
        text = _.plural(
            "{count} person of the outage of {day} is still to be told.",
            "{count} people of the outage of {day} are still to be told.", count,
        ).format(count=number(count, _.lang), day=day_medium(begun, _.lang))  # fmt: skip
        yield Finding(
            "owed_calls", outage.number, outage.started_at, text,
            _("Share the calls out; those with the nearest trip stand first."), room="outages", view="calls",
        )  # fmt: skip


def stages_stopped(look: Looking) -> Iterator[Finding]:
    """Quality check or pickup of a service type does not work as it should."""
    _, view = look.reader, look.view
    rows = later_stages(view)
    sentences = later_sentences(rows, view.settings.service_labels(_.lang), _)
    for row, text in zip(rows, sentences, strict=True):
        yield Finding(
            "stage_stopped", f"{row.service}/{row.stage}", row.since, text,
            _("Set it up again as soon as it works; the plan counts on what stands here."), room="outages",
            view="board",
        )  # fmt: skip


def pack_missing(look: Looking) -> Iterator[Finding]:
    """Today's down-time pack should have been made by now."""
    _, view = look.reader, look.view
    if pack_is_due(view):
        now = view.now.astimezone(view.office.zone)
        yield Finding(
            "downtime_pack_missing", now.date().isoformat(),
            now.replace(hour=view.settings.downtime.make_hour, minute=0, second=0, microsecond=0),
            _("No pack of paper was made today in case the computers stop."),
            _("Make it under Records, Reports, and print it."), room="records",
        )  # fmt: skip
