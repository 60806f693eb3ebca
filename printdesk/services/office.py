"""The office itself: making it, its settings, its people, and what works at the moment."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.names import clean_name
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.database import Database
from printdesk.models.tables import Application, Booklet, Meta, Person, ServiceSwitch, SettingsVersion, StationSwitch
from printdesk.services import ledger, settings_file
from printdesk.services.calendars import office_calendar
from printdesk.services.clock import Clock
from printdesk.services.settings_file import PersonEntry, SettingsFile, SwitchEntry
from printdesk.services.work import ROLES, Actor, Answer, OfficeData, View, Work, Workplace, new_operation_id

PAPER_KEY = "paper_key"
DEMO_START = "demo_start"


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person of the office.

    Attributes:
        nip: civil servant's number, 18 digits, or "".
        grade: "I" to "IV", "non_asn" or "".
    """

    login: str
    name: str
    roles: tuple[str, ...]
    nip: str
    grade: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether a service type or a station works.

    Attributes:
        state: "up", "flaky" or "down".
        success_percent: of a flaky one, of 100 tries.
        expected_back: when a stopped one is expected to work, or None when nobody knows.
    """

    code: str
    state: str
    since: datetime | None
    success_percent: int
    expected_back: datetime | None
    note: str


def make_office(database: Database, clock: Clock, file: SettingsFile, *, demo_start: datetime | None = None) -> None:
    """Put an office into an empty database: settings, people, switches, and the key of its paper codes.

    Raises:
        RuleViolationError: there is an office already.
    """
    office_calendar(file.settings)
    with database.writing() as session:
        if session.scalar(select(SettingsVersion.id).limit(1)) is not None:
            raise RuleViolationError(
                _("There is an office in “{name}” already.").format(name=database.shown_name),
                _("Open it, or name another database."),
            )
        now = demo_start or clock.now()
        session.add(Meta(key=PAPER_KEY, value=secrets.token_hex(32)))
        if demo_start is not None:
            session.add(Meta(key=DEMO_START, value=demo_start.isoformat()))
        session.add(SettingsVersion(at=now, author="init", body=settings_file.to_json(file.settings)))
        _put_people(session, file.people)
        _put_switches(session, file, now)
        session.flush()
        entry = ledger.Entry(now, "init", "init", "make_office", "office", "1", {}, new_operation_id())
        ledger.append(session, [entry])


def _put_people(session: Session, people: tuple[PersonEntry, ...]) -> None:
    known = {person.login: person for person in session.scalars(select(Person))}
    for entry in people:
        person = known.get(entry.login) or Person(login=entry.login)
        person.name, person.roles, person.skills = entry.name, list(entry.roles), list(entry.skills)
        person.nip, person.grade, person.active = entry.nip or None, entry.grade or None, True
        session.add(person)


def _put_switches(session: Session, file: SettingsFile, now: datetime) -> None:
    for entry in file.service_states:
        service = session.get(ServiceSwitch, entry.code) or ServiceSwitch(service=entry.code)
        service.state, service.since, service.note = entry.state, now, entry.note
        service.success_percent, service.expected_back = entry.success_percent, entry.expected_back
        session.add(service)
    for entry in file.station_states:
        station = session.get(StationSwitch, entry.code) or StationSwitch(station=entry.code)
        station.state, station.since, station.note = entry.state, now, entry.note
        station.expected_back = entry.expected_back
        session.add(station)


class OfficeService:
    """Settings, people and switches of an office that exists."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def data(self) -> OfficeData:
        """The settings in force with their calendars."""
        with self._workplace.reading() as view:
            return view.office

    def now(self) -> datetime:
        """The office's instant in its zone."""
        with self._workplace.reading() as view:
            return view.now.astimezone(view.office.zone)

    def people(self) -> tuple[PersonView, ...]:
        """The active people, by name."""
        with self._workplace.reading() as view:
            return people(view.session)

    def service_switches(self) -> tuple[Switch, ...]:
        """One switch for each service type, in the order of the settings."""
        with self._workplace.reading() as view:
            return service_switches(view)

    def station_switches(self) -> tuple[Switch, ...]:
        """One switch for each station, in the order of the settings."""
        with self._workplace.reading() as view:
            return station_switches(view)

    def last_change(self) -> int:
        """A number that grows with every act at any desk."""
        with self._workplace.reading() as view:
            return ledger.last_sequence(view.session)

    def verify(self, head: str | None = None) -> ledger.Verification:
        """Check the whole ledger; `head` is one printed earlier that must still stand in it."""
        with self._workplace.reading() as view:
            return ledger.verify(view.session, head)

    def add_person(self, actor: Actor, name: str, operation_id: str) -> str:
        """Add somebody to an open office, with every role.

        Returns:
            the login, made of the name.

        Raises:
            RuleViolationError: the name is empty, or somebody has it already.
        """

        def do(work: Work) -> Answer:
            said = clean_name(name, active())
            login = ".".join(re.findall(r"[a-z0-9]+", said.casefold())) or said.casefold()
            if work.session.scalar(select(Person.id).where((Person.login == login) | (Person.name == said))):
                raise RuleViolationError(
                    _("{name} works here already.").format(name=said), _("Choose the name from the list.")
                )
            work.session.add(Person(login=login, name=said, roles=list(ROLES), skills=[], active=True))
            work.record("add_person", "person", login)
            return {"login": login}

        return str(self._workplace.perform("add_person", actor, operation_id, do)["login"])

    def export(self) -> str:
        """Everything a settings file holds, as TOML."""
        with self._workplace.reading() as view:
            entries = tuple(
                PersonEntry(p.login, p.name, p.roles, p.nip, p.grade, p.skills) for p in people(view.session)
            )
            services = tuple(_entry(switch) for switch in service_switches(view))
            stations = tuple(_entry(switch) for switch in station_switches(view))
            return settings_file.to_toml(SettingsFile(view.settings, entries, services, stations))

    def import_file(self, actor: Actor, text: str, operation_id: str) -> int:
        """Put a settings file in force; nothing changes when any of it does not fit.

        Returns:
            the number of the new settings version.
        """
        file = settings_file.from_toml(text)
        office_calendar(file.settings)

        def do(work: Work) -> Answer:
            _refuse_in_use(work, file.settings)
            version = SettingsVersion(at=work.now, author=actor.user, body=settings_file.to_json(file.settings))
            work.session.add(version)
            _put_people(work.session, file.people)
            _put_switches(work.session, file, work.now)
            work.session.flush()
            work.record("change_settings", "settings", version.id)
            return {"version": version.id}

        changed = self._workplace.perform("change_settings", actor, operation_id, do, adds_person=False)
        return int(changed["version"])

    def set_service_state(self, actor: Actor, entry: SwitchEntry, operation_id: str) -> None:
        """Say whether a service type can be printed from now on."""
        self._set_state(actor, "service", entry, operation_id)

    def set_station_state(self, actor: Actor, entry: SwitchEntry, operation_id: str) -> None:
        """Say whether a station works from now on."""
        self._set_state(actor, "station", entry, operation_id)

    def _set_state(self, actor: Actor, kind: str, entry: SwitchEntry, operation_id: str) -> None:
        def do(work: Work) -> Answer:
            known = work.settings
            (known.service if kind == "service" else known.station)(entry.code)
            entries = (entry,)
            file = SettingsFile(
                known,
                service_states=entries if kind == "service" else (),
                station_states=entries if kind == "station" else (),
            )
            _put_switches(work.session, file, work.now)
            work.record("set_state", kind, entry.code, state=entry.state, success=entry.success_percent)
            return {}

        self._workplace.perform("set_state", actor, operation_id, do)


