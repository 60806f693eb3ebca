"""Numbered reports, down-time packs with what was scanned back of them, and who looks after what in the inbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Report(Base):
    """A numbered report: what it was asked for, so that a copy says the same.

    `kind` is the paper's kind (`domain.codes`). `wanted` holds ids, days, the seed of a draw and
    the reason for a new one, no personal data.
    """

    __tablename__ = "report"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    wanted: Mapped[dict[str, Any]]


class DowntimePack(Base):
    """A pack of paper for a time without computers: tomorrow's order, the shelf, and numbered blank rows.

    `automatic` tells that the program made it by itself in the afternoon. `closed_at` ends its scan-back.
    """

    __tablename__ = "downtime_pack"

    number: Mapped[str] = mapped_column(String(24), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    automatic: Mapped[bool]
    pages: Mapped[int]
    file: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]


class DowntimeRow(Base):
    """One row of a pack with its code: a planned print, or a blank row for intake, hand-over or a spoiled booklet.

    `section` is the station's code, or "intake", "handover", "spoiled". Rows of a station name their application.
    `outcome` is written when the row is entered; `exception` says what did not fit.
    """

    __tablename__ = "downtime_row"

    pack: Mapped[str] = mapped_column(ForeignKey("downtime_pack.number"), primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    entered_at: Mapped[datetime | None]
    entered_by: Mapped[str | None]
    outcome: Mapped[str | None] = mapped_column(String(16))
    serial: Mapped[str | None] = mapped_column(String(20))
    exception: Mapped[str | None] = mapped_column(String(16))
    happened_at: Mapped[datetime | None]


class InboxMark(Base):
    """What people said about something in the inbox that stands there by itself as long as it is true.

    `subject` names it ("shift:12", "stock:regular48"). `since` is when it began, so that a later one is a new one.
    """

    __tablename__ = "inbox_mark"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    seen_first: Mapped[datetime]
    noted_at: Mapped[datetime | None]
    noted_by: Mapped[str | None]
    assigned_to: Mapped[str | None]
    assigned_at: Mapped[datetime | None]
    assigned_by: Mapped[str | None]
