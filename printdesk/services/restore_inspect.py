"""What a backup is, before it is restored: its manifest, its bytes, its contents, and whether its schema is known."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, NoResultFound

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import LedgerEntry, SettingsVersion
from printdesk.services.backup_files import Manifest, check_copy, digest, read_manifest
from printdesk.services.integrity_checks import Check, Watch, only_reading
from printdesk.services.safety_words import check_sentence


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a backup is, before anything is changed.

    Attributes:
        manifest: None where it lies alone; then its contents alone can be judged.
        problems: why it cannot be restored, as sentences; empty where it can.
        checks: of its contents.
        taken_at: by its manifest, else by the newest entry of its ledger.
    """

    path: Path
    manifest: Manifest | None
    checks: tuple[Check, ...]
    problems: tuple[str, ...]
    taken_at: datetime | None
    entries: int
    head: str
    schema: str

    @property
    def ok(self) -> bool:
        """Whether it can be restored."""
        return not self.problems


def inspect(path: Path, watch: Watch | None = None) -> Inspection:
    """Check a backup: its manifest, its bytes, its contents, and whether this program knows its schema.

    Raises:
        EnvironmentFailureError: there is no such file.
    """
    if not path.is_file():
        raise EnvironmentFailureError(
            _("There is no file “{path}”.").format(path=path), _("Choose the backup's own file, which ends in .db.")
        )
    manifest = read_manifest(path)
    problems = []
    if manifest is not None and (path.stat().st_size != manifest.size or digest(path) != manifest.sha256):
        problems.append(_("The file is not the one that was made: its digest differs from its manifest."))
    try:
        checks = check_copy(path, watch)
        entries, head, revision, newest = _contents(path)
        zone = zone_of(path)
    except (DBAPIError, NoResultFound, ValueError, LookupError):
        said = _("“{file}” is no backup of PrintDesk, or it is damaged.").format(file=path.name)
        return Inspection(path, manifest, (), (said,), None, 0, "", "")
    problems += [check_sentence(check) for check in checks if not check.ok]
    if manifest is not None and (entries, head) != (manifest.entries, manifest.head):
        problems.append(_("Its ledger is not the one that its manifest names."))
    if not schema.knows(revision):
        problems.append(
            _("It was made by a newer PrintDesk (schema {found}): install that one first.").format(found=revision)
        )
    taken = manifest.moment if manifest is not None else newest
    local = taken.astimezone(zone) if taken is not None else None
    return Inspection(path, manifest, checks, tuple(problems), local, entries, head, revision)


def _contents(path: Path) -> tuple[int, str, str, datetime | None]:
    with only_reading(path) as session:
        last = session.execute(
            select(LedgerEntry.seq, LedgerEntry.hash, LedgerEntry.at).order_by(LedgerEntry.seq.desc()).limit(1)
        ).one_or_none()
        revision = str(session.execute(text("select version_num from alembic_version")).scalar())
    return (last.seq, last.hash, revision, last.at) if last else (0, "", revision, None)


def others(database: Database) -> tuple[str, ...]:
    """The addresses of other computers with PrintDesk open on this database; only PostgreSQL knows them."""
    if database.is_sqlite:
        return ()
    own = (
        "select distinct coalesce(host(client_addr), 'localhost') from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid() and application_name like 'printdesk%' "
        "and client_addr is distinct from inet_client_addr()"
    )
    with database.reading() as session:
        return tuple(sorted(str(each) for each in session.execute(text(own)).scalars()))


def zone_of(part: Path) -> ZoneInfo:
    """The office's zone, by the settings of the copy."""
    with only_reading(part) as session:
        body = session.execute(select(SettingsVersion.body).order_by(SettingsVersion.id.desc()).limit(1)).scalar_one()
    return ZoneInfo(body["office"]["zone"])
