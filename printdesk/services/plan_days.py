"""Working days to and from the moments of one plan; what its rows share is counted once."""

from datetime import date, datetime

from printdesk.domain.calendar import WorkCalendar


class PlanDays:
    """Counts them for the rows of one plan, made at `now` in the office's zone."""

    def __init__(self, office: WorkCalendar, now: datetime) -> None:
        self._office = office
        self._now = now
        self._today = now.date()
        self._ahead: dict[datetime, tuple[datetime, date, int]] = {}
        self._passed: dict[datetime, int] = {}
        self._spare: dict[tuple[int, date], int] = {}

    def until(self, moment: datetime) -> tuple[datetime, date, int]:
        """A moment in the office's zone, its day, and how many days are left until then."""
        found = self._ahead.get(moment)
        if found is None:
            local = moment.astimezone(self._now.tzinfo)
            day = local.date()
            found = self._ahead[moment] = (local, day, self._office.open_days_between(self._today, day))
        return found

    def since(self, promised: datetime) -> int:
        """Days since a promise passed; 0 before that."""
        found = self._passed.get(promised)
        if found is None:
            past = promised < self._now
            days = self._office.open_days_between(promised.date(), self._today) if past else 0
            found = self._passed[promised] = days
        return found

    def between(self, planned: datetime, day: date) -> int:
        """Days from a planned moment to a day."""
        key = (planned.toordinal(), day)
        found = self._spare.get(key)
        if found is None:
            found = self._spare[key] = self._office.open_days_between(planned.date(), day)
        return found
