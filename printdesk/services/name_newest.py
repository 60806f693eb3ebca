"""The newest applications that have a name, without reading all that have a part of it.

SQLite reads its index from the newest on and stops. PostgreSQL's GIN index has no order: it gives all that match, and
for that joins the whole list of each word. So the newest names are read first, which tells how many have each of the
words: what is frequent is found by reading on, and what is rare by the lists of the rarest words alone, the others
being looked for in the names themselves.
"""

from collections.abc import Sequence
from math import inf, prod
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from printdesk.models.tables import Application
from printdesk.services import name_index
from printdesk.services.name_index import GROUP, NAME, ROWID, VECTORS, Choices, Query, Term

# ruff: noqa: S608 - no word is in a statement: they are bound
_SAMPLE = 3_000
_LEAST_SAMPLE = 500
_TERMS_IN_ALL = 24_000
"""A sample of many words is a short one: each is looked for in each name."""
_COMMON = 3_000
_FETCH = 12.0
"""To fetch an application that the index names costs so many times what its entry in the list of a word's beginnings
does, or the next name in order.
"""
_UNSEEN = 0.5
"""So many names of a sample in which nobody has a word are taken to have it."""
_MISJUDGED = 3
"""So many times farther than a sample lets expect is read on before it is given up."""
_SETTINGS = "||".join(
    f"set_config('{name}', '{value}', true)"
    for name, value in (
        # The planner knows little of how often words occur: it may read a million names one by one.
        ("enable_seqscan", "off"),
        # With less the list of a frequent word is kept as pages, of which each application is looked at.
        ("work_mem", "64MB"),
        ("jit", "off"),
    )
)
"""What holds for the rest of the transaction."""


def newest(session: Session, queries: Sequence[Query], limit: int, column: str = NAME) -> Sequence[int]:
    """The ids of those that match, at most `limit`: the ones taken in last, the last first."""
    if name_index.is_sqlite(session):
        matching = name_index.matching_rows(queries, column)
        return session.scalars(matching.order_by(ROWID.desc()).limit(limit)).all()
    if column == GROUP:
        return _newest_groups(session, queries, limit)
    asked = _Asked(session, queries, limit)
    sample = asked.sample()
    ids = asked.in_order(sample)
    return asked.by_index(sample) if ids is None else ids


def _newest_groups(session: Session, queries: Sequence[Query], limit: int) -> Sequence[int]:
    session.execute(text(f"SELECT {_SETTINGS}"))
    found = select(Application.id).where(name_index.found(session, queries, GROUP))
    some = session.scalars(found.limit(_COMMON)).all()
    if len(some) < _COMMON:
        return sorted(some, reverse=True)[:limit]
    grouped = found.where(Application.group_name.is_not(None))
    return session.scalars(grouped.order_by(Application.id.desc()).limit(limit)).all()


class _Sample(NamedTuple):
    """The newest names: how many they are, which of them match, and how many have each of the words."""

    rows: int
    whole: bool
    newest: int
    oldest: int
    ids: Sequence[int]
    having: dict[Choices, int]


class _Lists(NamedTuple):
    """Lists of the index that are joined: of whole words and of beginnings, which part of all names they leave, and
    what it costs to read them and to fetch what is left, in entries of a list that all names would be in.
    """

    whole: Query
    begun: Query
    cost: float


