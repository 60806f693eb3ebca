"""Backups while the office works: made, checked as a copy, rotated, and missed aloud.

One runs at a time in an office, whoever's desk makes it: a row in the database is the turn. A backup counts only
after its copy was checked; a failed one never makes an older one go.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from printdesk import paths
from printdesk.domain import backup_rules
from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models.safety import BackupRun, RestoreRun
from printdesk.models.tables import LedgerEntry
from printdesk.services.backup_files import (
    Copied,
    copy_checked,
    make_folder,
    manifest_path,
)
from printdesk.services.backup_status import (
    FAILED,
    GOOD,
    RUNNING,
    BackupLine,
    BackupStatus,
    backup_line,
    backup_lines,
    backup_status,
    missed_text,
    status_text,
)
from printdesk.services.integrity_checks import Watch
from printdesk.services.office import names
from printdesk.services.safety_words import check_sentence
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_log = logging.getLogger(__name__)

HAND, HOURS, CLOSING = "hand", "hours", "closing"
UPGRADE, RESTORE, SETTINGS, IMPORT = "upgrade", "restore", "settings", "import"
REASONS = (HAND, HOURS, CLOSING, UPGRADE, RESTORE, SETTINGS, IMPORT)

_TURN = timedelta(hours=2)
"""After so long a desk that vanished while it made a backup has lost its turn."""
_RETRY = timedelta(minutes=30)
"""After a failed one the next is tried so much later."""
_LONGEST_NOTE = 500
_ROW_BYTES = 60
"""What a row of a list takes at least: nobody knows how many there are before it is read."""


@dataclass(frozen=True, slots=True)
class LastRestore:
    """The newest restore of this database."""

    number: str
    at: datetime
    by: str
    taken_at: datetime


class BackupService:
    """Makes backups and says how the office stands with them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def status(self) -> BackupStatus:
        """How the office stands."""
        with self._workplace.reading() as view:
            return backup_status(view, self.folder(view))

    def runs(self, limit: int = 50) -> tuple[BackupLine, ...]:
        """The last ones, the newest first; those that made room are left out."""
        with self._workplace.reading() as view:
            return backup_lines(view, limit)

    def last_restore(self) -> LastRestore | None:
        """The newest restore, by which windows notice that the database is another one."""
        with self._workplace.reading() as view:
            row = view.session.scalar(select(RestoreRun).order_by(RestoreRun.at.desc()).limit(1))
            if row is None:
                return None
            zone = view.office.zone
            by = names(view.session).get(row.by, row.by)
            return LastRestore(row.number, row.at.astimezone(zone), by, row.taken_at.astimezone(zone))

    def folder(self, view: View | None = None) -> Path:
        """Where this desk puts backups."""
        if view is None:
            with self._workplace.reading() as found:
                return self.folder(found)
        return backup_folder(self._workplace, view.settings.backup.folder)

    def due(self) -> str:
        """The reason for which one should be made by itself now, or "". The demo office makes none by itself."""
        with self._workplace.reading() as view:
            if self._workplace.clock.is_demo:
                return ""
            return _due(view, self.folder(view))

    def before(self, actor: Actor, reason: str, operation_id: str, watch: Watch | None = None) -> BackupLine | None:
        """One before something risky; None where a good one holds all that there is already.

        Raises:
            EnvironmentFailureError, RuleViolationError: none could be made, so the risky act should wait.
        """
        with self._workplace.reading() as view:
            last = backup_status(view, self.folder(view)).last_good
            newest = view.session.scalar(select(func.max(LedgerEntry.seq))) or 0
            if newest <= 1 or (last is not None and last.here and newest - last.entries <= 1):
                return None
        return self.make(actor, reason, operation_id, watch=watch)

    def before_list(self, actor: Actor, file: Path, operation_id: str) -> BackupLine | None:
        """One before a list is taken over, when it is long, by the size of its file: rows are read only once.

        Raises:
            EnvironmentFailureError, RuleViolationError: none could be made, so the list should wait.
        """
        with self._workplace.reading() as view:
            rows = view.settings.backup.before_import_rows
        try:
            long = rows and file.stat().st_size >= rows * _ROW_BYTES
        except OSError:
            return None
        return self.before(actor, IMPORT, operation_id) if long else None

    def make(
        self, actor: Actor, reason: str, operation_id: str, target: Path | None = None, watch: Watch | None = None
    ) -> BackupLine:
        """Make one now.

        Args:
            target: a file of its own outside the rotation; by default a new one in the office's folder.
            watch: told how far it is; may raise to stop it.

        Raises:
            EnvironmentFailureError: the disk is full or cannot be written, or the database is damaged.
            RuleViolationError: another desk is making one, or the target exists already.
        """
        if target is not None:
            _refuse_existing(target)
        run, name, default = self._begin(actor, reason)
        path = _new_file(target or _free(default))
        copied, said = None, _("It was stopped.")
        try:
            copied = copy_checked(self._workplace.database, path, run.started_at, name, watch)
        except DeskError as error:
            said = error.message
            raise
        finally:
            if copied is None:
                self._failed(run.id, said)
        if not copied.ok:
            self._unsound(actor, run.id, copied, operation_id)
        line = self._good(actor, run.id, path, copied, operation_id)
        if target is None:
            self._rotate()
        return line

    def _begin(self, actor: Actor, reason: str) -> tuple[BackupRun, str, Path]:
        """Take the turn; what vanished in the middle has lost it."""
        with self._workplace.reading() as view:
            folder, name = self.folder(view), view.settings.office.name
            now = view.now.astimezone(view.office.zone)
        try:
            with self._workplace.database.writing() as session:
                _end_stale(session, now)
                run = BackupRun(
                    reason=reason, state=RUNNING, started_at=now, started_by=actor.user, desk=actor.desk,
                    until=now + _TURN,
                )  # fmt: skip
                session.add(run)
                session.flush()
                session.expunge(run)
        except IntegrityError as error:
            raise RuleViolationError(
                _("Another desk is making a backup right now."), _("Wait until it is done; one is enough.")
            ) from error
        return run, name, folder / f"office-{now:%Y%m%d-%H%M%S}-{reason}.db"

    def _failed(self, run_id: int, words: str) -> None:
        """Note why; that this cannot be noted either (the disk is full) is for the log."""
        try:
            with self._workplace.database.writing() as session:
                row = session.get_one(BackupRun, run_id)
                row.state, row.ended_at, row.note = FAILED, self._workplace.clock.now(), words[:_LONGEST_NOTE]
        except DeskError as second:
            _log.warning("a failed backup was not noted: %s", second)

    def _unsound(self, actor: Actor, run_id: int, copied: Copied, operation_id: str) -> None:
        wrong = [check for check in copied.checks if not check.ok]
        said = " ".join(check_sentence(check) for check in wrong)

        def do(work: Work) -> Answer:
            row = work.session.get_one(BackupRun, run_id)
            row.state, row.ended_at, row.note = FAILED, work.now, said[:_LONGEST_NOTE]
            work.record("backup_failed", "backup", run_id, checks=[check.code for check in wrong])
            return {}

        with suppress(DeskError):
            self._workplace.perform("back_up", actor, operation_id, do)
        raise EnvironmentFailureError(
            _("The copy is not sound, so it is no backup: {found}").format(found=said),
            _("Older backups are kept. Check the database (Settings, Backups and checks), call the administrator."),
        )

    def _good(self, actor: Actor, run_id: int, path: Path, copied: Copied, operation_id: str) -> BackupLine:
        made = copied.manifest

        def do(work: Work) -> Answer:
            row = work.session.get_one(BackupRun, run_id)
            row.state, row.ended_at, row.file = GOOD, work.now, str(path)
            row.size, row.sha256, row.entries, row.head = made.size, made.sha256, made.entries, made.head
            work.record(
                "back_up", "backup", run_id, reason=row.reason, sha256=made.sha256, entries=made.entries,
                head=made.head,
            )  # fmt: skip
            return {"run": run_id}

        self._workplace.perform("back_up", actor, operation_id, do)
        with self._workplace.reading() as view:
            return backup_line(view, view.session.get_one(BackupRun, run_id))

    def _rotate(self) -> None:
        """Let older files go that the rules do not keep; a file that resists stays and is no harm."""
        with self._workplace.reading() as view:
            folder, rules = self.folder(view), view.settings.backup
            zone = view.office.zone
            rows = [row for row in _good_rows(view.session) if _lies_in(row.file, folder)]
            taken = [row.started_at.astimezone(zone) for row in rows]
            stay = backup_rules.kept(rules, taken)
            go = [(row.id, Path(row.file)) for at, row in enumerate(rows) if at not in stay]
        dropped = [run_id for run_id, path in go if _removed(path)]
        if dropped:
            with self._workplace.database.writing() as session:
                for row in session.scalars(select(BackupRun).where(BackupRun.id.in_(dropped))):
                    row.dropped_at = self._workplace.clock.now()


