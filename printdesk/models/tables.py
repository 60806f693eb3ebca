"""The tables. Personal data stands in `application`, `pickup` and `person` only; the ledger names them by id."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from printdesk.models.types import UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Declarative base: constraint names, and the column types of Python types."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON, str: Text}  # noqa: RUF012


class Meta(Base):
    """Facts about this database, by key: the demo clock, the key of paper codes."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


class SettingsVersion(Base):
    """All settings of the office as one JSON document; the highest id is in force."""

    __tablename__ = "settings_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author: Mapped[str]
    body: Mapped[dict[str, Any]]


class Person(Base):
    """Somebody who works with the program, or is named on its papers."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    roles: Mapped[list[Any]]
    nip: Mapped[str | None]
    grade: Mapped[str | None]
    skills: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=True)


class ServiceSwitch(Base):
    """Whether a service type can be printed now: up, flaky at a success rate, or down."""

    __tablename__ = "service_switch"

    service: Mapped[str] = mapped_column(String(40), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    success_percent: Mapped[int] = mapped_column(default=100)
    expected_back: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class StationSwitch(Base):
    """Whether a station works now: up or down."""

    __tablename__ = "station_switch"

    station: Mapped[str] = mapped_column(String(40), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    expected_back: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class Application(Base):
    """An application from siap cetak to hand-over.

    `arrived` and `promised_first` are what was first said and never change; `promised` is what holds now.
    `ready_at` is the moment from which it may be printed. `departs_at` of a trip without a time is the start of that
    day in the office's zone. A proof counts until `proof_recheck_at`; one on hold is back at `hold_until`, if known.
    """

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Text, index=True)
    nik: Mapped[str | None]
    birth_date: Mapped[date | None]
    sex: Mapped[str | None] = mapped_column(String(1))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    service: Mapped[str] = mapped_column(String(40))
    interview_date: Mapped[date | None]
    arrived: Mapped[datetime] = mapped_column(index=True)
    ready_at: Mapped[datetime]
    promised_first: Mapped[datetime]
    promised: Mapped[datetime]
    departs_at: Mapped[datetime | None]
    departs_has_time: Mapped[bool] = mapped_column(default=False)
    destination: Mapped[str | None]
    visa_lead_days: Mapped[int] = mapped_column(default=0)
    proof: Mapped[str | None] = mapped_column(String(20))
    proof_seen_by: Mapped[str | None]
    proof_seen_at: Mapped[datetime | None]
    proof_recheck_at: Mapped[datetime | None]
    group_name: Mapped[str | None] = mapped_column(Text, index=True)
    same_day: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    state_since: Mapped[datetime]
    hold_reason: Mapped[str | None]
    hold_until: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    claimed_station: Mapped[str | None] = mapped_column(String(40))
    claimed_desk: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    claim_order: Mapped[int | None]
    booklet_id: Mapped[int | None] = mapped_column(ForeignKey("booklet.id"))
    shelf_slot: Mapped[str | None] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_application_state_service", "state", "service"),
        Index("uq_application_booklet_id", "booklet_id", unique=True),
        Index(
            "uq_application_occupied_slot",
            "shelf_slot",
            unique=True,
            sqlite_where=text("state IN ('passed', 'shelved')"),
            postgresql_where=text("state IN ('passed', 'shelved')"),
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class BlankBatch(Base):
    """A delivery of blanks, counted by two people, by serial range."""

    __tablename__ = "blank_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(String(40))
    first_serial: Mapped[str] = mapped_column(String(20))
    last_serial: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    received_at: Mapped[datetime]
    received_by: Mapped[str]
    counted_by: Mapped[str]


class Booklet(Base):
    """One blank booklet, named by its serial (nomor perforasi), which becomes the passport's number."""

    __tablename__ = "booklet"

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    service: Mapped[str] = mapped_column(String(40))
    batch_id: Mapped[int] = mapped_column(ForeignKey("blank_batch.id"))
    state: Mapped[str] = mapped_column(String(12))
    state_since: Mapped[datetime]
    holder: Mapped[str | None]
    issued_at: Mapped[datetime | None]
    application_id: Mapped[int | None] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_booklet_service_state_holder", "service", "state", "holder"),
        Index("ix_booklet_state_service", "state", "service"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class PrintAttempt(Base):
    """One blank bound to one application, and what became of it."""

    __tablename__ = "print_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"), index=True)
    attempt: Mapped[int]
    station: Mapped[str] = mapped_column(String(40))
    operator: Mapped[str]
    desk: Mapped[str]
    bound_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(12))
    outcome_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome_by: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(String(40))

    __table_args__ = (
        Index(
            "uq_print_attempt_open_booklet",
            "booklet_id",
            unique=True,
            sqlite_where=text("outcome = 'open'"),
            postgresql_where=text("outcome = 'open'"),
        ),
    )


