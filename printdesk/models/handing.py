"""Hand-overs of several booklets at once, the day's register sheets, and lists for the post."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class Handing(Base):
    """One collector who took several booklets with one signature; `left` holds ids of those that stayed.

    The collector's identity number is kept masked, as in the register.
    """

    __tablename__ = "handing"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    collector_kind: Mapped[str] = mapped_column(String(20))
    collector_name: Mapped[str]
    collector_identity: Mapped[str | None]
    documents: Mapped[list[Any]]
    left: Mapped[list[Any]]
    officer: Mapped[str]
    desk: Mapped[str]
    at: Mapped[datetime]


class HandingRow(Base):
    """A hand-over in the register that belongs to such a visit."""

    __tablename__ = "handing_row"

    handing_id: Mapped[int] = mapped_column(ForeignKey("handing.id"), primary_key=True)
    pickup_id: Mapped[int] = mapped_column(ForeignKey("pickup.id"), primary_key=True, index=True)


class RegisterSheet(Base):
    """The number of a day's register sheet, given when it is printed for the first time."""

    __tablename__ = "register_sheet"

    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)


class PostList(Base):
    """Booklets that were given to the post together."""

    __tablename__ = "post_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    courier: Mapped[str]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    desk: Mapped[str]


class PostRow(Base):
    """One booklet on such a list: where it goes, and whether it came back."""

    __tablename__ = "post_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("post_list.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    pickup_id: Mapped[int] = mapped_column(ForeignKey("pickup.id"), index=True)
    address: Mapped[str]
    tracking: Mapped[str]
    back_at: Mapped[datetime | None]
    back_by: Mapped[str | None]
