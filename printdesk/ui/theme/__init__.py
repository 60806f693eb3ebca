"""The visual language: tokens, typeface, icons, signs and the style sheet built from them."""

from printdesk.ui.theme.apply import ThemeSwitch, apply_theme, palette_of
from printdesk.ui.theme.signs import Kind, Shape, Tone
from printdesk.ui.theme.tokens import DARK, LIGHT, Mode, Palette, Radius, Size, Space

__all__ = [
    "DARK",
    "LIGHT",
    "Kind",
    "Mode",
    "Palette",
    "Radius",
    "Shape",
    "Size",
    "Space",
    "ThemeSwitch",
    "Tone",
    "apply_theme",
    "palette_of",
]
