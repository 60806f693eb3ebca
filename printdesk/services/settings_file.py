"""The office's settings as TOML and as the JSON document kept in the database."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from threading import Lock
from typing import Any, TypeVar

import msgspec
import tomli_w

from printdesk import paths
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.services import settings_limits

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person of the office as the settings file names one.

    Attributes:
        roles: of "print", "quality", "counter", "blanks", "supervisor", "administrator", "auditor".
        grade: civil servant's grade "I" to "IV", or "non_asn".
        skills: codes of the stations this person can run.
    """

    login: str
    name: str
    roles: tuple[str, ...] = ()
    nip: str = ""
    grade: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SwitchEntry:
    """The state of a service type or station as the settings file names it.

    Attributes:
        code: of the service type or station.
        state: "up", "flaky" or "down".
    """

    code: str
    state: str
    success_percent: int = 100
    expected_back: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a settings file holds: the settings, who works here, and what works now.

    An empty list of people or switches says nothing about them.
    """

    settings: OfficeSettings
    people: tuple[PersonEntry, ...] = ()
    service_states: tuple[SwitchEntry, ...] = ()
    station_states: tuple[SwitchEntry, ...] = ()


def default_settings() -> SettingsFile:
    """The settings of a new office, from the bundled `office.toml`."""
    return from_toml((paths.resources() / "office.toml").read_text(encoding="utf-8"))


def to_toml(file: SettingsFile) -> str:
    """A settings file's text."""
    return tomli_w.dumps(sections(file))


def sections(file: SettingsFile) -> dict[str, Any]:
    """A settings file as dictionaries and lists, by its top-level entries."""
    document = to_plain(file.settings)
    for name in ("people", "service_states", "station_states"):
        document[name] = _plain_toml([_without_none(entry) for entry in getattr(file, name)])
    return document


def from_toml(text: str) -> SettingsFile:
    """Read a settings file.

    Raises:
        RuleViolationError: it is not TOML, an entry is missing, unknown, of the wrong kind or out of its range, or
            codes do not match.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleViolationError(
            _("The settings are not valid TOML: {detail}.").format(detail=error), _("Nothing was changed.")
        ) from error
    extras = {name: document.pop(name, []) for name in ("people", "service_states", "station_states")}
    settings = from_plain(document)
    file = SettingsFile(
        settings,
        _converted(extras["people"], tuple[PersonEntry, ...]),
        _converted(extras["service_states"], tuple[SwitchEntry, ...]),
        _converted(extras["station_states"], tuple[SwitchEntry, ...]),
    )
    _refuse_unknown(extras, {name: msgspec.to_builtins(getattr(file, name)) for name in extras}, "")
    _check_switches(file)
    settings_limits.check(sections(file))
    return file


def to_plain(settings: OfficeSettings) -> dict[str, Any]:
    """Settings as dictionaries and lists; dates and times stay what they are."""
    plain: dict[str, Any] = _plain_toml(settings)
    return plain


def to_json(settings: OfficeSettings) -> dict[str, Any]:
    """Settings as a JSON document."""
    document: dict[str, Any] = msgspec.to_builtins(settings)
    return document


_ONE_AT_A_TIME = Lock()
"""msgspec takes a class apart when it first meets it, and crashes when two threads meet it at once."""


def from_plain(document: dict[str, Any]) -> OfficeSettings:
    """Settings out of dictionaries and lists.

    Raises:
        RuleViolationError: an entry is missing, unknown or of the wrong kind, or codes do not match.
    """
    settings = _converted(document, OfficeSettings)
    _refuse_unknown(document, msgspec.to_builtins(settings), "")
    _check_codes(settings)
    return settings


def _converted(value: Any, kind: type[_T]) -> _T:
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise RuleViolationError(
            _("The settings do not fit: {detail}.").format(detail=error), _("Nothing was changed.")
        ) from error


def _plain_toml(value: object) -> Any:
    return msgspec.to_builtins(value, builtin_types=(date, time, datetime))


def _without_none(entry: object) -> dict[str, Any]:
    return {key: value for key, value in _plain_toml(entry).items() if value is not None}


def _refuse_unknown(given: Any, known: Any, where: str) -> None:
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            path = f"{where}.{key}".lstrip(".")
            if key not in known:
                raise RuleViolationError(
                    _("The settings do not know “{entry}”.").format(entry=path),
                    _("Known there are: {names}. Nothing was changed.").format(names=", ".join(known)),
                )
            _refuse_unknown(value, known[key], path)
    elif isinstance(given, list | tuple) and isinstance(known, list | tuple):
        for index, (value, other) in enumerate(zip(given, known, strict=True), 1):
            _refuse_unknown(value, other, f"{where}[{index}]")


def _check_codes(settings: OfficeSettings) -> None:
    """Codes are single, and stations print service types that exist."""
    lists = {
        "services": [item.code for item in settings.services],
        "stations": [item.code for item in settings.stations],
        "order.classes": [item.code for item in settings.order.classes],
        "pickup.collectors": [item.code for item in settings.pickup.collectors],
        "reasons": [f"{item.use}/{item.code}" for item in settings.reasons],
    }
    for name, codes in lists.items():
        if not codes:
            raise RuleViolationError(
                _("The settings list “{list}” is empty.").format(list=name), _("Nothing was changed.")
            )
        _refuse_doubled(name, codes)
    for station in settings.stations:
        for service in station.services:
            settings.service(service)


def _refuse_doubled(name: str, codes: list[str]) -> None:
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise RuleViolationError(
            _("The settings list “{list}” has a code twice: {codes}.").format(list=name, codes=", ".join(doubled)),
            _("Nothing was changed."),
        )


def _check_switches(file: SettingsFile) -> None:
    _refuse_doubled("people", [entry.login.casefold() for entry in file.people])
    _refuse_doubled("service_states", [entry.code for entry in file.service_states])
    _refuse_doubled("station_states", [entry.code for entry in file.station_states])
    for entry in file.service_states:
        file.settings.service(entry.code)
    for entry in file.station_states:
        file.settings.station(entry.code)
