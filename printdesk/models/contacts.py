"""Who was told what and when, the waves in which people come, and whom the counter calls."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Contact(Base):
    """One attempt to reach a holder, or what was done for it; `outcome` is one of `services.contacts.OUTCOMES`.

    `phone_tail` holds the last four digits of the number that was tried: a number that was corrected since is not the
    wrong one any more.
    """

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(16))
    text_kind: Mapped[str] = mapped_column(String(16), default="")
    phone_tail: Mapped[str] = mapped_column(String(4), default="")
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class WaveSet(Base):
    """One saved list of pickup waves; the newest that was not taken back is in force."""

    __tablename__ = "wave_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class Wave(Base):
    """A stretch of counter hours and how many people may be asked to come in it."""

    __tablename__ = "wave"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("wave_set.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    places: Mapped[int]


class WavePlace(Base):
    """Who comes in which wave.

    `moved_by` gave this time by hand, for `moved_reason`; `moved_from` is the wave that the list itself gave before,
    None where it gave none or belongs to an older list.
    """

    __tablename__ = "wave_place"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    moved_from: Mapped[int | None]
    moved_by: Mapped[str | None]
    moved_at: Mapped[datetime | None]
    moved_reason: Mapped[str | None]


class BoardCall(Base):
    """A slip number that a desk of the counter calls on the public board, until `ended_at`."""

    __tablename__ = "board_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    desk: Mapped[str]
    called_at: Mapped[datetime] = mapped_column(index=True)
    called_by: Mapped[str]
    ended_at: Mapped[datetime | None]
