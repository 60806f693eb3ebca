"""Who may restore: two people, the second by their own sign-in where people have passwords."""

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.services.second_person import countersigned, known_person
from printdesk.services.work import Actor, Answer, Work, Workplace


def ensure_two_people(workplace: Workplace, actor: Actor, second: str, operation_id: str) -> None:
    """The actor may restore, and a second person stands by; noted in the ledger that is about to be replaced.

    Raises:
        RuleViolationError: they may not, nobody else is named, or the sign-in of the second person is missing.
    """

    def do(work: Work) -> Answer:
        login = known_person(work, second)
        if login == work.actor.user:
            raise RuleViolationError(_("A restore needs a second person."), _("Name somebody else who stands by."))
        countersigned(work, login)
        work.record("begin_restore", "database", "1", second=login)
        return {}

    workplace.perform("restore", actor, operation_id, do)
