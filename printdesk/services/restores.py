"""Restoring a backup: checked first, the present database kept aside, and everything lost told to do it again.

The backup is made ready beside the database: migrated where it is older, its act of restoring written into its
ledger, checked as a whole. Only then it takes the database's place in one transaction, so that a power cut leaves the
old one or the new one. Windows that are open go on and read anew.
"""

import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from printdesk.domain import codes
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models import schema
from printdesk.models.database import Database, sqlite_module
from printdesk.models.safety import BackupRun, RestoreRun
from printdesk.models.tables import Counter, LedgerEntry, SettingsVersion
from printdesk.services import erasing, ledger
from printdesk.services.backup_files import (
    check_copy,
    copy_checked,
    make_folder,
    plain_copy,
    raw_copy,
)
from printdesk.services.backup_rows import copy_into_postgresql
from printdesk.services.backup_status import GOOD, RUNNING
from printdesk.services.backups import backup_folder
from printdesk.services.clock import Clock, FixedClock, SystemClock
from printdesk.services.integrity_checks import Watch, only_reading
from printdesk.services.office import demo_start
from printdesk.services.restore_gap import UNKNOWN, Gap, gap
from printdesk.services.restore_inspect import Inspection, inspect, others, zone_of
from printdesk.services.restore_rules import ensure_two_people
from printdesk.services.safety_words import check_sentence
from printdesk.services.settings_file import from_plain
from printdesk.services.work import Actor, Work, Workplace, office_data

_BUSY = ("locked", "busy")


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done.

    Attributes:
        number: of its gap report. aside: where the database of before lies, "" where there was none.
        erased_again: how many erasures of personal data were done again.
    """

    number: str
    aside: str
    taken_at: datetime
    gap: Gap
    erased_again: int


class RestoreService:
    """Restores over the office that is open."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def inspect(self, path: Path, watch: Watch | None = None) -> Inspection:
        """Check a backup; nothing is changed."""
        return inspect(path, watch)

    def preview(self, path: Path) -> Gap:
        """What would be lost."""
        with self._workplace.reading() as view, only_reading(path) as backup:
            return gap(view.session, backup, has_erasures=True)

    def others(self) -> tuple[str, ...]:
        """The addresses of other computers at work with this database right now; they read anew afterwards."""
        return others(self._workplace.database)

    def restore(
        self, actor: Actor, path: Path, second: str, operation_id: str, watch: Watch | None = None
    ) -> Restored:
        """Put a backup in the database's place.

        Args:
            second: login of the second person.

        Raises:
            RuleViolationError: it is not sound, a newer program made it, or nobody stands by.
            EnvironmentFailureError: disk, network or rights of the database; nothing was changed.
        """
        ensure_two_people(self._workplace, actor, second, operation_id)
        return _Restore(self._workplace.database, self._workplace.clock, actor, second, operation_id).run(path, watch)


def restore_over(
    url: str, actor: Actor, path: Path, second: str, operation_id: str, watch: Watch | None = None
) -> Restored:
    """The same over a database that cannot be opened any more, or into a new one: nobody is asked for a password,
    since there is nothing to ask; the ledger says who did it.

    Raises:
        RuleViolationError, EnvironmentFailureError: as `RestoreService.restore`.
    """
    if not second.strip() or second.strip().lower() == actor.user.lower():
        raise RuleViolationError(
            _("A restore needs a second person."), _("Name somebody else who stands by (--second).")
        )
    database = Database(url)
    try:
        return _Restore(database, _clock_of(path), actor, second.strip(), operation_id).run(path, watch)
    finally:
        database.close()


