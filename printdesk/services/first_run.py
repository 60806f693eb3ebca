"""The first start at a computer: making an office step by step, or trying the address of one that exists.

Nothing is written before everything is known, and a new database gets its name only when it is whole.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from printdesk.domain.names import clean_name
from printdesk.domain.settings import Label, OfficeSettings, ServiceType, Station
from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services import settings_limits
from printdesk.services.account_rules import ensure_password_fits, login_of
from printdesk.services.bundle import open_office
from printdesk.services.setting_up import make, open_existing, sqlite_path
from printdesk.services.settings_file import PersonEntry, SettingsFile, default_settings, to_toml
from printdesk.services.work import LONGEST_LOGIN, new_operation_id

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
"""WIB, WITA, WIT."""
REGULAR, LAMINATED, POLYCARBONATE = "regular", "laminated", "polycarbonate"
MOST_PRINTERS = 9
_FIRST = ("supervisor", "administrator")
"""What the first person is before anything else; in an open office they do all the rest as well."""


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a new office is made of; everything else is as usual and can be changed later.

    Attributes:
        name: as on the papers. short_name: as in the window.
        services: codes of the service types that are offered.
        printers: how many printers of each kind: `REGULAR`, `LAMINATED`, `POLYCARBONATE`.
        supervisor: who works here first. password: theirs; "" leaves the office open.
    """

    name: str
    short_name: str
    address: str
    phone: str
    zone: str
    services: tuple[str, ...]
    printers: Mapping[str, int]
    supervisor: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """An office that was reached.

    Attributes:
        name: of the office. place: host and database, no password. is_open: nobody has a password yet.
    """

    name: str
    place: str
    is_open: bool


def usual() -> OfficeSettings:
    """The settings from which a new office begins."""
    return default_settings().settings


def printer_kind(service: ServiceType) -> str:
    """Which printers print a service type."""
    if not service.electronic:
        return REGULAR
    return POLYCARBONATE if POLYCARBONATE in service.code else LAMINATED


def stations_of(services: tuple[ServiceType, ...], printers: Mapping[str, int]) -> tuple[Station, ...]:
    """The printers of a new office: R1, R2 … for regular passports, E1, E2 … for electronic ones."""
    made: list[Station] = []
    counts = {"R": 0, "E": 0}
    for kind, letter in ((REGULAR, "R"), (LAMINATED, "E"), (POLYCARBONATE, "E")):
        codes = tuple(each.code for each in services if printer_kind(each) == kind)
        for _number in range(printers.get(kind, 0) if codes else 0):
            counts[letter] += 1
            code = f"{letter}{counts[letter]}"
            made.append(Station(code, Label(f"Printer {code}", f"Printer {code}"), codes))
    return tuple(made)


def settings_of(new: NewOffice) -> SettingsFile:
    """The settings file of a new office.

    Raises:
        RuleViolationError: an entry is missing or does not fit; the password does not do.
    """
    file = default_settings()
    services = tuple(each for each in file.settings.services if each.code in new.services)
    stations = stations_of(services, new.printers)
    _refuse_gaps(new, services, stations)
    name = clean_name(new.supervisor, active())
    login = login_of(name)[:LONGEST_LOGIN]
    if new.password:
        ensure_password_fits(new.password, login, name)
    office = replace(
        file.settings.office, name=" ".join(new.name.split()), short_name=" ".join(new.short_name.split()),
        address=" ".join(new.address.split()), phone=" ".join(new.phone.split()), zone=new.zone,
    )  # fmt: skip
    settings = replace(file.settings, office=office, services=services, stations=stations)
    skills = tuple(each.code for each in stations)
    others = tuple(role for role in settings_limits.ROLES if role not in _FIRST)
    person = PersonEntry(login, name, (*_FIRST, *others), skills=skills)
    # Who closes the office with a password is added together with it.
    return SettingsFile(settings, () if new.password else (person,))


def make_first(url: str, new: NewOffice, desk: str) -> str:
    """Make the office; the database has its name only once everything in it is made.

    Returns:
        the login of its first person.

    Raises:
        RuleViolationError: something does not fit, or there is an office already.
        EnvironmentFailureError: it cannot be written.
    """
    text = to_toml(settings_of(new))
    target = sqlite_path(url)
    if target is None:
        raise RuleViolationError(_("A new office begins on this computer."), _("Join the database instead."))
    if target.exists():
        raise RuleViolationError(
            _("There is an office in “{name}” already.").format(name=target.name),
            _("Open it, or name another database."),
        )
    try:
        with tempfile.TemporaryDirectory(prefix=".printdesk-new-", dir=target.absolute().parent) as folder:
            part = Path(folder) / target.name
            login = _make_whole(f"sqlite:///{part.as_posix()}", text, new, desk)
            part.replace(target)
    except OSError as error:
        raise EnvironmentFailureError(
            _("“{path}” could not be written: {detail}.").format(path=target, detail=error.strerror or error),
            _("Check the folder's rights and the free space of the disk."),
        ) from error
    return login


