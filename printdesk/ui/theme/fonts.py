"""The one typeface: Atkinson Hyperlegible, from its package, with tabular figures everywhere.

Its digits are proportional by default ("1" is narrower than "0"); the OpenType feature "tnum" makes columns of
numbers stand still. Style sheets keep features of the inherited font, so it is set once on the application's font.
"""

from typing import Final

import fontpkg_atkinson_hyperlegible as package
from PySide6.QtGui import QFont, QFontDatabase

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _
from printdesk.ui.theme.tokens import Size

FAMILY: Final[str] = package.FAMILY
_FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")


def load_fonts() -> None:
    """Make the typeface known to Qt; a second call does nothing.

    Raises:
        EnvironmentFailureError: a font file is missing or damaged.
    """
    if QFontDatabase.hasFamily(FAMILY):
        return
    for face in _FACES:
        path = package.ROOT / "files" / f"AtkinsonHyperlegible-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise EnvironmentFailureError(
                _("The program's typeface could not be loaded: {path}").format(path=path),
                _("Install the program again."),
            )


def body_font(text_scale: float = 1.0) -> QFont:
    """The font of running text; `text_scale` 1.0 is normal, 1.25 the large-type mode."""
    font = QFont(FAMILY)
    font.setPixelSize(round(Size.BODY * text_scale))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def styled(body: QFont, size: int, *, bold: bool = False) -> QFont:
    """A font of a type size (`Size`) that follows the text scale of the given body font."""
    font = QFont(body)
    font.setPixelSize(round(size * body.pixelSize() / Size.BODY))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def height(body: QFont, size: int) -> int:
    """Line height in pixels for a type size at the body font's text scale."""
    return round(size * body.pixelSize() / Size.BODY * 1.4)
