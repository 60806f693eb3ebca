"""How long data are kept, and erasing those whose time has passed: a dry run first, then an act.

Two classes. Personal data go a number of months after the hand-over, the posting or the cancelling. Ledger, stock and
papers stay for years, and longer: nothing in the ledger is ever taken out, because each entry proves the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from printdesk.domain import numbers
from printdesk.domain.retention import months_before, rule_on
from printdesk.domain.settings_safety import RetentionRule
from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import number
from printdesk.models.rewriting import rewrite
from printdesk.models.safety import BackupRun, Erasure
from printdesk.models.tables import Application, LedgerEntry
from printdesk.services import erasing
from printdesk.services.backup_status import GOOD
from printdesk.services.second_person import countersigned, known_person
from printdesk.services.work import Actor, Answer, View, Work, Workplace

ENDED = (
    ApplicationState.COLLECTED, ApplicationState.POSTED, ApplicationState.CANCELLED, ApplicationState.LAPSED,
)  # fmt: skip
"""Cases that are over: their personal data may go when the time has passed."""

_AT_ONCE = 10_000
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Expired:
    """An application whose personal data are past their time, called by its number alone."""

    application_id: int
    number: str
    state: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What a run would do now; moments in the office's zone.

    Attributes:
        rule: the one in force. before: personal data of cases that ended before this day go.
        count: how many applications. rows: the first of them, the oldest first.
        erased: how many were erased so far. backups: how many of the backups that are kept were made before the last
            of these, so that they still hold what was erased.
        oldest: of the ledger. archive_before: entries older than this are past the second class's time; they stay all
            the same.
    """

    rule: RetentionRule
    before: date
    count: int
    rows: tuple[Expired, ...]
    erased: int
    backups: int
    oldest: datetime | None
    archive_before: date
    archive_count: int


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasing did.

    Attributes:
        count: how many cases. clean: nothing of it is left in the file; else the next erasing writes that anew.
    """

    count: int
    clean: bool


def backups_text(count: int) -> str:
    """That older backups still hold what was erased."""
    return plural(
        "{count} backup from before the last erasing still holds those data until newer ones take its place; "
        "restoring it erases them again.",
        "{count} backups from before the last erasing still hold those data until newer ones take their place; "
        "restoring one erases them again.", count,
    ).format(count=number(count, language()))  # fmt: skip


def not_clean_text() -> str:
    """That the file could not be written anew after an erasing."""
    return _(
        "Traces may still lie in unused parts of the database file, as it could not be written anew just now; "
        "the next erasing does it."
    )


class RetentionService:
    """Tells what is past its time, and erases it."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def preview(self) -> RetentionView:
        """The dry run: what would be erased now; nothing changes."""
        with self._workplace.reading() as view:
            return _preview(view)

    def erase_due(self, actor: Actor, second: str, expected: int, operation_id: str) -> Erased:
        """Erase the personal data of every case that is past its time, at most some thousands at once.

        Args:
            second: login of the person who looked at the dry run too.
            expected: how many the dry run said; another number by now is refused, so that nobody erases blindly.

        Raises:
            RuleViolationError: the number is another one by now, or nobody else stands by.
        """

        def do(work: Work) -> Answer:
            _second(work, second)
            view = View(work.session, work.now, work.office)
            found = _preview(view)
            if found.count != expected:
                raise RuleViolationError(
                    _("The number of cases past their time is {count} by now, not {expected}.").format(
                        count=found.count, expected=expected
                    ),
                    _("Look at the list again; nothing was erased."),
                )
            ids = work.session.scalars(_due_ids(view, found.before).limit(_AT_ONCE)).all()
            count = erasing.erase(work, ids, erasing.PERIOD)
            erasing.tidy(work.session)
            return {"count": count}

        return self._carried_out(actor, operation_id, do)

    def erase(self, actor: Actor, number: str, second: str, operation_id: str) -> Erased:
        """Erase one person's data because that person asked for it, when the case is over.

        Raises:
            RuleViolationError: there is no such application, its case is not over, or nobody else stands by.
        """

        def do(work: Work) -> Answer:
            _second(work, second)
            row = work.session.scalar(
                select(Application).where(Application.number == numbers.strip_separators(number))
            )
            if row is None:
                raise RuleViolationError(
                    _("There is no application {number} here.").format(number=number),
                    _("Give the 16 digits of its number."),
                )
            if row.state not in ENDED:
                raise RuleViolationError(
                    _("Application {number} is {state}: its data are needed until the case is over.").format(
                        number=row.number, state=application_state_text(row.state)
                    ),
                    _("Cancel the case first, or erase it after the hand-over."),
                )
            count = erasing.erase(work, [row.id], erasing.ASKED)
            erasing.tidy(work.session)
            return {"count": count}

        return self._carried_out(actor, operation_id, do)

    def _carried_out(self, actor: Actor, operation_id: str, do: Callable[[Work], Answer]) -> Erased:
        """The act, and then the file without what was erased: that cannot be done in the act's transaction."""
        count = int(self._workplace.perform("erase_personal", actor, operation_id, do)["count"])
        return Erased(count, rewrite(self._workplace.database))

    def erased_on(self, application_id: int) -> datetime | None:
        """When an application's personal data were erased, in the office's zone; None where they were not."""
        with self._workplace.reading() as view:
            return erased_on(view, application_id)


