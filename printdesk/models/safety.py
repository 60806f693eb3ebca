"""Backups that were made, restores, reports on the ledger's soundness, and whose personal data were erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class BackupRun(Base):
    """One backup: under way, good, or failed; `state` is "running", "good" or "failed".

    One runs at a time in an office: `until` is when a desk that vanished in the middle gives its turn up.
    `dropped_at` is when its file made room for newer ones.
    """

    __tablename__ = "backup_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(8))
    started_at: Mapped[datetime]
    started_by: Mapped[str]
    desk: Mapped[str]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    file: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    entries: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    dropped_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_backup_run_running",
            "state",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )


class RestoreRun(Base):
    """A backup that took the place of the database, and what was lost by it.

    `number` is that of the gap report; `body` holds what the report says. `aside` is where the database of before
    lies.
    """

    __tablename__ = "restore_run"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    second: Mapped[str]
    file: Mapped[str]
    taken_at: Mapped[datetime]
    entries: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    aside: Mapped[str]
    body: Mapped[dict[str, Any]]


class VerificationReport(Base):
    """A numbered report on the soundness of database and ledger, as it was then."""

    __tablename__ = "verification_report"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    ok: Mapped[bool]
    entries: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]


class Erasure(Base):
    """The personal data of an application were erased; its number and its trail stay.

    `why` is "period" (the retention period has passed) or "asked" (the person asked for it).
    """

    __tablename__ = "erasure"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    why: Mapped[str] = mapped_column(String(8))
