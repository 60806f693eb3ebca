"""Offices in which people have passwords."""

from printdesk.models.accounts import Account
from printdesk.models.tables import Person
from printdesk.services import hashing
from printdesk.services.accounts import Accounts, Voucher
from tests.services.offices import MadeOffice, op

PASSWORD = "soto ayam hangat"


def close(office: MadeOffice, *more: Person) -> Accounts:
    """Everybody of the office gets the same password; `more` people are added first."""
    kept = hashing.digest(PASSWORD)
    with office.database.writing() as session:
        session.add_all(more)
        session.flush()
        session.add_all(
            Account(login=login, hash=kept, changed_at=office.clock.now())
            for (login,) in session.query(Person.login).all()
        )
    return Accounts(office.workplace)


def with_role(role: str) -> Person:
    """Somebody of this role alone, whose login is the role's name."""
    return Person(login=role, name=f"Pegawai {role}", roles=[role], skills=[], active=True)


def voucher(office: MadeOffice, login: str, desk: str, act: str = "") -> Voucher:
    """The second sign-in of somebody of the office."""
    return Accounts(office.workplace).vouch(login, PASSWORD, desk, act)


def first(accounts: Accounts, name: str = "sri") -> None:
    """Close the office by its first password."""
    accounts.first(name, PASSWORD, "L1", op())
