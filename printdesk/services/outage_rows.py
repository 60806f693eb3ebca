"""How far outages move promises: read for everybody whom they touch, and put in force."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from printdesk.domain.outage import Calendars, Passage, Rebased, Stop, rebase, touches
from printdesk.domain.states import ApplicationState as A
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Application, PrintAttempt, QualityCheck
from printdesk.services.work import View, Work

_OVER = (A.COLLECTED, A.POSTED, A.CANCELLED, A.LAPSED)
_LEFT_PRINTER = (A.PRINTED, A.PASSED, A.SHELVED, A.COLLECTED, A.POSTED)
_LEFT_CHECK = (A.PASSED, A.SHELVED, A.COLLECTED, A.POSTED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An outage as the rule counts it; one that goes on counts until now.

    Attributes:
        id: of its row; one that is only considered comes after all others.
    """

    id: int
    services: frozenset[str]
    stages: tuple[str, ...]
    start: datetime
    end: datetime

    def stops(self) -> tuple[Stop, ...]:
        """Its stages as stops."""
        return tuple(Stop(stage, self.start, self.end) for stage in self.stages) if self.start < self.end else ()


@dataclass(frozen=True, slots=True)
class Move:
    """What outages do to one application's promise.

    Attributes:
        touched: by the outage in question. foreign: another cause changed its promise since; it is left alone.
        steps: for each outage that moves it: its id, the promise before and after.
    """

    application_id: int
    number: str
    service: str
    state: str
    base: datetime
    before: datetime
    after: Rebased
    days: int
    touched: bool
    foreign: bool = False
    steps: tuple[tuple[int, datetime, datetime], ...] = ()

    @property
    def moved(self) -> bool:
        """Whether its promise is another one now."""
        return not self.foreign and self.after.promised != self.before


@dataclass(frozen=True, slots=True)
class _Known:
    """What was written about an application by outages that count."""

    base: datetime
    last: datetime


@dataclass(slots=True)
class PromiseRule:
    """The rule over one set of outages, in the order of their recording; who is alike is worked out once."""

    stretches: Sequence[Stretch]
    hours: Calendars
    known: dict[tuple[object, ...], tuple[Rebased, tuple[tuple[int, datetime, datetime], ...]]] = field(
        default_factory=dict
    )

    def of(self, service: str, passage: Passage) -> tuple[Rebased, tuple[tuple[int, datetime, datetime], ...]]:
        """What they do to one promise; and for each outage that moves it its id, the promise before and after."""
        first = min((each.start for each in self.stretches), default=passage.arrived)
        early = self.hours.office.local(passage.arrived).date() if passage.arrived < first else passage.arrived
        key = (service, early, passage.promised, passage.printed, passage.checked)
        if key not in self.known:
            self.known[key] = self._work_out(service, passage)
        return self.known[key]

    def _work_out(self, service: str, passage: Passage) -> tuple[Rebased, tuple[tuple[int, datetime, datetime], ...]]:
        stops: list[Stop] = []
        found, steps = Rebased(passage.promised), []
        for each in self.stretches:
            if service in each.services:
                stops.extend(each.stops())
                after = rebase(passage, stops, self.hours)
                if after.promised != found.promised:
                    steps.append((each.id, found.promised, after.promised))
                found = after
        return found, tuple(steps)


def stretch(view: View | Work, row: Outage) -> Stretch:
    """A recorded outage as the rule counts it."""
    return Stretch(row.id, frozenset(row.services), tuple(row.stages), row.started_at, row.ended_at or view.now)


def counting(view: View | Work) -> list[Outage]:
    """The outages that count, in the order in which they were recorded."""
    return list(view.session.scalars(select(Outage).where(Outage.undone_at.is_(None)).order_by(Outage.id)))


def moves(
    view: View | Work, stretches: Sequence[Stretch], about: Stretch | None, services: Collection[str], outage_id: int
) -> list[Move]:
    """What these outages, all that count, do to everybody whom one of them touches or has moved.

    Args:
        about: the outage in question as it is to be; None when it is taken back.
        services: the service types that it stops, and those that it stopped before.
        outage_id: its id, for those whom it has moved already; 0 when it is new.
    """
    rows = _candidates(view, about, services, outage_id)
    passages = _passages(view, rows)
    known = _known(view, [row.id for row in rows])
    rule = PromiseRule(stretches, Calendars(view.office.office_hours, view.office.counter_hours))
    return [_move(view, row, passages[row.id], known.get(row.id), rule, about) for row in rows]


