"""The evening that is being considered: day, hours, station, people."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from printdesk.i18n import _, language
from printdesk.services.office import PersonView
from printdesk.services.overtime import Evening
from printdesk.services.work import OfficeData
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.backlog.words import person_text
from printdesk.ui.kit import DateField, TimeField, label
from printdesk.ui.theme import Space

_MORNING = time(8)
_PEOPLE_ROWS = 3
_TIME_WIDTH = 88
_STATION_WIDTH = 128
_COLUMNS = 2


class EveningForm(QWidget):
    """Asks for an evening; what was chosen stays when the room reads anew.

    Attributes:
        people: a box for each person, by login.

    Signals:
        changed: another evening is being considered.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: BacklogFacts | None = None
        self._own_hours = False
        self._own_people = False
        self._touched = False
        self.day = DateField(date(2024, 1, 1))
        self.start = TimeField(time(16))
        self.end = TimeField(time(19))
        self.station = QComboBox()
        self.people: dict[str, QCheckBox] = {}
        self._names = [label("", "secondary") for _name in range(5)]
        self._grid = QGridLayout()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(Space.S)
        fields.setVerticalSpacing(2)
        for at, (name, field) in enumerate(
            zip(self._names, (self.day, self.start, self.end, self.station), strict=False)
        ):
            fields.addWidget(name, 0, at)
            fields.addWidget(field, 1, at)
            name.setBuddy(field)
        for field in (self.start, self.end):
            field.setMinimumWidth(_TIME_WIDTH)
            field.setMaximumWidth(_TIME_WIDTH + Space.M)
        self.station.setMinimumWidth(_STATION_WIDTH)
        fields.setColumnStretch(0, 3)
        fields.setColumnStretch(3, 2)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(0)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(fields)
        column.addSpacing(Space.XS)
        column.addWidget(self._names[4])
        column.addWidget(self._area)

    def _connect(self) -> None:
        self.day.dateChanged.connect(lambda _day: self._day_chosen())
        for field in (self.start, self.end):
            field.timeChanged.connect(lambda _time: self._hours_chosen())
        self.station.currentIndexChanged.connect(lambda _at: self._station_chosen())

    def show_facts(self, facts: BacklogFacts) -> None:
        """Offer the stations and people of the moment; the first time propose an evening."""
        first = self._facts is None
        self._facts = facts
        self._fill_stations(facts)
        self._fill_people(facts)
        if first:
            with QSignalBlocker(self.day):
                self.day.set_value(_first_evening(facts.office, facts.board.now))
            self._propose_hours()
            self._propose_people()

    def evening(self) -> Evening:
        """What is being considered."""
        chosen = tuple(login for login, box in self.people.items() if box.isChecked())
        return Evening(
            self.day.value(), self.start.value(), self.end.value(), str(self.station.currentData() or ""), chosen
        )

    def touched(self) -> bool:
        """Whether a person has chosen anything; before that the form only proposes."""
        return self._touched

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        texts = (_("Day"), _("From"), _("Until"), _("Station"), _("People"))
        for name, text in zip(self._names, texts, strict=True):
            name.setText(text)
        for field, text in zip((self.day, self.start, self.end, self.station), texts, strict=False):
            field.setAccessibleName(text)
        if self._facts is not None:
            self._fill_stations(self._facts)

    def _fill_stations(self, facts: BacklogFacts) -> None:
        chosen = self.station.currentData()
        with QSignalBlocker(self.station):
            self.station.clear()
            for one in facts.office.settings.stations:
                self.station.addItem(one.label.text(language()), one.code)
                prints = ", ".join(facts.service(code) for code in one.services)
                self.station.setItemData(self.station.count() - 1, prints, Qt.ItemDataRole.ToolTipRole)
            self.station.setCurrentIndex(max(0, self.station.findData(chosen)))

    def _fill_people(self, facts: BacklogFacts) -> None:
        wanted = {person.login: person for person in facts.people}
        if list(wanted) != list(self.people):
            self._make_boxes(list(facts.people))
        for login, box in self.people.items():
            box.setText(person_text(wanted[login]).replace("&", "&&"))
        self._order_people()

    def _make_boxes(self, people: list[PersonView]) -> None:
        chosen = {login for login, box in self.people.items() if box.isChecked()}
        for box in self.people.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self.people = {}
        for person in people:
            box = QCheckBox()
            box.setChecked(person.login in chosen)
            box.toggled.connect(lambda _on: self._people_chosen())
            self.people[person.login] = box

    def _order_people(self) -> None:
        """Those who can run the station come first."""
        logins = sorted(self.people, key=lambda login: not self._can_run(login))
        for at, login in enumerate(logins):
            self._grid.addWidget(self.people[login], at // _COLUMNS, at % _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        rows = min(_PEOPLE_ROWS, (len(logins) + 1) // _COLUMNS)
        height = max((box.sizeHint().height() for box in self.people.values()), default=0)
        self._area.setFixedHeight(rows * height + 2)

    def _can_run(self, login: str) -> bool:
        people = self._facts.people if self._facts else ()
        station = str(self.station.currentData() or "")
        return any(person.login == login and station in person.skills for person in people)

    def _propose_hours(self) -> None:
        """From when the office closes, as long as the day allows; on a day off from the morning on."""
        if self._facts is None:
            return
        office, day = self._facts.office, self.day.value()
        limits = office.settings.overtime
        close = office.office_hours.close_of(day)
        start = close or datetime.combine(day, _MORNING, office.zone)
        end = start + timedelta(hours=limits.weekday_hours if close else limits.day_off_hours)
        with QSignalBlocker(self.start), QSignalBlocker(self.end):
            self.start.set_value(start.timetz().replace(tzinfo=None))
            self.end.set_value(end.timetz().replace(tzinfo=None))

    def _propose_people(self) -> None:
        """The first who can run the station, until the user has chosen somebody."""
        able = next((login for login in self.people if self._can_run(login)), next(iter(self.people), ""))
        for login, box in self.people.items():
            with QSignalBlocker(box):
                box.setChecked(login == able)

    def _day_chosen(self) -> None:
        self._touched = True
        if not self._own_hours:
            self._propose_hours()
        self.changed.emit()

    def _hours_chosen(self) -> None:
        self._touched = True
        self._own_hours = True
        self.changed.emit()

    def _people_chosen(self) -> None:
        self._touched = True
        self._own_people = True
        self.changed.emit()

    def _station_chosen(self) -> None:
        self._touched = True
        self._order_people()
        if not self._own_people:
            self._propose_people()
        self.changed.emit()


def _first_evening(office: OfficeData, now: datetime) -> date:
    """Today while its evening lies ahead, else the next open day."""
    today = now.date()
    close = office.office_hours.close_of(today)
    ahead = close is not None and now < close + timedelta(hours=office.settings.overtime.weekday_hours)
    return today if ahead else office.office_hours.next_open_day(today)
