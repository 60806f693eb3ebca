"""How every service works: read in one consistent view, act in one transaction that writes its ledger entries.

An act carries an `operation_id`, made when the person started it. A retry with the same id (a lost answer, an
impatient second click) changes nothing and finds the first answer.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models.database import Database
from printdesk.models.quick import Question
from printdesk.models.tables import Operation, Person, SettingsVersion
from printdesk.services import access, ledger
from printdesk.services.beginning import Beginning, begin
from printdesk.services.calendars import counter_calendar, office_calendar
from printdesk.services.clock import Clock, ServerClock
from printdesk.services.settings_file import from_plain
from printdesk.services.settings_limits import ROLES
from printdesk.services.since import Since, refuse_changed
from printdesk.services.vouchers import Voucher


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and at which desk.

    Attributes:
        user: login of the person.
        desk: name of the desk or computer, for example "R2".
        vouchers: sign-ins of other people for this act, where it needs two people with passwords.
        since: what nobody may have done since, for an act that is taken back or done again; None asks for nothing.
    """

    user: str
    desk: str
    vouchers: tuple[Voucher, ...] = ()
    since: Since | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "user", " ".join(self.user.split()))


@dataclass(frozen=True, slots=True)
class OfficeData:
    """The settings in force and the calendars made of them."""

    version: int
    settings: OfficeSettings
    office_hours: WorkCalendar
    counter_hours: WorkCalendar

    @property
    def zone(self) -> ZoneInfo:
        """The office's zone."""
        return self.office_hours.zone


@dataclass(frozen=True, slots=True)
class View:
    """One consistent view for reading."""

    session: Session
    now: datetime
    office: OfficeData

    @property
    def settings(self) -> OfficeSettings:
        """The settings in force."""
        return self.office.settings


@dataclass(frozen=True, slots=True)
class Work:
    """One act in its transaction; `act` is its name, and `closed` says whether people sign in here."""

    session: Session
    now: datetime
    office: OfficeData
    actor: Actor
    operation_id: str
    entries: list[ledger.Entry] = field(default_factory=list)
    act: str = ""
    closed: bool = False

    @property
    def settings(self) -> OfficeSettings:
        """The settings in force."""
        return self.office.settings

    def record(self, act: str, object_kind: str, object_id: object, **details: Any) -> None:
        """Note one ledger entry; it is written with the act. Details hold no names and numbers of applicants."""
        self.entries.append(
            ledger.Entry(
                self.now,
                self.actor.user,
                self.actor.desk,
                act,
                object_kind,
                str(object_id),
                details,
                self.operation_id,
            )
        )

    def record_text(self, act: str, object_kind: str, object_id: str, details: str) -> None:
        """The same with details as they are kept, see `ledger.Entry`: for acts that note many thousands."""
        who = self.actor
        entry = (self.now, who.user, who.desk, act, object_kind, object_id, details, self.operation_id)
        self.entries.append(tuple.__new__(ledger.Entry, entry))


Answer = dict[str, Any]

LONGEST_LOGIN = 40

_NEWEST = Question(lambda: select(SettingsVersion.id).order_by(SettingsVersion.id.desc()).limit(1))
_NEWEST_AND_TIME = Question(
    lambda: select(SettingsVersion.id, func.clock_timestamp()).order_by(SettingsVersion.id.desc()).limit(1)
)


def new_operation_id() -> str:
    """An id for an act that a person starts now."""
    return str(uuid.uuid4())


