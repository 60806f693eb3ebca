"""Finding applications by whatever is at hand: numbers, telephone, a name in any spelling, a group.

Names are compared by their search words (`domain.names`) out of an index (`services.name_index`), so that the
beginning of any word finds it. The same letters cut into other words are tried as well, and where no word begins so,
the nearest words of all names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from printdesk.domain import numbers
from printdesk.domain.names import search_words
from printdesk.domain.states import ApplicationState
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet
from printdesk.services import name_index
from printdesk.services.merging import CLOSED
from printdesk.services.name_index import Term, Vocabulary
from printdesk.services.name_newest import newest
from printdesk.services.work import View

NEAR_ENOUGH = 80
_OF_SHORT = {3: 66, 4: 75}
"""The same for words of so few letters: one wrong letter, or two that changed places."""
_TWINS = {"nor": "nur", "nur": "nor"}
"""Noor, Nor, Noer and Nur are one name, which their keys cut in two."""
_SHORTEST_NUMBER = name_index.TAIL
_SHORTEST_GROUP = 3
_SHORTEST_PHONE = 7
_MANY_WORDS = 5
_NEAREST = 8
_NEAREST_OF_SHORT = 40
"""A short word is near to many, all by one letter."""
_SHORTEST_PART = 2
_LOST_BY_A_CUT = 2
"""A cut in another place changes two words at most."""
_ENOUGH = 200
_OPEN = tuple(state for state in ApplicationState if state not in CLOSED)
_ON_SHELF = (ApplicationState.PASSED, ApplicationState.SHELVED)
_DEGREES = frozenset(("se", "sh", "st", "mm", "m", "si", "msi", "spd", "pd", "skom", "kom", "s"))
"""Degrees as they are searched, whole or cut at their dots: "msi", "m.si", "s.pd"."""
_SERIAL = re.compile(r"[A-Z]{0,3}[0-9]{4,12}")

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Match:
    """An application that was found.

    Attributes:
        shelf_slot: where its booklet lies, or "".
        why: what matched, in words.
    """

    application_id: int
    number: str
    name: str
    service: str
    state: str
    shelf_slot: str
    why: str


def find(view: View, text: str, limit: int, vocabulary: Vocabulary) -> tuple[Match, ...]:
    """The applications that `text` may mean: those still open first, then the newest."""
    search = _Search(view.session, text, limit, vocabulary)
    return search.run()


def matching(session: Session, text: str, vocabulary: Vocabulary) -> Condition:
    """The condition under which an application matches `text` in any way."""
    conditions = [condition for condition, _why in _direct(session, text)]
    if digits := _digits(text):
        conditions.append(_begins(Application.number, digits))
    names = _Names(session, text, vocabulary)
    if names.words:
        conditions.append(name_index.found(session, [names.plain(), *names.other_cuts()]))
    if group := _group(text):
        conditions.append(name_index.found(session, group, name_index.GROUP))
    if not conditions:
        return Application.id < 0
    found = or_(*conditions)
    near = None if session.scalar(select(Application.id).where(found).limit(1)) is not None else names.near()
    return found if near is None else name_index.found(session, [near])


def _digits(text: str) -> str:
    """The digits of what may be a part of an application number, "" where it is none."""
    digits = numbers.strip_separators(text)
    return digits if digits.isascii() and digits.isdigit() and len(digits) >= _SHORTEST_NUMBER else ""


def _phone_beginning(text: str) -> str:
    """The beginning of a telephone as it is kept, "" where the text is none or too short to tell many apart."""
    digits = numbers.strip_separators(text).removeprefix("+")
    kept = f"0{digits.removeprefix('62').removeprefix('0')}"
    plain = digits.isascii() and digits.isdigit() and digits.startswith(("0", "62", "8"))
    return kept if plain and len(kept) >= _SHORTEST_PHONE else ""


def _direct(session: Session, text: str) -> Iterator[tuple[Condition, str]]:
    """The ways in which `text` may be a number: the condition, and the way in words."""
    if digits := _digits(text):
        yield _by_end(session, digits), _("application number")
    if _SERIAL.fullmatch(serial := numbers.passport_number(text)):
        bound = select(Booklet.id).where(Booklet.serial == serial).scalar_subquery()
        yield Application.booklet_id == bound, _("passport number")
    if (phone := numbers.phone(text)) is not None:
        yield Application.phone == phone, _("phone number")
    if (abroad := numbers.phone(f"+{digits}") if digits else None) not in (None, phone):
        yield Application.phone == abroad, _("phone number")


def _by_end(session: Session, digits: str) -> Condition:
    if len(digits) >= numbers.APPLICATION_NUMBER_DIGITS:
        return Application.number == digits
    tail = name_index.number_tail(session) == digits[-name_index.TAIL :]
    return and_(tail, Application.number.endswith(digits))


def _begins(column: InstrumentedAttribute[Any], digits: str) -> Condition:
    """That a column begins with these digits, so that its index answers."""
    after = digits[:-1] + chr(ord(digits[-1]) + 1)
    return and_(column >= digits, column < after)


def _group(text: str) -> tuple[name_index.Query, ...]:
    """The query for groups; empty where the text is too short to name one."""
    words = name_index.words_of(text)
    if len("".join(words)) < _SHORTEST_GROUP:
        return ()
    return (tuple((Term(word),) for word in words),)


class _Names:
    """The queries for a name, from what was typed to what is only near to it."""

    def __init__(self, session: Session, text: str, vocabulary: Vocabulary) -> None:
        self._session = session
        self._vocabulary = vocabulary
        self.words = search_words(text) if any(sign.isalpha() for sign in text) else ()

    def plain(self) -> name_index.Query:
        """The words as they were typed."""
        return tuple((Term(word),) for word in self.words)

    def other_cuts(self) -> list[name_index.Query]:
        """The same letters cut elsewhere: "nur aini" for NUR'AINI, "nuraini" for NUR AINI."""
        if not self.words:
            return []
        self._vocabulary.words(self._session)
        lost = set(islice(self._lost(), _LOST_BY_A_CUT + 1))
        return [] if len(lost) > _LOST_BY_A_CUT else [*self._twins(lost), *self._joined(lost), *self._split(lost)]

    def _lost(self) -> Iterator[int]:
        """The places of words that begin nobody's: only a cut in them can be somebody's name."""
        for at, word in enumerate(self.words):
            if not self._vocabulary.begins(word):
                # The words were read some time ago, so the index has the last word; counted, as with a limit
                # PostgreSQL's planner would rather look for the first one in all names.
                begins = name_index.found(self._session, [((Term(word),),)])
                if not self._session.scalar(select(func.count()).select_from(Application).where(begins)):
                    yield at

    def _twins(self, lost: set[int]) -> Iterator[name_index.Query]:
        if any(word in _TWINS for word in self.words) and all(self.words[at] in _TWINS for at in lost):
            yield tuple(tuple(map(Term, filter(None, (word, _TWINS.get(word))))) for word in self.words)

    def _joined(self, lost: set[int]) -> Iterator[name_index.Query]:
        for at in range(len(self.words) - 1):
            if lost <= {at, at + 1}:
                whole = search_words(self.words[at] + self.words[at + 1])
                # Each such query joins the lists of all the words again, so only those are asked that could be true.
                if all(map(self._vocabulary.begins, whole)):
                    yield tuple((Term(word),) for word in (*self.words[:at], *whole, *self.words[at + 2 :]))

    def _split(self, lost: set[int]) -> Iterator[name_index.Query]:
        for at, word in enumerate(self.words):
            for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1) if lost <= {at} else ():
                if self._vocabulary.has(word[:cut]):
                    parts = (Term(word[:cut], begins=False),), (Term(word[cut:]),)
                    yield (*self.plain()[:at], *parts, *self.plain()[at + 1 :])

    def near(self) -> name_index.Query | None:
        """Words near enough to those typed; None where one has none.

        Degrees follow a comma, so they are no part of a name (`domain.names`); they are typed without one as well.
        """
        words = list(self.words)
        while len(words) > 1 and words[-1] in _DEGREES:
            words.pop()
        if not words:
            return None
        similar = self._similar(words)
        if (similar is None or not all(similar)) and self._vocabulary.read_again(self._session):
            similar = self._similar(words)
        if similar is None:
            return None
        query = []
        for word, others in zip(words, similar, strict=True):
            begins = [] if len(word) < _SHORTEST_GROUP else [Term(word)]
            query.append((*(Term(other, begins=False) for other in others), *begins))
        return tuple(query) if all(query) else None

    def _similar(self, words: Sequence[str]) -> list[list[str]] | None:
        """Of each word the known ones that are near to it; None where one has none and begins none either.

        The longest first: fewest words are near to it.
        """
        self._vocabulary.words(self._session)
        similar: dict[str, list[str]] = {}
        for word in sorted(set(words), key=len, reverse=True):
            least = _OF_SHORT.get(len(word), NEAR_ENOUGH)
            most = _NEAREST if least == NEAR_ENOUGH else _NEAREST_OF_SHORT
            near = self._vocabulary.near(word, least)
            found = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=least, limit=most)
            similar[word] = [other for other, _score, _index in found]
            if not found and not self._vocabulary.begins(word):
                return None
        return [similar[word] for word in words]


