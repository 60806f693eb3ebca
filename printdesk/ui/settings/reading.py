"""What the room shows, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from printdesk.domain.settings import OfficeSettings
from printdesk.services.accounts import AccountView
from printdesk.services.bundle import Services
from printdesk.services.national_days import indonesian_days
from printdesk.services.office import PersonView
from printdesk.services.settings_editing import PersonRecord
from printdesk.services.work import OfficeData

DAYS_AHEAD = 60
HALF_YEAR = 183


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
    """The office's settings as of now.

    Attributes:
        people: the active ones. records: everybody who works or worked here.
        author: who saved the settings in force. accounts: who has a password, and since when.
    """

    now: datetime
    office: OfficeData
    people: tuple[PersonView, ...]
    database: DatabaseFacts
    is_demo: bool
    records: tuple[PersonRecord, ...] = ()
    author: str = ""
    accounts: tuple[AccountView, ...] = ()

    def account(self, login: str) -> AccountView | None:
        """Somebody's password as far as one may know it; None for who is not saved yet."""
        return next((each for each in self.accounts if each.login == login), None)

    @property
    def is_open(self) -> bool:
        """Whether nobody has a password yet."""
        return not any(each.has_password for each in self.accounts)

    @property
    def settings(self) -> OfficeSettings:
        """The settings in force."""
        return self.office.settings

    def national_days_end(self) -> date | None:
        """The last day whose national holidays are known, where that is within the plan or the next half year."""
        years = self.settings.calendar.national_years
        # A year beyond the decrees has computed holidays but no joint leave, which the ministers set year by year.
        decreed = {rule.day.year for rule in indonesian_days(*years) if rule.kind == "joint_leave"}
        last = date(max(decreed, default=years[0] - 1), 12, 31)
        ahead = max(HALF_YEAR, self.settings.order.horizon_days)
        return last if last < self.now.date() + timedelta(days=ahead) else None

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
        records=services.editing.people(),
        author=services.editing.author(),
        accounts=services.accounts.people(),
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
