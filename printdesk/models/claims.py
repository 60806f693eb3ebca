"""Claims that a supervisor broke, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class BrokenClaim(Base):
    """An application that was taken out of somebody's hands; the note stands here and its mark in the ledger.

    `told_at` is when its holder was told, at whatever desk.
    """

    __tablename__ = "broken_claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    holder: Mapped[str]
    desk: Mapped[str]
    station: Mapped[str] = mapped_column(String(40))
    taken_at: Mapped[datetime | None]
    was_printing: Mapped[bool]
    broken_at: Mapped[datetime]
    broken_by: Mapped[str]
    note: Mapped[str]
    told_at: Mapped[datetime | None]
