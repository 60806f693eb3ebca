"""Whether an uncollected passport may be cancelled, case by case, with the reason in words where it may not.

Nobody whose delay was ours: not where an outage moved the promise, where it was ready or announced later than first
promised, where the booklet is missing in the house, where nobody told, and not while the month is suspended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.domain.collection import add_months
from printdesk.domain.states import ApplicationState, BookletState, application_state_text
from printdesk.i18n import _, dates, plural
from printdesk.i18n.catalogue import active
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Application, Booklet
from printdesk.models.uncollected import CancelBatch, CancelRow
from printdesk.services.collection_facts import Collection, collections, suspensions
from printdesk.services.second_person import OPEN
from printdesk.services.uncollected import Reached, reached
from printdesk.services.work import View, Work

_PIECE = 500


@dataclass(frozen=True, slots=True)
class CancelCase:
    """One uncollected passport as the supervisor sees it before deciding; moments in the office's zone.

    Attributes:
        reached: the newest entry of the contact log. has_phone: whether a telephone is known.
        refused: why it may not be cancelled, in words; "" when it may.
        caution: what to think of before, "" for nothing.
    """

    application_id: int
    number: str
    name: str
    service: str
    slot: str
    serial: str
    collection: Collection
    reached: Reached
    has_phone: bool
    departs_at: datetime | None
    refused: str
    caution: str


def candidates(view: View) -> tuple[CancelCase, ...]:
    """All whose month from the issue is over by the plain calendar, whatever keeps them; the allowed ones first."""
    shelved = view.session.scalars(select(Application).where(Application.state == ApplicationState.SHELVED)).all()
    today, months = _today(view), view.settings.pickup.collect_within_months
    known = collections(view, shelved)
    rows = [row for row in shelved if _over(known[row.id], months, today)]
    return tuple(sorted(judge(view, rows, known), key=_order))


def judge(
    view: View | Work, rows: Sequence[Application], known: Mapping[int, Collection], batch: int = 0
) -> list[CancelCase]:
    """Each with the reason that keeps it, if any.

    Args:
        batch: id of the batch that is decided on now; standing on it keeps nothing.
    """
    facts = _Facts(view, rows, batch)
    return [facts.case(row, known[row.id]) for row in rows]


class _Facts:
    """Read once for all cases."""

    def __init__(self, view: View | Work, rows: Sequence[Application], batch: int) -> None:
        self._zone, self._today = view.office.zone, _today(view)
        ids = [row.id for row in rows]
        self._booklets = _booklets(view, rows)
        self._outages = _outages(view, ids)
        self._batches = _batches(view, batch)
        self._reached = reached(view)
        self._suspension = next((each for each in suspensions(view) if each.holds(self._today)), None)

    def case(self, row: Application, known: Collection) -> CancelCase:
        booklet = self._booklets.get(row.booklet_id or 0)
        return CancelCase(
            row.id, row.number, row.name, row.service, row.shelf_slot or "", booklet.serial if booklet else "", known,
            self._reached.get(row.id, Reached()), bool(row.phone),
            row.departs_at.astimezone(self._zone) if row.departs_at else None,
            self._refused(row, known, booklet), self._caution(row, known),
        )  # fmt: skip

    def _refused(self, row: Application, known: Collection, booklet: Booklet | None) -> str:
        if row.state != ApplicationState.SHELVED:
            return _("It is {state}.").format(state=application_state_text(row.state))
        if booklet is None or booklet.state != BookletState.SHELVED:
            return _("Its booklet is missing in the house or set aside: the delay is ours.")
        if known.announced is None:
            return _("Nobody told the applicant that it is ready, so the month has not begun.")
        return self._ours(row, known.announced) or self._not_yet(row, known)

    def _ours(self, row: Application, announced: datetime) -> str:
        """The delay was ours."""
        outage = self._outages.get(row.id)
        if outage is not None:
            number, before, after = outage
            return _("Outage {number} moved its promise from {before} to {after}: the delay was ours.").format(
                number=number, before=self._day(before), after=self._day(after)
            )
        first = row.promised_first.astimezone(self._zone).date()
        if announced.date() > first:
            return _(
                "It was promised for {promised}, and known to be ready only on {announced}: the delay was ours."
            ).format(promised=_words(first), announced=_words(announced.date()))
        return ""

    def _not_yet(self, row: Application, known: Collection) -> str:
        if self._suspension is not None:
            return _("The month to collect is suspended since {day}.").format(day=_words(self._suspension.first))
        if known.last_day is None or known.last_day >= self._today:
            return _extended(known)
        if row.id in self._batches:
            return _("It stands on batch {number}, which waits for a supervisor.").format(
                number=self._batches[row.id]
            )
        return ""

    def _caution(self, row: Application, known: Collection) -> str:
        found = []
        if row.departs_at is not None and row.departs_at.astimezone(self._zone).date() >= self._today:
            found.append(_("Travels {day}.").format(day=self._day(row.departs_at)))
        if not known.reminders:
            found.append(_("No reminder was given."))
        return " ".join(found)

    def _day(self, moment: datetime) -> str:
        return _words(moment.astimezone(self._zone).date())


def _extended(known: Collection) -> str:
    if known.last_day is None:
        return _("The month to collect was suspended, so its last day is not known yet.")
    said = _("Its last day is {day}.").format(day=_words(known.last_day))
    count = len(known.uncounted)
    if not count:
        return said
    more = plural("{count} day of ours does not count.", "{count} days of ours do not count.", count)
    return f"{said} {more.format(count=count)}"


def _words(day: date) -> str:
    return dates.day_medium(day, active().lang)


def _today(view: View | Work) -> date:
    return view.now.astimezone(view.office.zone).date()


def _over(known: Collection, months: int, today: date) -> bool:
    past = known.last_day is not None and known.last_day < today
    return past or add_months(known.issued.date(), months) < today


def _order(case: CancelCase) -> tuple[bool, date, str]:
    return (bool(case.refused), case.collection.last_day or case.collection.issued.date(), case.number)


def _booklets(view: View | Work, rows: Sequence[Application]) -> dict[int, Booklet]:
    ids = [row.booklet_id for row in rows if row.booklet_id]
    found: dict[int, Booklet] = {}
    for at in range(0, len(ids), _PIECE):
        piece = view.session.scalars(select(Booklet).where(Booklet.id.in_(ids[at : at + _PIECE])))
        found.update((booklet.id, booklet) for booklet in piece)
    return found


def _outages(view: View | Work, ids: Sequence[int]) -> dict[int, tuple[str, datetime, datetime]]:
    """The first outage that moved each promise, with the promise before and after it."""
    found: dict[int, tuple[str, datetime, datetime]] = {}
    for at in range(0, len(ids), _PIECE):
        rows = view.session.execute(
            select(OutageCase.application_id, Outage.number, OutageCase.promised_before, OutageCase.promised_after)
            .join(Outage, Outage.id == OutageCase.outage_id)
            .where(OutageCase.application_id.in_(ids[at : at + _PIECE]), Outage.undone_at.is_(None))
            .order_by(Outage.started_at)
        )
        for key, number, before, after in rows:
            found.setdefault(key, (number, before, after))
    return found


def _batches(view: View | Work, but: int) -> dict[int, str]:
    """The number of the open batch on which each application stands."""
    rows = view.session.execute(
        select(CancelRow.application_id, CancelBatch.number)
        .join(CancelBatch, CancelBatch.id == CancelRow.batch_id)
        .where(CancelRow.outcome == OPEN, CancelBatch.id != but)
    )
    return {key: number for key, number in rows}  # noqa: C416  a result is no mapping
