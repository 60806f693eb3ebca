"""What is read of telling people, off the window's thread."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.services.bundle import Services
from printdesk.services.contacts import ContactView
from printdesk.services.waves import WaveList


@dataclass(frozen=True, slots=True)
class Told:
    """What a card says of reaching its holder.

    Attributes:
        wave: when the holder is asked to come, None without a wave ahead.
        waves: waves are in force, so a time can be given.
    """

    contact: ContactView
    phone: str
    wave: tuple[datetime, datetime] | None
    waves: bool = False


@dataclass(frozen=True, slots=True)
class Waves:
    """The saved waves and those that would be proposed now.

    Attributes:
        services: labels of service types by code.
    """

    saved: WaveList | None
    proposed: WaveList
    services: dict[str, str]


def read_told(services: Services, application_id: int, phone: str) -> Told:
    """The line of a card.

    Raises:
        RuleViolationError: there is no such application.
    """
    waves = services.waves
    return Told(services.contacts.of(application_id), phone, waves.of(application_id), waves.any_in_force())


def read_waves(services: Services, lang: str) -> Waves:
    """Both lists of waves."""
    labels = dict(services.office.data().settings.service_labels(lang))
    return Waves(services.waves.current(), services.waves.propose(), labels)