def backup_folder(workplace: Workplace, chosen: str) -> Path:
    """The office's folder for backups: the chosen one, else beside the database, else in the user's data."""
    database = workplace.database
    if chosen.strip():
        return Path(chosen.strip()).expanduser()
    if database.is_sqlite:
        return Path(database.url.database or "").absolute().parent / "backups"
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in database.url.database or "")
    return paths.data_folder() / "backups" / safe


def _due(view: View, folder: Path) -> str:
    status = backup_status(view, folder)
    if status.running is not None and view.now < status.running.at + _TURN:
        return ""
    if status.failed is not None and view.now - status.failed.at < _RETRY:
        return ""
    now = view.now.astimezone(view.office.zone)
    close = view.office.office_hours.close_of(now.date())
    closed = close if close is not None and close <= now else None
    last = status.last_good.at if status.last_good else None
    if not backup_rules.is_due(view.settings.backup, now, last, closed):
        return ""
    return CLOSING if closed is not None and (last is None or last < closed) else HOURS


def _end_stale(session: Session, now: datetime) -> None:
    for row in session.scalars(select(BackupRun).where(BackupRun.state == RUNNING, BackupRun.until < now)):
        row.state, row.ended_at, row.note = FAILED, now, _("The desk stopped in the middle of it.")
    session.flush()


