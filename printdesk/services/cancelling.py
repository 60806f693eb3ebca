"""Cancelling uncollected passports: a batch that one person proposes after a dry run and a supervisor decides on.

A cancelled booklet leaves the shelf for the quarantine, from where two people release it to the spoiled ones and
their destruction; until it stands on minutes, everything can be taken back. Source: Permenkumham 8/2014 article 30.
"""

from collections.abc import Sequence

from sqlalchemy import func, select

from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.states import Act, ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.destruction import MinutesLine, Quarantine
from printdesk.models.tables import Application, Booklet
from printdesk.models.uncollected import CancelBatch, CancelRow
from printdesk.services import papers
from printdesk.services.cancel_cases import CancelCase, candidates, judge
from printdesk.services.cancel_letters import draw_letters, number_letters
from printdesk.services.cancel_views import KEPT, LAPSED, UNDONE, BatchView, batch_views, can_come_back
from printdesk.services.collection_facts import Collection, collections
from printdesk.services.moves import application_for_update, bound_booklet, move_application, move_booklet
from printdesk.services.quarantine import put_aside
from printdesk.services.second_person import (
    APPROVED,
    OPEN,
    REFUSED,
    WITHDRAWN,
    ensure_other,
    ensure_supervisor,
    reason_mark,
    stated_reason,
)
from printdesk.services.shelf import free_slot, lock_shelf
from printdesk.services.work import Actor, Answer, Work, Workplace

LARGEST_BATCH = 500


class CancellingService:
    """The dry run, the batches, the letters."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def dry_run(self) -> tuple[CancelCase, ...]:
        """Everybody whose month is over by the plain calendar, with what keeps them; nothing is changed."""
        with self._workplace.reading() as view:
            return candidates(view)

    def waiting(self) -> int:
        """How many batches wait for a supervisor."""
        with self._workplace.reading() as view:
            count = select(func.count()).select_from(CancelBatch).where(CancelBatch.state == OPEN)
            return view.session.scalar(count) or 0

    def batches(self) -> tuple[BatchView, ...]:
        """All batches, the newest first."""
        with self._workplace.reading() as view:
            return batch_views(view)

    def ask(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> str:
        """Propose to cancel these; a supervisor decides.

        Returns:
            the batch's number.

        Raises:
            RuleViolationError: nobody is chosen, or one of them may not be cancelled; nothing is changed.
        """

        def do(work: Work) -> Answer:
            wanted = sorted(set(application_ids))
            if not 0 < len(wanted) <= LARGEST_BATCH:
                raise RuleViolationError(
                    _("A batch holds 1 to {limit} applications.").format(limit=LARGEST_BATCH), _("Choose them anew.")
                )
            rows = [application_for_update(work.session, key) for key in wanted]
            cases = judge(work, rows, collections(work, rows))
            _refuse_kept(cases)
            batch = CancelBatch(
                number=papers.next_number(work, codes.CANCEL_BATCH), asked_at=work.now, asked_by=work.actor.user,
                state=OPEN,
            )  # fmt: skip
            work.session.add(batch)
            work.session.flush()
            for row, case in zip(rows, cases, strict=True):
                work.session.add(_new_row(batch, row, case.collection))
                work.record("ask_lapse", "application", row.id, number=batch.number)
            return {"number": batch.number}

        return str(self._workplace.perform("ask_lapse", actor, operation_id, do)["number"])

    def approve(self, actor: Actor, number: str, operation_id: str) -> BatchView:
        """A supervisor who did not propose it confirms: each is judged once more, and cancelled or kept.

        Raises:
            RuleViolationError: the actor is no supervisor or proposed it, or the batch is decided already.
        """

        def do(work: Work) -> Answer:
            batch = _open_batch(work, number)
            ensure_other(work, batch.asked_by)
            lines = _lines(work, batch)
            rows = [application_for_update(work.session, line.application_id) for line in lines]
            cases = judge(work, rows, collections(work, rows), batch.id)
            for line, row, case in zip(lines, rows, cases, strict=True):
                _decide(work, batch, line, row, case)
            _close(work, batch, APPROVED)
            return {"number": batch.number}

        self._workplace.perform("lapse", actor, operation_id, do)
        return self.batch(number)

    def refuse(self, actor: Actor, number: str, operation_id: str) -> None:
        """A supervisor refuses a batch, or the one who proposed it takes it back; nobody is cancelled.

        Raises:
            RuleViolationError: the actor is neither, or the batch is decided already.
        """

        def do(work: Work) -> Answer:
            batch = _open_batch(work, number)
            own = work.actor.user == batch.asked_by
            if not own:
                ensure_supervisor(work)
            for line in _lines(work, batch):
                line.outcome = KEPT
                work.record("keep_lapse", "application", line.application_id, number=batch.number)
            _close(work, batch, WITHDRAWN if own else REFUSED)
            return {}

        self._workplace.perform("refuse_lapse", actor, operation_id, do)

    def undo(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> str:
        """A supervisor takes a cancelling back, as long as the booklet stands on no minutes: it lies ready again.

        Returns:
            the shelf slot that it gets.

        Raises:
            RuleViolationError: the actor is no supervisor, no reason is given, it was not cancelled, or its booklet
                is on its way to be destroyed.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            application = application_for_update(work.session, application_id)
            line = work.session.scalar(
                select(CancelRow).where(CancelRow.application_id == application_id, CancelRow.outcome == LAPSED)
            )
            if line is None or application.state != ApplicationState.LAPSED:
                raise RuleViolationError(_("This application was not cancelled."), _("Nothing was changed."))
            _back_on_shelf(work, application, line, said)
            return {"slot": application.shelf_slot}

        return str(self._workplace.perform("undo_lapse", actor, operation_id, do)["slot"])

    def letters(self, actor: Actor, application_ids: Sequence[int], reader: Catalogue, operation_id: str) -> Document:
        """One letter a person as a draft: that it was cancelled, or the last call where it lies ready.

        Args:
            reader: the language of the receivers.

        Raises:
            RuleViolationError: nobody is named, or one is neither cancelled nor lies ready.
        """

        def do(work: Work) -> Answer:
            return {"letters": number_letters(work, application_ids)}

        made = self._workplace.perform("make_letters", actor, operation_id, do)["letters"]
        with self._workplace.reading() as view:
            return draw_letters(view, made, reader, actor, demo=self._workplace.clock.is_demo)

    def batch(self, number: str) -> BatchView:
        """One batch.

        Raises:
            RuleViolationError: there is none with that number.
        """
        with self._workplace.reading() as view:
            for one in batch_views(view):
                if one.number == number.strip().upper():
                    return one
        raise _no_batch(number)


