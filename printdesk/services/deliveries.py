"""Planned deliveries of blanks: expected by day, settled by a batch that came, counted by the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from sqlalchemy import select

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.order_types import Supply
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import day_medium
from printdesk.models.destruction import PlannedDelivery
from printdesk.models.quick import Question
from printdesk.models.tables import BlankBatch
from printdesk.services.office import names
from printdesk.services.second_person import reason_mark
from printdesk.services.work import Actor, Answer, View, Work, Workplace

EXPECTED, RECEIVED, CANCELLED = "expected", "received", "cancelled"
LARGEST_DELIVERY = 1_000_000
LONGEST_NOTE = 200
FARTHEST_DAYS = 730

_EXPECTED = Question(
    lambda: select(
        PlannedDelivery.service, PlannedDelivery.count, PlannedDelivery.day, PlannedDelivery.hour
    ).where(PlannedDelivery.state == EXPECTED)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A planned delivery.

    Attributes:
        hour: at what time it comes, None where only the day is known.
        usable: from when the plan counts on it, in the office's zone; None once it is overdue or settled.
        state: "expected", "received" or "cancelled". overdue: expected, and its day is past.
        made_by: name of who noted it. batch_id: the batch that settled it; came: how many that batch held.
    """

    id: int
    service: str
    count: int
    day: date
    hour: time | None
    usable: datetime | None
    note: str
    state: str
    overdue: bool
    made_by: str
    batch_id: int | None
    came: int | None


class DeliveriesService:
    """What is to come."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def expected(self) -> tuple[DeliveryView, ...]:
        """What is still to come, by day."""
        with self._workplace.reading() as view:
            return delivery_views(view, PlannedDelivery.state == EXPECTED)

    def all(self) -> tuple[DeliveryView, ...]:
        """Every planned delivery, by day."""
        with self._workplace.reading() as view:
            return delivery_views(view)

    def expect(
        self,
        actor: Actor,
        service: str,
        count: int,
        day: date,
        operation_id: str,
        *,
        hour: time | None = None,
        note: str = "",
    ) -> DeliveryView:
        """Note that so many blanks of a kind are to come on a day.

        Raises:
            RuleViolationError: there is no such service type, count or day.
        """

        def do(work: Work) -> Answer:
            work.settings.service(service)
            _refuse_unfit(work, count, day, note)
            row = PlannedDelivery(
                service=service, count=count, day=day, hour=hour, note=" ".join(note.split()), state=EXPECTED,
                made_at=work.now, made_by=actor.user,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.record(
                "expect_delivery", "delivery", row.id, service=service, count=count, day=day.isoformat(),
                hour=hour.isoformat("minutes") if hour else None,
            )  # fmt: skip
            return {"id": row.id}

        return self._one(int(self._workplace.perform("expect_delivery", actor, operation_id, do)["id"]))

    def cancel(self, actor: Actor, delivery_id: int, operation_id: str, reason: str = "") -> DeliveryView:
        """It does not come.

        Raises:
            RuleViolationError: it is not expected any more.
        """

        def do(work: Work) -> Answer:
            row = _expected(work, delivery_id)
            row.state, row.closed_at, row.closed_by = CANCELLED, work.now, actor.user
            more = {"reason_sha256": reason_mark(reason)} if reason.strip() else {}
            work.record("cancel_delivery", "delivery", row.id, **more)
            return {}

        self._workplace.perform("cancel_delivery", actor, operation_id, do)
        return self._one(delivery_id)

    def settle(self, actor: Actor, delivery_id: int, batch_id: int, operation_id: str) -> DeliveryView:
        """It has come: this batch is it, whatever it held.

        Raises:
            RuleViolationError: it is not expected any more, or the batch is of another kind or settled another one.
        """

        def do(work: Work) -> Answer:
            settle(work, delivery_id, batch_id)
            return {}

        self._workplace.perform("settle_delivery", actor, operation_id, do)
        return self._one(delivery_id)

    def _one(self, delivery_id: int) -> DeliveryView:
        with self._workplace.reading() as view:
            return delivery_views(view, PlannedDelivery.id == delivery_id)[0]


def settle(work: Work, delivery_id: int, batch_id: int) -> None:
    """A batch settles a planned delivery, within an act.

    Raises:
        RuleViolationError: it is not expected any more, or the batch is of another kind or settled another one.
    """
    row, batch = _expected(work, delivery_id), work.session.get(BlankBatch, batch_id)
    taken = work.session.scalar(select(PlannedDelivery.id).where(PlannedDelivery.batch_id == batch_id))
    if batch is None or batch.service != row.service or taken is not None:
        raise RuleViolationError(
            _("This batch is not the delivery that was planned."),
            _("Choose a planned delivery of the same kind that no other batch has settled."),
        )
    row.state, row.batch_id, row.closed_at, row.closed_by = RECEIVED, batch.id, work.now, work.actor.user
    work.record("settle_delivery", "delivery", row.id, batch=batch.id, planned=row.count, came=batch.count)


def delivery_views(view: View | Work, *conditions: object) -> tuple[DeliveryView, ...]:
    """Planned deliveries, by day."""
    rows = view.session.execute(
        select(PlannedDelivery, BlankBatch.count)
        .outerjoin(BlankBatch, BlankBatch.id == PlannedDelivery.batch_id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(PlannedDelivery.day, PlannedDelivery.id)
    )
    known, office = names(view.session), view.office.office_hours
    today = view.now.astimezone(view.office.zone).date()
    return tuple(
        DeliveryView(
            row.id, row.service, row.count, row.day, row.hour,
            usable_from(row.day, row.hour, office, view.now) if row.state == EXPECTED else None, row.note, row.state,
            row.state == EXPECTED and row.day < today, known.get(row.made_by, row.made_by), row.batch_id, came,
        )
        for row, came in rows
    )  # fmt: skip


def usable_from(day: date, hour: time | None, office: WorkCalendar, now: datetime) -> datetime | None:
    """From when the blanks of a delivery can be printed on.

    At its hour, where that is known; else with the next open day, since nobody can promise more of a day's delivery,
    which two people still have to count. None when that moment is past: then nobody knows when it comes.
    """
    if hour is not None:
        moment = office.next_open(datetime.combine(day, hour, office.zone))
    else:
        moment = office.start_of(office.next_open_day(day))
        moment = office.next_open(moment)
    return moment if moment > now else None


def to_come(view: View | Work) -> dict[str, tuple[tuple[datetime, int], ...]]:
    """What the plan may count on, by service type: from when, and how many."""
    found: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for service, count, day, hour in _EXPECTED.rows(view.session):
        moment = usable_from(day, hour, view.office.office_hours, view.now)
        if moment is not None:
            found[service].append((moment, count))
    return {service: tuple(sorted(rows)) for service, rows in found.items()}


class _Planned(Protocol):
    """What of a plan's row says which blank it gets."""

    @property
    def application_id(self) -> int: ...
    @property
    def service(self) -> str: ...
    @property
    def planned(self) -> datetime | None: ...


