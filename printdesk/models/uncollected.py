"""Reminders to collect, suspensions of the month, and batches of uncollected passports that were cancelled."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Reminder(Base):
    """Somebody reminded an applicant to collect; `day` is which of the office's reminders it was, in days."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    day: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class CollectSuspension(Base):
    """The head of office suspended the month to collect from a day on, until a day or until it is ended."""

    __tablename__ = "collect_suspension"

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class CancelBatch(Base):
    """Uncollected passports that one person proposes to cancel and a supervisor decides on.

    `state` is "open", "approved", "refused" or "withdrawn".
    """

    __tablename__ = "cancel_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    state: Mapped[str] = mapped_column(String(10), index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]


class CancelRow(Base):
    """One application of a batch with the facts it was judged by; they stay as they were.

    `outcome` is "open", "lapsed" (cancelled), "kept" (not cancelled after all, `kept_because` says why) or "undone".
    """

    __tablename__ = "cancel_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("cancel_batch.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"))
    slot: Mapped[str | None] = mapped_column(String(12))
    issued_at: Mapped[datetime]
    announced_at: Mapped[datetime]
    announced_by: Mapped[str] = mapped_column(String(10))
    last_day: Mapped[date]
    reminders: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(10))
    kept_because: Mapped[str | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    undone_reason: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_cancel_row_live_application",
            "application_id",
            unique=True,
            sqlite_where=text("outcome IN ('open', 'lapsed')"),
            postgresql_where=text("outcome IN ('open', 'lapsed')"),
        ),
    )
