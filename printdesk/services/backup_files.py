"""Backups as files: the copy of a database, its manifest, and reading both back.

A backup is always a SQLite file with the office in it, wherever the database itself lies: so the copy is checked as
it will be restored (its file, its ledger, its blanks, its numbers), and a backup of a PostgreSQL office can be
brought back to PostgreSQL of any version, or opened on one computer.
"""

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from printdesk import __version__
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models.database import Database, sqlite_module
from printdesk.services.backup_rows import export
from printdesk.services.integrity_checks import (
    BALANCE,
    CHAIN,
    FILE,
    NUMBERS,
    Check,
    Watch,
    check_balance,
    check_chain,
    check_file,
    check_numbers,
    only_reading,
    readable,
)

FORMAT = 1
_BLOCK = 1 << 20
_OWNER_ONLY = 0o600
_FOLDER_OWNER_ONLY = 0o700
_INTERRUPT_STEPS = 20_000
_SPARE = 1.1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a backup.

    Attributes:
        format: of this manifest. file: name of the backup. sha256, size: of its bytes.
        taken_at: ISO 8601, when the copied state held. source: "sqlite" or "postgresql".
        entries, head: length and last hash of its ledger. program: version that made it.
    """

    format: int
    file: str
    sha256: str
    size: int
    taken_at: str
    source: str
    schema: str
    entries: int
    head: str
    office: str
    program: str

    @property
    def moment(self) -> datetime:
        """When it was taken."""
        return datetime.fromisoformat(self.taken_at)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was checked: its manifest, and what the checks found."""

    manifest: Manifest
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether every check is sound."""
        return all(check.ok for check in self.checks)


class CopyStoppedError(RuleViolationError):
    """The user stopped it; nothing is left of it."""


def manifest_path(backup: Path) -> Path:
    """Where the manifest of a backup lies."""
    return backup.with_name(f"{backup.name}.json")


def make_folder(folder: Path) -> None:
    """The folder of backups, which only its owner may read.

    Raises:
        EnvironmentFailureError: it cannot be made.
    """
    try:
        folder.mkdir(mode=_FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def copy_checked(
    database: Database,
    target: Path,
    taken_at: datetime,
    office: str,
    watch: Watch | None = None,
    *,
    even_unsound: bool = False,
) -> Copied:
    """Copy a database that is in use, check the copy, and put it at `target` with its manifest.

    Nothing stands at `target` before the copy is whole; what was begun is removed when anything fails. A copy that
    is not sound is not put there, unless it is to be kept all the same (`even_unsound`).

    Raises:
        EnvironmentFailureError: the disk is full, or the folder cannot be written.
        CopyStoppedError: `watch` stopped it.
    """
    target = target.absolute()
    part = target.with_name(f".{target.name[:60]}.{uuid4().hex[:12]}.part")
    try:
        least = _entries(database)
        part.touch(mode=_OWNER_ONLY, exist_ok=False)
        _copy(database, part, watch)
        _to_disk(part)
        checks = check_copy(part, watch)
        with only_reading(part) as session:
            found = _described(session, part, target.name, taken_at, office, database.is_sqlite)
        if found.entries < least:
            checks = (*checks, Check(CHAIN, False, found.entries, (str(found.entries + 1),)))
        copied = Copied(found, checks)
        if copied.ok or even_unsound:
            _write_manifest(target, found)
            part.replace(target)
            _bring_to_disk(target.parent)
        return copied
    except OSError as error:
        raise _unwritable(target, error) from error
    except DBAPIError as error:
        raise _not_copied(error) from error
    finally:
        for left in target.parent.glob(f"{part.name}*"):
            with suppress(OSError):
                left.unlink()


def check_copy(path: Path, watch: Watch | None = None) -> tuple[Check, ...]:
    """The four checks of a backup's contents."""
    with only_reading(path) as session:
        return (
            readable(FILE, lambda: check_file(session)),
            readable(CHAIN, lambda: check_chain(session, watch)),
            readable(BALANCE, lambda: check_balance(session)),
            readable(NUMBERS, lambda: check_numbers(session)),
        )


