"""Persons who collect for others again and again: told apart by a keyed mark, shown masked."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from printdesk.domain import numbers
from printdesk.models.handing import HandingRow
from printdesk.models.tables import Application, Pickup
from printdesk.services.office import paper_key
from printdesk.services.work import View, Work, Workplace

_SHOWN = 3
_LONG_ENOUGH = 8
_PURPOSE = b"collector:"


@dataclass(frozen=True, slots=True)
class RepeatCollector:
    """A person who collected for others.

    Attributes:
        name: as written at the last hand-over. identity: masked.
        visits: hand-overs within the office's days; several booklets at once, or of one group on one day, are one.
        booklets: all of them.
        flagged: more visits than the office's number.
        last_at: in the office's zone. numbers: register numbers, the newest first.
    """

    name: str
    identity: str
    visits: int
    booklets: int
    flagged: bool
    days: int
    last_at: datetime
    numbers: tuple[str, ...]


def masked_identity(text: str) -> str:
    """An identity number as it is kept and shown: a NIK as usual, of any other the last signs."""
    plain = numbers.strip_separators(text).upper()
    if numbers.is_digits(plain, numbers.NIK_DIGITS):
        return numbers.mask_nik(plain)
    shown = plain[-_SHOWN:] if len(plain) >= _LONG_ENOUGH else ""
    return "*" * (len(plain) - len(shown)) + shown


def identity_mark(view: View | Work, text: str) -> str | None:
    """The mark by which the same identity number is known again; without the office's key nobody finds the number."""
    return mark_of(paper_key(view.session), text)


def mark_of(key: bytes, text: str) -> str | None:
    """The same with the office's key at hand; None without a number."""
    plain = numbers.strip_separators(text).upper()
    return hmac.new(key, _PURPOSE + plain.encode(), sha256).hexdigest() if plain else None


class RepeatCollectorsService:
    """Who collects for others, and how often."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def of_identity(self, identity: str) -> RepeatCollector | None:
        """What the person with this identity number collected lately; None for the first time."""
        with self._workplace.reading() as view:
            mark = identity_mark(view, identity)
            found = _collectors(view, mark) if mark else ()
        return found[0] if found else None

    def flagged(self) -> tuple[RepeatCollector, ...]:
        """Those above the office's number, the most visits first."""
        with self._workplace.reading() as view:
            return tuple(each for each in _collectors(view) if each.flagged)


def _collectors(view: View, mark: str | None = None) -> tuple[RepeatCollector, ...]:
    days = view.settings.pickup.repeat_days
    chosen = (
        select(Pickup, HandingRow.handing_id, Application.group_name)
        .join(Application, Application.id == Pickup.application_id)
        .outerjoin(HandingRow, HandingRow.pickup_id == Pickup.id)
        .where(
            Pickup.collector_mark.is_not(None),
            Pickup.undone_at.is_(None),
            Pickup.at > view.now - timedelta(days=days),
        )
        .order_by(Pickup.id.desc())
    )
    if mark is not None:
        chosen = chosen.where(Pickup.collector_mark == mark)
    by_mark: dict[str, list[Pickup]] = {}
    visits: dict[str, set[str]] = {}
    for pickup, handing, group in view.session.execute(chosen):
        mark_of_row = str(pickup.collector_mark)
        by_mark.setdefault(mark_of_row, []).append(pickup)
        visits.setdefault(mark_of_row, set()).add(_visit(view, pickup, handing, group))
    found = [_one(view, rows, len(visits[each])) for each, rows in by_mark.items()]
    return tuple(sorted(found, key=lambda each: (-each.visits, -each.last_at.timestamp())))


def _one(view: View, rows: list[Pickup], visits: int) -> RepeatCollector:
    newest, rule = rows[0], view.settings.pickup
    return RepeatCollector(
        newest.collector_name, newest.collector_identity or "", visits, len(rows),
        0 < rule.repeat_hand_overs < visits, rule.repeat_days, newest.at.astimezone(view.office.zone),
        tuple(row.register_number for row in rows),
    )  # fmt: skip


def _visit(view: View, pickup: Pickup, handing: int | None, group: str | None) -> str:
    """What counts once: booklets with one signature, and those of one group on one day."""
    if group:
        return f"{group}/{pickup.at.astimezone(view.office.zone).date()}"
    return f"visit {handing}" if handing is not None else f"row {pickup.id}"
