"""Who is owed a call: promised for an outage or moved by it, and not told since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.domain import numbers
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.contacts import Contact
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Application
from printdesk.services.contacts import REACHED, attempts_since_told, wrong_now
from printdesk.services.merging import CLOSED
from printdesk.services.plan_input import pickup_clock
from printdesk.services.plan_words import chances_of
from printdesk.services.plans import make_plan
from printdesk.services.work import View, Workplace

_PIECE = 500


@dataclass(frozen=True, slots=True)
class OutageChoice:
    """An outage of which somebody may be owed a call; moments in the office's zone, `ended_at` None while it goes on.

    Attributes:
        owed: how many are still to be told. told: how many were told since it began.
    """

    id: int
    number: str
    cause: str
    started_at: datetime
    ended_at: datetime | None
    owed: int
    told: int


@dataclass(frozen=True, slots=True)
class OwedCall:
    """One who is to be told; moments in the office's zone.

    Attributes:
        phone_masked: "" where no number is known.
        promised: what was said before the outage.
        new_date: from when it can be collected by the plan, else the moved promise; None when nobody knows.
        ready: it lies ready for pickup by now.
        attempts: calls since the outage began that reached nobody.
        wrong_number: the number was found wrong.
        last_at: when it was tried last.
        link: whether a chat link can be opened.
    """

    application_id: int
    number: str
    name: str
    service: str
    phone_masked: str
    departs_at: datetime | None
    departs_has_time: bool
    promised: datetime
    new_date: datetime | None
    ready: bool
    attempts: int
    wrong_number: bool
    last_at: datetime | None
    link: bool


@dataclass(frozen=True, slots=True)
class OwedCalls:
    """The outages, and who of one of them is owed a call, nearest trip first."""

    now: datetime
    outages: tuple[OutageChoice, ...]
    chosen: OutageChoice | None
    rows: tuple[OwedCall, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    row: Application
    promised: datetime
    moved_to: datetime | None
    log: list[Contact]

    @property
    def told(self) -> bool:
        return any(each.outcome in REACHED for each in self.log)


@dataclass(frozen=True, slots=True)
class Untold:
    """How many of an outage nobody has told."""

    outage_id: int
    number: str
    count: int


class OwedCallService:
    """Reads who is owed a call; the calls themselves are noted with `ContactService`."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def owed(self, outage_id: int | None = None) -> OwedCalls:
        """Who of an outage is owed a call; by default of the newest of which somebody is."""
        with self._workplace.reading() as view:
            cases = {outage.id: _cases(view, outage) for outage in _outages(view)}
            choices = tuple(_choice(view, outage, cases[outage.id]) for outage in _outages(view))
            chosen = _chosen(choices, outage_id)
            owed = [case for case in cases[chosen.id] if not case.told] if chosen else []
            now = view.office.office_hours.local(view.now)
            return OwedCalls(now, choices, chosen, _rows(view, owed))

    def untold_of(self, number: str) -> Untold:
        """How many of the outage with this number are still to be told.

        Raises:
            RuleViolationError: there is no such outage.
        """
        with self._workplace.reading() as view:
            outage = view.session.scalar(select(Outage).where(Outage.number == number))
            if outage is None:
                raise RuleViolationError(
                    _("There is no outage {number}.").format(number=number), _("Look at the list of outages.")
                )
            return Untold(outage.id, outage.number, sum(not case.told for case in _cases(view, outage)))

    def untold(self, outage_id: int) -> int:
        """How many of an outage are still to be told."""
        with self._workplace.reading() as view:
            outage = view.session.get(Outage, outage_id)
            return sum(not case.told for case in _cases(view, outage)) if outage is not None else 0


def untold_by_outage(view: View) -> tuple[tuple[Outage, int], ...]:
    """Each outage that counts, with how many it concerns whom nobody has told; the newest first."""
    return tuple((outage, sum(not case.told for case in _cases(view, outage))) for outage in _outages(view))


def _outages(view: View) -> Sequence[Outage]:
    return view.session.scalars(
        select(Outage).where(Outage.undone_at.is_(None)).order_by(Outage.started_at.desc(), Outage.id.desc())
    ).all()


