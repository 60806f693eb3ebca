"""Pickup slips as PDF: A6 (the counter's printer), A5 (large print), four to a sheet of A4, or the 80 mm roll."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from printdesk.documents.document import Cancelled, Document, Progress, Warnings, stop_if
from printdesk.documents.sheet import About, Sheet
from printdesk.documents.slip_card import A5_CARD, A6_CARD, draw_card
from printdesk.documents.slip_roll import draw_roll
from printdesk.documents.slip_values import Checklist, Group, Slip, Words, words
from printdesk.documents.style import A4, A5, A6, HAIR
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, catalogue

__all__ = ["Checklist", "Group", "Size", "Slip", "pickup_slips"]

_CUT_GREY = 0.55


class Size(StrEnum):
    """The papers a slip can be printed on."""

    A6 = "a6"
    A5 = "a5"
    A4 = "a4"
    ROLL80 = "roll80"


@dataclass(frozen=True, slots=True)
class _Place:
    """One slip and its number in the batch."""

    words: Words
    index: int


def pickup_slips(
    slips: Iterable[Slip],
    size: str = Size.A6,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Document:
    """The slips as one PDF, in the order given.

    Raises:
        RuleViolationError: there is no slip, or the size is none of `Size`.
        CancelledError: `cancelled` said so; nothing was made.
    """
    batch = tuple(slips)
    if not batch:
        raise RuleViolationError(_("There is no pickup slip to print."), _("Choose at least one application."))
    draw = _drawing(size)
    warnings = Warnings()
    sheet = Sheet(_about(batch))
    for index, slip in enumerate(batch):
        stop_if(cancelled)
        draw(sheet, _Place(words(slip, warnings), index), warnings)
        if progress is not None:
            progress(index + 1, len(batch))
    return Document(sheet.finish(), sheet.pages, len(batch), warnings.all())


def _drawing(size: str) -> Callable[[Sheet, _Place, Warnings], None]:
    drawings = {Size.A6: _on_a6, Size.A5: _on_a5, Size.A4: _on_a4, Size.ROLL80: _on_roll}
    try:
        return drawings[Size(size)]
    except ValueError:
        known = ", ".join(Size)
        raise RuleViolationError(
            _("Slips are not printed on “{size}”.").format(size=size),
            _("Choose one of: {known}.").format(known=known),
        ) from None


def _about(batch: tuple[Slip, ...]) -> About:
    reader = catalogue(batch[0].language)
    return About(_title(batch, reader), batch[0].office, reader.lang)


def _title(batch: tuple[Slip, ...], _: Catalogue) -> str:
    if len(batch) == 1:
        return _("Pickup slip {number}").format(number=batch[0].slip_number)
    return _.plural("{count} pickup slip", "{count} pickup slips", len(batch)).format(count=len(batch))


def _on_a6(sheet: Sheet, place: _Place, warnings: Warnings) -> None:
    sheet.page(*A6)
    draw_card(sheet, place.words, A6_CARD, warnings)


def _on_a5(sheet: Sheet, place: _Place, warnings: Warnings) -> None:
    sheet.page(*A5)
    sheet.card(0, (A5[1] - A5_CARD.height) / 2, A5_CARD.height)
    draw_card(sheet, place.words, A5_CARD, warnings)


def _on_a4(sheet: Sheet, place: _Place, warnings: Warnings) -> None:
    corner = place.index % 4
    if corner == 0:
        sheet.page(*A4)
        sheet.part("cut lines", *A4, _draw_cut_lines)
    column, row = corner % 2, corner // 2
    sheet.card(column * A4[0] / 2, row * A4[1] / 2, A6_CARD.height)
    draw_card(sheet, place.words, A6_CARD, warnings)


def _draw_cut_lines(sheet: Sheet) -> None:
    across, down = A4[0] / 2, A4[1] / 2
    sheet.line(across, 0, across, A4[1], HAIR, _CUT_GREY, "3 3")
    sheet.line(0, down, A4[0], down, HAIR, _CUT_GREY, "3 3")


def _on_roll(sheet: Sheet, place: _Place, warnings: Warnings) -> None:
    draw_roll(sheet, place.words, warnings)