class _Asked:
    """One question; its statements are written here, as those of the mapper take longer than their answers."""

    def __init__(self, session: Session, queries: Sequence[Query], limit: int) -> None:
        self._session = session
        self._queries = queries
        self._limit = limit
        self._values: dict[str, str] = {}
        self._tests = {choices: "" for query in queries for choices in query}
        for choices in self._tests:
            self._tests[choices] = f"({' OR '.join(map(self._holds, choices))})"
        each = (" AND ".join(self._tests[choices] for choices in query) for query in queries)
        self._all = " OR ".join(f"({every})" for every in each)

    def _holds(self, term: Term) -> str:
        name = f"w{len(self._values)}"
        self._values[name] = f"% {term.word}%" if term.begins else f"% {term.word} %"
        return f"name_key LIKE :{name}"

    def sample(self) -> _Sample:
        """Look at the newest names."""
        wanted = max(_LEAST_SAMPLE, min(_SAMPLE, _TERMS_IN_ALL // (len(self._values) + 1)))
        having = "".join(f", count(*) FILTER (WHERE {test})" for test in self._tests.values())
        statement = (
            f"SELECT {_SETTINGS}, count(*), coalesce(max(id), 0), coalesce(min(id), 0),"
            f" array_agg(id) FILTER (WHERE {self._all}){having}"
            f" FROM (SELECT id, name_key FROM application ORDER BY id DESC LIMIT {wanted}) AS newest"
        )
        _set, rows, last, first, ids, *each = self._session.execute(text(statement), self._values).one()
        found = sorted(ids or (), reverse=True)
        return _Sample(rows, rows < wanted, last, first, found, dict(zip(self._tests, each, strict=True)))

    def in_order(self, sample: _Sample) -> Sequence[int] | None:
        """The newest of those that match when they lie so close that reading on finds them; None when they do not."""
        missing = self._limit - len(sample.ids)
        if missing <= 0 or sample.whole:
            return sample.ids[: self._limit]
        if self._distance(sample) > sample.newest * sum(_lists(query, sample).cost for query in self._queries):
            return None
        statement = (
            f"SELECT id FROM (SELECT id, name_key FROM application WHERE id < :oldest ORDER BY id DESC LIMIT :rows)"
            f" AS next WHERE {self._all} ORDER BY id DESC LIMIT {missing}"
        )
        rows = int(_MISJUDGED * self._distance(sample))
        values = {**self._values, "oldest": sample.oldest, "rows": rows}
        more = self._session.scalars(text(statement), values).all()
        return [*sample.ids, *more] if len(more) == missing else None

    def _distance(self, sample: _Sample) -> float:
        """How many names have to be read until enough are found, as far as the sample tells."""
        likely = sum(prod(sample.having[choices] / sample.rows for choices in query) for query in self._queries)
        part = max(likely, len(sample.ids) / sample.rows)
        return (self._limit - len(sample.ids)) / part if part else inf

    def by_index(self, sample: _Sample) -> Sequence[int]:
        """Those that the index has."""
        # A list is read as often as it is named, so each is named once for all that go with it.
        joined: dict[Query, list[Query]] = {}
        for query in self._queries:
            lists = _lists(query, sample)
            joined.setdefault(lists.begun, []).append(lists.whole)
        statement = (
            f"SELECT id FROM (SELECT id FROM application WHERE {VECTORS[NAME]} @@ to_tsquery('simple', :asked)"
            f" AND ({self._all}) OFFSET 0) AS found ORDER BY id DESC LIMIT {self._limit}"
        )
        asked = " | ".join(_together(begun, whole) for begun, whole in joined.items())
        return self._session.scalars(text(statement), {**self._values, "asked": asked}).all()


def _together(begun: Query, whole: Sequence[Query]) -> str:
    either = name_index.tsquery(whole) if all(whole) else ""
    return " & ".join(f"({part})" for part in (name_index.tsquery([begun]) if begun else "", either) if part)


def _lists(query: Query, sample: _Sample) -> _Lists:
    """The lists of whole words, as these are skipped through where the others are done, and of beginnings the rarest,
    and each next while it spares more than it takes.
    """
    parts = {choices: max(sample.having[choices], _UNSEEN) / sample.rows for choices in query}
    begun = [choices for choices in parts if any(term.begins for term in choices)]
    whole = [choices for choices in parts if choices not in begun]
    left = prod(parts[choices] for choices in whole)
    kept, cost = list[Choices](), 0.0
    for choices in sorted(begun, key=lambda choices: (parts[choices], -min(len(term.word) for term in choices))):
        if (whole or kept) and parts[choices] > _FETCH * left:
            break
        kept.append(choices)
        left *= parts[choices]
        cost += parts[choices]
    return _Lists(tuple(whole), tuple(kept), cost + _FETCH * left)