def _chosen(choices: tuple[OutageChoice, ...], wanted: int | None) -> OutageChoice | None:
    for choice in choices:
        if choice.id == wanted:
            return choice
    return next((choice for choice in choices if choice.owed), choices[0] if choices else None)


def _choice(view: View, outage: Outage, cases: list[_Case]) -> OutageChoice:
    zone = view.office.zone
    told = sum(case.told for case in cases)
    return OutageChoice(
        outage.id, outage.number, outage.cause, outage.started_at.astimezone(zone),
        outage.ended_at.astimezone(zone) if outage.ended_at else None, len(cases) - told, told,
    )  # fmt: skip


def _cases(view: View, outage: Outage) -> list[_Case]:
    """Whom the outage concerns and who has not collected: moved by it, or promised for its time, not ready then."""
    moved = {
        case.application_id: case
        for case in view.session.scalars(select(OutageCase).where(OutageCase.outage_id == outage.id))
    }
    found = {row.id: row for row in _promised_within(view, outage)}
    missing = [key for key in moved if key not in found]
    for at in range(0, len(missing), _PIECE):
        rows = view.session.scalars(
            select(Application).where(Application.id.in_(missing[at : at + _PIECE]), Application.state.not_in(CLOSED))
        )
        found.update((row.id, row) for row in rows)
    logs = _logs(view, list(found), outage.started_at)
    return [
        _Case(
            row, moved[key].promised_before if key in moved else row.promised_first,
            moved[key].promised_after if key in moved else None, logs.get(key, []),
        )
        for key, row in found.items()
    ]  # fmt: skip


def _promised_within(view: View, outage: Outage) -> list[Application]:
    end = outage.ended_at or view.now
    day = view.office.counter_hours.start_of(view.office.counter_hours.local(outage.started_at).date())
    rows = view.session.scalars(
        select(Application).where(
            Application.service.in_(list(outage.services)), Application.state.not_in(CLOSED),
            Application.promised_first >= day, Application.promised_first <= end, Application.arrived <= end,
        )
    )  # fmt: skip
    return [row for row in rows if row.state != ApplicationState.SHELVED or row.state_since > outage.started_at]


def _logs(view: View, ids: list[int], since: datetime) -> dict[int, list[Contact]]:
    """What was noted since the outage began, the newest first."""
    logs: dict[int, list[Contact]] = {}
    for at in range(0, len(ids), _PIECE):
        rows = view.session.scalars(
            select(Contact)
            .where(
                Contact.application_id.in_(ids[at : at + _PIECE]), Contact.undone_at.is_(None), Contact.at >= since
            )
            .order_by(Contact.at.desc(), Contact.id.desc())
        )
        for entry in rows:
            logs.setdefault(entry.application_id, []).append(entry)
    return logs


def _rows(view: View, cases: list[_Case]) -> tuple[OwedCall, ...]:
    """Nearest trip first, then the oldest promise; trips that are over come after those ahead."""
    if not cases:
        return ()
    clock = pickup_clock(view)
    planned = {row.application_id: row.planned for row in make_plan(view).rows}
    zone = view.office.zone
    calls = []
    for case in sorted(cases, key=lambda case: _rank(view, case)):
        printed = planned.get(case.row.id)
        ready = clock.ready_from(printed) if printed is not None else chances_of(view, case.row)[0]
        new = ready or case.moved_to
        calls.append(_call(case, new.astimezone(zone) if new else None, view))
    return tuple(calls)


def _rank(view: View, case: _Case) -> tuple[int, datetime, datetime, int]:
    departs = case.row.departs_at
    ahead = 2 if departs is None else int(departs < view.now)
    return ahead, departs or case.promised, case.promised, case.row.id


def _call(case: _Case, new: datetime | None, view: View) -> OwedCall:
    row, zone = case.row, view.office.zone
    return OwedCall(
        row.id, row.number, row.name, row.service, numbers.mask_phone(row.phone or ""),
        row.departs_at.astimezone(zone) if row.departs_at else None, row.departs_has_time,
        case.promised.astimezone(zone), new, row.state == ApplicationState.SHELVED,
        attempts_since_told([each.outcome for each in case.log]), wrong_now(row, case.log),
        case.log[0].at.astimezone(zone) if case.log else None, numbers.chat_number(row.phone or "") is not None,
    )  # fmt: skip
