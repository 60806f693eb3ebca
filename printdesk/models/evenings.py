"""Overtime orders: people, absences, hours worked, papers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Absence(Base):
    """Days, both included, on which a person cannot work: "leave", "sick", "travel" (official) or "other"."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(index=True)
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class OvertimePlan(Base):
    """A plan of evenings that was accepted: what it was for, what it costs, how far from the cheapest at most.

    `goal` is what it was made for ("trips", "promises" or "clear"); `effect` holds the figures shown when it was
    accepted.
    """

    __tablename__ = "overtime_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    made_by: Mapped[str]
    goal: Mapped[str] = mapped_column(String(12))
    until: Mapped[date]
    cost: Mapped[int]
    gap: Mapped[int | None]
    effect: Mapped[dict[str, Any]]


class OvertimePlanSession(Base):
    """A session that was ordered with an accepted plan."""

    __tablename__ = "overtime_plan_session"

    plan_id: Mapped[int] = mapped_column(ForeignKey("overtime_plan.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("overtime_session.id"), primary_key=True, index=True)


class OvertimeOrder(Base):
    """The papers of one evening under one number: its order (SPKL), attendance, cost and result."""

    __tablename__ = "overtime_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    reported_at: Mapped[datetime | None]
    reported_by: Mapped[str | None]
    remark: Mapped[str | None]


class OvertimeOrderSession(Base):
    """One session of an order; a session stands on one order only."""

    __tablename__ = "overtime_order_session"

    session_id: Mapped[int] = mapped_column(ForeignKey("overtime_session.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("overtime_order.id"), index=True)


class OvertimeHours(Base):
    """When a person came to a session and left it; both None for one who did not come."""

    __tablename__ = "overtime_hours"

    session_id: Mapped[int] = mapped_column(ForeignKey("overtime_session.id"), primary_key=True)
    login: Mapped[str] = mapped_column(String(80), primary_key=True)
    came_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]


class WorkSheetClosing(Base):
    """A work sheet that came back: what it held, and its blanks, counted by a person against the books."""

    __tablename__ = "work_sheet_closing"

    session_id: Mapped[int] = mapped_column(ForeignKey("overtime_session.id"), primary_key=True)
    printed: Mapped[int]
    failed: Mapped[int]
    not_printed: Mapped[int]
    blanks_left: Mapped[int]
    blanks_counted: Mapped[int]
    note: Mapped[str | None]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]
