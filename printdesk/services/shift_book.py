"""Which blanks came into which shift: written whenever blanks are issued or come back, whoever does it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.shifts import RETURNED
from printdesk.domain.states import Act, BookletState, next_booklet_state
from printdesk.i18n.catalogue import active
from printdesk.models.shifts import Shift, ShiftBlank, ShiftIssue
from printdesk.models.tables import Booklet
from printdesk.services.work import Work

ISSUED, CARRIED, PLAIN = "issued", "carried", "plain"
"""How blanks came into a shift: by range with proof scans; in hand before it began; without proof scans."""

_PART = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground blanks came into a shift.

    Attributes:
        kind: `ISSUED`, `CARRIED` or `PLAIN`. number: of the minutes, "" for none.
        needed: what the plan called for; None where nobody asked. reason, approved_by: for more than that.
    """

    kind: str
    number: str = ""
    needed: int | None = None
    reason: str = ""
    approved_by: str = ""


def open_shift_of(session: Session, holder: str) -> Shift | None:
    """The operator's open shift, locked until the act ends; None without one."""
    return session.scalar(select(Shift).where(Shift.holder == holder, Shift.closed_at.is_(None)).with_for_update())


def hand_out(work: Work, booklets: Sequence[Booklet], to: str) -> list[str]:
    """Give blanks of the safe into an operator's hands. Their serials."""
    for booklet in booklets:
        booklet.state = next_booklet_state(Act.ISSUE, booklet.state)
        booklet.state_since = booklet.issued_at = work.now
        booklet.holder = to
    return [booklet.serial for booklet in booklets]


def put_back(work: Work, booklets: Sequence[Booklet]) -> list[str]:
    """Blanks that were not used go back into the safe; in the shifts they were issued in they count as returned."""
    for booklet in booklets:
        booklet.state = next_booklet_state(Act.RETURN, booklet.state)
        booklet.state_since, booklet.holder, booklet.issued_at = work.now, None, None
    end(work, [booklet.id for booklet in booklets], RETURNED)
    return [booklet.serial for booklet in booklets]


def attach(work: Work, shift: Shift, service: str, booklets: Sequence[Booklet], ground: Ground) -> None:
    """Note that blanks came into a shift; in an earlier one that still counts them they came back meanwhile."""
    if not booklets:
        return
    ids = [booklet.id for booklet in booklets]
    end(work, ids, RETURNED)
    issue = ShiftIssue(
        shift_id=shift.id, number=ground.number or None, kind=ground.kind, service=service, at=work.now,
        given_by=work.actor.user, needed=ground.needed, count=len(booklets),
        ranges=runs([booklet.serial for booklet in booklets]), reason=ground.reason or None,
        approved_by=ground.approved_by or None,
    )  # fmt: skip
    work.session.add(issue)
    work.session.flush()
    work.session.add_all(ShiftBlank(shift_id=shift.id, issue_id=issue.id, booklet_id=key) for key in ids)
    work.session.flush()


def note_plain(work: Work, holder: str, service: str, booklets: Sequence[Booklet]) -> None:
    """Blanks issued without proof scans count in the operator's open shift, if there is one."""
    shift = open_shift_of(work.session, holder)
    if shift is not None:
        attach(work, shift, service, booklets, Ground(PLAIN))


def carry(work: Work, shift: Shift) -> None:
    """Blanks that the operator held before this shift began are counted in it."""
    held = work.session.scalars(
        select(Booklet)
        .where(Booklet.holder == shift.holder, Booklet.state.in_([BookletState.ISSUED, BookletState.BOUND]))
        .order_by(Booklet.service, Booklet.serial)
        .with_for_update()
    ).all()
    for service in dict.fromkeys(booklet.service for booklet in held):
        attach(work, shift, service, [one for one in held if one.service == service], Ground(CARRIED))


def end(work: Work, booklet_ids: Collection[int], outcome: str) -> None:
    """Write down what became of blanks in the shifts that still count them."""
    for part in _parts(booklet_ids):
        rows = work.session.scalars(
            select(ShiftBlank).where(ShiftBlank.booklet_id.in_(part), ShiftBlank.outcome.is_(None))
        )
        for row in rows:
            row.outcome, row.outcome_at = outcome, work.now
    work.session.flush()


def runs(serials: Iterable[str]) -> list[list[str]]:
    """The unbroken ranges that serials in order form, each as its first and last."""
    found: list[list[str]] = []
    expected = ""
    for serial in serials:
        if serial == expected:
            found[-1][1] = serial
        else:
            found.append([serial, serial])
        letters, value, width = numbers.split_serial(serial, active())
        expected = f"{letters}{value + 1:0{width}d}"
    return found


def _parts(ids: Collection[int]) -> list[list[int]]:
    every = list(ids)
    return [every[at : at + _PART] for at in range(0, len(every), _PART)]
