"""The public notice as a poster: A4 for the wall, and a picture of 1080 by 1350 dots for social media.

Both are drawn by one hand from the same values, as large as the page allows; Indonesian first, English below it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from printdesk.documents import fonts
from printdesk.documents import notice_words as words
from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.notice_values import NoticeValues, ServiceFigure
from printdesk.documents.preview import render_page
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4
from printdesk.i18n import catalogue

PICTURE = (1080, 1350)
"""Breadth and height of the picture in dots, the upright form that social media show whole."""

_PICTURE_SCALE = 2.0
_NAVY = (0.09, 0.20, 0.36)
_PALE = (0.955, 0.965, 0.98)
_COLOURS = {"up": (0.07, 0.42, 0.26), "flaky": (0.60, 0.36, 0.0), "down": (0.70, 0.12, 0.10)}
_WHITE = 1.0
_SECOND = 0.32
"""How dark the English lines are."""
_SCALES = tuple(step / 100 for step in range(150, 38, -2))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the poster: how high it is, and how it is drawn with its top at a place."""

    height: float
    draw: Callable[[float], None]


def notice_poster(values: NoticeValues) -> Document:
    """The A4 poster as PDF, one page."""
    return _Poster(values, A4).make()


def notice_picture(values: NoticeValues) -> bytes:
    """The picture for social media as PNG."""
    width, height = PICTURE
    page = _Poster(values, (width / _PICTURE_SCALE, height / _PICTURE_SCALE)).make()
    return render_page(page.content, 0, _PICTURE_SCALE).png()


