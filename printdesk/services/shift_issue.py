"""Issuing the blanks of a shift: the need of it and no more, by range, with the first and the last one scanned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from printdesk.domain import codes, numbers
from printdesk.domain.roles import ISSUE_MORE
from printdesk.domain.states import Act
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language, plural
from printdesk.i18n.catalogue import active
from printdesk.models.shifts import Shift
from printdesk.models.tables import Booklet
from printdesk.services import access, papers
from printdesk.services.blanks import from_safe
from printdesk.services.second_person import countersigned, known_person, reason_mark, stated_reason
from printdesk.services.shift_book import ISSUED, Ground, attach, carry, hand_out, runs
from printdesk.services.shift_need import NeedView, end_of_shift, need_of
from printdesk.services.work import View, Work

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


@dataclass(frozen=True, slots=True)
class Asked:
    """When the need was shown to the people, None where nobody saw it, and the ground for more."""

    seen_at: datetime | None
    more: More


@dataclass(frozen=True, slots=True)
class Issuing:
    """What goes for all lines of one issue."""

    need: NeedView
    number: str
    seen_at: datetime | None
    more: More


def begin(
    work: Work, to: str, station: str, until: datetime | None, lines: Sequence[IssueLine], asked: Asked
) -> Shift:
    """Open a shift: what was in hand is counted in, and the need is issued.

    Raises:
        RuleViolationError: see `services.shifts.ShiftService.open`.
    """
    work.settings.station(station)
    view = View(work.session, work.now, work.office)
    number = papers.next_number(work, codes.BLANK_MINUTES)
    end = until or end_of_shift(view, station)
    shift = Shift(
        holder=to, station=station, opened_at=work.now, opened_by=work.actor.user, until=end,
    )  # fmt: skip
    work.session.add(shift)
    work.session.flush()
    need = need_of(view, station, to, end)
    carry(work, shift)
    work.record("open_shift", "shift", shift.id, to=to, station=station, number=number)
    _issue_all(work, shift, lines, Issuing(need, number, asked.seen_at, asked.more))
    return shift


def add_to(work: Work, shift: Shift, station: str, lines: Sequence[IssueLine], asked: Asked) -> None:
    """Issue more to an open shift, with minutes of its own.

    Raises:
        RuleViolationError: see `services.shifts.ShiftService.add`.
    """
    number = papers.next_number(work, codes.BLANK_MINUTES)
    view = View(work.session, work.now, work.office)
    need = need_of(view, station or shift.station, shift.holder, max(shift.until, work.now))
    work.record("add_to_shift", "shift", shift.id, to=shift.holder, number=number)
    _issue_all(work, shift, lines, Issuing(need, number, asked.seen_at, asked.more))


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
    approved_by = known_person(work, issuing.more.approved_by)
    if approved_by in (work.actor.user, shift.holder):
        raise RuleViolationError(
            _("More than the need is agreed to by somebody who neither gives nor receives."),
            _("Name a third person."),
        )
    access.ensure_may(work.session, ISSUE_MORE, approved_by)
    countersigned(work, approved_by)
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


def _label(work: Work, service: str) -> str:
    return work.settings.service_labels(language()).get(service, service)
