"""Whether a password is somebody's: counted before it is checked, refused for a while after wrong ones."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from printdesk.domain import passwords
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.dates import clock_seconds
from printdesk.models.accounts import Account
from printdesk.models.tables import Person
from printdesk.services import hashing, ledger
from printdesk.services.work import Work, Workplace, new_operation_id


class SignInError(RuleViolationError):
    """Name or password is wrong, or it is too soon after wrong ones.

    Attributes:
        until: until when nobody may try again under that name, in the office's zone; None when one may at once.
    """

    def __init__(self, message: str, advice: str, until: datetime | None = None) -> None:
        super().__init__(message, advice)
        self.until = until


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A try that was counted: `hash` is None where nobody signs in by that name."""

    login: str
    hash: str | None


class Proving:
    """Checks passwords."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def prove(self, login: str, password: str, desk: str) -> str:
        """The login, as it is written here, of somebody whose password this is.

        The try stays counted until `settle` is called in the transaction of what follows.

        Raises:
            SignInError: it is not, or it is too soon.
        """
        attempt = self._begin(login)
        if not hashing.fits(attempt.hash, password):
            raise self._wrong(attempt, desk)
        if attempt.hash is not None and hashing.outdated(attempt.hash):
            self._renew(attempt.login, attempt.hash, hashing.digest(password))
        return attempt.login

    @staticmethod
    def settle(work: Work, login: str) -> Account:
        """The password was right: the wrong ones before it count no more."""
        account = work.session.get_one(Account, login)
        account.failures, account.last_failure_at = 0, None
        return account

    def _begin(self, login: str) -> _Attempt:
        wanted = " ".join(login.split()).lower()
        with self._workplace.reading() as view:
            zone = view.office.zone
        with self._workplace.database.writing() as session:
            now = self._workplace.clock.now()
            account = _account(session, wanted)
            if account is None:
                return _Attempt("", None)
            until = passwords.blocked_until(account.failures, account.last_failure_at, now)
            if until is None:
                account.failures = passwords.counted(account.failures, account.last_failure_at, now) + 1
                account.last_failure_at = now
                return _Attempt(account.login, account.hash)
        raise _too_soon(until.astimezone(zone))

    def _renew(self, login: str, old: str, new: str) -> None:
        """Keep the same password at today's costs, unless somebody changed it meanwhile."""
        with self._workplace.database.writing() as session:
            session.execute(update(Account).where(Account.login == login, Account.hash == old).values(hash=new))

    def _wrong(self, attempt: _Attempt, desk: str) -> SignInError:
        """Write the failure down; a name that nobody has may be a password in the wrong field, and stays out."""
        until = None
        with self._workplace.reading() as view:
            zone = view.office.zone
        with self._workplace.database.writing() as session:
            now = self._workplace.clock.now()
            account = _account(session, attempt.login.lower())
            failures = account.failures if account is not None else 0
            if account is not None:
                until = passwords.blocked_until(failures, account.last_failure_at, now)
            self._write(session, now, "sign_in_failed", attempt.login, desk, failures=failures)
            if until is not None and passwords.delay(failures) >= passwords.LOCKED_FROM:
                self._write(session, now, "lock_out", attempt.login, desk, until=until.isoformat())
        return _refused(until.astimezone(zone) if until is not None else None)

    @staticmethod
    def _write(session: Session, now: datetime, act: str, login: str, desk: str, **details: object) -> None:
        session.flush()
        ledger.append(session, [ledger.Entry(now, login, desk, act, "person", login, details, new_operation_id())])


def _account(session: Session, login: str) -> Account | None:
    """The password of somebody who works here."""
    return session.scalar(
        select(Account)
        .join(Person, Person.login == Account.login)
        .where(func.lower(Account.login) == login, Person.active)
        .with_for_update(of=Account)
    )


def _refused(until: datetime | None) -> SignInError:
    """The same words for a wrong name and a wrong password."""
    advice = _("Check both, and whether Caps Lock is on.")
    if until is not None:
        advice = _("Check both, and whether Caps Lock is on; the next try is possible at {time}.").format(
            time=clock_seconds(until, language())
        )
    return SignInError(_("Name or password is wrong."), advice, until)


def _too_soon(until: datetime) -> SignInError:
    return SignInError(
        _("Too many wrong passwords for this name."),
        _("The next try is possible at {time}.").format(time=clock_seconds(until, language())),
        until,
    )
