"""Gap reports of restores: kept with the restore, read back as JSON or as a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import select

from printdesk.documents.blank_minutes_layout import Signer
from printdesk.documents.document import Document
from printdesk.documents.gap_report import ActRow, GapSheet, StandingRow, gap_report
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.safety import RestoreRun
from printdesk.services import papers
from printdesk.services.office import names
from printdesk.services.safety_words import act_name, application_words, booklet_words, paper_name
from printdesk.services.shift_papers import paper_head, signer
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class RestoreLine:
    """A restore in a list; moments in the office's zone. `lost` is None where nobody knows."""

    number: str
    at: datetime
    by: str
    second: str
    file: str
    taken_at: datetime
    aside: str
    lost: int | None


class RestoreReports:
    """Lists restores and prints what was lost by each."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def lines(self) -> tuple[RestoreLine, ...]:
        """All restores of this database, the newest first."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(RestoreRun).order_by(RestoreRun.at.desc()))
            known, zone = names(view.session), view.office.zone
            return tuple(
                RestoreLine(
                    row.number, row.at.astimezone(zone), known.get(row.by, row.by), known.get(row.second, row.second),
                    row.file, row.taken_at.astimezone(zone), row.aside,
                    int(row.body["lost"]) if row.body["known"] else None,
                )
                for row in rows
            )  # fmt: skip

    def values(self, number: str) -> dict[str, Any]:
        """A gap report as a JSON document.

        Raises:
            RuleViolationError: there is none with that number.
        """
        with self._workplace.reading() as view:
            row = _existing(view, number)
            zone = view.office.zone
            return {
                "number": row.number, "at": row.at.astimezone(zone).isoformat(timespec="seconds"), "by": row.by,
                "second": row.second, "file": row.file,
                "taken_at": row.taken_at.astimezone(zone).isoformat(timespec="seconds"), "entries": row.entries,
                "head": row.head, "aside": row.aside or None, **row.body,
            }  # fmt: skip

    def document(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> Document:
        """The report as a paper in the reader's language; each making of it is a copy in the log.

        Raises:
            RuleViolationError: there is none with that number.
        """

        def do(work: Work) -> Answer:
            _existing(work, number)
            last = papers.last_copy(work.session, number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, codes.GAP_REPORT, number, copy, None)
            return {"copy": copy}

        copy = int(self._workplace.perform("print_gap_report", actor, operation_id, do)["copy"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            sheet = _sheet(view, _existing(view, number), actor, reader, copy)
        return gap_report(sheet, reader.lang, watermark)


def _existing(view: View | Work, number: str) -> RestoreRun:
    row = view.session.get(RestoreRun, number)
    if row is None:
        raise RuleViolationError(_("There is no gap report {number}.").format(number=number))
    return row


def _sheet(view: View, row: RestoreRun, actor: Actor, reader: Catalogue, copy: int) -> GapSheet:
    zone, body, known = view.office.zone, row.body, names(view.session)
    title = reader("Report on a restored database")
    counts: dict[str, int] = {}
    for act, count in body["counts"]:
        counts[act_name(act, reader)] = counts.get(act_name(act, reader), 0) + count
    applications = tuple(_standing(each, application_words, reader) for each in body["applications"])
    booklets = tuple(_standing(each, booklet_words, reader) for each in body["booklets"])
    return GapSheet(
        head=paper_head(view, codes.GAP_REPORT, row.number, title, actor, copy),
        at=row.at.astimezone(zone), by=known.get(row.by, row.by), second=known.get(row.second, row.second),
        taken_at=row.taken_at.astimezone(zone), file=row.file, aside=row.aside, entries=row.entries,
        ledger_head=row.head, known=body["known"], branch=body["branch"], lost=body["lost"],
        since=_moment(body["since"], zone), until=_moment(body["until"], zone), counts=tuple(counts.items()),
        applications=applications, booklets=booklets,
        papers=tuple((f"{paper_name(key[:2], reader)}, {key}", first, last) for key, first, last in body["papers"]),
        acts=tuple(_act(each, zone, known, reader) for each in body["acts"] if each["again"]),
        erased_again=body["erased_again"],
        signers=(
            signer(view, reader("Restored by"), row.by),
            signer(view, reader("Second person"), row.second),
            Signer(reader("Head of the office"), view.settings.office.head_name, view.settings.office.head_nip),
        ),
    )  # fmt: skip


def _standing(each: dict[str, Any], words: Callable[[str, Catalogue], str], reader: Catalogue) -> StandingRow:
    then = words(each["then"], reader) if each["then"] else ""
    return StandingRow(each["name"], then, words(each["now"], reader), each["serial"])


def _act(each: dict[str, Any], zone: tzinfo, known: dict[str, str], reader: Catalogue) -> ActRow:
    at = datetime.fromisoformat(each["at"]).astimezone(zone)
    who = known.get(each["user"], each["user"])
    return ActRow(at, who, each["desk"], act_name(each["act"], reader), each["about"])


def _moment(text: str | None, zone: tzinfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(zone) if text else None
