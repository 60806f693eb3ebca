"""Many rows in few statements: the same as one by one, on both databases."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from printdesk.models.bulk import insert_many, one_of
from printdesk.models.database import Database
from printdesk.models.tables import Application
from printdesk.services import setting_up

_ARRIVED = datetime(2024, 6, 26, 8, 0, 0, 123, tzinfo=timezone(timedelta(hours=7)))
_LATER = _ARRIVED + timedelta(days=4)
_COLUMNS = (
    "number", "name", "name_key", "birth_date", "service", "arrived", "ready_at", "promised_first", "promised",
    "departs_at", "departs_has_time", "visa_lead_days", "same_day", "state", "state_since", "version",
)  # fmt: skip


def _row(number: int, born: date | None, departs: datetime | None) -> tuple[object, ...]:
    return (
        f"{number:016d}", 'O\'NEIL "ŁÓDŹ"', " oneil ", born, "regular48", _ARRIVED, _ARRIVED, _ARRIVED,
        _ARRIVED if number < 600 else _LATER, departs, departs is not None, 0, number % 2 == 0, "ready", _ARRIVED, 1,
    )  # fmt: skip


def test_rows_of_several_statements_come_back_as_they_were_given(empty_database_url: str):
    setting_up.make(empty_database_url)
    database, departs = Database(empty_database_url), _ARRIVED + timedelta(days=3)
    rows = [_row(n, date(2000, 1, 2) if n % 3 else None, departs if n % 2 else None) for n in range(1_300)]

    with database.writing() as session:
        table = Application.__table__
        given = insert_many(session, table, _COLUMNS, rows, ("number", "id"))  # type: ignore[arg-type]
        assert insert_many(session, table, _COLUMNS, []) == []  # type: ignore[arg-type]

    with database.reading() as session:
        known = {row.number: row for row in session.scalars(select(Application))}
        assert {(row.number, row.id) for row in known.values()} == set(given)
        for number, at in ((f"{3:016d}", 3), (f"{1_299:016d}", 1_299)):
            row = known[number]
            assert (row.name, row.birth_date, row.same_day) == ('O\'NEIL "ŁÓDŹ"', rows[at][3], at % 2 == 0)
            assert (row.arrived, row.departs_at) == (_ARRIVED.astimezone(UTC), departs)
            assert (row.promised_first, row.promised) == (_ARRIVED, _ARRIVED if at == 3 else _LATER)
            assert (row.departs_has_time, row.version, row.visa_lead_days) == (True, 1, 0)
        wanted = [rows[5][0], "' or 1=1", rows[1_000][0], rows[5][0]]
        among = one_of(session, Application.__table__.c.number, wanted)  # type: ignore[arg-type]
        assert session.scalars(select(Application.number).where(among).order_by(Application.id)).all() == wanted[::2]
    database.close()


def test_a_naive_instant_is_refused_as_everywhere(empty_database_url: str):
    setting_up.make(empty_database_url)
    database = Database(empty_database_url)
    row = [*_row(1, None, None)]
    row[5] = datetime(2024, 6, 26)  # noqa: DTZ001
    if database.is_sqlite:
        with pytest.raises(ValueError, match="naive"), database.writing() as session:
            insert_many(session, Application.__table__, _COLUMNS, [row])  # type: ignore[arg-type]
    database.close()
