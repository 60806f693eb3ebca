"""Quality check: another person than the printer looks at each booklet; a good one gets its place on the shelf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.domain import numbers
from printdesk.domain.outage import CHECK
from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application, Booklet, PrintAttempt, QualityCheck
from printdesk.services.attempts import Failure, after_failure, from_answer, to_answer
from printdesk.services.later_stages import LaterStage, later_stages, refuse_stopped
from printdesk.services.moves import (
    application_for_update,
    bound_booklet,
    drop_claim,
    move_application,
    move_booklet,
)
from printdesk.services.mrz_check import refuse_mrz, scan_word
from printdesk.services.office import names
from printdesk.services.quality_orders import order_in_force
from printdesk.services.shelf import free_slot, lock_shelf, require_free
from printdesk.services.transfer_rules import refuse_without_list
from printdesk.services.trip_warnings import trips_at_risk
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class QualityRow:
    """A booklet at quality check or on its way to the shelf.

    Attributes:
        state: "printed" waits for the check, "passed" waits to be placed on the shelf.
        operator: name of the person who printed it.
        slot: the shelf slot given at the pass, or "".
        since: when it was printed, or passed.
        attempt: number of the print attempt.
        mrz: what the last scan of its MRZ said: "" not scanned, "agrees", "differs" or "overruled".
        mrz_against: names of the fields that differ.
    """

    application_id: int
    number: str
    name: str
    birth_date: str
    sex: str
    service: str
    serial: str
    state: str
    operator: str
    operator_login: str
    station: str
    slot: str
    departs_at: datetime | None
    departs_has_time: bool
    group: str
    since: datetime
    attempt: int
    mrz: str = ""
    mrz_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedToday:
    """How many checks of this office day ended well, and how many did not."""

    passed: int = 0
    failed: int = 0


class QualityService:
    """Acts of the quality check."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def waiting(self) -> tuple[QualityRow, ...]:
        """Printed booklets that nobody checked yet: those who travel soonest first, then the oldest."""
        with self._workplace.reading() as view:
            rows = _rows(view, Application.state == ApplicationState.PRINTED)
        return tuple(sorted(rows, key=lambda row: (row.departs_at is None, row.departs_at or row.since, row.since)))

    def begun(self) -> bool:
        """Whether any booklet was ever printed here."""
        with self._workplace.reading() as view:
            return view.session.scalar(select(PrintAttempt.id).limit(1)) is not None

    def today(self) -> CheckedToday:
        """What the checks came to since the office's midnight."""
        with self._workplace.reading() as view:
            midnight = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            ended = select(QualityCheck.passed).where(QualityCheck.at >= midnight)
            found = view.session.scalars(ended).all()
        return CheckedToday(found.count(True), found.count(False))

    def disturbed(self) -> tuple[LaterStage, ...]:
        """Service types whose quality check is stopped or flaky."""
        with self._workplace.reading() as view:
            return tuple(each for each in later_stages(view) if each.stage == CHECK)

    def to_shelve(self) -> tuple[QualityRow, ...]:
        """Passed booklets that were not placed on the shelf yet, by slot."""
        with self._workplace.reading() as view:
            rows = _rows(view, Application.state == ApplicationState.PASSED)
        return tuple(sorted(rows, key=lambda row: row.slot))

    def look_up(self, code: str) -> QualityRow:
        """The booklet behind a scanned serial or application number.

        Raises:
            RuleViolationError: it is not at quality check; the sentence says where it is.
        """
        text = numbers.strip_separators(code).upper()
        with self._workplace.reading() as view:
            # Two questions, each answered by its index; as one with "or" it reads every application.
            application_id = view.session.scalar(select(Application.id).where(Application.number == text))
            if application_id is None:
                application_id = view.session.scalar(
                    select(Application.id)
                    .join(Booklet, Booklet.id == Application.booklet_id)
                    .where(Booklet.serial == text)
                )
            if application_id is None:
                raise RuleViolationError(
                    _("{code} belongs to no application here.").format(code=code),
                    _("Scan the booklet's serial again."),
                )
            return _rows(view, Application.id == application_id)[0]

    def passes(
        self, actor: Actor, application_id: int, checked: Sequence[str], operation_id: str, slot: str = ""
    ) -> str:
        """The booklet is good: it gets its shelf slot, by the shelf's rule or the one named.

        Args:
            checked: codes of the checklist's ticked items; all that apply are needed.

        Returns:
            the shelf slot.

        Raises:
            RuleViolationError: not all is checked, its MRZ stands against it, the same person printed it without an
                order that allows that, or the slot named is unknown or taken.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            details = _refuse_own(work, application)
            refuse_stopped(work, application.service, CHECK)
            _refuse_unchecked(work, application.service, checked)
            scan = refuse_mrz(work, booklet)
            if scan is not None:
                details["mrz"] = "overruled" if scan.overruled_at is not None else "agrees"
            application.shelf_slot = _slot(work, application, slot)
            move_application(
                work, application, Act.PASS_CHECK, serial=booklet.serial, slot=application.shelf_slot, **details
            )
            _keep(work, application, booklet, list(checked), "")
            return {"slot": application.shelf_slot}

        return str(self._workplace.perform("pass_check", actor, operation_id, do)["slot"])

    def fails(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> Failure:
        """The booklet is spoiled; the application waits for printing again, at its old place.

        Returns:
            what follows: the next step, and whether the reprint waits for an approval or the trip is at risk.

        Raises:
            RuleViolationError: the reason is not in the office's list, or the same person printed it.
        """

        def do(work: Work) -> Answer:
            work.settings.reason("check", reason)
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            _refuse_own(work, application)
            before = trips_at_risk(work, application)
            move_booklet(work, booklet, Act.FAIL_CHECK, reason=reason)
            move_application(work, application, Act.FAIL_CHECK, serial=booklet.serial, reason=reason)
            _keep(work, application, booklet, [], reason)
            application.booklet_id = None
            drop_claim(application)
            return to_answer(after_failure(work, application, "check", reason, before))

        return from_answer(self._workplace.perform("fail_check", actor, operation_id, do))

    def shelve(self, actor: Actor, application_id: int, operation_id: str, slot: str = "") -> str:
        """The booklet lies on the shelf now, in the slot it was given or in the one named.

        Returns:
            the slot.

        Raises:
            RuleViolationError: it has not passed, the slot is unknown or taken, or it goes to the counter by a list.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            refuse_without_list(work, application, booklet)
            if slot:
                application.shelf_slot = _slot(work, application, slot)
            move_booklet(work, booklet, Act.SHELVE, slot=application.shelf_slot)
            move_application(work, application, Act.SHELVE, slot=application.shelf_slot)
            return {"slot": application.shelf_slot}

        return str(self._workplace.perform("shelve", actor, operation_id, do)["slot"])


