"""The shift hand-over page (lembar serah terima regu): all that the next shift must know, on one A4."""

from collections.abc import Callable
from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.report_flow import ReportFlow, make_report
from printdesk.documents.report_values import HandoverPage
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_short, moment_short, number

_CAPS = (10, 8, 7, 6, 5, 4, 3, 2, 1)
"""Rows of each list, fewer until everything stands on one page."""


def handover_page(page: HandoverPage, language: str = "id", watermark: str | None = None) -> Document:
    """The page as PDF in the reader's language; lists give way so that it stays one page, and say how many more."""
    _ = catalogue(language)
    for most in _CAPS:
        made = make_report(page.head, _, watermark, len(page.inbox), _writer(page, most, _))
        if made.pages == 1:
            break
    return made


def _writer(page: HandoverPage, most: int, _: Catalogue) -> Callable[[ReportFlow], None]:
    return lambda flow: _write(flow, page, most, _)


def _write(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _figures(flow, page, _)
    _works(flow, page, most, _)
    _machines(flow, page, most, _)
    _hands(flow, page, most, _)
    _trips(flow, page, most, _)
    _evenings(flow, page, _)
    _inbox(flow, page, most, _)
    flow.signatures(page.signers)


def _figures(flow: ReportFlow, page: HandoverPage, _: Catalogue) -> None:
    columns = tuple(Column(flow.said(name), ROOM / len(page.figures)) for name, _value in page.figures)
    flow.table(columns, [tuple((Line(value, Face.BOLD, 12, lines=1),) for _name, value in page.figures)])
    if page.held:
        flow.paragraph(page.held, 8.6, gap=9)


def _works(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _head(flow, _("What does not work"))
    if not page.works:
        flow.paragraph(_("All service types and stations work."), 8.8, gap=9)
        return
    columns = (
        Column(_("Service or station"), ROOM - 270), Column(_("State"), 90), Column(_("Since"), 90),
        Column(_("Expected back"), 90),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            (Line(flow.said(one.name), Face.BOLD, 8.6),),
            flow.said(one.state), _moment(one.since, _), _moment(one.expected, _),
        )
        for one in page.works[: most + 2]
    ]  # fmt: skip
    flow.table(columns, rows)
    _more(flow, len(page.works) - most - 2, _)


def _machines(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _head(flow, _("In machines and in hands"))
    if not page.machines:
        flow.paragraph(_("Nothing is in a machine, and nothing is handed out."), 8.8, gap=9)
        return
    columns = (
        Column(_("Station"), ROOM - 392), Column(_("Operator"), 132), Column(_("In the machine"), 60, Align.RIGHT),
        Column(_("Not begun"), 54, Align.RIGHT), Column(_("Not confirmed"), 62, Align.RIGHT),
        Column(_("Last act"), 84),
    )  # fmt: skip
    rows = [
        (
            flow.said(one.station), flow.said(one.operator), number(one.printing, _.lang),
            number(one.claimed, _.lang), _strong(one.unconfirmed, _), _moment(one.since, _),
        )
        for one in page.machines[:most]
    ]  # fmt: skip
    flow.table(columns, rows)
    _more(flow, len(page.machines) - most, _)


def _hands(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _head(flow, _("Blanks in hands"))
    if not page.hands:
        flow.paragraph(_("All blanks are in the safe."), 8.8, gap=9)
        return
    columns = (
        Column(_("Operator"), 130), Column(_("Passport type"), 116), Column(_("Count"), 44, Align.RIGHT),
        Column(_("Serials"), ROOM - 374, lines=2), Column(_("Shift since"), 84),
    )  # fmt: skip
    rows = [
        (
            flow.said(one.holder), flow.said(one.service), number(one.count, _.lang), one.serials,
            _moment(one.since, _),
        )
        for one in page.hands[:most]
    ]  # fmt: skip
    flow.table(columns, rows)
    _more(flow, len(page.hands) - most, _)


def _trips(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _head(flow, _("Trips at risk, the next to depart first"))
    if not page.trips:
        flow.paragraph(_("Every trip can be kept by the plan."), 8.8, gap=9)
        return
    columns = (
        Column(_("Departs"), 66), Column(_("Application"), 70), Column(_("Name"), ROOM - 262),
        Column(_("Passport type"), 126),
    )  # fmt: skip
    rows = [
        (
            (Line(day_short(one.departs, _.lang), Face.BOLD, 8.6),),
            one.number, flow.said(one.name), flow.said(one.service),
        )
        for one in page.trips[:most]
    ]  # fmt: skip
    flow.table(columns, rows)
    _more(flow, len(page.trips) - most, _)


def _evenings(flow: ReportFlow, page: HandoverPage, _: Catalogue) -> None:
    _head(flow, _("Overtime tonight"))
    if not page.evenings:
        flow.paragraph(_("No evening is ordered for today."), 8.8, gap=9)
    for one in page.evenings:
        text = _("{number}: {station}, {start}–{end}, {count} booklets, {people}.")
        flow.paragraph(
            text.format(
                number=one.number, station=one.station, start=one.start, end=one.end,
                count=number(one.target, _.lang), people=one.people,
            ),
            8.8, gap=3,
        )  # fmt: skip


def _inbox(flow: ReportFlow, page: HandoverPage, most: int, _: Catalogue) -> None:
    _head(flow, _("Needs a look"))
    if not page.inbox:
        flow.paragraph(_("Nothing needs a look."), 8.8, gap=9)
    for text in page.inbox[:most]:
        flow.paragraph(f"•  {text}", 8.6, gap=0)
    _more(flow, len(page.inbox) - most, _, rise=0)


def _head(flow: ReportFlow, text: str) -> None:
    flow.y -= 5
    flow.heading(text, keep=20)


def _more(flow: ReportFlow, count: int, _: Catalogue, rise: float = 6) -> None:
    if count > 0:
        text = _.plural("and {count} more", "and {count} more", count)
        flow.y -= rise
        flow.paragraph(text.format(count=number(count, _.lang)), 8.4, gap=9)


def _strong(count: int, _: Catalogue) -> Cell:
    return (Line(number(count, _.lang), Face.BOLD if count else Face.REGULAR, 8.6),)


def _moment(moment: datetime | None, _: Catalogue) -> str:
    return moment_short(moment, _.lang) if moment else "–"
