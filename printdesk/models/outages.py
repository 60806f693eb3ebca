"""Outages, what works by stage, and the promises that outages moved."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Outage(Base):
    """A stretch of time in which the office could not do its work for some services and stages.

    `services` holds codes of service types; `stages` of "print", "check" and "pickup". An outage without an end goes
    on; `expected_back` is what is said of its end. `counted_until` tells up to when promises were moved for it.
    `undone_at` tells that it was recorded by mistake and counts for nothing.
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
    expected_back: Mapped[datetime | None]
    counted_until: Mapped[datetime | None]


class OutageCase(Base):
    """An application whose promise an outage moved: both dates are kept.

    `promised_base` is its promise without any outage. Where several outages moved it, each case tells what that
    outage added to those recorded before it.
    """

    __tablename__ = "outage_case"

    outage_id: Mapped[int] = mapped_column(ForeignKey("outage.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    promised_before: Mapped[datetime]
    promised_after: Mapped[datetime]
    promised_base: Mapped[datetime | None]


class ServiceStage(Base):
    """Whether the quality check or the pickup of a service type works now; for printing see `ServiceSwitch`."""

    __tablename__ = "service_stage"

    service: Mapped[str] = mapped_column(String(40), primary_key=True)
    stage: Mapped[str] = mapped_column(String(10), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    success_percent: Mapped[int] = mapped_column(default=100)
    expected_back: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
