"""What the room shows, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from printdesk.domain.settings import OfficeSettings
from printdesk.services.bundle import Services
from printdesk.services.office import PersonView
from printdesk.services.work import OfficeData

DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """Where the office's data lie.

    Attributes:
        kind: "SQLite" or "PostgreSQL". version: of the driver's library or the server, "" when unknown.
        place: the file's path, or host and database. journal: "WAL" or "TRUNCATE" of a file, else "".
        entries: how many entries the ledger has.
    """

    kind: str
    version: str
    place: str
    journal: str
    entries: int


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """The office's settings as of now."""

    now: datetime
    office: OfficeData
    people: tuple[PersonView, ...]
    database: DatabaseFacts
    is_demo: bool

    @property
    def settings(self) -> OfficeSettings:
        """The settings in force."""
        return self.office.settings

    def closed_days(self) -> list[tuple[date, str]]:
        """The days of the next two months that a holiday or leave closes, with their names."""
        today = self.now.date()
        days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
        named = [(day, self.office.office_hours.closed_because(day)) for day in days]
        return [(day, name) for day, name in named if name is not None]


def read_settings(services: Services) -> SettingsFacts:
    """Read it; slow, so not on the window's thread."""
    return SettingsFacts(
        now=services.office.now(),
        office=services.office.data(),
        people=services.office.people(),
        database=_database(services),
        is_demo=services.clock.is_demo,
    )


def _database(services: Services) -> DatabaseFacts:
    database = services.database
    entries = services.office.last_change()
    dialect = database.engine.dialect
    if not database.is_sqlite:
        numbers = getattr(dialect, "server_version_info", None) or ()
        version = ".".join(str(number) for number in numbers)
        return DatabaseFacts("PostgreSQL", version, database.shown_name, "", entries)
    path = Path(database.url.database or "").absolute()
    # The log beside the file is there exactly while the journal is a write-ahead log and somebody has it open.
    journal = "WAL" if path.with_name(path.name + "-wal").exists() else "TRUNCATE"
    version = str(getattr(dialect.dbapi, "sqlite_version", ""))
    return DatabaseFacts("SQLite", version, str(path), journal, entries)
