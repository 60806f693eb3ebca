"""Outages, notices and what they re-based."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Outage(Base):
    """A stretch of time in which the office could not do its work for some services and stages.

    `services` holds codes of service types; `stages` of "print", "check" and "pickup". An outage without an end goes
    on. `undone_at` tells that it was recorded by mistake and counts for nothing.
    """

    __tablename__ = "outage"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    cause: Mapped[str]
    services: Mapped[list[Any]]
    stages: Mapped[list[Any]]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class OutageCase(Base):
    """An application whose promise an outage moved: both dates are kept."""

    __tablename__ = "outage_case"

    outage_id: Mapped[int] = mapped_column(ForeignKey("outage.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    promised_before: Mapped[datetime]
    promised_after: Mapped[datetime]
