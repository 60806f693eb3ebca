"""The hand-over register of a day (buku penyerahan), on screen and as a numbered sheet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.register_sheet import RegisterLine, register_sheet
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import clock_time, day_long, number
from printdesk.models.handing import RegisterSheet
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services import papers
from printdesk.services.counter_papers import counter_head, next_copy_of
from printdesk.services.hand_over_acts import POST_KIND
from printdesk.services.office import names
from printdesk.services.repeat_collectors import masked_identity
from printdesk.services.work import Actor, Answer, View, Work, Workplace


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One hand-over of the register.

    Attributes:
        number: "BP-2024-000001". at, undone_at: in the office's zone. collector_kind: label in the reader's language.
        identity: masked, or "". documents: labels. officer, undone_by: names.
        proved_by: "slip", "slip_number" or "identity"; "post" for what went on the list that the post signs.
    """

    application_id: int
    number: str
    at: datetime
    name: str
    serial: str
    collector_kind: str
    collector: str
    identity: str
    documents: tuple[str, ...]
    proved_by: str
    officer: str
    undone_at: datetime | None
    undone_by: str


class RegisterService:
    """Reads the register and prints it day by day."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def rows(self, day: date, reader: Catalogue) -> tuple[RegisterRow, ...]:
        """The hand-overs of a day in the office's zone, in the order of their numbers."""
        with self._workplace.reading() as view:
            return _rows(view, day, reader)

    def sheet(self, actor: Actor, day: date, reader: Catalogue, operation_id: str) -> Document:
        """The day's register as PDF; it keeps its number, and each making of it is a copy in the log.

        Raises:
            RuleViolationError: nothing was handed over on that day.
        """

        def do(work: Work) -> Answer:
            row = work.session.get(RegisterSheet, day, with_for_update=True)
            if row is None:
                row = RegisterSheet(day=day, number=papers.next_number(work, codes.REGISTER_SHEET))
                work.session.add(row)
            return {"number": row.number, "copy": next_copy_of(work, codes.REGISTER_SHEET, row.number)}

        if not self.rows(day, reader):
            raise RuleViolationError(_("Nothing was handed over on this day."), _("Choose another day."))
        made = self._workplace.perform("print_register", actor, operation_id, do)
        with self._workplace.reading() as view:
            rows = _rows(view, day, reader)
            taken = sum(row.undone_at is None for row in rows)
            facts = (
                (reader("Day, date"), day_long(day, reader.lang)),
                (reader("Handed over"), number(taken, reader.lang)),
                (reader("Back on the shelf"), number(len(rows) - taken, reader.lang)),
            )
            title = reader("Register of passports handed over")
            head = counter_head(
                view, actor, codes.REGISTER_SHEET, str(made["number"]), title, facts, int(made["copy"])
            )
        lines = [_line(row, reader) for row in rows]
        return register_sheet(
            head, lines, reader.lang, reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        )


def _rows(view: View, day: date, reader: Catalogue) -> tuple[RegisterRow, ...]:
    start = view.office.counter_hours.start_of(day)
    end = view.office.counter_hours.start_of(day + timedelta(days=1))
    found = view.session.execute(
        select(Pickup, Application.name, Booklet.serial)
        .join(Application, Application.id == Pickup.application_id)
        .join(Booklet, Booklet.id == Pickup.booklet_id)
        .where(Pickup.at >= start, Pickup.at < end)
        .order_by(Pickup.id)
    )
    kinds = {kind.code: kind for kind in view.settings.pickup.collectors}
    known, zone = names(view.session), view.office.zone
    rows = []
    for row, name, serial in found:
        kind = kinds.get(row.collector_kind)
        papers_of = {each.code: each.label.text(reader.lang) for each in kind.documents} if kind else {}
        identity = row.collector_identity or ""
        rows.append(
            RegisterRow(
                row.application_id, row.register_number, row.at.astimezone(zone), name, serial,
                kind.label.text(reader.lang) if kind else row.collector_kind,
                row.collector_name if kind is None or kind.other_person else "",
                identity if "*" in identity else masked_identity(identity),
                tuple(papers_of.get(code, code) for code in row.documents),
                POST_KIND if row.collector_kind == POST_KIND else row.proved_by,
                known.get(row.officer, row.officer), row.undone_at.astimezone(zone) if row.undone_at else None,
                known.get(row.undone_by or "", row.undone_by or ""),
            )
        )  # fmt: skip
    return tuple(rows)


def _line(row: RegisterRow, reader: Catalogue) -> RegisterLine:
    undone = ""
    if row.undone_at is not None:
        undone = reader("Taken back {moment} by {who}").format(
            moment=clock_time(row.undone_at, reader.lang), who=row.undone_by
        )
    return RegisterLine(
        row.number, row.at, row.name, row.serial, row.collector_kind, row.collector or row.name, row.identity,
        ", ".join(row.documents), row.officer, undone,
    )  # fmt: skip
