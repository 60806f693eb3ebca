"""What the ledger says of people: who signed in where, wrong passwords, and who gave whom which role."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from printdesk.domain.role_words import account_acts
from printdesk.i18n import Catalogue
from printdesk.models.tables import LedgerEntry
from printdesk.services.office import names
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry.

    Attributes:
        login: whom it is about; "" for a name that nobody has. by: login of who did it.
        act: a word of the program. text: the same for the reader, with names.
    """

    at: datetime
    login: str
    by: str
    desk: str
    act: str
    text: str


def trail(view: View, reader: Catalogue, days: int, login: str = "") -> tuple[TrailLine, ...]:
    """The entries about people of the last days, the newest first; of one of them where a login is given."""
    words, known = account_acts(reader), names(view.session)
    wanted = [LedgerEntry.object_id == login] if login else []
    rows = view.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.object_kind == "person", LedgerEntry.act.in_(list(words)),
            LedgerEntry.at >= view.now - timedelta(days=days), *wanted,
        )
        .order_by(LedgerEntry.seq.desc())
    )  # fmt: skip
    return tuple(
        TrailLine(
            row.at.astimezone(view.office.zone), row.object_id, row.user, row.desk, row.act,
            _told(row, words[row.act], known, reader),
        )
        for row in rows
    )  # fmt: skip


def _told(row: LedgerEntry, word: str, known: dict[str, str], reader: Catalogue) -> str:
    details = json.loads(row.details)
    name = known.get(row.object_id, row.object_id) or reader("an unknown name")
    text = f"{name}: {word}"
    if details.get("roles"):
        text += f" ({', '.join(details['roles'])})"
    if row.user not in ("", row.object_id):
        text += " · " + reader("by {name}").format(name=known.get(row.user, row.user))
    return text
