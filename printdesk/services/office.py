"""The office itself: making it, its settings, its people, and what works at the moment."""

import hashlib
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.names import clean_name
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.database import Database
from printdesk.models.quick import Question
from printdesk.models.tables import Meta, Person, ServiceSwitch, SettingsVersion, StationSwitch
from printdesk.services import ledger, settings_file, settings_limits
from printdesk.services.account_rules import login_of, new_roles
from printdesk.services.clock import Clock
from printdesk.services.settings_change import (
    changed_settings,
    put_people,
    put_people_and_states,
    put_service_state,
    put_station_state,
    record_state,
    refuse_in_use,
    refuse_unfit,
)
from printdesk.services.settings_entries import keep_reasons
from printdesk.services.settings_file import PersonEntry, SettingsFile, SwitchEntry
from printdesk.services.work import Actor, Answer, OfficeData, View, Work, Workplace, new_operation_id

PAPER_KEY = "paper_key"
DEMO_START = "demo_start"
_WORKING = ("print", "quality", "counter", "blanks")

_SERVICE_SWITCHES = Question(
    lambda: select(
        ServiceSwitch.service, ServiceSwitch.state, ServiceSwitch.since, ServiceSwitch.success_percent,
        ServiceSwitch.expected_back, ServiceSwitch.note,
    )
)  # fmt: skip
_STATION_SWITCHES = Question(
    lambda: select(
        StationSwitch.station, StationSwitch.state, StationSwitch.since, StationSwitch.expected_back,
        StationSwitch.note,
    )
)  # fmt: skip


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
        RuleViolationError: there is an office already, or the settings do not fit.
    """
    refuse_unfit(file.settings)
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
        put_people(session, file.people)
        for state in file.service_states:
            put_service_state(session, state, now)
        for state in file.station_states:
            put_station_state(session, state, now)
        session.flush()
        entry = ledger.Entry(now, "init", "init", "make_office", "office", "1", {}, new_operation_id())
        ledger.append(session, [entry])


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

    def add_person(self, actor: Actor, name: str, operation_id: str, roles: tuple[str, ...] = ()) -> str:
        """Add somebody.

        Args:
            roles: without any, everything in an open office, and the work of the rooms where people have passwords.

        Returns:
            the login, made of the name.

        Raises:
            RuleViolationError: the name is empty, or somebody has it already.
        """

        def do(work: Work) -> Answer:
            said = clean_name(name, active())
            login = login_of(said)
            if work.session.scalar(select(Person.id).where((Person.login == login) | (Person.name == said))):
                raise RuleViolationError(
                    _("{name} works here already.").format(name=said), _("Choose the name from the list.")
                )
            usual = _WORKING if work.closed else settings_limits.ROLES
            given = new_roles(said, roles or usual)
            work.session.add(Person(login=login, name=said, roles=given, skills=[], active=True))
            work.record("add_person", "person", login, roles=given)
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

        Where it names people, whoever it leaves out no longer works here, and comes back when named again.

        Returns:
            the number of the new settings version.

        Raises:
            RuleViolationError: an entry is unknown, of the wrong kind or out of its range, or something that work
                refers to is left out.
        """
        file = settings_file.from_toml(text)
        refuse_unfit(file.settings)

        def do(work: Work) -> Answer:
            settings = replace(file.settings, reasons=keep_reasons(work.settings.reasons, file.settings.reasons))
            refuse_in_use(work, settings)
            version = SettingsVersion(at=work.now, author=actor.user, body=settings_file.to_json(settings))
            work.session.add(version)
            changed = [*changed_settings(work.settings, settings), *put_people_and_states(work, file)]
            work.session.flush()
            digest = hashlib.sha256(text.encode()).hexdigest()
            work.record(
                "change_settings", "settings", version.id, version=version.id, sha256=digest, sections=changed
            )
            return {"version": version.id}

        changed = self._workplace.perform("change_settings", actor, operation_id, do, adds_person=False)
        return int(changed["version"])

    def set_service_state(self, actor: Actor, entry: SwitchEntry, operation_id: str) -> None:
        """Say whether a service type can be printed from now on.

        Raises:
            RuleViolationError: there is no such service type, state or percentage.
        """
        self._set_state(actor, "service", entry, operation_id)

    def set_station_state(self, actor: Actor, entry: SwitchEntry, operation_id: str) -> None:
        """Say whether a station works from now on.

        Raises:
            RuleViolationError: there is no such station or state.
        """
        self._set_state(actor, "station", entry, operation_id)

    def _set_state(self, actor: Actor, kind: str, entry: SwitchEntry, operation_id: str) -> None:
        def do(work: Work) -> Answer:
            known = work.settings
            (known.service if kind == "service" else known.station)(entry.code)
            settings_limits.check_values({f"{kind}_states": [asdict(entry)]})
            put = put_service_state if kind == "service" else put_station_state
            before = put(work.session, entry, work.now)
            record_state(work, kind, entry, entry.state if before is None else before)
            return {}

        self._workplace.perform("set_state", actor, operation_id, do)


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
    known = {code: Switch(code, *rest) for code, *rest in _SERVICE_SWITCHES.rows(view.session)}
    return tuple(known.get(service.code) or _up(service.code) for service in view.settings.services)


def station_switches(view: View | Work) -> tuple[Switch, ...]:
    """One switch for each station; up where nothing else was said."""
    rows = _STATION_SWITCHES.rows(view.session)
    known = {code: Switch(code, state, since, 100, back, note) for code, state, since, back, note in rows}
    return tuple(known.get(station.code) or _up(station.code) for station in view.settings.stations)


def _up(code: str) -> Switch:
    return Switch(code, "up", None, 100, None, "")


def paper_key(session: Session) -> bytes:
    """The office's secret for codes on paper."""
    return bytes.fromhex(session.scalars(select(Meta.value).where(Meta.key == PAPER_KEY)).one())


def demo_start(session: Session) -> datetime | None:
    """When a demo office's clock began; None in a real office."""
    text = session.scalar(select(Meta.value).where(Meta.key == DEMO_START))
    return datetime.fromisoformat(text) if text else None
