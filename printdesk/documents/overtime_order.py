"""The order of overtime (Surat Perintah Kerja Lembur, SPKL): basis, who, when, how long, what, who orders."""

from printdesk.documents.blank_minutes_layout import ROOM, Flow, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.overtime_values import OrderPaper, Staff, hours_short, hours_text
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_long, number

__all__ = ["overtime_order"]


def overtime_order(order: OrderPaper, language: str = "id", watermark: str | None = None) -> Document:
    """The order as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        _write_grounds(flow, order, _)
        flow.paragraph(_opening(order, _))
        flow.facts(
            (
                (_("Day, date"), day_long(order.day, _.lang)),
                (_("Hours"), _spans(order, _)),
                (_("Work"), _("Printing and checking passports on the stations named below")),
                (_("Target"), _target(order, _)),
            )
        )
        flow.heading(_("Ordered to work overtime"))
        flow.table(_staff_columns(_), [_staff_row(flow, place, one, _) for place, one in enumerate(order.staff, 1)])
        for change in order.changes:
            flow.paragraph(flow.said(change), 9.2, gap=1)
        flow.heading(_("Target of each station"))
        flow.table(_target_columns(_), _target_rows(flow, order, _))
        flow.paragraph(_closing(order, _), 9.5)
        flow.paragraph(_("Ordered on {day}.").format(day=day_long(order.ordered_at.date(), _.lang)), 9.5, gap=2)
        flow.signatures((order.signer,))

    return make_paper(order.head, _, watermark, len(order.staff), write)


def _write_grounds(flow: Flow, order: OrderPaper, _: Catalogue) -> None:
    if not order.grounds:
        return
    flow.paragraph(_("Basis:"), 9.5, Face.BOLD, gap=1)
    for place, ground in enumerate(order.grounds, 1):
        flow.paragraph(f"{place}. {ground}", 9.2, gap=1)
    flow.y += 6


def _opening(order: OrderPaper, _: Catalogue) -> str:
    return _("The {title} orders the staff named in this paper to work overtime as follows:").format(
        title=order.head_title
    )


def _closing(order: OrderPaper, _: Catalogue) -> str:
    return _(
        "Attendance is signed on coming and on leaving, on the list with the number of this order. The work sheets "
        "come back the next morning, and the result report is due by {day}. Who is no civil servant agrees to the "
        "hours by signing in the table."
    ).format(day=day_long(order.due, _.lang))


def _spans(order: OrderPaper, _: Catalogue) -> str:
    spans = dict.fromkeys((target.start, target.end) for target in order.targets)
    return "; ".join(hours_text(start, end, _) for start, end in spans)


def _target(order: OrderPaper, _: Catalogue) -> str:
    count = sum(target.booklets for target in order.targets)
    return _.plural("{count} booklet", "{count} booklets", count).format(count=number(count, _.lang))


def _staff_columns(_: Catalogue) -> tuple[Column, ...]:
    widths = (24.0, 50.0, 96.0, 74.0, 40.0, 64.0)
    return (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Name, NIP"), ROOM - sum(widths), size=9.5),
        Column(_("Grade"), widths[1]),
        Column(_("Station"), widths[2]),
        Column(_("Hours"), widths[3], size=8.5),
        Column(_("Full hours"), widths[4], Align.RIGHT, size=9.5),
        Column(_("Signature"), widths[5]),
    )


def _staff_row(flow: Flow, place: int, one: Staff, _: Catalogue) -> tuple[Cell, ...]:
    nip = f"NIP {one.nip}" if one.nip else ""
    return (
        str(place),
        (Line(flow.said(one.name), Face.BOLD, 9.5, lines=3), Line(nip, size=7.6, grey=0.26, lines=1)),
        one.grade or "–",
        flow.said(one.station),
        hours_short(one.start, one.end, _),
        number(one.hours, _.lang),
        "",
    )


def _target_columns(_: Catalogue) -> tuple[Column, ...]:
    return (
        Column(_("Station"), ROOM - 330, size=9.5),
        Column(_("Hours"), 140, size=9),
        Column(_("Work sheet no."), 110, size=9),
        Column(_("Booklets"), 80, Align.RIGHT, size=10),
    )


def _target_rows(flow: Flow, order: OrderPaper, _: Catalogue) -> list[tuple[Cell, ...]]:
    return [
        (
            (Line(flow.said(target.station), Face.BOLD, 9.5, lines=3),), hours_short(target.start, target.end, _),
            target.work_sheet, number(target.booklets, _.lang),
        )
        for target in order.targets
    ]  # fmt: skip
