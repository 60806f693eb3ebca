"""Passwords of the people, and their sign-ins as the second person of an act."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Account(Base):
    """Somebody's password. As soon as there is one row, the office is closed: who acts must have signed in.

    `hash` is argon2id's, with its salt and costs. `failures` are wrong passwords in a row, counted before they are
    checked. With `must_change` somebody else chose the password, and its owner does nothing before choosing one.
    """

    __tablename__ = "account"

    login: Mapped[str] = mapped_column(String(80), primary_key=True)
    hash: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime | None]
    last_sign_in_at: Mapped[datetime | None]
    must_change: Mapped[bool] = mapped_column(default=False)


class SecondSignIn(Base):
    """A second person's sign-in for one act: `mark` is the SHA-256 of its token, `used_by` the act's operation id."""

    __tablename__ = "second_sign_in"

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    login: Mapped[str] = mapped_column(String(80))
    desk: Mapped[str]
    act: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[str | None] = mapped_column(String(80))
