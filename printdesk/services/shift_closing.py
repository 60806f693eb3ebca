"""Closing a shift: personalised + spoiled + returned (+ quarantined, + declared missing) are what was issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from printdesk.domain import codes, numbers
from printdesk.domain.shifts import Counted, Found, ShiftSum, compare
from printdesk.domain.states import Act, ApplicationState, BookletState, application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language, plural
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_medium
from printdesk.models.shifts import Shift, ShiftBlank
from printdesk.models.tables import Application, Booklet, LedgerEntry
from printdesk.services import papers
from printdesk.services.blanks import state_words
from printdesk.services.missing import declare_missing
from printdesk.services.moves import drop_claim, move_application
from printdesk.services.office import names
from printdesk.services.shift_book import put_back, runs
from printdesk.services.shift_rows import Blocker, ShiftView, place, shift_views
from printdesk.services.work import View, Work

_NAMED = 20


@dataclass(frozen=True, slots=True)
class Absent:
    """A blank that should lie on the table and does not.

    Attributes:
        holder: name of who had it last. at: when that person got it or last had it in the printer.
        act: what happened to it last, a word of the ledger.
    """

    serial: str
    service: str
    holder: str
    at: datetime
    act: str


@dataclass(frozen=True, slots=True)
class ClosingCheck:
    """What a count says.

    Attributes:
        sums: by service type, what lies on the table counted as returned, what was declared counted as missing.
        absent: named serials that are neither on the table nor declared. blockers: booklets in a printer.
        miscounted: by service type, how many more (fewer: negative) were counted than lie between the scans.
    """

    shift: ShiftView
    sums: tuple[ShiftSum, ...]
    absent: tuple[Absent, ...]
    blockers: tuple[Blocker, ...]
    miscounted: dict[str, int]

    @property
    def adds_up(self) -> bool:
        """Whether the shift can be closed."""
        return not self.blockers and not any(self.miscounted.values()) and all(one.adds_up for one in self.sums)


def check_closing(
    view: View | Work, shift: Shift, counted: Sequence[Counted], missing: Sequence[str], *, counting: bool = False
) -> ClosingCheck:
    """Compare the books with what was scanned and counted.

    Raises:
        RuleViolationError: a scan is no blank of this shift in hand, or a service type is not of it.
    """
    (shown,) = shift_views(view, Shift.id == shift.id)
    given = _by_service(shown, counted)
    declared = {numbers.serial(serial, active()) for serial in missing}
    found = {line.service: compare(line.in_hand, given[line.service]) for line in shown.lines}
    _refuse_strangers(view, shown, [serial for one in found.values() for serial in one.strangers])
    _refuse_undeclarable(shown, found, declared)
    sums = tuple(_with_count(line.sum, found[line.service], declared) for line in shown.lines)
    absent = [(serial, service) for service, one in found.items() for serial in one.absent if serial not in declared]
    short = {} if counting else {service: one.miscounted for service, one in found.items() if one.miscounted}
    return ClosingCheck(shown, sums, _last_seen(view, shift, absent), shown.blockers, short)


def close_shift(
    work: Work, shift: Shift, witness: str, counted: Sequence[Counted], missing: Sequence[str], reason: str
) -> None:
    """Close it, or refuse with what does not add up.

    Raises:
        RuleViolationError: see `services.shifts.ShiftService.close`.
    """
    _refuse_not_counting(work, shift, witness)
    check = check_closing(work, shift, counted, missing)
    _refuse_blocked(check)
    _refuse_miscounted(work, check)
    _refuse_absent(check)
    number = papers.next_number(work, codes.BLANK_MINUTES)
    released = _release_claims(work, shift)
    blanks = _blanks(work, shift)
    declared = {numbers.serial(serial, active()) for serial in missing}
    _declare_missing(work, [booklet for _row, booklet in blanks if booklet.serial in declared], reason)
    _return_rest(work, shift, [one for _row, one in blanks if one.state == BookletState.ISSUED])
    for row, booklet in blanks:
        if row.outcome is None:
            row.outcome, row.outcome_at = place(shift, booklet.state, booklet.holder), work.now
    shift.closed_at, shift.closed_by, shift.witness = work.now, work.actor.user, witness
    shift.closing_number = number
    work.record(
        "close_shift", "shift", shift.id, holder=shift.holder, witness=witness, number=number, released=released,
        sums={one.service: _told(one) for one in check.sums},
    )  # fmt: skip


def give_back(work: Work, shift: Shift, witness: str, counted: Sequence[Counted]) -> list[str]:
    """What was counted goes back into the safe; the rest stays in hand. The serials that came back.

    Raises:
        RuleViolationError: see `services.shifts.ShiftService.give_back`.
    """
    _refuse_not_counting(work, shift, witness)
    check = check_closing(work, shift, counted, ())
    _refuse_miscounted(work, check)
    given = _by_service(check.shift, counted)
    back = {line.service: compare(line.in_hand, given[line.service]).returned for line in check.shift.lines}
    serials = [serial for found in back.values() for serial in found]
    if not serials:
        raise RuleViolationError(_("Nothing was counted, so nothing comes back."), _("Scan what lies on the table."))
    blanks = [one for _row, one in _blanks(work, shift) if one.serial in set(serials)]
    _return_rest(work, shift, blanks, witness=witness)
    return serials


def _by_service(shown: ShiftView, counted: Sequence[Counted]) -> dict[str, Counted]:
    given = {line.service: Counted(line.service) for line in shown.lines}
    for one in counted:
        if one.service not in given:
            raise RuleViolationError(
                _("No blanks of the type “{service}” were issued in this shift.").format(service=one.service)
            )
        ranges = tuple(_ordered(first, last) for first, last in one.ranges)
        given[one.service] = Counted(one.service, given[one.service].ranges + ranges, one.count)
    return given


def _ordered(first: str, last: str) -> tuple[str, str]:
    one, other = numbers.serial(first, active()), numbers.serial(last or first, active())
    return (min(one, other), max(one, other))


def _with_count(books: ShiftSum, found: Found, declared: set[str]) -> ShiftSum:
    lost = sum(serial in declared for serial in found.absent)
    returned = len(found.returned)
    return replace(
        books, returned=books.returned + returned, missing=books.missing + lost,
        in_hand=books.in_hand - returned - lost,
    )  # fmt: skip


def _refuse_strangers(view: View | Work, shown: ShiftView, serials: Sequence[str]) -> None:
    for serial in serials:
        booklet = view.session.scalar(select(Booklet).where(Booklet.serial == serial))
        if booklet is None:
            raise RuleViolationError(
                _("No booklet with the serial {serial} was ever received here.").format(serial=serial),
                _("Scan it again; put it aside for the supervisor if it is really there."),
            )
        raise RuleViolationError(
            _("{serial} is not among the unused blanks of {name}: it is {state}.").format(
                serial=serial, name=shown.holder_name, state=state_words(booklet)
            ),
            _("Take it off the pile; unused blanks of this shift only are counted."),
        )


def _refuse_undeclarable(shown: ShiftView, found: dict[str, Found], declared: set[str]) -> None:
    absent = {serial for one in found.values() for serial in one.absent}
    for serial in sorted(declared - absent):
        on_table = any(serial in one.returned for one in found.values())
        raise RuleViolationError(
            _("{serial} lies on the table, so it is not missing.").format(serial=serial)
            if on_table
            else _("{serial} is not a blank that {name} should hold, so it cannot be missing here.").format(
                serial=serial, name=shown.holder_name
            )
        )


def _refuse_not_counting(work: Work, shift: Shift, witness: str) -> None:
    """The operator counts: the person who closes, or the witness, is the operator."""
    if shift.holder not in (work.actor.user, witness):
        raise RuleViolationError(
            _("{name} gives the blanks back, so {name} counts too.").format(
                name=names(work.session).get(shift.holder, shift.holder)
            ),
            _("Close it together: one of you signs in, the other is the witness."),
        )


def _refuse_blocked(check: ClosingCheck) -> None:
    if check.blockers:
        named = "; ".join(
            _("{serial} for {number}: {state}").format(
                serial=one.serial, number=one.number, state=application_state_text(one.state) if one.state else "?"
            )
            for one in check.blockers[:_NAMED]
        )
        raise RuleViolationError(
            plural(
                "{count} booklet is in a printer and nobody has said what came out: {named}.",
                "{count} booklets are in a printer and nobody has said what came out: {named}.", len(check.blockers),
            ).format(count=len(check.blockers), named=named),
            _("Look at each and confirm it in the print room: printed, spoiled, or still blank. Then close."),
        )  # fmt: skip


def _refuse_miscounted(work: Work, check: ClosingCheck) -> None:
    labels = work.settings.service_labels(language())
    for service, difference in check.miscounted.items():
        books = next(one for one in check.sums if one.service == service)
        between = books.returned - check.shift.line(service).sum.returned
        raise RuleViolationError(
            _("Of {service}, {between} should lie between the scans; {count} were counted.").format(
                service=labels.get(service, service), between=between, count=between + difference
            ),
            _("Count again, or scan each blank by itself: then the one that is not there is named."),
        )


def _refuse_absent(check: ClosingCheck) -> None:
    if not check.absent:
        return
    named = "; ".join(absent_text(one) for one in check.absent[:_NAMED])
    rest = len(check.absent) - _NAMED
    if rest > 0:
        named += _("; and {count} more").format(count=rest)
    template = plural("{count} blank is missing: {named}.", "{count} blanks are missing: {named}.", len(check.absent))
    raise RuleViolationError(
        template.format(count=len(check.absent), named=named),
        _("Scan it when it is found, or declare it missing. The shift stays open."),
    )


def absent_text(absent: Absent) -> str:
    """A missing serial and who had it last, in the screen's language."""
    return _("{serial} (last with {name}, {moment})").format(
        serial=absent.serial, name=absent.holder, moment=moment_medium(absent.at, language())
    )


