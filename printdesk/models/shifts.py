"""Tables of the shifts: who was issued which blanks, who counted them back, and the closings of the days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Shift(Base):
    """One operator's shift with blanks: opened by a keeper, closed with a witness. One is open for an operator."""

    __tablename__ = "shift"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str]
    station: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime] = mapped_column(index=True)
    opened_by: Mapped[str]
    until: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by: Mapped[str | None]
    witness: Mapped[str | None]
    closing_number: Mapped[str | None] = mapped_column(String(24), unique=True)

    __table_args__ = (
        Index(
            "uq_shift_open_holder",
            "holder",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )


class ShiftIssue(Base):
    """Blanks of one service type that came into a shift: issued by range with proof scans, or in hand before it."""

    __tablename__ = "shift_issue"

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    number: Mapped[str | None] = mapped_column(String(24), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    service: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    given_by: Mapped[str]
    needed: Mapped[int | None]
    count: Mapped[int]
    ranges: Mapped[list[Any]]
    reason: Mapped[str | None]
    approved_by: Mapped[str | None]


class ShiftBlank(Base):
    """One blank in one shift; `outcome` is written when it comes back, or when the shift is closed."""

    __tablename__ = "shift_blank"

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("shift_issue.id"))
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"))
    outcome: Mapped[str | None] = mapped_column(String(12))
    outcome_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_shift_blank_current",
            "booklet_id",
            unique=True,
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
    )


class DayClosing(Base):
    """The closing of an office day: its sums, its shifts, and the ledger's head as it was printed."""

    __tablename__ = "day_closing"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    day: Mapped[date] = mapped_column(index=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]
    ledger_entries: Mapped[int]
    ledger_head: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]]
