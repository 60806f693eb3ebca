"""Finding applications by whatever is at hand: numbers, telephone, a name in any spelling, a group.

Names are compared by their search words (`domain.names`), each between blanks in `Application.name_key`, so that the
beginning of any word finds it. Where no word begins so, the nearest words of all names are tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.names import search_words
from printdesk.domain.states import ApplicationState
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet
from printdesk.services.merging import CLOSED
from printdesk.services.work import View

NEAR_ENOUGH = 80
_SHORTEST_NUMBER = 4
_SHORTEST_GROUP = 3
_NEAREST = 8
_ON_SHELF = (ApplicationState.PASSED, ApplicationState.SHELVED)
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


def find(view: View, text: str, limit: int) -> tuple[Match, ...]:
    """The applications that `text` may mean: those still open first, then the newest."""
    found: dict[int, tuple[tuple[Any, ...], Match]] = {}
    for condition, why in ways(text):
        _collect(view.session, condition, why, text, limit, found)
    if not found and (near := _near_names(view.session, text)) is not None:
        _collect(view.session, near, _("similar name"), text, limit, found)
    ordered = sorted(found.values(), key=lambda pair: pair[0])
    return tuple(match for _place, match in ordered[:limit])


def ways(text: str) -> Iterator[tuple[Condition, str]]:
    """Each way in which `text` may name an application: the condition, and the way in words."""
    digits = numbers.strip_separators(text)
    if digits.isascii() and digits.isdigit() and len(digits) >= _SHORTEST_NUMBER:
        yield _by_number(digits), _("application number")
    if _SERIAL.fullmatch(serial := numbers.passport_number(text)):
        yield Booklet.serial == serial, _("passport number")
    if (phone := numbers.phone(text)) is not None:
        yield Application.phone == phone, _("phone number")
    if words := _letters(text):
        yield _by_words(words), _("name")
    if len(group := text.strip()) >= _SHORTEST_GROUP:
        yield Application.group_name.icontains(group, autoescape=True), _("group")


def matching(session: Session, text: str) -> Condition:
    """The condition under which an application matches `text` in any way."""
    conditions = [condition for condition, _why in ways(text)]
    if not conditions:
        return Application.id < 0
    found = or_(*conditions)
    beside = select(Application.id).outerjoin(Booklet, Booklet.id == Application.booklet_id)
    if session.scalar(beside.where(found).limit(1)) is not None:
        return found
    near = _near_names(session, text)
    return found if near is None else near


def _by_number(digits: str) -> Condition:
    if len(digits) >= numbers.APPLICATION_NUMBER_DIGITS:
        return Application.number == digits
    return or_(Application.number.startswith(digits), Application.number.endswith(digits))


def _letters(text: str) -> tuple[str, ...]:
    """The search words of a text with letters in it."""
    return search_words(text) if any(sign.isalpha() for sign in text) else ()


def _by_words(words: tuple[str, ...]) -> Condition:
    return and_(*(Application.name_key.contains(f" {word}", autoescape=True) for word in words))


def _near_names(session: Session, text: str) -> Condition | None:
    """The condition for names whose words are near enough to those of `text`; None where a word has none."""
    words = _letters(text)
    if not words:
        return None
    keys = session.scalars(select(Application.name_key).distinct())
    known = sorted({word for key in keys for word in key.split()})
    parts = []
    for word in words:
        near = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=_NEAREST)
        begins = [] if len(word) < _SHORTEST_GROUP else [f" {word}"]
        options = [*(f" {other} " for other, _score, _index in near), *begins]
        if not options:
            return None
        parts.append(or_(*(Application.name_key.contains(option, autoescape=True) for option in options)))
    return and_(*parts)


def _collect(
    session: Session,
    condition: Condition,
    why: str,
    text: str,
    limit: int,
    found: dict[int, tuple[tuple[Any, ...], Match]],
) -> None:
    closed = case((Application.state.in_(CLOSED), 1), else_=0)
    statement = (
        select(Application)
        .outerjoin(Booklet, Booklet.id == Application.booklet_id)
        .where(condition)
        .order_by(closed, Application.arrived.desc(), Application.id.desc())
        .limit(limit)
    )
    for row in session.scalars(statement):
        place = (row.state in CLOSED, -row.arrived.timestamp(), -row.id)
        found.setdefault(row.id, (place, _match(row, why, text)))


def _match(row: Application, why: str, text: str) -> Match:
    if why == _("name") and not _literally(text, row.name):
        why = _("name, other spelling")
    slot = row.shelf_slot if row.state in _ON_SHELF else None
    return Match(row.id, row.number, row.name, row.service, row.state, slot or "", why)


def _literally(text: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name as it is written."""
    written = re.split(r"\W+", name.casefold())
    return all(any(other.startswith(word) for other in written) for word in re.split(r"\W+", text.casefold()) if word)
