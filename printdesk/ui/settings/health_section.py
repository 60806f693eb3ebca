"""Health: whether everything around the program is in order, each with what to do; copied as text for support."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.health import Around, Health, PrinterFacts, Verdict, as_text, health, verdict_words
from printdesk.services.printers.devices import Readiness
from printdesk.ui.context import RoomContext
from printdesk.ui.desk_printers import system_printers
from printdesk.ui.kit import FlowRow, Pill, PrimaryButton, SecondaryButton, label
from printdesk.ui.room_work import LatestReading
from printdesk.ui.settings.result import Result
from printdesk.ui.theme import Kind, Space
from printdesk.ui.theme.fonts import FAMILY

_KINDS = {
    Verdict.GOOD: Kind.DONE, Verdict.LOOK: Kind.SLACK, Verdict.BAD: Kind.FAILED, Verdict.UNKNOWN: Kind.WAITING,
}  # fmt: skip


class HealthSection(QWidget):
    """One line for each thing; F6 copies them, F8 looks anew.

    Attributes:
        found: what is shown, None before the first look. copy, again: the acts. standing: the whole in one sentence.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.found: Health | None = None
        self._lang = ""
        self._reading = LatestReading(context, self)
        self.standing = Result()
        self._intro = label("", "secondary", wrap=True)
        self.copy, self.again = PrimaryButton("", "F6", "copy"), SecondaryButton("", "F8", "refresh")
        acts = FlowRow(Space.S)
        acts.add(self.copy)
        acts.add(self.again)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, Space.S, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        for widget in (self._intro, self.standing):
            column.addWidget(widget)
        column.addWidget(area, 1)
        column.addWidget(acts)
        self.again.clicked.connect(self.look)
        self.copy.clicked.connect(self._copy)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is looked at, it looks."""
        super().showEvent(event)
        if self.found is None:
            QTimer.singleShot(0, self, self.look)

    def show_words(self) -> None:
        """Words in the language of the moment."""
        self._intro.setText(_("Looked at from this computer. Nothing here holds data of applicants."))
        self.copy.setText(_("Copy as text"))
        self.again.setText(_("Look again"))
        if self.found is not None and self._lang != language() and self.isVisible():
            self.look()

    def look(self) -> None:
        """Look at everything, in the background."""
        self._lang = language()
        services, reader = self._context.services, active()
        font = FAMILY in QFontDatabase.families()
        self._set_busy(True)
        if self.found is None:
            self.standing.say(Kind.WAITING, _("Looking; the whole ledger is computed anew…"))
        self._reading.ask(lambda: health(services, Around(font, printer_facts()), reader), self._show, self._not_read)

    def text(self) -> str:
        """What is copied, "" before the first look."""
        return "" if self.found is None else as_text(self.found, active())

    def rest(self) -> None:
        """Nothing runs in the background any more."""
        self._reading.rest()
        self._set_busy(False)

    # inside

    def _show(self, found: Health) -> None:
        self.found = found
        self._set_busy(False)
        said = {
            Verdict.GOOD: (Kind.DONE, _("Everything is in order.")),
            Verdict.LOOK: (Kind.SLACK, _("It works; something wants a look.")),
            Verdict.BAD: (Kind.FAILED, _("Something is not in order.")),
        }[found.worst]
        self.standing.say(*said)
        self._fill(found)

    def _fill(self, found: Health) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        words = verdict_words(active())
        for at, line in enumerate(found.lines):
            pill = Pill(_KINDS[line.verdict], words[line.verdict])
            value = label(line.value if not line.advice else f"{line.value}\n{line.advice}", wrap=True, copyable=True)
            value.setAccessibleName(f"{line.name}: {words[line.verdict]}. {line.value} {line.advice}".strip())
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(pill, at, 0, top)
            self._grid.addWidget(label(line.name, "strong"), at, 1, top)
            self._grid.addWidget(value, at, 2)
        self._grid.setRowStretch(len(found.lines), 1)

    def _not_read(self, error: DeskError) -> None:
        self._set_busy(False)
        self.standing.refuse(error)

    def _set_busy(self, busy: bool) -> None:
        self.again.setEnabled(not busy)
        self.copy.setEnabled(self.found is not None)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._context.messages.ok(_("Copied."))


def printer_facts() -> list[PrinterFacts] | None:
    """The printers of this computer; None where they cannot be asked for. Slow: a server may be asked."""
    try:
        found = system_printers()
    except DeskError:
        return None
    return [PrinterFacts(one.name, one.readiness is not Readiness.STOPPED, one.default) for one in found]