def _last_seen(view: View | Work, shift: Shift, absent: Sequence[tuple[str, str]]) -> tuple[Absent, ...]:
    """Who had each last, from its events: a print attempt that left it blank, else the issue itself."""
    known, zone = names(view.session), view.office.zone
    found = []
    for serial, service in absent:
        booklet = view.session.scalars(select(Booklet).where(Booklet.serial == serial)).one()
        entry = view.session.scalar(
            select(LedgerEntry)
            .where(LedgerEntry.object_kind == "booklet", LedgerEntry.object_id == serial)
            .where(LedgerEntry.at >= (booklet.issued_at or shift.opened_at))
            .order_by(LedgerEntry.seq.desc())
            .limit(1)
        )
        who, at, act = (
            (entry.user, entry.at, entry.act)
            if entry is not None
            else (booklet.holder or shift.holder, booklet.issued_at or shift.opened_at, Act.ISSUE.value)
        )
        found.append(Absent(serial, service, known.get(who, who), at.astimezone(zone), act))
    return tuple(found)


def _release_claims(work: Work, shift: Shift) -> int:
    rows = work.session.scalars(
        select(Application)
        .where(Application.claimed_by == shift.holder, Application.state == ApplicationState.CLAIMED)
        .order_by(Application.id)
        .with_for_update()
    ).all()
    for application in rows:
        move_application(work, application, Act.RELEASE, holder=application.claimed_by)
        drop_claim(application)
    return len(rows)


