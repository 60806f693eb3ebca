"""Shifts: only the need is issued, by range with proof scans; at the end every blank is accounted for by name."""

from collections.abc import Sequence
from datetime import datetime

from printdesk.domain.shifts import Counted
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.shifts import Shift
from printdesk.services.blanks import from_safe
from printdesk.services.office import names
from printdesk.services.second_person import countersigned, known_person
from printdesk.services.shift_book import open_shift_of, runs
from printdesk.services.shift_closing import Absent, ClosingCheck, check_closing, close_shift, give_back
from printdesk.services.shift_issue import Asked, IssueLine, More, add_to, begin
from printdesk.services.shift_need import NeedView, end_of_shift, need_of
from printdesk.services.shift_rows import ShiftLine, ShiftView, of_day, shift_views
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["Absent", "ClosingCheck", "IssueLine", "More", "NeedView", "ShiftLine", "ShiftService", "ShiftView"]


class ShiftService:
    """Open, add, close; and what is open now."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def need(self, station: str, holder: str, hours: float | None = None) -> NeedView:
        """What an operator at a station needs for the rest of the shift.

        Args:
            hours: how long the shift lasts from now; None until the office closes or ordered overtime ends.

        Raises:
            RuleViolationError: there is no such station, or that is no length of a shift.
        """
        with self._workplace.reading() as view:
            return need_of(view, station, holder, end_of_shift(view, station, hours))

    def proposed(self, service: str, count: int, start: str = "") -> tuple[tuple[str, str], ...]:
        """The ranges of the safe that would be issued: the lowest serials, or from `start` on.

        Raises:
            RuleViolationError: the safe holds fewer, or `start` is not there.
        """
        if count < 1:
            return ()
        with self._workplace.reading() as view:
            found = from_safe(view.session, service, count, start, lock=False)
            return tuple((first, last) for first, last in runs(booklet.serial for booklet in found))

    def open(
        self,
        actor: Actor,
        holder: str,
        station: str,
        lines: Sequence[IssueLine],
        operation_id: str,
        *,
        until: datetime | None = None,
        seen_at: datetime | None = None,
        more: More | None = None,
    ) -> ShiftView:
        """Open an operator's shift: the actor gives, the operator receives; what was in hand before is counted in.

        Args:
            until: end of the shift; None as in `need`. seen_at: when the need was shown to the people.

        Raises:
            RuleViolationError: one person alone, an open shift, a wrong scan (the sentence names the serial that was
                expected), or more than the need without its ground.
        """

        def do(work: Work) -> Answer:
            to = _two_people(work, holder)
            _refuse_open(work, to)
            shift = begin(work, to, station, until, lines, Asked(seen_at, more or More()))
            return {"shift": shift.id}

        return self._after(self._workplace.perform("open_shift", actor, operation_id, do))

    def add(
        self,
        actor: Actor,
        shift_id: int,
        lines: Sequence[IssueLine],
        operation_id: str,
        *,
        station: str = "",
        seen_at: datetime | None = None,
        more: More | None = None,
    ) -> ShiftView:
        """Issue more during a shift, by the same way and with minutes of its own.

        Args:
            station: whose need counts, when it is not the shift's own.

        Raises:
            RuleViolationError: as `open`; or the shift is closed.
        """

        def do(work: Work) -> Answer:
            shift = open_shift(work, shift_id)
            _two_people(work, shift.holder)
            if not lines:
                raise RuleViolationError(_("Nothing was scanned, so nothing is issued."))
            add_to(work, shift, station, lines, Asked(seen_at, more or More()))
            return {"shift": shift.id}

        return self._after(self._workplace.perform("add_to_shift", actor, operation_id, do))

    def issue(
        self,
        actor: Actor,
        holder: str,
        line: IssueLine,
        operation_id: str,
        *,
        station: str = "",
        more: More | None = None,
    ) -> ShiftView:
        """Issue one type to an operator's open shift, or open the shift with it; one act whichever it is.

        Args:
            station: where the shift begins, or whose need counts.

        Raises:
            RuleViolationError: as `open`; or no shift is open and no station is named.
        """

        def do(work: Work) -> Answer:
            to = _two_people(work, holder)
            shift = open_shift_of(work.session, to)
            asked = Asked(None, more or More())
            if shift is not None:
                add_to(work, shift, station, [line], asked)
                return {"shift": shift.id}
            if not station:
                raise RuleViolationError(
                    _("{name} has no open shift, so the need is not known.").format(
                        name=names(work.session).get(to, to)
                    ),
                    _("Name the station; the shift opens there with these blanks."),
                )
            return {"shift": begin(work, to, station, None, [line], asked).id}

        return self._after(self._workplace.perform("issue", actor, operation_id, do))

    def check(
        self, shift_id: int, counted: Sequence[Counted], missing: Sequence[str] = (), *, counting: bool = False
    ) -> ClosingCheck:
        """What a count would say, without closing.

        Args:
            counting: it goes on, so counts that are still short are not yet wrong.

        Raises:
            RuleViolationError: the shift is closed, or a scan is no blank of this shift in hand.
        """
        with self._workplace.reading() as view:
            return check_closing(view, open_shift(view, shift_id), counted, missing, counting=counting)

    def close(
        self,
        actor: Actor,
        shift_id: int,
        witness: str,
        counted: Sequence[Counted],
        operation_id: str,
        missing: Sequence[str] = (),
        reason: str = "",
    ) -> ShiftView:
        """Close a shift: what lies on the table goes back into the safe, claimed applications into the queue.

        Args:
            actor: who counts with the operator or is the operator; the witness is another person.
            missing: serials that are declared missing. reason: what is known about them.

        Raises:
            RuleViolationError: a booklet is in a printer or unconfirmed, the count is wrong, or serials are missing
                that nobody declared; the sentence names each and who had it last.
        """

        def do(work: Work) -> Answer:
            other = _witness(work, witness)
            shift = open_shift(work, shift_id)
            close_shift(work, shift, other, counted, missing, reason)
            return {"shift": shift.id}

        return self._after(self._workplace.perform("close_shift", actor, operation_id, do))

    def give_back(
        self, actor: Actor, shift_id: int, witness: str, counted: Sequence[Counted], operation_id: str
    ) -> tuple[str, ...]:
        """Take unused blanks back into the safe while the shift goes on, counted by the operator and another person.

        Args:
            actor, witness: as in `close`.

        Returns:
            the serials that came back.

        Raises:
            RuleViolationError: the shift is closed, nothing was counted, or the count is not what was scanned.
        """

        def do(work: Work) -> Answer:
            other = _witness(work, witness)
            return {"serials": give_back(work, open_shift(work, shift_id), other, counted)}

        return tuple(self._workplace.perform("give_back", actor, operation_id, do)["serials"])

    def shift(self, shift_id: int) -> ShiftView:
        """One shift.

        Raises:
            RuleViolationError: there is none.
        """
        with self._workplace.reading() as view:
            found = shift_views(view, Shift.id == shift_id)
        if not found:
            raise RuleViolationError(_("There is no shift {number}.").format(number=shift_id))
        return found[0]

    def shifts(self) -> tuple[ShiftView, ...]:
        """What is open now, and today's shifts that are closed."""
        with self._workplace.reading() as view:
            today = view.now.astimezone(view.office.zone).date()
            return shift_views(view, Shift.closed_at.is_(None) | of_day(view, today))

    def open_shift_of(self, holder: str) -> ShiftView | None:
        """The operator's open shift, None without one."""
        with self._workplace.reading() as view:
            found = shift_views(view, Shift.holder == holder, Shift.closed_at.is_(None))
        return found[0] if found else None

    def _after(self, answer: Answer) -> ShiftView:
        return self.shift(int(answer["shift"]))


