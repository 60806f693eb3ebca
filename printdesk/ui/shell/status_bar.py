"""The line at the foot: office time, database, ledger, desk; language and theme."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.marks import SignMark
from printdesk.ui.kit.text import ElidedLabel, label
from printdesk.ui.theme import Kind, Radius, Size, Space, palette_of
from printdesk.ui.theme.fonts import styled


class StatusFacts(NamedTuple):
    """What the line says; empty ones are left out.

    Attributes:
        time: the office's time with weekday. database: where the data lie. ledger: state of the ledger.
        backup: who is signed in. safety: the last good backup, or that one is missing. desk: this desk.
        sound: False when database or ledger need a look; the sign says so as well.
    """

    time: str = ""
    database: str = ""
    ledger: str = ""
    backup: str = ""
    safety: str = ""
    desk: str = ""
    sound: bool = True


class _TextSwitch(QAbstractButton):
    """One of a few words of which one is on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(styled(self.font(), Size.CAPTION, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + 15, metrics.height() + 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        if on or self.underMouse() or self.hasFocus():
            edge = QPen(QColor(palette.accent), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
            painter.setPen(edge)
            painter.setBrush(QColor(palette.accent_soft if on else palette.hover))
            painter.drawRoundedRect(box, Radius.SMALL - 1, Radius.SMALL - 1)
        painter.setFont(styled(self.font(), Size.CAPTION, bold=on))
        painter.setPen(QColor(palette.accent if on else palette.muted))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class StatusBar(QFrame):
    """The line at the foot.

    Signals:
        language_chosen: "id" or "en". theme_chosen: "light" or "dark".
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignMark(Kind.READY, 8)
        self._facts = ElidedLabel()
        self._desk = label()
        self._switches: dict[str, _TextSwitch] = {}
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 2, Space.M, 2)
        row.setSpacing(Space.S)
        row.addWidget(self._sign)
        row.addWidget(self._facts, 1)
        row.addWidget(self._desk)
        row.addSpacing(Space.S)
        for at, codes in enumerate((("id", "en"), ("light", "dark"))):
            if at:
                row.addSpacing(Space.S)
            for code in codes:
                row.addWidget(self._switch(code, self._groups[at]))
        self.setMinimumHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def _switch(self, code: str, group: QButtonGroup) -> _TextSwitch:
        switch = _TextSwitch()
        group.addButton(switch)
        signal = self.language_chosen if code in ("id", "en") else self.theme_chosen
        switch.clicked.connect(lambda: signal.emit(code))
        self._switches[code] = switch
        return switch

    def set_facts(self, facts: StatusFacts) -> None:
        """Say these facts."""
        said = [one for one in (facts.time, facts.database, facts.ledger, facts.safety, facts.backup) if one]
        self._facts.setText("     ".join(said))
        self._facts.setAccessibleName(". ".join(said))
        self._desk.setText(facts.desk)
        self._sign.set_kind(Kind.READY if facts.sound else Kind.FAILED)

    def set_language(self, code: str) -> None:
        """Mark the language of the moment."""
        self._switches[code].setChecked(True)

    def set_theme(self, code: str) -> None:
        """Mark the palette of the moment ("light" or "dark")."""
        self._switches[code].setChecked(True)

    def switch(self, code: str) -> QAbstractButton:
        """The button of a language or palette."""
        return self._switches[code]

    def retranslate(self) -> None:
        """Words in the language of the moment; the languages name themselves."""
        texts = {
            "id": ("Ind", "Bahasa Indonesia"),
            "en": ("Eng", "English"),
            "light": (_("Light"), _("Light colours")),
            "dark": (_("Dark"), _("Dark colours")),
        }
        for code, (text, whole) in texts.items():
            switch = self._switches[code]
            switch.setText(text)
            switch.setToolTip(whole)
            switch.setAccessibleName(whole)
            switch.updateGeometry()
