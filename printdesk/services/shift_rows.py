"""Shifts as people see them: who, since when, and per service type what became of what was issued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select

from printdesk.domain.shifts import IN_HAND, IN_PRINTER, RETURNED, ShiftSum, became, sum_of
from printdesk.domain.states import BookletState
from printdesk.models.shifts import Shift, ShiftBlank, ShiftIssue
from printdesk.models.tables import Application, Booklet
from printdesk.services.office import names
from printdesk.services.shift_book import runs
from printdesk.services.work import View, Work

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One service type of a shift.

    Attributes:
        issued: ranges that came into the shift, in the order of their serials.
        in_hand: serials of the blanks that should be in the operator's hands.
    """

    sum: ShiftSum
    issued: tuple[tuple[str, str], ...]
    in_hand: tuple[str, ...]

    @property
    def service(self) -> str:
        """Code of the service type."""
        return self.sum.service


@dataclass(frozen=True, slots=True)
class IssueView:
    """Blanks of one service type that came into a shift at once.

    Attributes:
        kind: "issued" by range with proof scans, "carried" (in hand before), "plain" (without proof scans).
        number: of the minutes, or "".
    """

    kind: str
    number: str
    service: str
    at: datetime
    given_by: str
    needed: int | None
    count: int
    ranges: tuple[tuple[str, str], ...]
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """A booklet in a printer, or one nobody has confirmed: it blocks the closing."""

    serial: str
    number: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift.

    Attributes:
        number: of the minutes of its opening, or "" for a shift that only took over what was in hand.
        closed_at, closed_by, witness, closing_number: None and "" while it is open.
        lines: by service type, in the order of the settings. issues: in the order of time.
    """

    id: int
    holder: str
    holder_name: str
    station: str
    opened_at: datetime
    opened_by: str
    until: datetime
    number: str
    closed_at: datetime | None
    closed_by: str
    witness: str
    closing_number: str
    lines: tuple[ShiftLine, ...]
    issues: tuple[IssueView, ...]
    blockers: tuple[Blocker, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Whether it is not closed yet."""
        return self.closed_at is None

    @property
    def adds_up(self) -> bool:
        """Whether every service type adds up."""
        return all(line.sum.adds_up for line in self.lines)

    def line(self, service: str) -> ShiftLine:
        """One service type's line; an empty one for a type that never came into this shift."""
        empty = ShiftLine(ShiftSum(service), (), ())
        return next((line for line in self.lines if line.service == service), empty)


def shift_views(view: View | Work, *conditions: ColumnElement[bool]) -> tuple[ShiftView, ...]:
    """The shifts that meet all conditions, open ones first, then the newest."""
    shifts = view.session.scalars(
        select(Shift)
        .where(*conditions)
        .order_by(Shift.closed_at.is_not(None), Shift.opened_at.desc(), Shift.id.desc())
        .limit(LONGEST_LIST)
    ).all()
    known = names(view.session)
    return tuple(_view(view, shift, known) for shift in shifts)


def of_day(view: View | Work, day: date) -> ColumnElement[bool]:
    """The condition for shifts that were open at any time of a day of the office."""
    start = datetime.combine(day, time(), view.office.zone)
    end = start + timedelta(days=1)
    return (Shift.opened_at < end) & (Shift.closed_at.is_(None) | (Shift.closed_at >= start))


def _view(view: View | Work, shift: Shift, known: dict[str, str]) -> ShiftView:
    zone = view.office.zone
    issues = _issues(view, shift.id)
    return ShiftView(
        id=shift.id, holder=shift.holder, holder_name=known.get(shift.holder, shift.holder), station=shift.station,
        opened_at=shift.opened_at.astimezone(zone), opened_by=shift.opened_by, until=shift.until.astimezone(zone),
        number=next((one.number for one in issues if one.number), ""),
        closed_at=shift.closed_at.astimezone(zone) if shift.closed_at else None, closed_by=shift.closed_by or "",
        witness=shift.witness or "", closing_number=shift.closing_number or "",
        lines=_lines(view, shift), issues=issues, blockers=_blockers(view, shift),
    )  # fmt: skip


def _issues(view: View | Work, shift_id: int) -> tuple[IssueView, ...]:
    rows = view.session.scalars(
        select(ShiftIssue).where(ShiftIssue.shift_id == shift_id).order_by(ShiftIssue.at, ShiftIssue.id)
    )
    return tuple(
        IssueView(
            row.kind, row.number or "", row.service, row.at.astimezone(view.office.zone), row.given_by, row.needed,
            row.count, _pairs(row.ranges), row.reason or "", row.approved_by or "",
        )
        for row in rows
    )  # fmt: skip


def _lines(view: View | Work, shift: Shift) -> tuple[ShiftLine, ...]:
    rows = view.session.execute(
        select(Booklet.serial, Booklet.service, Booklet.state, Booklet.holder, ShiftBlank.outcome)
        .join(Booklet, Booklet.id == ShiftBlank.booklet_id)
        .where(ShiftBlank.shift_id == shift.id)
        .order_by(Booklet.serial)
    ).all()
    found: dict[str, list[tuple[str, str]]] = {}
    for serial, service, state, holder, outcome in rows:
        found.setdefault(service, []).append((serial, outcome or place(shift, state, holder)))
    known = [service.code for service in view.settings.services]
    order = [*[code for code in known if code in found], *sorted(set(found) - set(known))]
    return tuple(_line(code, found[code]) for code in order)


def place(shift: Shift, state: str, holder: str | None) -> str:
    """What became of a blank whose shift is not closed; one that somebody else holds by now had come back."""
    found = became(state)
    return RETURNED if found == IN_HAND and holder != shift.holder else found


def _line(service: str, blanks: Sequence[tuple[str, str]]) -> ShiftLine:
    # A blank that came back and went out again in the same shift stands here twice; it was issued once for each.
    serials = sorted({serial for serial, _became in blanks}, key=lambda serial: (len(serial), serial))
    in_hand = [serial for serial, what in blanks if what == IN_HAND]
    return ShiftLine(sum_of(service, [what for _serial, what in blanks]), _pairs(runs(serials)), tuple(in_hand))


def _blockers(view: View | Work, shift: Shift) -> tuple[Blocker, ...]:
    """What this operator has in a printer or has not confirmed, in this shift or not."""
    if shift.closed_at is not None:
        return ()
    in_shift = select(ShiftBlank.booklet_id).where(ShiftBlank.shift_id == shift.id, ShiftBlank.outcome.is_(None))
    rows = view.session.execute(
        select(Booklet.serial, Application.number, Application.name, Application.state)
        .outerjoin(Application, Application.booklet_id == Booklet.id)
        .where(Booklet.state == BookletState.BOUND, Booklet.id.in_(in_shift))
        .order_by(Booklet.serial)
    )
    return tuple(Blocker(serial, number or "", name or "", state or "") for serial, number, name, state in rows)


def _pairs(ranges: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, last) for first, last in ranges)


__all__ = [
    "IN_HAND",
    "IN_PRINTER",
    "Blocker",
    "IssueView",
    "ShiftLine",
    "ShiftView",
    "of_day",
    "place",
    "shift_views",
]
