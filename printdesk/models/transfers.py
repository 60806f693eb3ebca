"""Custody lists from the print room to the counter, what MRZ scans said, and orders on the second person."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class MrzScan(Base):
    """What one scan of a printed booklet's MRZ said, field by field; the MRZ itself is not kept.

    `outcomes` names each field's outcome, `sound` is false while one of them stands against a pass. A supervisor may
    overrule it with a reason.
    """

    __tablename__ = "mrz_scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    outcomes: Mapped[dict[str, Any]]
    sound: Mapped[bool]
    overruled_by: Mapped[str | None]
    overruled_at: Mapped[datetime | None]
    overruled_reason: Mapped[str | None]


class QualityOrder(Base):
    """An order by which one person may print and check booklets of a service type for a stated time."""

    __tablename__ = "quality_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(String(40), index=True)
    number: Mapped[str]
    ordered_by: Mapped[str]
    reason: Mapped[str]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class CustodyList(Base):
    """A list of checked booklets on their way from the print room to the counter.

    It is open at its desk until it is sent, has a number from then on, and is closed when the counter has counted.
    """

    __tablename__ = "custody_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(24), unique=True)
    desk: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_custody_list_open_desk",
            "desk",
            unique=True,
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )


class CustodyItem(Base):
    """A booklet on a custody list: scanned out in the print room, scanned in at the counter, or taken back."""

    __tablename__ = "custody_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("custody_list.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"))
    out_at: Mapped[datetime]
    out_by: Mapped[str]
    in_at: Mapped[datetime | None]
    in_by: Mapped[str | None]
    back_at: Mapped[datetime | None]
    back_by: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_custody_item_under_way",
            "booklet_id",
            unique=True,
            sqlite_where=text("in_at IS NULL AND back_at IS NULL"),
            postgresql_where=text("in_at IS NULL AND back_at IS NULL"),
        ),
    )


class CustodyExtra(Base):
    """A booklet that arrived with a list on which it does not stand."""

    __tablename__ = "custody_extra"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("custody_list.id"), index=True)
    serial: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by: Mapped[str]
