"""Many rows in few statements: values go to the driver as one flat row of parameters.

An import of 50,000 applications writes 100,000 rows. SQLAlchemy prepares the parameters of each row by themselves,
which costs three times what the database needs for them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

_MOST_VALUES = 10_000
"""Parameters of one statement; SQLite takes 32,766, PostgreSQL 65,535."""

_UNKNOWN = object()

Values = Sequence[Any]


def insert_many(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[Values], returning: Sequence[str] = ()
) -> list[tuple[Any, ...]]:
    """Insert `rows` within the session's transaction.

    Args:
        columns: all columns that get a value; Python-side defaults are not looked at.
        rows: values in the order of `columns`.
        returning: columns to be given back.

    Returns:
        for each row the values of `returning`, in no particular order; nothing when none was asked for.
    """
    connection = session.connection()
    processors = _processors(table, columns, connection.dialect)
    given: list[tuple[Any, ...]] = []
    for part in _parts(rows, max(1, _MOST_VALUES // len(columns))):
        bound = chain.from_iterable(_bound(part, processors))
        statement = _statement(table, columns, len(part), returning, connection.dialect)
        result = connection.exec_driver_sql(statement, tuple(bound))
        if returning:
            given.extend(tuple(row) for row in result)
    return given


def _parts(rows: Iterable[Values], size: int) -> Iterator[list[Values]]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def _processors(table: Table, columns: Sequence[str], dialect: Dialect) -> list[tuple[int, Callable[[Any], Any]]]:
    """What turns a column's values into those of the driver, by the column's place; most need nothing."""
    made = (table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
    return [(place, each) for place, each in enumerate(made) if each is not None]


def _bound(rows: Iterable[Values], processors: Sequence[tuple[int, Callable[[Any], Any]]]) -> Iterator[list[Any]]:
    """The rows as the driver takes them; what comes again within a part, in any column, is worked out once."""
    known: dict[Callable[[Any], Any], dict[Any, Any]] = {process: {} for _place, process in processors}
    steps = [(place, process, known[process]) for place, process in processors]
    for row in rows:
        values = list(row)
        for place, process, seen in steps:
            value = values[place]
            made = seen.get(value, _UNKNOWN)
            if made is _UNKNOWN:
                made = seen[value] = process(value)
            values[place] = made
        yield values


def _statement(table: Table, columns: Sequence[str], count: int, returning: Sequence[str], dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    sign = "?" if dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([sign] * len(columns))})"
    names = ", ".join(map(quote, columns))
    sql = f"INSERT INTO {quote(table.name)} ({names}) VALUES {', '.join([row] * count)}"  # noqa: S608 - no value in it
    return f"{sql} RETURNING {', '.join(map(quote, returning))}" if returning else sql
