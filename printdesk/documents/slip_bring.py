"""The box of a slip that says what to bring: the expected collector's documents to tick, the others' in small."""

from collections.abc import Iterator
from dataclasses import dataclass

from printdesk.documents import fonts
from printdesk.documents.fitting import fit_height, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Sheet
from printdesk.documents.slip_values import Label, Words
from printdesk.documents.style import PAPER, LabelType, Tones, box_side, draw_label, tick_box

_ROW = 1.42  # distance of two tick rows in units of the type size
_STEP = 0.25


@dataclass(frozen=True, slots=True)
class _Tick:
    x: float
    row: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Documents with their tick boxes, laid out in rows.

    Attributes:
        size: type size in points.
        rows: how many rows they take.
        items: each with its place.
    """

    size: float
    rows: int
    items: tuple[_Tick, ...]

    @property
    def height(self) -> float:
        """Height of all rows in points."""
        return self.rows * self.size * _ROW


def lay_ticks(documents: tuple[str, ...], width: float, height: float, size: float) -> Ticks:
    """The documents in rows of `width`, in type of at most `size`, small enough for `height`."""
    tried = size
    while (ticks := _at_size(documents, width, tried)).height > height:
        tried -= _STEP if tried > 2 * _STEP else tried * 0.1
    return ticks


def draw_ticks(sheet: Sheet, ticks: Ticks, x: float, top: float) -> None:
    """Draw the tick boxes and their documents."""
    side = box_side(ticks.size) * 1.5
    for item in ticks.items:
        baseline = top + (item.row + 0.78) * ticks.size * _ROW
        tick_box(sheet, x + item.x, baseline, ticks.size)
        for number, line in enumerate(item.lines):
            sheet.text(x + item.x + side, baseline + number * ticks.size * _ROW, line, Face.REGULAR, ticks.size)


def others(words: Words) -> str:
    """What the other kinds of collector must bring, as one text."""
    return " ".join(f"{one.collector}: {', '.join(one.documents)}." for one in words.bring[1:])


def draw_bring(
    sheet: Sheet, words: Words, x: float, top: float, width: float, height: float, label: LabelType
) -> None:
    """The framed box."""
    pad = label.main * 1.1
    sheet.frame(x, top, width, height, label.main * 0.11, radius=label.main * 0.7)
    left, room = x + pad, width - 2 * pad
    y = top + pad + label.main * 0.75
    draw_heading(sheet, words, left, y, room, label)
    y += label.main * 0.55
    rest = others(words)
    space = top + height - y - pad * 0.75
    ticks = lay_ticks(words.bring[0].documents, room, space * (0.58 if rest else 1), label.main * 1.28)
    draw_ticks(sheet, ticks, left, y)
    if rest:
        small = fit_height(rest, Face.REGULAR, room, space - ticks.height, label.second * 1.05, label.second * 0.8)
        bottom = top + height - pad * 0.85
        sheet.lines(left, bottom - (len(small.lines) - 1) * small.leading, small, Face.REGULAR, PAPER.label)


def draw_heading(
    sheet: Sheet, words: Words, x: float, y: float, room: float, label: LabelType, tones: Tones = PAPER
) -> None:
    """ "Bring", and for whom the list is."""
    pair = words.labels[Label.BRING]
    end = draw_label(sheet, x, y, pair.main, pair.second, label, tones) + label.main * 0.8
    who = fit_height(words.bring[0].collector, Face.BOLD, x + room - end, label.main * 1.6, label.main * 1.3, 4)
    sheet.lines(end, y, who, Face.BOLD)


def _at_size(documents: tuple[str, ...], width: float, size: float) -> Ticks:
    side = box_side(size) * 1.5
    items: list[_Tick] = []
    row, x = 0, 0.0
    for lines in _wrapped(documents, width - side, size):
        needed = side + max(fonts.width(line, Face.REGULAR, size) for line in lines)
        if x and x + needed > width:
            row, x = row + 1, 0.0
        items.append(_Tick(x, row, lines))
        x += needed + size
        if len(lines) > 1:
            row, x = row + len(lines), 0.0
    return Ticks(size, row + (1 if x else 0), tuple(items))


def _wrapped(documents: tuple[str, ...], room: float, size: float) -> Iterator[tuple[str, ...]]:
    return (wrap(document, Face.REGULAR, room, size) for document in documents if document)
