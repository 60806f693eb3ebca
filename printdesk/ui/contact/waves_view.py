"""Pickup waves: who comes when, against what the counter can hand over; proposed, saved, taken back as one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue, dates, language, plural
from printdesk.services.wave_papers import WavePaper
from printdesk.services.waves import WaveList, WaveMember, WaveView
from printdesk.services.work import Actor
from printdesk.ui.contact import words
from printdesk.ui.contact.contact_acts import Person
from printdesk.ui.contact.reading import Waves, read_waves
from printdesk.ui.contact.wave_bars import WaveBar, WaveBars
from printdesk.ui.contact.wave_dialog import WaveMover
from printdesk.ui.contact.wave_paper_dialog import WavePaperDialog
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    ChipRow,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    label,
    thin_line,
)
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space, Tone
from printdesk.ui.undo import Step, Turn
from printdesk.ui.undo.running import say_done

SAVED, PROPOSED, LEFT = "saved", "proposed", "left"


class WavesView(QWidget):
    """The waves of a day as bars, and who comes in the chosen one.

    F6 puts the proposal in force, F7 takes it back, F8 gives the selected one another time, Shift+F6 makes the list
    of the chosen wave on paper.

    Attributes:
        chips: the saved waves, those that would be proposed, who has none. day, bars, table: what is shown of them.

    Signals:
        opened: id of the application asked for.
    """

    opened = Signal(int)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: Waves | None = None
        self._failure = ""
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self.chips = ChipRow()
        self.day = QComboBox()
        self.day.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._counts = label("", "secondary", wrap=True)
        self.bars = WaveBars()
        self.table = DeskTable(_model(), two_lines=True)
        self._empty = EmptyState("calendar")
        self.table.set_empty(self._empty)
        self.save = PrimaryButton("", "F6", "save", act="save_waves")
        self.undo = SecondaryButton("", "F7", "undo", act="undo_waves")
        self.other = SecondaryButton("", "F8", "calendar", act="give_wave")
        self.paper = SecondaryButton("", "Shift+F6", "document", act="print_waves")
        self.dialog: WavePaperDialog | None = None
        self.times = WaveMover(context, self, self._acts)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        head.setSpacing(Space.M)
        head.addWidget(self.chips, 1)
        head.addWidget(self.day)
        chart = QVBoxLayout()
        chart.setContentsMargins(Space.L, 0, Space.L, Space.S)
        chart.addWidget(self._counts)
        chart.addWidget(self.bars)
        acts = FlowRow(Space.S)
        acts.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        acts.add(self.save)
        acts.add(self.undo)
        acts.add(self.other)
        acts.add(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(chart)
        column.addWidget(thin_line())
        column.addWidget(self.table, 1)
        column.addWidget(thin_line())
        column.addWidget(acts)

    def _connect(self) -> None:
        for code in (SAVED, PROPOSED, LEFT):
            self.chips.set_chip(code, "")
        self.chips.chosen.connect(lambda _code: self._tell())
        self.day.activated.connect(lambda _at: self._tell_day(0))
        self.bars.chosen.connect(lambda _at: self._tell_members())
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self.save.clicked.connect(self._save)
        self.undo.clicked.connect(self._undo)
        self.other.clicked.connect(self._ask_other)
        self.paper.clicked.connect(self._make_paper)
        self.times.moved.connect(self.refresh)
        self.table.selection_count_changed.connect(lambda _count: self._tell_acts())
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read both lists anew."""
        services, lang = self._context.services, language()
        self._reading.ask(lambda: read_waves(services, lang), self._show, self._refuse)

    def focus_first(self) -> None:
        """Give the keyboard to the bars."""
        self.bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.save.setText(_("Put in force"))
        self.undo.setText(_("Take it back"))
        self.other.setText(_("Another time to come…"))
        self.paper.setText(_("List of this wave"))
        self.day.setAccessibleName(_("Day"))
        self.table.setAccessibleName(_("Who comes"))
        self.table.retranslate()
        self._tell()

    def _show(self, facts: Waves) -> None:
        first = self._facts is None
        self._facts, self._failure = facts, ""
        if first and facts.saved is None:
            self.chips.choose(PROPOSED)
        self._tell()

    def _refuse(self, error: DeskError) -> None:
        self._failure = str(error)
        if self._facts is None:
            self._empty.set_unread(self._failure)
        else:
            self._context.messages.error(error)

    def _list(self) -> WaveList | None:
        if self._facts is None:
            return None
        return self._facts.saved if self.chips.current() == SAVED else self._facts.proposed

    def _tell(self) -> None:
        facts, lang = self._facts, language()
        counts = (
            {}
            if facts is None
            else {
                SAVED: facts.saved.people if facts.saved else 0,
                PROPOSED: facts.proposed.people,
                LEFT: len(facts.proposed.left),
            }
        )
        titles = {SAVED: _("In force"), PROPOSED: _("Proposed now"), LEFT: _("Without a time")}
        for code, title in titles.items():
            self.chips.set_chip(code, title, dates.number(counts[code], lang) if counts else None)
        self._tell_days()
        self._tell_acts()

    def _tell_days(self) -> None:
        found, chosen = self._list(), self.day.currentData()
        days = sorted({wave.start.date() for wave in found.waves if wave.members}) if found else []
        shown = self.chips.current() != LEFT and bool(days)
        self.day.blockSignals(True)
        self.day.clear()
        for day in days:
            self.day.addItem(dates.day_medium(day, language()), day)
        self.day.setCurrentIndex(max(0, self.day.findData(chosen)) if days else -1)
        self.day.blockSignals(False)
        self.day.setVisible(shown)
        self.bars.setVisible(shown)
        self._tell_day(self.bars.current())

    def _waves(self) -> tuple[WaveView, ...]:
        found, day = self._list(), self.day.currentData()
        return tuple(wave for wave in found.waves if wave.start.date() == day) if found is not None else ()

    def _tell_day(self, at: int) -> None:
        self.bars.set_bars(tuple(_bar(wave) for wave in self._waves()), at)
        self._tell_members()

    def _tell_members(self) -> None:
        facts = self._facts
        if facts is None:
            self._empty.set_unread(self._failure)
            self._counts.setText("")
            return
        today = facts.proposed.now.date()
        if self.chips.current() == LEFT:
            lines = [_Line(member, facts.services, today, why) for member, why in facts.proposed.left]
            self._counts.setText("")
        else:
            waves = self._waves()
            wave = waves[self.bars.current()] if waves else None
            lines = [_Line(member, facts.services, today, "") for member in wave.members] if wave else []
            self._counts.setText(_sums(waves, self._list()))
        self.table.rows_model().set_rows(lines)
        self._tell_empty()

    def _tell_empty(self) -> None:
        if self.chips.current() == LEFT:
            self._empty.set("check-badge", _("Everybody who is ready has a time"), "", Tone.GREEN)
        elif self.chips.current() == SAVED and self._facts is not None and self._facts.saved is None:
            text = _("See what would be proposed now, and put it in force.")
            self._empty.set("calendar", _("No waves are in force"), text)
        else:
            self._empty.set("calendar", _("Nobody comes in this wave"), "")

    def _tell_acts(self) -> None:
        facts = self._facts
        self.save.setEnabled(facts is not None and facts.proposed.people > 0)
        self.save.setVisible(self.chips.current() != SAVED or facts is None or facts.saved is None)
        saved = facts is not None and facts.saved is not None
        self.undo.setVisible(saved)
        self.paper.setVisible(saved and self.chips.current() == SAVED)
        self.other.setVisible(saved and self.chips.current() != PROPOSED)
        self.other.setEnabled(len(self.table.selected_keys()) == 1)

    def _ask_other(self) -> None:
        chosen = self.table.selected_keys()
        lines = [line for line in self.table.rows_model().rows() if str(line.member.application_id) in chosen]
        if len(lines) == 1:
            self.times.ask(Person(lines[0].member.application_id, lines[0].member.name))

    def _make_paper(self) -> None:
        """The list of the chosen wave, looked at before it is printed."""
        waves, lists, reader = self._waves(), self._context.services.wave_papers, catalogue(DEFAULT_LANGUAGE)
        if not waves or self.dialog is not None:
            return
        start = waves[self.bars.current()].start

        def show(made: WavePaper) -> None:
            dialog = WavePaperDialog(self._context, made, self.window())
            self.dialog = dialog
            dialog.finished.connect(lambda _code: self._close_paper(dialog))
            dialog.open()

        self._acts.begin(lambda actor, op: lists.paper(actor, start, reader, op), show)

    def _close_paper(self, dialog: WavePaperDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _save(self) -> None:
        if self._facts is None:
            return
        proposal, waves = self._facts.proposed, self._context.services.waves
        people = plural("{count} person", "{count} people", proposal.people)
        said = _("The waves are in force: {people}. Slips and texts say the time from now on.").format(
            people=people.format(count=dates.number(proposal.people, language()))
        )

        turn = Turn[int](
            lambda actor, op: waves.save(actor, proposal, op), lambda actor, op, made: waves.undo(actor, made, op)
        )
        step = Step(lambda: _("pickup waves"), turn, why_not=_propose_anew, after=self.refresh)

        def done(_made: int) -> None:
            self.chips.choose(SAVED)
            say_done(self._context, said, step)
            self.refresh()

        self._acts.begin(turn.forward, done)

    def _undo(self) -> None:
        if self._facts is not None and self._facts.saved is not None:
            self._take_back(self._facts.saved.set_id)

    def _take_back(self, set_id: int) -> None:
        waves = self._context.services.waves

        def act(actor: Actor, operation_id: str) -> None:
            waves.undo(actor, set_id, operation_id)

        def done(_none: None) -> None:
            self._context.messages.ok(_("The waves were taken back; those before them, if any, hold again."))
            self.refresh()

        self._acts.begin(act, done)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


@dataclass(frozen=True, slots=True)
class _Line:
    """Somebody in a wave, or without one and why."""

    member: WaveMember
    services: dict[str, str]
    today: date
    why: str


def _bar(wave: WaveView) -> WaveBar:
    spoken = plural(
        "{hours}: {count} person, room for {places}", "{hours}: {count} people, room for {places}", len(wave.members)
    ).format(hours=words.hours_words(wave.start, wave.end), count=len(wave.members), places=wave.places)
    return WaveBar(dates.clock_time(wave.start, language()), len(wave.members), wave.places, spoken)


def _sums(waves: tuple[WaveView, ...], found: WaveList | None) -> str:
    if not waves:
        return ""
    people, places = sum(len(wave.members) for wave in waves), sum(wave.places for wave in waves)
    template = _("{people} of {places} places on this day are taken; the rest of the counter is kept for walk-ins.")
    text = template.format(people=dates.number(people, language()), places=dates.number(places, language()))
    if found is not None and found.made_at is not None:
        moment = dates.moment_short(found.made_at, language())
        text += " " + _("In force since {moment}, by {name}.").format(moment=moment, name=found.made_by)
    return text


def _model() -> RowsModel[_Line]:
    columns: list[Column[_Line]] = [
        Column(lambda: _("Applicant"), _applicant, 200, 3, strong=True),
        Column(lambda: _("Group"), lambda line: Cell(line.member.group), 110, 1),
        Column(lambda: _("Ready"), _ready, 150),
        Column(lambda: _("Departs"), _departs, 120),
        Column(lambda: _("Note"), _note, 170, 2),
    ]
    return RowsModel(columns, key=lambda line: str(line.member.application_id))


def _applicant(line: _Line) -> Cell:
    service = line.services.get(line.member.service, line.member.service)
    member = line.member
    return Cell(member.name, f"…{member.number[-4:]} · {service}", tooltip=f"{member.name}\n{member.number}")


def _ready(line: _Line) -> Cell:
    if line.member.came:
        return Cell(_("collected"), tone=Tone.GREEN)
    if line.member.shelved:
        return Cell(_("ready now"), tone=Tone.GREEN)
    if line.member.ready_from is None:
        return Cell(_("not ready yet"))
    return Cell(dates.moment_short(line.member.ready_from, language()))


def _departs(line: _Line) -> Cell:
    departs = line.member.departs_at
    return Cell(dates.day_short(departs.date(), language()), sort=departs) if departs else Cell("–")


def _note(line: _Line) -> Cell:
    if line.why:
        tone = Tone.RED if line.member.departs_at is not None else Tone.AMBER
        return Cell(words.left_words(line.why), tone=tone)
    if line.member.by_hand:
        text = _("given by hand, {name}").format(name=line.member.by_hand)
        return Cell(text, line.member.hand_reason, tooltip=f"{text}\n{line.member.hand_reason}")
    if line.member.moved:
        return Cell(_("new time: tell again"), tone=Tone.AMBER)
    return Cell(_("time as before") if line.member.kept else "")


def _propose_anew() -> str:
    return _("The waves are proposed anew from what is true now; put those in force instead.")
