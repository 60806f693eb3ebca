"""The drawing surface of all papers: plain text, lines and codes at places counted from the top left in points.

Text is placed directly and nothing ever parses markup, so a name that looks like a tag is printed as it is written.
What stays the same from page to page is drawn once as a form XObject and referred to.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from io import BytesIO
from math import atan2, cos, hypot, sin

from printdesk.documents import fonts
from printdesk.documents.fitting import Fitted
from printdesk.documents.fonts import Face
from printdesk.documents.pdf_pages import Pages, pages_of

WATERMARK_GREY = 0.92
_ARC = 0.4477  # 1 - 0.5523: how far a quarter circle's control points lie from its corner


class Align(Enum):
    """Which point of a text its x names."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself; no personal data, since titles show in window bars and print queues.

    Attributes:
        title: what the document is.
        author: the office.
        language: ISO 639-1 code of the reader's language.
    """

    title: str
    author: str
    language: str


_Text = tuple[float, float, str, Face, float, float]
"""A text on its way to the page: x, y, the text, its face, its size and its grey."""


class _Code:
    """Content stream operators, given to the canvas the way it takes a text object."""

    def __init__(self, operators: list[str]) -> None:
        self._operators = operators

    def getCode(self) -> str:
        return " ".join(self._operators)


class Sheet:
    """A PDF file in the making: open pages, draw, `finish`."""

    def __init__(self, about: About) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # reportlab reads it while it writes; binary streams are a fifth smaller
        for face in Face:
            fonts.widths(face)
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file, pageCompression=1, invariant=1, lang=about.language, initialFontName=str(Face.REGULAR)
        )
        self._describe(about)
        self._pages = pages_of(self._canvas)
        self._inside = False
        self._placed: list[str] = []
        self._forms: list[str] = []
        self._graphics: list[str] = []
        self._texts: list[_Text] = []
        self._parts: dict[Hashable, str] = {}
        self._left = 0.0
        self._base = 0.0
        self._width = 0.0
        self._height = 0.0
        self._card_height = 0.0
        self.pages = 0

    def _describe(self, about: About) -> None:
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setCreator("PrintDesk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        # Codes and form sizes are measured: a viewer must not shrink the page to fit.
        self._canvas.setViewerPreference("PrintScaling", "None")

    def page(self, width: float, height: float) -> None:
        """Begin a page of this size in points; its whole area is the first place to draw in."""
        self._end_page()
        self._canvas.setPageSize((width, height))
        self._width, self._height = width, height
        self.pages += 1
        self.card(0, 0, height)

    def card(self, left: float, top: float, height: float) -> None:
        """Count all places from here on from the top left corner of a card on the page."""
        self._left = left
        self._base = self._height - top - height
        self._card_height = height

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, grey: float = 0, align: Align = Align.LEFT
    ) -> None:
        """One line of printable text; `y` is its baseline."""
        if align is not Align.LEFT:
            x -= fonts.width(text, face, size) * align.value
        self._texts.append((self._left + x, self._base + self._card_height - y, text, face, size, grey))

    def lines(
        self, x: float, y: float, fitted: Fitted, face: Face, grey: float = 0, align: Align = Align.LEFT
    ) -> float:
        """Several lines below each other, the first with its baseline at `y`; gives the last baseline."""
        for number, line in enumerate(fitted.lines):
            self.text(x, y + number * fitted.leading, line, face, fitted.size, grey, align)
        return y + (len(fitted.lines) - 1) * fitted.leading

    def line(
        self, x1: float, y1: float, x2: float, y2: float, weight: float, grey: float = 0, dash: str = ""
    ) -> None:
        """A straight line; `dash` is a PDF dash array such as "2 2"."""
        ends = f"{self._left + x1:.2f} {self._up(y1):.2f} m {self._left + x2:.2f} {self._up(y2):.2f} l S"
        pattern = f"[{dash}] 0 d " if dash else ""
        self._graphics.append(f"q {pattern}{weight:.2f} w {grey:.2f} G {ends} Q")

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle."""
        place = f"{self._left + x:.2f} {self._up(y + height):.2f} {width:.2f} {height:.2f}"
        self._graphics.append(f"{grey:.2f} g {place} re f")

    def frame(
        self, x: float, y: float, width: float, height: float, weight: float, grey: float = 0, radius: float = 0
    ) -> None:
        """The outline of a rectangle, its corners rounded by `radius`."""
        outline = self._outline(x, y, width, height, radius)
        self._graphics.append(f"{weight:.2f} w {grey:.2f} G {outline} S")

    def pill(self, x: float, y: float, width: float, height: float, grey: float, radius: float) -> None:
        """A filled rectangle with rounded corners."""
        self._graphics.append(f"{grey:.2f} g {self._outline(x, y, width, height, radius)} f")

    def tint(
        self, x: float, y: float, width: float, height: float, rgb: tuple[float, float, float], radius: float = 0
    ) -> None:
        """A rectangle filled with a colour, red, green and blue from 0 to 1; posters alone use colours."""
        colour = " ".join(f"{part:.3f}" for part in rgb)
        self._graphics.append(f"{colour} rg {self._outline(x, y, width, height, radius)} f")

    def polygon(self, points: tuple[tuple[float, float], ...], grey: float = 0) -> None:
        """A filled shape through these corners."""
        corners = [f"{self._left + x:.2f} {self._up(y):.2f}" for x, y in points]
        self._graphics.append(f"{grey:.2f} g {corners[0]} m {' l '.join(corners[1:])} l h f")

    def bitmap(self, x: float, y: float, width: float, height: float, side: int, packed: str) -> None:
        """A square picture of `side` by `side` dots, one bit each (1 is white), its rows packed as hexadecimal."""
        place = f"{width:.3f} 0 0 {height:.3f} {self._left + x:.3f} {self._up(y + height):.3f} cm"
        head = f"BI /W {side} /H {side} /BPC 1 /CS /G /I false /F /AHx ID"
        self._graphics.append(f"q {place} {head} {packed}> EI Q")

    def bars(self, x: float, y: float, module: float, height: float, bars: tuple[tuple[int, int], ...]) -> None:
        """Upright bars, each its start and breadth in modules of `module` points."""
        place = f"{module:.4f} 0 0 {height:.2f} {self._left + x:.3f} {self._up(y + height):.3f} cm"
        drawn = " ".join([_bar(start, breadth) for start, breadth in bars])
        self._graphics.append(f"q {place} 0 g {drawn} f Q")

    def part(self, key: Hashable, width: float, height: float, draw: Callable[["Sheet"], None]) -> None:
        """What `draw` draws in the top left of the card: drawn once for each `key`, referred to afterwards.

        Parts lie under everything else of their page.
        """
        name = self._parts.get(key)
        if name is None:
            name = self._parts[key] = f"part{len(self._parts) + 1}"
            self._make_part(name, width, height, draw)
        x, y = self._left, self._base + self._card_height - height
        if self._pages is not None and not self._inside:
            self._placed.append(f"q 1 0 0 1 {x:.4f} {y:.4f} cm /FormXob.{name} Do Q")
            self._forms.append(name)
            return
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def watermark(self, text: str, width: float, height: float) -> None:
        """A light grey text from corner to corner of the card; draw it first, inside a part."""
        angle = atan2(height, width)
        size = hypot(width, height) * 0.74 / fonts.width(text, Face.BOLD, 1)
        size = min(size, height * 0.13)
        reach = fonts.width(text, Face.BOLD, size) / 2
        drop = fonts.cap_height(Face.BOLD) * size / 2
        x = self._left + width / 2 - reach * cos(angle) + drop * sin(angle)
        y = self._up(height / 2) - reach * sin(angle) - drop * cos(angle)
        pen = self._canvas.beginText()
        pen.setFont(str(Face.BOLD), size)
        pen.setFillGray(WATERMARK_GREY)
        pen.setTextTransform(cos(angle), sin(angle), -sin(angle), cos(angle), x, y)
        pen.textOut(text)
        self._canvas.drawText(pen)

    def finish(self) -> bytes:
        """The file's bytes."""
        self._end_page()
        self._canvas.save()
        return self._file.getvalue()

    def _up(self, y: float) -> float:
        return self._base + self._card_height - y

    def _outline(self, x: float, y: float, width: float, height: float, radius: float) -> str:
        left, low = self._left + x, self._up(y + height)
        if not radius:
            return f"{left:.2f} {low:.2f} {width:.2f} {height:.2f} re"
        right, high, near = left + width, low + height, radius * _ARC
        return (
            f"{left + radius:.2f} {low:.2f} m {right - radius:.2f} {low:.2f} l "
            f"{right - near:.2f} {low:.2f} {right:.2f} {low + near:.2f} {right:.2f} {low + radius:.2f} c "
            f"{right:.2f} {high - radius:.2f} l "
            f"{right:.2f} {high - near:.2f} {right - near:.2f} {high:.2f} {right - radius:.2f} {high:.2f} c "
            f"{left + radius:.2f} {high:.2f} l "
            f"{left + near:.2f} {high:.2f} {left:.2f} {high - near:.2f} {left:.2f} {high - radius:.2f} c "
            f"{left:.2f} {low + radius:.2f} l "
            f"{left:.2f} {low + near:.2f} {left + near:.2f} {low:.2f} {left + radius:.2f} {low:.2f} c h"
        )

    def _make_part(self, name: str, width: float, height: float, draw: Callable[["Sheet"], None]) -> None:
        outside = self._graphics, self._texts, self._left, self._base, self._card_height, self._inside
        self._graphics, self._texts, self._inside = [], [], True
        self._left, self._base, self._card_height = 0.0, 0.0, height
        self._canvas.beginForm(name, 0, 0, width, height)
        draw(self)
        self._flush()
        self._canvas.endForm()
        self._graphics, self._texts, self._left, self._base, self._card_height, self._inside = outside

    def _end_page(self) -> None:
        if not self.pages:
            return
        if self._pages is None:
            self._flush()
            self._canvas.showPage()
            return
        operators = [*self._placed, *self._operators(self._pages)]
        self._pages.add(self._width, self._height, "\n".join(operators), self._forms)
        self._placed, self._forms, self._graphics, self._texts = [], [], [], []

    def _operators(self, pages: Pages) -> list[str]:
        """What was drawn, graphics under texts."""
        graphics = ["q", *self._graphics, "Q"] if self._graphics else []
        return [*graphics, *_text_operators(self._texts, pages)] if self._texts else graphics

    def _flush(self) -> None:
        """Give what was drawn to the canvas."""
        if self._pages is not None:
            self._canvas.drawText(_Code(self._operators(self._pages)))
        else:
            if self._graphics:
                self._canvas.drawText(_Code(["q", *self._graphics, "Q"]))
            self._write_publicly(self._texts)
        self._graphics, self._texts = [], []

    def _write_publicly(self, texts: list[_Text]) -> None:
        """The same through reportlab's documented calls alone; takes three times as long."""
        if not texts:
            return
        pen = self._canvas.beginText()
        for x, y, text, face, size, grey in texts:
            pen.setFont(str(face), size)
            pen.setFillGray(grey)
            pen.setTextOrigin(x, y)
            pen.textOut(text)
        self._canvas.drawText(pen)


@lru_cache(maxsize=4096)
def _bar(start: int, breadth: int) -> str:
    return f"{start} 0 {breadth} 1 re"


def _text_operators(texts: list[_Text], pages: Pages) -> list[str]:
    """The texts as content stream operators: font, grey, place and string, each only where it changes."""
    operators = ["BT"]
    font_now = grey_now = None
    for x, y, text, face, size, grey in texts:
        if grey != grey_now:
            operators.append(f"{grey:.2f} g")
            grey_now = grey
        place = f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        for font, shown in pages.show(text, face):
            if (chosen := (font, size)) != font_now:
                place = f"{font} {size:.4g} Tf {place}"
                font_now = chosen
            operators.append(f"{place} {shown} Tj")
            place = ""
    operators.append("ET")
    return operators
