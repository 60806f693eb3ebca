"""What the room shows, read in two goes: what is in hand (quick, after every act) and the plan (slower)."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.settings import OfficeSettings
from printdesk.domain.states import ApplicationState
from printdesk.services.attempts import AttemptView
from printdesk.services.blanks import Holding
from printdesk.services.bundle import Services
from printdesk.services.failure_stops import Stop
from printdesk.services.office import Switch
from printdesk.services.plans import PlanView
from printdesk.services.print_rows import HandRow
from printdesk.services.retry_tray import FlakyView


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What is true at this desk now.

    Attributes:
        station: code of its station, "" for none.
        waiting: taken and not begun, or in the machine, in the order taken.
        ended: printed and failed since they were taken; of the whole day when nothing waits.
        asked: unconfirmed booklets of this station. elsewhere: those of other stations.
        holdings: this operator's blanks, by service type.
        balanced: whether the sums of each service type's booklets add up to what was received.
        flaky: the flaky service types of this station. stops: service types that it stopped handing out by itself.
        attempts: earlier attempts at the one to deal with now.
        warnings: how many things wait in the supervisor's inbox. sheets: batch sheets that are not closed.
    """

    now: datetime
    settings: OfficeSettings
    station: str
    station_switch: Switch | None
    stations: tuple[Switch, ...]
    services: tuple[Switch, ...]
    waiting: tuple[HandRow, ...]
    ended: tuple[HandRow, ...]
    asked: tuple[HandRow, ...]
    elsewhere: tuple[HandRow, ...]
    holdings: tuple[Holding, ...]
    balanced: bool
    flaky: tuple[FlakyView, ...] = ()
    stops: tuple[Stop, ...] = ()
    attempts: tuple[AttemptView, ...] = ()
    warnings: int = 0
    sheets: int = 0

    @property
    def current(self) -> HandRow | None:
        """The one to bind or to confirm now: what is in the machine goes first."""
        printing = [row for row in self.waiting if row.state == ApplicationState.PRINTING]
        return printing[0] if printing else (self.waiting[0] if self.waiting else None)

    @property
    def busy(self) -> bool:
        """Whether something in hand or a question needs the room more than what else there is to say."""
        return bool(self.waiting or self.asked)

    @property
    def claimed(self) -> tuple[HandRow, ...]:
        """Taken and not begun."""
        return tuple(row for row in self.waiting if row.state == ApplicationState.CLAIMED)

    def expected_serial(self, service: str) -> str:
        """The lowest blank of a service type in this operator's hands, "" when there is none."""
        return next((holding.first for holding in self.holdings if holding.service == service), "")

    def stopped_services(self) -> tuple[Switch, ...]:
        """Of what this station prints, the service types that are down."""
        mine = self.settings.station(self.station).services if self.station_switch else ()
        return tuple(switch for switch in self.services if switch.state == "down" and switch.code in mine)

    @property
    def can_take(self) -> bool:
        """Whether anything can be taken at this station now."""
        if self.station_switch is None or self.station_switch.state == "down":
            return False
        down = {switch.code for switch in self.stopped_services()} | {stop.service for stop in self.stops}
        return len(down) < len(self.settings.station(self.station).services)


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan with what works now, and whether this office ever had an application."""

    view: PlanView
    services: tuple[Switch, ...]
    begun: bool = True


def read_desk(services: Services, station: str, user: str) -> DeskFacts:
    """What is true at this desk now; slow, so not on the window's thread."""
    data = services.office.data()
    stations = services.office.station_switches()
    mine = next((switch for switch in stations if switch.code == station), None)
    hand = services.print_room.in_hand(station, user)
    unconfirmed = services.print_room.unconfirmed()
    current = hand.current
    open_ones = tuple(row for row in hand.waiting if row.state != ApplicationState.UNCONFIRMED)
    return DeskFacts(
        now=services.office.now(),
        settings=data.settings,
        station=station if mine else "",
        station_switch=mine,
        stations=stations,
        services=services.office.service_switches(),
        waiting=open_ones,
        ended=hand.ended,
        asked=tuple(row for row in unconfirmed if _here(row, station, user)),
        elsewhere=tuple(row for row in unconfirmed if not _here(row, station, user)),
        holdings=tuple(one for one in services.blanks.holdings() if one.holder == user),
        balanced=all(balance.balanced for balance in services.blanks.balances()),
        flaky=services.print_room.flaky(station) if mine else (),
        stops=tuple(stop for stop in services.stops.stops() if stop.station == station),
        attempts=_earlier(services, current),
        warnings=len(services.warnings.inbox()),
        sheets=len(services.sheets.open_sheets()),
    )


def read_plan(services: Services) -> PlanFacts:
    """The order of printing as of now; slow, so not on the window's thread."""
    return PlanFacts(services.plans.plan(), services.office.service_switches(), services.print_room.begun())


def _earlier(services: Services, current: HandRow | None) -> tuple[AttemptView, ...]:
    if current is None or not current.attempt:
        return ()
    return tuple(each for each in services.print_room.attempts(current.application_id) if each.outcome != "open")


def _here(row: HandRow, station: str, user: str) -> bool:
    return row.station == station or row.operator == user