def _new_file(path: Path) -> Path:
    make_folder(path.absolute().parent)
    _refuse_existing(path)
    return path.absolute()


def _free(path: Path) -> Path:
    """The name itself, or with a number where two are made within a second."""
    free, at = path, 2
    while free.exists() or manifest_path(free).exists():
        free, at = path.with_name(f"{path.stem}-{at}{path.suffix}"), at + 1
    return free


def _refuse_existing(path: Path) -> None:
    if path.exists() or manifest_path(path).exists():
        raise RuleViolationError(
            _("“{path}” exists already.").format(path=path), _("Name another file; a backup never replaces one.")
        )


def _good_rows(session: Session) -> list[BackupRun]:
    return list(
        session.scalars(
            select(BackupRun)
            .where(BackupRun.state == GOOD, BackupRun.dropped_at.is_(None))
            .order_by(BackupRun.started_at.desc(), BackupRun.id.desc())
        )
    )


def _lies_in(file: str, folder: Path) -> bool:
    """Whether a backup is one of the folder's own, and there: only those are counted and let go."""
    path = Path(file)
    return path.parent == folder.absolute() and path.name.startswith("office-") and path.exists()


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
        manifest_path(path).unlink(missing_ok=True)
    except OSError as error:
        _log.warning("an old backup stays: %s", error)
        return False
    return True


__all__ = [
    "BackupLine",
    "BackupService",
    "BackupStatus",
    "LastRestore",
    "backup_folder",
    "missed_text",
    "status_text",
]
