"""What every act asks first, in one question: who acts, whether it was done, the settings in force, the time."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from printdesk.models.quick import Statement


@dataclass(frozen=True, slots=True)
class Known:
    """A person whose login is the actor's, small and capital letters aside.

    Attributes:
        account: has a password. must_change: and has to choose another one.
    """

    login: str
    roles: tuple[str, ...]
    active: bool
    account: bool
    must_change: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """What holds as an act begins.

    Attributes:
        version: number of the settings in force; None in a database without an office.
        moment: the server's clock; None on SQLite.
        closed: somebody has a password, so that who acts must have signed in.
        done: name of the act that was carried out under this operation id, or None.
        people: those whose login is the actor's but for small and capital letters.
    """

    version: int | None
    moment: datetime | None
    closed: bool
    done: str | None
    people: tuple[Known, ...]

    def actor(self, login: str) -> Known | None:
        """The person with exactly this login."""
        return next((each for each in self.people if each.login == login), None)


_ASKED = """
SELECT (SELECT max(id) FROM settings_version), {clock}, EXISTS (SELECT 1 FROM account),
 (SELECT act FROM operation WHERE id = :operation), p.login, p.roles, p.active, a.login IS NOT NULL, a.must_change
FROM (SELECT 1 AS one) AS always LEFT JOIN person p ON lower(p.login) = :lower
 LEFT JOIN account a ON a.login = p.login
"""
_BEGINNING = Statement(_ASKED.format(clock="NULL"), _ASKED.format(clock="clock_timestamp()"))


def begin(session: Session, operation_id: str, login: str) -> Beginning:
    """Ask it, as the first thing of an act."""
    rows = _BEGINNING.run(session, {"operation": operation_id, "lower": login.lower()})
    version, moment, closed, done, *_person = rows[0]
    people = tuple(
        Known(row[4], _roles(row[5]), bool(row[6]), bool(row[7]), bool(row[8])) for row in rows if row[4] is not None
    )
    return Beginning(version, moment, bool(closed), done, people)


def _roles(kept: Any) -> tuple[str, ...]:
    return tuple(json.loads(kept) if isinstance(kept, str) else kept)
