"""Spoiled and destroyed booklets, quarantine, missing ones, and planned deliveries."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Minutes(Base):
    """Official minutes (berita acara) over booklets: of spoiled ones, of their destruction, of missing ones.

    `kind` is the paper's kind (`domain.codes`). `second` is the other of the two people, `witness` anybody else.
    """

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    number: Mapped[str] = mapped_column(String(24), unique=True)
    at: Mapped[datetime]
    made_by: Mapped[str]
    second: Mapped[str | None]
    witness: Mapped[str | None]
    count: Mapped[int]


class MinutesLine(Base):
    """One booklet on minutes, with what is known of it; it stands on one spoiled list and one destruction only."""

    __tablename__ = "minutes_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"), index=True)
    reason_use: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str]
    happened_at: Mapped[datetime]
    happened_by: Mapped[str]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    attempt: Mapped[int | None]
    proof: Mapped[str] = mapped_column(String(8))

    __table_args__ = (
        Index(
            "uq_minutes_line_kind_booklet_id",
            "kind",
            "booklet_id",
            unique=True,
            sqlite_where=text("kind IN ('BR', 'BM')"),
            postgresql_where=text("kind IN ('BR', 'BM')"),
        ),
    )


class Quarantine(Base):
    """A booklet set aside with its reason, until two people release it."""

    __tablename__ = "quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    state_before: Mapped[str] = mapped_column(String(12))
    holder_before: Mapped[str | None]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None]
    released_with: Mapped[str | None]
    released_to: Mapped[str | None] = mapped_column(String(12))

    __table_args__ = (
        Index(
            "uq_quarantine_open_booklet",
            "booklet_id",
            unique=True,
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )


class MissingCase(Base):
    """A booklet that nobody finds: where it was, who had it last, and what became of the search.

    `last_*` are from the ledger when it was reported. `report` is the number of the final minutes.
    """

    __tablename__ = "missing_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"), index=True)
    declared_at: Mapped[datetime]
    declared_by: Mapped[str]
    circumstance: Mapped[str]
    state_before: Mapped[str] = mapped_column(String(12))
    holder_before: Mapped[str | None]
    slot_before: Mapped[str | None] = mapped_column(String(12))
    last_act: Mapped[str] = mapped_column(String(40))
    last_user: Mapped[str]
    last_desk: Mapped[str]
    last_at: Mapped[datetime]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    found_at: Mapped[datetime | None]
    found_by: Mapped[str | None]
    found_place: Mapped[str | None]
    found_to: Mapped[str | None] = mapped_column(String(12))
    report: Mapped[str | None] = mapped_column(String(24))
    reported_at: Mapped[datetime | None]
    reprint_at: Mapped[datetime | None]
    reprint_by: Mapped[str | None]
    reprint_reason: Mapped[str | None]

    __table_args__ = (
        Index(
            "uq_missing_case_open_booklet",
            "booklet_id",
            unique=True,
            sqlite_where=text("found_at IS NULL"),
            postgresql_where=text("found_at IS NULL"),
        ),
    )


class SearchStep(Base):
    """One look for a missing booklet: who looked where, and with what result."""

    __tablename__ = "search_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("missing_case.id"), index=True)
    at: Mapped[datetime]
    noted_by: Mapped[str]
    looked_by: Mapped[str]
    place: Mapped[str]
    result: Mapped[str]


class PlannedDelivery(Base):
    """Blanks that are to come; `state` is "expected", "received" or "cancelled"."""

    __tablename__ = "planned_delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(String(40))
    count: Mapped[int]
    day: Mapped[date]
    hour: Mapped[time | None]
    note: Mapped[str]
    state: Mapped[str] = mapped_column(String(12), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("blank_batch.id"))
