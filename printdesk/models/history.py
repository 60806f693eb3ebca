"""What the office learned of itself: the forecast of each morning, to be held against the truth."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from printdesk.models.tables import Base


class ForecastMorning(Base):
    """The first forecast that was made on a day.

    `bands` lists the days ahead: date, then what waits at the end of it in 1 of 10 runs, in half, and in 9 of 10.
    """

    __tablename__ = "forecast_morning"

    day: Mapped[date] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    waiting: Mapped[int]
    middle: Mapped[date | None]
    late: Mapped[date | None]
    bands: Mapped[list[Any]]
