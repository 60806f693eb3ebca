"""Raises by hand: one officer asks with a reason, a supervisor decides, and all see beforehand whom it delays.

A raise puts an application into a more urgent class until it expires. Nothing is written to the application itself:
when the raise ends or is withdrawn, the plan is again what it was, and so are both dates.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, RaiseRequest
from printdesk.services.moves import application_for_update
from printdesk.services.plan_moves import MovePreview, preview
from printdesk.services.plan_subject import NOT_PRINTED, refuse_not_waiting, require_planned
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.precedence import in_force
from printdesk.services.proof_acts import refuse_unknown_proof
from printdesk.services.raise_views import OfficerRaises, RaiseView, by_officer, raise_views
from printdesk.services.second_person import (
    APPROVED,
    OPEN,
    REFUSED,
    WITHDRAWN,
    ensure_other,
    is_supervisor,
    reason_mark,
    stated_reason,
)
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["DAYS", "ClassChoice", "MovePreview", "OfficerRaises", "RaiseView", "RaisesService"]

DAYS = 3
"""Working days for which a raise holds when nobody says otherwise."""
LONGEST = 30


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class to which an application can be raised.

    Attributes:
        rank: 1 is most urgent.
    """

    code: str
    rank: int
    label: str


class RaisesService:
    """Asks for raises, decides on them, and shows what they do."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def preview(self, application_id: int, to_class: str) -> MovePreview:
        """What a raise to this class would do to the plan; nothing is written.

        Raises:
            RuleViolationError: it does not wait for printing, or is as urgent as that already.
        """
        with self._workplace.reading() as view:
            before = make_plan(view)
            require_planned(view, before, application_id)
            _refuse_no_raise(before, application_id, to_class)
            after = make_plan(view, precedence=in_force(view).with_raise(application_id, to_class))
            return preview(application_id, before, after)

    def choices(self, application_id: int, lang: str) -> tuple[ClassChoice, ...]:
        """The classes more urgent than its present one, the most urgent first; labels for a reader of `lang`."""
        with self._workplace.reading() as view:
            plan = make_plan(view)
            require_planned(view, plan, application_id)
            rank = plan.row(application_id).class_rank
            classes = view.settings.order.classes[: rank - 1]
            return tuple(ClassChoice(each.code, n, each.label.text(lang)) for n, each in enumerate(classes, 1))

    def likely(self, application_id: int, *, proof: str = "") -> str:
        """Code of the mildest class that would bring it in time; of the most urgent one where none would.

        Of one that is in time by itself: the class of the proof, else the next more urgent one.

        Args:
            proof: code of a proof that comes with the request, or "".

        Raises:
            RuleViolationError: it does not wait for printing, or is in the most urgent class already.
        """
        with self._workplace.reading() as view:
            plan = make_plan(view)
            require_planned(view, plan, application_id)
            row = plan.row(application_id)
            classes = view.settings.order.classes[: row.class_rank - 1]
            if not classes:
                raise RuleViolationError(
                    _("This application is in the most urgent class already."), _("A raise cannot do more for it.")
                )
            if not row.at_risk:
                proven = (each.code for each in reversed(classes) if proof in each.proofs)
                return next(proven, classes[-1].code)
            return next((each.code for each in reversed(classes) if _saves(view, application_id, each.code)),
                        classes[0].code)  # fmt: skip

    def ask(self, actor: Actor, application_id: int, reason: str, operation_id: str, *, proof: str = "") -> int:
        """Ask for a raise; a supervisor decides.

        Args:
            proof: code of a proof that the actor saw, or "".

        Returns:
            the raise's id.

        Raises:
            RuleViolationError: no reason is given, the application does not wait for printing, or somebody asked
                for it already.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            refuse_unknown_proof(proof)
            application = application_for_update(work.session, application_id)
            refuse_not_waiting(application)
            _refuse_asked(work, application_id)
            row = RaiseRequest(
                application_id=application_id, reason=said, proof=proof or None, asked_by=actor.user,
                asked_at=work.now, state=OPEN,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            details = {"raise": row.id, "reason_sha256": reason_mark(said), "proof": proof}
            work.record("ask_raise", "application", application_id, **details)
            return {"id": row.id}

        return int(self._workplace.perform("ask_raise", actor, operation_id, do)["id"])

    def approve(
        self, actor: Actor, raise_id: int, to_class: str, operation_id: str, *, days: int = DAYS, note: str = ""
    ) -> RaiseView:
        """Approve a raise to a class that the approver chooses.

        Args:
            days: working days after which it expires, at the office's close.

        Raises:
            RuleViolationError: the actor asked for it or is no supervisor, it is decided already, the application
                is as urgent as that by itself or does not wait any more, or `days` is out of range.
        """

        # Planned before the act, so that nobody waits for it while the database is locked; the plan itself never
        # lets a raise make anybody less urgent, whatever changes in between.
        self._refuse_no_raise(raise_id, to_class)

        def do(work: Work) -> Answer:
            row = _open(work, raise_id)
            ensure_other(work, row.asked_by)
            application = application_for_update(work.session, row.application_id)
            refuse_not_waiting(application)
            row.state, row.class_code, row.note = APPROVED, to_class, note.strip() or None
            row.decided_by, row.decided_at, row.expires_at = actor.user, work.now, _expiry(work, days)
            work.record(
                "approve_raise", "application", application.id, **{"raise": row.id}, to=to_class,
                until=row.expires_at.isoformat(), asked_by=row.asked_by,
            )  # fmt: skip
            return {"id": row.id}

        self._workplace.perform("approve_raise", actor, operation_id, do)
        return self._one(raise_id)

    def refuse(self, actor: Actor, raise_id: int, note: str, operation_id: str) -> None:
        """Say no to a raise, with a reason.

        Raises:
            RuleViolationError: the actor asked for it or is no supervisor, or it is decided already.
        """

        def do(work: Work) -> Answer:
            row = _open(work, raise_id)
            ensure_other(work, row.asked_by)
            row.state, row.note = REFUSED, stated_reason(note)
            row.decided_by, row.decided_at = actor.user, work.now
            details = {"raise": row.id, "note_sha256": reason_mark(row.note)}
            work.record("refuse_raise", "application", row.application_id, **details)
            return {}

        self._workplace.perform("refuse_raise", actor, operation_id, do)

    def withdraw(self, actor: Actor, raise_id: int, operation_id: str) -> None:
        """Take a raise back, asked for or approved: the plan is again what it would be without it.

        Raises:
            RuleViolationError: it is over already, or the actor neither asked for it, nor approved it, nor is a
                supervisor.
        """

        def do(work: Work) -> Answer:
            row = _locked(work, raise_id)
            if row.state not in (OPEN, APPROVED) or (row.expires_at is not None and row.expires_at <= work.now):
                raise RuleViolationError(_("This raise is over already."), _("Read the list anew."))
            if actor.user not in (row.asked_by, row.decided_by) and not is_supervisor(work):
                raise RuleViolationError(
                    _("Only who asked for a raise, or a supervisor, takes it back."), _("Ask one of them.")
                )
            row.state, row.withdrawn_by, row.withdrawn_at = WITHDRAWN, actor.user, work.now
            work.record("withdraw_raise", "application", row.application_id, **{"raise": row.id})
            return {}

        self._workplace.perform("withdraw_raise", actor, operation_id, do)

    def open_requests(self) -> tuple[RaiseView, ...]:
        """Raises that wait for a supervisor, the oldest first; those printed meanwhile are left out."""
        waits = (RaiseRequest.state == OPEN) & Application.state.in_(NOT_PRINTED)
        with self._workplace.reading() as view:
            return raise_views(view, waits)

    def live(self) -> tuple[RaiseView, ...]:
        """Raises that hold now for applications that are not printed yet, the oldest first."""
        with self._workplace.reading() as view:
            holds = (RaiseRequest.state == APPROVED) & (RaiseRequest.expires_at > view.now)
            return raise_views(view, holds & Application.state.in_(NOT_PRINTED))

    def of(self, application_id: int) -> tuple[RaiseView, ...]:
        """All raises of one application, the oldest first."""
        with self._workplace.reading() as view:
            return raise_views(view, RaiseRequest.application_id == application_id)

    def between(self, first: datetime, last: datetime) -> tuple[RaiseView, ...]:
        """All raises that were asked for from `first` until before `last`, the oldest first."""
        asked = (RaiseRequest.asked_at >= first) & (RaiseRequest.asked_at < last)
        with self._workplace.reading() as view:
            return raise_views(view, asked)

    def by_officer(self, first: datetime, last: datetime) -> tuple[OfficerRaises, ...]:
        """Who asked for how many raises from `first` until before `last`; who asked for most first."""
        return by_officer(self.between(first, last))

    def _refuse_no_raise(self, raise_id: int, to_class: str) -> None:
        with self._workplace.reading() as view:
            row = view.session.get(RaiseRequest, raise_id)
            if row is not None and row.state == OPEN:
                _refuse_no_raise(make_plan(view), row.application_id, to_class)

    def _one(self, raise_id: int) -> RaiseView:
        with self._workplace.reading() as view:
            return raise_views(view, RaiseRequest.id == raise_id)[0]


def _saves(view: View, application_id: int, to_class: str) -> bool:
    after = make_plan(view, precedence=in_force(view).with_raise(application_id, to_class))
    return not after.row(application_id).at_risk


def _refuse_no_raise(plan: PlanView, application_id: int, to_class: str) -> None:
    """The class is on the office's list, and more urgent than the present one of an application in the plan."""
    ranks = {each.code: rank for rank, each in enumerate(plan.settings.order.classes, 1)}
    if to_class not in ranks:
        raise RuleViolationError(
            _("There is no class “{code}”.").format(code=to_class),
            _("Known: {known}.").format(known=", ".join(ranks)),
        )
    if application_id in plan.facts and ranks[to_class] >= plan.row(application_id).class_rank:
        raise RuleViolationError(
            _("This application is as urgent as that already."), _("Choose a more urgent class, or leave it.")
        )


def _refuse_asked(work: Work, application_id: int) -> None:
    asked = select(RaiseRequest.id).where(RaiseRequest.application_id == application_id, RaiseRequest.state == OPEN)
    if work.session.scalar(asked) is not None:
        raise RuleViolationError(
            _("A raise of this application was asked for already."), _("Wait for the supervisor's answer.")
        )


def _locked(work: Work, raise_id: int) -> RaiseRequest:
    row = work.session.get(RaiseRequest, raise_id, with_for_update=True)
    if row is None:
        raise RuleViolationError(_("There is no such raise."), _("Read the list anew."))
    return row


def _open(work: Work, raise_id: int) -> RaiseRequest:
    row = _locked(work, raise_id)
    if row.state != OPEN:
        raise RuleViolationError(_("This raise was decided already."), _("Read the list anew."))
    return row


def _expiry(work: Work, days: int) -> datetime:
    """The office's close on the `days`-th working day after today."""
    if not 1 <= days <= LONGEST:
        raise RuleViolationError(
            _("A raise cannot hold for {days} working days.").format(days=days),
            _("Give 1 to {limit} working days.").format(limit=LONGEST),
        )
    office = work.office.office_hours
    day = office.add_open_days(office.local(work.now).date(), days)
    return office.close_of(day) or office.start_of(day)
