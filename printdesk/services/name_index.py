"""The index of words in names and groups: full-text search of the database at hand, and the words that it knows.

SQLite keeps it in FTS5 (https://www.sqlite.org/fts5.html), PostgreSQL in GIN indexes over tsvector; triggers of the
database keep both true, so that whoever writes an application need not think of them.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from printdesk.models.tables import Application, LedgerEntry

NAME, GROUP = "name_key", "group_name"
TAIL = 4
"""Digits of the end of a number that are indexed."""

_VECTORS = {
    NAME: "to_tsvector('simple', application.name_key)",
    GROUP: "to_tsvector('simple', coalesce(application.group_name, ''))",
}
_COMMON = 3_000
"""A word that so many names have is met soon enough by reading them from the newest on."""
_ROWID: ColumnElement[int] = literal_column("rowid")
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
    if not _is_sqlite(session):
        vector: ColumnElement[str] = literal_column(_VECTORS[column])
        return vector.op("@@")(func.to_tsquery(literal_column("'simple'"), _tsquery(queries)))
    return Application.id.in_(_matching_rows(queries, column))


def newest(session: Session, queries: Sequence[Query], limit: int, column: str = NAME) -> Sequence[int]:
    """The ids of those that match, at most `limit`: the ones taken in last, the last first."""
    if _is_sqlite(session):
        return session.scalars(_matching_rows(queries, column).order_by(_ROWID.desc()).limit(limit)).all()
    # The planner knows little of how often words occur: without this it may read a million names one by one.
    session.execute(text("SET LOCAL enable_seqscan = off"))
    some = session.scalars(select(Application.id).where(found(session, queries, column)).limit(_COMMON)).all()
    session.execute(text("SET LOCAL enable_seqscan = on"))
    if len(some) < _COMMON or column == GROUP:
        return sorted(some, reverse=True)[:limit]
    return session.scalars(
        select(Application.id).where(written(queries)).order_by(Application.id.desc()).limit(limit)
    ).all()


def _matching_rows(queries: Sequence[Query], column: str) -> Select[int]:
    rows: Select[int] = select(_ROWID).select_from(text("search_application"))
    return rows.where(literal_column("search_application").op("MATCH")(_fts5(queries, column)))


def number_tail(session: Session) -> ColumnElement[str]:
    """The last four digits of an application's number, in the form that is indexed."""
    return literal_column("substr(application.number, -4)" if _is_sqlite(session) else "right(application.number, 4)")


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def written(queries: Sequence[Query]) -> ColumnElement[bool]:
    """The same for a small number of applications, by looking at the name of each."""
    return or_(*(and_(*(or_(*(_holds(term) for term in choices)) for choices in query)) for query in queries))


def _holds(term: Term) -> ColumnElement[bool]:
    return Application.name_key.contains(f" {term.word}" if term.begins else f" {term.word} ", autoescape=True)


def _fts5(queries: Sequence[Query], column: str) -> str:
    return f"{column} : ({_written_out(queries, ' OR ', ' AND ', lambda t: _quoted(t, chr(34), '*'))})"


def _tsquery(queries: Sequence[Query]) -> str:
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
                for letters, words in kinds.items():
                    if (letters ^ mask).bit_count() <= most:
                        found += words
        found.sort()
        return found

    def begins(self, word: str) -> bool:
        """Whether one of the words read last begins so."""
        known = self._words
        at = bisect_left(known, word)
        return at < len(known) and known[at].startswith(word)

    def _kinds(self) -> dict[int, dict[int, list[str]]]:
        """The words by their length and by their letters; made when it is asked for."""
        known, kinds = self._words, dict[int, dict[int, list[str]]]()
        if self._sorted_out[0] is known:
            return self._sorted_out[1]
        for word in known:
            kinds.setdefault(len(word), {}).setdefault(_letters(word), []).append(word)
        self._sorted_out = (known, kinds)
        return kinds

    def known(self, session: Session) -> frozenset[str]:
        """All words, to ask for many of them."""
        self.words(session)
        return self._known

    def read_again(self, session: Session) -> bool:
        """Read the words anew when anything was done since they were read; whether it was."""
        if self._as_of == _last_act(session):
            return False
        self._read(session)
        return True

    def _read(self, session: Session) -> None:
        condition = " WHERE col = 'name_key'" if _is_sqlite(session) else ""
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
