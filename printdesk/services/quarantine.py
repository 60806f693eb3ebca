"""Quarantine: booklets set aside with a reason, by range, and released by two people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.domain import numbers
from printdesk.domain.states import Act, BookletState, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.destruction import Quarantine
from printdesk.models.tables import Application, Booklet
from printdesk.services.blanks import serial_range
from printdesk.services.minutes import two_people
from printdesk.services.moves import move_booklet
from printdesk.services.office import names
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

SAFE, SPOILED, BACK = "safe", "spoiled", "back"
_BLANK = (BookletState.IN_SAFE, BookletState.ISSUED, BookletState.RETURNED)
_PRINTED = (BookletState.PERSONALISED, BookletState.SHELVED)
_BACK = {BookletState.PERSONALISED: Act.FIND_AT_CHECK, BookletState.SHELVED: Act.FIND_ON_SHELF}


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """A booklet in quarantine; `printed` ones belong to an application.

    Attributes:
        state_before: where it was. holder: name of who had it, or "".
        waits: its application still waits for just this booklet.
    """

    serial: str
    service: str
    reason: str
    since: datetime
    by: str
    state_before: str
    holder: str
    printed: bool
    application_id: int | None
    waits: bool


@dataclass(frozen=True, slots=True)
class RangePreview:
    """What setting a range aside would do.

    Attributes:
        blank, printed: booklets that would be set aside, by state.
        other: those that stay where they are, by state.
        unknown: serials of the range that were never received.
    """

    blank: dict[str, int]
    printed: dict[str, int]
    other: dict[str, int]
    unknown: int

    def count(self, *, with_printed: bool) -> int:
        """How many would be set aside."""
        return sum(self.blank.values()) + (sum(self.printed.values()) if with_printed else 0)


class QuarantineService:
    """Sets booklets aside and releases them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def rows(self) -> tuple[QuarantineRow, ...]:
        """What is in quarantine, the newest reason first, by serial."""
        with self._workplace.reading() as view:
            return quarantine_rows(view)

    def preview(self, first: str, last: str) -> RangePreview:
        """What setting this range aside would do.

        Raises:
            RuleViolationError: it is no range.
        """
        serials = serial_range(first, last)
        with self._workplace.reading() as view:
            counted = view.session.execute(
                select(Booklet.state, func.count()).where(*_in_range(serials)).group_by(Booklet.state)
            )
            states = Counter({state: count for state, count in counted})  # noqa: C416  a result is no mapping
        return RangePreview(
            {state: states[state] for state in _BLANK if states[state]},
            {state: states[state] for state in _PRINTED if states[state]},
            {state: count for state, count in states.items() if state not in (*_BLANK, *_PRINTED)},
            len(serials) - states.total(),
        )

    def set_aside(
        self, actor: Actor, first: str, last: str, reason: str, operation_id: str, *, with_printed: bool = False
    ) -> tuple[str, ...]:
        """Set a range aside, or one booklet where `first` is `last`. Nothing of it can be used from now on.

        Args:
            with_printed: also those printed already that are still in the house; nobody can collect them then.

        Returns:
            the serials set aside; those used, handed over or spoiled stay where they are.

        Raises:
            RuleViolationError: no reason is given, or nothing of the range can be set aside.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            serials = serial_range(first, last)
            states = (*_BLANK, *_PRINTED) if with_printed else _BLANK
            rows = work.session.scalars(
                select(Booklet)
                .where(*_in_range(serials), Booklet.state.in_(states))
                .order_by(Booklet.serial)
                .with_for_update()
            ).all()
            if not rows:
                raise _nothing(work, serials)
            for booklet in rows:
                _set_aside(work, booklet, said)
            return {"serials": [booklet.serial for booklet in rows]}

        return tuple(self._workplace.perform("quarantine", actor, operation_id, do)["serials"])

    def release(
        self, actor: Actor, serials: Sequence[str], to: str, second: str, operation_id: str, note: str = ""
    ) -> int:
        """Two people release booklets: blanks to the safe, printed ones back where they were, or all to the spoiled.

        Args:
            to: `SAFE`, `BACK` or `SPOILED`. note: why, in words; "" for none.

        Returns:
            how many were released.

        Raises:
            RuleViolationError: nobody else is named, one is not in quarantine, or a printed one would become a blank.
        """

        def do(work: Work) -> Answer:
            other = two_people(work, second)
            rows = _quarantined(work, serials)
            for booklet in rows:
                _release(work, booklet, to, other, note)
            return {"count": len(rows)}

        return int(self._workplace.perform("release_quarantine", actor, operation_id, do)["count"])


def quarantine_rows(view: View) -> tuple[QuarantineRow, ...]:
    """What is in quarantine, the newest first, by serial."""
    known = names(view.session)
    found = view.session.execute(
        select(Quarantine, Booklet, Application.id)
        .join(Booklet, Booklet.id == Quarantine.booklet_id)
        .outerjoin(Application, Application.booklet_id == Booklet.id)
        .where(Quarantine.released_at.is_(None), Booklet.state == BookletState.QUARANTINED)
        .order_by(Quarantine.at.desc(), Booklet.serial)
    )
    return tuple(
        QuarantineRow(
            booklet.serial, booklet.service, row.reason, row.at.astimezone(view.office.zone),
            known.get(row.by, row.by), row.state_before,
            known.get(row.holder_before or "", row.holder_before or ""), booklet.application_id is not None,
            booklet.application_id, waiting is not None,
        )
        for row, booklet, waiting in found
    )  # fmt: skip


def put_aside(work: Work, booklet: Booklet, reason: str, state_before: str, holder: str | None) -> None:
    """Note that a booklet is in quarantine now, and why."""
    work.session.add(
        Quarantine(
            booklet_id=booklet.id, reason=reason, at=work.now, by=work.actor.user, state_before=state_before,
            holder_before=holder,
        )
    )  # fmt: skip


def _set_aside(work: Work, booklet: Booklet, reason: str) -> None:
    before, holder = booklet.state, booklet.holder
    put_aside(work, booklet, reason, before, holder)
    move_booklet(
        work, booklet, Act.QUARANTINE, holder=holder, reason_length=len(reason), reason_sha256=reason_mark(reason)
    )
    if before in _BLANK:
        booklet.holder = booklet.issued_at = None
    _tell_application(work, booklet, Act.QUARANTINE)


def _release(work: Work, booklet: Booklet, to: str, second: str, note: str) -> None:
    row = work.session.scalar(
        select(Quarantine).where(Quarantine.booklet_id == booklet.id, Quarantine.released_at.is_(None))
    )
    act = _release_act(work, booklet, row, to)
    details = {"note_sha256": reason_mark(note)} if note.strip() else {}
    move_booklet(work, booklet, act, second=second, **details)
    if act is Act.CLEAR:
        booklet.holder = booklet.issued_at = None
    if row is not None:
        row.released_at, row.released_by, row.released_with = work.now, work.actor.user, second
        row.released_to = booklet.state
    _tell_application(work, booklet, act)


def _release_act(work: Work, booklet: Booklet, row: Quarantine | None, to: str) -> Act:
    """What releasing it to there is called.

    Raises:
        RuleViolationError: a printed booklet would become a blank, or one is still wanted by its applicant.
    """
    waits = work.session.scalar(select(Application.id).where(Application.booklet_id == booklet.id))
    printed = booklet.application_id is not None
    if to == SPOILED and waits is None:
        return Act.SPOIL
    if to == SPOILED:
        raise RuleViolationError(
            _("{serial} is the booklet for which an applicant waits.").format(serial=booklet.serial),
            _("Let the supervisor decide on a new print first; then it can be spoiled."),
        )
    if to == SAFE and not printed:
        return Act.CLEAR
    if to == BACK and row is not None and (back := _BACK.get(BookletState(row.state_before))) and waits is not None:
        return back
    raise RuleViolationError(
        _("{serial} was printed, so it never becomes a blank again.").format(serial=booklet.serial)
        if printed
        else _("{serial} is a blank; it goes to the safe or to the spoiled ones.").format(serial=booklet.serial),
        _("Release it back to where it was, or to the spoiled ones.")
        if printed
        else _("Choose the safe, or spoiled."),
    )


def _tell_application(work: Work, booklet: Booklet, act: Act) -> None:
    """What happens to a printed booklet stands in the history of its application too."""
    if booklet.application_id is not None:
        work.record(act, "application", booklet.application_id, serial=booklet.serial)


def _quarantined(work: Work, serials: Sequence[str]) -> list[Booklet]:
    wanted = sorted({numbers.serial(text, active()) for text in serials})
    if not wanted:
        raise RuleViolationError(_("Choose the booklets first."), _("Mark them in the list."))
    rows = work.session.scalars(
        select(Booklet).where(Booklet.serial.in_(wanted)).order_by(Booklet.serial).with_for_update()
    ).all()
    wrong = next((row for row in rows if row.state != BookletState.QUARANTINED), None)
    absent = sorted(set(wanted) - {row.serial for row in rows})
    if wrong is not None or absent:
        serial = wrong.serial if wrong is not None else absent[0]
        raise RuleViolationError(
            _("{serial} is not in quarantine.").format(serial=serial), _("Read the list anew; nothing was changed.")
        )
    return list(rows)


def _in_range(serials: Sequence[str]) -> tuple:  # type: ignore[type-arg]
    """Serials of one length sort as their numbers do."""
    return (Booklet.serial.between(serials[0], serials[-1]), func.length(Booklet.serial) == len(serials[0]))


def _nothing(work: Work, serials: Sequence[str]) -> RuleViolationError:
    row = work.session.scalar(select(Booklet).where(*_in_range(serials)).limit(1))
    if row is None:
        return RuleViolationError(
            _("No booklet of this range was ever received here."), _("Check the serials on the box.")
        )
    return RuleViolationError(
        _("Nothing of this range can be set aside: {serial} is {state}.").format(
            serial=row.serial, state=booklet_state_text(row.state)
        ),
        _("Only blanks, and printed booklets still in the house, can be set aside."),
    )
