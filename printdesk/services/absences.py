"""Who is away and when: leave, illness, official travel. Dated data for overtime and its papers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import delete, select

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import day_medium
from printdesk.models.evenings import Absence
from printdesk.services.office import people
from printdesk.services.work import Actor, Answer, View, Work, Workplace

KINDS = ("leave", "sick", "travel", "other")
"""Why somebody is away; official travel must never overlap paid overtime."""

_DAY = timedelta(days=1)
_LONGEST_DAYS = 400
_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """Days, both included, on which a person cannot work."""

    login: str
    first: date
    last: date
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsentDay:
    """What is to be true of one person on one day: a kind of absence, or "" for there."""

    login: str
    day: date
    kind: str


class AbsenceService:
    """Reads and writes absences."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def absences(self, first: date, last: date) -> tuple[AbsenceView, ...]:
        """Absences that touch these days, by person and day."""
        with self._workplace.reading() as view:
            return absences_in(view, first, last)

    def put(self, actor: Actor, absence: AbsenceView, operation_id: str) -> None:
        """Enter an absence over the days that it names; what stood there goes. The kind "" takes absences away.

        Raises:
            RuleViolationError: nobody is called that, the days are not in order, or there is no such kind.
        """
        if absence.last < absence.first or (absence.last - absence.first).days > _LONGEST_DAYS:
            raise RuleViolationError(
                _("From {first} to {last} is no stretch of days.").format(first=absence.first, last=absence.last),
                _("Give the first day before the last."),
            )
        days = [absence.first + n * _DAY for n in range((absence.last - absence.first).days + 1)]
        changes = [AbsentDay(absence.login, day, absence.kind) for day in days]
        self._change(actor, changes, absence.note, operation_id)

    def put_days(self, actor: Actor, changes: Sequence[AbsentDay], operation_id: str) -> None:
        """Change single days of several people in one act.

        Raises:
            RuleViolationError: as `put`.
        """
        self._change(actor, changes, "", operation_id)

    def _change(self, actor: Actor, changes: Sequence[AbsentDay], note: str, operation_id: str) -> None:
        def do(work: Work) -> Answer:
            _refuse_unknown(work, changes)
            for login in sorted({change.login for change in changes}):
                mine = {change.day: change.kind for change in changes if change.login == login}
                _rewrite(work, login, mine, note[:_LONGEST_NOTE])
                kinds = sorted({kind for kind in mine.values() if kind})
                work.record(
                    "put_absence", "person", login, first=min(mine).isoformat(), last=max(mine).isoformat(),
                    kinds=kinds, days=len(mine),
                )  # fmt: skip
            return {}

        self._workplace.perform("put_absence", actor, operation_id, do)


def days_text(first: date, last: date, _: Catalogue) -> str:
    """One day, or a stretch of days, in words."""
    if first == last:
        return _("on {day}").format(day=day_medium(first, _.lang))
    return _("from {first} to {last}").format(first=day_medium(first, _.lang), last=day_medium(last, _.lang))


def absences_in(view: View | Work, first: date, last: date) -> tuple[AbsenceView, ...]:
    """Absences that touch these days, by person and day."""
    rows = view.session.scalars(
        select(Absence)
        .where(Absence.first <= last, Absence.last >= first)
        .order_by(Absence.login, Absence.first, Absence.id)
    )
    return tuple(AbsenceView(row.login, row.first, row.last, row.kind, row.note or "") for row in rows)


def kind_text(kind: str, _: Catalogue) -> str:
    """Why somebody is away, for a reader."""
    return {
        "leave": _("on leave"),
        "sick": _("ill"),
        "travel": _("official travel"),
        "other": _("away"),
    }.get(kind, kind)


def _refuse_unknown(work: Work, changes: Iterable[AbsentDay]) -> None:
    known = {person.login for person in people(work.session)}
    for change in changes:
        if change.login not in known:
            raise RuleViolationError(
                _("Nobody here is called “{login}”.").format(login=change.login), _("Choose somebody of the list.")
            )
        if change.kind not in (*KINDS, ""):
            raise RuleViolationError(
                _("“{kind}” is no kind of absence.").format(kind=change.kind),
                _("Known: {known}.").format(known=", ".join(KINDS)),
            )


def _rewrite(work: Work, login: str, changes: Mapping[date, str], note: str) -> None:
    """Put the person's stretches that touch the changed days anew."""
    first, last = min(changes) - _DAY, max(changes) + _DAY
    rows = list(
        work.session.scalars(
            select(Absence).where(Absence.login == login, Absence.first <= last, Absence.last >= first)
        )
    )
    days: dict[date, tuple[str, str]] = {}
    for row in rows:
        for n in range((row.last - row.first).days + 1):
            days[row.first + n * _DAY] = (row.kind, row.note or "")
    for day, kind in changes.items():
        kept = days.pop(day, ("", ""))
        if kind:
            days[day] = (kind, note or (kept[1] if kept[0] == kind else ""))
    if rows:
        work.session.execute(delete(Absence).where(Absence.id.in_([row.id for row in rows])))
    work.session.add_all(
        Absence(
            login=login, first=start, last=end, kind=days[start][0], note=days[start][1] or None,
            made_at=work.now, made_by=work.actor.user,
        )
        for start, end in _stretches(days)
    )  # fmt: skip


def _stretches(days: Mapping[date, tuple[str, str]]) -> list[tuple[date, date]]:
    """First and last day of each run of days that are alike."""
    ordered = sorted(days)
    if not ordered:
        return []
    breaks = [
        n for n, (before, after) in enumerate(pairwise(ordered), 1)
        if after - before != _DAY or days[after] != days[before]
    ]  # fmt: skip
    starts, ends = [0, *breaks], [*breaks, len(ordered)]
    return [(ordered[start], ordered[end - 1]) for start, end in zip(starts, ends, strict=True)]