def second_operation_id(operation_id: str) -> str:
    """The id of the second act of two that a person starts as one: the same whenever the first is tried again."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, operation_id))


class Workplace:
    """The database and the clock, and the two ways in which services use them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self._office: OfficeData | None = None

    @contextmanager
    def reading(self) -> Iterator[View]:
        """A consistent view of the office as of now."""
        with self.database.reading() as session:
            office = self._office_data(session)
            yield View(session, self.clock.now(), office)

    def perform(
        self, act: str, actor: Actor, operation_id: str, do: Callable[[Work], Answer], *, adds_person: bool = True
    ) -> Answer:
        """Carry out an act once: its changes, its ledger entries and its answer in one transaction.

        Args:
            act: name of the act, kept with the operation.
            operation_id: made when the person started; a repeated id returns the first answer and changes nothing.
            do: makes the changes and returns a JSON-able answer.
            adds_person: a new name that acts becomes a person of the office, as long as that is open.

        Raises:
            RuleViolationError: the actor's roles do not allow it (`domain.roles`), or what `do` raises.
        """
        for last in (False, False, True):
            try:
                return self._perform(act, actor, operation_id, do, adds_person)
            except (IntegrityError, StaleDataError) as error:
                if last:
                    return self._done_meanwhile(act, operation_id, _taken(), error)
            except RuleViolationError as refusal:
                return self._done_meanwhile(act, operation_id, refusal, refusal)
        raise AssertionError

    def _done_meanwhile(self, act: str, operation_id: str, refusal: RuleViolationError, cause: Exception) -> Answer:
        """The answer of the same act under the same id, when another thread or desk carried it out; else refuse."""
        with self.database.reading() as session:
            done = session.get(Operation, operation_id)
            if done is not None and done.act == act:
                return done.answer
        if refusal is cause:
            raise refusal
        raise refusal from cause

    def _perform(
        self, act: str, actor: Actor, operation_id: str, do: Callable[[Work], Answer], adds_person: bool
    ) -> Answer:
        with self.database.writing() as session:
            begun = begin(session, operation_id, actor.user)
            access.check(begun, act, actor.user)
            if begun.done is not None:
                return _same_act(session.get_one(Operation, operation_id), act)
            office = self._office_of(session, self._heard(begun))
            work = Work(session, self.clock.now(), office, actor, operation_id, act=act, closed=begun.closed)
            if not begun.closed:
                if adds_person and begun.actor(actor.user) is None:
                    ensure_person(work, actor.user)
                access.check_open(session, act, actor.user)
            answer = do(work)
            if actor.since is not None:
                refuse_changed(session, actor.since, office.zone)
            session.flush()
            ledger.finish(session, Operation(id=operation_id, at=work.now, act=act, answer=answer), work.entries)
            return answer

    def _heard(self, begun: Beginning) -> int | None:
        """The settings in force; a server's clock is heard, by which leases and entries run."""
        if begun.moment is not None and isinstance(self.clock, ServerClock):
            self.clock.heard(begun.moment)
        return begun.version

    def _office_data(self, session: Session) -> OfficeData:
        return self._office_of(session, self._version(session))

    def _office_of(self, session: Session, version: int | None) -> OfficeData:
        if version is None:
            raise EnvironmentFailureError(
                _("This database holds no office yet."), _("Make one with “printdesk init”.")
            )
        known = self._office
        if known is None or known.version != version:
            body = session.scalar(select(SettingsVersion.body).where(SettingsVersion.id == version)) or {}
            known = office_data(version, from_plain(body))
            self._office = known
        return known

    def _version(self, session: Session) -> int | None:
        """The settings in force; in the same question a server's clock is heard, by which leases and entries run."""
        if not isinstance(self.clock, ServerClock):
            return int(rows[0][0]) if (rows := _NEWEST.rows(session)) else None
        timed = _NEWEST_AND_TIME.rows(session)
        if not timed:
            return None
        version, moment = timed[0]
        self.clock.heard(moment)
        return int(version)


def ensure_person(work: Work, login: str) -> None:
    """In an open office a person who signs in by a new name is added with that name, and the ledger says so.

    Raises:
        RuleViolationError: it is no name, is written otherwise here, or is new and the office is closed.
    """
    login = " ".join(login.split())
    if not login:
        raise RuleViolationError(_("Nobody is named for this act."), _("Say who you are."))
    if len(login) > LONGEST_LOGIN or not login.isprintable():
        raise RuleViolationError(
            _("“{login}” is no login.").format(login=login[:LONGEST_LOGIN]), _("Use a short name.")
        )
    known = work.session.scalar(select(Person.login).where(func.lower(Person.login) == login.lower()))
    if known is not None and known != login:
        raise RuleViolationError(
            _("“{login}” is written “{known}” here.").format(login=login, known=known), _("Use that name.")
        )
    if known is None and work.closed:
        raise RuleViolationError(
            _("Nobody called “{login}” works in this office.").format(login=login),
            _("Check the name; an administrator adds new colleagues."),
        )
    if known is None:
        work.session.add(Person(login=login, name=login, roles=list(ROLES), skills=[], active=True))
        work.session.flush()
        work.record("add_person", "person", login)


def office_data(version: int, settings: OfficeSettings) -> OfficeData:
    """Settings with the calendars made of them."""
    return OfficeData(version, settings, office_calendar(settings), counter_calendar(settings))


def _same_act(done: Operation, act: str) -> Answer:
    if done.act != act:
        raise RuleViolationError(
            _("This operation id belongs to another act."), _("Start again with an id of its own.")
        )
    return done.answer


def _taken() -> RuleViolationError:
    return RuleViolationError(
        _("Another desk changed the same thing a moment ago."), _("Look at it again; nothing was changed here.")
    )
