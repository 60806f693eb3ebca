"""Public notices and what they said."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class PublicNotice(Base):
    """A notice that was made public, with the figures that it was made of.

    `digest` is the mark of these figures: another mark now means that the notice is out of date. `replaced_by` is the
    number of the notice that took its place; `withdrawn_at` tells that it was taken down without another.
    """

    __tablename__ = "public_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    desk: Mapped[str]
    figures: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    replaced_by: Mapped[str | None] = mapped_column(String(24))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
