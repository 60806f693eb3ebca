"""What the room shows, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from printdesk.domain.outage import PRINT
from printdesk.i18n import language
from printdesk.services.board import Board
from printdesk.services.bundle import Services
from printdesk.services.forecasts import MOST_HOURS, ForecastView
from printdesk.services.office import PersonView, Switch
from printdesk.services.overtime import SessionView
from printdesk.services.plans import PlanRow, PlanView
from printdesk.services.stages import StageSwitch
from printdesk.services.work import OfficeData

_WORKED = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class BacklogFacts:
    """The backlog as of now.

    Attributes:
        forecast: when the queue is normal again, with the overtime considered.
        services, stations: what works. later: the stages after printing that do not simply work.
        sessions: the evenings ordered that are not over. worked: those of the last four weeks before them, the newest
            first.
    """

    board: Board
    plan: PlanView
    office: OfficeData
    services: tuple[Switch, ...]
    stations: tuple[Switch, ...]
    people: tuple[PersonView, ...]
    sessions: tuple[SessionView, ...]
    forecast: ForecastView
    worked: tuple[SessionView, ...] = ()
    later: tuple[StageSwitch, ...] = ()

    def service(self, code: str) -> str:
        """A service type's name in the language of the moment."""
        return self.office.settings.service_labels(language()).get(code, code)

    def labels(self) -> Mapping[str, str]:
        """The service types' names in the language of the moment."""
        return self.office.settings.service_labels(language())

    def station(self, code: str) -> str:
        """A station's name in the language of the moment."""
        labels = {one.code: one.label.text(language()) for one in self.office.settings.stations}
        return labels.get(code, code)

    def name(self, login: str) -> str:
        """A person's name; the login of one who does not work here any more."""
        return next((person.name for person in self.people if person.login == login), login)

    def at_risk(self) -> list[PlanRow]:
        """The trips that the plan cannot save, the next to depart first."""
        rows = [row for row in self.plan.rows if row.trip_at_risk]
        return sorted(rows, key=lambda row: (row.departs_at or row.need_by, row.position))


def read_backlog(services: Services, overtime_hours: int | None = None) -> BacklogFacts:
    """Read it; slow, so not on the window's thread. The day's first forecast is kept on the way.

    Args:
        overtime_hours: considered each evening; None for what the office allows at most.
    """
    board = services.board.board()
    hours = overtime_hours
    if hours is None:
        hours = min(MOST_HOURS, services.office.data().settings.overtime.weekday_hours)
    forecast = services.forecasts.forecast(hours)
    services.forecasts.keep_morning(forecast)
    today = board.now.date()
    sessions = services.overtime.sessions()
    return BacklogFacts(
        board=board,
        plan=services.plans.plan(),
        office=services.office.data(),
        services=services.office.service_switches(),
        stations=services.office.station_switches(),
        people=services.office.people(),
        sessions=tuple(one for one in sessions if one.day >= today),
        forecast=forecast,
        worked=tuple(one for one in reversed(sessions) if today - _WORKED <= one.day < today),
        later=tuple(one for one in services.stages.board() if one.stage != PRINT and one.switch.state != "up"),
    )
