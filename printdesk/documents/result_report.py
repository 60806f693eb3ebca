"""The result report of overtime (laporan hasil kerja lembur): planned against done, from the work itself."""

from printdesk.documents.blank_minutes_layout import ROOM, Flow, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.overtime_values import ResultPaper, ResultPart, ResultRow, Staff, hours_text
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, number, rupiah

__all__ = ["result_report"]


def result_report(paper: ResultPaper, language: str = "id", watermark: str | None = None) -> Document:
    """The report as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        flow.facts(_facts(paper, _))
        flow.heading(_("Planned against done"))
        flow.table(_sum_columns(_), _sum_rows(flow, paper, _))
        _write_blanks(flow, paper, _)
        _write_unentered(flow, paper, _)
        if paper.remark:
            flow.heading(_("Why it differs"))
            flow.paragraph(paper.remark)
        flow.heading(_("Who worked"))
        flow.table(_staff_columns(_), [_staff_row(flow, place, one, _) for place, one in enumerate(paper.staff, 1)])
        flow.signatures(paper.signers)
        for part in paper.parts:
            _write_rows(flow, part, _)

    return make_paper(paper.head, _, watermark, sum(len(part.rows) for part in paper.parts), write)


def _facts(paper: ResultPaper, _: Catalogue) -> tuple[tuple[str, str], ...]:
    worked, ordered = paper.people
    return (
        (_("Overtime order (SPKL) no."), paper.order_number),
        (_("Day, date"), day_long(paper.day, _.lang)),
        (_("People"), _("{worked} of {ordered} ordered").format(worked=worked, ordered=ordered)),
        (_("Full hours paid"), number(paper.hours, _.lang)),
        (_("Cost"), _cost(paper, _)),
        (_("Report due by"), day_long(paper.due, _.lang)),
    )


def _cost(paper: ResultPaper, _: Catalogue) -> str:
    """Hours without any rate cost something all the same: nobody reads Rp0 as that."""
    return rupiah(paper.total) if paper.total or not paper.hours else _("not known: no rate for their grades")


def _sum_columns(_: Catalogue) -> tuple[Column, ...]:
    titles = (_("Planned"), _("Printed"), _("Of these not planned"), _("Spoiled"), _("Still waiting"))
    width = 56.0
    return (
        Column(_("Station, hours"), ROOM - width * len(titles), size=9.5),
        *(Column(title, width, Align.RIGHT, size=10) for title in titles),
    )


def _sum_rows(flow: Flow, paper: ResultPaper, _: Catalogue) -> list[tuple[Cell, ...]]:
    rows = [_sum_row(flow, part, _) for part in paper.parts]
    if len(paper.parts) > 1:
        sums = [sum(found) for found in zip(*(_counts(part) for part in paper.parts), strict=True)]
        rows.append(
            ((Line(_("In all"), Face.BOLD, 9.5),), *((Line(number(one, _.lang), Face.BOLD, 10),) for one in sums))
        )
    return rows


def _sum_row(flow: Flow, part: ResultPart, _: Catalogue) -> tuple[Cell, ...]:
    below = f"{hours_text(part.start, part.end, _)} · {part.work_sheet}"
    name = (Line(flow.said(part.station), Face.BOLD, 9.5, lines=2), Line(below, size=7.8, grey=0.26, lines=2))
    return (name, *(number(count, _.lang) for count in _counts(part)))


def _counts(part: ResultPart) -> tuple[int, ...]:
    return part.planned, part.printed, part.extra, part.spoiled, part.not_reached


def _write_unentered(flow: Flow, paper: ResultPaper, _: Catalogue) -> None:
    """Hours that nobody entered count as none: that must not pass for a result."""
    count = sum(one.came is None and not one.absent for one in paper.staff)
    if count:
        text = _.plural(
            "The hours of {count} person are not entered yet and count as none.",
            "The hours of {count} people are not entered yet and count as none.", count,
        )  # fmt: skip
        flow.paragraph(text.format(count=number(count, _.lang)), 9.2, Face.BOLD, gap=3)


def _write_blanks(flow: Flow, paper: ResultPaper, _: Catalogue) -> None:
    for part in paper.parts:
        if part.blanks is None:
            text = _("Work sheet {number} did not come back yet.").format(number=part.work_sheet)
            flow.paragraph(text, 9.2, Face.BOLD, gap=3)
            continue
        issued, used, left, counted = part.blanks
        text = _("Blanks of {number}: {issued} in hand = {used} used + {left} left; {counted} counted.").format(
            number=part.work_sheet, issued=issued, used=used, left=left, counted=counted
        )
        flow.paragraph(f"{text} {part.note}".strip(), 9.2, Face.REGULAR if left == counted else Face.BOLD, gap=3)


def _staff_columns(_: Catalogue) -> tuple[Column, ...]:
    widths = (24.0, 74.0, 44.0, 44.0, 44.0, 130.0)
    return (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Name, NIP"), ROOM - sum(widths), size=9),
        Column(_("Station"), widths[1], size=8.5),
        Column(_("In"), widths[2], Align.CENTRE, size=9),
        Column(_("Out"), widths[3], Align.CENTRE, size=9),
        Column(_("Full hours"), widths[4], Align.RIGHT, size=9),
        Column(_("Remark"), widths[5], size=8, lines=4),
    )


def _staff_row(flow: Flow, place: int, one: Staff, _: Catalogue) -> tuple[Cell, ...]:
    name = (
        Line(flow.said(one.name), Face.BOLD, 9, lines=3),
        Line(f"NIP {one.nip}" if one.nip else "", size=7, grey=0.26, lines=1),
    )
    times = [clock_time(moment, _.lang) if moment else "–" for moment in (one.came, one.left)]
    return (str(place), name, flow.said(one.station), *times, number(one.paid, _.lang), flow.said(one.remark))


def _write_rows(flow: Flow, part: ResultPart, _: Catalogue) -> None:
    if not part.rows:
        return
    flow.heading(_("What became of work sheet {number}").format(number=part.work_sheet))
    columns = (
        Column(_("No."), 26, Align.RIGHT),
        Column(_("Application number"), 92, size=8),
        Column(_("Name"), ROOM - 386, size=8.5, lines=8),
        Column(_("Passport type"), 94, size=8),
        Column(_("Outcome"), 112, size=8.5),
        Column(_("Serial"), 62, size=8.5),
    )
    flow.table(columns, [_result_row(flow, row) for row in part.rows])


def _result_row(flow: Flow, row: ResultRow) -> tuple[Cell, ...]:
    outcome = f"{row.outcome}: {row.reason}" if row.reason else row.outcome
    return (
        str(row.position), row.number, flow.said(row.name), flow.said(row.service), flow.said(outcome),
        row.serial or "–",
    )  # fmt: skip