def waits_for(rows: Iterable[_Planned], supplies: Mapping[str, Supply]) -> dict[int, datetime]:
    """By application: from when the delivery can be used from which its blank comes.

    Those whose blank is there are left out.

    The blanks in stock go to those printed first, the deliveries to the others in the order of printing.

    Args:
        rows: of a plan, in the order of printing.
    """
    short = {service: supply for service, supply in supplies.items() if supply.deliveries}
    found: dict[int, datetime] = {}
    if not short:
        return found
    used: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.service not in short or row.planned is None:
            continue
        used[row.service] += 1
        moment = _source(short[row.service], used[row.service])
        if moment is not None:
            found[row.application_id] = moment
    return found


def _source(supply: Supply, place: int) -> datetime | None:
    """Of which delivery the blank in this place is; None for the stock."""
    reach = supply.stock
    if place <= reach:
        return None
    for moment, count in sorted(supply.deliveries):
        reach += count
        if place <= reach:
            return moment
    return None


def _refuse_unfit(work: Work, count: int, day: date, note: str) -> None:
    today = work.now.astimezone(work.office.zone).date()
    if not 1 <= count <= LARGEST_DELIVERY:
        raise RuleViolationError(
            _("{count} is not a number of blanks.").format(count=count), _("Give how many blanks are to come.")
        )
    if day < today or (day - today).days > FARTHEST_DAYS:
        raise RuleViolationError(
            _("A delivery cannot be planned for {day}.").format(day=f"{day_medium(day, language())} {day.year}"),
            _("Give a day from today on, within two years."),
        )
    if len(note) > LONGEST_NOTE:
        raise RuleViolationError(
            _("The note is longer than {limit} characters.").format(limit=LONGEST_NOTE), _("Say it shorter.")
        )


def _expected(work: Work, delivery_id: int) -> PlannedDelivery:
    row = work.session.get(PlannedDelivery, delivery_id, with_for_update=True)
    if row is None or row.state != EXPECTED:
        raise RuleViolationError(
            _("This delivery is not expected any more."), _("Read the list anew; nothing was changed.")
        )
    return row
