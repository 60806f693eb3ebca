"""The values of a down-time pack: tomorrow's order by station, the shelf, who was promised, blank rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from urllib.parse import quote

from sqlalchemy import select

from printdesk.documents.batch_sheet_values import BatchPaper, BatchPaperRow
from printdesk.documents.blank_minutes_layout import PaperHead
from printdesk.documents.downtime_values import BlankSheet, DowntimePaper, PromisedLine, ShelfLine
from printdesk.domain import codes
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_long, day_short, number
from printdesk.models.reports import DowntimeRow
from printdesk.models.tables import Application, Booklet
from printdesk.services.batch_paper import Slack
from printdesk.services.office import paper_key, station_switches
from printdesk.services.plans import PlanRow, make_plan
from printdesk.services.work import View, Work

HANDOVER, INTAKE, SPOILED = "handover", "intake", "spoiled"
SECTIONS = (HANDOVER, INTAKE, SPOILED)
"""Sections of blank rows; every other section is a station's code."""
_TAIL = 8
MARGIN_PERCENT = 20
"""So much more than the day holds stands on each station's order."""
A = ApplicationState
_UNDER_WAY = (A.READY, A.CLAIMED, A.PRINTING, A.UNCONFIRMED, A.PRINTED, A.PASSED, A.HELD)


@dataclass(frozen=True, slots=True)
class Orders:
    """What each station would print.

    Attributes:
        day: the next working day. by_station: ids in order. today: of these, planned for what is left of today.
    """

    day: date
    by_station: Mapping[str, tuple[int, ...]]
    today: frozenset[int]


def next_orders(view: View) -> Orders:
    """The plan of the day that the pack is for, dealt out to the stations of each pool, and a margin beyond it.

    Made while more than half of today's hours lie ahead it is for today, else for the next working day with what
    today still has before it. A station's order ends with that day and a fifth more, should it be faster.
    """
    plan = make_plan(view)
    today = plan.now.date()
    day = today if _half_ahead(view, plan.now) else view.office.office_hours.next_open_day(today)
    up = {switch.code for switch in station_switches(view) if switch.state == "up"}
    dealt: dict[str, list[int]] = defaultdict(list)
    later: dict[str, list[int]] = defaultdict(list)
    rows = [row for row in plan.rows if row.planned is not None]
    for row in (row for row in rows if row.planned and row.planned.date() <= day):
        station = _station_for(view, row, up, dealt)
        if station:
            dealt[station].append(row.application_id)
    most = {code: ceil(len(ids) * MARGIN_PERCENT / 100) for code, ids in dealt.items()}
    for row in (row for row in rows if row.planned and row.planned.date() > day):
        station = _station_for(view, row, {code for code in up if len(later[code]) < most.get(code, 0)}, later)
        if station and len(later[station]) < most.get(station, 0):
            later[station].append(row.application_id)
    still = frozenset(
        row.application_id for row in rows if day != today and row.planned and row.planned.date() == today
    )
    return Orders(day, {code: (*ids, *later[code]) for code, ids in dealt.items()}, still)


def _half_ahead(view: View, now: datetime) -> bool:
    """Whether more than half of today's office hours lie ahead."""
    office = view.office.office_hours
    hours = office.hours(now.date())
    whole = sum((end - start for start, end in hours), timedelta())
    ahead = sum((end - max(start, now) for start, end in hours if end > now), timedelta())
    return ahead * 2 > whole > timedelta()


def _station_for(view: View, row: PlanRow, up: set[str], dealt: Mapping[str, Sequence[int]]) -> str:
    """The station of the row's pool that prints its type and has least to do for its pace; one that works first."""
    pool = set(row.pool.split("+"))
    able = [each for each in view.settings.stations if each.code in pool and row.service in each.services]
    working = [each for each in able if each.code in up] or able
    best = min(working, key=lambda each: len(dealt.get(each.code, ())) / max(each.rate_per_hour, 0.1), default=None)
    return best.code if best else ""


def row_code(view: View | Work, pack: str, section: str, position: int, day: date) -> str:
    """The signed code of a row of a pack."""
    named = f"{pack}/{quote(section, safe='')}/{position}"
    return codes.sign(paper_key(view.session), codes.DOWNTIME_ROW, named, day)


def pack_values(
    view: View, head: PaperHead, day: date, made: date, today: frozenset[int], reader: Catalogue
) -> DowntimePaper:
    """The pack's values.

    Args:
        day: the working day that it is for. made: day of its codes. today: planned for what was left of today.
    """
    _ = reader
    rows = view.session.scalars(
        select(DowntimeRow).where(DowntimeRow.pack == head.number).order_by(DowntimeRow.section, DowntimeRow.position)
    ).all()
    by_section: dict[str, list[DowntimeRow]] = defaultdict(list)
    for row in rows:
        by_section[row.section].append(row)
    stations = tuple(
        _station_paper(view, head, each.code, by_section[each.code], made, today, reader)
        for each in view.settings.stations
        if by_section.get(each.code)
    )
    shelf, promised = _shelf(view, reader), _promised(view, day, reader)
    blanks = tuple(_blank(view, head.number, section, by_section[section], made, reader) for section in SECTIONS)
    contents = (
        *((each.station, _booklets(len(each.rows), _)) for each in stations),
        (_("On the shelf"), _booklets(len(shelf), _)), (_("Promised for this day"), number(len(promised), _.lang)),
        *((each.title, _rows(len(each.codes), _)) for each in blanks if each.codes),
    )  # fmt: skip
    return DowntimePaper(
        head=head, day=day, rules=_rules(day, reader), contents=contents, stations=stations, shelf=shelf,
        promised=promised, blanks=tuple(each for each in blanks if each.codes),
    )  # fmt: skip


