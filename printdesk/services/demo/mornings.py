"""The forecasts of the mornings that lie behind, as the program would have kept them: of what was known by then."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, update
from sqlalchemy.orm import Session

from printdesk.domain.states import ApplicationState
from printdesk.models.database import Database
from printdesk.models.tables import Application, PrintAttempt, ServiceSwitch
from printdesk.services.demo.days import NORMAL_DAYS, OPENED, OUTAGE_DAYS, at
from printdesk.services.forecast_past import keep
from printdesk.services.forecasts import ForecastView, make_forecast
from printdesk.services.work import OfficeData, View


def keep_mornings(database: Database, office: OfficeData) -> None:
    """Keep the forecast of each morning on which somebody waited."""
    for day in (*NORMAL_DAYS, *OUTAGE_DAYS):
        made = _forecast_at(database, office, at(day, 7, 30))
        if made.backlog:
            keep(database, day, made.now, made.backlog, made.usual)


def _forecast_at(database: Database, office: OfficeData, now: datetime) -> ForecastView:
    """The forecast of an instant; the rows stay as they are.

    Rates, arrivals and stops are of the days before it by themselves. The stock is that of now: it limits none of
    these forecasts.
    """
    with database.writing() as session:
        _turn_back(session, now)
        found = make_forecast(View(session, now, office), 0.0)
        session.rollback()
    return found


def _turn_back(session: Session, now: datetime) -> None:
    """As the rows were: who came later is not there, what was printed later waits, the outage has no end yet."""
    later = Application.arrived > now
    session.execute(update(Application).where(later).values(state=ApplicationState.CANCELLED))
    session.execute(
        update(Application).where(~later, _unprinted_by(now)).values(state=ApplicationState.READY, hold_until=None)
    )
    session.execute(delete(PrintAttempt).where(PrintAttempt.bound_at > now))
    began = at(OUTAGE_DAYS[0], 7, 30)
    state, since = ("down", began) if began <= now else ("up", OPENED)
    session.execute(update(ServiceSwitch).values(state=state, since=since, success_percent=100, expected_back=None))


def _unprinted_by(now: datetime) -> ColumnElement[bool]:
    """Waits, or was printed only afterwards."""
    own = PrintAttempt.application_id == Application.id
    afterwards = exists().where(own, PrintAttempt.bound_at > now)
    waits = Application.state.in_((ApplicationState.READY, ApplicationState.HELD))
    return or_(waits, afterwards)