def _new_row(batch: CancelBatch, row: Application, known: Collection) -> CancelRow:
    if known.announced is None or known.last_day is None or row.booklet_id is None:
        msg = "an application that may be cancelled was announced and has a booklet"
        raise AssertionError(msg)
    return CancelRow(
        batch_id=batch.id, application_id=row.id, booklet_id=row.booklet_id, slot=row.shelf_slot,
        issued_at=known.issued, announced_at=known.announced, announced_by=known.known_by, last_day=known.last_day,
        reminders=len(known.reminders), outcome=OPEN,
    )  # fmt: skip


def _decide(work: Work, batch: CancelBatch, line: CancelRow, row: Application, case: CancelCase) -> None:
    """Cancel one, or keep it where something happened since the batch was proposed."""
    if case.refused:
        line.outcome, line.kept_because = KEPT, case.refused
        work.record("keep_lapse", "application", row.id, number=batch.number)
        return
    booklet = bound_booklet(work.session, row)
    move_application(work, row, Act.LAPSE, number=batch.number, slot=row.shelf_slot, serial=booklet.serial)
    put_aside(work, booklet, _("Not collected in time, {number}").format(number=batch.number), booklet.state, None)
    move_booklet(work, booklet, Act.QUARANTINE, application=row.id, number=batch.number)
    row.shelf_slot = row.booklet_id = None
    line.outcome = LAPSED


def _back_on_shelf(work: Work, application: Application, line: CancelRow, reason: str) -> None:
    booklet = work.session.get_one(Booklet, line.booklet_id, with_for_update=True)
    listed = set(work.session.scalars(select(MinutesLine.booklet_id).where(MinutesLine.booklet_id == booklet.id)))
    if not can_come_back(booklet, listed):
        raise RuleViolationError(
            _("Booklet {serial} is destroyed or stands on minutes already.").format(serial=booklet.serial),
            _("The applicant needs a new application; call the head of the office."),
        )
    aside = work.session.scalar(
        select(Quarantine).where(Quarantine.booklet_id == booklet.id, Quarantine.released_at.is_(None))
    )
    if aside is not None:
        aside.released_at, aside.released_by, aside.released_to = work.now, work.actor.user, BookletState.SHELVED
    lock_shelf(work.session)
    move_booklet(work, booklet, Act.UNDO_LAPSE, application=application.id)
    slot = free_slot(work, application)
    application.booklet_id, application.shelf_slot = booklet.id, slot
    move_application(
        work, application, Act.UNDO_LAPSE, slot=slot, reason_length=len(reason), reason_sha256=reason_mark(reason)
    )
    line.outcome, line.undone_at, line.undone_by, line.undone_reason = UNDONE, work.now, work.actor.user, reason


def _refuse_kept(cases: Sequence[CancelCase]) -> None:
    kept = next((case for case in cases if case.refused), None)
    if kept is not None:
        raise RuleViolationError(
            _("{number} may not be cancelled. {reason}").format(number=kept.number, reason=kept.refused),
            _("Take it off the batch; nothing was changed."),
        )


def _open_batch(work: Work, number: str) -> CancelBatch:
    batch = work.session.scalar(
        select(CancelBatch).where(CancelBatch.number == number.strip().upper()).with_for_update()
    )
    if batch is None:
        raise _no_batch(number)
    if batch.state != OPEN:
        raise RuleViolationError(
            _("Batch {number} is decided already.").format(number=batch.number), _("Read the list anew.")
        )
    return batch


def _no_batch(number: str) -> RuleViolationError:
    return RuleViolationError(
        _("There is no batch {number} of cancellations.").format(number=number.strip()), _("Read the list anew.")
    )


def _lines(work: Work, batch: CancelBatch) -> list[CancelRow]:
    return list(
        work.session.scalars(
            select(CancelRow).where(CancelRow.batch_id == batch.id).order_by(CancelRow.application_id)
        )
    )


def _close(work: Work, batch: CancelBatch, state: str) -> None:
    batch.state, batch.decided_at, batch.decided_by = state, work.now, work.actor.user
    work.record("decide_lapse", "cancel_batch", batch.number, state=state)
