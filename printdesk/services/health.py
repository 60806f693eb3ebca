"""How everything around an office stands: each thing with a plain verdict and what to do. Holds no personal data."""

import platform
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select, text

from printdesk import __version__, paths
from printdesk.documents import fonts
from printdesk.errors import DeskError
from printdesk.files import keep_private
from printdesk.i18n import Catalogue, dates
from printdesk.models import schema
from printdesk.models.database import WAL_SAFE_FROM
from printdesk.models.tables import LedgerEntry
from printdesk.services.bundle import Services

CLOCK_SLACK = timedelta(seconds=60)
"""Clocks of desks that differ by more spoil the order of arrival and who was first."""
LITTLE_SPACE, TOO_LITTLE_SPACE = 2_000_000_000, 200_000_000
"""Free bytes of a disk: below the first it is said, below the second the next backup may not fit."""
_SAMPLE = "0O 1lI ÁÉŁğ “…”"


class Verdict(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing.

    Attributes:
        code: its name in the program, such as "schema" or "clock".
        name, value: what it is, and how it stands. advice: what to do, "" where nothing is to be done.
    """

    code: str
    verdict: Verdict
    name: str
    value: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """A printer as this computer sees it."""

    name: str
    ready: bool
    default: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """Everything at a moment in the office's zone."""

    at: datetime
    lines: tuple[HealthLine, ...]

    @property
    def worst(self) -> Verdict:
        """The verdict of the whole; what is not known makes nothing worse."""
        found = {line.verdict for line in self.lines}
        return next((each for each in (Verdict.BAD, Verdict.LOOK) if each in found), Verdict.GOOD)


@dataclass(frozen=True, slots=True)
class Around:
    """What the window knows of its computer; None is not known.

    Attributes:
        window_font: whether the window's typeface is loaded. printers: those that can be chosen.
    """

    window_font: bool | None = None
    printers: Sequence[PrinterFacts] | None = None


def health(services: Services, around: Around, reader: Catalogue) -> Health:
    """Everything, in a language; slow: the whole ledger is computed anew. What fails is a line, not an error."""
    checks: tuple[tuple[str, str, Callable[[str, str], HealthLine]], ...] = (
        ("program", reader("Program"), lambda code, name: _program(code, name, reader)),
        ("schema", reader("Schema"), lambda code, name: _schema(code, name, services, reader)),
        ("database", reader("Database"), lambda code, name: _database(code, name, services, reader)),
        ("ledger", reader("Ledger"), lambda code, name: _ledger(code, name, services, reader)),
        ("clock", reader("Clock"), lambda code, name: _clock(code, name, services, reader)),
        ("disk", reader("Disk"), lambda code, name: _disk(code, name, _data_folder(services), reader)),
        ("backup", reader("Last backup"), lambda code, name: _backup(code, name, services, reader)),
        ("backups_disk", reader("Disk of the backups"),
         lambda code, name: _disk(code, name, services.backups.folder(), reader)),
        ("fonts", reader("Typeface"), lambda code, name: _fonts(code, name, around, reader)),
        ("printers", reader("Printers"), lambda code, name: _printers(code, name, around, reader)),
    )  # fmt: skip
    lines = tuple(_safely(code, name, check) for code, name, check in checks)
    return Health(services.office.now(), lines)


def as_text(found: Health, reader: Catalogue) -> str:
    """The lines for whoever supports the program; the folder of the person signed in to the computer is left out."""
    words = verdict_words(reader)
    said = [f"PrintDesk {__version__}, {dates.moment_long(found.at, reader.lang)}", ""]
    for line in found.lines:
        said.append(f"[{words[line.verdict]}] {line.name}: {line.value}")
        if line.advice:
            said.append(f"    {line.advice}")
    return "\n".join(said).replace(str(Path.home()), "~") + "\n"


def verdict_words(reader: Catalogue) -> dict[Verdict, str]:
    """The verdicts as words."""
    return {
        Verdict.GOOD: reader("in order"), Verdict.LOOK: reader("look at it"), Verdict.BAD: reader("not in order"),
        Verdict.UNKNOWN: reader("not known"),
    }  # fmt: skip


def _safely(code: str, name: str, check: Callable[[str, str], HealthLine]) -> HealthLine:
    try:
        return check(code, name)
    except DeskError as error:
        return HealthLine(code, Verdict.BAD, name, error.message, error.advice)


def _program(code: str, name: str, reader: Catalogue) -> HealthLine:
    value = reader("PrintDesk {version}, Python {python}, {system}").format(
        version=__version__, python=platform.python_version(), system=f"{platform.system()} {platform.release()}"
    )
    return HealthLine(code, Verdict.GOOD, name, value)


def _schema(code: str, name: str, services: Services, reader: Catalogue) -> HealthLine:
    found = schema.current(services.database)
    if found == schema.head():
        return HealthLine(code, Verdict.GOOD, name, reader("{schema}, as this program has it").format(schema=found))
    value = reader("{schema}; this program has {ours}").format(schema=found or "–", ours=schema.head())
    return HealthLine(code, Verdict.BAD, name, value, reader("Install the same version of PrintDesk at every desk."))


def _database(code: str, name: str, services: Services, reader: Catalogue) -> HealthLine:
    database = services.database
    dialect = database.engine.dialect
    if not database.is_sqlite:
        with database.reading() as session:
            version = str(session.scalar(text("show server_version"))).split()[0]
        return HealthLine(code, Verdict.GOOD, name, f"PostgreSQL {version}, {database.shown_name}")
    with database.reading() as session:
        journal = str(session.scalar(text("pragma journal_mode"))).upper()
    version = str(getattr(dialect.dbapi, "sqlite_version", ""))
    size = dates.number(max(1, round(Path(database.url.database or "").stat().st_size / 1_000_000)), reader.lang)
    value = reader("SQLite {version}, journal {journal}, {file}, {size} MB").format(
        version=version, journal=journal, file=database.shown_name, size=size
    )
    if not others_cannot_read(Path(database.url.database or ""), services.backups.folder()):
        advice = reader("Others who use this computer can read it or its backups: take these rights from them.")
        return HealthLine(code, Verdict.LOOK, name, value, advice)
    wanted = "WAL" if tuple(int(part) for part in version.split(".")) >= WAL_SAFE_FROM else "TRUNCATE"
    if journal == wanted:
        return HealthLine(code, Verdict.GOOD, name, value)
    advice = reader("The journal should be {journal}: close PrintDesk at this computer and open it again.")
    return HealthLine(code, Verdict.LOOK, name, value, advice.format(journal=wanted))


def others_cannot_read(file: Path, backups: Path) -> bool:
    """Whether only those who may write the database can read it and its backups; those that can be are made so."""
    return all(list(map(keep_private, (file, *backups.glob("*.db"), *backups.glob("*.json")))))


def _ledger(code: str, name: str, services: Services, reader: Catalogue) -> HealthLine:
    found = services.office.verify()
    count = dates.number(found.entries, reader.lang)
    if found.ok:
        whole = reader.plural("whole: {count} entry", "whole: {count} entries", found.entries)
        return HealthLine(code, Verdict.GOOD, name, whole.format(count=count))
    value = reader("entry {number} does not fit the one before").format(number=found.first_bad)
    return HealthLine(
        code, Verdict.BAD, name, value, reader("Keep a copy of the database as it is, and call the auditor.")
    )


def _clock(code: str, name: str, services: Services, reader: Catalogue) -> HealthLine:
    now = services.office.now()
    shown = dates.moment_long(now, reader.lang)
    if services.clock.is_demo:
        return HealthLine(code, Verdict.GOOD, name, reader("practice clock: {moment}").format(moment=shown))
    off = _clock_off(services)
    if abs(off) <= CLOCK_SLACK:
        return HealthLine(code, Verdict.GOOD, name, shown)
    minutes, seconds = divmod(round(abs(off).total_seconds()), 60)
    ahead = reader("this computer is {minutes} min {seconds} s ahead of the database")
    behind = reader("this computer is {minutes} min {seconds} s behind the database")
    said = (ahead if off > timedelta() else behind).format(minutes=minutes, seconds=seconds)
    return HealthLine(
        code, Verdict.BAD, name, f"{shown}; {said}", reader("Let the computers set their clocks by the network.")
    )


def _clock_off(services: Services) -> timedelta:
    """How far this computer is ahead of the database: of its server, or of the newest entry in a file."""
    with services.database.reading() as session:
        before = datetime.now(UTC)
        if not services.database.is_sqlite:
            heard: datetime = session.scalars(select(func.clock_timestamp())).one()
            return before + (datetime.now(UTC) - before) / 2 - heard
        last = session.scalar(select(func.max(LedgerEntry.at)))
    return min(before - last, timedelta()) if last is not None else timedelta()


def _data_folder(services: Services) -> Path:
    database = services.database
    return Path(database.url.database or "").absolute().parent if database.is_sqlite else paths.data_folder()


def _disk(code: str, name: str, folder: Path, reader: Catalogue) -> HealthLine:
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), None)
    if there is None:
        return HealthLine(code, Verdict.BAD, name, reader("there is no folder {folder}").format(folder=folder))
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return HealthLine(code, Verdict.UNKNOWN, name, error.strerror or str(error))
    size = dates.number(free // 1_000_000, reader.lang)
    value = reader("{size} MB free at {folder}").format(size=size, folder=folder)
    if free >= LITTLE_SPACE:
        return HealthLine(code, Verdict.GOOD, name, value)
    verdict = Verdict.LOOK if free >= TOO_LITTLE_SPACE else Verdict.BAD
    return HealthLine(code, verdict, name, value, reader("Free some space: a full disk stops all work."))


def _backup(code: str, name: str, services: Services, reader: Catalogue) -> HealthLine:
    status = services.backups.status()
    last = status.last_good
    value = dates.moment_long(last.at, reader.lang) if last is not None else reader("none yet")
    if status.missed_since is not None or (status.failed is not None and last is None):
        return HealthLine(
            code, Verdict.BAD, name, value, reader("Make one now: Settings, Backups and checks, “Back up now”.")
        )
    if status.failed is not None:
        return HealthLine(code, Verdict.LOOK, name, value, reader("A later one failed: look at Backups and checks."))
    if last is not None:
        return HealthLine(code, Verdict.GOOD, name, value)
    if status.demo:
        return HealthLine(code, Verdict.GOOD, name, reader("none; the demo office makes none by itself"))
    return HealthLine(code, Verdict.LOOK, name, value, reader("The first one is made by itself today."))


def _fonts(code: str, name: str, around: Around, reader: Catalogue) -> HealthLine:
    wrong = []
    try:
        if fonts.missing_glyphs(_SAMPLE):
            wrong.append(reader("the papers lack letters"))
    except OSError:
        wrong.append(reader("the papers' typeface is missing"))
    if around.window_font is False:
        wrong.append(reader("the window's typeface is missing"))
    if wrong:
        return HealthLine(code, Verdict.BAD, name, "; ".join(wrong), reader("Install the program again."))
    return HealthLine(code, Verdict.GOOD, name, "Atkinson Hyperlegible")


def _printers(code: str, name: str, around: Around, reader: Catalogue) -> HealthLine:
    if around.printers is None:
        return HealthLine(code, Verdict.UNKNOWN, name, reader("not asked"))
    if not around.printers:
        advice = reader("Add a printer to this computer. Until then papers are saved as PDF.")
        return HealthLine(code, Verdict.LOOK, name, reader("none is known here"), advice)
    mark = reader("{name} (stopped)")
    shown = ", ".join(each.name if each.ready else mark.format(name=each.name) for each in around.printers)
    if all(each.ready for each in around.printers):
        return HealthLine(code, Verdict.GOOD, name, shown)
    return HealthLine(code, Verdict.LOOK, name, shown, reader("Look at the printer: paper, cover, cable."))
