"""The versions of the office's settings: when, by whom, and what each changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from printdesk.i18n import Catalogue, catalogue
from printdesk.models.tables import SettingsVersion
from printdesk.services.office import names
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """One version of the settings.

    Attributes:
        at: in the office's zone.
        author: name of who saved it.
        changes: what is different from the version before, in words; empty where nothing is.
        in_force: it is the newest.
    """

    version: int
    at: datetime
    author: str
    changes: tuple[str, ...]
    in_force: bool


def versions(view: View, lang: str) -> tuple[SettingsChange, ...]:
    """All versions, the newest first, in words for a reader of `lang`."""
    rows = view.session.scalars(select(SettingsVersion).order_by(SettingsVersion.id)).all()
    known, _ = names(view.session), catalogue(lang)
    found = []
    before: Mapping[str, Any] | None = None
    for row in rows:
        told = (_("First settings."),) if before is None else tuple(_told(before, row.body, _))
        author = known.get(row.author, row.author)
        found.append(SettingsChange(row.id, row.at.astimezone(view.office.zone), author, told, row is rows[-1]))
        before = row.body
    return tuple(reversed(found))


def _told(before: Mapping[str, Any], after: Mapping[str, Any], _: Catalogue) -> Iterator[str]:
    sections = _sections(_)
    for key in after:
        if key != "order" and before.get(key) != after[key]:
            yield _("Changed: {section}.").format(section=sections.get(key, key))
    yield from _order_told(before.get("order", {}), after.get("order", {}), _)


def _order_told(before: Mapping[str, Any], after: Mapping[str, Any], _: Catalogue) -> Iterator[str]:
    old = [each["code"] for each in before.get("classes", ())]
    new = [each["code"] for each in after.get("classes", ())]
    if old != new:
        labels = {each["code"]: each["label"][_.lang] for each in after["classes"]}
        yield _("Order of the classes: {classes}.").format(classes=" › ".join(labels[code] for code in new))
    elif before.get("classes") != after.get("classes"):
        yield _("Changed: {section}.").format(section=_("the rules of the classes"))
    words = _numbers(_)
    for key in after:
        if key != "classes" and before.get(key) != after[key]:
            name = words.get(key, key)
            yield _("{name}: {before} → {after}.").format(name=name, before=before.get(key, "–"), after=after[key])


def _sections(_: Catalogue) -> dict[str, str]:
    return {
        "office": _("the letterhead"),
        "services": _("the service types"),
        "stations": _("the stations"),
        "calendar": _("the calendar"),
        "reasons": _("the reasons"),
        "checklist": _("the checklist"),
        "pickup": _("the rules of pickup"),
        "overtime": _("the rules of overtime"),
    }


def _numbers(_: Catalogue) -> dict[str, str]:
    return {
        "overdue_share_percent": _("Share of the longest overdue, in percent"),
        "share_after_class": _("The share gives way to classes up to"),
        "quality_lag_minutes": _("Working minutes from printer to shelf"),
        "travel_margin_minutes": _("Minutes from counter to departure"),
        "horizon_days": _("Days planned ahead"),
        "claim_minutes": _("Minutes until what was taken falls back"),
        "same_day_quota": _("Same-day applications a day"),
    }