def _booklets(count: int, _: Catalogue) -> str:
    return _.plural("{count} booklet", "{count} booklets", count).format(count=number(count, _.lang))


def _rows(count: int, _: Catalogue) -> str:
    return _.plural("{count} blank row", "{count} blank rows", count).format(count=number(count, _.lang))


def _rules(day: date, _: Catalogue) -> tuple[str, ...]:
    return (
        _("Print in the order of the sheet of your station. Write each serial; tick what came out."),
        _("Each sheet holds what its station prints until the end of {day}, and {percent} % more.").format(
            day=day_long(day, _.lang), percent=MARGIN_PERCENT
        ),
        _("A row that says “today” may be printed already: look into the machine's list before you print it."),
        _("Hand out only against slip or identity card, by the list of the shelf; fill in one row for each booklet."),
        _("Take new applications in on the rows for intake, and write down every spoiled booklet at once."),
        _("When the computers work again, scan the code at the end of each row under Records, Reports."),
        _("Destroy the pack of the day before: only the newest one counts."),
    )


def _station_paper(
    view: View, head: PaperHead, station: str, rows: Sequence[DowntimeRow], made: date, today: frozenset[int],
    reader: Catalogue,
) -> BatchPaper:  # fmt: skip
    ids = [row.application_id for row in rows]
    found = {row.id: row for row in view.session.scalars(select(Application).where(Application.id.in_(ids)))}
    labels, slack = view.settings.service_labels(reader.lang), Slack(view, reader)
    papers = []
    for row in rows:
        application = found[row.application_id or 0]
        dated = slack.of_application(application)
        if application.id in today:
            dated = replace(dated, note=" · ".join(part for part in (reader("today"), dated.note) if part))
        papers.append(
            BatchPaperRow(
                position=row.position, application_number=application.number, name=application.name,
                service=labels.get(application.service, application.service),
                code=row_code(view, head.number, station, row.position, made), foreseen="", dated=dated,
            )
        )  # fmt: skip
    return BatchPaper(
        number=head.number, letterhead=head.letterhead,
        station=view.settings.station(station).label.text(reader.lang),
        operator=reader("Operator: {line}").format(line="_" * 16), made_at=head.issued_at,
        rows=tuple(papers),
        reasons=tuple(
            (at, reason.label.text(reader.lang)) for at, reason in enumerate(view.settings.reasons_for("print"), 1)
        ),
        code=head.code, issued_at=head.issued_at, issued_by=head.issued_by,
    )  # fmt: skip


def _shelf(view: View, _: Catalogue) -> tuple[ShelfLine, ...]:
    labels, zone = view.settings.service_labels(_.lang), view.office.zone
    rows = view.session.execute(
        select(Application, Booklet.serial)
        .join(Booklet, Booklet.id == Application.booklet_id)
        .where(Application.state == ApplicationState.SHELVED)
        .order_by(Application.shelf_slot)
    )
    return tuple(
        ShelfLine(
            row.shelf_slot or "–", serial, f"…{row.number[-_TAIL:]}", row.name, labels.get(row.service, row.service),
            day_short(row.departs_at.astimezone(zone).date(), _.lang) if row.departs_at else "",
        )
        for row, serial in rows
    )  # fmt: skip


def _promised(view: View, day: date, _: Catalogue) -> tuple[PromisedLine, ...]:
    """Open applications promised for that day that are not on the shelf yet."""
    zone = view.office.zone
    labels = view.settings.service_labels(_.lang)
    rows = view.session.scalars(
        select(Application).where(Application.state.in_(_UNDER_WAY)).order_by(Application.promised, Application.name)
    )
    found = ((row, row.promised.astimezone(zone).date()) for row in rows)
    where = {
        A.READY: _("waits for printing"), A.CLAIMED: _("taken by an operator"), A.PRINTING: _("in the printer"),
        A.UNCONFIRMED: _("unconfirmed"), A.PRINTED: _("printed, waits for quality check"),
        A.PASSED: _("passed the quality check"), A.HELD: _("on hold"),
    }  # fmt: skip
    return tuple(
        PromisedLine(
            promised, f"…{row.number[-_TAIL:]}", row.name, labels.get(row.service, row.service),
            where[A(row.state)],
        )
        for row, promised in found
        if promised == day
    )  # fmt: skip


def _blank(view: View, pack: str, section: str, rows: Sequence[DowntimeRow], made: date, _: Catalogue) -> BlankSheet:
    titles = {
        HANDOVER: (
            _("Hand-over"),
            _("One row for each booklet: serial, slip or application, who collects, time, officer, signature."),
            ((_("Serial"), 0.18), (_("Slip or application no."), 0.22),
             (_("Collector: applicant, family, proxy"), 0.2), (_("Time"), 0.08), (_("Officer"), 0.12),
             (_("Signature"), 0.2)),
        ),
        INTAKE: (
            _("Intake"),
            _("One row for each application that came ready for printing."),
            ((_("Application no."), 0.28), (_("Name"), 0.34), (_("Passport type"), 0.16), (_("Departs"), 0.12),
             (_("Time"), 0.1)),
        ),
        SPOILED: (
            _("Spoiled booklets"),
            _("One row for each spoiled blank: serial, reason as on the station's sheet, station, two signatures."),
            ((_("Serial"), 0.22), (_("Reason"), 0.28), (_("Station"), 0.12), (_("Time"), 0.1),
             (_("Signatures"), 0.28)),
        ),
    }  # fmt: skip
    title, how, fields = titles[section]
    signed = tuple(row_code(view, pack, section, row.position, made) for row in rows)
    return BlankSheet(title, how, fields, signed)