def put(work: Work, found: Iterable[Move], number: str, act: str) -> int:
    """Put moved promises in force, with one line into each history; how many changed."""
    active = {row.id for row in counting(work)}
    cases: dict[int, dict[int, OutageCase]] = {}
    for case in work.session.scalars(select(OutageCase).where(OutageCase.outage_id.in_(active))):
        cases.setdefault(case.application_id, {})[case.outage_id] = case
    moved = 0
    for move in found:
        if move.foreign:
            continue
        _write_cases(work, move, cases.get(move.application_id, {}))
        if move.moved:
            row = work.session.get_one(Application, move.application_id)
            row.promised = move.after.promised
            promised = [move.before.isoformat(), move.after.promised.isoformat()]
            work.record(act, "application", move.application_id, number=number, promised=promised)
            moved += 1
    work.session.flush()
    return moved


def _candidates(
    view: View | Work, about: Stretch | None, services: Collection[str], outage_id: int
) -> list[Application]:
    """Who is still in the office and came before the outage ended, and whom it has moved."""
    mine = select(OutageCase.application_id).where(OutageCase.outage_id == outage_id)
    wanted: list[ColumnElement[bool]] = [Application.id.in_(mine)]
    if about is not None:
        came = Application.arrived < about.end
        wanted.append(and_(Application.service.in_(services), came, Application.state.not_in(_OVER)))
    return list(view.session.scalars(select(Application).where(or_(*wanted)).order_by(Application.id)))


def _passages(view: View | Work, rows: Sequence[Application]) -> dict[int, Passage]:
    """How far each has come; its promise is the one of the moment."""
    out = [row.id for row in rows if row.state in _LEFT_PRINTER]
    printed = _times(view, PrintAttempt.application_id, PrintAttempt.outcome_at, PrintAttempt.outcome == "printed")
    checked = _times(view, QualityCheck.application_id, QualityCheck.at, QualityCheck.passed) if out else {}
    found = {}
    for row in rows:
        left = (printed.get(row.id) or row.state_since) if row.state in _LEFT_PRINTER else None
        passed = (checked.get(row.id) or row.state_since) if row.state in _LEFT_CHECK else None
        found[row.id] = Passage(row.arrived, row.promised, left, passed)
    return found


def _times(view: View | Work, key: object, moment: object, condition: object) -> dict[int, datetime]:
    """The last such moment of each application that has left the printer."""
    still = select(Application.id).where(Application.state.in_(_LEFT_PRINTER))
    rows = view.session.execute(
        select(key, func.max(moment)).where(condition, key.in_(still)).group_by(key)  # type: ignore[attr-defined, call-overload]
    )
    return {application_id: at for application_id, at in rows if at is not None}


def _known(view: View | Work, ids: Sequence[int]) -> dict[int, _Known]:
    """What the outages that count wrote about applications: the promise without them, and the last they set."""
    wanted = set(ids)
    rows = view.session.execute(
        select(OutageCase)
        .join(Outage, Outage.id == OutageCase.outage_id)
        .where(Outage.undone_at.is_(None))
        .order_by(OutageCase.application_id, OutageCase.outage_id)
    ).scalars()
    found: dict[int, _Known] = {}
    for row in rows:
        if row.application_id in wanted:
            first = found.get(row.application_id)
            base = first.base if first else row.promised_base or row.promised_before
            found[row.application_id] = _Known(base, row.promised_after)
    return found


def _move(
    view: View | Work,
    row: Application,
    passage: Passage,
    known: _Known | None,
    rule: PromiseRule,
    about: Stretch | None,
) -> Move:
    base = known.base if known else row.promised
    passage = Passage(passage.arrived, base, passage.printed, passage.checked)
    after, steps = rule.of(row.service, passage)
    touched = about is not None and row.service in about.services and any(touches(passage, s) for s in about.stops())
    office = view.office.office_hours
    days = office.open_days_between(office.local(row.promised).date(), office.local(after.promised).date())
    foreign = known is not None and known.last != row.promised
    return Move(row.id, row.number, row.service, row.state, base, row.promised, after, days, touched, foreign, steps)


def _write_cases(work: Work, move: Move, known: Mapping[int, OutageCase]) -> None:
    """The cases of one application as they are now, for the outages that count."""
    wanted = {at: (before, after) for at, before, after in move.steps}
    for at, case in known.items():
        if at not in wanted:
            work.session.delete(case)
    for at, (before, after) in wanted.items():
        row = known.get(at)
        if row is None:
            row = OutageCase(outage_id=at, application_id=move.application_id)
            work.session.add(row)
        row.promised_before, row.promised_after, row.promised_base = before, after, move.base
