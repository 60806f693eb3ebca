"""What the room shows, read in one go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from printdesk.i18n import language
from printdesk.services.bundle import Services
from printdesk.services.departures import Departure, Departures
from printdesk.services.plan_history import KeptPlan
from printdesk.services.plan_thinning import KEPT_DAYS


@dataclass(frozen=True, slots=True)
class TripsFacts:
    """The trips as of now, and the plans that were kept.

    Attributes:
        kept: the newest first.
    """

    departures: Departures
    kept: tuple[KeptPlan, ...]

    @property
    def now(self) -> datetime:
        """The moment of the plan, in the office's zone."""
        return self.departures.now

    def service(self, code: str) -> str:
        """A service type's name in the language of the moment."""
        return self.departures.plan.settings.service_labels(language()).get(code, code)

    def class_label(self, row: Departure) -> str:
        """The class of urgency in words, "" outside of the plan."""
        classes = self.departures.plan.settings.order.classes
        return next((each.label.text(language()) for each in classes if each.code == row.class_code), "")


def read_trips(services: Services) -> TripsFacts:
    """Read them; slow, so not on the window's thread."""
    return TripsFacts(services.departures.departures(), read_kept(services))


def read_kept(services: Services) -> tuple[KeptPlan, ...]:
    """The kept plans, the newest first."""
    now = services.clock.now()
    return tuple(reversed(services.history.kept(now - timedelta(days=KEPT_DAYS + 1), now)))
