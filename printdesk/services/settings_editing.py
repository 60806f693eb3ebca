"""Changing the settings in the window: a whole section at a time, tried on today's queue, kept as a version.

One section is one value of `domain.settings` ("reasons" a tuple of `Reason`, "order" an `OrderSettings`), so that the
same checks hold as for a settings file, and nothing half-changed ever comes into force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import language
from printdesk.i18n.dates import moment_medium
from printdesk.models.tables import Person, SettingsVersion
from printdesk.services import access, settings_file
from printdesk.services.office import names
from printdesk.services.settings_change import changed_settings, put_people, refuse_in_use, refuse_unfit
from printdesk.services.settings_entries import (
    keep_reasons,
    refuse_unfit_collectors,
    refuse_unfit_people,
    refuse_unworded,
)
from printdesk.services.settings_file import PersonEntry
from printdesk.services.settings_share import ShareView, share_view
from printdesk.services.settings_trial import RuleTrial, try_settings, under
from printdesk.services.settings_versions import OldSettings, SettingsChange, look, settings_of, versions
from printdesk.services.work import Actor, Answer, Work, Workplace

Sections = Mapping[str, Any]
"""Name of a section of `OfficeSettings` to its new value."""


class SavedMeanwhileError(RuleViolationError):
    """Somebody else saved the same settings since they were read; what was typed is not saved."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody who works or worked here."""

    entry: PersonEntry
    active: bool


def fitting(settings: OfficeSettings, sections: Sections) -> OfficeSettings:
    """The settings with other sections, checked as a settings file is; nothing is read or written.

    A reason that a new list leaves out stays in it as one that is offered no more, because records name it.

    Raises:
        RuleViolationError: an entry is out of its range, a text is missing, or things do not fit together.
    """
    changed = replace(settings, **sections)
    if "reasons" in sections:
        changed = replace(changed, reasons=keep_reasons(settings.reasons, changed.reasons))
        refuse_unworded(changed.reasons)
    if "pickup" in sections:
        refuse_unfit_collectors(changed.pickup.collectors)
    document = settings_file.SettingsFile(changed)
    read = settings_file.from_toml(settings_file.to_toml(document)).settings
    refuse_unfit(read)
    return read


