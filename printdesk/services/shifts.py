"""Shifts: only the need is issued, by range with proof scans; at the end every blank is accounted for by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from printdesk.domain import codes, numbers
from printdesk.domain.shifts import Counted
from printdesk.domain.states import Act
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language, plural
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_medium
from printdesk.models.shifts import Shift
from printdesk.models.tables import Booklet
from printdesk.services import papers
from printdesk.services.blanks import from_safe
from printdesk.services.office import names
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.shift_book import ISSUED, Ground, attach, carry, hand_out, open_shift_of, runs
from printdesk.services.shift_closing import Absent, ClosingCheck, check_closing, close_shift
from printdesk.services.shift_need import NeedView, end_of_shift, need_of
from printdesk.services.shift_rows import ShiftLine, ShiftView, of_day, shift_views
from printdesk.services.work import Actor, Answer, View, Work, Workplace, ensure_person

__all__ = ["Absent", "ClosingCheck", "IssueLine", "More", "NeedView", "ShiftLine", "ShiftService", "ShiftView"]

_OLDEST_NEED = timedelta(minutes=30)
"""A need that was worked out at most so long ago is still the need: what was printed since is added to it."""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Blanks of one service type to be issued, with the proof that the right ones lie on the table.

    Attributes:
        first_scan, last_scan: serials as scanned from the first and the last blank.
        start: take the range from this serial on; "" for the lowest of the safe.
    """

    service: str
    count: int
    first_scan: str
    last_scan: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """The ground for issuing more than the need: a reason, and a second person besides giver and receiver."""

    reason: str = ""
    approved_by: str = ""


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
            _two_people(work, holder)
            work.settings.station(station)
            _refuse_open(work, holder)
            number = papers.next_number(work, codes.BLANK_MINUTES)
            end = until or end_of_shift(_view(work), station)
            shift = Shift(
                holder=holder, station=station, opened_at=work.now, opened_by=actor.user, until=end,
            )  # fmt: skip
            work.session.add(shift)
            work.session.flush()
            need = need_of(_view(work), station, holder, end)
            carry(work, shift)
            work.record("open_shift", "shift", shift.id, to=holder, station=station, number=number)
            _issue_all(work, shift, lines, Issuing(need, number, seen_at, more or More()))
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
            number = papers.next_number(work, codes.BLANK_MINUTES)
            need = need_of(_view(work), station or shift.station, shift.holder, max(shift.until, work.now))
            work.record("add_to_shift", "shift", shift.id, to=shift.holder, number=number)
            _issue_all(work, shift, lines, Issuing(need, number, seen_at, more or More()))
            return {"shift": shift.id}

        return self._after(self._workplace.perform("add_to_shift", actor, operation_id, do))

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
            _ensure_witness(work, witness)
            shift = open_shift(work, shift_id)
            close_shift(work, shift, witness, counted, missing, reason)
            return {"shift": shift.id}

        return self._after(self._workplace.perform("close_shift", actor, operation_id, do))

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


@dataclass(frozen=True, slots=True)
class Issuing:
    """What goes for all lines of one issue."""

    need: NeedView
    number: str
    seen_at: datetime | None
    more: More


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


def _issue_all(work: Work, shift: Shift, lines: Sequence[IssueLine], issuing: Issuing) -> None:
    services = [line.service for line in lines]
    if len(set(services)) < len(services):
        raise RuleViolationError(_("A service type is named twice."), _("Give each service type once."))
    for line in lines:
        _issue(work, shift, line, issuing)


