"""Many rows in few statements: values go to the driver as one flat row of parameters.

An import of 50,000 applications writes 100,000 rows. SQLAlchemy prepares the parameters of each row by themselves,
which costs three times what the database needs for them. On SQLite, which spends a third of its time on taking
parameters over, a column that says the same in all rows of a statement, or the same as another one, is given once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import is_
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, ColumnElement, Date, Dialect, Table, Text, any_, func, literal, select
from sqlalchemy.orm import Session

_MOST_ROWS = 250
_MOST_VALUES = 10_000
"""Rows and parameters of one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535."""

Values = Sequence[Any]
Processors = Mapping[str, Callable[[Any], Any]]
"""What turns the values of a column into those of the driver, by the column's name."""


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
    given: list[tuple[Any, ...]] = []
    left = iter(rows)
    while part := list(islice(left, _MOST_ROWS)):
        given += insert_columns(session, table, dict(zip(columns, zip(*part, strict=True), strict=True)), returning)
    return given


def insert_columns(
    session: Session, table: Table, columns: Mapping[str, Values], returning: Sequence[str] = ()
) -> list[tuple[Any, ...]]:
    """The same for rows that are given column by column, each column with a value of every row."""
    connection = session.connection()
    processors = _processors(table, columns, connection.dialect)
    given: list[tuple[Any, ...]] = []
    for part in _parts(columns, min(_MOST_ROWS, max(1, _MOST_VALUES // len(columns)))):
        statement, values = _prepared(connection.dialect, table.name, part, processors, tuple(returning))
        result = connection.exec_driver_sql(statement, values)
        if returning:
            given.extend(map(tuple, result.all()))
    return given


def _parts(columns: Mapping[str, Values], size: int) -> Iterator[dict[str, Values]]:
    count = len(next(iter(columns.values())))
    for start in range(0, count, size):
        yield {name: values[start : start + size] for name, values in columns.items()}


def _processors(table: Table, columns: Iterable[str], dialect: Dialect) -> Processors:
    made: dict[str, Callable[[Any], Any]] = {}
    for name in columns:
        kind = table.c[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            made[name] = _day_text if dialect.name == "sqlite" and type(kind) is Date else process
    return made


def _day_text(day: Any) -> str | None:
    """As SQLAlchemy writes a date for SQLite, in a third of its time."""
    return None if day is None else str(day.isoformat())


def _prepared(
    dialect: Dialect, table: str, part: Mapping[str, Values], processors: Processors, returning: tuple[str, ...]
) -> tuple[str, tuple[Any, ...]]:
    """The statement for these rows, and its parameters."""
    count = len(next(iter(part.values())))
    layout = _layout(part, processors) if dialect.name == "sqlite" else None
    if layout is None or not layout.once or not layout.each:
        bound = [_bound(values, processors.get(name)) for name, values in part.items()]
        statement = _plain_insert(dialect, table, tuple(part), count, returning)
        return statement, tuple(chain.from_iterable(zip(*bound, strict=True)))
    once = [_bound(part[name][:1], processors.get(name))[0] for name in layout.once]
    each = [_bound(part[name], processors.get(name)) for name in layout.each]
    statement = _sharing_insert(dialect, table, layout, count, returning)
    return statement, tuple(chain(once, chain.from_iterable(zip(*each, strict=True))))


def _bound(values: Values, process: Callable[[Any], Any] | None) -> Values:
    """A column as the driver takes it; what comes again in it is worked out once."""
    if process is None:
        return values
    different = {id(value): value for value in values}  # which an instant tells sooner than its hash
    made = {key: process(value) for key, value in different.items()}
    return [made[id(value)] for value in values]


def one_of(session: Session, column: ColumnElement[str], texts: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a column holds one of many texts, which go to the database as one value."""
    if session.get_bind().dialect.name == "sqlite":
        given = func.json_each(json.dumps(texts)).table_valued("value")
        return column.in_(select(given.c.value))
    return column == any_(literal(list(texts), ARRAY(Text)))


class _Layout(NamedTuple):
    """Where the value of each column comes from: given once, given with each row, or that of another column."""

    columns: tuple[tuple[str, str], ...]
    once: tuple[str, ...]
    each: tuple[str, ...]


def _layout(part: Mapping[str, Values], processors: Processors) -> _Layout:
    once: list[str] = []
    each: list[str] = []
    columns: list[tuple[str, str]] = []
    for name, values in part.items():
        twin = next((one for one in each if _same(part[one], values) and _alike(processors, one, name)), None)
        if twin is None:
            (once if _says_one_thing(values) else each).append(name)
        columns.append((name, twin or name))
    return _Layout(tuple(columns), tuple(once), tuple(each))


def _says_one_thing(values: Values) -> bool:
    """Whether all are one value; 1, 1.0 and True are three."""
    return values.count(values[0]) == len(values) and len(set(map(type, values))) == 1


def _same(values: Values, others: Values) -> bool:
    """Whether the columns hold the very same objects; the last ones tell most that do not."""
    return values[-1] is others[-1] and all(map(is_, values, others))


def _alike(processors: Processors, name: str, other: str) -> bool:
    return processors.get(name) is processors.get(other)


@lru_cache(maxsize=32)
def _plain_insert(
    dialect: Dialect, table: str, columns: tuple[str, ...], count: int, returning: tuple[str, ...]
) -> str:
    sign = "?" if dialect.paramstyle == "qmark" else "%s"
    into = f"INSERT INTO {_named(dialect, [table])} ({_named(dialect, columns)})"
    return f"{into} VALUES {_lines(sign, len(columns), count)}{_returned(dialect, returning)}"


@lru_cache(maxsize=32)
def _sharing_insert(dialect: Dialect, table: str, layout: _Layout, count: int, returning: tuple[str, ...]) -> str:
    quote = dialect.identifier_preparer.quote
    names = [name for name, _source in layout.columns]
    sources = ", ".join(quote(source) for _name, source in layout.columns)
    given = [
        f"{kind} ({_named(dialect, columns)}) AS (VALUES {_lines('?', len(columns), lines)})"
        for kind, columns, lines in (("once", layout.once, 1), ("each", layout.each, count))
    ]
    return (
        f"WITH {', '.join(given)} INSERT INTO {quote(table)} ({_named(dialect, names)}) "  # noqa: S608 - no value in it
        f"SELECT {sources} FROM once CROSS JOIN each{_returned(dialect, returning)}"
    )


def _named(dialect: Dialect, names: Iterable[str]) -> str:
    return ", ".join(map(dialect.identifier_preparer.quote, names))


def _lines(sign: str, width: int, count: int) -> str:
    return ", ".join([f"({', '.join([sign] * width)})"] * count)


def _returned(dialect: Dialect, returning: tuple[str, ...]) -> str:
    return f" RETURNING {_named(dialect, returning)}" if returning else ""
