"""Blank booklets: received by range and counted by two, and the balance; shifts issue them and take them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.states import STOCK_SUMS, BookletState, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.models.tables import BlankBatch, Booklet
from printdesk.services.deliveries import settle
from printdesk.services.office import names
from printdesk.services.second_person import countersigned, known_person
from printdesk.services.work import Actor, Answer, View, Work, Workplace

LARGEST_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Balance:
    """The ten sums of one service type's booklets; together they are what was received."""

    service: str
    received: int
    sums: dict[str, int]

    @property
    def balanced(self) -> bool:
        """Whether the sums add up to what was received."""
        return sum(self.sums.values()) == self.received


@dataclass(frozen=True, slots=True)
class Batch:
    """A delivery of blanks."""

    id: int
    service: str
    first: str
    last: str
    count: int
    received_at: datetime
    received_by: str
    counted_by: str
    in_safe: int


@dataclass(frozen=True, slots=True)
class Holding:
    """What an operator holds of one service type's blanks, and what became of today's.

    Attributes:
        first: lowest serial still in hand, or "".
    """

    holder: str
    holder_name: str
    service: str
    received: int
    printed: int
    spoiled: int
    in_hand: int
    first: str


class BlanksService:
    """Receive and balance."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def receive(
        self,
        actor: Actor,
        service: str,
        first: str,
        last: str,
        counted_by: str,
        operation_id: str,
        *,
        delivery: int = 0,
        counted: int | None = None,
    ) -> Batch:
        """Book a delivery into the safe by its serial range, counted by a second person.

        Args:
            delivery: id of the planned delivery that has come with it, 0 for none.
            counted: how many booklets the two people counted; None where they only say that the range is whole.

        Raises:
            RuleViolationError: the range is not one, overlaps what is known, nobody else counted, or another number.
        """

        def do(work: Work) -> Answer:
            work.settings.service(service)
            _two_people(actor.user, counted_by)
            countersigned(work, known_person(work, counted_by))
            serials = serial_range(first, last)
            _refuse_other_count(serials, counted)
            _refuse_known(work.session, serials)
            _refuse_prefix(work, service, serials[0])
            batch = BlankBatch(
                service=service, first_serial=serials[0], last_serial=serials[-1], count=len(serials),
                received_at=work.now, received_by=actor.user, counted_by=counted_by,
            )  # fmt: skip
            work.session.add(batch)
            work.session.flush()
            work.session.execute(
                Booklet.__table__.insert(),  # type: ignore[attr-defined]
                [
                    {"serial": serial, "service": service, "batch_id": batch.id, "state": BookletState.IN_SAFE,
                     "state_since": work.now, "version": 1}
                    for serial in serials
                ],
            )  # fmt: skip
            work.record(
                "receive", "batch", batch.id, service=service, first=serials[0], last=serials[-1],
                count=len(serials), counted_by=counted_by, **({} if counted is None else {"counted": counted}),
            )  # fmt: skip
            if delivery:
                settle(work, delivery, batch.id)
            return {"batch": batch.id}

        batch_id = int(self._workplace.perform("receive", actor, operation_id, do)["batch"])
        return next(batch for batch in self.batches() if batch.id == batch_id)

    def balances(self) -> tuple[Balance, ...]:
        """The sums of each service type, in the order of the settings."""
        with self._workplace.reading() as view:
            return balances(view)

    def batches(self) -> tuple[Batch, ...]:
        """Deliveries, the newest first, each with what is left of it in the safe."""
        with self._workplace.reading() as view:
            counted = view.session.execute(
                select(Booklet.batch_id, func.count())
                .where(Booklet.state == BookletState.IN_SAFE)
                .group_by(Booklet.batch_id)
            )
            left = {batch: count for batch, count in counted}  # noqa: C416  a result is no mapping
            rows = view.session.scalars(select(BlankBatch).order_by(BlankBatch.id.desc()))
            return tuple(
                Batch(
                    row.id, row.service, row.first_serial, row.last_serial, row.count,
                    row.received_at.astimezone(view.office.zone), row.received_by, row.counted_by,
                    left.get(row.id, 0),
                )
                for row in rows
            )  # fmt: skip

    def holdings(self) -> tuple[Holding, ...]:
        """What each operator was issued today or still holds, by person and service type."""
        with self._workplace.reading() as view:
            return holdings(view)


def serial_range(first: str, last: str) -> list[str]:
    """The serials from `first` to `last`, both included.

    Raises:
        RuleViolationError: they are no serials, of different letters, in the wrong order, or too many at once.
    """
    letters, start, width = numbers.split_serial(first, active())
    other, end, other_width = numbers.split_serial(last, active())
    if letters != other or width != other_width:
        raise RuleViolationError(
            _("{first} and {last} do not belong to one range.").format(first=first, last=last),
            _("Both need the same letters and the same number of digits."),
        )
    if end < start:
        raise RuleViolationError(
            _("{last} comes before {first}.").format(first=first, last=last), _("Give the lower serial first.")
        )
    if end - start >= LARGEST_BATCH:
        raise RuleViolationError(
            _("This range holds {count} serials; {limit} can be booked in at once.").format(
                count=end - start + 1, limit=LARGEST_BATCH
            ),
            _("Check the serials, or book it in parts."),
        )
    return [f"{letters}{value:0{width}d}" for value in range(start, end + 1)]


def _two_people(one: str, other: str) -> None:
    if not other.strip() or one.strip().casefold() == other.strip().casefold():
        raise RuleViolationError(
            _("Blanks are counted by two people."), _("Name a second person who counted the delivery.")
        )


def _refuse_other_count(serials: Sequence[str], counted: int | None) -> None:
    if counted is not None and counted != len(serials):
        raise RuleViolationError(
            _("{first} to {last} are {count} booklets; {counted} were counted.").format(
                first=serials[0], last=serials[-1], count=len(serials), counted=counted
            ),
            _("Count again, both of you. What is not in the box is not booked in: give the ranges that are there."),
        )


def _refuse_known(session: Session, serials: Sequence[str]) -> None:
    known = session.execute(
        select(func.count(), func.min(Booklet.serial), func.max(Booklet.serial)).where(
            Booklet.serial.between(serials[0], serials[-1]), func.length(Booklet.serial) == len(serials[0])
        )
    ).one()
    if known[0]:
        raise RuleViolationError(
            _("{count} of these serials were received before: {first} to {last}.").format(
                count=known[0], first=known[1], last=known[2]
            ),
            _("Check the range on the box; nothing was booked in."),
        )


def _refuse_prefix(work: Work, service: str, serial: str) -> None:
    prefixes = work.settings.service(service).serial_prefixes
    if prefixes and not serial.startswith(prefixes):
        raise RuleViolationError(
            _("Serials of {service} begin with {prefixes}, not as {serial} does.").format(
                service=work.settings.service(service).label.text(active().lang),
                prefixes=", ".join(prefixes),
                serial=serial,
            ),
            _("Check the service type of this delivery."),
        )


def from_safe(session: Session, service: str, count: int, first: str = "", *, lock: bool = True) -> Sequence[Booklet]:
    """The lowest blanks of the safe, or those from `first` on; locked until the act ends unless only looked at.

    Raises:
        RuleViolationError: the safe holds fewer, or `first` is not there.
    """
    statement = (
        select(Booklet)
        .where(Booklet.service == service, Booklet.state == BookletState.IN_SAFE)
        .order_by(Booklet.serial)
        .limit(count)
    )
    statement = statement.with_for_update() if lock else statement
    if first:
        serial = numbers.serial(first, active())
        statement = statement.where(Booklet.serial >= serial)
    booklets = session.scalars(statement).all()
    if first and (not booklets or booklets[0].serial != numbers.serial(first, active())):
        raise RuleViolationError(
            _("{serial} is not in the safe.").format(serial=first), _("Check the first serial of the range.")
        )
    if len(booklets) < count:
        raise RuleViolationError(
            plural(
                "The safe holds only {count} blank of this kind.",
                "The safe holds only {count} blanks of this kind.",
                len(booklets),
            ).format(count=len(booklets)),
            _("Issue fewer, or book in a delivery first."),
        )
    return booklets


def balances(view: View | Work) -> tuple[Balance, ...]:
    """The sums of each service type, in the order of the settings."""
    booked = view.session.execute(select(BlankBatch.service, func.sum(BlankBatch.count)).group_by(BlankBatch.service))
    received = {service: count for service, count in booked}  # noqa: C416  a result is no mapping
    counts: dict[str, dict[str, int]] = {}
    for service, state, count in view.session.execute(
        select(Booklet.service, Booklet.state, func.count()).group_by(Booklet.service, Booklet.state)
    ):
        counts.setdefault(service, {})[state] = count
    return tuple(
        Balance(
            service.code,
            int(received.get(service.code, 0)),
            {state.value: counts.get(service.code, {}).get(state.value, 0) for state in STOCK_SUMS},
        )
        for service in view.settings.services
    )


def holdings(view: View) -> tuple[Holding, ...]:
    """What each operator was issued today or still holds, by person and service type."""
    day = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = view.session.execute(
        select(Booklet.holder, Booklet.service, Booklet.state, func.count(), func.min(Booklet.serial))
        .where(
            Booklet.holder.is_not(None),
            (Booklet.issued_at >= day) | Booklet.state.in_([BookletState.ISSUED, BookletState.BOUND]),
        )
        .group_by(Booklet.holder, Booklet.service, Booklet.state)
    ).all()
    known = names(view.session)
    found: dict[tuple[str, str], dict[str, tuple[int, str]]] = {}
    for holder, service, state, count, lowest in rows:
        found.setdefault((str(holder), service), {})[state] = (count, lowest)
    return tuple(
        _holding(holder, known.get(holder, holder), service, states)
        for (holder, service), states in sorted(found.items())
    )


def _holding(holder: str, name: str, service: str, states: dict[str, tuple[int, str]]) -> Holding:
    in_hand, first = states.get(BookletState.ISSUED, (0, ""))
    bound = states.get(BookletState.BOUND, (0, ""))[0]
    spoiled = sum(states.get(state, (0, ""))[0] for state in (BookletState.SPOILED, BookletState.DESTROYED))
    received = sum(count for count, _serial in states.values())
    return Holding(
        holder, name, service, received, received - in_hand - bound - spoiled, spoiled, in_hand + bound, first
    )


def state_words(booklet: Booklet) -> str:
    """Where a booklet is, for a sentence."""
    return booklet_state_text(booklet.state)
