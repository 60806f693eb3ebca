"""The index of words in names and groups: full-text search of the database at hand, and the words that it knows.

SQLite keeps it in FTS5 (https://www.sqlite.org/fts5.html), PostgreSQL in GIN indexes over tsvector; triggers of the
database keep both true, so that whoever writes an application need not think of them.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from operator import eq

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from printdesk.models.tables import Application, LedgerEntry

NAME, GROUP = "name_key", "group_name"
TAIL = 4
"""Digits of the end of a number that are indexed."""

VECTORS = {
    NAME: "to_tsvector('simple', application.name_key)",
    GROUP: "to_tsvector('simple', coalesce(application.group_name, ''))",
}
"""What PostgreSQL's indexes hold."""
ROWID: ColumnElement[int] = literal_column("rowid")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word to be found; with `begins` also words that only begin with it."""

    word: str
    begins: bool = True


Choices = tuple[Term, ...]
"""One of these must be there."""
Query = tuple[Choices, ...]
"""Of each of these one must be there."""


def words_of(plain: str) -> tuple[str, ...]:
    """The words of a text as both databases cut it: letters and digits, in lower case."""
    return tuple(_WORDS.findall(plain.lower()))


def found(session: Session, queries: Sequence[Query], column: str = NAME) -> ColumnElement[bool]:
    """The condition under which an application matches one of `queries`.

    Args:
        column: `NAME` or `GROUP`.
    """
    if not is_sqlite(session):
        vector: ColumnElement[str] = literal_column(VECTORS[column])
        return vector.op("@@")(func.to_tsquery(literal_column("'simple'"), tsquery(queries)))
    return Application.id.in_(matching_rows(queries, column))


def covering(like: Query, variants: Sequence[Query]) -> Query:
    """The query of which each of `variants` is a case: at each place of `like` its word, or a variant's instead."""
    places = [list(choices) for choices in like]
    for query in variants:
        first = _alike(like, query)
        last = min(_alike(like[::-1], query[::-1]), min(len(like), len(query)) - first)
        instead = query[first : len(query) - last] or query
        for place in places[first : len(like) - last]:
            place += instead[0]
    return tuple(tuple(dict.fromkeys(place)) for place in places)


def _alike(one: Query, other: Query) -> int:
    """How many words they begin with are the same."""
    return sum(1 for _same in takewhile(bool, map(eq, one, other)))


def matching_rows(queries: Sequence[Query], column: str) -> Select[int]:
    """Their ids on SQLite, by its index."""
    rows: Select[int] = select(ROWID).select_from(text("search_application"))
    return rows.where(literal_column("search_application").op("MATCH")(_fts5(queries, column)))


def number_tail(session: Session) -> ColumnElement[str]:
    """The last four digits of an application's number, in the form that is indexed."""
    return literal_column("substr(application.number, -4)" if is_sqlite(session) else "right(application.number, 4)")


def is_sqlite(session: Session) -> bool:
    """Which of the two databases is at hand."""
    return session.get_bind().dialect.name == "sqlite"


def written(queries: Sequence[Query]) -> ColumnElement[bool]:
    """The same for a small number of applications, by looking at the name of each."""
    return or_(*(and_(*(or_(*(_holds(term) for term in choices)) for choices in query)) for query in queries))


def _holds(term: Term) -> ColumnElement[bool]:
    return Application.name_key.contains(f" {term.word}" if term.begins else f" {term.word} ", autoescape=True)


def _fts5(queries: Sequence[Query], column: str) -> str:
    return f"{column} : ({_written_out(queries, ' OR ', ' AND ', lambda t: _quoted(t, chr(34), '*'))})"


def tsquery(queries: Sequence[Query]) -> str:
    """The queries as PostgreSQL's full-text search reads them."""
    return _written_out(queries, " | ", " & ", lambda term: _quoted(term, "'", ":*"))


def _quoted(term: Term, quote: str, begins: str) -> str:
    return f"{quote}{term.word}{quote}{begins if term.begins else ''}"


def _written_out(queries: Sequence[Query], any_of: str, all_of: str, one: Callable[[Term], str]) -> str:
    """The queries in a database's own language; words hold letters and digits only."""
    parts = []
    for query in queries:
        each = (f"({any_of.join(one(term) for term in choices)})" for choices in query)
        parts.append(f"({all_of.join(each)})")
    return any_of.join(parts)


class Vocabulary:
    """The words that occur in names, read once, and again after acts when there may be more of them."""

    def __init__(self) -> None:
        self._words: tuple[str, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._sorted_out: tuple[tuple[str, ...], dict[int, dict[int, list[str]]]] = ((), {})
        self._newest = -1
        self._as_of = -1

    def words(self, session: Session) -> tuple[str, ...]:
        """All words, in their order; those of names that were put right since may be missing."""
        newest = session.scalar(select(func.max(Application.id))) or 0
        if newest != self._newest:
            self._read(session)
            self._newest = newest
        return self._words

    def near(self, word: str, least: int) -> list[str]:
        """Of the words read last, those that may score `least` of 100 or more beside `word`.

        The score is twice the common letters by all letters. A word of which too many different letters are missing
        in the other, or the other way round, cannot reach it.
        """
        mask, size, found = _letters(word), len(word), list[str]()
        for length, kinds in self._kinds().items():
            most = (100 - least) * (size + length) // 100
            if abs(size - length) <= most:
                close = [words for letters, words in kinds.items() if (letters ^ mask).bit_count() <= most]
                found += chain.from_iterable(close)
        found.sort()
        return found

    def begins(self, word: str) -> bool:
        """Whether one of the words read last begins so."""
        known = self._words
        at = bisect_left(known, word)
        return at < len(known) and known[at].startswith(word)

    def has(self, word: str) -> bool:
        """Whether it is one of the words read last."""
        return word in self._known

    def _kinds(self) -> dict[int, dict[int, list[str]]]:
        """The words by their length and by their letters; made when it is asked for."""
        known, kinds = self._words, dict[int, dict[int, list[str]]]()
        if self._sorted_out[0] is known:
            return self._sorted_out[1]
        for word in known:
            kinds.setdefault(len(word), {}).setdefault(_letters(word), []).append(word)
        self._sorted_out = (known, kinds)
        return kinds

    def read_again(self, session: Session) -> bool:
        """Read the words anew when anything was done since they were read; whether it was."""
        if self._as_of == _last_act(session):
            return False
        self._read(session)
        return True

    def _read(self, session: Session) -> None:
        condition = " WHERE col = 'name_key'" if is_sqlite(session) else ""
        statement = text(f"SELECT DISTINCT term FROM search_word{condition}")  # noqa: S608
        self._words = tuple(sorted(session.scalars(statement)))
        self._known = frozenset(self._words)
        self._as_of = _last_act(session)


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> int:
    """Which letters a word has, as bits; two letters may share one, so that words seem nearer but never farther."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def _last_act(session: Session) -> int:
    return session.scalar(select(func.max(LedgerEntry.seq))) or 0