class QualityCheck(Base):
    """A quality check of a printed booklet."""

    __tablename__ = "quality_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"))
    checker: Mapped[str]
    at: Mapped[datetime]
    passed: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(40))
    checked: Mapped[list[Any]]


class Pickup(Base):
    """A hand-over in the register (buku penyerahan).

    The identity number of another collector is kept masked; its keyed mark tells whether it is the same person.
    """

    __tablename__ = "pickup"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    booklet_id: Mapped[int] = mapped_column(ForeignKey("booklet.id"))
    register_number: Mapped[str] = mapped_column(String(24), unique=True)
    collector_kind: Mapped[str] = mapped_column(String(20))
    collector_name: Mapped[str]
    collector_identity: Mapped[str | None]
    collector_mark: Mapped[str | None] = mapped_column(String(64), index=True)
    documents: Mapped[list[Any]]
    proved_by: Mapped[str] = mapped_column(String(20))
    officer: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
    undone_reason: Mapped[str | None]


class Counter(Base):
    """The last number given out, by kind of paper and year; numbers have no gaps."""

    __tablename__ = "counter"

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Paper(Base):
    """A numbered paper that was made, and each copy of it."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    number: Mapped[str] = mapped_column(String(24))
    copy: Mapped[int]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    desk: Mapped[str]

    __table_args__ = (UniqueConstraint("number", "copy"),)


class OvertimeSession(Base):
    """An evening or day off on which people print after hours, with its work sheet.

    `share` is the part of what its station could print that those who check can take, in thousandths.
    """

    __tablename__ = "overtime_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    day: Mapped[date] = mapped_column(index=True)
    start: Mapped[time]
    end: Mapped[time]
    station: Mapped[str] = mapped_column(String(40))
    people: Mapped[list[Any]]
    target: Mapped[int]
    share: Mapped[int] = mapped_column(server_default="1000")
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    cancelled_at: Mapped[datetime | None]


class OvertimeRow(Base):
    """One application on a work sheet, at its place."""

    __tablename__ = "overtime_row"

    session_id: Mapped[int] = mapped_column(ForeignKey("overtime_session.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)


class Operation(Base):
    """An act that was carried out, by the id made when the person started it: a retry finds its answer here."""

    __tablename__ = "operation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(40))
    answer: Mapped[dict[str, Any]]


class LedgerEntry(Base):
    """One entry of the chained, append-only ledger of events."""

    __tablename__ = "ledger"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user: Mapped[str]
    desk: Mapped[str]
    act: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[str] = mapped_column(String(40))
    details: Mapped[str]
    operation_id: Mapped[str] = mapped_column(String(36))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("ix_ledger_object", "object_kind", "object_id"),)


class RaiseRequest(Base):
    """A raise that one officer asked for and another decides on; it holds until it expires or is withdrawn."""

    __tablename__ = "raise_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    reason: Mapped[str]
    proof: Mapped[str | None] = mapped_column(String(20))
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), index=True)
    class_code: Mapped[str | None] = mapped_column(String(40))
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]


class Pin(Base):
    """An application that a supervisor and a second person put first, or on a day, past the order of the plan."""

    __tablename__ = "pin"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    reason: Mapped[str]
    day: Mapped[date | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), index=True)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str | None]
    expires_at: Mapped[datetime]
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]


class PlanSnapshot(Base):
    """The queue as it stood at one minute: the packed rows of a plan, and a digest of what matters in them."""

    __tablename__ = "plan_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    cause: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    waiting: Mapped[int]
    trips_at_risk: Mapped[int]
    body: Mapped[bytes]
