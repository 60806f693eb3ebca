"""The upper part of the left card: this desk's station, its state, and taking the next of the plan."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from printdesk.i18n import _, language, plural
from printdesk.services.office import Switch
from printdesk.ui.kit import ElidedLabel, IconButton, Pill, PrimaryButton, SignMark, label, set_tone
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.print_room.reading import DeskFacts
from printdesk.ui.print_room.words import rate_text, station_text, stopped_text
from printdesk.ui.theme import Kind, Space, Tone

COUNTS = (5, 10, 20)


class StationHead(QWidget):
    """Says where this desk prints and takes the next ones.

    Attributes:
        pill: the station's state, to be placed beside the title. chooser: opens the list of stations.
        take: the main act. more: opens the menu of the other acts.

    Signals:
        station_chosen: code. take_asked: how many. release_asked: give back what was not begun.
        blank_asked: nothing was printed on what is in the machine.
        sheet_asked, entry_asked, inbox_asked, desks_asked, claims_asked: the room's other papers and lists.
    """

    station_chosen = Signal(str)
    take_asked = Signal(int)
    release_asked = Signal()
    blank_asked = Signal()
    sheet_asked = Signal()
    entry_asked = Signal()
    inbox_asked = Signal()
    desks_asked = Signal()
    claims_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 10
        self._facts: DeskFacts | None = None
        self._failed = False
        self._tight = False
        self.pill = Pill()
        self.chooser = IconButton("chevron-down", _("Choose a station"), "F4")
        self.take = PrimaryButton("", "F5", act="take_next")
        self.more = IconButton("more", _("Other acts"), "F8")
        self._prints = label("", "secondary", wrap=True)
        self._stopped = QWidget()
        self._stopped_words = label("", "detail", tone=Tone.AMBER, wrap=True)
        self._stopped_line = ElidedLabel(voice="detail")
        set_tone(self._stopped_line, Tone.AMBER)
        self._build()
        self.take.clicked.connect(lambda: self.take_asked.emit(self._count))
        self.chooser.clicked.connect(self._choose)
        self.more.clicked.connect(self._open_more)
        self.retranslate()

    def _build(self) -> None:
        stopped = QHBoxLayout(self._stopped)
        stopped.setContentsMargins(0, 0, 0, 0)
        stopped.setSpacing(Space.S)
        sign = QVBoxLayout()
        sign.setContentsMargins(0, 4, 0, 0)
        sign.addWidget(SignMark(Kind.STOPPED, 11))
        sign.addStretch(1)
        stopped.addLayout(sign)
        stopped.addWidget(self._stopped_words, 1)
        stopped.addWidget(self._stopped_line, 1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.take, 1)
        acts.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._prints)
        column.addWidget(self._stopped)
        column.addLayout(acts)

    def title(self) -> str:
        """The station's name, or that there is none yet."""
        facts = self._facts
        if facts is None or not facts.station:
            return _("No station yet")
        return facts.settings.station(facts.station).label.text(language())

    def show_facts(self, facts: DeskFacts) -> None:
        """Show what is true at this desk now."""
        self._facts = facts
        self.retranslate()

    def show_failure(self) -> None:
        """Say that nothing could be read yet; what was read before stays."""
        self._failed = self._facts is None
        self.retranslate()

    def set_tight(self, tight: bool) -> None:
        """On a low screen what the station prints gives way to what is in hand."""
        self._tight = tight
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """Keep the main act from being asked for twice, until what came of it is shown."""
        self.take.setEnabled(not busy and self._facts is not None and self._facts.can_take)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.chooser.set_name(_("Choose a station"))
        self.more.set_name(_("Other acts"))
        self.take.setText(_("Take the next {count}").format(count=self._count))
        facts = self._facts
        here = facts is not None and bool(facts.station)
        self.more.setEnabled(facts is not None)
        self.take.setEnabled(facts is not None and facts.can_take)
        self.pill.set(*(_state(facts) if facts and here else (Kind.NOTE, "")))
        self._prints.setText(_prints(facts) if facts or not self._failed else _("This desk could not be read."))
        self._prints.setVisible(not (self._tight and facts is not None and facts.busy))
        stopped = _stopped(facts) if facts else ""
        busy = facts is not None and facts.busy
        self._stopped_words.setText(stopped)
        self._stopped_words.setVisible(not busy)
        self._stopped_line.setText(stopped.replace("\n", " · "))
        self._stopped_line.setVisible(busy)
        self._stopped.setVisible(bool(stopped))

    def station_menu(self) -> QMenu:
        """The stations with what they print; the one here is marked."""
        menu = with_letters(QMenu(self))
        group = QActionGroup(menu)
        for switch in self._facts.stations if self._facts else ():
            self._add_station(menu, group, switch)
        return menu

    def more_menu(self) -> QMenu:
        """How many to take, and giving the rest back."""
        menu = with_letters(QMenu(self))
        group = QActionGroup(menu)
        for count in COUNTS:
            action = QAction(_("Take {count} at a time").format(count=count), menu, checkable=True)
            action.setChecked(count == self._count)
            action.triggered.connect(lambda _on=False, chosen=count: self.set_count(chosen))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        rest = len(self._facts.claimed) if self._facts else 0
        text = plural("Give {count} back that is not begun", "Give {count} back that are not begun", rest)
        give_back = menu.addAction(text.format(count=rest) if rest else _("Nothing to give back"))
        give_back.setEnabled(rest > 0)
        give_back.triggered.connect(lambda _on=False: self.release_asked.emit())
        current = self._facts.current if self._facts else None
        if current is not None and current.serial:
            still = menu.addAction(_("{serial} is still blank; give it back").format(serial=current.serial))
            still.triggered.connect(lambda _on=False: self.blank_asked.emit())
        self._add_lists(menu)
        return menu

    def _add_lists(self, menu: QMenu) -> None:
        """Batch sheets, the supervisor's inbox, and desks that do not come back."""
        facts = self._facts
        sheets, warnings = (facts.sheets, facts.warnings) if facts else (0, 0)
        menu.addSeparator()
        enter = plural("Enter a batch sheet ({count} open)…", "Enter a batch sheet ({count} open)…", sheets)
        inbox = plural("Warnings ({count})…", "Warnings ({count})…", warnings)
        for text, signal, enabled in (
            (_("Batch sheet for this machine…"), self.sheet_asked, facts is not None and facts.can_take),
            (enter.format(count=sheets), self.entry_asked, sheets > 0),
            (inbox.format(count=warnings), self.inbox_asked, True),
            (_("Who holds what…"), self.claims_asked, True),
            (_("A desk that does not come back…"), self.desks_asked, True),
        ):
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _on=False, wanted=signal: wanted.emit())

    def set_count(self, count: int) -> None:
        """Take this many at a time from now on."""
        self._count = count
        self.take.setText(_("Take the next {count}").format(count=count))

    def _add_station(self, menu: QMenu, group: QActionGroup, switch: Switch) -> None:
        if self._facts is None:
            return
        name = self._facts.settings.station(switch.code).label.text(language())
        text = f"{name} · {station_text(self._facts.settings, switch.code)}"
        if switch.state == "down":
            text = _("{station} (stopped)").format(station=text)
        action = QAction(text, menu, checkable=True)
        action.setChecked(switch.code == self._facts.station)
        action.triggered.connect(lambda _on=False: self.station_chosen.emit(switch.code))
        group.addAction(action)
        menu.addAction(action)

    def _choose(self) -> None:
        self.station_menu().popup(self.chooser.mapToGlobal(self.chooser.rect().bottomLeft()))

    def _open_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _prints(facts: DeskFacts | None) -> str:
    if facts is None:
        return _("Reading…")
    if not facts.station:
        return _("Choose the station that this desk belongs to (F4).")
    rate = rate_text(facts.settings.station(facts.station).rate_per_hour)
    return f"{station_text(facts.settings, facts.station)} · {rate}"


def _state(facts: DeskFacts) -> tuple[Kind, str]:
    if not facts.can_take:
        return Kind.STOPPED, _("Stopped")
    mine = facts.settings.station(facts.station).services
    flaky = any(switch.state == "flaky" and switch.code in mine for switch in facts.services)
    return (Kind.FLAKY, _("Flaky")) if flaky else (Kind.READY, _("Ready"))


def _stopped(facts: DeskFacts) -> str:
    """What stands still here, in sentences."""
    if facts.station_switch is None:
        return ""
    name = facts.settings.station(facts.station).label.text(language())
    if facts.station_switch.state == "down":
        return stopped_text(name, facts.station_switch, facts.now)
    labels = facts.settings.service_labels(language())
    return "\n".join(stopped_text(labels[one.code], one, facts.now) for one in facts.stopped_services())
