"""The plans of the past: each re-plan that changed something is kept, compared, and shown as it stood.

Keeping is no part of any act: it is called after one, with the plan that the window has just made or without, writes
one small row when something is different, and never touches the ledger, so no desk re-plans because of it.

How long a plan is kept (`plan_thinning`): every one of the last 2 days, then the last of each hour for 14 days, then
the last of each day for 90 days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_medium
from printdesk.models.tables import Application, PlanSnapshot
from printdesk.services.plan_causes import START, cause_since
from printdesk.services.plan_changes import Change, PlanChanges, changes
from printdesk.services.plan_due import next_due
from printdesk.services.plan_kept import KeptRow, digest, kept_rows, pack, unpack
from printdesk.services.plan_thinning import KEPT_DAYS, overdue
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.taking_over import chunks
from printdesk.services.work import View, Workplace

__all__ = ["Change", "KeptPlan", "PastQueue", "PastRow", "PlanChanges", "PlanHistoryService"]

COMES_LATE = timedelta(minutes=1)
"""Clocks of desks differ by less; a plan older than the last one by less was made at another desk and comes late."""
LONGEST_CAUSE = 40


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan that was kept.

    Attributes:
        at: the moment, in the office's zone.
        cause: what had happened, a word of the program ("take_next", "import", ...).
    """

    id: int
    at: datetime
    cause: str
    waiting: int
    trips_at_risk: int


@dataclass(frozen=True, slots=True)
class PastRow:
    """One application in a queue of the past; moments in the office's zone.

    Attributes:
        planned: when it was planned then; None where it had no place.
    """

    position: int
    application_id: int
    number: str
    name: str
    service: str
    class_rank: int
    need_by: datetime
    planned: datetime | None
    at_risk: bool
    trip_at_risk: bool


@dataclass(frozen=True, slots=True)
class PastQueue:
    """The queue as it stood.

    Attributes:
        at: when the plan was kept that held at the moment asked for.
    """

    at: datetime
    rows: tuple[PastRow, ...]


