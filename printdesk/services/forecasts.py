"""When the queue is normal again: the forecast of the backlog, with what it is made of and how it fared before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from printdesk.domain.settings_forecast import ForecastSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import SettingsVersion
from printdesk.planning.chance import deal
from printdesk.planning.forecast import RUNS, SEED, outlook
from printdesk.planning.forecast_types import ForecastOffice, Outlook
from printdesk.services import settings_file, settings_limits
from printdesk.services.forecast_input import DAYS, forecast_office
from printdesk.services.forecast_past import KeptForecast, Morning, is_kept, keep, kept_forecasts, mornings
from printdesk.services.forecast_words import clear_sentence, division_sentence
from printdesk.services.later_stages import LaterStage, later_sentences, later_stages
from printdesk.services.learned import (
    ServiceSuccess,
    StationRate,
    StopHabit,
    service_success,
    station_rates,
    stop_habits,
)
from printdesk.services.work import Actor, Answer, View, Work, Workplace

MOST_HOURS = 12
"""The longest evening that can be considered."""

_STUCK_DAYS = 5


@dataclass(frozen=True, slots=True)
class ForecastView:
    """The forecast as of now.

    Attributes:
        now: in the office's zone.
        backlog: applications that wait now. normal: no more wait in a normal queue.
        overtime_hours: considered, on every working day, besides what is ordered.
        usual: the forecast, overtime considered counted in. without: the same without it; None when there is none.
        calm: when nothing fails. stuck: when the fastest of the stations with most work stands still for five days,
            `stuck_station`; None without stations.
        mornings: what really waited. kept: what was forecast before.
        rates, success, stops: what the figures come from.
        later: stages after printing that do not work; what is printed meanwhile counts as waiting for them.
    """

    now: datetime
    backlog: int
    normal: float
    overtime_hours: float
    usual: Outlook
    without: Outlook | None
    calm: Outlook
    stuck: Outlook | None
    stuck_station: str
    mornings: tuple[Morning, ...]
    kept: tuple[KeptForecast, ...]
    rates: tuple[StationRate, ...]
    success: tuple[ServiceSuccess, ...]
    stops: tuple[StopHabit, ...]
    assumed: ForecastSettings
    later: tuple[LaterStage, ...] = ()

    @property
    def is_normal(self) -> bool:
        """Whether no more waits than usual, and nothing that is printed is stuck."""
        return self.backlog <= self.normal and not self.later

    def sentence(self, reader: Catalogue) -> str:
        """When the queue is normal again, for a reader."""
        waiting = self.backlog if self.is_normal else max(float(self.backlog), self.normal + 1)
        return clear_sentence(waiting, self.normal, self.usual.middle, self.usual.late, DAYS, reader)

    def division(self, reader: Catalogue) -> str:
        """What the simple division says, for a reader; "" while the queue is normal."""
        return "" if self.is_normal else division_sentence(self.usual.fluid, reader)

    def stops_ahead(self, labels: Mapping[str, str], reader: Catalogue) -> tuple[str, ...]:
        """The stages after printing that do not work, one sentence each.

        Args:
            labels: of the service types in the reader's language.
        """
        return later_sentences(self.later, labels, reader)


class ForecastService:
    """Makes the forecast."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def forecast(self, overtime_hours: float = 0.0) -> ForecastView:
        """The forecast as of now.

        Args:
            overtime_hours: to be considered on every working day, on all stations.

        Raises:
            RuleViolationError: no evening has so many hours.
        """
        if not 0 <= overtime_hours <= MOST_HOURS:
            raise RuleViolationError(
                _("{hours} hours of overtime cannot be considered.").format(hours=overtime_hours),
                _("Give 0 to {most} hours an evening.").format(most=MOST_HOURS),
            )
        with self._workplace.reading() as view:
            return make_forecast(view, overtime_hours)

    def keep_morning(self, made: ForecastView | None = None) -> bool:
        """Keep the first forecast of the day, to be held against what happens; no part of any act.

        Args:
            made: where it has been made already; overtime that it only considers is left out.

        Returns:
            whether it was kept now; nothing is while nobody waits.

        Raises:
            EnvironmentFailureError: the database cannot be written.
        """
        with self._workplace.reading() as view:
            if is_kept(view):
                return False
            made = made or make_forecast(view, 0.0)
        if not made.backlog:
            return False
        return keep(self._workplace.database, made.now.date(), made.now, made.backlog, made.without or made.usual)

    def assume(self, actor: Actor, days_between_stops: float, days_down: float, operation_id: str) -> int:
        """Put the supervisor's word in force: how often a station stops, and for how long, in working days.

        Returns:
            the number of the settings' new version.

        Raises:
            RuleViolationError: a number is out of its range.
        """
        said = {"days_between_stops": float(days_between_stops), "days_down": float(days_down)}
        settings_limits.check_values({"forecast": said})

        def do(work: Work) -> Answer:
            forecast = replace(
                work.settings.forecast, days_between_stops=float(days_between_stops), days_down=float(days_down)
            )
            settings = replace(work.settings, forecast=forecast)
            version = SettingsVersion(at=work.now, author=actor.user, body=settings_file.to_json(settings))
            work.session.add(version)
            work.session.flush()
            work.record("change_settings", "settings", version.id, version=version.id, sections=["forecast"], **said)
            return {"version": version.id}

        return int(self._workplace.perform("change_settings", actor, operation_id, do, adds_person=False)["version"])


def make_forecast(view: View, overtime_hours: float) -> ForecastView:
    """The forecast as of `view.now`."""
    plain = forecast_office(view)
    draws = deal(plain, RUNS, SEED)
    base = outlook(plain, draws=draws)
    usual = outlook(forecast_office(view, overtime_hours), draws=draws) if overtime_hours else base
    considered = forecast_office(view, overtime_hours) if overtime_hours else plain
    stuck = _busiest(considered)
    return ForecastView(
        now=view.now.astimezone(view.office.zone),
        backlog=round(plain.waiting),
        normal=plain.normal,
        overtime_hours=overtime_hours,
        usual=usual,
        without=base if overtime_hours else None,
        calm=outlook(considered.without_stops(), draws=draws),
        stuck=outlook(considered.with_stopped(stuck, _STUCK_DAYS), draws=draws) if stuck else None,
        stuck_station=stuck,
        mornings=mornings(view),
        kept=kept_forecasts(view),
        rates=tuple(station_rates(view).values()),
        success=tuple(service_success(view).values()),
        stops=tuple(stop_habits(view).values()),
        assumed=view.settings.forecast,
        later=later_stages(view),
    )


def _busiest(office: ForecastOffice) -> str:
    """The fastest of the stations that run, which hurts most when it stops; "" when none does."""
    waits = {stream.code: stream.waiting for stream in office.streams}
    running = [line for line in office.lines if line.up]
    if not running:
        return ""
    return max(running, key=lambda line: (sum(waits.get(code, 0) for code in line.services), line.per_hour)).code
