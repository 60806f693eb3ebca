"""Opening a shift, and issuing more during it: who, what is needed and why, and the proof scans one by one."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from printdesk.domain import numbers
from printdesk.domain.shifts import Need
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.bundle import Services
from printdesk.services.shifts import IssueLine, More, NeedView, ShiftView
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.shift_form import ScanForm, fill_people
from printdesk.ui.blanks.words import booklets_text, count_text, range_text
from printdesk.ui.kit import NumberField, SecondSignIn, SignMark, label, set_tone
from printdesk.ui.theme import Kind, Space, Tone

Ranges = tuple[tuple[str, str], ...]
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Offer:
    """The need and the ranges of the safe that would be issued for the counts wanted."""

    need: NeedView
    counts: Mapping[str, int]
    ranges: Mapping[str, Ranges]


def read_offer(services: Services, station: str, holder: str, counts: Mapping[str, int]) -> Offer:
    """Work it out; slow, so not on the window's thread.

    Args:
        counts: how many of a type, where people want another number than the need.
    """
    need = services.shifts.need(station, holder)
    wanted = {line.service: min(counts.get(line.service, line.count), line.in_safe) for line in need.lines}
    ranges = {service: services.shifts.proposed(service, count) for service, count in wanted.items() if count}
    return Offer(need, wanted, ranges)


class _Line:
    """One type in the form: its name, why so many, how many, and the range with the state of its scans."""

    def __init__(self, name: str) -> None:
        self.name = label(name, "strong", wrap=True)
        self.why = label("", "secondary", wrap=True)
        self.count = NumberField(0, _MOST, 0)
        self.count.setAccessibleName(name)
        self.range = label("", "strong", copyable=True)
        self.sign = SignMark(Kind.WAITING, 14)
        self.expected: tuple[str, ...] = ()
        self.scanned: tuple[str, ...] = ()

    @property
    def wanted(self) -> int:
        return self.count.value()

    @property
    def proved(self) -> bool:
        return self.scanned == self.expected

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.why, self.count, self.range, self.sign)

    def show_offer(self, need: Need, count: int, ranges: Ranges) -> None:
        with QSignalBlocker(self.count):
            self.count.setRange(0, max(need.in_safe, count))
            self.count.setValue(count)
        ends = (ranges[0][0], ranges[-1][1]) if ranges else ()
        expected = tuple(dict.fromkeys(ends))
        if expected != self.expected:
            self.expected, self.scanned = expected, ()
        self.why.setText(need_text(need))
        set_tone(self.why, Tone.RED if need.in_safe < need.count else None)
        self.range.setText("\n".join(range_text(*one) for one in ranges) or "—")
        self.show_sign()

    def show_sign(self) -> None:
        self.sign.set_kind(Kind.DONE if self.proved else Kind.HERE if self.scanned else Kind.WAITING)
        self.sign.setAccessibleName(_("proved") if self.proved else _("to be scanned"))


def need_text(need: Need) -> str:
    """Why a shift needs so many: "70 by the plan + 4 spare − 38 in hand = 36"."""
    parts = [_("{count} by the plan").format(count=count_text(need.planned))]
    parts += [_("{count} taken").format(count=count_text(need.taken))] if need.taken else []
    parts += [_("{count} spare").format(count=count_text(need.reserve))] if need.reserve else []
    held = " − " + _("{count} in hand").format(count=count_text(need.held)) if need.held else ""
    text = f"{' + '.join(parts)}{held} → {count_text(need.count)}"
    if need.in_safe < need.count:
        text += " · " + _("the safe holds only {count}").format(count=count_text(need.in_safe))
    return text


class OpenShiftDialog(ScanForm):
    """The keeper at this desk gives, the operator receives.

    Args:
        shift: to issue more to an open shift; None to open one.

    Attributes:
        operator, station: who receives, and where the work is. reason, approved_by: for more than the need.

    Signals:
        offer_wanted: operator, station or a count changed: work the need out anew.
    """

    offer_wanted = Signal()

    def __init__(self, facts: BlanksFacts, user: str, shift: ShiftView | None, parent: QWidget | None) -> None:
        title = _("Issue more blanks") if shift else _("Open a shift")
        intro = _("{name} gives the blanks; the operator counts and receives them. Only the need is issued.")
        super().__init__(title, _("Issue and print the minutes"), intro.format(name=facts.name(user)), parent)
        self._facts = facts
        self._user = user
        self.shift = shift
        self.offer: Offer | None = None
        self.lines: dict[str, _Line] = {}
        self.operator, self.station = QComboBox(), QComboBox()
        self.receives = SecondSignIn(self.operator, "add_to_shift" if shift else "open_shift", asks=facts.closed)
        self.reason, self.approved_by = QLineEdit(), QComboBox()
        self.agrees = SecondSignIn(self.approved_by, "add_to_shift" if shift else "open_shift", asks=facts.closed)
        self._fill()
        self._grid_of_lines = QGridLayout()
        self._lay_out()
        self.operator.currentIndexChanged.connect(lambda _at: self._choose_station())
        self.station.currentIndexChanged.connect(lambda _at: self.offer_wanted.emit())
        self.set_act_enabled(False)
        self._tell()

    def _fill(self) -> None:
        held = {one.holder for one in self._facts.shifts if one.open}
        if self.shift is not None:
            self.operator.addItem(self.shift.holder_name, self.shift.holder)
            self.operator.setEnabled(False)
        else:
            fill_people(self.operator, self._facts.seconds(), "print", {self._user, *held})
        for one in self._facts.settings.stations:
            self.station.addItem(one.label.text(language()), one.code)
        self._choose_station()

    def _choose_station(self) -> None:
        """The operator's own station first."""
        person = next((one for one in self._facts.people if one.login == self.holder()), None)
        skills = person.skills if person else ()
        busy = {one.station for one in self._facts.shifts if one.open}
        own = self.shift.station if self.shift else next((code for code in skills if code not in busy), "")
        before = self.station.currentIndex()
        with QSignalBlocker(self.station):
            self.station.setCurrentIndex(max(0, self.station.findData(own or (skills or ("",))[0])))
        self._fill_third()
        if before != -1:
            self.offer_wanted.emit()

    def _fill_third(self) -> None:
        fill_people(
            self.approved_by, self._facts.seconds(), "supervisor", (self._user, self.holder()),
            _("Choose a third person"),
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.add_row(_("&Operator"), self.receives)
        self.add_row(_("&Station"), self.station)
        grid = self._grid_of_lines
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 1)
        self.until = label("", "secondary", wrap=True)
        self._more = QWidget()
        more = QGridLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(
            ((_("&Reason for more"), self.reason), (_("&Agreed to by"), self.agrees))
        ):
            name = label(words)
            name.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            more.addWidget(name, at, 0)
            more.addWidget(field, at, 1)
        self._more.setVisible(False)
        self.body.addWidget(self.until)
        self.body.addLayout(grid)
        self.body.addWidget(self._more)
        self.body.addWidget(self.scan)

    def holder(self) -> str:
        """Login of the operator chosen, "" for nobody."""
        return str(self.operator.currentData() or "")

    def station_code(self) -> str:
        """Code of the station chosen."""
        return str(self.station.currentData() or "")

    def counts(self) -> dict[str, int]:
        """How many of each type the people want."""
        return {service: line.wanted for service, line in self.lines.items()}

    def show_offer(self, offer: Offer) -> None:
        """Show the need, why, and what would be issued."""
        services = [line.service for line in offer.need.lines]
        if list(self.lines) != services:
            self._make_lines(services)
        self.offer = offer
        for need in offer.need.lines:
            self.lines[need.service].show_offer(need, offer.counts[need.service], offer.ranges.get(need.service, ()))
        self._tell()
        self.scan.setFocus()

    def _make_lines(self, services: list[str]) -> None:
        for line in self.lines.values():
            for widget in line.widgets():
                self._grid_of_lines.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.lines = {service: _Line(self._facts.label(service)) for service in services}
        for at, line in enumerate(self.lines.values()):
            self._grid_of_lines.addWidget(line.name, 2 * at, 0)
            self._grid_of_lines.addWidget(line.why, 2 * at + 1, 0)
            self._grid_of_lines.addWidget(line.count, 2 * at, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid_of_lines.addWidget(line.range, 2 * at, 2, 2, 1)
            self._grid_of_lines.addWidget(line.sign, 2 * at, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            line.count.editingFinished.connect(self._count_changed)
            line.count.valueChanged.connect(lambda _value: self._tell())

    def _count_changed(self) -> None:
        if self.offer is not None and self.counts() != dict(self.offer.counts):
            self.offer_wanted.emit()

    def step(self) -> tuple[_Line, str] | None:
        """The type and the serial to be scanned now; None when everything is proved."""
        for line in self.lines.values():
            if line.wanted and not line.proved:
                return line, line.expected[len(line.scanned)]
        return None

    def take_scan(self, code: str) -> None:
        """A scan proves the step that is asked for, or is refused with the serial that was expected."""
        if self.offer is None or self.counts() != dict(self.offer.counts):
            return
        step = self.step()
        try:
            serial = numbers.serial(code, active())
        except RuleViolationError as error:
            self.show_error(error)
            self._tell_act()
            return
        if step is None:
            return
        line, expected = step
        if serial != expected:
            text = _("{serial} was scanned; {expected} is expected. Put the pile right and scan again.")
            self.show_error(text.format(serial=serial, expected=expected))
            self._tell_act()
            return
        self.show_error("")
        line.scanned = (*line.scanned, serial)
        line.show_sign()
        self._tell()

    def lines_to_issue(self) -> list[IssueLine]:
        """What was proved, type by type."""
        return [
            IssueLine(service, line.wanted, line.scanned[0], line.scanned[-1])
            for service, line in self.lines.items()
            if line.wanted and line.proved
        ]

    def more(self) -> More:
        """The ground for more than the need."""
        return More(self.reason.text().strip(), str(self.approved_by.currentData() or ""))

    def wants_more(self) -> bool:
        """Whether more than the need of a type is wanted."""
        return self.offer is not None and any(
            self.lines[need.service].wanted > need.count for need in self.offer.need.lines
        )

    def _tell(self) -> None:
        self._more.setVisible(self.wants_more())
        self._tell_until()
        step = self.step()
        if not self.holder():
            self.scan.set(_("Nobody else is known here who could receive blanks"))
        elif self.offer is None:
            self.scan.set(_("The need is being worked out…"))
        elif step is not None:
            line, expected = step
            first = not line.scanned
            words = _("Scan the first blank of {service}") if first else _("Scan the last blank of {service}")
            self.scan.set(words.format(service=line.name.text()), expected)
        elif any(line.wanted for line in self.lines.values()):
            self.scan.set(_("Everything is proved: Enter issues it"))
        else:
            self.scan.set(_("The shift needs no further blanks"))
        self._tell_act()

    def _tell_act(self) -> None:
        done = self.offer is not None and self.step() is None and self.counts() == dict(self.offer.counts)
        something = any(line.wanted for line in self.lines.values())
        held = self.shift is None and self.offer is not None and any(one.held for one in self.offer.need.lines)
        self.set_act_enabled(bool(self.holder()) and done and (something or held))

    def _tell_until(self) -> None:
        if self.offer is None:
            return
        whole = sum(line.wanted for line in self.lines.values())
        until = dates.moment_medium(self.offer.need.until, language())
        text = plural(
            "{count} to issue for the shift until {until}.", "{count} to issue for the shift until {until}.", whole
        )
        self.until.setText(text.format(count=booklets_text(whole), until=until))
