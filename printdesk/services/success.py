"""How many prints succeed: by service type and hour, from the attempts that ended.

A try counts when a person said what came out: printed or failed. Blanks on which nothing was printed are no try, and
neither are failures by wrong data, which say nothing about machine and service.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, case, cast, extract, func, or_, select

from printdesk.domain.settings import OfficeSettings
from printdesk.models.tables import Application, PrintAttempt
from printdesk.services.work import View, Work

PRINTED, FAILED = "printed", "failed"
_QUARTER = 15 * 60
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tries:
    """How many prints were tried, and how many of them succeeded."""

    tried: int = 0
    printed: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None without a try."""
        return self.printed / self.tried if self.tried else None

    def __add__(self, other: "Tries") -> "Tries":
        return Tries(self.tried + other.tried, self.printed + other.printed)


@dataclass(frozen=True, slots=True)
class HourOfTries(Tries):
    """The tries of one hour; `start` is its beginning in the office's zone."""

    start: datetime = _NEVER


def success_by_hour(
    view: View | Work, since: datetime, until: datetime, services: Iterable[str] | None = None
) -> Mapping[str, tuple[HourOfTries, ...]]:
    """Tries of each service type by hour of the office's clock, in `[since, until)`; empty hours are left out.

    Args:
        services: codes; None for all.
    """
    quarters = _quarters(view, since, until, None if services is None else tuple(services))
    hours: dict[str, dict[datetime, Tries]] = defaultdict(lambda: defaultdict(Tries))
    for service, start, tries in quarters:
        local = start.astimezone(view.office.zone).replace(minute=0)
        hours[service][local] += tries
    return {
        service: tuple(HourOfTries(found.tried, found.printed, hour) for hour, found in sorted(by_hour.items()))
        for service, by_hour in hours.items()
    }


def success_since(view: View | Work, since: datetime, station: str | None = None) -> Mapping[str, Tries]:
    """Tries of each service type since a moment, at one station or at all."""
    conditions = [PrintAttempt.outcome_at >= since, _counts(view.settings)]
    if station is not None:
        conditions.append(PrintAttempt.station == station)
    rows = view.session.execute(
        select(Application.service, func.count(), _printed())
        .join(Application, Application.id == PrintAttempt.application_id)
        .where(*conditions)
        .group_by(Application.service)
    )
    return {service: Tries(tried, int(printed or 0)) for service, tried, printed in rows}


def _quarters(
    view: View | Work, since: datetime, until: datetime, services: tuple[str, ...] | None
) -> list[tuple[str, datetime, Tries]]:
    """Summed by the database in quarters of an hour, since zones differ from UTC by quarters."""
    at = PrintAttempt.outcome_at
    seconds = cast(extract("epoch", at), BigInteger)
    quarter = (seconds - seconds % _QUARTER).label("quarter")
    conditions = [at >= since, at < until, _counts(view.settings)]
    if services is not None:
        conditions.append(Application.service.in_(services))
    rows = view.session.execute(
        select(Application.service, quarter, func.count(), _printed())
        .join(Application, Application.id == PrintAttempt.application_id)
        .where(*conditions)
        .group_by(Application.service, quarter)
    )
    return [
        (service, datetime.fromtimestamp(start, UTC), Tries(tried, int(printed or 0)))
        for service, start, tried, printed in rows
    ]


def _printed() -> ColumnElement[int]:
    return func.sum(case((PrintAttempt.outcome == PRINTED, 1), else_=0))


def _counts(settings: OfficeSettings) -> ColumnElement[bool]:
    by_data = [reason.code for reason in settings.reasons_known("print") if reason.family == "data"]
    failed = PrintAttempt.outcome == FAILED
    return or_(PrintAttempt.outcome == PRINTED, failed & PrintAttempt.reason.not_in(by_data))


def hour_before(view: View | Work) -> datetime:
    """One hour before now."""
    return view.now - timedelta(hours=1)
