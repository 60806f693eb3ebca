"""What the room shows, read in one go."""

from dataclasses import dataclass, field
from datetime import datetime

from printdesk.domain.settings import CheckItem, OfficeSettings
from printdesk.services.bundle import Services
from printdesk.services.later_stages import LaterStage
from printdesk.services.office import PersonView
from printdesk.services.quality import CheckedToday, QualityRow
from printdesk.services.quality_orders import OrderView


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """What is at the quality check now.

    Attributes:
        waiting: printed and not checked. to_shelve: passed and not on the shelf.
        checkers: people whose role is to check.
        orders: by which one person may print and check now.
        disturbed: service types whose quality check is stopped or flaky.
        begun: whether any booklet was ever printed here.
        today: what the checks of today came to.
    """

    now: datetime
    settings: OfficeSettings
    waiting: tuple[QualityRow, ...]
    to_shelve: tuple[QualityRow, ...]
    checkers: tuple[PersonView, ...]
    orders: tuple[OrderView, ...]
    disturbed: tuple[LaterStage, ...] = ()
    begun: bool = True
    today: CheckedToday = field(default_factory=CheckedToday)

    def checklist(self, service: str) -> tuple[CheckItem, ...]:
        """What is to be looked at on a booklet of this service type."""
        electronic = self.settings.service(service).electronic
        return tuple(item for item in self.settings.checklist if electronic or not item.electronic_only)

    def must_hand_over(self, row: QualityRow, user: str) -> bool:
        """Whether this person printed the booklet and so leaves the check to somebody else."""
        needed = self.settings.service(row.service).two_person_quality
        ordered = any(order.service == row.service for order in self.orders)
        return row.operator_login == user and needed and not ordered

    def others(self, user: str) -> tuple[str, ...]:
        """Names of those who check, without this person."""
        return tuple(person.name for person in self.checkers if person.login != user)


def read_quality(services: Services) -> QualityFacts:
    """What is at the quality check now; slow, so not on the window's thread."""
    return QualityFacts(
        now=services.office.now(),
        settings=services.office.data().settings,
        waiting=services.quality.waiting(),
        to_shelve=services.quality.to_shelve(),
        checkers=tuple(person for person in services.office.people() if "quality" in person.roles),
        orders=services.quality_orders.in_force(),
        disturbed=services.quality.disturbed(),
        begun=services.quality.begun(),
        today=services.quality.today(),
    )
