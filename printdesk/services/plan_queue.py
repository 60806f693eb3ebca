"""The queue as the plan takes it: columns of what waits, each with its kind, and the jobs for the order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import repeat
from operator import attrgetter

from sqlalchemy import bindparam, select

from printdesk.domain.order_types import Job
from printdesk.domain.printby import PickupClock
from printdesk.domain.states import ApplicationState
from printdesk.domain.urgency import Urgency
from printdesk.models.quick import Question
from printdesk.models.tables import Application
from printdesk.services.plan_kinds import Kind, Kinds, distinct
from printdesk.services.plan_waiting import Columns, Noted, Waiting, read_waiting
from printdesk.services.precedence import Precedence, raised
from printdesk.services.work import View, Work

_CAME = Question(
    lambda: select(Application.id, Application.arrived)
    .where(
        Application.same_day,
        Application.state != str(ApplicationState.CANCELLED),
        Application.arrived >= bindparam("first"),
    )
    .order_by(Application.arrived, Application.id)
)  # fmt: skip

_NOTHING = Noted(None, None, None)


class Queue:
    """What waits, by id.

    Attributes:
        columns: as read. kinds: what each has in common with others, raises counted in.
        lifted: those whom a raise makes more urgent than they are.
    """

    def __init__(self, columns: Columns, kinds: Sequence[Kind], lifted: frozenset[int]) -> None:
        self.columns = columns
        self.kinds = kinds
        self.lifted = lifted

    @cached_property
    def places(self) -> dict[int, int]:
        """Where in the columns each stands, by id."""
        return dict(zip(self.columns.ids, range(len(self.kinds)), strict=True))

    @cached_property
    def distinct(self) -> list[Kind]:
        """The kinds, each once."""
        return distinct(self.kinds)

    @cached_property
    def waiting(self) -> dict[int, Waiting]:
        """What waits, by id, all that is known of each."""
        columns, noted = self.columns, self.columns.noted
        known = zip(
            columns.ids, columns.numbers, columns.names, columns.arrived, columns.ready, columns.groups, self.kinds,
            strict=True,
        )  # fmt: skip
        return {
            key: _waiting(key, number, name, came, ready, group, kind, noted.get(key, _NOTHING))
            for key, number, name, came, ready, group, kind in known
        }

    @cached_property
    def urgency(self) -> dict[int, Urgency]:
        """The class of each, by id."""
        known = {id(kind): kind.urgency() for kind in self.distinct}
        return {key: known[id(kind)] for key, kind in zip(self.columns.ids, self.kinds, strict=True)}

    def demand(self) -> Mapping[str, int]:
        """How many wait, by service type."""
        return Counter(map(attrgetter("service"), self.kinds))

    def jobs(self) -> list[Job]:
        """The jobs for the order: columns side by side, past the class's own constructor, as they come by the
        ten thousand.
        """
        columns, kinds = self.columns, self.kinds
        values = zip(
            columns.ids, columns.numbers, [kind.service for kind in kinds], [kind.class_rank for kind in kinds],
            columns.arrived, [kind.need_by for kind in kinds], [kind.promised for kind in kinds], columns.ready,
            [kind.priority is not None for kind in kinds], columns.groups, repeat(None),
            [kind.has_trip for kind in kinds], strict=False,  # what is repeated has no end
        )  # fmt: skip
        return list(map(tuple.__new__, repeat(Job), values))


def _waiting(
    key: int,
    number: str,
    name: str,
    arrived: datetime,
    ready: datetime,
    group: str | None,
    kind: Kind,
    noted: Noted,
) -> Waiting:
    return Waiting(
        key, number, name, kind.service, arrived, ready, kind.promised, kind.departs_at, kind.departs_has_time,
        kind.visa_lead_days, kind.proof, noted.proof_recheck_at, group, kind.same_day, kind.priority,
        noted.hold_until, noted.hold_reason,
    )  # fmt: skip


def read_queue(view: View | Work, clock: PickupClock, left_out: frozenset[int], precedence: Precedence) -> Queue:
    """Read what waits, and work out the class and the print-by date of each.

    Args:
        left_out: applications that are dealt with elsewhere.
        precedence: the raises that count.
    """
    columns, known = read_waiting(view, left_out), Kinds(view, clock)
    kinds = [known[text] for text in columns.shared]
    _set_apart(view, columns, kinds, known)
    queue = Queue(columns, kinds, frozenset())
    lifted = _lifted(view, queue, precedence) if precedence.raises else {}
    for key, urgency in lifted.items():
        place = queue.places[key]
        kinds[place] = known.lifted(kinds[place], urgency)
    queue.lifted = frozenset(lifted)
    return queue


def _set_apart(view: View | Work, columns: Columns, kinds: list[Kind], known: Kinds) -> None:
    """Those whose proof does not count, and same-day service past the quota, are of another kind than their like."""
    again = ((key, each.proof_recheck_at) for key, each in columns.noted.items())
    unproven = {key for key, moment in again if moment is not None and moment <= view.now}
    same_day = [place for place, kind in enumerate(kinds) if kind.same_day] if _any_same_day(known) else []
    within = _within_quota(view, columns, same_day)
    apart = {place for place in same_day if columns.ids[place] not in within}
    if unproven:
        apart.update(place for place, key in enumerate(columns.ids) if key in unproven)
    for place in apart:
        key = columns.ids[place]
        kinds[place] = known.other(columns.shared[place], within=key in within, proven=key not in unproven)


def _any_same_day(known: Kinds) -> bool:
    return any(kind.same_day for kind in known.values())


def _within_quota(view: View | Work, columns: Columns, same_day: Sequence[int]) -> set[int]:
    """Same-day applications within the quota of the day on which they came, whatever became of the others."""
    if not same_day:
        return set()
    office, quota = view.office.office_hours, view.settings.order.same_day_quota
    first = office.start_of(min(columns.arrived[place] for place in same_day).date())
    taken: Counter[date] = Counter()
    within = set()
    for key, arrived in _CAME.rows(view.session, first=first):
        day = office.local(arrived).date()
        taken[day] += 1
        if taken[day] <= quota:
            within.add(key)
    return within


def _lifted(view: View | Work, queue: Queue, precedence: Precedence) -> dict[int, Urgency]:
    """The classes of those whom a raise makes more urgent than they are."""
    found = {}
    for key, each in precedence.raises.items():
        place = queue.places.get(key)
        if place is not None:
            own = queue.kinds[place].urgency()
            too_late = queue.kinds[place].need_by <= view.now
            lifted = raised(own, each.class_code, view.settings.order.classes, too_late=too_late)
            if lifted is not own:
                found[key] = lifted
    return found
