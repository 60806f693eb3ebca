"""Missing booklets: reported, searched for step by step, found again or written off in minutes; frozen meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.domain import codes, numbers
from printdesk.domain.states import Act, ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.destruction import MissingCase, SearchStep
from printdesk.models.shifts import ShiftBlank
from printdesk.models.tables import Application, Booklet
from printdesk.services.frozen import frozen_words
from printdesk.services.minutes import LineFacts, two_people, write
from printdesk.services.moves import (
    application_for_update,
    booklet_by_serial,
    drop_claim,
    move_application,
    move_booklet,
)
from printdesk.services.quarantine import put_aside
from printdesk.services.search_trail import CaseView, case_views, last_seen
from printdesk.services.second_person import known_person, reason_mark, stated_reason
from printdesk.services.shelf import free_slot
from printdesk.services.shift_book import note_plain, open_shift_of
from printdesk.services.work import Actor, Answer, View, Work, Workplace

BACK, QUARANTINE = "back", "quarantine"
LONGEST_PLACE = 120
_BACK = {
    BookletState.IN_SAFE: Act.FIND_IN_SAFE,
    BookletState.RETURNED: Act.FIND_IN_SAFE,
    BookletState.ISSUED: Act.FIND_ISSUED,
    BookletState.PERSONALISED: Act.FIND_AT_CHECK,
    BookletState.SHELVED: Act.FIND_ON_SHELF,
    BookletState.SPOILED: Act.FIND_SPOILED,
}
_PRINTED = (ApplicationState.PRINTED, ApplicationState.PASSED, ApplicationState.SHELVED)


@dataclass(frozen=True, slots=True)
class MissingInHouse:
    """An application whose booklet was printed and cannot be given out: missing, or set aside.

    Attributes:
        state: of the booklet, "missing" or "quarantined". since: when it was reported, in the office's zone.
        slot: where it should lie, or "". steps: how often somebody looked for it.
    """

    application_id: int
    number: str
    name: str
    service: str
    serial: str
    state: str
    since: datetime
    slot: str
    departs_at: datetime | None
    departs_has_time: bool
    steps: int


class MissingService:
    """Missing booklets and the search for them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def cases(self, *, closed: bool = False) -> tuple[CaseView, ...]:
        """What is missing with its search trail, the newest first; `closed`: those found again too."""
        with self._workplace.reading() as view:
            return case_views(view, closed=closed)

    def case(self, serial: str) -> CaseView:
        """The open case of a serial.

        Raises:
            RuleViolationError: it is not reported missing.
        """
        with self._workplace.reading() as view:
            wanted = numbers.serial(serial, active())
            for one in case_views(view, closed=False):
                if one.serial == wanted:
                    return one
        raise _not_missing(wanted)

    def warning(self, text: str) -> str:
        """What anybody who scans this must know: it is missing or set aside; "" for everything else."""
        with self._workplace.reading() as view:
            return frozen_words(view, text)

    def in_house(self) -> tuple[MissingInHouse, ...]:
        """Applications whose printed booklet is missing in the house or set aside, those who travel soonest first."""
        with self._workplace.reading() as view:
            return missing_in_house(view)

    def declare(self, actor: Actor, serials: Sequence[str], circumstance: str, operation_id: str) -> tuple[str, ...]:
        """Report booklets missing. From now on their serials are frozen: nobody can bind, check or hand them over.

        Args:
            circumstance: how it was noticed, in words.

        Returns:
            their serials.

        Raises:
            RuleViolationError: nothing is said, or one of them cannot be missing (handed over, in a machine).
        """

        def do(work: Work) -> Answer:
            said = stated_reason(circumstance)
            wanted = sorted({numbers.serial(text, active()) for text in serials})
            if not wanted:
                raise RuleViolationError(_("No serial is named."), _("Scan it, or type it from the list."))
            for serial in wanted:
                declare_missing(work, booklet_by_serial(work.session, serial), said)
            return {"serials": wanted}

        return tuple(self._workplace.perform("miss", actor, operation_id, do)["serials"])

    def search(
        self, actor: Actor, serial: str, looked_by: str, place: str, result: str, operation_id: str
    ) -> CaseView:
        """Note that somebody looked for it: who, where, and with what result.

        Args:
            looked_by: login, "" for the actor.

        Raises:
            RuleViolationError: it is not missing, or place or result are not said.
        """

        def do(work: Work) -> Answer:
            case, booklet = _open_case(work, serial)
            who = known_person(work, looked_by) if looked_by.strip() else work.actor.user
            step = SearchStep(
                case_id=case.id, at=work.now, noted_by=work.actor.user, looked_by=who, place=_place(place),
                result=stated_reason(result),
            )  # fmt: skip
            work.session.add(step)
            work.record(
                "search_missing", "booklet", booklet.serial, looked_by=who, place_sha256=reason_mark(step.place),
                result_sha256=reason_mark(step.result),
            )  # fmt: skip
            return {}

        self._workplace.perform("search_missing", actor, operation_id, do)
        return self.case(serial)

    def found(self, actor: Actor, serial: str, place: str, operation_id: str, to: str = BACK) -> str:
        """It was found and lies in the finder's hand: back where it was, or to quarantine.

        A printed booklet whose applicant was given a new print meanwhile goes to quarantine whatever is asked.

        Args:
            place: where it was found. to: `BACK` or `QUARANTINE`.

        Returns:
            the state it is in now.

        Raises:
            RuleViolationError: it is not missing, or the place is not said.
        """

        def do(work: Work) -> Answer:
            case, booklet = _open_case(work, serial)
            where = _place(place)
            act = _found_act(work, case, booklet, to)
            move_booklet(work, booklet, act, place_sha256=reason_mark(where))
            if act is Act.FIND:
                put_aside(work, booklet, where, case.state_before, case.holder_before)
            booklet.holder = case.holder_before
            if act is Act.FIND_IN_SAFE:
                booklet.holder = booklet.issued_at = None
            case.found_at, case.found_by, case.found_place = work.now, work.actor.user, where
            case.found_to = booklet.state
            if act is Act.FIND_ISSUED:
                _count_in_shift(work, booklet)
            _found_for_application(work, case, booklet, act)
            return {"state": booklet.state}

        return str(self._workplace.perform("find", actor, operation_id, do)["state"])

    def report(self, actor: Actor, serials: Sequence[str], second: str, operation_id: str, witness: str = "") -> str:
        """End the search in writing: minutes of loss over these booklets; they stay missing and frozen.

        Returns:
            the number of the minutes.

        Raises:
            RuleViolationError: nobody else is named, nobody looked yet, or the minutes were made before.
        """

        def do(work: Work) -> Answer:
            other = two_people(work, second)
            cases = [_open_case(work, serial) for serial in sorted(set(serials))]
            for case, booklet in cases:
                _refuse_unsearched(work, case, booklet)
            lines = [
                LineFacts(booklet.id, "", case.circumstance, case.last_at, case.last_user, case.application_id)
                for case, booklet in cases
            ]
            made = write(work, codes.MISSING_MINUTES, lines, other, " ".join(witness.split()))
            for case, booklet in cases:
                case.report, case.reported_at = made.number, work.now
                work.record("report_missing", "booklet", booklet.serial, minutes=made.number, second=other)
            return {"number": made.number}

        return str(self._workplace.perform("report_missing", actor, operation_id, do)["number"])

    def reprint(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> None:
        """A supervisor decides that the applicant gets a new print: back to the queue at the old place.

        The booklet stays missing (or set aside); once found it is not handed over any more.

        Raises:
            RuleViolationError: the actor is no supervisor, or the booklet is neither missing nor set aside.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            application = application_for_update(work.session, application_id)
            booklet = work.session.get(Booklet, application.booklet_id or 0)
            if booklet is None or booklet.state not in (BookletState.MISSING, BookletState.QUARANTINED):
                raise RuleViolationError(
                    _("The booklet of this application is not missing."), _("Nothing was changed.")
                )
            move_application(
                work, application, Act.REPRINT_MISSING, serial=booklet.serial, reason_sha256=reason_mark(said)
            )
            application.booklet_id = application.shelf_slot = None
            drop_claim(application)
            _note_reprint(work, booklet, said)
            return {}

        self._workplace.perform("reprint_missing", actor, operation_id, do)


def declare_missing(work: Work, booklet: Booklet, circumstance: str) -> None:
    """Report one booklet missing within an act, with who had it last by the ledger.

    Raises:
        RuleViolationError: it cannot be missing from where it is.
    """
    seen = last_seen(work, booklet)
    application = work.session.scalar(select(Application).where(Application.booklet_id == booklet.id))
    before, holder = booklet.state, booklet.holder
    move_booklet(
        work, booklet, Act.MISS, holder=holder, reason_length=len(circumstance),
        reason_sha256=reason_mark(circumstance),
    )  # fmt: skip
    work.session.add(
        MissingCase(
            booklet_id=booklet.id, declared_at=work.now, declared_by=work.actor.user, circumstance=circumstance,
            state_before=before, holder_before=holder, slot_before=application.shelf_slot if application else None,
            last_act=seen.act, last_user=seen.user, last_desk=seen.desk, last_at=seen.at,
            application_id=application.id if application else None,
        )
    )  # fmt: skip
    if application is not None:
        work.record(Act.MISS, "application", application.id, serial=booklet.serial, slot=application.shelf_slot)


def missing_in_house(view: View) -> tuple[MissingInHouse, ...]:
    """Applications whose printed booklet cannot be given out, those who travel soonest first."""
    zone = view.office.zone
    steps = {one.serial: len(one.steps) for one in case_views(view, closed=False)}
    rows = view.session.execute(
        select(Application, Booklet)
        .join(Booklet, Booklet.id == Application.booklet_id)
        .where(Booklet.state.in_([BookletState.MISSING, BookletState.QUARANTINED]), Application.state.in_(_PRINTED))
    )
    found = [
        MissingInHouse(
            row.id, row.number, row.name, row.service, booklet.serial, booklet.state,
            booklet.state_since.astimezone(zone), row.shelf_slot or "",
            row.departs_at.astimezone(zone) if row.departs_at else None, row.departs_has_time,
            steps.get(booklet.serial, 0),
        )
        for row, booklet in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=_soonest))


def _soonest(one: MissingInHouse) -> tuple[bool, datetime, datetime, int]:
    return (one.departs_at is None, one.departs_at or one.since, one.since, one.application_id)


def _open_case(work: Work, serial: str) -> tuple[MissingCase, Booklet]:
    booklet = booklet_by_serial(work.session, serial)
    case = work.session.scalar(
        select(MissingCase)
        .where(MissingCase.booklet_id == booklet.id, MissingCase.found_at.is_(None))
        .with_for_update()
    )
    if case is None or booklet.state != BookletState.MISSING:
        raise _not_missing(booklet.serial)
    return case, booklet


def _not_missing(serial: str) -> RuleViolationError:
    return RuleViolationError(
        _("{serial} is not reported missing.").format(serial=serial), _("Look at the list of missing booklets.")
    )


def _place(text: str) -> str:
    place = " ".join(text.split())
    if not place or len(place) > LONGEST_PLACE:
        raise RuleViolationError(
            _("Say where, in at most {limit} characters.").format(limit=LONGEST_PLACE),
            _("For example: drawer of station R2, safe, box B of the shelf."),
        )
    return place


def _found_act(work: Work, case: MissingCase, booklet: Booklet, to: str) -> Act:
    """Where it goes: a printed one that nobody waits for any more never back to the shelf."""
    waits = work.session.scalar(select(Application.id).where(Application.booklet_id == booklet.id))
    printed = case.state_before in (BookletState.PERSONALISED, BookletState.SHELVED)
    if to == QUARANTINE or (printed and waits is None):
        return Act.FIND
    act = _BACK.get(BookletState(case.state_before), Act.FIND)
    return Act.FIND_IN_SAFE if act is Act.FIND_ISSUED and _shift_is_over(work, case, booklet) else act


def _shift_is_over(work: Work, case: MissingCase, booklet: Booklet) -> bool:
    """Whether the shift it was issued for was closed: a blank in a hand that answers for none goes into the safe."""
    if open_shift_of(work.session, case.holder_before or "") is not None:
        return False
    rows = work.session.scalars(select(ShiftBlank.outcome).where(ShiftBlank.booklet_id == booklet.id)).all()
    return bool(rows) and None not in rows


def _found_for_application(work: Work, case: MissingCase, booklet: Booklet, act: Act) -> None:
    if case.application_id is None:
        return
    application = application_for_update(work.session, case.application_id)
    if act is Act.FIND_ON_SHELF and not application.shelf_slot:
        application.shelf_slot = free_slot(work, application)
    work.record(Act.FIND, "application", application.id, serial=booklet.serial, slot=application.shelf_slot)


def _count_in_shift(work: Work, booklet: Booklet) -> None:
    """A blank that is with its operator again counts in the open shift, unless it never left it."""
    shift = open_shift_of(work.session, booklet.holder or "")
    current = work.session.scalar(
        select(ShiftBlank.shift_id).where(ShiftBlank.booklet_id == booklet.id, ShiftBlank.outcome.is_(None))
    )
    if shift is not None and current != shift.id:
        note_plain(work, booklet.holder or "", booklet.service, [booklet])


def _refuse_unsearched(work: Work, case: MissingCase, booklet: Booklet) -> None:
    if case.report:
        raise RuleViolationError(
            _("{serial} stands on the minutes {number} already.").format(serial=booklet.serial, number=case.report),
            _("The minutes can be printed again from the list."),
        )
    if work.session.scalar(select(SearchStep.id).where(SearchStep.case_id == case.id).limit(1)) is None:
        raise RuleViolationError(
            _("Nobody has looked for {serial} yet.").format(serial=booklet.serial),
            _("Note who looked where first; the minutes tell of the search."),
        )


def _note_reprint(work: Work, booklet: Booklet, reason: str) -> None:
    case = work.session.scalar(
        select(MissingCase).where(MissingCase.booklet_id == booklet.id, MissingCase.found_at.is_(None))
    )
    if case is not None:
        case.reprint_at, case.reprint_by, case.reprint_reason = work.now, work.actor.user, reason