class _Search:
    """One search: each way is tried until enough is found."""

    def __init__(self, session: Session, text: str, limit: int, vocabulary: Vocabulary) -> None:
        self._session = session
        self._text = text
        self._limit = limit
        self._names = _Names(session, text, vocabulary)
        self._found: dict[int, tuple[tuple[Any, ...], Match]] = {}

    def run(self) -> tuple[Match, ...]:
        """What was found, the likeliest first."""
        if digits := _digits(self._text):
            self._by_beginning(digits)
        for condition, why in _direct(self._session, self._text):
            self._collect(condition, why)
        if not self._found and (beginning := _phone_beginning(self._text)):
            self._collect(_begins(Application.phone, beginning), _("phone number, its beginning"))
        if self._names.words:
            self._by_name([self._names.plain()], _("name"))
            if len(self._found) < self._limit and (cuts := self._names.other_cuts()) and self._may_be(cuts):
                self._by_name(cuts, _("name, other spelling"))
        if group := _group(self._text):
            ids = newest(self._session, group, _ENOUGH, name_index.GROUP)
            self._collect(Application.id.in_(ids), _("group"))
        if not self._found and (near := self._names.near()) is not None:
            self._by_name([near], _("similar name"))
        ordered = sorted(self._found.values(), key=lambda pair: pair[0])
        return tuple(match for _place, match in ordered[: self._limit])

    def _may_be(self, cuts: Sequence[name_index.Query]) -> bool:
        """Whether some of `cuts` may be found: of many words there are many, and mostly nobody has all the words."""
        if self._found or len(self._names.words) < _MANY_WORDS:
            return True
        return bool(newest(self._session, [name_index.covering(self._names.plain(), cuts)], 1))

    def _by_beginning(self, digits: str) -> None:
        """Numbers that begin so may be all there are: the open ones are few, of the others the last numbers do."""
        begins, newest_first = _begins(Application.number, digits), Application.number.desc()
        self._collect(begins & Application.state.in_(_OPEN), _("application number"))
        last = select(Application.id).where(begins).order_by(newest_first).limit(_ENOUGH)
        self._collect(Application.id.in_(last), _("application number"))

    def _by_name(self, queries: Sequence[name_index.Query], why: str) -> None:
        """All that the index has, where these are few; else the open ones, and of all others the newest.

        The open ones are few, so each is looked at.
        """
        ids = newest(self._session, queries, 2 * self._limit)
        if len(ids) >= self._limit:
            many = self._collect(Application.state.in_(_OPEN) & name_index.written(queries), why)
            ids = ids[: many + self._limit]
        if ids:
            self._collect(Application.id.in_(ids), why)

    def _collect(self, condition: Condition, why: str) -> int:
        closed = case((Application.state.in_(CLOSED), 1), else_=0)
        statement = (
            select(Application)
            .where(condition)
            .order_by(closed, Application.arrived.desc(), Application.id.desc())
            .limit(self._limit)
        )
        rows = list(self._session.scalars(statement))
        for row in rows:
            place = (row.state in CLOSED, -row.arrived.timestamp(), -row.id)
            self._found.setdefault(row.id, (place, _match(row, why, self._text)))
        return len(rows)


def _match(row: Application, why: str, text: str) -> Match:
    if why == _("name") and not _literally(text, row.name):
        why = _("name, other spelling")
    slot = row.shelf_slot if row.state in _ON_SHELF else None
    return Match(row.id, row.number, row.name, row.service, row.state, slot or "", why)


def _literally(text: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name as it is written."""
    written = re.split(r"\W+", name.casefold())
    return all(any(other.startswith(word) for other in written) for word in re.split(r"\W+", text.casefold()) if word)
