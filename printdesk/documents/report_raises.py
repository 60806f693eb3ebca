"""The weekly sheet of raises: who asked, for whom, with what proof, and five drawn to be checked."""

from printdesk.documents.blank_minutes_layout import ROOM
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.report_flow import ReportFlow, make_report
from printdesk.documents.report_values import RaiseLine, RaisesSheet
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import PAPER, tick_box
from printdesk.documents.table import Cell, Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_long, moment_short, number


def raises_sheet(report: RaisesSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The sheet as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: ReportFlow) -> None:
        text = _("Week from {first} to {last}. Applicants stand here with initials and the end of their number.")
        flow.paragraph(text.format(first=day_long(report.first, _.lang), last=day_long(report.last, _.lang)), 9.5)
        if not report.rows:
            flow.paragraph(_("Nobody asked for a raise or a place by hand in this week."))
        else:
            _rows(flow, report, _)
        for sentence in report.phones:
            flow.paragraph(sentence, 9.2, gap=2)
        _officers(flow, report, _)
        _drawn(flow, report, _)
        flow.signatures(report.signers)

    return make_report(report.head, _, watermark, len(report.rows), write)


def _rows(flow: ReportFlow, report: RaisesSheet, _: Catalogue) -> None:
    columns = (
        Column(_("No."), 24, Align.RIGHT), Column(_("Asked"), 96), Column(_("For whom"), 84),
        Column(_("Reason and proof"), ROOM - 338, lines=6), Column(_("Decided"), 94), Column(_("Phone"), 40),
    )  # fmt: skip
    flow.table(columns, [_row(flow, at, one, _) for at, one in enumerate(report.rows, 1)])


def _row(flow: ReportFlow, at: int, one: RaiseLine, _: Catalogue) -> tuple[Cell, ...]:
    number_of = (Line(f"• {at}" if one.drawn else str(at), Face.BOLD if one.drawn else Face.REGULAR, 8.5),)
    return (
        number_of,
        (Line(flow.said(one.asked_by), Face.BOLD, 8.4, lines=3), Line(moment_short(one.at, _.lang), size=7.6),
         Line(one.kind, size=7.6, grey=PAPER.label)),
        (Line(flow.said(one.whom), Face.BOLD, 8.6), Line(flow.said(one.service), size=7.4, grey=PAPER.label)),
        (Line(flow.said(one.reason), size=8.2, lines=6), Line(flow.said(one.proof), size=7.8, grey=PAPER.label)),
        (Line(one.outcome, Face.BOLD, 8.4), Line(flow.said(one.decided_by), size=7.8, lines=3)),
        (Line(one.phone, Face.BOLD, 11),),
    )  # fmt: skip


def _officers(flow: ReportFlow, report: RaisesSheet, _: Catalogue) -> None:
    if not report.officers:
        return
    flow.heading(_("By officer"))
    titles = (_("Asked"), _("Approved"), _("Refused"), _("Without proof"))
    columns = (
        Column(_("Officer"), ROOM - 76 * len(titles), size=9),
        *(Column(each, 76, Align.RIGHT, size=9) for each in titles),
    )
    rows = [
        (flow.said(one.officer), *(number(count, _.lang) for count in
                                   (one.asked, one.approved, one.refused, one.without_proof)))
        for one in report.officers
    ]  # fmt: skip
    flow.table(columns, rows)


def _drawn(flow: ReportFlow, report: RaisesSheet, _: Catalogue) -> None:
    if not report.rows:
        return
    flow.heading(_("To be checked: drawn at random"), keep=110)
    for sentence in _draw_words(flow, report, _):
        flow.paragraph(sentence, 8.6, gap=3)
    drawn = [(at, one) for at, one in enumerate(report.rows, 1) if one.drawn]
    if drawn:
        _checks(flow, drawn, _)


def _draw_words(flow: ReportFlow, report: RaisesSheet, _: Catalogue) -> list[str]:
    """Which draw this is, how it can be repeated, who came after it, and each draw of the week with its reason."""
    draw = report.draw
    if draw.at is None:
        later = _(
            "Nothing is drawn here: all of these were asked for after this sheet was made. Make the week's sheet."
        )
        return [later]
    text = _(
        "Draw {place} of {count} in this week, made {moment} with seed {seed} among rows 1 to {among}: the rows with "
        "the smallest SHA-256 of “seed:row”. Every copy of this sheet has the same ones."
    )
    said = [
        text.format(
            place=draw.place, count=len(draw.draws), moment=moment_short(draw.at, _.lang), seed=draw.seed,
            among=number(draw.among, _.lang),
        )
    ]  # fmt: skip
    said += _later(len(report.rows) - draw.among, _)
    if draw.place < len(draw.draws):
        said.append(_("This draw does not stand any more; drawn anew on {number}.").format(
            number=draw.draws[draw.place].number))  # fmt: skip
    again = _("Draw {place}, {number}: {moment}, {by}. Reason: {reason}")
    said += [
        again.format(place=at, number=one.number, moment=moment_short(one.at, _.lang), by=flow.said(one.by),
                     reason=flow.said(one.reason))
        for at, one in enumerate(draw.draws, 1) if one.reason
    ]  # fmt: skip
    return said


def _later(count: int, _: Catalogue) -> list[str]:
    if count <= 0:
        return []
    text = _.plural(
        "{count} was asked for after the draw, the last row above; it took no part in it.",
        "{count} were asked for after the draw, the last rows above; they took no part in it.",
        count,
    )
    return [text.format(count=number(count, _.lang))]


def _checks(flow: ReportFlow, drawn: list[tuple[int, RaiseLine]], _: Catalogue) -> None:
    columns = (
        Column(_("Row"), 34, Align.RIGHT), Column(_("For whom"), 90), Column(_("Proof seen again"), 76, Align.CENTRE),
        Column(_("Holder asked"), 76, Align.CENTRE), Column(_("Found, signature"), ROOM - 276),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        ((Line(str(at), Face.BOLD, 9),), (Line(flow.said(one.whom), size=9), Line(" ", size=9)), _box, _box, "")
        for at, one in drawn
    ]
    flow.table(columns, rows)


def _box(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    tick_box(sheet, x + width / 2 - 5, top + height / 2 + 5, 13)
