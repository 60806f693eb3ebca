"""The gap report of a restore: what was lost since the backup, so that people do it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, PaperHead, Signer, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.table import Column, Line
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import moment_long, moment_short, number

_MOST = 1500
"""Acts that are printed at most; the JSON form holds more."""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Something that stands otherwise in the backup: its name, its state there, its true state, its booklet."""

    name: str
    then: str
    now: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act that was lost: when, who, at which desk, what, about what."""

    at: datetime
    who: str
    desk: str
    what: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSheet:
    """What the report says; texts in the reader's language.

    Attributes:
        at: of the restore. taken_at: of the backup. file: its name. aside: where the database of before lies.
        known: the database of before could be read. branch: entries of the backup that it never had.
        counts: acts by name. papers: ("Pickup slip SP-2024", 18, 31). erased_again: erasures done again.
    """

    head: PaperHead
    at: datetime
    by: str
    second: str
    taken_at: datetime
    file: str
    aside: str
    entries: int
    ledger_head: str
    known: bool
    branch: int
    lost: int
    since: datetime | None
    until: datetime | None
    counts: tuple[tuple[str, int], ...]
    applications: tuple[StandingRow, ...]
    booklets: tuple[StandingRow, ...]
    papers: tuple[tuple[str, int, int], ...]
    acts: tuple[ActRow, ...]
    erased_again: int
    signers: tuple[Signer, ...]


def gap_report(sheet: GapSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The report as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        _write_head(flow, sheet, _)
        if sheet.known and sheet.lost:
            _write_standings(flow, sheet, _)
            _write_papers(flow, sheet, _)
            _write_counts(flow, sheet, _)
            _write_acts(flow, sheet, _)
        flow.signatures(sheet.signers)

    return make_paper(sheet.head, _, watermark, sheet.lost, write)


def _write_head(flow: Flow, sheet: GapSheet, _: Catalogue) -> None:
    flow.paragraph(
        _("On {moment} the database was restored from the backup of {taken}.").format(
            moment=moment_long(sheet.at, _.lang), taken=moment_long(sheet.taken_at, _.lang)
        )
    )
    flow.facts(
        [
            (_("Restored by"), sheet.by),
            (_("Second person"), sheet.second),
            (_("Backup"), sheet.file),
            (_("Ledger entries in the backup"), number(sheet.entries, _.lang)),
            (_("Database of before"), sheet.aside or _("there was none")),
        ]
    )
    flow.paragraph(_what_is_lost(sheet, _), 11, Face.BOLD)
    if sheet.known and sheet.branch:
        flow.paragraph(
            _(
                "The backup is not from this ledger: {count} of its entries are not in the database of before. "
                "Let the auditor compare both."
            ).format(count=number(sheet.branch, _.lang)),
            9.5,
            Face.BOLD,
        )
    if sheet.erased_again:
        flow.paragraph(
            _.plural(
                "The personal data of {count} application, erased since the backup, were erased again.",
                "The personal data of {count} applications, erased since the backup, were erased again.",
                sheet.erased_again,
            ).format(count=number(sheet.erased_again, _.lang)),
            9.5,
        )


def _what_is_lost(sheet: GapSheet, _: Catalogue) -> str:
    if not sheet.known:
        return _(
            "The database of before could not be read, so nobody knows what was done since the backup: "
            "compare the papers and the shelf with the program."
        )
    if not sheet.lost or sheet.since is None or sheet.until is None:
        return _("Nothing was lost: the backup held everything.")
    text = _.plural(
        "{count} entry from {since} to {until} is lost and has to be done again.",
        "{count} entries from {since} to {until} are lost and have to be done again.",
        sheet.lost,
    )
    since, until = moment_long(sheet.since, _.lang), moment_long(sheet.until, _.lang)
    return text.format(count=number(sheet.lost, _.lang), since=since, until=until)


def _write_standings(flow: Flow, sheet: GapSheet, _: Catalogue) -> None:
    for heading, rows, first in (
        (_("Applications that stand otherwise now"), sheet.applications, _("Application")),
        (_("Booklets that stand otherwise now"), sheet.booklets, _("Booklet")),
    ):
        if not rows:
            continue
        flow.heading(f"{heading} ({number(len(rows), _.lang)})")
        with_serial = any(row.serial for row in rows)
        _write_rows(flow, rows, first, _, with_serial=with_serial)


def _write_rows(flow: Flow, rows: Sequence[StandingRow], first: str, _: Catalogue, *, with_serial: bool) -> None:
    names = [first, *([_("Booklet")] if with_serial else []), _("In the program now"), _("What is true")]
    widths = [128.0, *([76.0] if with_serial else [])]
    rest = (ROOM - sum(widths) - 34) / 2
    columns = (
        Column(_("Done"), 34, size=8.4),
        *(Column(name, width, size=9, lines=2) for name, width in zip(names, [*widths, rest, rest], strict=True)),
    )
    unknown = _("not there")
    cells = [
        ("[    ]", flow.said(row.name), *((row.serial,) if with_serial else ()), row.then or unknown,
         (Line(flow.said(row.now), Face.BOLD, 9, lines=2),))
        for row in rows
    ]  # fmt: skip
    flow.table(columns, cells)


def _write_papers(flow: Flow, sheet: GapSheet, _: Catalogue) -> None:
    if not sheet.papers:
        return
    flow.heading(_("Papers that were given out since"))
    flow.paragraph(
        _("These papers are in people's hands and the program does not know them; their numbers are not used again."),
        9.5,
    )
    columns = (
        Column(_("Kind and year"), 160, size=9.5, lines=2),
        Column(_("From number"), 110, Align.RIGHT, size=9.5),
        Column(_("To number"), 110, Align.RIGHT, size=9.5),
        Column(_("How many"), ROOM - 380, Align.RIGHT, size=9.5),
    )
    rows = [
        (flow.said(name), f"{first:06d}", f"{last:06d}", number(last - first + 1, _.lang))
        for name, first, last in sheet.papers
    ]
    flow.table(columns, rows)


def _write_counts(flow: Flow, sheet: GapSheet, _: Catalogue) -> None:
    flow.heading(_("What was done, by kind"))
    columns = (Column(_("Act"), ROOM - 90, size=9.5, lines=2), Column(_("How many"), 90, Align.RIGHT, size=9.5))
    flow.table(columns, [(flow.said(name), number(count, _.lang)) for name, count in sheet.counts])


def _write_acts(flow: Flow, sheet: GapSheet, _: Catalogue) -> None:
    flow.heading(_("Everything in its order"))
    columns = (
        Column(_("When"), 82, size=8.4, lines=2),
        Column(_("Who, where"), 104, size=8.4, lines=2),
        Column(_("What"), 150, size=8.4, lines=2),
        Column(_("About"), ROOM - 336, size=8.4, lines=2),
    )
    rows = [
        (moment_short(act.at, _.lang),
         (Line(flow.said(act.who), size=8.4, lines=2), Line(flow.said(act.desk), size=7)),
         flow.said(act.what), flow.said(act.about))
        for act in sheet.acts[:_MOST]
    ]  # fmt: skip
    flow.table(columns, rows)
    left = sheet.lost - len(rows)
    if left > 0:
        text = _("{count} more entries (looks and sign-ins among them) stand in the JSON form of this report.")
        flow.paragraph(text.format(count=number(left, _.lang)), 9)