def _blanks(work: Work, shift: Shift) -> list[tuple[ShiftBlank, Booklet]]:
    rows = work.session.execute(
        select(ShiftBlank, Booklet)
        .join(Booklet, Booklet.id == ShiftBlank.booklet_id)
        .where(ShiftBlank.shift_id == shift.id, ShiftBlank.outcome.is_(None))
        .order_by(Booklet.serial)
        .with_for_update()
    )
    return [(row, booklet) for row, booklet in rows]


def _declare_missing(work: Work, booklets: Sequence[Booklet], reason: str) -> None:
    for booklet in booklets:
        declare_missing(work, booklet, reason or _("Not there when the shift was closed."))


def _return_rest(work: Work, shift: Shift, booklets: Sequence[Booklet], **told: Any) -> None:
    for service in dict.fromkeys(booklet.service for booklet in booklets):
        serials = put_back(work, [booklet for booklet in booklets if booklet.service == service])
        work.record(
            Act.RETURN, "service", service, holder=shift.holder, count=len(serials), first=serials[0],
            last=serials[-1], ranges=runs(serials), shift=shift.id, **told,
        )  # fmt: skip


def _told(one: ShiftSum) -> dict[str, Any]:
    counts = {
        "issued": one.issued, "personalised": one.personalised, "spoiled": one.spoiled, "returned": one.returned,
        "quarantined": one.quarantined, "missing": one.missing,
    }  # fmt: skip
    return {name: count for name, count in counts.items() if count}
