"""A station that burns blanks stops by itself: after so many failed prints of one service type in a row.

It hands out no more of that type and binds no blank to it until a person says go on, with a reason.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.models.print_work import FailureStop
from printdesk.models.tables import Application, PrintAttempt
from printdesk.services import warnings
from printdesk.services.office import names
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.success import FAILED, PRINTED
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class Stop:
    """A service type that a station hands out no more; `since` in the office's zone, `by` the name of the operator
    who told the last failure.
    """

    station: str
    service: str
    failures: int
    since: datetime
    by: str


class FailureStopService:
    """Says what stopped by itself, and lets it go on."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def stops(self) -> tuple[Stop, ...]:
        """What stopped and was not let go on, the oldest first."""
        with self._workplace.reading() as view:
            return stops(view)

    def go_on(self, actor: Actor, station: str, service: str, reason: str, operation_id: str) -> None:
        """Hand it out again: a person looked at the machine.

        Raises:
            RuleViolationError: it did not stop, or no reason is given.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            row = work.session.scalar(_open(station, service).with_for_update())
            if row is None:
                raise RuleViolationError(_("Nothing is stopped there any more."), _("Read the list anew."))
            row.released_at, row.released_by, row.reason = work.now, actor.user, said
            warnings.settle(work, warnings.STATION_STOPPED, subject=_subject(station, service))
            work.record("go_on", "station", station, service=service, sha256=reason_mark(said))
            return {}

        self._workplace.perform("go_on", actor, operation_id, do)


def stops(view: View | Work, station: str | None = None) -> tuple[Stop, ...]:
    """What stopped and was not let go on, the oldest first."""
    wanted = select(FailureStop).where(FailureStop.released_at.is_(None)).order_by(FailureStop.id)
    if station is not None:
        wanted = wanted.where(FailureStop.station == station)
    known, zone = names(view.session), view.office.zone
    return tuple(
        Stop(row.station, row.service, row.failures, row.stopped_at.astimezone(zone),
             known.get(row.stopped_by, row.stopped_by))
        for row in view.session.scalars(wanted)
    )  # fmt: skip


def stopped_services(view: View | Work, station: str) -> frozenset[str]:
    """Service types that this station hands out no more."""
    return frozenset(
        view.session.scalars(
            select(FailureStop.service).where(FailureStop.station == station, FailureStop.released_at.is_(None))
        )
    )


def refuse_stopped_service(work: Work, station: str, service: str) -> None:
    """No blank is bound where the station stopped by itself.

    Raises:
        RuleViolationError: it has.
    """
    if service in stopped_services(work, station):
        raise stopped_error(work.settings, station, service)


def stopped_error(settings: OfficeSettings, station: str, service: str) -> RuleViolationError:
    """Why nothing of this service type is printed at this station, and what helps."""
    label = settings.service_labels(language()).get(service, service)
    return RuleViolationError(
        _("Station {station} stopped printing {service}: too many failed in a row.").format(
            station=station, service=label
        ),
        _("Look at the machine, then choose “Go on…” and say what was done."),
    )


def count_failure(work: Work, station: str, service: str) -> bool:
    """After a failed print: stop the station for this service type when too many failed in a row.

    Returns:
        whether it stopped now.
    """
    limit = work.settings.printing.stop_after_failures
    if not limit or service in stopped_services(work, station):
        return False
    work.session.flush()
    if _in_a_row(work, station, service, limit) < limit:
        return False
    work.session.add(
        FailureStop(station=station, service=service, failures=limit, stopped_at=work.now, stopped_by=work.actor.user)
    )
    work.record("stop_by_failures", "station", station, service=service, failures=limit)
    warnings.raise_warning(
        work, warnings.STATION_STOPPED, subject=_subject(station, service), details={"failures": limit}
    )
    return True


def _in_a_row(work: Work, station: str, service: str, limit: int) -> int:
    """Failed prints since the last good one, or since somebody last said go on; wrong data count for nothing."""
    by_data = [reason.code for reason in work.settings.reasons_known("print") if reason.family == "data"]
    released = work.session.scalar(
        select(FailureStop.released_at)
        .where(FailureStop.station == station, FailureStop.service == service, FailureStop.released_at.is_not(None))
        .order_by(FailureStop.released_at.desc())
        .limit(1)
    )
    ended = (
        select(PrintAttempt.outcome)
        .join(Application, Application.id == PrintAttempt.application_id)
        .where(
            PrintAttempt.station == station,
            Application.service == service,
            (PrintAttempt.outcome == PRINTED)
            | ((PrintAttempt.outcome == FAILED) & PrintAttempt.reason.not_in(by_data)),
        )
        .order_by(PrintAttempt.outcome_at.desc(), PrintAttempt.id.desc())
        .limit(limit)
    )
    if released is not None:
        ended = ended.where(PrintAttempt.outcome_at > released)
    outcomes = work.session.scalars(ended).all()
    return len(outcomes) if all(outcome == FAILED for outcome in outcomes) else 0


def _open(station: str, service: str) -> Select[FailureStop]:
    return select(FailureStop).where(
        FailureStop.station == station, FailureStop.service == service, FailureStop.released_at.is_(None)
    )


def _subject(station: str, service: str) -> str:
    return f"{station}/{service}"