class SettingsEditingService:
    """Tries, saves, looks back."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def trial(self, sections: Sections) -> RuleTrial:
        """What other sections would do to today's queue; nothing is written.

        Raises:
            RuleViolationError: they do not fit.
        """
        with self._workplace.reading() as view:
            return try_settings(view, fitting(view.settings, sections))

    def share(self, sections: Sections, reader: Catalogue) -> ShareView:
        """What the share of the longest overdue promises and costs on today's queue under other sections.

        Raises:
            RuleViolationError: they do not fit.
        """
        with self._workplace.reading() as view:
            return share_view(under(view, fitting(view.settings, sections)), reader)

    def save(self, actor: Actor, sections: Sections, operation_id: str, *, version: int, tried: bool = False) -> int:
        """Put other sections in force, as a version with its author.

        Args:
            version: of the settings that were changed.
            tried: they were tried on the queue, so that any other settings saved since are in the way; without it
                only another change of the same sections is.

        Returns:
            the number of the new version.

        Raises:
            SavedMeanwhileError: others were saved since.
            RuleViolationError: they do not fit, change nothing, or leave out what work refers to.
        """

        def do(work: Work) -> Answer:
            _refuse_moved(work, sections, version, tried=tried)
            return {"version": _put(work, fitting(work.settings, sections))}

        return int(self._workplace.perform("edit_settings", actor, operation_id, do)["version"])

    def restore(self, actor: Actor, old: int, operation_id: str, *, version: int) -> int:
        """Put an old version in force again, as a new version.

        Args:
            old: the version that comes back. version: the one in force when it was tried.

        Raises:
            SavedMeanwhileError: others were saved since.
            RuleViolationError: there is no such version, it is in force, or it leaves out what work refers to.
        """

        def do(work: Work) -> Answer:
            _refuse_moved(work, {}, version, tried=True)
            sections = _sections(settings_of(work, old))
            return {"version": _put(work, fitting(work.settings, sections), restored=old)}

        return int(self._workplace.perform("restore_settings", actor, operation_id, do)["version"])

    def try_version(self, old: int) -> RuleTrial:
        """What an old version would do to today's queue; nothing is written.

        Raises:
            RuleViolationError: there is no such version, or it does not fit any more.
        """
        with self._workplace.reading() as view:
            return try_settings(view, fitting(view.settings, _sections(settings_of(view, old))))

    def versions(self, lang: str) -> tuple[SettingsChange, ...]:
        """All versions of the settings, the newest first, with what each changed for a reader of `lang`."""
        with self._workplace.reading() as view:
            return versions(view, lang)

    def author(self) -> str:
        """The name of who saved the settings in force."""
        with self._workplace.reading() as view:
            row = view.session.get_one(SettingsVersion, view.office.version)
            return names(view.session).get(row.author, row.author)

    def look(self, version: int, lang: str) -> OldSettings:
        """One version with all it says.

        Raises:
            RuleViolationError: there is no such version.
        """
        with self._workplace.reading() as view:
            return look(view, version, lang)

    def people(self) -> tuple[PersonRecord, ...]:
        """Everybody who works or worked here: the active first, by name."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(Person).order_by(Person.active.desc(), Person.name, Person.id))
            return tuple(_record(row) for row in rows)

    def save_people(
        self, actor: Actor, people: tuple[PersonRecord, ...], operation_id: str, *, before: tuple[PersonRecord, ...]
    ) -> None:
        """Make the office's people these; each change is an entry of the ledger. Nobody is ever deleted.

        Args:
            before: as they were read before they were changed.

        Raises:
            SavedMeanwhileError: they are other ones by now.
            RuleViolationError: somebody's entry does not fit, or nobody is left to change the settings.
        """

        def do(work: Work) -> Answer:
            access.one_at_a_time(work.session)
            now = [_record(row) for row in work.session.scalars(select(Person))]
            if sorted(now, key=_login) != sorted(before, key=_login):
                raise SavedMeanwhileError(
                    _("Somebody changed the list of people since you read it."),
                    _("Look at it, then change it again."),
                )
            entries = tuple(each.entry for each in people if each.active)
            refuse_unfit_people(entries, work.settings)
            for change in put_people(work.session, entries):
                work.record(change.act, "person", change.login, roles=list(change.roles))
            access.ensure_manageable(work.session)
            return {}

        self._workplace.perform("edit_people", actor, operation_id, do, adds_person=False)


def _login(record: PersonRecord) -> str:
    return record.entry.login


def _record(row: Person) -> PersonRecord:
    entry = PersonEntry(
        row.login, row.name, tuple(row.roles), row.nip or "", row.grade or "", tuple(row.skills)
    )  # fmt: skip
    return PersonRecord(entry, row.active)


def _sections(settings: OfficeSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in settings_file.to_plain(settings)}


def _put(work: Work, settings: OfficeSettings, **details: Any) -> int:
    """A new version with these settings; its number."""
    changed = changed_settings(work.settings, settings)
    if not changed:
        raise RuleViolationError(_("These settings are in force already."), _("Nothing was changed."))
    refuse_in_use(work, settings)
    row = SettingsVersion(at=work.now, author=work.actor.user, body=settings_file.to_json(settings))
    work.session.add(row)
    work.session.flush()
    work.record("change_settings", "settings", row.id, version=row.id, sections=changed, **details)
    return row.id


def _refuse_moved(work: Work, sections: Sections, version: int, *, tried: bool) -> None:
    if version == work.office.version:
        return
    then = settings_of(work, version)
    if not tried and all(getattr(then, name) == getattr(work.settings, name) for name in sections):
        return
    row = work.session.get_one(SettingsVersion, work.office.version)
    who = names(work.session).get(row.author, row.author)
    when = moment_medium(row.at.astimezone(work.office.zone), language())
    raise SavedMeanwhileError(
        _("{who} saved other settings meanwhile, on {when}.").format(who=who, when=when),
        _("Nothing you typed is lost: look at theirs, then decide."),
    )
