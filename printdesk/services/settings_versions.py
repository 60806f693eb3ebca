"""The versions of the office's settings: when, by whom, and what each changed."""

from dataclasses import dataclass
from datetime import datetime

import tomli_w
from sqlalchemy import select

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _ as here
from printdesk.i18n import catalogue
from printdesk.models.tables import SettingsVersion
from printdesk.services import settings_file
from printdesk.services.office import names
from printdesk.services.settings_words import differences
from printdesk.services.work import View, Work


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


@dataclass(frozen=True, slots=True)
class OldSettings:
    """One version looked at.

    Attributes:
        back: what would change if it came into force again, in words; empty where it says what is in force.
        text: all of it, as the settings file writes it; people and switches have no versions.
    """

    change: SettingsChange
    settings: OfficeSettings
    back: tuple[str, ...]
    text: str


def versions(view: View, lang: str) -> tuple[SettingsChange, ...]:
    """All versions, the newest first, in words for a reader of `lang`."""
    rows = view.session.scalars(select(SettingsVersion).order_by(SettingsVersion.id)).all()
    known, _ = names(view.session), catalogue(lang)
    found = []
    before: OfficeSettings | None = None
    for row in rows:
        settings = settings_file.from_plain(row.body)
        told = (_("First settings."),) if before is None else differences(before, settings, _)
        author = known.get(row.author, row.author)
        found.append(SettingsChange(row.id, row.at.astimezone(view.office.zone), author, told, row is rows[-1]))
        before = settings
    return tuple(reversed(found))


def settings_of(view: View | Work, version: int) -> OfficeSettings:
    """The settings as a version says them.

    Raises:
        RuleViolationError: there is no such version.
    """
    row = view.session.get(SettingsVersion, version)
    if row is None:
        raise RuleViolationError(
            here("There is no version {version} of the settings.").format(version=version),
            here("Choose one from the list of versions."),
        )
    return settings_file.from_plain(row.body)


def look(view: View, version: int, lang: str) -> OldSettings:
    """One version with what it would change, in words for a reader of `lang`.

    Raises:
        RuleViolationError: there is no such version.
    """
    old = settings_of(view, version)
    change = next(each for each in versions(view, lang) if each.version == version)
    back = differences(view.settings, old, catalogue(lang))
    return OldSettings(change, old, back, tomli_w.dumps(settings_file.to_plain(old)))