def erased_on(view: View, application_id: int) -> datetime | None:
    """When an application's personal data were erased, in the office's zone; None where they were not."""
    row = view.session.get(Erasure, application_id)
    return row.at.astimezone(view.office.zone) if row is not None else None


def _second(work: Work, second: str) -> None:
    login = known_person(work, second)
    if login == work.actor.user:
        raise RuleViolationError(_("Erasing needs a second person."), _("Name somebody else who looked at the list."))
    countersigned(work, login)


def _preview(view: View) -> RetentionView:
    today = view.now.astimezone(view.office.zone).date()
    rule = rule_on(view.settings.retention.rules, today)
    before = months_before(today, rule.personal_months)
    ids = _due_ids(view, before)
    rows = view.session.execute(
        select(Application.id, Application.number, Application.state, Application.state_since)
        .where(Application.id.in_(ids.order_by(None)))
        .order_by(Application.state_since, Application.id)
        .limit(_LISTED)
    )
    archive = months_before(today, 12 * rule.record_years)
    zone = view.office.zone
    oldest = view.session.scalar(select(LedgerEntry.at).order_by(LedgerEntry.seq).limit(1))
    return RetentionView(
        rule, before, view.session.scalar(select(func.count()).select_from(ids.order_by(None).subquery())) or 0,
        tuple(Expired(key, number, state, since.astimezone(zone)) for key, number, state, since in rows),
        view.session.scalar(select(func.count()).select_from(Erasure)) or 0, _backups_before(view),
        oldest.astimezone(zone) if oldest else None, archive,
        view.session.scalar(
            select(func.count()).select_from(LedgerEntry).where(LedgerEntry.at < _start(view, archive))
        ) or 0,
    )  # fmt: skip


def _backups_before(view: View) -> int:
    last = select(func.max(Erasure.at)).scalar_subquery()
    found = select(func.count()).where(
        BackupRun.state == GOOD, BackupRun.dropped_at.is_(None), BackupRun.started_at < last
    )
    return view.session.scalar(found) or 0


def _due_ids(view: View, before: date) -> Select[int]:
    return (
        select(Application.id)
        .where(
            Application.state.in_(ENDED),
            Application.state_since < _start(view, before),
            Application.id.not_in(select(Erasure.application_id)),
        )
        .order_by(Application.state_since, Application.id)
    )


def _start(view: View, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=view.office.zone)
