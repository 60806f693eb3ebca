"""Pickup slips: numbered, signed and counted by copy, then drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from sqlalchemy import func, select

from printdesk.documents.document import Document
from printdesk.documents.slip import Checklist, Group, Slip, pickup_slips
from printdesk.domain import codes, numbers
from printdesk.domain.settings import CollectorKind
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import clock_time, weekday_short
from printdesk.models.tables import Application
from printdesk.services import papers
from printdesk.services.clock import Clock
from printdesk.services.collection_facts import last_day_of
from printdesk.services.hand_over_acts import POST_KIND
from printdesk.services.moves import application_for_update
from printdesk.services.office import paper_key
from printdesk.services.slip_scan import SlipScan, slip_scan
from printdesk.services.waves import waves_of
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_READY = (ApplicationState.PASSED, ApplicationState.SHELVED)


@dataclass(frozen=True, slots=True)
class SlipBatch:
    """Slips that were made.

    Attributes:
        document: the PDF.
        numbers: the slips' numbers, in order.
        collectors: code and label of each kind of collector that a slip can be made for.
        skipped: numbers of the applications that lie ready no more, so they got none.
    """

    document: Document
    numbers: tuple[str, ...]
    collectors: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()


class SlipService:
    """Makes pickup slips."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def ready_without_slip(self) -> tuple[int, ...]:
        """Applications ready for pickup, by shelf slot."""
        with self._workplace.reading() as view:
            return tuple(
                view.session.scalars(
                    select(Application.id)
                    .where(Application.state == ApplicationState.SHELVED)
                    .order_by(Application.shelf_slot)
                )
            )

    def application_of(self, text: str) -> int | None:
        """The application whose pickup slip carries a scanned or typed text; None when it is no slip of ours.

        Raises:
            RuleViolationError: it is a forged slip.
        """
        with self._workplace.reading() as view:
            found = slip_scan(view, text)
            return found.application_id if found is not None else None

    def scan(self, text: str) -> SlipScan | None:
        """The slip behind a scanned text, with the copy that was scanned; None when it is no slip of ours.

        Raises:
            RuleViolationError: it is a forged slip.
        """
        with self._workplace.reading() as view:
            return slip_scan(view, text)

    def make(
        self,
        actor: Actor,
        application_ids: Sequence[int],
        size: str,
        reader: Catalogue,
        operation_id: str,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        collector: str = "",
        skip: bool = False,
    ) -> SlipBatch:
        """Number the slips, keep each copy in the log, and draw them.

        Args:
            size: "a6", "a5", "a4" (four to a sheet) or "roll80".
            reader: the language of whoever receives them.
            collector: code of who will collect, whose papers are then named first; "" for the applicant.
            skip: leave out those that lie ready no more, and name them in `skipped`, instead of making nothing.

        Raises:
            RuleViolationError: one of them (with `skip`: each of them) does not lie ready; nothing is made.
        """

        def do(work: Work) -> Answer:
            rows, skipped = _ready(work, application_ids, skip=skip)
            made = [[row.id, *papers.next_copy(work, codes.PICKUP_SLIP, row.id)] for row in rows]
            return {"slips": made, "skipped": skipped}

        answer = self._workplace.perform("make_slips", actor, operation_id, do)
        made = answer["slips"]
        with self._workplace.reading() as view:
            slips = [_slip(view, self._workplace.clock, made_one, actor, reader, collector) for made_one in made]
            labels = tuple((kind.code, kind.label.text(active().lang)) for kind in _for_slips(view, ""))
        document = pickup_slips(slips, size, progress, cancelled)
        skipped = tuple(answer.get("skipped", ()))
        return SlipBatch(document, tuple(slip.slip_number for slip in slips), labels, skipped)


def _ready(work: Work, application_ids: Sequence[int], *, skip: bool) -> tuple[list[Application], list[str]]:
    """Those that get a slip, in the order asked for, and the numbers of those that lie ready no more."""
    wanted = list(dict.fromkeys(application_ids))
    found = {
        application_id: application_for_update(work.session, application_id) for application_id in sorted(wanted)
    }
    rows = [found[application_id] for application_id in wanted]
    waiting = [row for row in rows if row.state not in _READY]
    if waiting and (not skip or len(waiting) == len(rows)):
        raise RuleViolationError(
            _("{number} does not lie ready for pickup, so it gets no slip.").format(number=waiting[0].number),
            _("Choose applications that have a shelf slot."),
        )
    return [row for row in rows if row.state in _READY], [row.number for row in waiting]


def _slip(view: View, clock: Clock, made: list[object], actor: Actor, reader: Catalogue, collector: str) -> Slip:
    application_id, number, copy = int(str(made[0])), str(made[1]), int(str(made[2]))
    row = view.session.get_one(Application, application_id)
    zone, lang = view.office.zone, reader.lang
    now = view.now.astimezone(zone)
    until = last_day_of(view, row)
    return Slip(
        slip_number=number,
        copy=copy,
        office=view.settings.office.name,
        shelf_slot=row.shelf_slot or "",
        name=row.name,
        application_number=row.number,
        services=(view.settings.service(row.service).label.text(lang),),
        ready_from=view.office.counter_hours.next_open(row.state_since).astimezone(zone),
        last_day=view.office.counter_hours.close_of(until) if until else None,
        counter_hours=tuple(counter_lines(view, lang, now.date())),
        bring=tuple(
            Checklist(kind.label.text(lang), tuple(each.label.text(lang) for each in kind.documents))
            for kind in _for_slips(view, collector)
            if kind.code != "group" or row.group_name or collector == "group"
        ),
        phone=numbers.mask_phone(row.phone) if row.phone else None,
        group=_group(view, row),
        code=codes.sign(paper_key(view.session), codes.PICKUP_SLIP, number, now.date(), copy),
        printed_at=now,
        printed_by=actor.desk,
        language=lang,
        watermark=reader("SAMPLE · DEMO") if clock.is_demo else None,
        comes=waves_of(view, [row.id]).get(row.id),
    )


def _for_slips(view: View, first: str) -> list[CollectorKind]:
    """The kinds of collector that come to the counter, the expected one first."""
    kinds = [kind for kind in view.settings.pickup.collectors if kind.code != POST_KIND]
    return sorted(kinds, key=lambda kind: kind.code != first)


def _group(view: View, row: Application) -> Group | None:
    if not row.group_name:
        return None
    count = view.session.scalar(
        select(func.count()).select_from(Application).where(Application.group_name == row.group_name)
    )
    return Group(row.group_name, count or 1)


def counter_lines(view: View, lang: str, day: date) -> Iterator[str]:
    """The counter's hours of an ordinary week, equal days together: "Sen-Kam 08.00-15.30"."""
    monday = date.fromordinal(day.toordinal() - day.weekday())
    week = view.settings.calendar.counter
    for hours, days in groupby(range(7), key=lambda number: week[number]):
        if not hours:
            continue
        numbers_of = list(days)
        first = weekday_short(date.fromordinal(monday.toordinal() + numbers_of[0]), lang)
        last = weekday_short(date.fromordinal(monday.toordinal() + numbers_of[-1]), lang)
        name = first if first == last else f"{first}–{last}"
        spans = ", ".join(f"{_clock(day, a, lang)}–{_clock(day, b, lang)}" for a, b in hours)
        yield f"{name} {spans}"


def _clock(day: date, moment: time, lang: str) -> str:
    return clock_time(datetime.combine(day, moment), lang)
