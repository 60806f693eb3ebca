"""Orders by which one person may print and check for a stated time; without one, two people are needed.

ICAO Doc 9303 part 2 wants no one person to do the whole process. When the office cannot keep to that, somebody orders
it in writing; the order's number, who gave it, why, and from when to when stand here and in the ledger. It ends by
itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.names import clean_name
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_medium
from printdesk.models.transfers import QualityOrder
from printdesk.services.office import names
from printdesk.services.second_person import other_signed_in, reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """An order as it is written down.

    Attributes:
        service: code of the service type it holds for.
        number: of the written order, as it stands on it.
        ordered_by: who gave it: name and office, as on the order.
        starts, ends: from when to when one person may check; aware.
    """

    service: str
    number: str
    ordered_by: str
    reason: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order that was recorded; moments in the office's zone.

    Attributes:
        recorded_by: name of who recorded it.
        state: "coming", "in_force", "over" or "ended" (by hand, before its time).
    """

    id: int
    service: str
    number: str
    ordered_by: str
    reason: str
    starts: datetime
    ends: datetime
    recorded_by: str
    recorded_at: datetime
    state: str


class QualityOrdersService:
    """Records and ends orders on the second person."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def record(self, actor: Actor, entry: OrderEntry, operation_id: str) -> OrderView:
        """Note an order; it holds from its beginning to its end.

        Raises:
            RuleViolationError: the actor is no supervisor, something is not said, the time is over, too long or
                turned around, or another order holds for that service type in part of it.
        """

        def do(work: Work) -> Answer:
            _refuse_impossible(work, entry)
            second = other_signed_in(work)
            row = QualityOrder(
                service=entry.service, number=_line(entry.number, _("order number")),
                ordered_by=_line(entry.ordered_by, _("who ordered it")), reason=stated_reason(entry.reason),
                starts=entry.starts, ends=entry.ends, recorded_by=work.actor.user, recorded_at=work.now,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.record(
                "order_one_person", "service", entry.service, order=row.id, number=row.number,
                **({"second": second} if second else {}), starts=entry.starts.isoformat(),
                ends=entry.ends.isoformat(), ordered_by_sha256=reason_mark(row.ordered_by),
                reason_sha256=reason_mark(row.reason),
            )  # fmt: skip
            return {"id": row.id}

        order_id = int(self._workplace.perform("order_one_person", actor, operation_id, do)["id"])
        with self._workplace.reading() as view:
            return _view(view, view.session.get_one(QualityOrder, order_id), names(view.session))

    def end(self, actor: Actor, order_id: int, operation_id: str) -> None:
        """Two people are needed again from now on.

        Raises:
            RuleViolationError: the actor is no supervisor, or the order is over.
        """

        def do(work: Work) -> Answer:
            row = work.session.get(QualityOrder, order_id, with_for_update=True)
            if row is None or row.ended_at is not None or row.ends <= work.now:
                raise RuleViolationError(_("This order is over already."), _("Nothing was changed."))
            row.ended_at, row.ended_by = work.now, work.actor.user
            work.record("end_one_person", "service", row.service, order=row.id, number=row.number)
            return {}

        self._workplace.perform("end_one_person", actor, operation_id, do)

    def orders(self) -> tuple[OrderView, ...]:
        """All orders, the newest first."""
        with self._workplace.reading() as view:
            known = names(view.session)
            rows = view.session.scalars(select(QualityOrder).order_by(QualityOrder.id.desc()))
            return tuple(_view(view, row, known) for row in rows)

    def in_force(self) -> tuple[OrderView, ...]:
        """The orders that hold now, by service type."""
        return tuple(sorted((each for each in self.orders() if each.state == "in_force"), key=lambda o: o.service))


def order_in_force(work: View | Work, service: str) -> QualityOrder | None:
    """The order by which one person may print and check this service type now, or None."""
    return work.session.scalar(
        select(QualityOrder).where(
            QualityOrder.service == service, QualityOrder.starts <= work.now, QualityOrder.ends > work.now,
            QualityOrder.ended_at.is_(None),
        )
    )  # fmt: skip


def _refuse_impossible(work: Work, entry: OrderEntry) -> None:
    service = work.settings.service(entry.service)
    if not service.two_person_quality:
        raise RuleViolationError(
            _("The settings ask for no second person for {service}.").format(
                service=service.label.text(active().lang)
            ),
            _("No order is needed."),
        )
    if entry.ends <= max(entry.starts, work.now):
        raise RuleViolationError(
            _("The order would end before it begins, or is over already."), _("Say until when it holds.")
        )
    longest = work.settings.quality.order_days
    if entry.ends - entry.starts > timedelta(days=longest):
        raise RuleViolationError(
            _("An order holds for at most {days} days.").format(days=longest), _("Choose an earlier end.")
        )
    other = _overlapping(work.session, entry)
    if other is not None:
        until = moment_medium(other.ends.astimezone(work.office.zone), active().lang)
        raise RuleViolationError(
            _("Order {number} holds for this service type until {until}.").format(number=other.number, until=until),
            _("End it first, or begin after it."),
        )


def _overlapping(session: Session, entry: OrderEntry) -> QualityOrder | None:
    return session.scalars(
        select(QualityOrder).where(
            QualityOrder.service == entry.service, QualityOrder.ended_at.is_(None),
            QualityOrder.starts < entry.ends, QualityOrder.ends > entry.starts,
        )
    ).first()  # fmt: skip


def _line(text: str, what: str) -> str:
    if not text.strip():
        raise RuleViolationError(_("Missing: {names}.").format(names=what), _("It stands on the written order."))
    line = clean_name(text, active())
    if len(line) > LONGEST_NUMBER:
        raise RuleViolationError(
            _("“{text}” is longer than {limit} characters.").format(text=line[:20] + "…", limit=LONGEST_NUMBER),
            _("Say it shorter."),
        )
    return line


def _view(view: View, row: QualityOrder, known: dict[str, str]) -> OrderView:
    zone = view.office.zone
    return OrderView(
        row.id, row.service, row.number, row.ordered_by, row.reason, row.starts.astimezone(zone),
        row.ends.astimezone(zone), known.get(row.recorded_by, row.recorded_by), row.recorded_at.astimezone(zone),
        _state(row, view.now),
    )  # fmt: skip


def _state(row: QualityOrder, now: datetime) -> str:
    if row.ended_at is not None:
        return "ended"
    if row.starts > now:
        return "coming"
    return "in_force" if row.ends > now else "over"


def order_states() -> Sequence[tuple[str, str]]:
    """The states of an order in words."""
    return (
        ("coming", _("begins later")),
        ("in_force", _("in force")),
        ("over", _("over")),
        ("ended", _("ended early")),
    )
