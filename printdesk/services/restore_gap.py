"""What a backup lacks against the database that it is to replace: the list by which people do it again.

No names and numbers of people in it: applications are called by their number, booklets by their serial.
"""

import json
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.models.safety import Erasure
from printdesk.models.tables import Application, Booklet, Counter, LedgerEntry

LISTED = 5000
"""Acts that a report lists at most; the counts are of all."""

_QUIET = frozenset(
    {
        "open_card", "look", "back_up", "begin_restore", "sign_in", "second_sign_in", "sign_out", "lock", "unlock",
        "sign_in_failed", "lock_out",
    }
)  # fmt: skip
"""Acts that nobody does again."""
_SERIAL, _NUMBER = "serial", "number"


@dataclass(frozen=True, slots=True)
class LostAct:
    """One entry of the ledger that the backup lacks.

    Attributes:
        about: number of the application or paper, serial of the booklet, or the key of what else it was about.
        again: whether it has to be done again: looks and sign-ins have not.
    """

    seq: int
    at: datetime
    user: str
    desk: str
    act: str
    kind: str
    about: str
    again: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An application or booklet that stands otherwise in the backup.

    Attributes:
        name: number or serial. then: its state in the backup, "" when that does not know it. now: what is true.
        serial: of an application's booklet, or "".
    """

    name: str
    then: str
    now: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """All that would be lost.

    Attributes:
        known: whether the present database could be read; without that nobody knows what is lost.
        same_chain: whether the backup's ledger is a part of the present one; if not, `branch` entries of the backup
            are from somewhere else.
        entries: of the present ledger. lost: entries after the last common one which have to be done again: neither
            looks nor sign-ins. since, until: when the first and the last of all that came after it were written.
        counts: number of each act, the most frequent first. acts: the first `LISTED` of them in order.
        papers: per kind and year, the first and the last number given out since ("SP-2024", 18, 31).
        erased: ids of applications whose personal data were erased since.
    """

    known: bool
    same_chain: bool = True
    branch: int = 0
    entries: int = 0
    lost: int = 0
    since: datetime | None = None
    until: datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()
    acts: tuple[LostAct, ...] = ()
    applications: tuple[Standing, ...] = ()
    booklets: tuple[Standing, ...] = ()
    papers: tuple[tuple[str, int, int], ...] = ()
    erased: tuple[tuple[int, str], ...] = ()


UNKNOWN = Gap(known=False)


def gap(present: Session, backup: Session, *, has_erasures: bool) -> Gap:
    """Compare the present database with a backup.

    Args:
        has_erasures: whether the present database's schema knows of erasures.
    """
    length = _length(backup)
    common = _common(present, backup, length)
    rows = select(LedgerEntry).where(LedgerEntry.seq > common)
    counts = Tally(
        {act: int(count) for act, count in present.execute(
            select(LedgerEntry.act, func.count())
            .where(LedgerEntry.seq > common, LedgerEntry.act.not_in(_QUIET))
            .group_by(LedgerEntry.act)
        )}
    )  # fmt: skip
    first, last = present.execute(
        select(func.min(LedgerEntry.at), func.max(LedgerEntry.at)).where(LedgerEntry.seq > common)
    ).one()
    entries = list(present.scalars(rows.order_by(LedgerEntry.seq).limit(LISTED)))
    return Gap(
        known=True, same_chain=common == length, branch=length - common, entries=_length(present),
        lost=sum(counts.values()), since=first, until=last, counts=tuple(counts.most_common()),
        acts=tuple(_acts(present, entries)), applications=_applications(present, backup, common),
        booklets=_booklets(present, backup), papers=_papers(present, backup),
        erased=_erased(present, backup) if has_erasures else (),
    )  # fmt: skip


def _length(session: Session) -> int:
    return int(session.execute(select(func.max(LedgerEntry.seq))).scalar() or 0)


def _common(present: Session, backup: Session, length: int) -> int:
    """The last entry that both have: a chain that agrees there agrees in everything before."""
    low, high = 0, min(length, _length(present))
    while low < high:
        middle = (low + high + 1) // 2
        if _hash(present, middle) == _hash(backup, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _hash(session: Session, seq: int) -> str | None:
    return session.execute(select(LedgerEntry.hash).where(LedgerEntry.seq == seq)).scalar()


def _acts(present: Session, entries: list[LedgerEntry]) -> Iterator[LostAct]:
    ids = {int(each.object_id) for each in entries if each.object_kind == "application" and each.object_id.isdigit()}
    numbers = _by_id(present, Application.id, Application.number, ids)
    for each in entries:
        about = each.object_id
        if each.object_kind == "application" and about.isdigit():
            about = numbers.get(int(about), about)
        details = _details(each)
        serial = details.get(_SERIAL)
        if serial and str(serial) not in about:
            about = f"{about} · {serial}"
        yield LostAct(
            each.seq, each.at, each.user, each.desk, each.act, each.object_kind, about, each.act not in _QUIET
        )


def _details(entry: LedgerEntry) -> dict[str, Any]:
    try:
        found = json.loads(entry.details)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _by_id(session: Session, key: Any, value: Any, ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), 500):
        rows = session.execute(select(key, value).where(key.in_(wanted[at : at + 500])))
        found.update({int(one): str(two) for one, two in rows})
    return found


def _applications(present: Session, backup: Session, common: int) -> tuple[Standing, ...]:
    """Those that something happened to since, and that stand otherwise in the backup."""
    touched = present.execute(
        select(LedgerEntry.object_id)
        .where(LedgerEntry.seq > common, LedgerEntry.object_kind == "application")
        .distinct()
    ).scalars()
    ids = {int(each) for each in touched if each.isdigit()}
    numbers = _by_id(present, Application.id, Application.number, ids)
    now = _by_id(present, Application.id, Application.state, ids)
    then = _by_number(backup, Application.number, Application.state, list(numbers.values()))
    serials = _serials(present, ids)
    found = (
        Standing(numbers[key], then.get(numbers[key], ""), now[key], serials.get(key, ""))
        for key in sorted(ids) if key in numbers and then.get(numbers[key]) != now[key]
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.name))


def _serials(session: Session, ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), 500):
        rows = session.execute(
            select(Application.id, Booklet.serial)
            .join(Booklet, Booklet.id == Application.booklet_id)
            .where(Application.id.in_(wanted[at : at + 500]))
        )
        found.update({int(one): str(two) for one, two in rows})
    return found


def _by_number(session: Session, key: Any, value: Any, names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(names), 500):
        rows = session.execute(select(key, value).where(key.in_(names[at : at + 500])))
        found.update({str(one): str(two) for one, two in rows})
    return found


def _booklets(present: Session, backup: Session) -> tuple[Standing, ...]:
    """Those whose state changed after the newest change that the backup knows of."""
    newest = backup.execute(select(func.max(LedgerEntry.at))).scalar()
    if newest is None:
        return ()
    rows = present.execute(
        select(Booklet.serial, Booklet.state).where(Booklet.state_since >= newest).order_by(Booklet.serial)
    ).all()
    then = _by_number(backup, Booklet.serial, Booklet.state, [serial for serial, _state in rows])
    return tuple(Standing(serial, then.get(serial, ""), state) for serial, state in rows if then.get(serial) != state)


def _papers(present: Session, backup: Session) -> tuple[tuple[str, int, int], ...]:
    given = select(Counter.kind, Counter.year, Counter.last)
    before = {(kind, year): last for kind, year, last in backup.execute(given)}
    found = []
    for kind, year, last in present.execute(given):
        known = before.get((kind, year), 0)
        if last > known:
            found.append((f"{kind}-{year}", known + 1, int(last)))
    return tuple(sorted(found))


def _erased(present: Session, backup: Session) -> tuple[tuple[int, str], ...]:
    rows = present.execute(select(Erasure.application_id, Erasure.why)).all()
    numbers = _by_id(present, Application.id, Application.number, {key for key, _why in rows})
    ids = _by_number(backup, Application.number, Application.id, list(numbers.values()))
    return tuple((int(ids[numbers[key]]), why) for key, why in rows if key in numbers and numbers[key] in ids)