class _Poster:
    """One page, laid out from top to bottom at the largest scale that fits."""

    def __init__(self, values: NoticeValues, size: tuple[float, float]) -> None:
        self._values = values
        self._width, self._height = size
        self._edge = self._width * 0.055
        self._room = self._width - 2 * self._edge
        self._id, self._en = catalogue("id"), catalogue("en")
        self._warnings = Warnings()
        title = f"{words.heading(values, self._id)} {values.number}".strip()
        self._sheet = Sheet(About(self._said(title), self._said(values.office), "id"))

    def make(self) -> Document:
        """The finished page."""
        sheet, values = self._sheet, self._values
        sheet.page(self._width, self._height)
        top, foot = self._head(), self._foot()
        pieces, gap = self._fitting(foot - top)
        y = top
        for piece in pieces:
            y += gap
            piece.draw(y)
            y += piece.height
        return Document(sheet.finish(), 1, len(values.figures.services), self._warnings.all())

    def _fitting(self, room: float) -> tuple[list[_Piece], float]:
        """The pieces as large as they fit, and the space between them."""
        pieces: list[_Piece] = []
        for scale in _SCALES:
            pieces = self._pieces(scale)
            least = 9 * scale * (len(pieces) + 1)
            if sum(piece.height for piece in pieces) + least <= room:
                break
        left = room - sum(piece.height for piece in pieces)
        return pieces, max(2.0, min(left / (len(pieces) + 1), self._height * 0.024))

    def _pieces(self, scale: float) -> list[_Piece]:
        found = [self._service(each, scale) for each in self._values.figures.services]
        notes = self._notes(scale)
        return [*found, *([notes] if notes else []), self._contact(scale)]

    def _said(self, text: str) -> str:
        return self._warnings.text(text, self._values.number or "–")

    def _head(self) -> float:
        """The band with the office, the title and the moment; gives where it ends."""
        values, sheet, unit = self._values, self._sheet, self._width / 595
        centre, y = self._width / 2, 20 * unit
        height = (104 + 11 * len(values.parents) + (22 if self._bar() else -8)) * unit
        sheet.tint(0, 0, self._width, height, _NAVY)
        for parent in values.parents:
            line = fit(self._said(parent), Face.REGULAR, self._room, 8.6 * unit, 5 * unit)
            sheet.lines(centre, y, line, Face.REGULAR, _WHITE, Align.CENTRE)
            y += 11 * unit
        office = fit(self._said(values.office), Face.BOLD, self._room, 15 * unit, 8 * unit)
        y = sheet.lines(centre, y + 6 * unit, office, Face.BOLD, _WHITE, Align.CENTRE)
        title = fit(words.title(self._id), Face.BOLD, self._room, 29 * unit, 14 * unit)
        y = sheet.lines(centre, y + 33 * unit, title, Face.BOLD, _WHITE, Align.CENTRE)
        moments = f"{words.as_of(values, self._id)}  ·  {words.as_of(values, self._en)}"
        line = fit(moments, Face.BOLD, self._room, 11.5 * unit, 6 * unit)
        y = sheet.lines(centre, y + 22 * unit, line, Face.BOLD, _WHITE, Align.CENTRE)
        self._standing(y + 9 * unit, unit)
        return height

    def _bar(self) -> str:
        """What must be known of a notice that does not count; "" for the one in force."""
        values = self._values
        said = [words.standing(values, self._id), words.standing(values, self._en), values.watermark]
        return self._said("  ·  ".join(part for part in said if part))

    def _standing(self, y: float, unit: float) -> None:
        """A bar in the band of a notice that does not count, or counts in a demo office only."""
        both = self._bar()
        if not both:
            return
        line = fit(both, Face.BOLD, self._room - 20, 12 * unit, 6 * unit)
        self._sheet.tint(self._edge, y, self._room, 21 * unit, _COLOURS["down"], 4)
        self._sheet.lines(self._width / 2, y + 14.6 * unit, line, Face.BOLD, _WHITE, Align.CENTRE)

    def _service(self, service: ServiceFigure, scale: float) -> _Piece:
        """A service type: its sign, its state as a word, and what must be known."""
        pad, sign = 11 * scale, 40 * scale
        left = self._edge + sign + 2.4 * pad
        room = self._edge + self._room - left - pad
        main, second = words.details(service, self._id), words.details(service, self._en)
        lines = self._two_languages(main, second, room, 11.5 * scale, 9.4 * scale)
        head = 40 * scale
        height = max(head + _height(lines) + 1.2 * pad, sign + 2 * pad)

        def draw(y: float) -> None:
            colour = _COLOURS[service.state]
            self._sheet.tint(self._edge, y, self._room, height, _PALE, 6 * scale)
            self._sheet.tint(self._edge, y, 5 * scale, height, colour)
            _draw_sign(self._sheet, service.state, self._edge + 1.3 * pad, y + pad, sign)
            self._draw_head(service, left, y, room, scale)
            self._draw_lines(lines, left, y + head)

        return _Piece(height, draw)

    def _draw_head(self, service: ServiceFigure, left: float, y: float, room: float, scale: float) -> None:
        """The service type's name and its state in both languages."""
        sheet = self._sheet
        word, english = words.state_word(service, self._id), words.state_word(service, self._en)
        state = fit(word, Face.BOLD, room * 0.46, 12.5 * scale, 6 * scale)
        width = fonts.width(state.lines[0], Face.BOLD, state.size) + 18 * scale
        right = left + room
        sheet.tint(right - width, y + 10 * scale, width, 20 * scale, _COLOURS[service.state], 4 * scale)
        sheet.lines(right - width / 2, y + 24.2 * scale, state, Face.BOLD, _WHITE, Align.CENTRE)
        small = fit(english.capitalize(), Face.REGULAR, room * 0.4, 8.2 * scale, 5 * scale)
        sheet.lines(right, y + 39 * scale, small, Face.REGULAR, _SECOND, Align.RIGHT)
        name = fit(self._said(service.label.id), Face.BOLD, room - width - 8, 17 * scale, 8 * scale)
        sheet.lines(left, y + 24 * scale, name, Face.BOLD)
        other = fit(self._said(service.label.en), Face.REGULAR, room * 0.56, 9.4 * scale, 6 * scale)
        sheet.lines(left, y + 36.5 * scale, other, Face.REGULAR, _SECOND)

    def _notes(self, scale: float) -> _Piece | None:
        """Causes and pickup waves."""
        figures = self._values.figures
        main, second = (
            [*words.causes(figures, reader), *words.groups(figures, reader)] for reader in (self._id, self._en)
        )
        if not main:
            return None
        lines = self._two_languages(main, second, self._room, 11.5 * scale, 9.4 * scale)
        return _Piece(_height(lines), lambda y: self._draw_lines(lines, self._edge, y))

    def _contact(self, scale: float) -> _Piece:
        """Whom to ask."""
        values = self._values
        main = (" · ".join(words.contact(values, self._id)),)
        second = (
            " · ".join(words.contact(values, self._en)[:-1] if values.address else words.contact(values, self._en)),
        )
        lines = self._two_languages(main, second, self._room - 24 * scale, 11.5 * scale, 9.4 * scale)
        height = _height(lines) + 20 * scale

        def draw(y: float) -> None:
            self._sheet.frame(self._edge, y, self._room, height, 1.0, 0.25, 6 * scale)
            self._draw_lines(lines, self._edge + 12 * scale, y + 8 * scale)

        return _Piece(height, draw)

    def _foot(self) -> float:
        """Number and code; gives where it begins."""
        values, sheet, unit = self._values, self._sheet, self._width / 595
        side = 58 * unit if values.code else 22 * unit
        top = self._height - side - 14 * unit
        base = self._height - 22 * unit
        if values.code:
            code = qr(values.code)
            quiet = QR_QUIET / code.side * side
            draw_qr(sheet, code, self._width - self._edge + quiet - side, top, side)
        room = self._room - side - 10
        said = words.foot(values, self._id)
        if said:
            line = fit(" · ".join(said), Face.BOLD, room, 9.6 * unit, 5 * unit)
            sheet.lines(self._edge, base - 12 * unit, line, Face.BOLD)
        both = f"{words.which_counts(self._id)} · {words.which_counts(self._en)}"
        sheet.lines(self._edge, base, fit(both, Face.REGULAR, room, 8.4 * unit, 4 * unit), Face.REGULAR, _SECOND)
        return top

    def _two_languages(
        self,
        main: tuple[str, ...] | list[str],
        second: tuple[str, ...] | list[str],
        room: float,
        size: float,
        small: float,
    ) -> list[tuple[str, Face, float, float]]:
        """Lines with face, size and grey: a sentence in Indonesian, and below it in English."""
        found: list[tuple[str, Face, float, float]] = []
        for text, other in zip(main, second, strict=True):
            found.extend((line, Face.BOLD, size, 0.0) for line in wrap(self._said(text), Face.BOLD, room, size))
            found.extend(
                (line, Face.REGULAR, small, _SECOND) for line in wrap(self._said(other), Face.REGULAR, room, small)
            )
        return found

    def _draw_lines(self, lines: list[tuple[str, Face, float, float]], left: float, y: float) -> None:
        for text, face, size, grey in lines:
            y += size * 1.3
            self._sheet.text(left, y, text, face, size, grey)


def _height(lines: list[tuple[str, Face, float, float]]) -> float:
    return sum(size * 1.3 for _text, _face, size, _grey in lines)


def _draw_sign(sheet: Sheet, state: str, x: float, y: float, side: float) -> None:
    """A round sign that is read without its colour: a tick, a warning, a cross."""
    sheet.tint(x, y, side, side, _COLOURS[state], side / 2)
    weight = side * 0.11

    def stroke(*points: tuple[float, float]) -> None:
        for (x1, y1), (x2, y2) in pairwise(points):
            sheet.line(x + x1 * side, y + y1 * side, x + x2 * side, y + y2 * side, weight, _WHITE)

    if state == "up":
        stroke((0.26, 0.52), (0.44, 0.70), (0.75, 0.32))
    elif state == "flaky":
        stroke((0.5, 0.22), (0.5, 0.60))
        stroke((0.5, 0.70), (0.5, 0.80))
    else:
        stroke((0.30, 0.30), (0.70, 0.70))
        stroke((0.70, 0.30), (0.30, 0.70))
