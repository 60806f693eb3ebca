"""How the room words outages, switches and notices."""

from datetime import datetime

from printdesk.i18n import _, dates, language, plural
from printdesk.services.notices import NoticeView
from printdesk.services.outage_preview import OutagePreview, ServiceMoved
from printdesk.services.outages import OutageView
from printdesk.services.stages import BoardChange
from printdesk.ui.kit import PillSpec
from printdesk.ui.outages.reading import OutageFacts
from printdesk.ui.state_words import stage_names, state_words
from printdesk.ui.theme import Kind


def count_text(count: int) -> str:
    """A number as the language writes it."""
    return dates.number(count, language())


def moment_text(moment: datetime) -> str:
    """A moment with its weekday."""
    return dates.moment_short(moment, language())


def outage_pill(outage: OutageView) -> PillSpec:
    """Whether an outage goes on, ended, or was taken back."""
    if outage.undone_at is not None:
        return PillSpec(Kind.WAITING, _("Taken back"))
    return PillSpec(Kind.STOPPED, _("Goes on")) if outage.is_open else PillSpec(Kind.DONE, _("Ended"))


def services_text(facts: OutageFacts, outage: OutageView) -> str:
    """Which service types an outage stopped."""
    if len(outage.services) == len(facts.office.settings.services):
        return _("All service types")
    return ", ".join(facts.service(code) for code in outage.services)


def stages_text(outage: OutageView) -> str:
    """Which stages an outage stopped."""
    names = stage_names()
    return ", ".join(names.get(stage, stage) for stage in outage.stages)


def end_text(outage: OutageView) -> str:
    """When an outage ended, or is expected to."""
    if outage.ended_at is not None:
        return _("until {moment}").format(moment=moment_text(outage.ended_at))
    if outage.expected_back is not None:
        return _("goes on, expected back {moment}").format(moment=moment_text(outage.expected_back))
    return _("goes on, return not known")


def moved_text(outage: OutageView) -> str:
    """How many promises an outage moved."""
    if not outage.moved:
        return _("none")
    return plural("{count} promise", "{count} promises", outage.moved).format(count=count_text(outage.moved))


def days_text(outage: OutageView) -> str:
    """By how much it moved them."""
    if not outage.moved:
        return ""
    text = plural("by at most {count} working day", "by at most {count} working days", outage.most_days)
    return text.format(count=count_text(outage.most_days))


def outage_story(outage: OutageView) -> str:
    """Who recorded an outage, and what became of it."""
    parts = [
        _("{number}, recorded by {who} {moment}.").format(
            number=outage.number, who=outage.recorded_by, moment=moment_text(outage.recorded_at)
        )
    ]
    if outage.undone_at is not None:
        parts.append(
            _("Taken back by {who} {moment}; it counts for nothing.").format(
                who=outage.undone_by, moment=moment_text(outage.undone_at)
            )
        )
    elif outage.is_open and outage.counted_until is not None:
        parts.append(
            _("Its time is counted up to {moment}; ending it counts the rest.").format(
                moment=moment_text(outage.counted_until)
            )
        )
    return " ".join(parts)


def preview_lines(preview: OutagePreview, name: dict[str, str]) -> tuple[str, ...]:
    """What an act would do, a line for each thing to be known."""
    lines = [_service_line(one, name) for one in preview.services]
    if not lines:
        lines.append(_("It touches no application that is still in the office."))
    if preview.passed:
        text = plural(
            "{count} promise was over before it began and stays as it is.",
            "{count} promises were over before it began and stay as they are.",
            preview.passed,
        )
        lines.append(text.format(count=count_text(preview.passed)))
    if preview.foreign:
        text = _("Left alone, since their promise was changed by something else: {numbers}.")
        lines.append(text.format(numbers=", ".join(preview.foreign)))
    lines.append(_risk_line(preview))
    return tuple(lines)


def _service_line(one: ServiceMoved, name: dict[str, str]) -> str:
    touched = plural("{count} touched", "{count} touched", one.touched).format(count=count_text(one.touched))
    service = name.get(one.service, one.service)
    if not one.moved:
        return _("{service}: {touched}, no promise moves.").format(service=service, touched=touched)
    text = _("{service}: {touched}, {moved} by {days}, to {first}.")
    if one.first != one.last:
        text = _("{service}: {touched}, {moved} by {days}, to {first} – {last}.")
    moved = plural("{count} promise moves", "{count} promises move", one.moved)
    return text.format(
        service=service, touched=touched, moved=moved.format(count=count_text(one.moved)), days=_days(one),
        first=dates.day_medium(one.first, language()) if one.first else "",
        last=dates.day_medium(one.last, language()) if one.last else "",
    )  # fmt: skip


def _days(one: ServiceMoved) -> str:
    if one.least_days == one.most_days:
        return plural("{count} working day", "{count} working days", one.most_days).format(count=one.most_days)
    return _("{least} to {most} working days").format(least=one.least_days, most=one.most_days)


def _risk_line(preview: OutagePreview) -> str:
    if not preview.at_risk:
        return _("No more trips are at risk because of it.")
    text = plural(
        "{count} more trip is at risk: {names}.", "{count} more trips are at risk: {names}.", len(preview.at_risk)
    )
    shown = [f"{one.name} ({dates.day_short(one.departs_at.date(), language())})" for one in preview.at_risk[:6]]
    if len(preview.at_risk) > len(shown):
        shown.append(_("and {count} others").format(count=count_text(len(preview.at_risk) - len(shown))))
    return text.format(count=count_text(len(preview.at_risk)), names=", ".join(shown))


def change_text(change: BoardChange) -> str:
    """What a switch was turned from and to."""
    words = state_words()
    after = words.get(change.state, change.state)
    if change.state == "flaky":
        after = _("Flaky {percent} %").format(percent=change.success_percent)
    return f"{words.get(change.before, change.before)} → {after}"


def notice_pill(notice: NoticeView) -> PillSpec:
    """Whether a notice counts."""
    if notice.standing == "in_force":
        if notice.is_stale:
            return PillSpec(Kind.FLAKY, _("Out of date"))
        return PillSpec(Kind.DONE, _("In force"))
    if notice.standing == "superseded":
        return PillSpec(Kind.WAITING, _("Replaced"))
    return PillSpec(Kind.WAITING, _("Withdrawn"))