def read_manifest(backup: Path) -> Manifest | None:
    """The manifest beside a backup; None where none lies there or it is none of ours."""
    try:
        found = json.loads(manifest_path(backup).read_text(encoding="utf-8"))
        known = {field.name for field in fields(Manifest)}
        manifest = Manifest(**{name: value for name, value in found.items() if name in known})
        manifest.moment  # noqa: B018  a moment that is none raises
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return manifest


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def raw_copy(source: Path, target: Path) -> None:
    """The pages of a SQLite file as they are, sound or not; readers and writers of it go on afterwards.

    Raises:
        EnvironmentFailureError: the disk is full, or the file is no database at all.
    """
    module = sqlite_module()
    try:
        target.touch(mode=_OWNER_ONLY, exist_ok=False)
        origin = module.connect(str(source), timeout=5)
        try:
            into = module.connect(str(target))
            try:
                origin.backup(into)
            finally:
                into.close()
        finally:
            origin.close()
        _to_disk(target)
    except (OSError, module.Error) as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise EnvironmentFailureError(
            _("“{file}” could not be copied: {detail}.").format(file=source.name, detail=error),
            _("Nothing was changed."),
        ) from error


def plain_copy(source: Path, target: Path) -> None:
    """The bytes of a file and of its write-ahead log, for what is no database any more."""
    for suffix in ("", "-wal", "-journal"):
        beside = source.with_name(source.name + suffix)
        if beside.exists():
            shutil.copyfile(beside, target.with_name(target.name + suffix))
            target.with_name(target.name + suffix).chmod(_OWNER_ONLY)


def _entries(database: Database) -> int:
    """How many entries the ledger has at least: a copy with fewer is none."""
    try:
        with database.reading() as session:
            return int(session.execute(text("select max(seq) from ledger")).scalar() or 0)
    except EnvironmentFailureError:  # too damaged to tell: the copy's own checks say so
        return 0


def _copy(database: Database, part: Path, watch: Watch | None) -> None:
    if database.is_sqlite:
        _vacuum_into(Path(database.url.database or ""), part, watch)
    else:
        export(database, part, watch)


def _vacuum_into(source: Path, part: Path, watch: Watch | None) -> None:
    """One consistent state of a SQLite file in use; what was deleted in it is not in the copy."""
    size = sum(f.stat().st_size for f in (source, source.with_name(f"{source.name}-wal")) if f.exists())
    _require_room(part.parent, size)
    module = sqlite_module()
    connection = module.connect(str(source), timeout=5, isolation_level=None)
    try:
        if watch is not None:
            # what it raises to stop interrupts the statement
            connection.set_progress_handler(lambda: watch(0, 0), _INTERRUPT_STEPS)
        connection.execute("VACUUM INTO ?", (str(part),))
    except module.Error as error:
        if "interrupt" in str(error).lower():
            raise _stopped_error() from error
        raise _not_copied(error) from error
    finally:
        connection.close()


def _described(session: Session, path: Path, name: str, taken_at: datetime, office: str, is_sqlite: bool) -> Manifest:
    last = session.execute(text("select seq, hash from ledger order by seq desc limit 1")).one_or_none()
    revision = session.execute(text("select version_num from alembic_version")).scalar()
    return Manifest(
        FORMAT, name, digest(path), path.stat().st_size, taken_at.isoformat(timespec="seconds"),
        "sqlite" if is_sqlite else "postgresql", str(revision), last[0] if last else 0, last[1] if last else "",
        office, __version__,
    )  # fmt: skip


def _write_manifest(target: Path, manifest: Manifest) -> None:
    path = manifest_path(target)
    part = path.with_name(f".{path.name[:60]}.{uuid4().hex[:12]}.part")
    try:
        part.touch(mode=_OWNER_ONLY, exist_ok=False)
        part.write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
        _to_disk(part)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _bring_to_disk(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _require_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size * _SPARE:
        raise EnvironmentFailureError(
            _("There is no room for a backup in “{folder}”: {free} MB are free, {need} MB are needed.").format(
                folder=folder, free=free >> 20, need=int(size * _SPARE) >> 20
            ),
            _("Free some space, or choose another folder for backups in the settings."),
        )


def _stopped_error() -> CopyStoppedError:
    return CopyStoppedError(_("It was stopped."), _("Nothing was changed, and nothing is left of it."))


def _not_copied(error: Exception) -> EnvironmentFailureError:
    words = str(getattr(error, "orig", error)).splitlines()[0]
    if "full" in words.lower():
        return EnvironmentFailureError(
            _("The disk is full, so no backup was made; what was begun is removed."),
            _("Free some space, or choose another folder for backups in the settings."),
        )
    return EnvironmentFailureError(
        _("The database could not be copied: {detail}.").format(detail=words.rstrip(".")),
        _("Check the database (Settings, Backups and checks), the disk and the network."),
    )


def _unwritable(path: Path, error: OSError) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        _("“{path}” could not be written: {detail}.").format(path=path, detail=error.strerror or error),
        _("Check the folder's rights and the free space of the disk."),
    )
