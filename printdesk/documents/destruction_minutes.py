"""Minutes of spoiled booklets (berita acara blangko rusak) and of their destruction (berita acara pemusnahan)."""

from collections import defaultdict

from printdesk.documents.destruction_minutes_page import WIDTH, Page, Signature, make
from printdesk.documents.destruction_minutes_values import BookletLine, BookletMinutes, Head, Signer
from printdesk.documents.destruction_minutes_words import folded, spelled
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.slip_values import grouped
from printdesk.documents.style import PAPER
from printdesk.documents.table import Cell, Column, Line, Look, Table, lay_table
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_long, moment_short, number, zone_name

_LOOK = Look(pad=4, lead=3)


def spoiled_minutes(minutes: BookletMinutes, watermark: str | None = None) -> Document:
    """The minutes of spoiled booklets as PDF; each of them is listed and counted."""

    def draw(page: Page) -> None:
        _ = page.text_of
        opening(page, minutes.head)
        page.paragraph(
            _("state that the following {count} ({words}) passport booklets are spoiled and may not be used:").format(
                **count_words(len(minutes.lines), _)
            )
        )
        _tables(page, minutes, proved=False)
        page.gap(4)
        page.paragraph(
            _("The booklets are kept locked up, apart from the good ones, until they are destroyed by two people.")
        )
        closing(page, minutes.head)

    return make(minutes.head, _spoiled_title, watermark, len(minutes.lines), draw)


def destruction_minutes(minutes: BookletMinutes, watermark: str | None = None) -> Document:
    """The minutes of destruction as PDF; each booklet is listed with how it was proved."""

    def draw(page: Page) -> None:
        _ = page.text_of
        opening(page, minutes.head)
        page.paragraph(
            _(
                "have together destroyed the following {count} ({words}) spoiled passport booklets by cutting them "
                "up, so that they can never be used again:"
            ).format(**count_words(len(minutes.lines), _))
        )
        _tables(page, minutes, proved=True)
        page.gap(4)
        page.paragraph(
            _("Each serial was read from the booklet itself and compared with this list before it was destroyed.")
        )
        closing(page, minutes.head)

    return make(minutes.head, _destruction_title, watermark, len(minutes.lines), draw)


def opening(page: Page, head: Head) -> None:
    """On which day, and who states it."""
    _ = page.text_of
    when = f"{clock_time(head.at, head.language)} {zone_name(head.at)}".strip()
    page.paragraph(
        _("On this day, {day}, at {time}, we the undersigned:").format(
            day=day_long(head.at.date(), head.language), time=when
        )
    )
    for place, signer in enumerate(head.signers, 1):
        nip = f", NIP {signer.nip}" if signer.nip else ""
        page.paragraph(f"{place}. {signer.name}{nip}", Face.BOLD, indent=14)


def closing(page: Page, head: Head) -> None:
    """That it is true, and the places to sign."""
    _ = page.text_of
    page.gap(4)
    page.paragraph(_("These minutes were made truthfully, to be used as needed."))
    titles = (_("First person"), _("Second person"))
    places = [Signature(titles[min(at, 1)], signer) for at, signer in enumerate(head.signers)]
    places += [Signature(titles[1], Signer(""))] if len(places) == 1 else []
    places.append(Signature(_("Witness"), Signer(head.witness)))
    places.append(Signature(_("Known to: head of the office"), head.chief))
    page.signatures(places)


def count_words(count: int, _: Catalogue) -> dict[str, str]:
    """A count in digits and in words."""
    return {"count": number(count, _.lang), "words": spelled(count, _.lang)}


def _tables(page: Page, minutes: BookletMinutes, *, proved: bool) -> None:
    _ = page.text_of
    page.heading(_("Serials by kind"))
    page.table(_summary(page, minutes.lines))
    start = 1
    for kind, lines in _by_kind(minutes.lines).items():
        page.heading(_("Each booklet: {kind}").format(kind=kind))
        page.table(_details(page, lines, start, proved=proved))
        start += len(lines)


def _by_kind(lines: tuple[BookletLine, ...]) -> dict[str, list[BookletLine]]:
    """The booklets of each kind, by serial; numbered through, so that every one is counted."""
    kinds: dict[str, list[BookletLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.service, len(line.serial), line.serial)):
        kinds[line.service].append(line)
    return kinds


def _summary(page: Page, lines: tuple[BookletLine, ...]) -> Table:
    _ = page.text_of
    columns = (
        Column(_("Kind"), 130, size=9),
        Column(_("Serials"), WIDTH - 190, size=9, lines=60),
        Column(_("Count"), 60, Align.RIGHT, size=9),
    )
    rows: list[tuple[Cell, ...]] = [
        (page.warnings.text(kind, kind), ", ".join(_run(*run) for run in folded(line.serial for line in found)),
         number(len(found), _.lang))
        for kind, found in _by_kind(lines).items()
    ]  # fmt: skip
    total = (Line(number(len(lines), _.lang), Face.BOLD, 9),)
    rows.append(((Line(_("In all"), Face.BOLD, 9),), (Line(spelled(len(lines), _.lang), size=9, lines=3),), total))
    return lay_table(columns, rows, _LOOK)


def _run(first: str, last: str, count: int) -> str:
    return first if count == 1 else f"{first} – {last} ({count})"


def _details(page: Page, lines: list[BookletLine], start: int, *, proved: bool) -> Table:
    _ = page.text_of
    columns = [
        Column(_("No."), 30, Align.RIGHT),
        Column(_("Serial"), 72),
        Column(_("Reason"), WIDTH - 30 - 72 - 96 - 96 - (62 if proved else 0), lines=6),
        Column(_("Spoiled"), 96),
        Column(_("Application, attempt"), 96),
    ]
    if proved:
        columns.append(Column(_("Proved by"), 62))
    return lay_table(columns, [_cells(page, at, line, proved=proved) for at, line in enumerate(lines, start)], _LOOK)


def _cells(page: Page, place: int, line: BookletLine, *, proved: bool) -> tuple[Cell, ...]:
    _, clean = page.text_of, page.warnings.text
    attempt = _("attempt {number}").format(number=line.attempt) if line.attempt else ""
    application = grouped(line.application_number) if line.application_number else "–"
    cells: tuple[Cell, ...] = (
        str(place),
        (Line(line.serial, Face.BOLD, 9),),
        clean(line.reason, line.serial),
        (
            Line(moment_short(line.at, _.lang), size=8.2),
            Line(clean(line.by, line.serial), size=7.4, grey=PAPER.label),
        ),
        (Line(application, size=7.8), Line(attempt, size=7.4, grey=PAPER.label)),
    )
    proofs = {"scan": _("scan"), "tick": _("read, ticked")}
    return (*cells, proofs.get(line.proof, "–")) if proved else cells


def _spoiled_title(_: Catalogue) -> str:
    return _("Minutes of spoiled booklets")


def _destruction_title(_: Catalogue) -> str:
    return _("Minutes of destruction")
