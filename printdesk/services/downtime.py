"""The down-time pack: made each afternoon, kept as a file outside of the program, and scanned back row by row."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.downtime_pack import downtime_pack
from printdesk.domain import codes
from printdesk.i18n import Catalogue
from printdesk.models.reports import DowntimePack, DowntimeRow
from printdesk.services import papers
from printdesk.services.downtime_back import DowntimeBack
from printdesk.services.downtime_values import HANDOVER, INTAKE, SPOILED, next_orders, pack_values
from printdesk.services.office import names
from printdesk.services.shift_papers import paper_head
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_NEVER = 24
_LISTED = 20


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list; moments in the office's zone.

    Attributes:
        day: the working day that it is for. file: where it was saved last, or "".
        entered, exceptions: rows that were scanned back, and those of them that did not fit.
    """

    number: str
    day: date
    made_at: datetime
    made_by: str
    automatic: bool
    pages: int
    file: str
    closed: bool
    entered: int
    exceptions: int


class DowntimeService(DowntimeBack):
    """Makes down-time packs; what comes back on them is in `DowntimeBack`."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)

    def due(self) -> bool:
        """Whether today's pack should be made by itself: an open day, late enough, and none was made after that."""
        with self._workplace.reading() as view:
            return pack_is_due(view)

    def make(
        self, actor: Actor, reader: Catalogue, operation_id: str, *, automatic: bool = False
    ) -> tuple[PackLine, Document]:
        """Make a pack for the day ahead (`downtime_values.next_orders`), with a number of its own."""

        def do(work: Work) -> Answer:
            number = papers.next_number(work, codes.DOWNTIME_PACK)
            orders = next_orders(View(work.session, work.now, work.office))
            work.session.add(
                DowntimePack(
                    number=number, day=orders.day, made_at=work.now, made_by=actor.user, automatic=automatic,
                    pages=0, file="",
                )
            )  # fmt: skip
            work.session.flush()
            for station, ids in orders.by_station.items():
                _add_rows(work, number, station, ids)
            downtime = work.settings.downtime
            for section, count in (
                (HANDOVER, downtime.handover_rows), (INTAKE, downtime.intake_rows), (SPOILED, downtime.spoiled_rows),
            ):  # fmt: skip
                _add_rows(work, number, section, [None] * count)
            papers.keep(work, codes.DOWNTIME_PACK, number, 1, None)
            rows = sum(len(ids) for ids in orders.by_station.values())
            work.record("make_downtime_pack", "downtime_pack", number, rows=rows, automatic=automatic)
            return {"number": number, "today": sorted(orders.today)}

        answer = self._workplace.perform("make_downtime_pack", actor, operation_id, do)
        number = str(answer["number"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            row = view.session.get_one(DowntimePack, number)
            head = paper_head(view, codes.DOWNTIME_PACK, number, reader("Down-time pack"), actor, 1)
            made = row.made_at.astimezone(view.office.zone).date()
            values = pack_values(view, head, row.day, made, frozenset(answer["today"]), reader)
        document = downtime_pack(values, reader.lang, watermark)
        return self.saved(number, document.pages, ""), document

    def saved(self, number: str, pages: int, file: str) -> PackLine:
        """Note how many pages a pack has and where it was saved; no part of any act."""
        with self._workplace.database.writing() as session:
            row = session.get_one(DowntimePack, number)
            row.pages, row.file = pages, file or row.file
        return next(line for line in self.packs() if line.number == number)

    def last(self) -> PackLine | None:
        """The pack made last; None before the first."""
        return next(iter(self.packs()), None)

    def packs(self) -> tuple[PackLine, ...]:
        """The last packs, the newest first."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(
                select(DowntimePack).order_by(DowntimePack.made_at.desc(), DowntimePack.number.desc()).limit(_LISTED)
            ).all()
            return tuple(_line(view, row) for row in rows)


def pack_is_due(view: View) -> bool:
    """Whether today's pack should have been made by now."""
    hour = view.settings.downtime.make_hour
    now = view.now.astimezone(view.office.zone)
    if hour >= _NEVER or now.hour < hour or not view.office.office_hours.is_open(now.date()):
        return False
    since = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return view.session.scalar(select(DowntimePack.number).where(DowntimePack.made_at >= since).limit(1)) is None


def _add_rows(work: Work, number: str, section: str, ids: "tuple[int, ...] | list[None]") -> None:
    work.session.add_all(
        DowntimeRow(pack=number, section=section, position=at, application_id=each) for at, each in enumerate(ids, 1)
    )


def _line(view: View, row: DowntimePack) -> PackLine:
    found = view.session.execute(
        select(DowntimeRow.outcome, DowntimeRow.exception).where(
            DowntimeRow.pack == row.number,
            DowntimeRow.outcome.is_not(None) | DowntimeRow.exception.is_not(None),
        )
    ).all()
    by = names(view.session).get(row.made_by, row.made_by)
    return PackLine(
        row.number, row.day, row.made_at.astimezone(view.office.zone), by, row.automatic, row.pages, row.file,
        row.closed_at is not None, sum(outcome is not None for outcome, _odd in found),
        sum(odd is not None for _outcome, odd in found),
    )  # fmt: skip
