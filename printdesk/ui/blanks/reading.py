"""What the room shows, read in one go."""

from dataclasses import dataclass

from printdesk.domain.settings import OfficeSettings, ServiceType
from printdesk.i18n import language
from printdesk.services.blanks import Balance, Batch, Holding
from printdesk.services.bundle import Services
from printdesk.services.office import PersonView
from printdesk.services.shifts import ShiftView
from printdesk.services.stock_days import StockDays


@dataclass(frozen=True, slots=True)
class BlanksFacts:
    """The office's blanks as of now.

    Attributes:
        signs: logins of those who have a password; None in an open office, where nobody needs one.
    """

    settings: OfficeSettings
    balances: tuple[Balance, ...]
    batches: tuple[Batch, ...]
    holdings: tuple[Holding, ...]
    people: tuple[PersonView, ...]
    shifts: tuple[ShiftView, ...] = ()
    stock: tuple[StockDays, ...] = ()
    signs: frozenset[str] | None = None

    @property
    def closed(self) -> bool:
        """Whether a second person signs in with a password."""
        return self.signs is not None

    def seconds(self) -> tuple[PersonView, ...]:
        """The people who can be the second one of an act: in a closed office those with a password."""
        return tuple(one for one in self.people if self.signs is None or one.login in self.signs)

    def label(self, service: str) -> str:
        """A service type's name in the language of the moment."""
        return self.settings.service_labels(language()).get(service, service)

    def name(self, login: str) -> str:
        """A person's name; the login of one who does not work here any more."""
        return next((person.name for person in self.people if person.login == login), login)

    def in_safe(self, service: str) -> int:
        """How many blanks of a kind lie in the safe."""
        return next((one.sums["in_safe"] for one in self.balances if one.service == service), 0)

    def is_low(self, service: ServiceType) -> bool:
        """Whether the safe holds fewer of this kind than the office wants to have."""
        return self.in_safe(service.code) < service.low_stock

    @property
    def balanced(self) -> bool:
        """Whether every kind adds up to what was received."""
        return all(one.balanced for one in self.balances)

    @property
    def low(self) -> tuple[ServiceType, ...]:
        """The kinds that run low, of those that ever came."""
        came = {one.service for one in self.balances if one.received}
        return tuple(one for one in self.settings.services if one.code in came and self.is_low(one))


def read_blanks(services: Services) -> BlanksFacts:
    """Read it; slow, so not on the window's thread."""
    return BlanksFacts(
        settings=services.office.data().settings,
        balances=services.blanks.balances(),
        batches=services.blanks.batches(),
        holdings=services.blanks.holdings(),
        people=services.office.people(),
        shifts=services.shifts.shifts(),
        stock=services.stock_days.all(),
        signs=_who_signs(services),
    )


def _who_signs(services: Services) -> frozenset[str] | None:
    if services.accounts.is_open():
        return None
    return frozenset(one.login for one in services.accounts.people() if one.active and one.has_password)
