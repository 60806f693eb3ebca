"""The log of what was printed: who sent which pages of which paper where and when, which printout, what became of it.

It is read from the ledger, which nobody changes. A printout is counted by the paper's name: the second time that
anything of it is sent is printout 2, whoever sends it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from printdesk.models.tables import LedgerEntry
from printdesk.services.office import names
from printdesk.services.work import Actor, Answer, Work, Workplace

KIND = "printout"
_LONGEST_NAME = 40
_MOST = 1000


class Outcome(StrEnum):
    """What became of pages that were sent."""

    RUNNING = "running"
    PRINTED = "printed"
    """The printer says that it printed them."""
    SENT = "sent"
    """They left this computer; nobody can say more."""
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SentPaper:
    """What is sent.

    Attributes:
        name: of the paper: its number where it has one; no applicant's name.
        pages: as text, "1-14". count: how many pages, of one copy. copies: how often each.
    """

    name: str
    pages: str
    count: int
    copies: int
    printer: str

    @property
    def key(self) -> str:
        """The name under which its printouts are counted."""
        return self.name[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of the log.

    Attributes:
        key: identifies the line; under it a desk keeps the pages for a while.
        at: in the office's zone. by: the person's name. printout: how often something of this paper was sent.
        missing: pages that did not come out, as text, "" for none.
    """

    key: str
    name: str
    at: datetime
    by: str
    desk: str
    printer: str
    pages: str
    count: int
    copies: int
    printout: int
    outcome: Outcome
    missing: str


class PrintLog:
    """Keeps and shows the log."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def begin(self, actor: Actor, sent: SentPaper, operation_id: str) -> int:
        """Note that pages go to a printer, before they do; which printout of the paper it is."""

        def do(work: Work) -> Answer:
            before = select(func.count()).select_from(LedgerEntry)
            before = before.where(LedgerEntry.object_kind == KIND, LedgerEntry.object_id == sent.key)
            printout = (work.session.scalar(before.where(LedgerEntry.act == "print_out")) or 0) + 1
            work.record(
                "print_out", KIND, sent.key, pages=sent.pages, count=sent.count, copies=sent.copies,
                printer=sent.printer, printout=printout,
            )  # fmt: skip
            return {"printout": printout}

        return int(self._workplace.perform("print_out", actor, operation_id, do)["printout"])

    def end(
        self, actor: Actor, sent: SentPaper, began: str, outcome: Outcome, missing: str, operation_id: str
    ) -> None:
        """Note what became of them.

        Args:
            began: the operation id under which they were sent. missing: pages that did not come out, as text.
        """

        def do(work: Work) -> Answer:
            work.record("end_print_out", KIND, sent.key, of=began, outcome=outcome.value, missing=missing)
            return {}

        self._workplace.perform("end_print_out", actor, operation_id, do)

    def lines(self, most: int = _MOST) -> tuple[PrintLine, ...]:
        """The newest lines first; at most so many."""
        with self._workplace.reading() as view:
            found = view.session.scalars(
                select(LedgerEntry)
                .where(LedgerEntry.object_kind == KIND)
                .order_by(LedgerEntry.seq.desc())
                .limit(2 * most)
            )
            known, ends, lines = names(view.session), dict[str, dict[str, Any]](), []
            for row in found:
                details = json.loads(row.details)
                if row.act == "end_print_out":
                    ends.setdefault(str(details.get("of")), details)
                else:
                    lines.append(_line(row, details, ends, known, row.at.astimezone(view.office.zone)))
        return tuple(lines[:most])


def _line(
    row: LedgerEntry, details: dict[str, Any], ends: Mapping[str, dict[str, Any]], known: Mapping[str, str],
    at: datetime,
) -> PrintLine:  # fmt: skip
    end = ends.get(row.operation_id, {})
    return PrintLine(
        key=row.operation_id, name=row.object_id, at=at, by=known.get(row.user, row.user), desk=row.desk,
        printer=str(details["printer"]), pages=str(details["pages"]), count=int(details["count"]),
        copies=int(details["copies"]), printout=int(details["printout"]),
        outcome=Outcome(end.get("outcome", Outcome.RUNNING)), missing=str(end.get("missing", "")),
    )  # fmt: skip