def _issue(work: Work, shift: Shift, line: IssueLine, issuing: Issuing) -> None:
    work.settings.service(line.service)
    if line.count < 1:
        raise RuleViolationError(_("{count} is not a number of blanks to issue.").format(count=line.count))
    need = issuing.need.of(line.service)
    more = _ground_for_more(work, shift, line, issuing)
    booklets = from_safe(work.session, line.service, line.count, line.start)
    _refuse_wrong_scan(work, line, booklets)
    serials = hand_out(work, booklets, shift.holder)
    ground = Ground(ISSUED, issuing.number, need.count, more.reason, more.approved_by)
    attach(work, shift, line.service, booklets, ground)
    told = {"approved_by": more.approved_by, "reason": reason_mark(more.reason)} if more.reason else {}
    work.record(
        Act.ISSUE, "service", line.service, to=shift.holder, count=len(serials), first=serials[0], last=serials[-1],
        ranges=runs(serials), shift=shift.id, number=issuing.number, need=need.count, **told,
    )  # fmt: skip


def _ground_for_more(work: Work, shift: Shift, line: IssueLine, issuing: Issuing) -> More:
    """The ground, kept only where more than the need is issued."""
    need = issuing.need.of(line.service).count
    if line.count <= need + _printed_since(work, issuing):
        return More()
    if not issuing.more.reason.strip() or not issuing.more.approved_by.strip():
        raise RuleViolationError(
            plural(
                "The shift needs {need} of {service}, and {count} is more.",
                "The shift needs {need} of {service}, and {count} are more.", line.count,
            ).format(need=need, service=_label(work, line.service), count=line.count),
            _("Issue no more than the need, or give a reason and a second person who agrees."),
        )  # fmt: skip
    reason = stated_reason(issuing.more.reason)
    approved_by = issuing.more.approved_by.strip()
    ensure_person(work, approved_by)
    if approved_by in (work.actor.user, shift.holder):
        raise RuleViolationError(
            _("More than the need is agreed to by somebody who neither gives nor receives."),
            _("Name a third person."),
        )
    return More(reason, approved_by)


def _printed_since(work: Work, issuing: Issuing) -> int:
    """What the station prints between the moment when people saw the need and this one."""
    if issuing.seen_at is None:
        return 0
    passed = min(max(work.now - issuing.seen_at, timedelta(0)), _OLDEST_NEED)
    return ceil(issuing.need.per_hour * passed / timedelta(hours=1))


def _refuse_wrong_scan(work: Work, line: IssueLine, booklets: Sequence[Booklet]) -> None:
    expected = (booklets[0].serial, booklets[-1].serial)
    first, last = (
        (_("first"), line.first_scan, expected[0]),
        (_("last"), line.last_scan, expected[1]),
    )
    for which, scan, serial in (first, last):
        if not scan.strip():
            raise RuleViolationError(
                _("The {which} blank of {service} was not scanned; it should be {serial}.").format(
                    which=which, service=_label(work, line.service), serial=serial
                ),
                _("Scan it from the pile on the table."),
            )
        scanned = numbers.serial(scan, active())
        if scanned != serial:
            raise RuleViolationError(
                _("The {which} blank of {service} should be {serial}; {scan} was scanned.").format(
                    which=which, service=_label(work, line.service), serial=serial, scan=scanned
                ),
                _("Put the pile right: {first} to {last}. Nothing was issued.").format(
                    first=expected[0], last=expected[1]
                ),
            )


def _two_people(work: Work, holder: str) -> None:
    ensure_person(work, holder)
    if work.actor.user == holder:
        raise RuleViolationError(
            _("Blanks are given by one person and received by another."),
            _("Let a colleague who keeps the safe sign in and give them out."),
        )


def _ensure_witness(work: Work, witness: str) -> None:
    if not witness.strip():
        raise RuleViolationError(_("Nobody is named who counts with you."), _("Name the witness of the count."))
    ensure_person(work, witness)
    if witness == work.actor.user:
        raise RuleViolationError(
            _("Two people count at the closing; the witness is another person."), _("Name somebody else.")
        )


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


def _label(work: Work, service: str) -> str:
    return work.settings.service_labels(language()).get(service, service)


def _view(work: Work) -> View:
    return View(work.session, work.now, work.office)
