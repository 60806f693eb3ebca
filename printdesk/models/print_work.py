"""Batch sheets, and what a supervisor decides on failed prints."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class DataError(Base):
    """A print or check that failed by wrong data: the application waits until another person approves its reprint.

    `attempt_id` is the attempt that showed it; `corrected` are the columns that were put right in between, and
    `corrected_at` when the last of them was.
    """

    __tablename__ = "data_error"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("print_attempt.id"))
    use: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40))
    reported_by: Mapped[str]
    reported_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None]
    corrected: Mapped[list[Any]]
    corrected_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_data_error_open_application",
            "application_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )


class FailureStop(Base):
    """A service type that a station hands out no more since too many prints failed in a row."""

    __tablename__ = "failure_stop"

    id: Mapped[int] = mapped_column(primary_key=True)
    station: Mapped[str] = mapped_column(String(40))
    service: Mapped[str] = mapped_column(String(40))
    failures: Mapped[int]
    stopped_at: Mapped[datetime]
    stopped_by: Mapped[str]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None]
    reason: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_failure_stop_open_pair",
            "station",
            "service",
            unique=True,
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )


class SupervisorWarning(Base):
    """Something that a supervisor should know of: noted by a person, or settled by what was done about it."""

    __tablename__ = "supervisor_warning"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    desk: Mapped[str]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80))
    details: Mapped[dict[str, Any]]
    noted_at: Mapped[datetime | None]
    noted_by: Mapped[str | None]
    note: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]


class BatchSheet(Base):
    """A numbered sheet of paper with the next applications of a station; what it lists stays its own until it is
    closed.
    """

    __tablename__ = "batch_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    station: Mapped[str] = mapped_column(String(40))
    operator: Mapped[str]
    made_at: Mapped[datetime]
    desk: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    released: Mapped[int | None]


class BatchSheetRow(Base):
    """One application on a batch sheet: the blank foreseen for it, and what was entered from the paper."""

    __tablename__ = "batch_sheet_row"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("batch_sheet.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    foreseen: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(12))
    serial: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(40))
    entered_at: Mapped[datetime | None]
    entered_by: Mapped[str | None]


class BatchSheetException(Base):
    """Something written on a batch sheet that did not fit, and what was done about it."""

    __tablename__ = "batch_sheet_exception"

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("batch_sheet.id"), index=True)
    position: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(24))
    serial: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(12))
    done: Mapped[str] = mapped_column(String(24))
    other: Mapped[str | None]
    at: Mapped[datetime]
    by: Mapped[str]
    settled: Mapped[bool] = mapped_column(default=False)
