"""Put a palette, the typeface and the style sheet on the application; switchable while it runs.

`QStyleHints.setColorScheme` does nothing without a platform theme, so both palettes are our own.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from printdesk import paths
from printdesk.ui.theme import fonts, stylesheet
from printdesk.ui.theme.tokens import DARK, LIGHT, Mode, Palette, is_dark

if TYPE_CHECKING:
    from printdesk.ui.theme.dressing import Dressing

_STYLE = "fusion"
_STYLED = "deskStyled"
"""The property of an application that has this style; asking for a style makes the toolkit describe all of it."""
_ROLE = QPalette.ColorRole
_ROLES: dict[QPalette.ColorRole, str] = {
    _ROLE.Window: "ground",
    _ROLE.WindowText: "text",
    _ROLE.Base: "card",
    _ROLE.AlternateBase: "ground",
    _ROLE.Text: "text",
    _ROLE.Button: "card",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "red",
    _ROLE.ToolTipBase: "text",
    _ROLE.ToolTipText: "card",
    _ROLE.Highlight: "accent",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.PlaceholderText: "muted",
    _ROLE.Link: "accent",
    _ROLE.LinkVisited: "accent",
    _ROLE.Light: "card",
    _ROLE.Midlight: "hover",
    _ROLE.Mid: "line",
    _ROLE.Dark: "control",
    _ROLE.Shadow: "line",
}


def qt_palette(palette: Palette) -> QPalette:
    """The palette as Qt's roles, disabled texts muted."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(getattr(palette, token)))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made


def palette_of(widget: QWidget) -> Palette:
    """The palette that a widget is shown in.

    Read from its Link colour, which no style sheet rule changes; so painted widgets follow a switch by themselves.
    """
    return DARK if widget.palette().color(_ROLE.Link) == QColor(DARK.accent) else LIGHT


def new_application(arguments: Sequence[str]) -> QApplication:
    """The application, born in its style."""
    app = QApplication([*arguments, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def apply_theme(app: QApplication, mode: Mode, text_scale: float = 1.0) -> Palette:
    """Dress the application; call again to switch.

    Args:
        app: the application.
        mode: "light", "dark", or "system" for what the desktop prefers (light where it does not say).
        text_scale: 1.0 normal, up to 2.0.

    Raises:
        EnvironmentFailureError: the typeface cannot be loaded.
    """
    fonts.load_fonts()
    QDir.setSearchPaths("deskicons", [str(paths.resources() / "icons")])
    system_is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    palette = DARK if is_dark(mode, system_is_dark) else LIGHT
    sheet = stylesheet.build(palette, text_scale)
    if app.styleSheet() != sheet:
        _wear(app, palette, text_scale, sheet)
    return palette


def _wear(app: QApplication, palette: Palette, text_scale: float, sheet: str) -> None:
    """Take one style sheet off before the next is put on: see `dressing` for why."""
    app.setStyleSheet("")
    if not app.property(_STYLED):
        app.setStyle(_STYLE)
        app.setProperty(_STYLED, True)
    app.setFont(fonts.body_font(text_scale))
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(sheet)


class ThemeSwitch(QObject):
    """Holds the chosen mode and follows the desktop while the mode is "system".

    Signals:
        changed: after each switch.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system", text_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._text_scale = text_scale
        self._dressing: Dressing | None = None
        self.mode: Mode = mode
        self.palette = apply_theme(app, mode, text_scale)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, mode: Mode) -> None:
        """Switch to a mode."""
        self.mode = mode
        self._dress()

    def choose_text_scale(self, text_scale: float) -> None:
        """Switch the size of all texts; 1.0 is normal."""
        self._text_scale = text_scale
        self._dress()

    def _follow(self) -> None:
        if self.mode == "system":
            self._dress()

    def finish(self) -> None:
        """Dress at once what is not on screen; left alone, it follows while nothing else is to be done."""
        if self._dressing is not None:
            self._dressing.finish()

    def _dress(self) -> None:
        if self._dressing is None:
            from printdesk.ui.theme.dressing import Dressing  # a window opens in one dress

            self._dressing = Dressing(self._app)
        self._dressing.change(self._apply)
        self.changed.emit()

    def _apply(self) -> None:
        self.palette = apply_theme(self._app, self.mode, self._text_scale)
