"""The after-outage report for the regional office: what happened, how the office recovered, without personal data."""

from printdesk.documents.blank_minutes_layout import ROOM
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.report_flow import ReportFlow, make_report
from printdesk.documents.report_values import OutageReport
from printdesk.documents.sheet import Align
from printdesk.documents.table import Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_long, day_short, moment_short, number, rupiah


def outage_report(report: OutageReport, language: str = "id", watermark: str | None = None) -> Document:
    """The report as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: ReportFlow) -> None:
        text = _("This report covers {first} to {last}. It holds no personal data.")
        flow.paragraph(text.format(first=day_long(report.first, _.lang), last=day_long(report.last, _.lang)))
        _outages(flow, report, _)
        flow.heading(_("What it did"))
        flow.facts(tuple((flow.said(name), value) for name, value in report.facts))
        _services(flow, report, _)
        _days(flow, report, _)
        _trips(flow, report, _)
        _overtime(flow, report, _)
        for chart in report.charts:
            flow.chart(chart)
        for note in report.notes:
            flow.paragraph(note, 8.8, gap=3)
        flow.signatures(report.signers)

    return make_report(report.head, _, watermark, len(report.days), write)


def _outages(flow: ReportFlow, report: OutageReport, _: Catalogue) -> None:
    flow.heading(_("Outages"))
    if not report.outages:
        flow.paragraph(_("No outage stands in the ledger for these days."), 9.5)
        return
    columns = (
        Column(_("Number"), 82), Column(_("From"), 74), Column(_("Until"), 74),
        Column(_("Open days"), 42, Align.RIGHT), Column(_("Cause"), ROOM - 372, lines=4),
        Column(_("Services and stages"), 100, lines=5),
    )  # fmt: skip
    rows = [
        (
            one.number, moment_short(one.started, _.lang),
            moment_short(one.ended, _.lang) if one.ended else _("goes on"), number(one.days, _.lang),
            flow.said(one.cause), flow.said(f"{one.services} ({one.stages})"),
        )
        for one in report.outages
    ]  # fmt: skip
    flow.table(columns, rows)


def _services(flow: ReportFlow, report: OutageReport, _: Catalogue) -> None:
    columns = (
        Column(_("Passport type"), ROOM - 270, size=9.5), Column(_("Waiting now"), 90, Align.RIGHT, size=9.5),
        Column(_("Past promise"), 90, Align.RIGHT, size=9.5), Column(_("Printed since"), 90, Align.RIGHT, size=9.5),
    )  # fmt: skip
    rows = [(flow.said(each[0]), *(number(count, _.lang) for count in each[1:])) for each in report.services]
    flow.table(columns, rows)


def _days(flow: ReportFlow, report: OutageReport, _: Catalogue) -> None:
    flow.heading(_("Day by day"))
    titles = (_("Waited in the morning"), _("Came"), _("Printed"), _("Failed"), _("Handed over"))
    columns = (
        Column(_("Day"), ROOM - 80 * len(titles), size=9),
        *(Column(title, 80, Align.RIGHT, size=9) for title in titles),
    )
    rows = [
        (
            day_short(one.day, _.lang), "–" if one.waiting is None else number(one.waiting, _.lang),
            *(number(count, _.lang) for count in (one.arrived, one.printed, one.failed, one.collected)),
        )
        for one in report.days
    ]  # fmt: skip
    flow.table(columns, rows)


def _trips(flow: ReportFlow, report: OutageReport, _: Catalogue) -> None:
    flow.heading(_("Trips"))
    flow.facts(tuple((flow.said(name), value) for name, value in report.trips))
    if report.lost:
        columns = (
            Column(_("Passport type"), 150), Column(_("Why"), ROOM - 210, lines=3),
            Column(_("Trips"), 60, Align.RIGHT),
        )  # fmt: skip
        flow.table(
            columns,
            [(flow.said(one.service), flow.said(one.reason), number(one.count, _.lang)) for one in report.lost],
        )


def _overtime(flow: ReportFlow, report: OutageReport, _: Catalogue) -> None:
    flow.heading(_("Overtime"))
    if not report.overtime:
        flow.paragraph(_("No overtime was held in these days."), 9.5)
        return
    columns = (
        Column(_("Day"), 70, size=9), Column(_("Stations"), ROOM - 400, size=9),
        Column(_("People"), 50, Align.RIGHT, size=9), Column(_("Hours, all together"), 66, Align.RIGHT, size=9),
        Column(_("Planned"), 62, Align.RIGHT, size=9), Column(_("Printed"), 62, Align.RIGHT, size=9),
        Column(_("Cost"), 90, Align.RIGHT, size=9),
    )  # fmt: skip
    rows = [
        (
            day_short(one.day, _.lang), flow.said(one.stations), number(one.people, _.lang), f"{one.hours:g}",
            number(one.planned, _.lang), number(one.printed, _.lang), "–" if one.cost is None else rupiah(one.cost),
        )
        for one in report.overtime
    ]  # fmt: skip
    known = [one.cost for one in report.overtime if one.cost is not None]
    total = (
        _("In all"), "", "", f"{sum(one.hours for one in report.overtime):g}",
        number(sum(one.planned for one in report.overtime), _.lang),
        number(sum(one.printed for one in report.overtime), _.lang), rupiah(sum(known)) if known else "–",
    )  # fmt: skip
    flow.table(columns, [*rows, tuple((Line(text, Face.BOLD, 9),) for text in total)])