class _Restore:
    """One restore from beginning to end."""

    def __init__(self, database: Database, clock: Clock, actor: Actor, second: str, operation_id: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._second = second
        self._operation = operation_id
        self._file = Path(database.url.database or "").absolute() if database.is_sqlite else None

    def run(self, path: Path, watch: Watch | None) -> Restored:
        """Do it."""
        found = inspect(path.absolute(), watch)
        if not found.ok:
            raise RuleViolationError(
                " ".join(found.problems), _("Choose another backup. The database is as it was; nothing was changed.")
            )
        self._refuse_desk_role()
        folder = self._folder()
        make_folder(folder)
        part = folder / f".restore-{uuid4().hex[:12]}.part"
        try:
            _private_copy(path, part)
            schema.upgrade(f"sqlite:///{part.as_posix()}")
            aside, lost, length = self._keep_aside(path, folder, zone_of(part))
            number, again = self._write_act(part, found, lost, aside)
            _refuse_unsound(part, watch)
            self._replace(part, length, watch)
        finally:
            for left in folder.glob(f"{part.name}*"):
                with suppress(OSError):
                    left.unlink()
        return Restored(number, aside, found.taken_at or self._clock.now(), lost, again)

    def _refuse_desk_role(self) -> None:
        """On a server only the owner of the tables may empty them; desks may not, and that is why they are safe."""
        if self._file is not None or schema.current(self._database) is None:
            return
        owns = text(
            "select pg_has_role(current_user, relowner, 'USAGE') from pg_class where oid = 'ledger'::regclass"
        )
        with self._database.reading() as session:
            if not session.execute(owns).scalar():
                raise RuleViolationError(
                    _("Only the owner of the database restores it, and this desk is not."),
                    _("Run “printdesk restore” with the owner's address of the database."),
                )

    def _folder(self) -> Path:
        """Where it is made ready: beside a file that it replaces, else in the folder of backups."""
        if self._file is not None:
            return self._file.parent
        return backup_folder(Workplace(self._database, self._clock), "")

    def _keep_aside(self, path: Path, folder: Path, zone: ZoneInfo) -> tuple[str, Gap, int | None]:
        """Keep the present database, and compare it; gives where, what is lost, and the length of its ledger."""
        stamp = f"{self._clock.now().astimezone(zone):%Y%m%d-%H%M%S}"
        if self._file is not None:
            return self._file_aside(path, self._file.with_name(f"{self._file.stem}.before-restore-{stamp}.db"))
        if schema.current(self._database) is None:
            return "", UNKNOWN, None
        aside = folder / f"before-restore-{stamp}.db"
        copied = copy_checked(self._database, aside, self._clock.now(), "", even_unsound=True)
        return str(aside), _compared(aside, path), copied.manifest.entries

    def _file_aside(self, path: Path, aside: Path) -> tuple[str, Gap, int | None]:
        source = self._file
        if source is None or not source.exists() or source.stat().st_size == 0:
            return "", UNKNOWN, None
        try:
            raw_copy(source, aside)
        except EnvironmentFailureError:
            plain_copy(source, aside)
            return str(aside), UNKNOWN, None
        try:
            return str(aside), _compared(aside, path), _length(aside)
        except (DBAPIError, ValueError):
            return str(aside), UNKNOWN, None

    def _write_act(self, part: Path, found: Inspection, lost: Gap, aside: str) -> tuple[str, int]:
        """Into the copy: the act, its report's number, the counters moved on, erasures done again."""
        copy = Database(f"sqlite:///{part.as_posix()}")
        try:
            with copy.writing() as session:
                work = self._work(session)
                _settle_runs(work, found)
                voided = _move_counters_on(session, lost)
                number = _own_number(work)
                again = _erase_again(work, lost)
                body = {**_plain(lost), "void": voided, "erased_again": again}
                session.add(
                    RestoreRun(
                        number=number, at=work.now, by=self._actor.user, second=self._second, file=found.path.name,
                        taken_at=found.taken_at or work.now, entries=found.entries, head=found.head, aside=aside,
                        body=body,
                    )
                )  # fmt: skip
                work.record(
                    "restore", "database", number, second=self._second, entries=found.entries, head=found.head,
                    lost=lost.lost, known=lost.known, same_chain=lost.same_chain,
                )  # fmt: skip
                session.flush()
                ledger.append(session, work.entries)
        finally:
            copy.close()
        return number, again

    def _work(self, session: Session) -> Work:
        version = session.execute(
            select(SettingsVersion.id, SettingsVersion.body).order_by(SettingsVersion.id.desc()).limit(1)
        ).one()
        office = office_data(version.id, from_plain(version.body))
        return Work(session, self._clock.now(), office, self._actor, self._operation)

    def _replace(self, part: Path, length: int | None, watch: Watch | None) -> None:
        if self._file is None:
            self._into_server(part, length, watch)
        elif length is None:
            self._as_new_file(part, self._file)
        else:
            self._into_file(part, self._file, length)

    def _into_file(self, part: Path, target: Path, length: int) -> None:
        """All pages in one transaction of the file: other windows see the old database or the new one."""
        module = sqlite_module()
        origin, into = module.connect(str(part)), module.connect(str(target), timeout=10)
        try:
            seq = into.execute("select max(seq) from ledger").fetchone()[0] or 0
            if seq != length:
                raise _meanwhile()
            origin.backup(into)
        except module.Error as error:
            if any(word in str(error).lower() for word in _BUSY):
                raise _meanwhile() from error
            raise EnvironmentFailureError(
                _("The backup could not be put in place: {detail}.").format(detail=error),
                _("The database is as it was. Close the other windows and try again."),
            ) from error
        finally:
            into.close()
            origin.close()
        self._database.close()

    def _as_new_file(self, part: Path, target: Path) -> None:
        """Nothing readable stands there: the copy becomes the file."""
        self._database.close()
        for suffix in ("-wal", "-shm", "-journal"):
            with suppress(OSError):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
        part.replace(target)

    def _into_server(self, part: Path, length: int | None, watch: Watch | None) -> None:
        if length is None:
            schema.upgrade(self._database.url.render_as_string(hide_password=False))
        with only_reading(part) as source, self._database.writing() as target:
            target.execute(text("SET LOCAL lock_timeout = '20s'"))
            target.execute(text("LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE"))
            newest = int(target.execute(select(func.max(LedgerEntry.seq))).scalar() or 0)
            if length is not None and newest != length:
                raise _meanwhile()
            copy_into_postgresql(source, target, watch)
        self._database.close()


def _private_copy(path: Path, part: Path) -> None:
    part.touch(mode=0o600, exist_ok=False)
    shutil.copyfile(path, part)


def _clock_of(path: Path) -> Clock:
    """The computer's clock; of a demo office the moment at which the backup was made."""
    found = inspect(path.absolute())
    if not found.ok or found.taken_at is None:
        return SystemClock()
    with only_reading(path) as session:
        is_demo = demo_start(session) is not None
    return FixedClock(found.taken_at, is_demo=True) if is_demo else SystemClock()


def _compared(aside: Path, path: Path) -> Gap:
    with only_reading(aside) as present, only_reading(path) as backup:
        tables = set(present.execute(text("select name from sqlite_master where type = 'table'")).scalars())
        return gap(present, backup, has_erasures="erasure" in tables)


def _length(path: Path) -> int:
    with only_reading(path) as session:
        return int(session.execute(select(func.max(LedgerEntry.seq))).scalar() or 0)


def _settle_runs(work: Work, found: Inspection) -> None:
    """The backup that this is was still running when it was copied; now it is known to be good."""
    manifest = found.manifest
    for row in work.session.scalars(select(BackupRun).where(BackupRun.state == RUNNING)):
        row.state, row.ended_at, row.file = GOOD, work.now, str(found.path)
        row.entries, row.head = found.entries, found.head
        row.size, row.sha256 = (manifest.size, manifest.sha256) if manifest else (found.path.stat().st_size, "")


def _move_counters_on(session: Session, lost: Gap) -> list[list[Any]]:
    """Numbers that were given out since are not given out again: paper with them lies in people's hands."""
    for key, _first, last in lost.papers:
        kind, year = key.rsplit("-", 1)
        counter = session.get(Counter, (kind, int(year)))
        if counter is None:
            session.add(Counter(kind=kind, year=int(year), last=last))
        else:
            counter.last = max(counter.last, last)
    session.flush()
    return [[key, first, last] for key, first, last in lost.papers]


def _own_number(work: Work) -> str:
    year = work.now.astimezone(work.office.zone).year
    counter = work.session.get(Counter, (codes.GAP_REPORT, year))
    if counter is None:
        counter = Counter(kind=codes.GAP_REPORT, year=year, last=0)
        work.session.add(counter)
    counter.last += 1
    return f"{codes.GAP_REPORT}-{year}-{counter.last:06d}"


def _erase_again(work: Work, lost: Gap) -> int:
    """What was erased after the backup stays erased."""
    return sum(
        erasing.erase(work, [key for key, reason in lost.erased if reason == why], why)
        for why in (erasing.PERIOD, erasing.ASKED)
    )


def _plain(lost: Gap) -> dict[str, Any]:
    """A gap as a JSON document."""
    whole = asdict(replace(lost, erased=()))
    whole.pop("erased")
    for key in ("since", "until"):
        whole[key] = whole[key].isoformat() if whole[key] is not None else None
    for act in whole["acts"]:
        act["at"] = act["at"].isoformat()
    return whole


def _refuse_unsound(part: Path, watch: Watch | None) -> None:
    wrong = [check_sentence(check) for check in check_copy(part, watch) if not check.ok]
    if wrong:
        raise EnvironmentFailureError(" ".join(wrong), _("The database is as it was; nothing was changed."))


def _meanwhile() -> RuleViolationError:
    return RuleViolationError(
        _("Another desk wrote something meanwhile, which would be lost without a trace."),
        _("The database is as it was. Let the other desks stop for a moment and try again."),
    )


__all__ = ["Inspection", "RestoreService", "Restored", "inspect", "others", "restore_over"]
