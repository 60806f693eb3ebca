"""What lies at the counter uncollected: reminders, the office's switch that stops the month, and the lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.contacts import Contact
from printdesk.models.handing import PostList, PostRow
from printdesk.models.tables import Application, Pickup
from printdesk.models.uncollected import CollectSuspension, Reminder
from printdesk.services.collection_facts import Suspension, collections, suspensions
from printdesk.services.missing import MissingInHouse, missing_in_house
from printdesk.services.moves import application_for_update
from printdesk.services.office import names
from printdesk.services.pickup import ReadyRow, ready_rows
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

REACHED = ("told", "not_reached", "wrong_number", "message_sent")
"""What the contact log may say about reaching somebody, of the kinds that count here."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The newest entry of the contact log for one application; "" where there is none."""

    outcome: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class PostedRow:
    """An application whose booklet was sent by post.

    Attributes:
        list_number: of the list that the post signed, "" where it was sent without one. sent: when.
    """

    application_id: int
    number: str
    name: str
    service: str
    list_number: str
    tracking: str
    sent: datetime


@dataclass(frozen=True, slots=True)
class Uncollected:
    """The counter's lists as of `today`.

    Attributes:
        rows: what lies ready in the house, by slot. missing: printed, but missing or set aside.
        reached: by application id. months, expiring_days: the office's rule.
        suspension: the one that holds today, None when the month runs.
        last_out: when a booklet last left the shelf into somebody's hands, None before the first one.
    """

    today: date
    rows: tuple[ReadyRow, ...]
    posted: tuple[PostedRow, ...]
    missing: tuple[MissingInHouse, ...]
    reached: Mapping[int, Reached]
    suspension: Suspension | None
    months: int
    expiring_days: int
    last_out: datetime | None = None

    def waiting(self) -> tuple[ReadyRow, ...]:
        """Those who have time, or whose month has not begun or stands still, by slot."""
        return tuple(row for row in self.rows if row.last_day is None or row.last_day >= self.today)

    def expiring(self) -> tuple[ReadyRow, ...]:
        """Those in their last days, the last day first."""
        found = [row for row in self.rows if row.last_day is not None and 0 <= self.days_left(row) < self._window()]
        return tuple(sorted(found, key=_by_last_day))

    def past(self) -> tuple[ReadyRow, ...]:
        """Those past their last day, the longest first."""
        found = [row for row in self.rows if row.last_day is not None and row.last_day < self.today]
        return tuple(sorted(found, key=_by_last_day))

    def due(self) -> tuple[ReadyRow, ...]:
        """Those to remind today, the last day first."""
        return tuple(sorted((row for row in self.rows if row.collection.due is not None), key=_by_last_day))

    def untold(self) -> tuple[ReadyRow, ...]:
        """Those whose month has not begun, because nothing told them."""
        return tuple(row for row in self.rows if row.collection.announced is None)

    def days_left(self, row: ReadyRow) -> int:
        """Calendar days until the last day; below 0 once it is past."""
        return (row.last_day - self.today).days if row.last_day is not None else 0

    def _window(self) -> int:
        return self.expiring_days + 1 if self.expiring_days else 0


class UncollectedService:
    """Reminders, and the lists of what waits to be collected."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def lists(self) -> Uncollected:
        """Everything as of now."""
        with self._workplace.reading() as view:
            return lists(view)

    def suspensions(self) -> tuple[Suspension, ...]:
        """All suspensions of the month, the newest first."""
        with self._workplace.reading() as view:
            return suspensions(view)

    def remind(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> tuple[int, ...]:
        """Note that each of these got the reminder that is due for it today.

        Returns:
            those that were noted; one for which nothing is due any more (collected, or reminded at another desk) is
            left out.

        Raises:
            RuleViolationError: nobody is named, or nothing is due for any of them.
        """

        def do(work: Work) -> Answer:
            rows = [application_for_update(work.session, key) for key in sorted(set(application_ids))]
            known = collections(work, rows)
            done = [row for row in rows if row.state == ApplicationState.SHELVED and known[row.id].due is not None]
            if not done:
                raise RuleViolationError(
                    _("No reminder is due for them any more."), _("Read the list anew; nothing was changed.")
                )
            for row in done:
                day = known[row.id].due or 0
                work.session.add(Reminder(application_id=row.id, day=day, at=work.now, by=work.actor.user))
                work.session.add(_message(work, row))
                work.record("remind", "application", row.id, nth=day)
            return {"ids": [row.id for row in done]}

        return tuple(self._workplace.perform("remind", actor, operation_id, do)["ids"])

    def undo_reminders(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> int:
        """Take back the newest reminder noted today for each of these; they are due again.

        Raises:
            RuleViolationError: none was noted today.
        """

        def do(work: Work) -> Answer:
            today = work.now.astimezone(work.office.zone).date()
            found = [row for key in sorted(set(application_ids)) if (row := _newest(work, key, today)) is not None]
            if not found:
                raise RuleViolationError(_("No reminder of today is noted for them."), _("Nothing was changed."))
            for row in found:
                row.undone_at, row.undone_by = work.now, work.actor.user
                _take_message_back(work, row)
                work.record("undo_remind", "application", row.application_id, nth=row.day)
            return {"count": len(found)}

        return int(self._workplace.perform("undo_remind", actor, operation_id, do)["count"])

    def suspend(self, actor: Actor, first: date, until: date | None, reason: str, operation_id: str) -> None:
        """A supervisor stops the month for the whole office, from a day on: those days do not count.

        Args:
            until: its last day; None: until somebody ends it.

        Raises:
            RuleViolationError: the actor is no supervisor, no reason is given, the days are the wrong way round, or
                the month is suspended then already.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            _refuse_days(work, first, until)
            work.session.add(
                CollectSuspension(first=first, until=until, reason=said, made_at=work.now, made_by=work.actor.user)
            )
            work.session.flush()
            work.record(
                "suspend_uncollected", "office", "pickup", first=first.isoformat(),
                until=until.isoformat() if until else None, reason_sha256=reason_mark(said),
            )  # fmt: skip
            return {}

        self._workplace.perform("suspend_uncollected", actor, operation_id, do)

    def end_suspension(self, actor: Actor, suspension_id: int, operation_id: str) -> None:
        """A supervisor lets the month run again from today on; the days before stay uncounted.

        Raises:
            RuleViolationError: the actor is no supervisor, or it is over already.
        """

        def do(work: Work) -> Answer:
            row = work.session.get(CollectSuspension, suspension_id, with_for_update=True)
            today = work.now.astimezone(work.office.zone).date()
            if row is None or row.ended_at is not None or (row.until is not None and row.until < today):
                raise RuleViolationError(_("This suspension is over already."), _("Read the list anew."))
            row.ended_at, row.ended_by = work.now, work.actor.user
            work.record("end_suspension", "office", "pickup", first=row.first.isoformat())
            return {}

        self._workplace.perform("end_suspension", actor, operation_id, do)