def open_shift(work: Work | View, shift_id: int) -> Shift:
    """An open shift, locked until the act ends.

    Raises:
        RuleViolationError: there is none, or it is closed.
    """
    shift = work.session.get(Shift, shift_id, with_for_update=isinstance(work, Work))
    if shift is None or shift.closed_at is not None:
        raise RuleViolationError(
            _("This shift is not open any more."), _("Read the list anew; somebody may have closed it.")
        )
    return shift


def _two_people(work: Work, holder: str) -> str:
    """The login of who receives, which is not who gives."""
    to = known_person(work, holder)
    if work.actor.user == to:
        raise RuleViolationError(
            _("Blanks are given by one person and received by another."),
            _("Let a colleague who keeps the safe sign in and give them out."),
        )
    countersigned(work, to)
    return to


def _witness(work: Work, witness: str) -> str:
    """The login of who counts too, which is not the actor."""
    if not witness.strip():
        raise RuleViolationError(_("Nobody is named who counts with you."), _("Name the witness of the count."))
    other = known_person(work, witness)
    if other == work.actor.user:
        raise RuleViolationError(
            _("Two people count at the closing; the witness is another person."), _("Name somebody else.")
        )
    countersigned(work, other)
    return other


def _refuse_open(work: Work, holder: str) -> None:
    shift = open_shift_of(work.session, holder)
    if shift is not None:
        since = moment_medium(shift.opened_at.astimezone(work.office.zone), language())
        raise RuleViolationError(
            _("{name} has had an open shift since {moment}.").format(
                name=names(work.session).get(holder, holder), moment=since
            ),
            _("Issue more to it, or close it first."),
        )


def _view(work: Work) -> View:
    return View(work.session, work.now, work.office)
