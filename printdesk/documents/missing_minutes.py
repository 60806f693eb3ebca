"""Minutes of loss (berita acara kehilangan): what is missing, who had it last, and the search for it."""

from printdesk.documents.destruction_minutes import closing, count_words, opening
from printdesk.documents.destruction_minutes_page import WIDTH, Page, make
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.missing_minutes_values import LostBooklet, MissingMinutes
from printdesk.documents.sheet import Align
from printdesk.documents.slip_values import grouped
from printdesk.documents.style import PAPER
from printdesk.documents.table import Cell, Column, Line, Look, Table, lay_table
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_long, moment_short

_LOOK = Look(pad=4, lead=3)


def missing_minutes(minutes: MissingMinutes, watermark: str | None = None) -> Document:
    """The minutes of loss as PDF."""

    def draw(page: Page) -> None:
        _ = page.text_of
        opening(page, minutes.head)
        page.paragraph(
            _(
                "state that the following {count} ({words}) passport booklets are missing and were not found in "
                "spite of the search written down here:"
            ).format(**count_words(len(minutes.booklets), _))
        )
        page.heading(_("Missing booklets"))
        page.table(_booklets(page, minutes.booklets))
        for booklet in minutes.booklets:
            page.heading(_("Search for {serial}").format(serial=booklet.serial), 90)
            page.paragraph(_noticed(page, booklet), size=9.2)
            page.gap(4)
            page.table(_search(page, booklet))
        page.gap(4)
        page.paragraph(
            _(
                "The serials are blocked in the office's books: nobody can print, check or hand them over. Whoever "
                "finds one of these booklets brings it to this office."
            )
        )
        closing(page, minutes.head)

    return make(minutes.head, _title, watermark, len(minutes.booklets), draw)


def _booklets(page: Page, booklets: tuple[LostBooklet, ...]) -> Table:
    _ = page.text_of
    columns = (
        Column(_("No."), 30, Align.RIGHT),
        Column(_("Serial"), 74),
        Column(_("Kind"), 86),
        Column(_("Where it was"), 86),
        Column(_("Had last by the books"), WIDTH - 276 - 90, lines=5),
        Column(_("Application"), 90),
    )
    return lay_table(columns, [_cells(page, at, one) for at, one in enumerate(booklets, 1)], _LOOK)


def _cells(page: Page, place: int, one: LostBooklet) -> tuple[Cell, ...]:
    _, clean = page.text_of, page.warnings.text
    last = moment_short(one.last_at, _.lang)
    where = " · ".join(part for part in (last, clean(one.last_desk, one.serial)) if part)
    return (
        str(place),
        (Line(one.serial, Face.BOLD, 9),),
        clean(one.service, one.serial),
        one.state_before,
        (Line(clean(one.last, one.serial), lines=4), Line(where, size=7.4, grey=PAPER.label)),
        grouped(one.application_number) if one.application_number else "–",
    )


def _noticed(page: Page, one: LostBooklet) -> str:
    text = page.text_of("Reported missing on {moment} by {name}: {circumstance}")
    return text.format(
        moment=moment_long(one.reported_at, page.text_of.lang), name=one.reported_by, circumstance=one.circumstance
    )


def _search(page: Page, one: LostBooklet) -> Table:
    _, clean = page.text_of, page.warnings.text
    columns = (
        Column(_("No."), 30, Align.RIGHT),
        Column(_("When"), 80),
        Column(_("Who looked"), 110),
        Column(_("Where"), 110, lines=4),
        Column(_("Result"), WIDTH - 330, lines=8),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(at), moment_short(step.at, _.lang), clean(step.looked_by, one.serial), clean(step.place, one.serial),
         clean(step.result, one.serial))
        for at, step in enumerate(one.steps, 1)
    ]  # fmt: skip
    return lay_table(columns, rows, _LOOK)


def _title(_: Catalogue) -> str:
    return _("Minutes of loss")
