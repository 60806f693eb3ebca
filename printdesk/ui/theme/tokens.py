"""Design tokens: every colour, distance and type size of the window, in one place.

The values of the two palettes come from the look's table; tokens beside those (hover, control, rail parts) were
chosen so that each text keeps 4.5 to 1 on its ground and each control edge 3 to 1 (`contrast.PAIRS`, tested).
"""

from typing import Final, Literal, NamedTuple

Mode = Literal["light", "dark", "system"]


class Palette(NamedTuple):
    """Colours as "#RRGGBB".

    Attributes:
        ground: what cards lie on. card: panels, fields, bars. line: thin dividing lines.
        control: edges of fields and boxes (3 to 1 on card). hover: ground of a thing under the pointer.
        text, muted: first and second voice. accent: where you are and the one main act; on_accent: text on it.
        accent_hover, accent_down: the main act under the pointer, pressed. accent_soft: quiet accent panel.
        selection: selected row. red, amber, green and their soft grounds: urgency, never without word and shape.
        rail, rail_*: the room rail, dark in both palettes. alert, on_alert: its red badge.
    """

    name: Literal["light", "dark"]
    ground: str
    card: str
    line: str
    control: str
    hover: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_down: str
    on_accent: str
    accent_soft: str
    selection: str
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    green: str
    green_soft: str
    rail: str
    rail_text: str
    rail_muted: str
    rail_hover: str
    rail_selected: str
    rail_badge: str
    alert: str
    on_alert: str


LIGHT: Final = Palette(
    name="light",
    ground="#F3F5F7",
    card="#FFFFFF",
    line="#DFE4EA",
    control="#7E8A97",
    hover="#EDF1F4",
    text="#17212B",
    muted="#5A6676",
    accent="#0B646B",
    accent_hover="#0D747C",
    accent_down="#084D53",
    on_accent="#FFFFFF",
    accent_soft="#E2F0F0",
    selection="#E6F1F2",
    red="#A8201A",
    red_soft="#FBE9E7",
    amber="#7A4D00",
    amber_soft="#FFF1CF",
    green="#1D6438",
    green_soft="#E4F3E9",
    rail="#12303A",
    rail_text="#E9F1F3",
    rail_muted="#A3B9C0",
    rail_hover="#1A3E49",
    rail_selected="#1F4A56",
    rail_badge="#25525F",
    alert="#FFC4BE",
    on_alert="#7A1410",
)

DARK: Final = Palette(
    name="dark",
    ground="#11181D",
    card="#182228",
    line="#2B3941",
    control="#6C7D88",
    hover="#202C33",
    text="#E6ECF0",
    muted="#9BAAB5",
    accent="#5FC2C4",
    accent_hover="#77CED0",
    accent_down="#49ABAD",
    on_accent="#0B1418",
    accent_soft="#17363A",
    selection="#1D3338",
    red="#FF9A90",
    red_soft="#3B1B1A",
    amber="#F2C063",
    amber_soft="#3A2D10",
    green="#85D3A0",
    green_soft="#16321F",
    rail="#0B1418",
    rail_text="#E6ECF0",
    rail_muted="#9BAAB5",
    rail_hover="#13232A",
    rail_selected="#1B3C46",
    rail_badge="#204652",
    alert="#FFC4BE",
    on_alert="#7A1410",
)

PALETTES: Final = (LIGHT, DARK)


class Space:
    """Distances in device-independent pixels, in steps of 4."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20
    XXL = 24


class Radius:
    """Corner radii in device-independent pixels."""

    SMALL = 6
    CONTROL = 8
    CARD = 10


class Size:
    """Type sizes in pixels at normal text size.

    The look says 12.5 for the second voice; Qt rounds pixel sizes to whole numbers, so it is 13.
    """

    CAPTION = 12
    SECONDARY = 13
    BODY = 14
    SECTION = 16
    TITLE = 19
    ANSWER = 21
    FIGURE = 26
    NAME = 28
    HERO = 36


def is_dark(mode: Mode, system_is_dark: bool) -> bool:
    """Whether a mode means the dark palette, given what the desktop prefers."""
    return mode == "dark" or (mode == "system" and system_is_dark)