def _refuse_own(work: Work, application: Application) -> dict[str, str]:
    """Who printed a booklet does not pass it (ICAO Doc 9303 part 2: no one person does the whole process).

    Returns:
        the number of the order that allows it, where one is made use of, for the ledger.
    """
    if not work.settings.service(application.service).two_person_quality:
        return {}
    printer = work.session.scalar(
        select(PrintAttempt.operator)
        .where(PrintAttempt.application_id == application.id, PrintAttempt.outcome == "printed")
        .order_by(PrintAttempt.id.desc())
        .limit(1)
    )
    if printer != work.actor.user:
        return {}
    order = order_in_force(work, application.service)
    if order is None:
        raise RuleViolationError(
            _("You printed this booklet yourself, so another person checks it."),
            _("Let a colleague sign in for the quality check."),
        )
    return {"order": order.number}


def _slot(work: Work, application: Application, wanted: str) -> str:
    """The slot named, or the one of the shelf's rule; other desks wait until this act is done."""
    lock_shelf(work.session)
    if wanted:
        return require_free(work.session, work.settings.pickup, wanted, application.id)
    return free_slot(work, application)


def _refuse_unchecked(work: Work, service: str, checked: Sequence[str]) -> None:
    electronic = work.settings.service(service).electronic
    needed = [item for item in work.settings.checklist if electronic or not item.electronic_only]
    missing = [item.label.text(active().lang) for item in needed if item.code not in checked]
    if missing:
        raise RuleViolationError(
            _("Not everything is checked yet: {items}.").format(items=", ".join(missing)),
            _("Look at each point and tick it, or fail the booklet."),
        )


def _keep(work: Work, application: Application, booklet: Booklet, checked: list[str], reason: str) -> None:
    work.session.add(
        QualityCheck(
            application_id=application.id, booklet_id=booklet.id, checker=work.actor.user, at=work.now,
            passed=not reason, reason=reason or None, checked=checked,
        )
    )  # fmt: skip


def _rows(view: View, condition: object) -> tuple[QualityRow, ...]:
    # Looked up for each row by itself: grouped as a whole, every attempt ever made would be read.
    latest = (
        select(func.max(PrintAttempt.id))
        .where(PrintAttempt.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    rows = view.session.execute(
        select(Application, Booklet.serial, PrintAttempt)
        .outerjoin(Booklet, Booklet.id == Application.booklet_id)
        .outerjoin(PrintAttempt, PrintAttempt.id == latest)
        .where(condition)  # type: ignore[arg-type]
    )
    known = names(view.session)
    return tuple(_row(view, row, serial, attempt, known) for row, serial, attempt in rows)


def _row(
    view: View, row: Application, serial: str | None, attempt: PrintAttempt | None, known: dict[str, str]
) -> QualityRow:
    zone = view.office.zone
    login = attempt.operator if attempt else ""
    mrz, against = scan_word(view, row.booklet_id) if row.booklet_id else ("", ())
    return QualityRow(
        row.id, row.number, row.name, row.birth_date.isoformat() if row.birth_date else "", row.sex or "",
        row.service, serial or "", row.state, known.get(login, login), login, attempt.station if attempt else "",
        row.shelf_slot or "", row.departs_at.astimezone(zone) if row.departs_at else None, row.departs_has_time,
        row.group_name or "", row.state_since.astimezone(zone), attempt.attempt if attempt else 0, mrz, against,
    )  # fmt: skip