def _make_whole(url: str, text: str, new: NewOffice, desk: str) -> str:
    make(url, text)
    services = open_office(url)
    try:
        if new.password:
            return services.accounts.first(new.supervisor, new.password, desk, new_operation_id()).login
        return services.office.people()[0].login
    finally:
        services.close()


def _refuse_gaps(new: NewOffice, services: tuple[ServiceType, ...], stations: tuple[Station, ...]) -> None:
    if not new.name.strip() or not new.short_name.strip():
        raise RuleViolationError(_("The office has no name."), _("Type it as it stands on your letters."))
    if not services:
        raise RuleViolationError(_("No service type is chosen."), _("Choose at least one."))
    printed = {code for station in stations for code in station.services}
    for service in services:
        if service.code not in printed:
            label = service.label.id if active().lang == "id" else service.label.en
            raise RuleViolationError(
                _("No printer prints {service}.").format(service=label), _("Give it a printer, or leave it out.")
            )


def find_office(address: str) -> FoundOffice:
    """Try to reach the office at an address, and say in plain words why it does not work.

    Raises:
        RuleViolationError: the address is none, or a newer program made the office.
        EnvironmentFailureError: it cannot be reached, refuses, or holds no office.
    """
    url = joined_url(address)
    try:
        services = open_existing(url)
    except DeskError as error:
        raise _plainer(error, make_url(url)) from error
    try:
        office = services.office.data().settings.office
        return FoundOffice(office.name, services.database.shown_name, services.accounts.is_open())
    finally:
        services.close()


def joined_url(address: str) -> str:
    """An address as somebody pasted it: without spaces and quotes, with the word in front where it is missing.

    Raises:
        RuleViolationError: it is no address of a PostgreSQL database.
    """
    text = "".join(address.split()).strip("\"'<>“”")
    if text and "://" not in text:
        text = f"postgresql://{text}"
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1) if text.startswith("postgres://") else text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.get_backend_name() != "postgresql" or not url.host or not url.database:
        raise RuleViolationError(
            _("This is no address of a PostgreSQL database."),
            _("It looks like this: postgresql://user@server/database"),
        )
    return url.render_as_string(hide_password=False)


_SAID: tuple[tuple[tuple[str, ...], str], ...] = (
    (("password authentication failed", "no password supplied", "password is required"), "password"),
    (("resolve host", "translate host", "name or service not known", "nodename nor servname"), "host"),
    (("connection refused",), "refused"),
    (("timeout", "timed out", "no route to host", "network is unreachable"), "silent"),
    (("pg_hba.conf",), "barred"),
    (("ssl", "certificate"), "tls"),
    (("role", "does not exist"), "role"),
    (("database", "does not exist"), "database"),
)
"""Words of the server or its driver, and what they mean. All of the words of the last two must stand there."""


def _meaning(words: str) -> str:
    for marks, meaning in _SAID[-2:]:
        if all(mark in words for mark in marks) and f'{marks[0]} "' in words:
            return meaning
    for marks, meaning in _SAID[:-2]:
        if any(mark in words for mark in marks):
            return meaning
    return ""


def _plainer(error: DeskError, url: URL) -> DeskError:
    """The same failure in words that a person at a desk can act on."""
    cause = error.__cause__
    if not isinstance(cause, DBAPIError):
        return error
    said = {
        "password": (_("The server does not accept this user's password."),
                     _("Ask for the password, or for the password file of this desk.")),
        "host": (_("There is no computer called “{host}” in this network."),
                 _("Check the name of the server and the network cable.")),
        "refused": (_("“{host}” is there, but no database answers on it."),
                    _("Ask whether PostgreSQL is running there, and on which port.")),
        "silent": (_("“{host}” does not answer."), _("Check the network, or ask whether the server is on.")),
        "barred": (_("The server does not let this computer in."),
                   _("Ask for this computer to be added to its pg_hba.conf.")),
        "tls": (_("No safe connection to “{host}” can be made."),
                _("Ask which certificate is needed, or what sslmode the address should have.")),
        "role": (_("The server knows no user “{user}”."), _("Check the name in front of the @.")),
        "database": (_("The server has no database “{database}”."), _("Check the name at the end of the address.")),
    }.get(_meaning(str(cause.orig).casefold()))  # fmt: skip
    if said is None:
        return error
    fields = {"host": url.host, "user": url.username or "", "database": url.database}
    return EnvironmentFailureError(said[0].format(**fields), said[1])
