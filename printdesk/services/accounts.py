"""Passwords of people: signing in, the second sign-in of four eyes, and who gives passwords, roles and leave.

A wrong password is counted before it is checked, so that many tries at once are as slow as one after the other.
argon2 runs between transactions, never in one; callers keep it off the window's thread.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, func, select

from printdesk.i18n import Catalogue
from printdesk.models.accounts import Account, SecondSignIn
from printdesk.models.tables import Person
from printdesk.services import access, hashing
from printdesk.services.account_keeping import close_office, keep_password
from printdesk.services.account_rules import (
    ensure_password_fits,
    existing_person,
    first_login,
    first_person,
    last_password,
    new_roles,
    refuse_second,
)
from printdesk.services.account_trail import TrailLine, trail
from printdesk.services.account_views import AccountView, account_view
from printdesk.services.proving import Proving, SignInError
from printdesk.services.vouchers import Voucher
from printdesk.services.work import Actor, Answer, Work, Workplace, new_operation_id

VOUCHER_LASTS = timedelta(minutes=5)
"""So long a second person's sign-in waits for its act."""

__all__ = ["VOUCHER_LASTS", "AccountView", "Accounts", "SignInError", "SignedIn", "Voucher"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who signed in.

    Attributes:
        must_change: somebody else chose the password; nothing can be done before choosing one.
    """

    login: str
    name: str
    roles: tuple[str, ...]
    must_change: bool = False


class Accounts:
    """Signs people in, and keeps who may."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._proving = Proving(workplace)

    def is_open(self) -> bool:
        """Whether nobody has a password yet, so that whoever acts only says who they are."""
        with self._workplace.reading() as view:
            return not access.closed(view.session)

    def people(self) -> tuple[AccountView, ...]:
        """Everybody who works or worked here: the active first, by name."""
        with self._workplace.reading() as view:
            rows = view.session.execute(
                select(Person, Account)
                .outerjoin(Account, Account.login == Person.login)
                .order_by(Person.active.desc(), Person.name, Person.id)
            )
            zone, now = view.office.zone, view.now
            return tuple(account_view(person, account, now, zone) for person, account in rows)

    def trail(self, reader: Catalogue, days: int = 30, login: str = "") -> tuple[TrailLine, ...]:
        """What the ledger says of people and their sign-ins, the newest first."""
        with self._workplace.reading() as view:
            return trail(view, reader, days, login)

    def sign_in(self, login: str, password: str, desk: str) -> SignedIn:
        """Sign somebody in at a desk; slow on purpose.

        Args:
            login: as it is written here, in large or small letters.

        Raises:
            SignInError: name or password is wrong, or it is too soon after wrong ones; `until` says until when nobody
                may try again.
        """
        return self._enter("sign_in", login, password, desk)

    def unlock(self, login: str, password: str, desk: str = "") -> SignedIn:
        """Go on at a desk that was locked, as `sign_in`.

        Raises:
            SignInError: as `sign_in`.
        """
        return self._enter("unlock", login, password, desk)

    def sign_out(self, actor: Actor) -> None:
        """Note that somebody left a desk."""
        self._note("sign_out", actor)

    def lock(self, actor: Actor) -> None:
        """Note that a desk was locked while somebody is signed in there."""
        self._note("lock", actor)

    def vouch(self, login: str, password: str, desk: str, for_act: str = "") -> Voucher:
        """The second sign-in of four eyes: one act at this desk may use it, within `VOUCHER_LASTS`.

        Args:
            for_act: name of the act; "" for any that this desk does next.

        Raises:
            SignInError: as `sign_in`.
            RuleViolationError: this person's roles do not allow it, or a password of their own is still to be chosen.
        """
        proved = self._proving.prove(login, password, desk)
        token = secrets.token_urlsafe(24)

        def do(work: Work) -> Answer:
            self._proving.settle(work, proved)
            refuse_second(work, proved, for_act)
            work.session.execute(delete(SecondSignIn).where(SecondSignIn.expires_at < work.now - timedelta(days=1)))
            work.session.add(
                SecondSignIn(
                    mark=sha256(token.encode()).hexdigest(), login=proved, desk=desk, act=for_act, made_at=work.now,
                    expires_at=work.now + VOUCHER_LASTS,
                )
            )  # fmt: skip
            work.record("second_sign_in", "person", proved, for_act=for_act)
            return {}

        self._workplace.perform("vouch", Actor(proved, desk), new_operation_id(), do, adds_person=False)
        return Voucher(proved, token)

    def first(self, name: str, password: str, desk: str, operation_id: str) -> SignedIn:
        """Close an open office with its first password: this person, new or known, supervises and administrates.

        Raises:
            RuleViolationError: the password does not do, the name is none, or somebody has a password already.
        """
        with self._workplace.reading() as view:
            login = first_login(view.session, name)
        self._refuse_weak(login, password, name)
        kept = hashing.digest(password)

        def do(work: Work) -> Answer:
            access.one_at_a_time(work.session)
            close_office(work, first_person(work, name), kept)
            return {}

        self._workplace.perform("set_password", Actor(login, desk), operation_id, do, adds_person=False)
        return self._signed_in(login)

    def set_password(
        self,
        actor: Actor,
        login: str,
        password: str,
        operation_id: str,
        old: str = "",
        *,
        must_change: bool = True,
    ) -> None:
        """Give a password: the first one of the office, one's own with the old one, or an administrator somebody's.

        Args:
            old: the present password, for one's own.
            must_change: of somebody else: they choose one of their own before they do anything.

        Raises:
            RuleViolationError: the password does not do, the actor may not, or nobody works here under that login.
            SignInError: the old password is wrong.
        """
        if self.is_open():
            self.first(login, password, actor.desk, operation_id)
            return
        own = actor.user.casefold() == " ".join(login.split()).casefold()
        if own:
            self._proving.prove(login, old, actor.desk)
        self._refuse_weak(login, password)
        kept = hashing.digest(password)

        def do(work: Work) -> Answer:
            person = existing_person(work, login)
            keep_password(work, person, kept, must_change=must_change and not own)
            work.record("set_password", "person", person.login, own=own)
            return {}

        act = "change_own_password" if own else "set_password"
        self._workplace.perform(act, actor, operation_id, do, adds_person=False)

    def remove_password(self, actor: Actor, login: str, operation_id: str) -> None:
        """Somebody cannot sign in any more, but stays in the office's list.

        Raises:
            RuleViolationError: the actor may not, or nobody would be left to supervise or administrate.
        """

        def do(work: Work) -> Answer:
            access.one_at_a_time(work.session)
            person = existing_person(work, login)
            if len(work.session.scalars(select(Account.login)).all()) == 1:
                raise last_password()
            work.session.execute(delete(Account).where(Account.login == person.login))
            access.ensure_manageable(work.session)
            work.record("remove_password", "person", person.login)
            return {}

        self._workplace.perform("remove_password", actor, operation_id, do, adds_person=False)

    def change_roles(self, actor: Actor, login: str, roles: tuple[str, ...], operation_id: str) -> None:
        """What somebody does here from now on.

        Raises:
            RuleViolationError: a role is unknown, none is given, the actor may not, or nobody with a password would
                be left to supervise or administrate.
        """

        def do(work: Work) -> Answer:
            access.one_at_a_time(work.session)
            person = existing_person(work, login)
            person.roles = new_roles(person.name, roles)
            access.ensure_manageable(work.session)
            work.record("change_person", "person", person.login, roles=person.roles)
            return {}

        self._workplace.perform("change_roles", actor, operation_id, do)

    def deactivate(self, actor: Actor, login: str, operation_id: str) -> None:
        """Somebody works here no more: they cannot act, and what they did stays with their name.

        Raises:
            RuleViolationError: they left already, the actor may not, or nobody with a password would be left to
                supervise or administrate.
        """
        self._activate(actor, login, operation_id, active=False)

    def reactivate(self, actor: Actor, login: str, operation_id: str) -> None:
        """Somebody works here again, with the roles and the password they had.

        Raises:
            RuleViolationError: they work here, or the actor may not.
        """
        self._activate(actor, login, operation_id, active=True)

    def _activate(self, actor: Actor, login: str, operation_id: str, *, active: bool) -> None:
        def do(work: Work) -> Answer:
            access.one_at_a_time(work.session)
            person = existing_person(work, login, active=not active)
            person.active = active
            access.ensure_manageable(work.session)
            work.record(
                "add_person" if active else "leave_person", "person", person.login,
                roles=list(person.roles) if active else [],
            )  # fmt: skip
            return {}

        self._workplace.perform("reactivate" if active else "deactivate", actor, operation_id, do)

    def _enter(self, act: str, login: str, password: str, desk: str) -> SignedIn:
        proved = self._proving.prove(login, password, desk)

        def do(work: Work) -> Answer:
            account = self._proving.settle(work, proved)
            account.last_sign_in_at = work.now
            work.record(act, "person", proved)
            return {}

        self._workplace.perform(act, Actor(proved, desk), new_operation_id(), do, adds_person=False)
        return self._signed_in(proved)

    def _signed_in(self, login: str) -> SignedIn:
        with self._workplace.reading() as view:
            person = view.session.scalars(select(Person).where(Person.login == login)).one()
            account = view.session.get(Account, login)
            return SignedIn(
                person.login, person.name, tuple(person.roles), account.must_change if account else False
            )  # fmt: skip

    def _note(self, act: str, actor: Actor) -> None:
        def do(work: Work) -> Answer:
            work.record(act, "person", actor.user)
            return {}

        self._workplace.perform(act, actor, new_operation_id(), do)

    def _refuse_weak(self, login: str, password: str, name: str = "") -> None:
        with self._workplace.reading() as view:
            known = view.session.scalar(select(Person.name).where(func.lower(Person.login) == login.strip().lower()))
        ensure_password_fits(password, login, known or name)
