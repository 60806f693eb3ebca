"""Whether somebody did something to a thing since an act that is now to be taken back, or done again.

Taking an act back late must not take away what another desk wrote after it. Who takes back names the operations that
were its own; the ledger tells whether the newest entry of the acts that matter is one of them.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language
from printdesk.models.tables import LedgerEntry, Person


@dataclass(frozen=True, slots=True)
class Since:
    """What must not have happened since.

    Attributes:
        kind, object_ids: the things, as the ledger names them.
        acts: names of the acts that would have changed the same.
        operations: ids of one's own operations; their entries count for nothing.
    """

    kind: str
    object_ids: tuple[str, ...]
    acts: tuple[str, ...]
    operations: tuple[str, ...]


def refuse_changed(session: Session, since: Since, zone: ZoneInfo) -> None:
    """The newest of these acts is one's own, for each of the things.

    Called when the act has locked what it changes, so that nobody comes between.

    Raises:
        RuleViolationError: somebody did one of them since; who and when is said.
    """
    for object_id in since.object_ids:
        _refuse_one(session, since, object_id, zone)


def _refuse_one(session: Session, since: Since, object_id: str, zone: ZoneInfo) -> None:
    newest = session.execute(
        select(LedgerEntry.operation_id, LedgerEntry.at, Person.name, LedgerEntry.user)
        .join(Person, Person.login == LedgerEntry.user, isouter=True)
        .where(
            LedgerEntry.object_kind == since.kind, LedgerEntry.object_id == object_id, LedgerEntry.act.in_(since.acts)
        )
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    ).one_or_none()  # fmt: skip
    if newest is None or newest[0] in since.operations:
        return
    at: datetime = newest[1]
    raise RuleViolationError(
        _("{who} has changed this since, {moment}.").format(
            who=newest[2] or newest[3], moment=dates.moment_short(at.astimezone(zone), language())
        ),
        _("Look at what holds now, and change that instead."),
    )
