"""What people recorded at the counter after a list last spoke, read from the ledger.

A list is a copy of another system and says the same thing again and again; a person at the counter spoke with the
holder. So a departure or a proof that a person recorded (`set_trip`, `give_proof`) stays while the list only repeats
what it said before; a value that the list itself changed since is newer and holds. The ledger keeps what each list
gave, of these two only: neither a day nor the kind of a proof names anybody. The destination follows the departure.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.intake import ApplicationRow
from printdesk.models.tables import LedgerEntry

ASKED = ("departs_at", "destination", "proof", "phone")
"""The fields that the counter records."""

_ACTS = ("import", "add", "update", "set_trip", "give_proof", "correct_phone")


@dataclass(slots=True)
class CounterWord:
    """What the counter recorded of one application, and what the last list had given.

    Attributes:
        recorded: when each field was recorded at the counter, as far as no list changed it afterwards.
        listed: departure and proof as the last list that wrote them gave them.
    """

    recorded: dict[str, datetime] = field(default_factory=dict)
    listed: dict[str, Any] = field(default_factory=dict)

    def outweighs(self, name: str, row: ApplicationRow) -> bool:
        """Whether the counter's value of a field stays against the one of this row."""
        if name not in self.recorded:
            return False
        return name not in self.listed or bool(self.listed[name] == getattr(row, name))

    def take(self, act: str, at: datetime, details: dict[str, Any]) -> None:
        """The next entry of the application's ledger."""
        if act in ("import", "add"):
            self.recorded = {}
            self.listed = {"departs_at": _moment(details.get("departs")), "proof": details.get("proof")}
        elif act == "update":
            self._update(details)
        elif act == "give_proof":
            self.recorded["proof"] = at
        elif act == "correct_phone":
            # No number stands in the ledger, so nobody can tell whether a later list gives the wrong one again.
            self.recorded["phone"] = at
        else:
            self._trip(at, details)

    def _update(self, details: dict[str, Any]) -> None:
        for name in details.get("columns", []):
            self.recorded.pop(name, None)
            if name in ("departs_at", "proof"):
                value = details[name][1]
                self.listed[name] = _moment(value) if name == "departs_at" else value
        if "proof" in details:
            self.recorded.pop("proof", None)

    def _trip(self, at: datetime, details: dict[str, Any]) -> None:
        self.recorded["destination"] = at
        if any(pair[0] != pair[1] for pair in (details["departs"], details["has_time"])):
            self.recorded["departs_at"] = at
        if "proof" in details:
            self.recorded["proof"] = at


def counter_words(session: Session, application_ids: Iterable[int]) -> dict[int, CounterWord]:
    """What was recorded of each of these applications; of some hundred at once."""
    found: dict[int, CounterWord] = {}
    entries = session.execute(
        select(LedgerEntry.object_id, LedgerEntry.act, LedgerEntry.at, LedgerEntry.details)
        .where(
            LedgerEntry.object_kind == "application",
            LedgerEntry.object_id.in_([str(key) for key in application_ids]),
            LedgerEntry.act.in_(_ACTS),
        )
        .order_by(LedgerEntry.seq)
    )
    for key, act, at, details in entries:
        found.setdefault(int(key), CounterWord()).take(act, at, json.loads(details))
    return found


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
