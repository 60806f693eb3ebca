"""Promises that are made after an outage was recorded: a list taken over later is re-based like everybody else.

An application that comes in by a list, or is typed in, waited as the others did when the outage began before it could
be printed. Its promise is moved by the same rule, and the move is kept as a case of each outage, so that undoing the
outage puts this promise back together with the others.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select, text

from printdesk.domain.outage import Calendars, Passage
from printdesk.models.outages import Outage, OutageCase
from printdesk.services.outage_rows import PromiseRule, counting, stretch
from printdesk.services.work import View, Work

_PART = 500


class Step(NamedTuple):
    """What one outage does to a promise that is made now."""

    outage_id: int
    number: str
    before: datetime
    after: datetime


class Outages:
    """The outages that count, as far as they move promises made now."""

    def __init__(self, view: View | Work, known: Collection[int] = ()) -> None:
        """Read them, and what they did to some `known` applications."""
        rows = counting(view)
        self._numbers = {row.id: row.number for row in rows}
        stretches = [stretch(view, row) for row in rows]
        self._last = max((each.end for each in stretches), default=None)
        self._rule = PromiseRule(stretches, Calendars(view.office.office_hours, view.office.counter_hours))
        self._cases = _cases(view, known) if rows else {}

    def steps(self, service: str, arrived: datetime, promised: datetime) -> tuple[Step, ...]:
        """What they do to the promise of an application that waits for printing since it arrived; () for nothing."""
        if self._last is None or arrived >= self._last:
            return ()
        _after, steps = self._rule.of(service, Passage(arrived, promised))
        return tuple(Step(at, self._numbers[at], before, after) for at, before, after in steps)

    def base(self, application_id: int, promised: datetime) -> datetime | None:
        """A known application's promise without them; None where another cause set the one that holds."""
        base, last = self._cases.get(application_id, (promised, promised))
        return base if last == promised else None


def hold_still(work: Work) -> None:
    """Let nobody record or change an outage until this act is through.

    An outage recorded at the same moment would not see the new applications, nor they the outage. SQLite writes one
    act at a time anyhow.
    """
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(text("lock table outage in share mode"))


def keep(work: Work, steps: Mapping[int, Sequence[Step]]) -> None:
    """Write the cases of applications, by id, whose promise was made now, in place of those they had."""
    ids = list(steps)
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        still = select(Outage.id).where(Outage.undone_at.is_(None))
        work.session.execute(
            delete(OutageCase).where(OutageCase.application_id.in_(part), OutageCase.outage_id.in_(still))
        )
        work.session.add_all(
            OutageCase(
                outage_id=each.outage_id, application_id=key, promised_before=each.before, promised_after=each.after,
                promised_base=steps[key][0].before,
            )
            for key in part for each in steps[key]
        )  # fmt: skip
        work.session.flush()


def tell(work: Work, application_id: int, steps: Sequence[Step]) -> None:
    """One line for each outage into the application's history, both dates in it."""
    for each in steps:
        promised = [each.before.isoformat(), each.after.isoformat()]
        work.record("rebase", "application", application_id, number=each.number, promised=promised)


def _cases(view: View | Work, ids: Collection[int]) -> dict[int, tuple[datetime, datetime]]:
    """Of each application that an outage moved: the promise without any, and the last one that an outage set."""
    wanted, found = list(ids), dict[int, tuple[datetime, datetime]]()
    for start in range(0, len(wanted), _PART):
        rows = view.session.scalars(
            select(OutageCase)
            .join(Outage, Outage.id == OutageCase.outage_id)
            .where(Outage.undone_at.is_(None), OutageCase.application_id.in_(wanted[start : start + _PART]))
            .order_by(OutageCase.application_id, OutageCase.outage_id)
        )
        for row in rows:
            first = found.get(row.application_id)
            base = first[0] if first else row.promised_base or row.promised_before
            found[row.application_id] = (base, row.promised_after)
    return found
