"""The figures of a public notice as they are now, as they were kept, and what has moved between the two."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from printdesk.documents.notice_values import (
    NoticeFigures,
    OutageFigure,
    ServiceFigure,
    StageFigure,
    WaveFigure,
)
from printdesk.documents.notice_words import details, state_word, waves
from printdesk.domain.settings import Label
from printdesk.i18n import Catalogue
from printdesk.models.contacts import Wave, WaveSet
from printdesk.models.outages import Outage
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.stages import StageSwitch, stage_switches
from printdesk.services.work import View, Work


def figures_now(view: View, plan: PlanView | None = None) -> NoticeFigures:
    """What a notice made now would say; an expected return that has gone by is not told."""
    plan = plan or make_plan(view)
    board = stage_switches(view)
    return NoticeFigures(
        tuple(
            ServiceFigure(
                service.code, service.label,
                tuple(_stage(view, each) for each in board if each.service == service.code),
                _wait_days(view, plan, service.code), service.promise_days,
            )
            for service in view.settings.services
        ),
        tuple(_outages(view)),
        tuple(_waves(view)),
    )  # fmt: skip


def to_json(figures: NoticeFigures) -> dict[str, Any]:
    """Figures as a JSON document."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(figures), default=lambda value: value.isoformat()))
    return plain


def from_json(body: Mapping[str, Any], zone: ZoneInfo) -> NoticeFigures:
    """Figures as they were kept; moments in the office's zone."""

    def moment(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text).astimezone(zone) if text else None

    def known(text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(zone)

    return NoticeFigures(
        tuple(
            ServiceFigure(
                each["code"], Label(**each["label"]),
                tuple(
                    StageFigure(one["stage"], one["state"], moment(one["since"]), moment(one["back"]))
                    for one in each["stages"]
                ),
                each["wait_days"], each["usual_days"],
            )
            for each in body["services"]
        ),
        tuple(OutageFigure(each["cause"], known(each["since"])) for each in body["outages"]),
        tuple(
            WaveFigure(date.fromisoformat(each["day"]), known(each["start"]), known(each["end"]))
            for each in body["waves"]
        ),
    )  # fmt: skip


def digest(figures: NoticeFigures) -> str:
    """The mark of figures: the same only where a notice would say the same."""
    return hashlib.sha256(json.dumps(to_json(figures), sort_keys=True).encode()).hexdigest()


def moved(before: NoticeFigures, after: NoticeFigures, reader: Catalogue) -> tuple[str, ...]:
    """What a notice says that is not true any more, a sentence for each figure."""
    return tuple(_moved(before, after, reader))


def _moved(before: NoticeFigures, after: NoticeFigures, _: Catalogue) -> Iterator[str]:
    old = {each.code: each for each in before.services}
    for service in after.services:
        was = old.pop(service.code, None)
        then, now = _said(was, _) if was else (), _said(service, _)
        if then != now:
            text = _("{service}: the notice says “{before}”, now it is “{after}”.")
            yield text.format(
                service=service.label.text(_.lang),
                before=" ".join(each for each in then if each not in now) or "–",
                after=" ".join(each for each in now if each not in then) or "–",
            )
    for gone in old.values():
        yield _("{service} is not offered any more.").format(service=gone.label.text(_.lang))
    if before.outages != after.outages:
        yield _("The outages that go on are others now.")
    if waves(before, _) != waves(after, _):
        yield _("The pickup times are others now.")


def _said(service: ServiceFigure, _: Catalogue) -> tuple[str, ...]:
    return (f"{state_word(service, _)}.", *details(service, _))


def _stage(view: View, one: StageSwitch) -> StageFigure:
    switch, zone = one.switch, view.office.zone
    if switch.state == "up":
        return StageFigure(one.stage, "up")
    back, since = switch.expected_back, _since(view, one)
    return StageFigure(
        one.stage, switch.state, since.astimezone(zone) if since else None,
        back.astimezone(zone) if back and back > view.now else None,
    )  # fmt: skip


def _since(view: View | Work, one: StageSwitch) -> datetime | None:
    """From when it stands so: what an outage stopped stands since the outage began, not since it was recorded."""
    since = one.switch.since
    if one.switch.state != "down" or since is None:
        return since
    begun = [
        row.started_at for row in _open_outages(view)
        if one.stage in row.stages and one.service in row.services and row.cause == one.switch.note
    ]  # fmt: skip
    return min([since, *begun])


def _wait_days(view: View, plan: PlanView, service: str) -> int | None:
    """Working days until the last one who waits without a trip can collect; None where one of them has no date."""
    printing = [row.planned for row in plan.rows if row.service == service and row.departs_at is None]
    if any(planned is None for planned in printing):
        return None
    clock = plan.given.clock
    ready = max((clock.ready_from(planned) for planned in printing if planned is not None), default=plan.now)
    for each in stage_switches(view):
        if each.service == service and each.switch.state == "down":
            back = each.switch.expected_back
            if back is None or back <= view.now:
                return None  # also where nobody waits yet: who applies now waits for it
            ready = max(ready, clock.ready_from(back) if each.stage == "print" else clock.counter.next_open(back))
    return view.office.counter_hours.open_days_between(plan.now.date(), ready.date())


def _open_outages(view: View | Work) -> list[Outage]:
    return list(
        view.session.scalars(
            select(Outage)
            .where(Outage.undone_at.is_(None), Outage.ended_at.is_(None))
            .order_by(Outage.started_at, Outage.id)
        )
    )


def _outages(view: View | Work) -> Iterator[OutageFigure]:
    rows = _open_outages(view)
    for row in rows:
        yield OutageFigure(row.cause, row.started_at.astimezone(view.office.zone))


def _waves(view: View) -> Iterator[WaveFigure]:
    """The pickup times in force that are not over, those that touch each other as one."""
    newest = select(WaveSet.id).where(WaveSet.undone_at.is_(None)).order_by(WaveSet.id.desc()).limit(1)
    rows = view.session.scalars(
        select(Wave).where(Wave.set_id == newest.scalar_subquery(), Wave.ends_at > view.now).order_by(Wave.starts_at)
    )
    zone = view.office.zone
    last: WaveFigure | None = None
    for row in rows:
        start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
        if last is not None and last.end == start and last.day == start.date():
            last = WaveFigure(last.day, last.start, end)
            continue
        if last is not None:
            yield last
        last = WaveFigure(start.date(), start, end)
    if last is not None:
        yield last
