"""Contrast as WCAG 2.1 measures it, and the list of every pair of colours the window puts together."""

from typing import Final

TEXT_MINIMUM: Final = 4.5
EDGE_MINIMUM: Final = 3.0

_GROUNDS_OF: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "ground", "card", "hover", "accent_soft", "selection", "red_soft", "amber_soft", "green_soft",
    ),
    "muted": (
        "ground", "card", "hover", "accent_soft", "selection", "red_soft", "amber_soft", "green_soft", "line",
    ),
    "accent": ("ground", "card", "hover", "accent_soft", "selection", "amber_soft", "green_soft"),
    "card": ("text",),
    "red": ("ground", "card", "hover", "selection", "red_soft", "amber_soft", "accent_soft"),
    "amber": ("ground", "card", "hover", "selection", "amber_soft", "accent_soft"),
    "green": ("ground", "card", "hover", "selection", "green_soft", "accent_soft"),
    "on_accent": ("accent", "accent_hover", "accent_down"),
    "rail_text": ("rail", "rail_hover", "rail_selected", "rail_badge"),
    "rail_muted": ("rail", "rail_hover", "rail_selected"),
    "on_alert": ("alert",),
}  # fmt: skip

TEXT_PAIRS: Final = tuple((text, ground) for text, grounds in _GROUNDS_OF.items() for ground in grounds)
"""Every (text token, ground token) that occurs in the window."""

_GROUNDS_OF_EDGES: Final[dict[str, tuple[str, ...]]] = {
    "control": ("card", "ground", "hover", "accent_soft", "selection"),
    "accent": ("card", "ground", "hover", "accent_soft", "selection", "amber_soft", "line"),
    "red": ("card", "ground"), "amber": ("card",), "green": ("card",),
    "rail_text": ("rail", "rail_hover", "rail_selected"), "on_accent": ("accent",),
}  # fmt: skip

EDGE_PAIRS: Final = tuple((edge, ground) for edge, grounds in _GROUNDS_OF_EDGES.items() for ground in grounds)
"""Edges that alone show where a control, what is wrong, a part of a chart or the focus is.

"muted" on "line" is the main act while it cannot be done: the rule lets such a text be paler, here it is not.
"""


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance (0 black to 1 white) of "#RRGGBB"."""
    red, green, blue = (_channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