class PlanHistoryService:
    """Keeps plans and reads them back."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def keep(self, cause: str, plan: PlanView | None = None) -> bool:
        """Keep the plan when it differs from the one kept last.

        Args:
            cause: what has happened, a word of the program.
            plan: the plan as it is now, where it has been made already.

        Returns:
            whether something was kept.

        Raises:
            EnvironmentFailureError: the database cannot be written.
        """
        with self._workplace.reading() as view:
            plan = plan or make_plan(view)
            zone = view.office.zone
            last = _last(view.session)
            rows = kept_rows(plan.rows)
            mark = digest(rows, zone)
            if not _is_news(last, plan.now, mark):
                return False
        body = pack(rows)
        with self._workplace.database.writing() as session:
            return _write(session, plan, cause, mark, body, zone)

    def begin(self) -> bool:
        """Keep the plan as it is before the first act, where none was ever kept; whether it was kept now.

        Raises:
            EnvironmentFailureError: the database cannot be written.
        """
        with self._workplace.reading() as view:
            begun = _last(view.session) is not None
        return not begun and self.keep(START)

    def keep_seen(self, plan: PlanView, seen: int | None) -> bool:
        """The same for a plan that a window has made, with the act that came before it as its cause.

        Args:
            seen: number of the ledger's entry that the window knew before; None for its first plan.
        """
        with self._workplace.reading() as view:
            cause = cause_since(view, seen)
        return self.keep(cause, plan)

    def next_due(self) -> datetime:
        """When the plan may next change by itself."""
        with self._workplace.reading() as view:
            return next_due(view)

    def kept(self, first: datetime, last: datetime) -> tuple[KeptPlan, ...]:
        """The plans kept from `first` until `last`, both included, the oldest first."""
        with self._workplace.reading() as view:
            rows = view.session.execute(
                select(*_HEAD).where(PlanSnapshot.at >= first, PlanSnapshot.at <= last).order_by(PlanSnapshot.at)
            )
            zone = view.office.zone
            return tuple(
                KeptPlan(key, at.astimezone(zone), cause, waiting, risk) for key, at, cause, waiting, risk in rows
            )

    def as_of(self, moment: datetime) -> PastQueue:
        """The queue as it stood at a past moment.

        Raises:
            RuleViolationError: no plan was kept from before that moment.
        """
        with self._workplace.reading() as view:
            kept = _at(view, moment)
            rows = unpack(kept.body, view.office.zone)
            return PastQueue(kept.at.astimezone(view.office.zone), _past_rows(view.session, rows))

    def changes_since(self, moment: datetime, plan: PlanView | None = None) -> PlanChanges:
        """The plan of now against the one that held at a past moment.

        Raises:
            RuleViolationError: no plan was kept from before that moment.
        """
        with self._workplace.reading() as view:
            before = _at(view, moment)
            plan = plan or make_plan(view)
            return _compared(view, before, plan.now, kept_rows(plan.rows))

    def changes_between(self, earlier: int, later: int) -> PlanChanges:
        """One kept plan against another, by their ids.

        Raises:
            RuleViolationError: one of them is not kept any more.
        """
        with self._workplace.reading() as view:
            before, after = _by_id(view, earlier), _by_id(view, later)
            return _compared(view, before, after.at, unpack(after.body, view.office.zone))

    def last_change(self, plan: PlanView | None = None) -> PlanChanges | None:
        """The plan of now against the last one that was different; None while only one was ever kept.

        Desks' clocks differ by moments, and a demo office's stands still between two programs, so a plan that seems
        to be kept a moment from now counts too.
        """
        with self._workplace.reading() as view:
            plan = plan or make_plan(view)
            rows = kept_rows(plan.rows)
            mark = digest(rows, view.office.zone)
            before = view.session.scalar(
                select(PlanSnapshot)
                .where(PlanSnapshot.at < plan.now + COMES_LATE, PlanSnapshot.digest != mark)
                .order_by(PlanSnapshot.at.desc(), PlanSnapshot.id.desc())
                .limit(1)
            )
            return _compared(view, before, plan.now, rows) if before is not None else None


_HEAD = (PlanSnapshot.id, PlanSnapshot.at, PlanSnapshot.cause, PlanSnapshot.waiting, PlanSnapshot.trips_at_risk)


def _write(session: Session, plan: PlanView, cause: str, mark: str, body: bytes, zone: tzinfo) -> bool:
    """Asked again inside the transaction: another desk may have kept the same plan meanwhile."""
    if not _is_news(_last(session), plan.now, mark):
        return False
    row = PlanSnapshot(at=plan.now, cause=cause[:LONGEST_CAUSE], digest=mark, body=body)
    row.waiting, row.trips_at_risk = len(plan.rows), plan.trips_at_risk
    session.add(row)
    session.flush()
    heads = [(key, at) for key, at in session.execute(select(PlanSnapshot.id, PlanSnapshot.at))]
    for part in chunks(overdue(heads, plan.now, zone)):
        session.execute(delete(PlanSnapshot).where(PlanSnapshot.id.in_(part)))
    return True


def _last(session: Session) -> PlanSnapshot | None:
    """The one written last; of a computer whose clock was put back since it lies in the future."""
    return session.scalar(select(PlanSnapshot).order_by(PlanSnapshot.id.desc()).limit(1))


def _is_news(last: PlanSnapshot | None, now: datetime, mark: str) -> bool:
    """Whether a plan says something else than the last one, and is not an older one that comes late."""
    if last is None:
        return True
    late = last.at - COMES_LATE < now < last.at
    return last.digest != mark and not late


def _at(view: View, moment: datetime) -> PlanSnapshot:
    kept = view.session.scalar(
        select(PlanSnapshot)
        .where(PlanSnapshot.at <= moment)
        .order_by(PlanSnapshot.at.desc(), PlanSnapshot.id.desc())
        .limit(1)
    )
    if kept is None:
        said = moment_medium(moment.astimezone(view.office.zone), active().lang)
        raise RuleViolationError(
            _("No plan was kept from before {moment}.").format(moment=said),
            _("Plans are kept for {days} days; choose a later moment.").format(days=KEPT_DAYS),
        )
    return kept


def _by_id(view: View, key: int) -> PlanSnapshot:
    kept = view.session.get(PlanSnapshot, key)
    if kept is None:
        raise RuleViolationError(_("This plan is not kept any more."), _("Read the list anew."))
    return kept


def _compared(view: View, before: PlanSnapshot, until: datetime, rows: tuple[KeptRow, ...]) -> PlanChanges:
    zone = view.office.zone

    def names(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
        return {key: (number, name) for key, number, name, _service in _known(view.session, keys)}

    return changes(
        before.at.astimezone(zone), until.astimezone(zone), unpack(before.body, zone), rows,
        view.office.office_hours, names,
    )  # fmt: skip


def _known(session: Session, keys: Iterable[int]) -> list[tuple[int, str, str, str]]:
    columns = (Application.id, Application.number, Application.name, Application.service)
    found: list[tuple[int, str, str, str]] = []
    for part in chunks(sorted(keys)):
        rows = session.execute(select(*columns).where(Application.id.in_(part)))
        found += [(key, number, name, service) for key, number, name, service in rows]
    return found


def _past_rows(session: Session, rows: tuple[KeptRow, ...]) -> tuple[PastRow, ...]:
    known = {key: (number, name, service) for key, number, name, service in _known(session, _ids(rows))}
    return tuple(_past_row(place, row, known) for place, row in enumerate(rows, 1))


def _ids(rows: tuple[KeptRow, ...]) -> list[int]:
    return [row.application_id for row in rows]


def _past_row(position: int, row: KeptRow, known: dict[int, tuple[str, str, str]]) -> PastRow:
    number, name, service = known.get(row.application_id, ("", "", ""))
    return PastRow(
        position, row.application_id, number, name, service, row.class_rank, row.need_by, row.planned, row.at_risk,
        row.trip_at_risk,
    )  # fmt: skip
