"""What really happened each morning, and what the forecast had said: worked out of the log, and kept day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, extract, func, select
from sqlalchemy.exc import IntegrityError

from printdesk.domain.states import ApplicationState
from printdesk.models.database import Database
from printdesk.models.history import ForecastMorning
from printdesk.models.tables import Application, PrintAttempt
from printdesk.planning.forecast_types import Band, Outlook
from printdesk.services.work import View

MORNINGS = 12
"""Working days that are looked back on."""

_DAY_SECONDS = 86_400
_KEPT_DAYS = 30
_UNPRINTED = (
    ApplicationState.READY, ApplicationState.CLAIMED, ApplicationState.PRINTING, ApplicationState.UNCONFIRMED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Morning:
    """What waited at the beginning of a day."""

    day: date
    waiting: int


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """The first forecast of a day.

    Attributes:
        middle, late: the dates it gave; None for "not in sight".
        bands: the days that lay ahead of it, with what was to wait at the end of each.
    """

    day: date
    waiting: int
    middle: date | None
    late: date | None
    bands: tuple[tuple[date, Band], ...]


def mornings(view: View) -> tuple[Morning, ...]:
    """What waited on each working day's morning until today, the oldest first; cancelled ones are left out."""
    days = _working_days(view)
    if not days:
        return ()
    first = view.office.office_hours.start_of(days[0])
    came, printed = _day_number(view, Application.arrived), _day_number(view, PrintAttempt.outcome_at)
    still = view.session.execute(
        select(came, func.count()).where(Application.state.in_(_UNPRINTED), Application.arrived <= view.now)
        .group_by(came)
    ).all()  # fmt: skip
    since = view.session.execute(
        select(came, printed, func.count())
        .join(Application, Application.id == PrintAttempt.application_id)
        .where(PrintAttempt.outcome == "printed", PrintAttempt.outcome_at >= first,
               PrintAttempt.outcome_at <= view.now)
        .group_by(came, printed)
    ).all()  # fmt: skip
    return tuple(Morning(day, _waited(day, still, since)) for day in days)


def _waited(day: date, still: Any, since: Any) -> int:
    number = (day - date(1970, 1, 1)).days
    waits = sum(int(count) for came, count in still if came < number)
    return waits + sum(int(count) for came, printed, count in since if came < number <= printed)


def _working_days(view: View) -> list[date]:
    """The last working days up to today, from the first on which anybody came."""
    office = view.office.office_hours
    today = office.local(view.now).date()
    begun = view.session.scalar(select(func.min(Application.arrived)))
    if begun is None:
        return []
    first = max(office.add_open_days(today, -MORNINGS), office.local(begun).date())
    days = (first + timedelta(days=n) for n in range((today - first).days + 1))
    return [day for day in days if office.is_open(day)]


def _day_number(view: View, column: Any) -> ColumnElement[int]:
    """The day of an instant in the office's zone, counted from 1970; the offset of now stands for that of then."""
    offset = view.now.astimezone(view.office.zone).utcoffset() or timedelta()
    return (cast(extract("epoch", column), BigInteger) + int(offset.total_seconds())) // _DAY_SECONDS


def kept_forecasts(view: View) -> tuple[KeptForecast, ...]:
    """The forecasts kept of the last days before today, the oldest first."""
    today = view.office.office_hours.local(view.now).date()
    rows = view.session.scalars(
        select(ForecastMorning)
        .where(ForecastMorning.day >= today - timedelta(days=_KEPT_DAYS), ForecastMorning.day < today)
        .order_by(ForecastMorning.day)
    )
    return tuple(KeptForecast(row.day, row.waiting, row.middle, row.late, tuple(_bands(row.bands))) for row in rows)


def _bands(plain: list[Any]) -> Iterator[tuple[date, Band]]:
    for day, low, middle, high in plain:
        yield date.fromisoformat(day), Band(low, middle, high)


def is_kept(view: View) -> bool:
    """Whether today's forecast is kept already."""
    today = view.office.office_hours.local(view.now).date()
    return view.session.get(ForecastMorning, today) is not None


def keep(database: Database, day: date, at: datetime, waiting: int, found: Outlook) -> bool:
    """Keep a day's first forecast; False when another desk was faster.

    Raises:
        EnvironmentFailureError: the database cannot be written.
    """
    known = [(each.day, each.backlog) for each in found.days[:_KEPT_DAYS]]
    bands = [[ahead.isoformat(), round(band.low), round(band.middle), round(band.high)] for ahead, band in known]
    row = ForecastMorning(day=day, made_at=at, waiting=waiting, middle=found.middle, late=found.late, bands=bands)
    try:
        with database.writing() as session:
            if session.get(ForecastMorning, day) is not None:
                return False
            session.add(row)
    except IntegrityError:
        return False
    return True
