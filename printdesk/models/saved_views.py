"""Views of lists that people keep under a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class SavedView(Base):
    """A view: its owner's own, or everybody's; a deleted one stays, so that deleting can be undone.

    Attributes:
        list_code: one of `domain.list_look.LISTS`. look: filter, sort and columns as JSON.
        name_key: the name in small letters; None once it is deleted, which gives the name free.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("list_code", "owner", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_code: Mapped[str] = mapped_column(String(20))
    owner: Mapped[str]
    name: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str | None] = mapped_column(String(80))
    shared: Mapped[bool]
    look: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
