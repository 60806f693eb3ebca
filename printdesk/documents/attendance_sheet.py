"""The attendance list of overtime (daftar hadir lembur): coming and leaving with signatures, twenty names a page."""

from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.overtime_values import AttendancePaper, Staff, hours_short, hours_text
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line, Look
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long

__all__ = ["PER_PAGE", "attendance_sheet"]

PER_PAGE = 20
"""Names on a page, so that there is room to sign."""

_LOOK = Look(pad=4, lead=2, min_height=20.5)


def attendance_sheet(paper: AttendancePaper, language: str = "id", watermark: str | None = None) -> Document:
    """The list as PDF in the reader's language; times that are entered already stand in it."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.facts(((_("Day, date"), day_long(paper.day, _.lang)), (_("Hours"), _spans(paper, _))))
        for first in range(0, len(paper.staff), PER_PAGE):
            if first:
                flow.page_break()
            part = paper.staff[first : first + PER_PAGE]
            flow.table(_columns(_), [_row(flow, first + at, one, _) for at, one in enumerate(part, 1)], _LOOK)
        flow.signatures(paper.signers)

    return make_paper(paper.head, _, watermark, len(paper.staff), write)


def _spans(paper: AttendancePaper, _: Catalogue) -> str:
    spans = dict.fromkeys((one.start, one.end) for one in paper.staff)
    return "; ".join(hours_text(start, end, _) for start, end in spans)


def _columns(_: Catalogue) -> tuple[Column, ...]:
    widths = (24.0, 60.0, 68.0, 40.0, 66.0, 40.0, 66.0)
    return (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Name, NIP"), ROOM - sum(widths), size=9),
        Column(_("Station"), widths[1], size=8),
        Column(_("Ordered"), widths[2], size=8),
        Column(_("In"), widths[3], Align.CENTRE, size=9),
        Column(_("Signature in"), widths[4]),
        Column(_("Out"), widths[5], Align.CENTRE, size=9),
        Column(_("Signature out"), widths[6], size=7.5),
    )


def _row(flow: Flow, place: int, one: Staff, _: Catalogue) -> tuple[Cell, ...]:
    below = " · ".join(part for part in (f"NIP {one.nip}" if one.nip else "", one.grade) if part)
    name = (
        Line(flow.said(one.name), Face.BOLD, 8.6, lines=3),
        Line(below, size=6.8, grey=0.26, lines=1),
    )
    return (
        str(place), name, flow.said(one.station), hours_short(one.start, one.end, _), _time(one.came, _), "",
        _time(one.left, _), _("did not come") if one.absent else "",
    )  # fmt: skip


def _time(moment: datetime | None, _: Catalogue) -> str:
    return clock_time(moment, _.lang) if moment else ""
