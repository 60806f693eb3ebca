"""This desk and the eye of who sits at it: language, colours, size of text, station."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, language
from printdesk.services.work import Actor
from printdesk.ui.kit import ChipRow, label
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.theme import DARK, Size, Space, palette_of

SCALES = (100, 125, 150, 175, 200)
"""Sizes of text that are offered, in percent."""
_WIDEST = 420
"""A field no wider than what it may hold, in pixels."""


class DeskSection(QWidget):
    """What is kept for this desk alone; it is changed here and at once.

    Attributes:
        languages, colours, scales: chips. station: the stations of the office.

    Signals:
        language_chosen: "id" or "en". theme_chosen: "light" or "dark". station_chosen: code, "" for none.
        text_scale_chosen: percent, 100 to 200.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    station_chosen = Signal(str)
    text_scale_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.languages, self.colours, self.scales = ChipRow(), ChipRow(), ChipRow()
        self.station = QComboBox()
        self.station.setMaximumWidth(_WIDEST)
        self.desk = label("", copyable=True)
        self.person = label("", copyable=True)
        self._intro = label("", "secondary", wrap=True)
        self._person_hint = label("", "secondary", wrap=True)
        self._names = [label("", "secondary") for _name in range(6)]
        self._build()
        self.languages.chosen.connect(self.language_chosen)
        self.colours.chosen.connect(self.theme_chosen)
        self.scales.chosen.connect(lambda code: self.text_scale_chosen.emit(int(code)))
        self.station.currentIndexChanged.connect(
            lambda _at: self.station_chosen.emit(str(self.station.currentData() or ""))
        )

    def _build(self) -> None:
        self.languages.set_chip("id", "Indonesia")
        self.languages.set_chip("en", "English")
        for mode in ("light", "dark"):
            self.colours.set_chip(mode, "")
        for percent in SCALES:
            self.scales.set_chip(str(percent), f"{percent} %")
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(1, 1)
        fields = (self.languages, self.colours, self.scales, self.station, self.desk, self.person)
        for at, (name, field) in enumerate(zip(self._names, fields, strict=True)):
            grid.addWidget(name, at, 0)
            if field is self.station:
                grid.addLayout(_at_left(field), at, 1)
            else:
                grid.addWidget(field, at, 1)
        grid.addWidget(self._person_hint, len(fields), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self._intro)
        column.addSpacing(Space.XS)
        column.addLayout(grid)
        column.addStretch(1)

    def show_desk(self, facts: SettingsFacts, actor: Actor, station: str) -> None:
        """Show what this desk remembers."""
        self._words()
        self.languages.choose(language())
        self._show_look()
        self.desk.setText(actor.desk)
        self.person.setText(next((one.name for one in facts.people if one.login == actor.user), actor.user or "—"))
        with QSignalBlocker(self.station):
            self.station.clear()
            self.station.addItem(_("No station"), "")
            for one in facts.settings.stations:
                self.station.addItem(one.label.text(language()), one.code)
            self.station.setCurrentIndex(max(0, self.station.findData(station)))

    def changeEvent(self, event: QEvent) -> None:
        """Colours or size of text were changed, perhaps somewhere else: show which."""
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "station"):
            self._show_look()

    def _show_look(self) -> None:
        self.colours.choose("dark" if palette_of(self) is DARK else "light")
        self.scales.choose(str(self._scale()))

    def _scale(self) -> int:
        """The size of text in force, in percent: the nearest that is offered."""
        percent = 100 * self.font().pixelSize() / Size.BODY
        return min(SCALES, key=lambda each: abs(each - percent))

    def _words(self) -> None:
        self._intro.setText(_("Kept on this computer only, changed at once."))
        self._person_hint.setText(_("Another person signs in at the top right of the window."))
        self.colours.set_chip("light", _("Light"))
        self.colours.set_chip("dark", _("Dark"))
        names = (_("Language"), _("Colours"), _("Text size"), _("Station"), _("Desk"), _("Person"))
        for name, text in zip(self._names, names, strict=True):
            name.setText(text)
        for field, text in zip((self.languages, self.colours, self.scales, self.station), names, strict=False):
            field.setAccessibleName(text)


def _at_left(field: QWidget) -> QHBoxLayout:
    """A field no wider than its most, though its column is."""
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addStretch(0)
    return row
