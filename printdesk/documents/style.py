"""How all papers look: paper sizes, greys, line weights, labels and tick boxes in one place.

Every free text goes through `Warnings.text` (the typeface has each letter, or says which one it lacks) and through
`fit` (it shrinks and wraps, and is never cut).
"""

from dataclasses import dataclass

from printdesk.documents import fonts
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import Fitted, fit, fit_height
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Sheet

MM = 72 / 25.4
"""Points in a millimetre."""

A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)
A6 = (105 * MM, 148 * MM)
ROLL_WIDTH = 80 * MM

HAIR = 0.35
THIN = 0.6
RULE = 1.0
HEAVY = 1.8


@dataclass(frozen=True, slots=True)
class Tones:
    """How dark the quieter texts are; 0 is black.

    Attributes:
        label: names of fields.
        faint: the second language and the small print (4.7 to 1 on white, above the 4.5 that readers need).
        line: lines that only guide the eye.
    """

    label: float = 0.26
    faint: float = 0.44
    line: float = 0.72


PAPER = Tones()
THERMAL = Tones(label=0, faint=0, line=0)
"""A thermal head prints black or nothing: greys come out as dots."""


@dataclass(frozen=True, slots=True)
class LabelType:
    """Type of a field's label: the receiver's language, and the other one smaller beside it."""

    main: float
    second: float

    def scaled(self, factor: float) -> "LabelType":
        """The same at another size of paper."""
        return LabelType(self.main * factor, self.second * factor)


def draw_label(
    sheet: Sheet, x: float, y: float, main: str, second: str, label: LabelType, tones: Tones = PAPER
) -> float:
    """A label with its second language; gives where it ends."""
    sheet.text(x, y, main, Face.REGULAR, label.main, tones.label)
    x += fonts.width(main, Face.REGULAR, label.main)
    if second:
        sheet.text(x, y, f" · {second}", Face.REGULAR, label.second, tones.faint)
        x += fonts.width(f" · {second}", Face.REGULAR, label.second)
    return x


def tick_box(sheet: Sheet, x: float, baseline: float, size: float) -> None:
    """An empty box to tick, standing on the baseline of a text of `size`."""
    side = box_side(size)
    sheet.frame(x, baseline - side + size * 0.04, side, side, max(THIN, size * 0.075), radius=size * 0.08)


def box_side(size: float) -> float:
    """Side of the tick box that goes with a type size."""
    return size * 0.78


@dataclass(frozen=True, slots=True)
class Room:
    """A place for text.

    Attributes:
        width: in points.
        height: in points.
        size: the largest type.
        min_size: the smallest type that is still wanted.
    """

    width: float
    height: float
    size: float
    min_size: float


def fitted(text: str, face: Face, room: Room, where: str, field: str, warnings: Warnings) -> Fitted:
    """`text` in its room; when it had to become smaller than wanted, that is reported."""
    laid = fit_height(text, face, room.width, room.height, room.size, room.min_size)
    if laid.tight:
        warnings.tight(where, field)
    return laid


def one_line(text: str, face: Face, width: float, size: float, min_size: float) -> Fitted:
    """`text` on one line."""
    return fit(text, face, width, size, min_size)
