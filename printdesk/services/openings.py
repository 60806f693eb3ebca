"""Who opened whose card: one entry in the ledger for each person and viewing."""

from datetime import timedelta

from sqlalchemy import func, select

from printdesk.models.tables import LedgerEntry
from printdesk.services.cards import existing
from printdesk.services.work import Actor, Answer, Work, Workplace, new_operation_id

OPEN_CARD = "open_card"
SAME_VIEWING = timedelta(minutes=10)
"""Opened again by the same person within this time, it is still the same viewing."""


class OpeningsService:
    """Notes that a card was opened."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def note(self, actor: Actor, application_id: int) -> bool:
        """Write the opening into the ledger unless it is still the same viewing; whether it was written.

        Raises:
            RuleViolationError: there is no such application.
        """
        with self._workplace.reading() as view:
            existing(view.session, application_id)
            last = view.session.scalar(
                select(func.max(LedgerEntry.at)).where(
                    LedgerEntry.object_kind == "application", LedgerEntry.object_id == str(application_id),
                    LedgerEntry.act == OPEN_CARD, LedgerEntry.user == actor.user,
                )
            )  # fmt: skip
            if last is not None and view.now - last < SAME_VIEWING:
                return False

        def do(work: Work) -> Answer:
            work.record(OPEN_CARD, "application", application_id)
            return {}

        self._workplace.perform(OPEN_CARD, actor, new_operation_id(), do)
        return True