def _refuse_in_use(work: Work, settings: OfficeSettings) -> None:
    """A service type that blanks or applications have cannot leave the settings."""
    used = set(work.session.scalars(select(Application.service).distinct()))
    used |= set(work.session.scalars(select(Booklet.service).distinct()))
    for code in sorted(used - {service.code for service in settings.services}):
        raise RuleViolationError(
            _("Applications or blanks of the service type “{code}” exist, so it cannot be left out.").format(
                code=code
            ),
            _("Nothing was changed."),
        )


def _entry(switch: Switch) -> SwitchEntry:
    return SwitchEntry(switch.code, switch.state, switch.success_percent, switch.expected_back, switch.note)


def people(session: Session) -> tuple[PersonView, ...]:
    """The active people, by name."""
    rows = session.scalars(select(Person).where(Person.active).order_by(Person.name, Person.id))
    return tuple(
        PersonView(row.login, row.name, tuple(row.roles), row.nip or "", row.grade or "", tuple(row.skills))
        for row in rows
    )


def names(session: Session) -> dict[str, str]:
    """Name by login, of everybody who ever worked here."""
    return {login: name for login, name in session.execute(select(Person.login, Person.name))}  # noqa: C416


def service_switches(view: View | Work) -> tuple[Switch, ...]:
    """One switch for each service type; up where nothing else was said."""
    rows = {row.service: row for row in view.session.scalars(select(ServiceSwitch))}
    return tuple(
        _switch(service.code, rows.get(service.code), getattr(rows.get(service.code), "success_percent", 100))
        for service in view.settings.services
    )


def station_switches(view: View | Work) -> tuple[Switch, ...]:
    """One switch for each station; up where nothing else was said."""
    rows = {row.station: row for row in view.session.scalars(select(StationSwitch))}
    return tuple(_switch(station.code, rows.get(station.code), 100) for station in view.settings.stations)


def _switch(code: str, row: ServiceSwitch | StationSwitch | None, success: int) -> Switch:
    if row is None:
        return Switch(code, "up", None, 100, None, "")
    return Switch(code, row.state, row.since, success, row.expected_back, row.note)


def paper_key(session: Session) -> bytes:
    """The office's secret for codes on paper."""
    return bytes.fromhex(session.scalars(select(Meta.value).where(Meta.key == PAPER_KEY)).one())


def demo_start(session: Session) -> datetime | None:
    """When a demo office's clock began; None in a real office."""
    text = session.scalar(select(Meta.value).where(Meta.key == DEMO_START))
    return datetime.fromisoformat(text) if text else None
