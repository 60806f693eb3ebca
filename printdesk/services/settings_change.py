"""Putting a settings file in force: what it may not leave out, and what of people and switches it changes.

Each change is recorded by itself, so that the ledger answers "who gave whom this role, and when?" without the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.settings import OfficeSettings
from printdesk.domain.states import AT_STATION
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.intake.words import service_names
from printdesk.models.tables import Application, Booklet, OvertimeSession, Person, ServiceSwitch, StationSwitch
from printdesk.services import access, settings_file
from printdesk.services.calendars import counter_calendar, office_calendar
from printdesk.services.entry import aliases
from printdesk.services.settings_file import PersonEntry, SettingsFile, SwitchEntry
from printdesk.services.work import Work


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What a file changed of one person.

    Attributes:
        act: "add_person", "change_person" or "leave_person".
        roles: those that hold from now on.
    """

    act: str
    login: str
    roles: tuple[str, ...]


def refuse_unfit(settings: OfficeSettings) -> None:
    """Refuse settings with which no plan can be made and no list be read.

    Raises:
        RuleViolationError: zone or hours make no calendar, or one name means two service types.
    """
    office_calendar(settings)
    counter_calendar(settings)
    service_names(aliases(settings, active()), active())


def put_people(session: Session, people: Iterable[PersonEntry]) -> list[PersonChange]:
    """Make the office's people those of the file, where it names any; whoever it leaves out becomes inactive.

    Who is named again comes back. What people did stays with their name, so nobody is ever deleted.
    """
    known = {person.login: person for person in session.scalars(select(Person).order_by(Person.login))}
    named = {entry.login: entry for entry in people}
    changes = []
    for entry in named.values():
        person = known.get(entry.login) or Person(login=entry.login)
        act = "change_person" if entry.login in known and person.active else "add_person"
        if _put_person(person, entry):
            session.add(person)
            changes.append(PersonChange(act, entry.login, entry.roles))
    for person in known.values():
        if named and person.active and person.login not in named:
            person.active = False
            changes.append(PersonChange("leave_person", person.login, ()))
    return sorted(changes, key=lambda change: change.login)


def _put_person(person: Person, entry: PersonEntry) -> bool:
    """Whether anything of the person is different now."""
    values = {
        "name": entry.name, "roles": list(entry.roles), "skills": list(entry.skills), "nip": entry.nip or None,
        "grade": entry.grade or None, "active": True,
    }  # fmt: skip
    changed = {name: value for name, value in values.items() if getattr(person, name) != value}
    for name, value in changed.items():
        setattr(person, name, value)
    return bool(changed)


def put_service_state(session: Session, entry: SwitchEntry, now: datetime) -> str | None:
    """Put a service type's switch; the state before, or None where nothing changed."""
    row = session.get(ServiceSwitch, entry.code)
    if row is None:
        row = ServiceSwitch(service=entry.code, state="up", success_percent=100, note="", since=now)
    new = (entry.state, entry.success_percent, entry.expected_back, entry.note)
    before = row.state
    if (row.state, row.success_percent, row.expected_back, row.note) == new:
        return None
    row.state, row.success_percent, row.expected_back, row.note = new
    row.since = now
    session.add(row)
    return before


def put_station_state(session: Session, entry: SwitchEntry, now: datetime) -> str | None:
    """Put a station's switch; the state before, or None where nothing changed."""
    row = session.get(StationSwitch, entry.code)
    if row is None:
        row = StationSwitch(station=entry.code, state="up", note="", since=now)
    before = row.state
    if (row.state, row.expected_back, row.note) == (entry.state, entry.expected_back, entry.note):
        return None
    row.state, row.expected_back, row.note, row.since = entry.state, entry.expected_back, entry.note, now
    session.add(row)
    return before


def record_state(work: Work, kind: str, entry: SwitchEntry, before: str) -> None:
    """Note that a service type or station works differently from now on; a note may name people and stays out."""
    back = {"expected_back": entry.expected_back.isoformat()} if entry.expected_back else {}
    work.record(
        "set_state", kind, entry.code, before=before, state=entry.state, success=entry.success_percent, **back
    )


def changed_settings(before: OfficeSettings, after: OfficeSettings) -> list[str]:
    """The top-level entries of the settings that are different."""
    old, new = settings_file.to_plain(before), settings_file.to_plain(after)
    return [name for name in new if new[name] != old[name]]


def put_people_and_states(work: Work, file: SettingsFile) -> Iterator[str]:
    """Put people and switches in force and record each change; the names of the sections that changed any."""
    people = put_people(work.session, file.people)
    if people:
        access.ensure_may(work.session, "edit_people", work.actor.user)
        access.ensure_manageable(work.session)
    for change in people:
        work.record(change.act, "person", change.login, roles=list(change.roles))
    services = [(e, put_service_state(work.session, e, work.now)) for e in file.service_states]
    stations = [(e, put_station_state(work.session, e, work.now)) for e in file.station_states]
    for kind, states in (("service", services), ("station", stations)):
        for entry, before in states:
            if before is not None:
                record_state(work, kind, entry, before)
        if any(before is not None for _entry, before in states):
            yield f"{kind}_states"
    if people:
        yield "people"


def refuse_in_use(work: Work, settings: OfficeSettings) -> None:
    """Refuse to leave out what work refers to.

    Raises:
        RuleViolationError: blanks, applications, claims or an ordered evening belong to a service type or station
            that the settings leave out.
    """
    used = set(work.session.scalars(select(Application.service).distinct()))
    used |= set(work.session.scalars(select(Booklet.service).distinct()))
    for code in sorted(used - {service.code for service in settings.services}):
        raise _in_use(
            _("Applications or blanks of the service type “{code}” exist, so it cannot be left out.").format(
                code=code
            )
        )
    stations = {station.code for station in settings.stations}
    for code in sorted(_at_work(work) - stations):
        raise _in_use(_("Applications are in hand at station “{code}”, so it cannot be left out.").format(code=code))
    for code, number in _ordered(work):
        if code not in stations:
            raise _in_use(
                _("Station “{code}” is ordered for an evening ({number}), so it cannot be left out.").format(
                    code=code, number=number
                )
            )


def _in_use(message: str) -> RuleViolationError:
    return RuleViolationError(message, _("Nothing was changed."))


def _at_work(work: Work) -> set[str]:
    """Stations that hold applications: claimed, in the machine, or to be confirmed."""
    rows = work.session.scalars(
        select(Application.claimed_station)
        .where(Application.state.in_(AT_STATION), Application.claimed_station.is_not(None))
        .distinct()
    )
    return {code for code in rows if code}


def _ordered(work: Work) -> list[tuple[str, str]]:
    """Station and number of each ordered evening that is not over."""
    zone = work.office.zone
    yesterday = work.now.astimezone(zone).date() - timedelta(days=1)
    rows = work.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None), OvertimeSession.day >= yesterday)
        .order_by(OvertimeSession.number)
    )
    return [(row.station, row.number) for row in rows if _end(row).replace(tzinfo=zone) > work.now]


def _end(row: OvertimeSession) -> datetime:
    """The wall clock at which an evening is over."""
    return datetime.combine(row.day + timedelta(days=1) if row.end <= row.start else row.day, row.end)