def lists(view: View) -> Uncollected:
    """The counter's lists."""
    today = view.now.astimezone(view.office.zone).date()
    missing = missing_in_house(view)
    away = {one.application_id for one in missing}
    shelved = view.session.scalars(
        select(Application).where(Application.state == ApplicationState.SHELVED).order_by(Application.shelf_slot)
    )
    rows = ready_rows(view, [row for row in shelved if row.id not in away])
    pickup = view.settings.pickup
    return Uncollected(
        today, rows, posted(view), missing, reached(view),
        next((each for each in suspensions(view) if each.holds(today)), None),
        pickup.collect_within_months, pickup.expiring_days, _last_out(view),
    )  # fmt: skip


def _last_out(view: View) -> datetime | None:
    """By the register, read from its end: what was taken back does not count."""
    at = view.session.scalar(select(Pickup.at).where(Pickup.undone_at.is_(None)).order_by(Pickup.id.desc()).limit(1))
    return at.astimezone(view.office.zone) if at is not None else None


def posted(view: View) -> tuple[PostedRow, ...]:
    """What was sent by post and did not come back, the newest first."""
    zone = view.office.zone
    found = view.session.execute(
        select(Application, PostList.number, PostRow.tracking, PostList.sent_at)
        .outerjoin(PostRow, (PostRow.application_id == Application.id) & PostRow.back_at.is_(None))
        .outerjoin(PostList, PostList.id == PostRow.list_id)
        .where(Application.state == ApplicationState.POSTED)
        .order_by(Application.state_since.desc(), Application.number)
    )
    return tuple(
        PostedRow(
            row.id, row.number, row.name, row.service, number or "", tracking or "",
            (sent or row.state_since).astimezone(zone),
        )
        for row, number, tracking, sent in found
    )  # fmt: skip


def reached(view: View | Work) -> dict[int, Reached]:
    """The newest entry of the contact log for everybody whose booklet lies ready."""
    known, zone = names(view.session), view.office.zone
    rows = view.session.execute(
        select(Contact.application_id, Contact.outcome, Contact.at, Contact.by)
        .join(Application, Application.id == Contact.application_id)
        .where(
            Application.state == ApplicationState.SHELVED, Contact.outcome.in_(REACHED), Contact.undone_at.is_(None)
        )
        .order_by(Contact.at, Contact.id)
    )
    return {key: Reached(outcome, at.astimezone(zone), known.get(by, by)) for key, outcome, at, by in rows}


def _by_last_day(row: ReadyRow) -> tuple[date, str]:
    return (row.last_day or date.max, row.slot)


def _newest(work: Work, application_id: int, today: date) -> Reminder | None:
    row = work.session.scalar(
        select(Reminder)
        .where(Reminder.application_id == application_id, Reminder.undone_at.is_(None))
        .order_by(Reminder.id.desc())
        .limit(1)
        .with_for_update()
    )
    if row is None or row.at.astimezone(work.office.zone).date() != today:
        return None
    return row


def _message(work: Work, row: Application) -> Contact:
    """The same in the contact log, where the card shows it."""
    return Contact(
        application_id=row.id, outcome="message_sent", text_kind="reminder", phone_tail=(row.phone or "")[-4:],
        at=work.now, by=work.actor.user,
    )  # fmt: skip


def _take_message_back(work: Work, reminder: Reminder) -> None:
    found = work.session.scalars(
        select(Contact).where(
            Contact.application_id == reminder.application_id, Contact.at == reminder.at,
            Contact.text_kind == "reminder", Contact.undone_at.is_(None),
        )
    )  # fmt: skip
    for entry in found:
        entry.undone_at, entry.undone_by = work.now, work.actor.user


def _refuse_days(work: Work, first: date, until: date | None) -> None:
    if until is not None and until < first:
        raise RuleViolationError(
            _("The last day of the suspension lies before its first."), _("Write the earlier day first.")
        )
    last = until or date.max
    if any(each.first <= last and first <= (each.last or date.max) for each in suspensions(work)):
        raise RuleViolationError(
            _("The month to collect is suspended on some of these days already."),
            _("End that suspension first, or choose other days."),
        )
