"""A small real office in a SQLite file, and a desk in it, for tests of rooms."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from printdesk.models.database import Database
from printdesk.models.schema import upgrade
from printdesk.models.tables import Application, Booklet
from printdesk.services.bundle import Services, services
from printdesk.services.clock import FixedClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import PersonEntry, SettingsFile, default_settings
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Background
from printdesk.ui.context import RoomContext
from printdesk.ui.messages import Message, Messages

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2024, 6, 26, 8, 40, tzinfo=ZONE)
PEOPLE = (
    PersonEntry("dwi", "Dwi Rahayu", ("print",)),
    PersonEntry("rini", "Rini Astuti", ("quality",)),
    PersonEntry("budi", "Budi Santoso", ("print", "quality")),
    PersonEntry("ani", "Ani Lestari", ("blanks", "supervisor")),
)


def prepare(url: str) -> None:
    """An office without applications at `url`."""
    upgrade(url)
    file = default_settings()
    database = Database(url)
    make_office(database, FixedClock(NOW), SettingsFile(file.settings, PEOPLE))
    database.engine.dispose()


@dataclass
class Desk:
    """A desk with its services, and everything that was said at it."""

    services: Services
    background: Background
    messages: Messages
    user: str = "dwi"
    place: str = "R2"
    said: list[Message] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    pages: list = field(default_factory=list)

    def context(self, folder: Path) -> RoomContext:
        """What a room is given."""
        return RoomContext(
            services=self.services,
            background=self.background,
            messages=self.messages,
            actor=lambda: Actor(self.user, self.place or "D1"),
            station=lambda: self.place,
            choose_station=lambda code: setattr(self, "place", code),
            changed=self.changed,
            open_application=self.opened.append,
            export_folder=lambda: folder,
        )

    def changed(self) -> None:
        """What the window does after an act."""
        for page in self.pages:
            page.refresh()

    def texts(self) -> list[str]:
        """Everything that was said, message and advice."""
        return [f"{one.text} {one.advice}".strip() for one in self.said]

    def add(self, number: int, name: str, **values: object) -> int:
        """Put an application into the queue; gives its id."""
        arrived = values.pop("arrived", NOW - timedelta(days=8, minutes=-number))
        promised = values.pop("promised", NOW - timedelta(days=2))
        row = Application(
            number=f"1133070288{number:06d}", name=name, name_key=name.lower(), service="regular48", arrived=arrived,
            ready_at=arrived, promised_first=promised, promised=promised, departs_has_time=False, visa_lead_days=0,
            same_day=False, state="ready", state_since=arrived, birth_date=date(1990, 5, 17), sex="L", version=1,
        )  # fmt: skip
        for key, value in values.items():
            setattr(row, key, value)
        with self.services.database.writing() as session:
            session.add(row)
            session.flush()
            return row.id

    def blanks(self, first: str, last: str, to: str = "dwi", service: str = "regular48") -> None:
        """Receive blanks and issue them all to an operator."""
        boss = Actor("ani", "D9")
        batch = self.services.blanks.receive(boss, service, first, last, "budi", new_operation_id())
        if to:
            self.services.blanks.issue(boss, service, to, batch.count, new_operation_id())

    def application(self, application_id: int) -> Application:
        """What the database says of an application now."""
        with self.services.database.reading() as session:
            row = session.get(Application, application_id)
            assert row is not None
            session.expunge(row)
            return row

    def booklet(self, serial: str) -> str:
        """The state of a booklet now."""
        with self.services.database.reading() as session:
            return session.query(Booklet.state).filter_by(serial=serial).scalar()


def open_desk(url: str) -> Desk:
    """A desk in the office at `url`."""
    messages = Messages(ask=lambda _question: True)
    background = Background(messages.error, messages.bug)
    desk = Desk(services(Database(url), FixedClock(NOW)), background, messages)
    messages.posted.connect(desk.said.append)
    return desk
